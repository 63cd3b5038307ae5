"""A release as an attacker reads it: the JSON of the file, and for each count between what it must lie."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from tests.attackers.public import Head, between, heads

Json = dict[str, Any]
MONTH = "month"


class Cell(NamedTuple):
    """A count: of hits, misses, judged, unknown or a part; all of a figure, of a group or of a month."""

    figure: str
    what: str
    breakdown: str = ""
    word: str = ""


class Between(NamedTuple):
    """Between what a count lies."""

    low: float
    high: float

    @property
    def candidates(self) -> float:
        """How many whole numbers it can be."""
        return self.high - self.low + 1


class Finding(NamedTuple):
    """What an attacker found out: of a count, or in words where it is no count."""

    attacker: str
    cell: Cell
    low: float
    high: float
    says: str = ""


@dataclass(frozen=True)
class Reading:
    """One figure as it is read."""

    head: Head
    figure: Json
    groups: dict[str, list[Json]]
    trend: list[Json]
    known: dict[Cell, Between]
    """What is printed of each count, and nothing that follows."""
    exact: frozenset[Cell]
    """The counts that are printed as they are."""


@dataclass(frozen=True)
class Seen:
    """A release as it is read."""

    text: str
    release: Json
    readings: dict[str, Reading]

    @property
    def profile(self) -> str:
        return str(self.release["profile"])

    def of_subject(self, subject: str) -> list[Reading]:
        """The figures that hang together because they are about the same things."""
        return [one for one in self.readings.values() if one.head.subject == subject and one.head.is_of_children]

    @property
    def subjects(self) -> list[str]:
        """The subjects of figures that hang together."""
        return list(dict.fromkeys(one.head.subject for one in self.readings.values() if one.head.is_of_children))


def read_file(file: Path) -> Seen:
    """A release of a file: its second line."""
    return read(file.read_text(encoding="utf-8").split("\n", 1)[1])


def read(text: str) -> Seen:
    """A release of its JSON."""
    release = json.loads(text)
    readings = {}
    for one in release["figures"]:
        head = heads()[one["figure"]["id"]]
        printed = list(_printed(head, one, release["profile"]))
        readings[head.id] = Reading(
            head=head,
            figure=one["figure"],
            groups=one["groups"],
            trend=one["trend"],
            known={cell: where for cell, where in printed if where.high < math.inf or where.low > 0},
            exact=frozenset(cell for cell, where in printed if where.low == where.high),
        )
    return Seen(text, release, readings)


def _printed(head: Head, one: Json, profile: str) -> Iterator[tuple[Cell, Between]]:
    """Each count that may be printed, and between what it lies."""
    figure, name = one["figure"], head.id
    hits, judged, unknown = figure["numerator"], _judged(figure), figure["unknown"]
    match figure["precision"]:
        case "exact":
            for what, number in (("hits", hits), ("judged", judged), ("unknown", unknown)):
                if number is not None:
                    yield Cell(name, what), Between(number, number)
        case "about" if not head.amounts and hits is not None and judged is not None:
            yield Cell(name, "unknown"), Between(unknown, unknown)
            if head.good != "high":
                yield Cell(name, "hits"), Between(hits, hits)
            elif hits > 0:
                yield Cell(name, "misses"), Between(judged - hits, judged - hits)
            else:  # so many failed that the rounded number is no more than they are
                yield Cell(name, "misses"), Between(judged, math.inf)
            step = math.floor(judged / 5) * 5 if profile == "default" else judged
            yield Cell(name, "judged"), Between(*between(profile, step))
        case _:
            yield Cell(name, "hits"), Between(*between(profile, hits))
            yield Cell(name, "judged"), Between(*between(profile, judged))
            if unknown:
                yield Cell(name, "unknown"), Between(*between(profile, unknown))
    for part, number in figure["parts"].items():
        yield Cell(name, part), Between(*between(profile, number))
    for breakdown, groups in one["groups"].items():
        for group in groups:
            word = group["group"]
            yield Cell(name, "hits", breakdown, word), Between(*between(profile, group["numerator"]))
            yield Cell(name, "judged", breakdown, word), Between(*between(profile, group["denominator"]))
    for point in one["trend"]:
        yield Cell(name, "hits", MONTH, point["as_at"]), Between(*between(profile, point["numerator"]))
        yield Cell(name, "judged", MONTH, point["as_at"]), Between(*between(profile, _judged(point)))


def _judged(printed: Json) -> float | None:
    """The denominator less the unknown; None where it is hidden, or there is none."""
    if printed["denominator"] is None:
        return None
    return float(printed["denominator"] - (printed["unknown"] or 0))
