"""Cohorts from their sums: each held against everyone else, and corrected for all that was looked at."""

import math
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from sgdata.cohorts import statistics
from sgdata.cohorts.counts import Cell, Cohort
from sgdata.cohorts.shapes import FEWEST_COMPARED, ComparedCohort

MOST_FALSE = 0.05
"""Of the cohorts that are named, the share that chance alone may have named."""
Kind = Literal["shares", "amounts"]


@dataclass(frozen=True)
class Pair:
    """A cohort, and everyone else of whom the same characteristics are known."""

    cohort: Cell
    rest: Cell

    @property
    def can_be_compared(self) -> bool:
        return min(self.cohort.children, self.rest.children) >= FEWEST_COMPARED


def pairs_of(cells: Sequence[Cell]) -> list[Pair]:
    """Every cohort with the rest of its set of characteristics; all cells are of one date."""
    sets: dict[tuple[str, ...], list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.cohort:
            sets[tuple(name for name, _ in cell.cohort)].append(cell)
    found = []
    for of_set in sets.values():
        totals = [sum(getattr(cell, name) for cell in of_set) for name in SUMS]
        for cell in of_set:
            rest = {name: total - getattr(cell, name) for name, total in zip(SUMS, totals, strict=True)}
            found.append(Pair(cell, replace(cell, **rest)))
    return found


SUMS = ("children", "unknown", "numerator", "denominator", "squares", "ranks", "ranks_squared")


def without_same(pairs: Sequence[Pair]) -> list[Pair]:
    """Without the cohorts of two characteristics that hold the same children as one of them: they would be the same
    comparison again, and each thing looked at makes the others harder to name."""
    alone = {pair.cohort.cohort[0]: pair.cohort for pair in pairs if len(pair.cohort.cohort) == 1}

    def is_same(pair: Pair) -> bool:
        words = pair.cohort.cohort
        return len(words) == 2 and any(_size(alone[word]) == _size(pair.cohort) for word in words)

    return [pair for pair in pairs if not is_same(pair)]


def _size(cell: Cell) -> int:
    return cell.children + cell.unknown


def compare(pairs: Sequence[Pair], kind: Kind, per: int = 1) -> list[ComparedCohort]:
    """The cohorts with what can be said of each by itself, in the order given; `corrected` then names those that stand
    out. Rates are per `per`."""
    compared = [pair for pair in pairs if pair.can_be_compared]
    tested: dict[Cohort, Any] = {
        pair.cohort.cohort: _finite(p_value=p, pooled=near, **_ratio(pair, kind))
        for pair, p, near in zip(compared, _p_values(compared, kind), _pooled(compared, kind), strict=True)
    }
    rates = _rates(pairs, kind)
    return [
        ComparedCohort(
            cohort=dict(pair.cohort.cohort),
            children=pair.cohort.children,
            unknown=pair.cohort.unknown,
            numerator=pair.cohort.numerator,
            denominator=pair.cohort.denominator,
            rate=_rate(pair.cohort, per),
            rate_low=None if low is None else low * per,
            rate_high=None if high is None else high * per,
            rest_children=pair.rest.children,
            rest_numerator=pair.rest.numerator,
            rest_denominator=pair.rest.denominator,
            rest_rate=_rate(pair.rest, per),
            **tested.get(pair.cohort.cohort, {}),
        )
        for pair, (low, high) in zip(pairs, rates, strict=True)
    ]


def corrected(families: Sequence[Sequence[ComparedCohort]]) -> list[list[ComparedCohort]]:
    """The cohorts of one question or several that are asked together, with what stands out given all of them.

    Where two cohorts are each other's rest, they are one comparison read from both sides and count once."""
    compared = [(place, one) for place, family in enumerate(families) for one in family if one.p_value is not None]
    by_comparison: dict[Hashable, float] = {}
    for place, one in compared:
        by_comparison.setdefault((place, _comparison(one)), one.p_value or 0)
    q_values = dict(zip(by_comparison, statistics.q_values(np.array([*by_comparison.values()])).tolist(), strict=True))
    return [
        [one if one.p_value is None else _judged(one, q_values[place, _comparison(one)]) for one in family]
        for place, family in enumerate(families)
    ]


def _comparison(one: ComparedCohort) -> Hashable:
    """The same for both of two cohorts that are each other's rest: the same characteristics, the same two sides."""
    sides = frozenset({(one.children, one.numerator), (one.rest_children, one.rest_numerator)})
    return tuple(one.cohort), sides


def _judged(one: ComparedCohort, q_value: float) -> ComparedCohort:
    differs = (one.low is not None and one.low > 1) or (one.high is not None and one.high < 1)
    return one.model_copy(update={"q_value": q_value, "named": q_value <= MOST_FALSE and differs})


def _rate(cell: Cell, per: int) -> float | None:
    return cell.numerator / cell.denominator * per if cell.denominator else None


def _finite(**numbers: float) -> dict[str, float | None]:
    return {name: float(number) if math.isfinite(number) else None for name, number in numbers.items()}


def _columns(pairs: Sequence[Pair], *names: str) -> list[statistics.Array]:
    """The sums of the cohorts and of their rests, by turns."""
    return [
        np.array([getattr(side, name) for side in sides], dtype=np.float64)
        for name in names
        for sides in ([pair.cohort for pair in pairs], [pair.rest for pair in pairs])
    ]


def _p_values(pairs: Sequence[Pair], kind: Kind) -> statistics.Array:
    if kind == "shares":
        count, rest_count, of, rest_of = _columns(pairs, "numerator", "denominator")
        return statistics.difference_of_shares(count, of, rest_count, rest_of)
    children, rest, ranks, rest_ranks, squared, rest_squared = _columns(pairs, "children", "ranks", "ranks_squared")
    return statistics.difference_of_ranks(children, ranks, rest, ranks + rest_ranks, squared + rest_squared)


def _scale(pair: Pair) -> float:
    amounts, exposures, squares = (
        np.array([getattr(pair.cohort, name), getattr(pair.rest, name)], dtype=np.float64)
        for name in ("numerator", "denominator", "squares")
    )
    return statistics.dispersion(amounts, exposures, squares, pair.cohort.children + pair.rest.children)


def _ratio(pair: Pair, kind: Kind) -> dict[str, float]:
    """The ratio of the rates with its interval; nan or infinite where it cannot be worked out."""
    one, rest = pair.cohort, pair.rest
    rates = [cell.numerator / cell.denominator for cell in (one, rest)]
    ratio = rates[0] / rates[1] if rates[1] else math.inf if rates[0] else math.nan
    if kind == "shares":
        counts = (one.numerator, one.denominator, rest.numerator, rest.denominator)
        low, high = statistics.ratio_of_shares(*map(int, counts))
    else:
        amounts, exposures = np.array([one.numerator, rest.numerator]), np.array([one.denominator, rest.denominator])
        low, high = statistics.ratio_of_rates(amounts, exposures, _scale(pair))
    return {"ratio": ratio, "low": low, "high": high}


def _rates(pairs: Sequence[Pair], kind: Kind) -> list[tuple[float | None, float | None]]:
    """The interval of each cohort's own rate."""
    known = [pair for pair in pairs if pair.cohort.denominator]
    if kind == "shares":
        count, _, of, _ = _columns(known, "numerator", "denominator")
        found = list(zip(*(ends.tolist() for ends in statistics.wilson(count, of)), strict=True)) if known else []
    else:
        found = [
            statistics.rate_interval(pair.cohort.numerator, pair.cohort.denominator, _scale(pair))
            if pair.cohort.children + pair.rest.children > 2
            else (math.nan, math.nan)
            for pair in known
        ]
    by_cohort = {pair.cohort.cohort: ends for pair, ends in zip(known, found, strict=True)}
    ends = (by_cohort.get(pair.cohort.cohort, (math.nan, math.nan)) for pair in pairs)
    return [(low, high) if math.isfinite(low) else (None, None) for low, high in ends]


def _pooled(pairs: Sequence[Pair], kind: Kind) -> statistics.Array:
    """The ratios drawn together within the family. One more case, spread over both sides by their size, keeps 0 from
    being without end and says nothing for either side."""
    count, rest_count, of, rest_of = _columns(pairs, "numerator", "denominator")
    share = of / (of + rest_of)
    count, rest_count = count + share, rest_count + 1 - share
    if kind == "shares":
        variances = 1 / count - 1 / (of + 1) + 1 / rest_count - 1 / (rest_of + 1)
    else:
        variances = np.array([_scale(pair) for pair in pairs]) * (1 / count + 1 / rest_count)
    # What has no variance, everybody on both sides, says nothing of how far cohorts differ.
    return statistics.pooled(np.log(count / of) - np.log(rest_count / rest_of), np.maximum(variances, 1e-6))
