"""The attack on a release: what somebody who holds all of it can work out, by linear programming with HiGHS.

The unknowns are how many things have each state of an indicator and each leaf of a characteristic. What is printed
bounds their sums; and since all indicators are about the same things, the states of every indicator add up to the
same number of things under each leaf.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import highspy
import numpy as np

from sgdata.release.display import Counts
from sgdata.release.population import HIT, MISS, Places, Population
from sgdata.release.worlds import Printed

CLOSE = 1e-6
Terms = list[tuple[Places, float]]


@dataclass(frozen=True)
class Range:
    """What can be concluded about a cell, and which printed cells the conclusion rests on."""

    low: int
    high: int
    because_of: Places

    @property
    def candidates(self) -> int:
        """How many whole numbers it can be."""
        return self.high - self.low + 1


class Attack:
    """An attacker who holds everything that is printed of a population."""

    def __init__(self, population: Population, printed: Printed) -> None:
        self._population = population
        self._leaves = [1, *(len(one.holds) for one in population.characteristics)]
        self._first: dict[tuple[int, int], int] = {}
        column = 0
        for place, leaves in enumerate(self._leaves):
            for indicator, states in enumerate(population.states):
                self._first[indicator, place] = column
                column += leaves * len(states)
        self._things = column
        self._columns = column + sum(self._leaves)
        self._bounded = np.flatnonzero(np.isfinite(printed.high) | (printed.low > 0))
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._highs.setOptionValue("output_flag", False)
        self._highs.setOptionValue("threads", 1)
        self._highs.passModel(self._model(printed))

    def range_of(self, cell: int) -> Range:
        """The least and the greatest that the cell can be."""
        columns = self._columns_of(cell)
        because_of, ends = [np.zeros(0, dtype=np.int64)], []
        for sign in (1.0, -1.0):
            self._ask(columns, sign)
            self._highs.run()
            if self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal:
                ends.append(sign * self._highs.getInfo().objective_function_value)
                duals = np.array(self._highs.getSolution().row_dual)[: len(self._bounded)]
                because_of.append(self._bounded[np.abs(duals) > CLOSE])
            else:  # without an end
                ends.append(0.0 if sign > 0 else 1e9)
        low, high = int(np.ceil(ends[0] - CLOSE)), int(np.floor(ends[1] + CLOSE))
        return Range(low, high, np.unique(np.concatenate(because_of)))

    def loosen(self, cell: int) -> None:
        """From now on the cell is hidden."""
        (row,) = np.flatnonzero(self._bounded == cell)
        self._highs.changeRowBounds(int(row), -highspy.kHighsInf, highspy.kHighsInf)

    def _ask(self, columns: Places, sign: float) -> None:
        cost = np.zeros(self._columns)
        cost[columns] = sign
        self._highs.changeColsCost(self._columns, np.arange(self._columns, dtype=np.int32), cost)

    def _columns_of(self, cell: int) -> Places:
        """The unknowns that add up to a cell."""
        population = self._population
        counter = int(population.counter_of[cell])
        states = np.flatnonzero(population.counts_state[counter])
        group = population.group(cell)
        if group is None:
            return self._column(population.counters[counter].indicator, 0, states, np.zeros(1, dtype=np.int64))
        place, word = group
        under = np.flatnonzero(population.characteristics[place].holds[:, word])
        return self._column(population.counters[counter].indicator, place + 1, states, under)

    def _column(self, indicator: int, place: int, states: Places, leaves: Places) -> Places:
        first = self._first[indicator, place]
        return np.asarray((first + states[:, None] * self._leaves[place] + leaves[None, :]).ravel())

    def _sums(self) -> Iterator[tuple[Terms, float, float]]:
        """What holds whatever is printed: terms, and between what their sum lies."""
        first_things = np.cumsum([self._things, *self._leaves])
        for indicator, states in enumerate(self._population.states):
            every_state = np.arange(len(states))
            for place, leaves in enumerate(self._leaves):
                for leaf in range(leaves):
                    parts = self._column(indicator, place, every_state, np.array([leaf]))
                    yield [(parts, 1.0), (first_things[place : place + 1] + leaf, -1.0)], 0.0, 0.0
                if place:
                    for state in range(len(states)):
                        groups = self._column(indicator, place, np.array([state]), np.arange(leaves))
                        total = self._column(indicator, 0, np.array([state]), np.zeros(1, dtype=np.int64))
                        yield [(groups, 1.0), (total, -1.0)], 0.0, 0.0
        for a, b in self._population.within:
            for place, leaves in enumerate(self._leaves):
                for leaf in range(leaves):
                    hit_and_miss = [(self._are(a, HIT, place, leaf), 1.0), (self._are(b, MISS, place, leaf), 1.0)]
                    things = first_things[place : place + 1] + leaf
                    yield [*hit_and_miss, (things, -1.0)], -highspy.kHighsInf, 0.0

    def _are(self, indicator: int, base: int, place: int, leaf: int) -> Places:
        """The things under a leaf that are hits, or misses, of an indicator."""
        states = [at for at, state in enumerate(self._population.states[indicator]) if state.base == base]
        return self._column(indicator, place, np.array(states), np.array([leaf]))

    def _model(self, printed: Printed) -> highspy.HighsLp:
        """Rows: each bounded cell, then what holds whatever is printed."""
        rows: list[tuple[Terms, float, float]] = [
            ([(self._columns_of(int(cell)), 1.0)], printed.low[cell], _endless(printed.high[cell]))
            for cell in self._bounded
        ]
        rows += self._sums()
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self._columns, len(rows)
        lp.col_cost_ = np.zeros(self._columns)
        lp.col_lower_ = np.zeros(self._columns)
        lp.col_upper_ = np.full(self._columns, highspy.kHighsInf)
        lp.row_lower_ = np.array([low for _, low, _ in rows])
        lp.row_upper_ = np.array([high for _, _, high in rows])
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lengths = [sum(len(columns) for columns, _ in terms) for terms, _, _ in rows]
        lp.a_matrix_.start_ = np.cumsum([0, *lengths])
        lp.a_matrix_.index_ = np.concatenate([columns for terms, _, _ in rows for columns, _ in terms])
        lp.a_matrix_.value_ = np.concatenate(
            [np.full(len(columns), sign) for terms, _, _ in rows for columns, sign in terms]
        )
        return lp


def _endless(bound: Counts) -> float:
    return highspy.kHighsInf if np.isinf(bound) else float(bound)
