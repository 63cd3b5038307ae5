"""The things behind several figures at once: one row a thing, what it is for each figure, and the words it falls under.

What leaders see is protected as one system, so it has to be known which things two figures share.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sgdata.measures.dimensions import NOT_KNOWN, Dimension
from sgdata.measures.indicator import Indicator
from sgdata.measures.measure import Asked, with_rows
from sgdata.rules import Rules
from sgdata.store.reading import Cursor


@dataclass(frozen=True)
class Row:
    """One row of an indicator. `person` is the child it is about, else the adult or thing that the row itself is."""

    subject: str
    person: str
    is_child: bool
    numerator: float
    denominator: float
    known: bool
    parts: tuple[str, ...]


def rows_of(cursor: Cursor, indicator: Indicator, rules: Rules, asked: Asked) -> list[Row]:
    """Every row of an indicator for one date."""
    parts = "parts" if indicator.parts else "CAST([] AS VARCHAR[]) AS parts"
    found = cursor.rows(
        f"{with_rows(indicator, rules, [asked])} "
        f"SELECT subject, child, numerator, denominator, known, {parts} FROM measured ORDER BY subject"
    )
    return [
        Row(
            subject=row["subject"],
            person=row["child"] or row["subject"],
            is_child=row["child"] is not None,
            numerator=float(row["numerator"]),
            denominator=float(row["denominator"]),
            known=row["known"],
            parts=tuple(row["parts"] or ()),
        )
        for row in found
    ]


class Month(NamedTuple):
    """What the rows of one month add up to, how many people they are about, and the most of one of them."""

    hits: float = 0
    judged: float = 0
    people_hit: float = 0
    people_judged: float = 0
    most_hits: float = 0
    most_judged: float = 0


def months_of(cursor: Cursor, indicator: Indicator, rules: Rules, asked: Sequence[Asked]) -> dict[date, Month]:
    """What can be judged at each of the dates; dates without rows are left out."""
    found = cursor.rows(
        f"{with_rows(indicator, rules, asked)} "
        "SELECT as_at, sum(hits) AS hits, sum(judged) AS judged, "
        "count(*) FILTER (hits > 0) AS people_hit, count(*) FILTER (judged > 0) AS people_judged, "
        "max(hits) AS most_hits, max(judged) AS most_judged "
        "FROM (SELECT as_at, coalesce(child, subject) AS person, "
        "coalesce(sum(CASE WHEN known THEN numerator END), 0) AS hits, "
        "coalesce(sum(CASE WHEN known THEN denominator END), 0) AS judged "
        "FROM measured GROUP BY ALL) AS each GROUP BY as_at"
    )
    return {row.pop("as_at"): Month(**{name: float(number) for name, number in row.items()}) for row in found}


def words_of(
    cursor: Cursor, dimension: Dimension, subjects: Sequence[tuple[str, str | None]], as_at: date
) -> dict[str, tuple[str, ...]]:
    """The words of a breakdown that each (subject, child) falls under; `not known` where there is none."""
    found = cursor.rows(
        f"SELECT row.subject, list(DISTINCT {dimension.value}) AS words "
        f"FROM (SELECT unnest(?::VARCHAR[]) AS subject, unnest(?::VARCHAR[]) AS child, ?::DATE AS as_at) AS row "
        f"{dimension.join} GROUP BY row.subject",
        [[subject for subject, _ in subjects], [child for _, child in subjects], as_at],
    )
    words: dict[str, tuple[str, ...]] = {subject: (NOT_KNOWN,) for subject, _ in subjects}
    return words | {row["subject"]: _known(row["words"]) for row in found}


def _known(words: list[Any]) -> tuple[str, ...]:
    return tuple(sorted({NOT_KNOWN if word is None else str(word) for word in words})) or (NOT_KNOWN,)
