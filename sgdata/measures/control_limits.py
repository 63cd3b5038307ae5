"""Control limits of a series of months (XmR) and the rules that tell a special cause, as the NHS programme "Making Data
Count" defines them (NHSRplotthedots): the arithmetic, on plain numbers.

Three things are added, since textbooks take long series of measurements and these are short ones of few children.
Limits are never narrower than chance alone would make counts of this size (`chance`). A month that is less than one
child from the mean is on it (`sides`): for a count that is mostly 0 seven zeros in a row are nothing but the likely
thing. And a month beyond the limits, which has been told of, does not make runs of all others by pulling the mean away
from them: a month is on a side only where it is on that side of the months within the limits, too (`findings`).
"""

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from typing import Literal, NamedTuple

Rule = Literal["outside", "trend", "near_limit", "one_side"]
"""In the order in which a point that meets several is named: beyond a limit; one of seven that rise or fall; one of
two in three beyond two thirds of the way to a limit, all three on its side; one of seven on one side of the mean."""

SPREAD = 2.66
"""Times the mean moving range: three standard deviations of single values (3 / 1.128)."""
SCREEN = 3.267
"""A moving range of this many times their mean, or more, is no part of it: one outlier does not hide the next."""
RUN = 7
ENOUGH = 7
"""The fewest months that limits are made of: the shortest rule of a run is as long, and of fewer a single odd month
moves the limits by more than it stands out from them."""
FIRM = 12
"""From this many months on limits are firm, as the NHS guide wants; with fewer they are early ones."""
EVEN = 1e-9
"""How far two numbers may differ that were meant to be the same."""


class Limits(NamedTuple):
    """The mean, and between what single months vary of themselves; in the unit of the values."""

    mean: float
    low: float
    high: float

    @property
    def near_low(self) -> float:
        """Two thirds of the way to the lower limit."""
        return self.mean - (self.mean - self.low) * 2 / 3

    @property
    def near_high(self) -> float:
        """Two thirds of the way to the upper limit."""
        return self.mean + (self.high - self.mean) * 2 / 3

    def at_least(self, below: float, above: float) -> "Limits":
        """Limits that are no nearer to the mean than this."""
        return Limits(self.mean, min(self.low, self.mean - below), max(self.high, self.mean + above))


class Finding(NamedTuple):
    """The rule that a point meets, and which way: up or down."""

    rule: Rule
    way: Literal["up", "down"]


def mean_moving_range(values: Sequence[float]) -> float:
    """The mean of the steps from each value to the next, without the steps that are far larger than the others."""
    steps = [abs(one - other) for one, other in pairwise(values)]
    mean = sum(steps) / len(steps) if steps else 0.0
    kept = [step for step in steps if step < SCREEN * mean]
    return sum(kept) / len(kept) if kept else 0.0


def limits(values: Sequence[float]) -> Limits:
    """The mean of one value or more, and the limits of single values around it, as the textbook has them."""
    mean, spread = sum(values) / len(values), SPREAD * mean_moving_range(values)
    return Limits(mean, mean - spread, mean + spread)


def chance(mean: float, of: float | None = None) -> tuple[float, float]:
    """How far below and above its mean a count comes by chance as seldom as a measurement goes beyond three standard
    deviations (about once in 740 on each side): of independent events, or of hits among `of` things.

    Three standard deviations, the term for skewness of the Cornish-Fisher expansion, half a count for counts being
    whole; and never less than one count, so that a step of one child is no signal. Where rows are sums of sessions or
    hours this is too little, for those of one child go together; there the moving ranges make the limits."""
    share = 0.0 if not of else min(max(mean / of, 0.0), 1.0)
    spread, skew = 3 * sqrt(max(mean, 0.0) * (1 - share)), (1 - 2 * share) * 4 / 3
    return max(spread - skew + 0.5, 1.0), max(spread + skew + 0.5, 1.0)


