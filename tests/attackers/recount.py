"""Other worlds, by the attackers' own hand: other lists of children that print the same release.

A small case only: one record after another is changed at random, whatever brings the counts closer to what is printed
and one count closer to another value than the true one is kept. Each world found is counted anew from its records.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.attackers.reading import MONTH, Between, Cell, Seen

Records = NDArray[np.int64]
"""Child by figure and breakdown: the state for each figure (0 is nothing to it), then the word of each breakdown."""
STEPS = 4000
FREE = Between(0, math.inf)


@dataclass(frozen=True)
class Small:
    """A small case: the records as they truly are, and how they are counted."""

    figures: Sequence[str]
    states: Sequence[Sequence[tuple[str, ...]]]
    """For each figure and each state what such a child counts for: hits and judged, unknown, a part."""
    cuts: Sequence[tuple[str, Sequence[str]]]
    impossible: frozenset[tuple[int, int, int, int]]
    """(figure, state, figure, state) that no child is at once."""
    truth: Records

    def cells_of(self, child: Sequence[int]) -> list[Cell]:
        """The counts that a child is in."""
        under = [
            ("", ""),
            *((name, words[child[len(self.figures) + at]]) for at, (name, words) in enumerate(self.cuts)),
        ]
        return [
            Cell(figure, what, *word)
            for at, figure in enumerate(self.figures)
            for what in self.states[at][child[at]]
            for word in (under if what in ("hits", "misses", "judged", "unknown") else under[:1])
        ]

    def is_possible(self, child: Sequence[int]) -> bool:
        return not any(child[a] == one and child[b] == other for a, one, b, other in self.impossible)


def values_found(small: Small, seen: Seen, cell: Cell, wanted: int = 5, seed: int = 1) -> set[int]:
    """The values of a count for which a world was found that prints the same; not more than wanted."""
    random = np.random.default_rng(seed)
    printed = {
        one: where
        for reading in seen.readings.values()
        for one, where in reading.known.items()
        if one.breakdown != MONTH  # months before are about other lists of children
    }
    true = sum(cell in small.cells_of(child) for child in small.truth.tolist())
    found = {true}
    for away in range(1, 2 * wanted):
        for target in (true + away, true - away):
            if target >= 0 and len(found) < wanted and _reaches(small, printed, cell, target, random):
                found.add(target)
    return found


def _reaches(small: Small, printed: dict[Cell, Between], cell: Cell, target: int, random: np.random.Generator) -> bool:
    """Whether a world is found that prints the same and in which the count is the target."""
    wanted = {**printed, cell: Between(target, target)}
    world = small.truth.tolist()
    counts: dict[Cell, int] = {}
    for child in world:
        for one in small.cells_of(child):
            counts[one] = counts.get(one, 0) + 1

    def wrong(at: Cell, number: int) -> float:
        where = wanted.get(at, FREE)
        return max(where.low - number, number - where.high, 0)

    misfit = sum(wrong(at, counts.get(at, 0)) for at in wanted)
    sizes = [*(len(states) for states in small.states), *(len(words) for _, words in small.cuts)]
    for step in range(STEPS):
        if misfit == 0:
            return _prints(small, world, wanted)
        at, column = int(random.integers(len(world))), int(random.integers(len(sizes)))
        other = list(world[at])
        other[column] = int(random.integers(sizes[column]))
        if not small.is_possible(other):
            continue
        change: dict[Cell, int] = {}
        for one in small.cells_of(world[at]):
            change[one] = change.get(one, 0) - 1
        for one in small.cells_of(other):
            change[one] = change.get(one, 0) + 1
        worse = sum(wrong(at, counts.get(at, 0) + by) - wrong(at, counts.get(at, 0)) for at, by in change.items() if by)
        if worse <= 0 or random.random() < math.exp(-worse * (1 + 6 * step / STEPS)):
            world[at] = other
            misfit += worse
            for one, by in change.items():
                counts[one] = counts.get(one, 0) + by
    return False


def _prints(small: Small, world: list[list[int]], wanted: dict[Cell, Between]) -> bool:
    """Counts a world anew from its records."""
    counts: dict[Cell, int] = {}
    for child in world:
        for one in small.cells_of(child):
            counts[one] = counts.get(one, 0) + 1
    return all(where.low <= counts.get(at, 0) <= where.high for at, where in wanted.items())
