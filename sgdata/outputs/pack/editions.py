"""The editions of the paper: one function each, made of sections that they share, for different readers."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from sgdata.errors import Misuse
from sgdata.measures.catalogue import catalogue
from sgdata.measures.indicator import Theme
from sgdata.outputs import words
from sgdata.outputs.pack import promised, sections, young_people
from sgdata.outputs.pack.paper import Block, Paper
from sgdata.outputs.pack.sections import Asked
from sgdata.release import ask
from sgdata.release.scope import AnyScope

PARENTING: tuple[Theme, ...] = ("attendance", "missing_education", "part_time")
OPEN_CASES = "children_with_open_social_care_case"
REFERRALS = ("reported_to_dsl_same_day", "referral_decided_in_one_working_day", "social_worker_informed")
ALLEGATIONS = (
    *("lado_in_one_working_day", "lado_not_yet_contacted", "lado_decided_in_one_working_day"),
    "lado_closed_in_three_months",
)
CHECKS = ("recruitment_checks_complete", "checks_done_before_start")
INSPECTED = (
    *("concerns_raised", "concerns_open_over_28_days", "children_with_repeat_concerns", "record_complete"),
    *(OPEN_CASES, *REFERRALS, *CHECKS),
)
"""Beside the allegations: what is asked for on the morning of an inspection."""


@dataclass(frozen=True)
class Edition:
    """A paper for some readers."""

    title: str
    made: Callable[[Asked], list[Block]]
    ids: tuple[str, ...] | None = None
    """The figures that it is about; None for all."""


def of_all_areas(asked: Asked, *, looks_ahead: bool) -> list[Block]:
    """All that a meeting takes; what runs out before the next one is the business of those who lead."""
    return [
        *sections.summary(asked),
        *promised.carried(asked),
        *sections.needs_us(asked, "matter"),
        *sections.months(asked),
        *(sections.ahead(asked) if looks_ahead else []),
        *sections.not_known(asked),
        *sections.learning(asked),
        *sections.governance(asked),
        *promised.kept(asked),
        *sections.areas(asked),
        *sections.how_to_read(asked),
    ]


def of_some_areas(asked: Asked) -> list[Block]:
    """What a reader of some areas wants: their matters, their figures, what is not known of them."""
    return [
        *sections.summary(asked),
        *promised.carried(asked),
        *sections.needs_us(asked, "matter"),
        *sections.areas(asked),
        *sections.months(asked),
        *sections.not_known(asked),
        *sections.how_to_read(asked),
    ]


def of_an_inspection(asked: Asked) -> list[Block]:
    """What is asked for on the morning of an inspection, in the order in which it is asked for; then the rest."""
    return [
        *sections.summary(asked),
        *sections.in_full(
            asked,
            "Referrals, and what came of them",
            REFERRALS,
            {"referral_decided_in_one_working_day": "rating"},
            ["referrals_resolved"],
        ),
        *sections.in_full(asked, "Allegations about adults (LADO)", ALLEGATIONS, {}, ["allegations_resolved"]),
        *sections.in_full(asked, "Children with open social-care cases", [OPEN_CASES], {OPEN_CASES: "care_status"}),
        *sections.in_full(asked, "The register of checks", CHECKS, {}, ["checks_before_start"]),
        *promised.carried(asked),
        *sections.needs_us(asked, "matter"),
        *sections.areas(asked),
        *sections.not_known(asked),
        *sections.how_to_read(asked),
    ]


def _of(*themes: Theme) -> tuple[str, ...]:
    return tuple(indicator.id for indicator in catalogue().values() if indicator.theme in themes)


def editions() -> dict[str, Edition]:
    """Every edition by its name, in the order in which they are offered."""
    return {
        "leadership": Edition(
            "Safeguarding: paper for the leadership meeting", partial(of_all_areas, looks_ahead=True)
        ),
        "board": Edition("Safeguarding: paper for the board", partial(of_all_areas, looks_ahead=False)),
        "corporate_parenting": Edition(
            "Education of children in care: paper for the corporate parenting panel", of_some_areas, _of(*PARENTING)
        ),
        "inspection": Edition(
            "Safeguarding: figures for an inspection", of_an_inspection, (*INSPECTED, *_of("adults"))
        ),
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
        report=ask.report_of(scope, asked.figures),
    )


def edition_of(name: str) -> Edition:
    """The edition of a name; Misuse lists those that there are."""
    if name not in editions():
        raise Misuse(f"There is no edition {name}: wanted one of {', '.join(editions())}.")
    return editions()[name]
