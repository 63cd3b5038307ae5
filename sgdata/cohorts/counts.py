"""What the comparison counts: for each cohort its children and what the figure says of them, from the figure's rows.

A child is the unit, for things of one child (concerns, sessions) go together and are not so many proofs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from sgdata.cohorts.shapes import Depth
from sgdata.measures.dimensions import OF_CHILD, dimensions_of
from sgdata.measures.indicator import Indicator
from sgdata.measures.measure import Asked, with_rows
from sgdata.rules import Rules
from sgdata.store.reading import Cursor

ELSEWHERE = ("adults", "staff", "governance", "data_quality", "cohorts")
"""Themes whose figures tell of no child, of the records alone, or are made of what makes a cohort: that children with
an EHCP carry more vulnerabilities, of which an EHCP is one, is no finding."""
OF_SCHOOL_AGE = ("attendance", "missing_education", "part_time")
"""Themes that know children of compulsory school age alone."""
CHARACTERISTICS = tuple(one for one in OF_CHILD if one.name not in ("provider", "local_authority"))
"""What a cohort is made of. Where children are is the funnel's: its limits are made for the size of settings."""
NAMES = tuple(one.name for one in CHARACTERISTICS)
SAYS_NOT_KNOWN = "unknown"
"""A word of the tables that says that nobody knows; no cohort of its own."""
Cohort = tuple[tuple[str, str], ...]
"""Characteristics with their words, in the order of NAMES."""


@dataclass(frozen=True)
class Cell:
    """The sums of one cohort at one date. What counts a child has `numerator` 1 or 0 and `denominator` 1 of it."""

    as_at: date
    cohort: Cohort
    children: int
    unknown: int
    numerator: float
    denominator: float
    squares: float = 0
    """The sum of numerator * numerator / denominator."""
    ranks: float = 0
    """The sum of the places of its children by their own rate, 1 the lowest, among all; ties share theirs."""
    ranks_squared: float = 0


def can_be_explored(indicator: Indicator) -> bool:
    """Whether the figure tells of children, so that cohorts of them can be compared."""
    is_of_children = {one.name for one in CHARACTERISTICS} <= set(dimensions_of(indicator))
    return is_of_children and indicator.about != "adult" and indicator.theme not in ELSEWHERE


def sets_of(depth: Depth) -> list[tuple[str, ...]]:
    """The characteristics, and for depth 2 all pairs of different ones."""
    return [names for size in range(1, depth + 1) for names in combinations(NAMES, size)]


def each_child(indicator: Indicator, rules: Rules, asked: Sequence[Asked]) -> str:
    """The relation `each`: a row a child and date, with numerator, denominator, known and its characteristics."""
    words = ", ".join(
        f"CASE WHEN {one.value} <> '{SAYS_NOT_KNOWN}' THEN {_folded(one.name, one.value)} END AS {one.name}"
        for one in CHARACTERISTICS
    )
    (join,) = {one.join for one in CHARACTERISTICS}
    return (
        f"{with_rows(indicator, rules, asked)}, of_child AS ({_of_child(indicator)}), "
        f"each AS (SELECT row.as_at, row.numerator, row.denominator, row.known, {words} FROM of_child AS row {join})"
    )


def _folded(name: str, value: str) -> str:
    """Years before year 1 are one cohort, as the screen has one word for them."""
    return f"CAST(greatest(CAST({value} AS INTEGER), 0) AS VARCHAR)" if name == "year_group" else value


