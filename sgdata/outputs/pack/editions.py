"""The editions of the paper: one function each, made of sections that they share, for different readers."""

from collections.abc import Callable
from dataclasses import dataclass

from sgdata.errors import Misuse
from sgdata.measures.catalogue import catalogue
from sgdata.measures.indicator import Theme
from sgdata.outputs import words
from sgdata.outputs.pack import sections, young_people
from sgdata.outputs.pack.paper import Block, Paper
from sgdata.outputs.pack.sections import Asked
from sgdata.release.ask import FiguresReport
from sgdata.release.scope import AnyScope

PARENTING: tuple[Theme, ...] = ("attendance", "missing_education", "part_time")
INSPECTED = (
    *("concerns_raised", "concerns_open_over_28_days", "children_with_repeat_concerns"),
    *("referral_decided_in_one_working_day", "reported_to_dsl_same_day", "record_complete"),
    *("recruitment_checks_complete", "checks_done_before_start"),
)
"""Beside the allegations: children with concerns as counts, referrals, the register of checks."""


@dataclass(frozen=True)
class Edition:
    """A paper for some readers."""

    title: str
    made: Callable[[Asked], list[Block]]
    ids: tuple[str, ...] | None = None
    """The figures that it is about; None for all."""


def leadership(asked: Asked) -> list[Block]:
    """All that a leadership meeting takes, with what runs out before the next one."""
    return [
        *sections.summary(asked),
        *sections.needs_us(asked, "matter"),
        *sections.months(asked),
        *sections.ahead(asked),
        *sections.not_known(asked),
        *sections.learning(asked),
        *sections.governance(asked),
        *sections.areas(asked),
        *sections.how_to_read(asked),
    ]


def board(asked: Asked) -> list[Block]:
    """All areas; the days ahead are the business of those who lead."""
    return [
        *sections.summary(asked),
        *sections.needs_us(asked, "matter"),
        *sections.months(asked),
        *sections.not_known(asked),
        *sections.learning(asked),
        *sections.governance(asked),
        *sections.areas(asked),
        *sections.how_to_read(asked),
    ]


def of_some_areas(asked: Asked) -> list[Block]:
    """What a reader of some areas wants: their matters, their figures, what is not known of them."""
    return [
        *sections.summary(asked),
        *sections.needs_us(asked, "matter"),
        *sections.areas(asked),
        *sections.months(asked),
        *sections.not_known(asked),
        *sections.how_to_read(asked),
    ]


def _of(*themes: Theme) -> tuple[str, ...]:
    return tuple(indicator.id for indicator in catalogue().values() if indicator.theme in themes)


def editions() -> dict[str, Edition]:
    """Every edition by its name, in the order in which they are offered."""
    return {
        "leadership": Edition("Safeguarding: paper for the leadership meeting", leadership),
        "board": Edition("Safeguarding: paper for the board", board),
        "corporate_parenting": Edition(
            "Education of children in care: paper for the corporate parenting panel", of_some_areas, _of(*PARENTING)
        ),
        "inspection": Edition("Safeguarding: figures for an inspection", of_some_areas, (*INSPECTED, *_of("adults"))),
        "young_people": Edition("How we keep you safe", young_people.page, tuple(young_people.PLAIN)),
    }


def paper(scope: AnyScope, name: str) -> Paper:
    """The paper of an edition; Misuse where there is no such edition."""
    edition = edition_of(name)
    asked = Asked.about(scope, edition.ids)
    organisation = scope.rules.organisation
    # What is made from a snapshot shows small numbers as they are: every page says whom that is for.
    kept, readers = ("Release", "") if scope.role == "leader" else ("Snapshot", " For practitioners only.")
    return Paper(
        title=edition.title,
        subtitle=f"{organisation}, {words.day(scope.since)} to {words.day(scope.as_at)}",
        source=f"{organisation}. {kept} {scope.snapshot}, as at {words.day(scope.as_at)}.{readers}",
        as_at=scope.as_at,
        blocks=tuple(edition.made(asked)),
        report=FiguresReport(
            as_at=scope.as_at,
            since=scope.since,
            snapshot=scope.snapshot,
            role=scope.role,
            organisation=organisation,
            figures=asked.figures,
        ),
    )


def edition_of(name: str) -> Edition:
    """The edition of a name; Misuse lists those that there are."""
    if name not in editions():
        raise Misuse(f"There is no edition {name}: wanted one of {', '.join(editions())}.")
    return editions()[name]
