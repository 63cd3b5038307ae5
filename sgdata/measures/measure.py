"""Measures an indicator: value, trend, breakdown and records, all from the rows of its one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from sgdata.calendar import academic_year_start, months_to
from sgdata.errors import Misuse
from sgdata.measures.benchmarks import benchmark
from sgdata.measures.dimensions import NOT_KNOWN, Dimension, all_dimensions, dimensions_of, group_order
from sgdata.measures.figure import Count, Figure, Group, Record, TrendPoint, figure_of, group_of
from sgdata.measures.indicator import Indicator
from sgdata.measures.picture import Drawn, Picture
from sgdata.measures.vulnerable import vulnerability
from sgdata.rules import Rules
from sgdata.store.held_still import held_still
from sgdata.store.reading import Cursor, names_read

TREND_MONTHS = 13
# What every query may read beside the snapshot and what was asked; each depends on the dates asked, so it is no view.
# One may read those before it, and the indicator's parameters.
GIVEN = {
    name: files("sgdata.measures").joinpath(f"{name}.sql").read_text(encoding="utf-8")
    for name in (
        *("required_training", "asked_week", "child_absence", "part_time_so_far", "last_school_days"),
        *("existing_concern", "in_touch", "vulnerable_child", "fitting_benchmark"),
    )
}


@dataclass(frozen=True)
class Asked:
    """A date to answer for, and the first day of what happened until then."""

    as_at: date
    since: date

    @classmethod
    def at(cls, as_at: date, since: date | None = None) -> "Asked":
        """`since` is 1 September of the academic year unless it is given."""
        return cls(as_at, since or academic_year_start(as_at))


def measure(cursor: Cursor, indicator: Indicator, rules: Rules, asked: Asked, by: str | None = None) -> Figure:
    """The figure for one date, with its groups where `by` names a breakdown that it has."""
    (figure,) = measure_all(cursor, indicator, rules, [asked])
    dimension = _dimension(indicator, by) if by else None
    if dimension is None:
        return figure
    groups = _groups(cursor, indicator, rules, asked, dimension)
    return figure.model_copy(update={"groups": groups, "groups_overlap": dimension.overlaps})


def measure_all(cursor: Cursor, indicator: Indicator, rules: Rules, asked: Sequence[Asked]) -> list[Figure]:
    """The figures for different dates, from one query."""
    parts = [f"count(CASE WHEN known AND list_contains(parts, '{part}') THEN 1 END)" for part in indicator.parts]
    found = cursor.rows(
        f"{with_rows(indicator, rules, asked)} "
        f"SELECT as_at, {_SUMS}, [{', '.join(parts)}] AS parts FROM measured GROUP BY as_at"
    )
    by_date = {row.pop("as_at"): row for row in found}
    return [_figure(indicator, rules, by_date.get(one.as_at)) for one in asked]


def _figure(indicator: Indicator, rules: Rules, sums: dict[str, Any] | None) -> Figure:
    """The figure of a row of sums; where there is none, that of no rows."""
    if sums is None:
        return figure_of(indicator, rules, Count(0, 0, 0), dict.fromkeys(indicator.parts, 0))
    count = Count(sums["numerator"], sums["denominator"], sums["unknown"])
    return figure_of(indicator, rules, count, dict(zip(indicator.parts, sums["parts"], strict=True)))


def trend(
    cursor: Cursor,
    indicator: Indicator,
    rules: Rules,
    as_at: date,
    known: dict[tuple[str, date], TrendPoint] | None = None,
) -> list[TrendPoint]:
    """The figure of each of the last 13 months: its state at the month's end (stock), what happened in it (flow).

    `known` are points of whole months by id and last day: those are not asked again, and those found are put to them.
    """
    months = [Asked.at(last, first if indicator.is_monthly else None) for first, last in months_to(as_at, TREND_MONTHS)]
    known = {} if known is None else known
    asked = [month for month in months if (indicator.id, month.as_at) not in known]
    figures = measure_all(cursor, indicator, rules, asked) if asked else []
    found = {
        (indicator.id, month.as_at): TrendPoint.of(figure, month.since, month.as_at)
        for figure, month in zip(figures, asked, strict=True)
    }
    points = [found.get((indicator.id, month.as_at)) or known[indicator.id, month.as_at] for month in months]
    known |= {(indicator.id, point.as_at): point for point in points[:-1]}  # the last month may go on
    return points


def records(cursor: Cursor, indicator: Indicator, rules: Rules, asked: Asked) -> list[Record]:
    """The rows behind a figure: hits first, then unknown, then the rest, oldest first."""
    found = cursor.rows(
        f"{with_rows(indicator, rules, [asked])} "
        "SELECT subject, child, happened_on, numerator > 0 AND known AS hit, known, why FROM measured "
        "ORDER BY hit DESC, known, happened_on, subject, why"
    )
    return [Record(**row) for row in found]


def with_rows(indicator: Indicator, rules: Rules, asked: Sequence[Asked], held_still_on: date | None = None) -> str:
    """The query of the indicator as relation `measured`, with all that it may read beside the snapshot; of records held
    still on a day where one is given, so that the days after it can be asked."""
    around = ", ".join(_around(indicator, indicator.sql, rules, asked))
    known = held_still(names_read(around, {}), held_still_on) if held_still_on else {}
    return f"WITH {', '.join([*(f'{name} AS ({text})' for name, text in known.items()), around])}"


def _around(indicator: Indicator, query: str, rules: Rules, asked: Sequence[Asked]) -> list[str]:
    """The relations of an indicator for a query: its parameters, what is given, which may read them, and its rows."""
    return [*_parameters(indicator, rules), *_given(query, rules, asked), f"measured AS ({indicator.sql})"]


def _given(query: str, rules: Rules, asked: Sequence[Asked]) -> list[str]:
    """What a query reads beside the snapshot, as relations: those alone, for DuckDB parses all that it is told."""
    dates = ", ".join(f"(DATE '{one.as_at}', DATE '{one.since}')" for one in asked)
    named = {"required_course": _required_courses(rules)}
    read = _names_read(query)
    if "vulnerability" in read:
        named["vulnerability"] = vulnerability(
            rules.vulnerabilities, lambda one: f"{with_rows(one, rules, asked)} SELECT * FROM measured"
        )
    named |= {name: f"{name} AS ({text})" for name, text in GIVEN.items()}
    return [f"asked(as_at, since) AS (VALUES {dates})", *(text for name, text in named.items() if name in read)]


@cache
def _names_read(query: str) -> frozenset[str]:
    return frozenset(names_read(query, GIVEN))


def _parameters(indicator: Indicator, rules: Rules) -> list[str]:
    """The indicator's parameters as a relation, where it has any."""
    override = rules.indicators.get(indicator.id)
    parameters = indicator.parameters | (override.parameters if override else {})
    values = ", ".join(f"{value} AS {name}" for name, value in parameters.items())
    return [f"parameters AS (SELECT {values})"] if parameters else []