def _of_child(indicator: Indicator) -> str:
    """A row a child: the amounts of those that have amounts; else whether any of its rows went the bad way."""
    if indicator.amounts:
        return (
            "SELECT as_at, child, sum(CASE WHEN known THEN numerator END) AS numerator, "
            "sum(CASE WHEN known THEN denominator END) AS denominator, "
            "coalesce(sum(CASE WHEN known THEN denominator END), 0) > 0 AS known "
            "FROM measured WHERE child IS NOT NULL GROUP BY as_at, child"
        )
    if indicator.unit == "count":
        return _of_everyone(indicator)
    bad = "numerator = 0" if indicator.good == "high" else "numerator > 0"
    return (
        f"SELECT as_at, child, max(CASE WHEN known AND {bad} THEN 1 ELSE 0 END) AS numerator, 1 AS denominator, "
        "bool_or(known) AS known FROM measured WHERE child IS NOT NULL GROUP BY as_at, child"
    )


def _of_everyone(indicator: Indicator) -> str:
    """Every child who could have had a row: on roll then, and of school age where the figure is about school."""
    first = "asked.since" if indicator.kind == "flow" else "asked.as_at"
    spans = ["on_roll"] + (["school_age"] if indicator.theme in OF_SCHOOL_AGE else [])
    latest, earliest = (", ".join(f"everyone.{span}_{end}" for span in spans) for end in ("from", "to"))
    return (
        "SELECT asked.as_at, everyone.child_id AS child, CASE WHEN hit.child IS NULL THEN 0 ELSE 1 END AS numerator, "
        "1 AS denominator, TRUE AS known FROM asked INNER JOIN child_on_roll AS everyone "
        f"ON greatest({latest}, {first}) <= least({earliest}, asked.as_at) "
        "LEFT JOIN (SELECT DISTINCT as_at, child FROM measured WHERE known AND numerator > 0) AS hit "
        "ON hit.as_at = asked.as_at AND hit.child = everyone.child_id"
    )


def count(cursor: Cursor, given: str, sets: Iterable[tuple[str, ...]]) -> list[Cell]:
    """The sums of every cohort of these sets of characteristics, and of the empty set: all children. `given` is SQL
    that makes `each`. A child whose characteristic is not known is in none of its cohorts."""
    wanted = [(), *sets]
    used = [name for name in NAMES if any(name in names for names in wanted)]
    grouped = ", ".join(f"(as_at{''.join(f', {name}' for name in names)})" for names in wanted)
    found = cursor.rows(
        f"{given}, placed AS (SELECT *, rank() OVER (PARTITION BY as_at, known ORDER BY rate) "
        "+ (count(*) OVER (PARTITION BY as_at, known, rate) - 1) / 2.0 AS place FROM "
        "(SELECT *, CASE WHEN known THEN numerator / CAST(denominator AS DOUBLE) END AS rate FROM each) AS rated) "
        f"SELECT as_at, {', '.join(used)}, grouping_id({', '.join(used)}) AS grouping, "
        "count(CASE WHEN known THEN 1 END) AS children, count(CASE WHEN NOT known THEN 1 END) AS unknown, "
        "coalesce(sum(CASE WHEN known THEN numerator END), 0) AS numerator, "
        "coalesce(sum(CASE WHEN known THEN denominator END), 0) AS denominator, "
        "coalesce(sum(CASE WHEN known THEN numerator * rate END), 0) AS squares, "
        "coalesce(sum(CASE WHEN known THEN place END), 0) AS ranks, "
        "coalesce(sum(CASE WHEN known THEN place * place END), 0) AS ranks_squared "
        f"FROM placed GROUP BY GROUPING SETS ({grouped}) ORDER BY ALL"
    )
    by_bits = {_bits(names, used): names for names in wanted}
    cells = []
    for row in found:
        names = by_bits[row.pop("grouping")]
        words = {name: row.pop(name) for name in used}
        if all(words[name] is not None for name in names):
            cells.append(Cell(cohort=tuple((name, words[name]) for name in names), **row))
    return cells


def _bits(names: tuple[str, ...], used: Sequence[str]) -> int:
    """What grouping_id gives for a set: a bit a characteristic, the first the highest, set where it is not in it."""
    return sum(1 << place for place, name in enumerate(reversed(used)) if name not in names)
