"""What a practitioner may ask of a snapshot: live figures, and pseudonymous records."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from sgdata.measures import outlook as ahead
from sgdata.measures.catalogue import catalogue, chosen, pictures
from sgdata.measures.dimensions import NOT_KNOWN
from sgdata.measures.figure import Figure, OutlookItem, Record, TrendPoint
from sgdata.measures.indicator import Indicator
from sgdata.measures.measure import Asked, draw, measure, measure_all, trend
from sgdata.measures.measure import records as measured_records
from sgdata.measures.picture import REFERENCED, Drawn
from sgdata.measures.reads import tables_drawn, tables_read
from sgdata.release.scope import Scope
from sgdata.rules import Rules
from sgdata.store.reading import Cursor, open_snapshot
from sgdata.store.snapshots import Store

MOST_THREADS = 4
LAST_YEAR = timedelta(days=364)
"""Back to the same weeks of last year: weekdays stay what they are."""


class ListedRecord(BaseModel):
    """A row behind a figure under its case references, for the screen: no pseudonym."""

    model_config = ConfigDict(frozen=True)

    case: str
    child: str
    year_group: str
    happened_on: date | None
    counts: str
    why: str


class Compared(BaseModel):
    """Figures by id, and as they were at the last leadership meeting; for leaders in the release of then."""

    when: date | None
    """The day of that meeting; None, and nothing of before, where there was none."""
    now: dict[str, Figure]
    before: dict[str, Figure]
    last_year: dict[str, Figure] = {}
    """Those that go with the seasons, in the same weeks of last year, where there was something to count then."""


class Cohort(BaseModel):
    """Whom the figures are about, and what is not known of them."""

    model_config = ConfigDict(frozen=True)

    children: float | None
    """None where there are too few for leaders to be told."""
    on_roll: float | None
    settings: int
    returns_missing: int
    returns_expected: int
    last_meeting: date | None
    made_on: date


class Alone(BaseModel):
    """The k-anonymity of the store over year group, sex, special needs and placement."""

    children: int
    unique_children: int
    fewer_than_five: int


def figures(scope: Scope, ids: Iterable[str] | None = None, by: str | None = None) -> list[Figure]:
    """The figures of these ids, or all, cut by a breakdown where they can be."""
    asked, told = Asked(scope.as_at, scope.since), _telling_what_lacks(scope)
    return _of_each(scope, ids, lambda cursor, indicator, rules: told(measure(cursor, indicator, rules, asked, by)))


def compared(scope: Scope, ids: Iterable[str] | None = None, *, seasons: bool = False) -> Compared:
    """The figures and what they were at the last leadership meeting, each from one query; and with `seasons`, those
    that go with the seasons in the same weeks of last year."""
    when, told = cohort(scope).last_meeting, _telling_what_lacks(scope)
    now, same_weeks = Asked(scope.as_at, scope.since), Asked(scope.as_at - LAST_YEAR, scope.since - LAST_YEAR)
    then = [Asked.at(when)] if when else []

    def answer(cursor: Cursor, indicator: Indicator, rules: Rules) -> dict[Asked, Figure]:
        # A query is asked each date once: of two periods that end on one day it would give the sum.
        again = [same_weeks] if seasons and indicator.seasonal and same_weeks not in then else []
        apart = [one for one in again if one.as_at == when]
        asked = [now, *then, *(one for one in again if one not in apart)]
        found = measure_all(cursor, indicator, rules, asked) + [measure(cursor, indicator, rules, one) for one in apart]
        return dict(zip([*asked, *apart], map(told, found), strict=True))

    found = _of_each(scope, ids, answer)
    return Compared(
        when=when,
        now={one[now].id: one[now] for one in found},
        before={one[then[0]].id: one[then[0]] for one in found if then},
        last_year={one[same_weeks].id: one[same_weeks] for one in found if _has_counted(one.get(same_weeks))},
    )


def _has_counted(figure: Figure | None) -> bool:
    """Whether there was anything then to count: of a share something to judge, of a count or a rate at least one, for
    nothing tells a true zero from what was not yet recorded."""
    if figure is None or figure.value is None or not figure.is_known:
        return False
    return figure.unit == "percent" or bool(figure.numerator)


def _telling_what_lacks(scope: Scope) -> Callable[[Figure], Figure]:
    """Gives a figure the tables that it lacks."""
    rows = Store(scope.store).manifest(scope.snapshot).rows
    return lambda figure: figure.model_copy(update={"not_loaded": not_loaded(figure.id, rows)})


Answer = TypeVar("Answer")


def _of_each(
    scope: Scope, ids: Iterable[str] | None, answer: Callable[[Cursor, Indicator, Rules], Answer]
) -> list[Answer]:
    """What is answered of each indicator, by several threads: DuckDB plans each query on one core."""

    def answers(indicators: list[Indicator]) -> list[Answer]:
        with cursor_of(scope) as cursor:
            return [answer(cursor, indicator, scope.rules) for indicator in indicators]

    wanted, threads = chosen(ids), min(os.cpu_count() or 1, MOST_THREADS)
    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(answers, (wanted[place::threads] for place in range(threads))))
    return [parts[place % threads][place // threads] for place in range(len(wanted))]


def not_loaded(identifier: str, rows: dict[str, int]) -> list[str]:
    """The tables that a figure reads and of which there is no row."""
    return _not_loaded(tables_read(identifier), rows)


def _not_loaded(tables: Iterable[str], rows: dict[str, int]) -> list[str]:
    return [table for table in tables if not rows.get(table)]


def trends(scope: Scope, ids: Iterable[str]) -> dict[str, list[TrendPoint]]:
    """The last 13 months of each figure."""
    wanted, known = list(ids), _whole_months(scope.store, scope.snapshot, scope.rules_text)
    found = _of_each(
        scope, wanted, lambda cursor, indicator, rules: trend(cursor, indicator, rules, scope.as_at, known)
    )
    return dict(zip(wanted, found, strict=True))


@lru_cache(maxsize=8)
def _whole_months(store: Path, snapshot: str, rules_text: str) -> dict[tuple[str, date], TrendPoint]:
    """What is known of whole months, which is the same for every date asked afterwards: a snapshot never changes."""
    return {}


def records(scope: Scope, identifier: str) -> list[Record]:
    """The pseudonymous rows behind a figure."""
    (indicator,) = chosen([identifier])
    with cursor_of(scope) as cursor:
        return measured_records(cursor, indicator, scope.rules, Asked(scope.as_at, scope.since))


def listed_records(scope: Scope, identifier: str) -> list[ListedRecord]:
    """The rows behind a figure under their case references."""
    (indicator,) = chosen([identifier])
    found = records(scope, identifier)
    if indicator.good == "high":
        found.sort(key=lambda record: record.hit)  # what was not done is what somebody has to work on
    wanted = {pseudonym for record in found for pseudonym in (_case(record), record.child) if pseudonym}
    with cursor_of(scope) as cursor:
        references = _references(cursor, wanted)
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
            case=references.get(_case(record), NOT_KNOWN),
            child=references.get(record.child or "", NOT_KNOWN),
            year_group=years.get(record.child or "", NOT_KNOWN),
            happened_on=record.happened_on,
            counts=_counts(indicator, record),
            why=record.why,
        )
        for record in found
    ]


def picture(scope: Scope, identifier: str) -> Drawn:
    """What a picture shows, cases under their references."""
    declared = pictures()[identifier]
    indicator = catalogue()[declared.of] if declared.of else None
    with cursor_of(scope) as cursor:
        drawn = draw(cursor, declared, indicator, scope.rules, Asked(scope.as_at, scope.since), scope.benchmarks_text)
        columns = [name for name in REFERENCED if drawn.rows and name in drawn.rows[0]]
        references = _references(cursor, {row[name] for row in drawn.rows for name in columns if row[name]})
    shown = [row | {name: references.get(row[name] or "", NOT_KNOWN) for name in columns} for row in drawn.rows]
    lacking = _not_loaded(tables_drawn(identifier), Store(scope.store).manifest(scope.snapshot).rows)
    return drawn.model_copy(update={"rows": shown, "not_loaded": lacking})


def _references(cursor: Cursor, pseudonyms: set[str]) -> dict[str, str]:
    """The case references of these pseudonyms."""
    found = cursor.rows(
        "SELECT pseudonym, reference FROM case_reference WHERE list_contains(?, pseudonym)", [list(pseudonyms)]
    )
    return {row["pseudonym"]: row["reference"] for row in found}


def outlook(scope: Scope, until: date) -> list[OutlookItem]:
    """What fails next if nothing is done, of every figure that declares it."""
    shown = [indicator.id for indicator in catalogue().values() if indicator.outlook]
    found = _of_each(scope, shown, lambda cursor, one, rules: ahead.outlook(cursor, [one], rules, scope.as_at, until))
    return sorted(chain(*found), key=lambda item: item.last_day)


def horizon(scope: Scope) -> tuple[date, date]:
    """When the next leadership meeting is likely, and the last day that an outlook is made for."""
    with cursor_of(scope) as cursor:
        return ahead.next_meeting(cursor, scope.as_at), ahead.furthest(scope.as_at)


def cohort(scope: Scope) -> Cohort:
    """Whom the figures are about."""
    with cursor_of(scope) as cursor:
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
    return Cohort(**row, made_on=Store(scope.store).manifest(scope.snapshot).loaded_on)


def alone(scope: Scope) -> Alone:
    """How many children nobody else in the store is like, by characteristics that people around them know."""
    with cursor_of(scope) as cursor:
        (row,) = cursor.rows(
            "SELECT coalesce(sum(alike), 0) AS children, "
            "coalesce(sum(alike) FILTER (alike = 1), 0) AS unique_children, "
            "coalesce(sum(alike) FILTER (alike < 5), 0) AS fewer_than_five FROM (SELECT count(*) AS alike "
            "FROM children GROUP BY birth_academic_year, sex, sen, placement_type) AS cells"
        )
    return Alone(**row)


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


@contextmanager
def cursor_of(scope: Scope) -> Iterator[Cursor]:
    """A cursor on the snapshot of a scope."""
    with open_snapshot(Store(scope.store).file(scope.snapshot)).cursor() as cursor:
        yield cursor
