"""Linear programs of the attackers' own: columns, rows between bounds, and the least and greatest of a sum."""

import math
from collections.abc import Sequence

import highspy
import numpy as np
from numpy.typing import NDArray

MOST = 20_000.0
"""More things of one kind than any organisation has."""
CLOSE = 1e-5
Floats = NDArray[np.float64]
Sum = list[tuple[int, float]]
"""Columns with their coefficients."""


class InfeasibleError(Exception):
    """What was assumed contradicts what is printed."""


class System:
    """Unknown counts, none below zero, and what is known of their sums."""

    def __init__(self) -> None:
        self._low: list[float] = []
        self._high: list[float] = []
        self._rows: list[tuple[Sum, float, float]] = []

    def column(self, low: float = 0, high: float = MOST) -> int:
        """A new unknown."""
        self._low.append(low)
        self._high.append(high)
        return len(self._low) - 1

    def row(self, terms: Sum, low: float = -math.inf, high: float = math.inf) -> None:
        """The sum lies between these."""
        self._rows.append((terms, low, high))

    def model(self) -> highspy.HighsLp:
        """The program, as the solver wants it."""
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self._low), len(self._rows)
        lp.col_cost_ = np.zeros(len(self._low))
        lp.col_lower_, lp.col_upper_ = np.array(self._low), np.array(self._high)
        lp.row_lower_ = np.array([low for _, low, _ in self._rows])
        lp.row_upper_ = np.array([high for _, _, high in self._rows])
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *(len(terms) for terms, _, _ in self._rows)])
        lp.a_matrix_.index_ = np.array([column for terms, _, _ in self._rows for column, _ in terms])
        lp.a_matrix_.value_ = np.array([factor for terms, _, _ in self._rows for _, factor in terms], dtype=float)
        return lp


class Solver:
    """Finds how little and how much the sums of a system can be."""

    def __init__(self, system: System) -> None:
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._highs.setOptionValue("output_flag", False)
        self._highs.setOptionValue("threads", 1)
        lp = system.model()
        self._columns = lp.num_col_
        self._highs.passModel(lp)

    def at_least(self, column: int, low: float) -> None:
        """From now on an unknown is so much or more."""
        self._highs.changeColBounds(column, low, MOST)

    def best(self, cost: Floats) -> Floats:
        """The unknowns where the cost is least; InfeasibleError where they cannot be at all."""
        self._highs.changeColsCost(self._columns, np.arange(self._columns, dtype=np.int32), cost)
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise InfeasibleError(str(self._highs.getModelStatus()))
        return np.array(self._highs.getSolution().col_value)

    def extremes(self, terms: Sum) -> tuple[float, float]:
        """The least and the greatest whole number that a sum can be."""
        cost = self._cost(terms)
        low, high = float(self.best(cost) @ cost), float(self.best(-cost) @ cost)
        return math.ceil(low - CLOSE), math.floor(high + CLOSE)

    def narrow(self, sums: Sequence[Sum], fewer_than: int = 5, seed: int = 1) -> dict[int, tuple[float, float]]:
        """Which of the sums can be fewer whole numbers than that, and between what they lie.

        Every solution tells something of every sum: most need no program of their own."""
        if not sums:
            return {}
        starts = np.cumsum([0, *(len(terms) for terms in sums)])[:-1]
        columns = np.array([column for terms in sums for column, _ in terms])
        factors = np.array([factor for terms in sums for _, factor in terms], dtype=float)
        least, most = np.full(len(sums), math.inf), np.full(len(sums), -math.inf)

        def look(cost: Floats) -> None:
            values = np.add.reduceat(self.best(cost)[columns] * factors, starts)
            np.minimum(least, values, out=least)
            np.maximum(most, values, out=most)

        def still_narrow() -> NDArray[np.int64]:
            return np.flatnonzero(np.floor(most + CLOSE) - np.ceil(least - CLOSE) + 1 < fewer_than)

        random = np.random.default_rng(seed)
        open_, fruitless = np.arange(len(sums)), 0
        while len(open_) > 20 and fruitless < 3:
            cost = np.zeros(self._columns)
            for at in open_[random.random(len(open_)) < 0.5].tolist():
                cost += self._cost(sums[at]) * random.uniform(0.5, 1.5)
            look(cost)
            look(-cost)
            left = still_narrow()
            fruitless = fruitless + 1 if len(left) > 0.9 * len(open_) else 0
            open_ = left
        for at in open_.tolist():
            cost = self._cost(sums[at])
            for sign in (1, -1):
                if at in still_narrow():
                    look(sign * cost)
        return {int(at): (math.ceil(least[at] - CLOSE), math.floor(most[at] + CLOSE)) for at in still_narrow()}

    def _cost(self, terms: Sum) -> Floats:
        cost = np.zeros(self._columns)
        for column, factor in terms:
            cost[column] += factor
        return cost
