"""What may be asked of a snapshot, and by whom: every figure on a screen, in a file or on the command line comes from
one of these functions.

Until there are releases, a leader sees totals of process figures (how well adults kept a rule) and nothing else: what
may not be seen is never worked out.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from pydantic import BaseModel, ConfigDict

from sgdata.errors import Refused
from sgdata.measures.catalogue import catalogue, chosen
from sgdata.measures.dimensions import dimensions_of
from sgdata.measures.figure import Figure, Record, TrendPoint
from sgdata.measures.indicator import Indicator, Theme
from sgdata.measures.measure import Asked, measure
from sgdata.measures.measure import records as measured_records
from sgdata.measures.measure import trend as measured_trend
from sgdata.measures.reads import tables_read
from sgdata.release.scope import Scope
from sgdata.rules.clauses import Clause, clauses
from sgdata.store.reading import Cursor, open_snapshot
from sgdata.store.snapshots import Store

LEADERS_SEE = (
    "Leaders see how well rules were kept, as totals. Numbers of children, breakdowns and records are hidden to "
    "protect children until a release has been made and checked."
)


class FiguresReport(BaseModel):
    """What `sgdata figures --json` prints."""

    as_at: date
    since: date
    snapshot: str
    role: str
    organisation: str
    figures: list[Figure]


class ListedRecord(BaseModel):
    """A row behind a figure under its case references, for the screen: no pseudonym."""

    model_config = ConfigDict(frozen=True)

    case: str
    child: str
    year_group: str
    happened_on: date | None
    counts: str
    why: str


class Cohort(BaseModel):
    """Whom the figures are about, and what is not known of them."""

    model_config = ConfigDict(frozen=True)

    children: int | None
    on_roll: int | None
    settings: int | None
    returns_missing: int
    returns_expected: int
    last_meeting: date | None
    made_on: date


def figures(scope: Scope, ids: Iterable[str] | None = None, by: str | None = None) -> list[Figure]:
    """The figures of these ids, or all, as the role may see them."""
    rows = Store(scope.store).manifest(scope.snapshot).rows
    by = by if _sees_children(scope) else None
    found = []
    with _cursor(scope) as cursor:
        for indicator in chosen(ids):
            if not _may_see(scope, indicator):
                found.append(_hidden(indicator))
                continue
            figure = measure(cursor, indicator, scope.rules, Asked(scope.as_at, scope.since), by)
            not_loaded = [table for table in tables_read(indicator.id) if not rows.get(table)]
            found.append(figure.model_copy(update={"not_loaded": not_loaded}))
    return found


def report(scope: Scope, ids: Iterable[str] | None = None, by: str | None = None) -> FiguresReport:
    """The figures with what they were asked of."""
    return FiguresReport(
        as_at=scope.as_at,
        since=scope.since,
        snapshot=scope.snapshot,
        role=scope.role,
        organisation=scope.rules.organisation,
        figures=figures(scope, ids, by),
    )


def trend(scope: Scope, identifier: str) -> list[TrendPoint]:
    """The last 13 months of a figure; nothing for a leader."""
    (indicator,) = chosen([identifier])
    if not _sees_children(scope):
        return []
    with _cursor(scope) as cursor:
        return measured_trend(cursor, indicator, scope.rules, scope.as_at)


def records(scope: Scope, identifier: str) -> list[Record]:
    """The pseudonymous rows behind a figure; Refused for a leader."""
    (indicator,) = chosen([identifier])
    if not _sees_children(scope):
        raise Refused("Leaders see no records of single children or adults: ask a practitioner.")
    with _cursor(scope) as cursor:
        return measured_records(cursor, indicator, scope.rules, Asked(scope.as_at, scope.since))


def listed_records(scope: Scope, identifier: str) -> list[ListedRecord]:
    """The rows behind a figure under their case references; Refused for a leader."""
    (indicator,) = chosen([identifier])
    found = records(scope, identifier)
    if indicator.good == "high":
        found.sort(key=lambda record: record.hit)  # what was not done is what somebody has to work on
    wanted = {pseudonym for record in found for pseudonym in (_case(record), record.child) if pseudonym}
    with _cursor(scope) as cursor:
        references = {
            row["pseudonym"]: row["reference"]
            for row in cursor.rows(
                "SELECT pseudonym, reference FROM case_reference WHERE list_contains(?, pseudonym)", [list(wanted)]
            )
        }
        years = {
            row["child_id"]: f"Year {row['year_group']}" if row["year_group"] > 0 else "Reception or younger"
            for row in cursor.rows(
                "SELECT child_id, year(?::DATE) - CASE WHEN month(?::DATE) >= 9 THEN 0 ELSE 1 END "
                "- birth_academic_year - 5 AS year_group "
                "FROM children WHERE birth_academic_year IS NOT NULL AND list_contains(?, child_id)",
                [scope.as_at, scope.as_at, list(wanted)],
            )
        }
    return [
        ListedRecord(
            case=references.get(_case(record), "not known"),
            child=references.get(record.child or "", "not known"),
            year_group=years.get(record.child or "", "not known"),
            happened_on=record.happened_on,
            counts=_counts(indicator, record),
            why=record.why,
        )
        for record in found
    ]


def breakdowns(scope: Scope, identifier: str) -> list[str]:
    """The names of the breakdowns that the role may ask of a figure."""
    (indicator,) = chosen([identifier])
    return list(dimensions_of(indicator)) if _sees_children(scope) else []


def cohort(scope: Scope) -> Cohort:
    """Whom the figures are about; a leader is not told how many children."""
    with _cursor(scope) as cursor:
        (row,) = cursor.rows(
            "SELECT (SELECT count(*) FROM children) AS children, "
            "(SELECT count(*) FROM children WHERE coalesce(on_roll_from, ?) <= ? "
            "AND (on_roll_to IS NULL OR on_roll_to > ?)) AS on_roll, "
            "(SELECT count(*) FROM providers) AS settings, "
            "(SELECT count(*) FROM returns WHERE period_to BETWEEN ? AND ?) AS returns_expected, "
            "(SELECT count(*) FROM returns WHERE period_to BETWEEN ? AND ? "
            "AND (received_on IS NULL OR received_on > ?)) AS returns_missing, "
            "(SELECT max(held_on) FROM meetings WHERE kind = 'leadership' AND held_on < ?) AS last_meeting",
            [scope.as_at] * 3 + [scope.since, scope.as_at] * 2 + [scope.as_at] * 2,
        )
    if not _sees_children(scope):
        row |= {"children": None, "on_roll": None, "settings": None}
    return Cohort(**row, made_on=Store(scope.store).manifest(scope.snapshot).loaded_on)


def coverage(scope: Scope) -> list[tuple[Clause, list[Indicator]]]:
    """Each clause that applies to the organisation with the indicators that make it visible."""
    return [
        (clause, [indicator for indicator in catalogue().values() if number in indicator.clauses])
        for number, clause in clauses().items()
        if scope.rules.applies(number)
    ]


def indicators(themes: Iterable[Theme]) -> list[Indicator]:
    """The indicators of these themes, in the order of the catalogue."""
    wanted = set(themes)
    return [indicator for indicator in catalogue().values() if indicator.theme in wanted]


def _case(record: Record) -> str:
    """The pseudonym that a subject begins with: a training item is a person and a course."""
    return record.subject.split("/")[0]


def _counts(indicator: Indicator, record: Record) -> str:
    """What the row is for the figure, in a word."""
    if not record.known:
        return "not known"
    if indicator.good == "high":
        return "done" if record.hit else "not done"
    return "counted" if record.hit else "not counted"


def _sees_children(scope: Scope) -> bool:
    return scope.role == "practitioner"


def _may_see(scope: Scope, indicator: Indicator) -> bool:
    return _sees_children(scope) or indicator.about == "process"


def _hidden(indicator: Indicator) -> Figure:
    return Figure(
        id=indicator.id,
        title=indicator.title,
        unit=indicator.unit,
        kind=indicator.kind,
        value=None,
        numerator=None,
        denominator=None,
        unknown=None,
        worst_case=None,
        status="no_data",
        suppressed=True,
    )


@contextmanager
def _cursor(scope: Scope) -> Iterator[Cursor]:
    with open_snapshot(Store(scope.store).file(scope.snapshot)).cursor() as cursor:
        yield cursor