def _required_courses(rules: Rules) -> str:
    """`required_course`: course, role ('everyone' or one role), months until due again, a course that counts as it."""
    rows = [
        f"('{required.course}', '{role}', {required.months or 'NULL'}, '{counts}')"
        for required in rules.required_courses
        for role in (["everyone"] if required.roles == "everyone" else required.roles)
        for counts in [required.course, *required.also]
    ]
    rows = rows or ["(NULL, NULL, NULL, NULL)"]
    return f"required_course(course, role, months, counts) AS (VALUES {', '.join(rows)})"


def draw(
    cursor: Cursor, picture: Picture, indicator: Indicator | None, rules: Rules, asked: Asked, published: str = ""
) -> Drawn:
    """The rows of a picture in their order, and what is told of them. `indicator` is the one that it is of; `published`
    what the organisation keeps of published figures, which pictures alone may read: no figure is judged by them."""
    if indicator:
        relations = _around(indicator, f"{picture.sql} {indicator.sql}", rules, [asked])
    else:
        relations = _given(picture.sql, rules, [asked])
    if "benchmark" in _names_read(picture.sql):
        relations = [benchmark(published), *relations]
    given = ", ".join(relations)
    told = ", ".join(f"{sql} AS {name}" for name, sql in picture.tells.items())
    # Kept for a moment in the cursor's own memory: rows and sentences are of one reading.
    cursor.rows(f"CREATE OR REPLACE TEMP TABLE picture AS WITH {given} SELECT * FROM ({picture.sql})")
    (tells,) = cursor.rows(f"WITH {given} SELECT {told} FROM picture")
    return Drawn(id=picture.id, rows=cursor.rows("SELECT * FROM picture"), tells=tells)


_SUMS = (
    "coalesce(sum(CASE WHEN known THEN numerator END), 0) AS numerator, "
    "coalesce(sum(denominator), 0) AS denominator, "
    "coalesce(sum(CASE WHEN NOT known THEN denominator END), 0) AS unknown"
)


def _dimension(indicator: Indicator, by: str) -> Dimension | None:
    """The breakdown of this name, None where the figure cannot be cut so; Misuse where nothing is called so."""
    if by not in all_dimensions():
        raise Misuse(f"There is no breakdown {by}: wanted one of {', '.join(all_dimensions())}.")
    return dimensions_of(indicator).get(by)


def _groups(cursor: Cursor, indicator: Indicator, rules: Rules, asked: Asked, dimension: Dimension) -> list[Group]:
    value = "row.provider" if dimension.name == "provider" and indicator.own_provider else dimension.value
    found = cursor.rows(
        f"{with_rows(indicator, rules, [asked])} "
        f"SELECT {value} AS word, {_SUMS} FROM measured AS row {dimension.join} GROUP BY word"
    )
    counts: dict[Any, Count] = {row.pop("word"): Count(**row) for row in found}
    ordered = group_order(cursor, dimension, [word for word in counts if word is not None])
    strange = [count for word, count in counts.items() if word not in dict(ordered)]
    unknown = Count(*(sum(parts) for parts in zip(*strange, strict=True))) if strange else Count(0, 0, 0)
    return [
        *(group_of(indicator, word, label, counts.get(word, Count(0, 0, 0))) for word, label in ordered),
        group_of(indicator, NOT_KNOWN, NOT_KNOWN, unknown),
    ]
