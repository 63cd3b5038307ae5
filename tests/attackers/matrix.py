"""The attackers' own linear system of a release: the states of things under every word, and all that is printed.

All figures of a subject are about the same things, so under a word each figure's hits, misses and unknown are no more
than the things under that word. Who reads the indicator files knows which hits lie within which others.
"""

import math

from tests.attackers.public import HITS_ARE_THEIR_PARTS, MISSES_HAVE, NOBODY_KNOWN, PARTS_ARE_APART
from tests.attackers.reading import MONTH, Cell, Reading, Seen
from tests.attackers.solver import System

STATES = ("hits", "misses", "unknown")
Sum = list[tuple[int, float]]


class Matrix:
    """The system of one subject of a release. `sums` says of which unknowns each count is the sum."""

    def __init__(self, seen: Seen, subject: str, system: System | None = None) -> None:
        self.system = system or System()
        self.sums: dict[Cell, Sum] = {}
        self._seen = seen
        self._readings = seen.of_subject(subject)
        self._sizes: dict[tuple[str, str], int] = {("", ""): self.system.column()}
        for reading in self._readings:
            self._states(reading, "", "")
            for breakdown in reading.groups:
                self._cut(reading, breakdown)
            self._parts(reading)
            self._months(reading)
        for breakdown in {breakdown for breakdown, _ in self._sizes if breakdown}:
            overlaps = any(breakdown in one.head.overlaps for one in self._readings)
            sizes = {word: [(column, 1.0)] for (cut, word), column in self._sizes.items() if cut == breakdown}
            self._adds_up(sizes, [(self._sizes["", ""], 1.0)], overlaps=overlaps)
        self._hits_within()
        for reading in self._readings:
            for cell, where in reading.known.items():
                self.system.row(self.sums[cell], where.low, where.high)

    def _states(self, reading: Reading, breakdown: str, word: str) -> None:
        """What the things under a word are for a figure; those that are nothing to it make up the rest."""
        name, system = reading.head.id, self.system
        if (breakdown, word) not in self._sizes:
            self._sizes[breakdown, word] = system.column()
        most = 0 if reading.head.unit == "count" else math.inf
        columns = {what: system.column() for what in STATES}
        for what, column in columns.items():
            self.sums[Cell(name, what, breakdown, word)] = [(column, 1.0)]
            if what != "hits" and most == 0:
                system.row([(column, 1.0)], 0, 0)
        self.sums[Cell(name, "judged", breakdown, word)] = [(columns["hits"], 1.0), (columns["misses"], 1.0)]
        rest = [*((column, -1.0) for column in columns.values()), (self._sizes[breakdown, word], 1.0)]
        system.row(rest, 0)

    def _cut(self, reading: Reading, breakdown: str) -> None:
        words = reading.head.words[breakdown]
        for word in words:
            self._states(reading, breakdown, word)
        for what in STATES:
            groups = {word: self.sums[Cell(reading.head.id, what, breakdown, word)] for word in words}
            total = self.sums[Cell(reading.head.id, what)]
            self._adds_up(groups, total, overlaps=breakdown in reading.head.overlaps)

    def _adds_up(self, groups: dict[str, Sum], total: Sum, *, overlaps: bool) -> None:
        """The groups make the total; where one thing may be in several, each is a part of it and all cover it."""
        less = [(column, -factor) for column, factor in total]
        everything = [term for terms in groups.values() for term in terms]
        self.system.row([*everything, *less], 0, math.inf if overlaps else 0)
        if overlaps:
            for word, terms in groups.items():
                alone = groups.get(NOBODY_KNOWN, []) if word != NOBODY_KNOWN else []
                self.system.row([*terms, *alone, *less], -math.inf, 0)

    def _parts(self, reading: Reading) -> None:
        name, parts = reading.head.id, []
        for part in reading.head.parts:
            column = self.system.column()
            self.sums[Cell(name, part)] = [(column, 1.0)]
            whole = self.sums[Cell(name, "misses" if part in MISSES_HAVE else "hits")]
            self.system.row([(column, 1.0), *((at, -1.0) for at, _ in whole)], -math.inf, 0)
            parts.append((column, 1.0))
        if name in PARTS_ARE_APART:
            self.system.row([*parts, *((at, -1.0) for at, _ in whole)], -math.inf, 0)
        if name in HITS_ARE_THEIR_PARTS:
            hits = self.sums[Cell(name, "hits")]
            self.system.row([*parts, *((at, -1.0) for at, _ in hits)], 0)

    def _months(self, reading: Reading) -> None:
        """The points of the trend. The last is the figure itself, where a point is not a month by itself; else those
        of the period add up to it."""
        head, release = reading.head, self._seen.release
        add_up: dict[str, list[int]] = {"hits": [], "misses": []}
        is_whole = False
        for point in reading.trend:
            columns = {what: self.system.column() for what in add_up}
            for what, column in columns.items():
                self.sums[Cell(head.id, what, MONTH, point["as_at"])] = [(column, 1.0)]
            self.sums[Cell(head.id, "judged", MONTH, point["as_at"])] = [(column, 1.0) for column in columns.values()]
            of_period = point["since"] >= release["since"]
            if head.adds_up:
                is_whole |= point["since"] == release["since"]
                for what, column in columns.items():
                    add_up[what] += [column] if of_period else []
            elif point["as_at"] == release["as_at"] and (head.is_its_last_point or point["since"] == release["since"]):
                for what, column in columns.items():
                    total = self.sums[Cell(head.id, what)]
                    self.system.row([(column, 1.0), *((at, -1.0) for at, _ in total)], 0, 0)
        for what, months in add_up.items():
            if months:
                total = self.sums[Cell(head.id, what)]
                terms = [*((column, 1.0) for column in months), *((at, -1.0) for at, _ in total)]
                self.system.row(terms, 0 if is_whole else -math.inf, 0)

    def _hits_within(self) -> None:
        """A hit of one that lies within another is no miss of that one."""
        there = {one.head.id: one for one in self._readings}
        for inner in self._readings:
            for name in inner.head.within:
                if name not in there:
                    continue
                for (breakdown, word), size in self._sizes.items():
                    hits = self.sums.get(Cell(inner.head.id, "hits", breakdown, word))
                    misses = self.sums.get(Cell(name, "misses", breakdown, word))
                    if hits and misses:
                        self.system.row([*hits, *misses, (size, -1.0)], -math.inf, 0)
