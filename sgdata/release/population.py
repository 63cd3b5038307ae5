"""The things behind figures as one system: what each is for every figure, under which words, and every cell.

A cell is a number of things: those that are something for an indicator (a counter), all of them or those under one
word of a breakdown. All cells are sums over the same things, so they hang together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sgdata.release.display import Counts

Flags = NDArray[np.bool_]
Places = NDArray[np.int64]

OUT, MISS, HIT, UNKNOWN = range(4)
"""What a thing is for an indicator. Above them, for indicators with parts: a miss or hit with certain parts."""


@dataclass(frozen=True)
class State:
    """What a thing can be for one indicator."""

    base: int
    parts: frozenset[str] = frozenset()

    def is_in(self, what: str) -> bool:
        """Whether things in this state are counted by the counter `what`."""
        match what:
            case "hits":
                return self.base == HIT
            case "misses":
                return self.base == MISS
            case "judged":
                return self.base in (HIT, MISS)
            case "unknown":
                return self.base == UNKNOWN
            case part:
                return part in self.parts


@dataclass(frozen=True)
class Counter:
    """Something that is counted: the hits of an indicator, those of it that can be judged, a part of it."""

    indicator: int
    what: str
    """hits, judged, unknown, misses, or the name of a part."""
    total: Literal["exact", "steps", "never"] = "steps"
    """How its total is shown: as it is where it tells how well adults kept a rule."""
    groups: Literal["all", "own", "none"] = "none"
    """By which characteristics it is shown, in steps: all, or those of the thing itself and not of its child."""
    is_protected: bool = True
    """Whether small numbers of it tell something about children. Misses are mostly not shown themselves, but whoever
    subtracts finds them."""


@dataclass(frozen=True)
class Characteristic:
    """Words that go together: a breakdown, or several of which one follows from the other.

    Each thing has one leaf; a leaf stands for the words under which the thing is counted."""

    words: tuple[tuple[str, str], ...]
    """(breakdown, word) of each word."""
    holds: Flags
    """Leaf by word: whether things with this leaf are counted under this word."""
    is_own: bool = False
    """Whether it is one of the thing itself, not of the child whom it is about."""


@dataclass(frozen=True)
class Things:
    """A list of things: the state of each for every indicator, and its leaf of every characteristic."""

    states: Places
    """Thing by indicator."""
    leaves: Places
    """Thing by characteristic."""

    @property
    def size(self) -> int:
        return len(self.states)


@dataclass(frozen=True)
class Population:
    """The things of one subject, with every cell that is made of them."""

    subject: str
    indicators: tuple[str, ...]
    states: tuple[tuple[State, ...], ...]
    """The states that each indicator knows; the first four are OUT, MISS, HIT and UNKNOWN."""
    within: tuple[tuple[int, int], ...]
    """(a, b): a hit of a cannot be a miss of b."""
    counters: tuple[Counter, ...]
    characteristics: tuple[Characteristic, ...]
    things: Things
    """As they truly are."""
    people: Places
    """The person whom each thing is about."""

    @cached_property
    def counts_state(self) -> tuple[Flags, ...]:
        """For each counter, which states of its indicator it counts."""
        return tuple(
            np.array([state.is_in(counter.what) for state in self.states[counter.indicator]])
            for counter in self.counters
        )

    @cached_property
    def first_cell(self) -> tuple[int, ...]:
        """Where the cells of each characteristic begin; before them are the totals."""
        sizes = [len(one.words) * len(self.counters) for one in self.characteristics]
        return tuple(int(start) for start in np.cumsum([len(self.counters), *sizes])[:-1])

    @cached_property
    def cells(self) -> int:
        """How many cells there are."""
        return len(self.counters) * (1 + sum(len(one.words) for one in self.characteristics))

    @cached_property
    def counter_of(self) -> Places:
        """The counter of each cell."""
        counters = np.arange(len(self.counters))
        return np.concatenate([counters, *(np.repeat(counters, len(one.words)) for one in self.characteristics)])

    @cached_property
    def is_total(self) -> Flags:
        """Whether a cell is a total."""
        return np.arange(self.cells) < len(self.counters)

    @cached_property
    def is_released(self) -> Flags:
        """The cells of which something may be shown."""
        totals = [one.total != "never" for one in self.counters]
        groups = [
            np.repeat([one.groups == "all" or (one.groups == "own" and cut.is_own) for one in self.counters], words)
            for cut in self.characteristics
            for words in [len(cut.words)]
        ]
        return np.concatenate([np.array(totals, dtype=bool), *groups])

    @cached_property
    def is_exact(self) -> Flags:
        """The cells that are shown as they are."""
        return self.is_total & self.of_counters([one.total == "exact" for one in self.counters])

    @cached_property
    def is_protected(self) -> Flags:
        """The cells of which small numbers tell something: those that may be shown, and what follows from them."""
        kept = self.of_counters([one.is_protected for one in self.counters])
        follows = self.of_counters([one.what == "misses" for one in self.counters])
        return np.asarray(kept & (self.is_released | follows) & ~self.is_exact)

    def of_counters(self, values: Sequence[bool]) -> Flags:
        """What holds for a counter, for each of its cells."""
        return np.array(values, dtype=bool)[self.counter_of]

    def group(self, cell: int) -> tuple[int, int] | None:
        """The characteristic and the word of a cell; None for a total."""
        if self.is_total[cell]:
            return None
        place = max(at for at, start in enumerate(self.first_cell) if start <= cell)
        return place, (cell - self.first_cell[place]) % len(self.characteristics[place].words)

    def cell(self, counter: int, group: tuple[int, int] | None = None) -> int:
        """The place of a cell."""
        if group is None:
            return counter
        place, word = group
        return self.first_cell[place] + counter * len(self.characteristics[place].words) + word

    def counting(self, things: Things) -> Flags:
        """Thing by counter: what counts for what."""
        columns = [
            counted[things.states[:, counter.indicator]]
            for counter, counted in zip(self.counters, self.counts_state, strict=True)
        ]
        return np.array(columns, dtype=bool).T.reshape(things.size, len(self.counters))

    def count(self, things: Things) -> Counts:
        """Every cell, counted anew from a list of things."""
        counting = self.counting(things).astype(np.float64)
        groups = [
            (counting.T @ one.holds[things.leaves[:, place]].astype(np.float64)).ravel()
            for place, one in enumerate(self.characteristics)
        ]
        return np.concatenate([counting.sum(axis=0), *groups])

    def count_people(self) -> tuple[Counts, Counts]:
        """Of each cell how many different people it is about, and the most that one of them makes up of it."""
        if not self.things.size:
            return np.zeros(self.cells), np.zeros(self.cells)
        order = np.argsort(self.people, kind="stable")
        starts = np.flatnonzero(np.diff(self.people[order], prepend=-1))
        counting = self.counting(self.things)[order]
        under = [np.ones((len(order), 1), dtype=bool)]
        under += [one.holds[self.things.leaves[order, place]] for place, one in enumerate(self.characteristics)]
        distinct, largest = [], []
        for words in under:
            both = (counting[:, :, None] & words[:, None, :]).reshape(len(order), -1)
            each = np.add.reduceat(both.astype(np.int64), starts, axis=0)
            distinct.append((each > 0).sum(axis=0))
            largest.append(each.max(axis=0))
        return np.concatenate(distinct).astype(np.float64), np.concatenate(largest).astype(np.float64)


def characteristic(
    of_things: Sequence[tuple[tuple[str, str], ...]], words: Sequence[tuple[str, str]], *, is_own: bool = False
) -> tuple[Characteristic, Places]:
    """The characteristic over `words`, and the leaf of each thing, given the (breakdown, word)s that it is under.

    Every single word of a lone breakdown is a leaf, whether or not anything is under it; so is every combination
    that there is."""
    place = {word: number for number, word in enumerate(words)}
    is_lone = len({breakdown for breakdown, _ in words}) == 1
    found = [tuple(sorted(one, key=place.__getitem__)) for one in of_things]
    leaves = list(dict.fromkeys([*([(word,) for word in words] if is_lone else []), *found]))
    number = {leaf: at for at, leaf in enumerate(leaves)}
    holds = np.zeros((len(leaves), len(words)), dtype=bool)
    for leaf, at in number.items():
        holds[at, [place[word] for word in leaf]] = True
    return Characteristic(tuple(words), holds, is_own), np.array([number[leaf] for leaf in found], dtype=np.int64)
