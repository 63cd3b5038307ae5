"""What is true behind a release, counted record by record and not as what protects it counts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tests.attackers.public import Head
from tests.attackers.reading import MONTH, Cell, Seen

FEWEST_SHOWN = 8


class Count(NamedTuple):
    """A true count: of how many different children, and the most of one of them."""

    number: int
    children: int
    most: int

    @property
    def is_small(self) -> bool:
        """Whether nobody may find it out: it is about few children, or mostly about one."""
        return self.children <= 5 or self.most * 2 > self.number > 0


class Record(NamedTuple):
    """What one thing is for one figure, and under which words."""

    figure: str
    person: int | str
    state: str
    """hits, misses or unknown."""
    parts: tuple[str, ...]
    words: tuple[tuple[str, str], ...]

    def cells(self, head: Head, cuts: Iterable[str]) -> Iterator[Cell]:
        """The counts that it is in."""
        whats = [self.state, *(["judged"] if self.state != "unknown" else [])]
        under = [("", ""), *(word for word in self.words if word[0] in cuts)]
        yield from (Cell(head.id, what, *word) for what in whats if what in head.counts for word in under)
        yield from (Cell(head.id, part) for part in self.parts)


Truth = dict[Cell, Count]


def truth_of(seen: Seen, records: Iterable[Record]) -> Truth:
    """Every count that an attacker could want, those that are none among them."""
    each: dict[Cell, Counter[int | str]] = {
        Cell(one.head.id, what, *word): Counter()
        for one in seen.readings.values()
        if one.head.is_of_children
        for word in [("", ""), *((cut, word) for cut in one.groups for word in one.head.words[cut])]
        for what in (*one.head.counts, *(() if word[0] else one.head.parts))
    }
    for record in records:
        reading = seen.readings[record.figure]
        for cell in record.cells(reading.head, reading.groups):
            each[cell][record.person] += 1
    return {cell: Count(sum(one.values()), len(one), max(one.values(), default=0)) for cell, one in each.items()}


def at_risk(seen: Seen, truth: Truth) -> list[Cell]:
    """The counts that nobody may find out. Of figures about what adults did only how many things they are about in a
    group: how many of them failed is what the meeting is for."""
    return [
        cell
        for cell, count in truth.items()
        if count.is_small
        and (
            seen.readings[cell.figure].head.about == "child"
            or (cell.what == "judged" and cell.breakdown not in ("", MONTH))
        )
    ]


def shown_share(seen: Seen, truth: Truth) -> float:
    """The share of the counts about enough children to be shown that are."""
    enough = [
        cell
        for cell, count in truth.items()
        if count.children >= FEWEST_SHOWN
        and count.most * 2 <= count.number
        and cell.what != "misses"
        and not (cell.what == "unknown" and cell.breakdown)
    ]
    return sum(cell in seen.readings[cell.figure].known for cell in enough) / max(len(enough), 1)