def sides(values: Sequence[float], mean: float, steps: Sequence[float]) -> list[int]:
    """1 above the mean, -1 below it; 0 where a value is less than a step of its own from it."""
    return [
        0 if abs(value - mean) <= EVEN or abs(value - mean) < step - EVEN else 1 if value > mean else -1
        for value, step in zip(values, steps, strict=True)
    ]


def outside(values: Sequence[float], around: Sequence[Limits]) -> list[int]:
    """1 above the upper limit, -1 below the lower, else 0."""
    return [
        1 if value > one.high + EVEN else -1 if value < one.low - EVEN else 0
        for value, one in zip(values, around, strict=True)
    ]


def close_to_limits(values: Sequence[float], around: Sequence[Limits]) -> list[bool]:
    """Whether a value is beyond two thirds of the way to a limit, yet within it."""
    return [
        not beyond and (value > one.near_high + EVEN or value < one.near_low - EVEN)
        for value, one, beyond in zip(values, around, outside(values, around), strict=True)
    ]


def seven_point_trend(values: Sequence[float]) -> list[int]:
    """1 where a value is the last of seven that rise, each above the one before; -1 of seven that fall; else 0."""
    ways = [0, *((later > before) - (later < before) for before, later in pairwise(values))]
    return [
        way if at >= RUN - 1 and all(one == way for one in ways[at - RUN + 2 : at]) else 0
        for at, way in enumerate(ways)
    ]


def seven_on_one_side(relative_to_mean: Sequence[int]) -> list[bool]:
    """Whether a point is the last of seven on one side of the mean; one on the mean breaks the run."""
    return [
        at >= RUN - 1 and abs(sum(relative_to_mean[at - RUN + 1 : at + 1])) == RUN
        for at in range(len(relative_to_mean))
    ]


def part_of_seven(last: Sequence[int]) -> list[int]:
    """What stands at the last of seven, at each of the seven; of two the one that ends first."""
    return [next((one for one in last[at : at + RUN] if one), 0) for at in range(len(last))]


def two_in_three(close: Sequence[bool], relative_to_mean: Sequence[int]) -> list[bool]:
    """Whether a point is one of three on one side of the mean of which two or more are close to a limit."""
    found = [False] * len(close)
    for first in range(len(close) - 2):
        three = slice(first, first + 3)
        if sum(close[three]) >= 2 and abs(sum(relative_to_mean[three])) == 3:
            found[three] = [True] * 3
    return found


def marked_of_two_in_three(close: Sequence[bool], relative_to_mean: Sequence[int]) -> list[bool]:
    """As `two_in_three`, of those that are close to the limit themselves."""
    return [one and part for one, part in zip(close, two_in_three(close, relative_to_mean), strict=True)]


def findings(values: Sequence[float], around: Sequence[Limits], steps: Sequence[float]) -> list[Finding | None]:
    """The rule that each value meets, the first of the order of naming; None for ordinary variation. `around` holds the
    limits of each value, which share their mean; `steps` what one child is worth in each."""
    if not values:
        return []
    beyond, close = outside(values, around), close_to_limits(values, around)
    within = [value for value, is_beyond in zip(values, beyond, strict=True) if not is_beyond] or values
    of_all = sides(values, around[0].mean, steps)
    of_others = sides(values, sum(within) / len(within), steps)
    side = [one if one == other else 0 for one, other in zip(of_all, of_others, strict=True)]
    met: dict[Rule, list[int]] = {
        "outside": beyond,
        "trend": part_of_seven(seven_point_trend(values)),
        "near_limit": _signed(marked_of_two_in_three(close, side), side),
        "one_side": _signed([bool(one) for one in part_of_seven(list(map(int, seven_on_one_side(side))))], side),
    }
    return [
        next((Finding(rule, "up" if signs[at] > 0 else "down") for rule, signs in met.items() if signs[at]), None)
        for at in range(len(values))
    ]


def _signed(found: Sequence[bool], side: Sequence[int]) -> list[int]:
    return [sign if one else 0 for one, sign in zip(found, side, strict=True)]
