"""Other worlds: other lists of things that would print exactly the same release, in which a small number is another.

A small number of which five values are possible, each in a world that prints the same, has not been given away: who
holds the release cannot tell these worlds apart. A world may put every record on a child of its own, for the release
does not say whose they are.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from sgdata.release.display import SMALL, Counts
from sgdata.release.population import HIT, MISS, OUT, Flags, Places, Population, Things

WANTED = 5
"""How many values of a small number must be possible, the true one among them."""
REACH = 16
BESIDE = 20
ROUNDS = 2
RECOUNT_EVERY = 500
NOTHING = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Printed:
    """What a release prints of a population: the least and the greatest count behind every cell (0 and infinity where
    it is hidden)."""

    low: Counts
    high: Counts

    def allows(self, counts: Counts) -> bool:
        """Whether these counts print the same."""
        return bool(((counts >= self.low) & (counts <= self.high)).all())


def small(counts: Counts, people: Counts, largest: Counts) -> Flags:
    """Which cells nobody may work out: about SMALL people or fewer, or mostly about one."""
    return (people <= SMALL) | ((largest * 2 > counts) & (counts > 0))


class Walk:
    """A walk through worlds that print the same, one or two things at a time, beginning with the true one."""

    def __init__(self, population: Population, printed: Printed, protected: Places, seed: int) -> None:
        self._population = population
        self._low, self._high, self._printed = printed.low, printed.high, printed
        self._random = np.random.default_rng(seed)
        self._protected = protected
        self._row = np.full(population.cells, -1)
        self._row[protected] = np.arange(len(protected))
        self._truth = population.count(population.things)
        self._seen = np.zeros((len(protected), 2 * REACH + 1), dtype=bool)
        self._seen[:, REACH] = True
        self._above = [[b for a, b in population.within if a == one] for one in range(len(population.indicators))]
        self._below = [[a for a, b in population.within if b == one] for one in range(len(population.indicators))]
        self._counters = _counters_by_state(population)
        self._words = [
            [start + np.flatnonzero(under) for under in one.holds]
            for one, start in zip(population.characteristics, population.first_cell, strict=True)
        ]
        self._known_cells: dict[tuple[int, int, bytes], Places] = {}
        self._unchecked = 0
        self._in_the_way: list[tuple[int, bool]] = []
        """The cells that kept the last move from being made, and whether they would have to go up."""
        self._blocked: Counter[int] = Counter()
        self._blocked_by_row: dict[int, Counter[int]] = {}
        self._begin()

    def _begin(self) -> None:
        """The true world, with some more things that are in no figure: nobody can say that there are none."""
        things = self._population.things
        beside = self._random.integers(things.size, size=BESIDE) if things.size else NOTHING
        self._states = np.vstack([things.states, np.full((len(beside), things.states.shape[1]), OUT)])
        self._leaves = np.vstack([things.leaves, things.leaves[beside]])
        self._counts = self._truth.copy()

    def unproven(self, tries: int) -> Places:
        """Walks, and returns the protected cells of which fewer than WANTED values were found."""
        for _ in range(ROUNDS):
            for row in self._random.permutation(len(self._protected)):
                if self._wants(int(row)):
                    self._press(int(self._protected[row]), int(row), tries)
                    if self._unchecked >= RECOUNT_EVERY:
                        self._recount()
            self._recount()
            self._begin()
        return self._protected[[self._wants(row) for row in range(len(self._protected))]]

    def _wants(self, row: int) -> bool:
        return bool(self._seen[row].sum() < WANTED)

    def in_the_way_of(self, cell: int) -> list[int]:
        """The printed cells that kept a cell from moving, those first that did so most often."""
        return [at for at, _ in self._blocked_by_row.get(int(self._row[cell]), Counter()).most_common()]

    def _press(self, cell: int, row: int, tries: int) -> None:
        """Moves one cell up, then down; where another one is in the way, it first makes room there."""
        for up in (True, False):
            self._in_the_way, self._blocked = [], self._blocked_by_row.setdefault(row, Counter())
            for _ in range(tries):
                if not self._wants(row):
                    return
                if self._in_the_way and self._random.random() < 0.6:
                    self._push(*self._in_the_way[self._random.integers(len(self._in_the_way))])
                else:
                    self._push(cell, up)

    def _push(self, cell: int, up: bool) -> None:
        """One thing into the cell, or out of it; or one elsewhere, to make room."""
        population, chance = self._population, self._random.random()
        counter = population.counters[population.counter_of[cell]]
        counted = population.counts_state[population.counter_of[cell]]
        counts = counted[self._states[:, counter.indicator]]
        group = population.group(cell)
        if group is None:
            under = np.ones(len(counts), dtype=bool)
        else:
            place, word = group
            held = population.characteristics[place].holds[:, word]
            under = held[self._leaves[:, place]]
            if chance < 0.35:
                self._move(np.flatnonzero(counts & (under != up)), place, np.flatnonzero(held == up))
                return
        if chance < 0.5:
            self._flip(counter.indicator, self._pick(under & (counts != up)), self._state(counted, up))
        elif chance < 0.85:  # and another thing the other way, so that the total stays
            self._flip(
                counter.indicator,
                self._pick(under & (counts != up)),
                self._state(counted, up),
                self._pick((counts == up) & ~under if group else counts == up),
                self._state(counted, not up),
            )
        elif chance < 0.95:
            self._come_or_go(np.flatnonzero(counts & under), up)
        else:
            self._shake()

    def _pick(self, among: Flags) -> int | None:
        places = np.flatnonzero(among)
        return int(places[self._random.integers(len(places))]) if len(places) else None

    def _state(self, counted: Flags, inside: bool) -> int:
        """A state that is counted, or is not; mostly a hit or a miss."""
        wanted = np.flatnonzero(counted == inside)
        plain = [state for state in (HIT, MISS) if counted[state] == inside]
        if plain and self._random.random() < 0.8:
            return plain[0]
        return int(wanted[self._random.integers(len(wanted))]) if len(wanted) else OUT

    def _shake(self) -> None:
        place = int(self._random.integers(self._leaves.shape[1])) if self._leaves.shape[1] else None
        if place is not None and len(self._leaves):
            thing = np.array([self._random.integers(len(self._leaves))])
            self._move(thing, place, np.arange(len(self._population.characteristics[place].holds)))

    def _move(self, things: Places, place: int, leaves: Places) -> None:
        """One of the things to one of the leaves of a characteristic."""
        if not len(things) or not len(leaves):
            return
        thing = int(things[self._random.integers(len(things))])
        leaf = int(leaves[self._random.integers(len(leaves))])
        counters = self._counting(thing)
        less = self._group_cells(counters, place, int(self._leaves[thing, place]))
        if self._change(less, self._group_cells(counters, place, leaf)):
            self._leaves[thing, place] = leaf

    def _flip(self, indicator: int, *things_and_states: int | None) -> None:
        """Things to other states for one indicator, all at once."""
        moves = list(zip(things_and_states[::2], things_and_states[1::2], strict=True))
        less, more = [], []
        for thing, state in moves:
            if thing is None or state is None or not self._is_possible(thing, indicator, state):
                return
            less.append(self._cells_in(indicator, int(self._states[thing, indicator]), thing))
            more.append(self._cells_in(indicator, state, thing))
        if self._change(np.concatenate(less), np.concatenate(more)):
            for thing, state in moves:
                self._states[thing, indicator] = state

    def _is_possible(self, thing: int, indicator: int, state: int) -> bool:
        """Whether a hit that lies within another indicator stays no miss of that one."""
        states = self._states[thing]
        base = self._base(indicator, state)
        if base == HIT:
            return all(self._base(above, states[above]) != MISS for above in self._above[indicator])
        return base != MISS or all(self._base(below, states[below]) != HIT for below in self._below[indicator])

    def _base(self, indicator: int, state: int) -> int:
        return self._population.states[indicator][state].base

    def _come_or_go(self, things: Places, up: bool) -> None:
        """One more thing just like one of these, or one of them less."""
        if not len(things):
            return
        thing = int(things[self._random.integers(len(things))])
        cells = self._cells(self._counting(thing), thing)
        if up and self._change(NOTHING, cells):
            self._states = np.vstack([self._states, self._states[thing]])
            self._leaves = np.vstack([self._leaves, self._leaves[thing]])
        elif not up and self._change(cells, NOTHING):
            self._states = np.delete(self._states, thing, axis=0)
            self._leaves = np.delete(self._leaves, thing, axis=0)

    def _counting(self, thing: int) -> Places:
        """The counters that a thing counts for."""
        states = self._states[thing]
        return np.concatenate([of_state[state] for of_state, state in zip(self._counters, states, strict=True)])

    def _cells(self, counters: Places, thing: int) -> Places:
        """The cells of these counters that a thing is in: the totals, and the groups it is under."""
        groups = [self._group_cells(counters, place, int(leaf)) for place, leaf in enumerate(self._leaves[thing])]
        return np.concatenate([counters, *groups])

    def _cells_in(self, indicator: int, state: int, thing: int) -> Places:
        """The cells that a thing is in for one indicator."""
        key = (indicator, state, self._leaves[thing].tobytes())
        if key not in self._known_cells:
            self._known_cells[key] = self._cells(self._counters[indicator][state], thing)
        return self._known_cells[key]

    def _group_cells(self, counters: Places, place: int, leaf: int) -> Places:
        words = self._words[place][leaf]
        width = len(self._population.characteristics[place].words)
        return np.asarray((counters[:, None] * width + words).ravel())

    def _change(self, less: Places, more: Places) -> bool:
        """Takes one from the cells of `less`, gives one to those of `more`; whether the release still prints so."""
        counts = self._counts
        np.subtract.at(counts, less, 1)
        np.add.at(counts, more, 1)
        touched = np.concatenate([less, more])
        now = counts[touched]
        under, over = touched[now < self._low[touched]], touched[now > self._high[touched]]
        if len(under) or len(over):
            self._in_the_way = [(int(at), True) for at in under] + [(int(at), False) for at in over]
            self._blocked.update(int(at) for at, _ in self._in_the_way)
            np.add.at(counts, less, 1)
            np.subtract.at(counts, more, 1)
            return False
        rows = self._row[touched]
        far = (now - self._truth[touched] + REACH).astype(np.int64)
        keep = (rows >= 0) & (far >= 0) & (far <= 2 * REACH)
        self._seen[rows[keep], far[keep]] = True
        self._unchecked += 1
        return True

    def _recount(self) -> None:
        """Counts the present world anew: a wrong step anywhere on the way would still show."""
        self._unchecked = 0
        recounted = self._population.count(Things(self._states, self._leaves))
        if not np.array_equal(recounted, self._counts) or not self._printed.allows(recounted):
            raise AssertionError(f"{self._population.subject}: a world does not count up to what was kept of it")


def _counters_by_state(population: Population) -> list[list[Places]]:
    """For each indicator and each of its states, the counters that count it."""
    return [
        [
            np.array(
                [
                    at
                    for at, counter in enumerate(population.counters)
                    if counter.indicator == indicator and population.counts_state[at][state]
                ],
                dtype=np.int64,
            )
            for state in range(len(population.states[indicator]))
        ]
        for indicator in range(len(population.indicators))
    ]
