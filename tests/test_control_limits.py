"""Control limits: the published rules and examples, series that textbooks do not know (short, flat, of few children),
and a second, slow reading of the rules."""

import csv
import random
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, poisson

from sgdata.measures.control_limits import (
    Finding,
    Limits,
    chance,
    close_to_limits,
    findings,
    limits,
    marked_of_two_in_three,
    mean_moving_range,
    outside,
    part_of_seven,
    seven_on_one_side,
    seven_point_trend,
    sides,
    two_in_three,
)
from tests.support import SHARED

PUBLISHED = SHARED / "data" / "spc_rules" / "rule_cases.csv"
BEYOND_THREE_DEVIATIONS = 0.00135
Rule = Callable[[list[int], list[int]], Sequence[int]]
RULES: dict[str, Rule] = {
    "seven_points_one_side(relative_to_mean)": lambda side, _: seven_on_one_side(side),
    "part_of_seven(flag at 7th point)": lambda flags, _: [abs(one) for one in part_of_seven(flags)],
    "seven_point_trend(values)": lambda values, _: seven_point_trend(values),
    "two_in_three(close_to_limits, relative_to_mean)": lambda close, side: two_in_three(_yes(close), side),
    "point_coloured_by_two_in_three(close_to_limits, relative_to_mean)": lambda close, side: marked_of_two_in_three(
        _yes(close), side
    ),
}


def _yes(flags: list[int]) -> list[bool]:
    return [bool(one) for one in flags]


def numbers(text: str) -> list[int]:
    return [int(one) for one in text.split()]


@pytest.mark.skipif(
    not PUBLISHED.exists(), reason="the published cases stand beside the project only where it is built"
)
def test_every_published_case_of_the_rules_is_flagged_as_published() -> None:
    with PUBLISHED.open(encoding="utf-8") as lines:
        cases = list(csv.DictReader(lines))
    assert len(cases) == 40
    for case in cases:
        found = RULES[case["rule"]](numbers(case["input_1"]), numbers(case["input_2"]))
        assert list(map(int, found)) == numbers(case["expected"]), case


# Of NHSRplotthedots (test-ptd_calculate_point_type.R) and nhspy-plotthedots (test_seven_point_trend.py), both MIT.
@pytest.mark.parametrize(
    ("rule", "one", "other", "expected"),
    [
        ("seven_points_one_side(relative_to_mean)", "1 1 1 1 1 1 -1", "", "0 0 0 0 0 0 0"),
        ("seven_points_one_side(relative_to_mean)", "-1 -1 -1 -1 -1 -1 -1 -1 1", "", "0 0 0 0 0 0 1 1 0"),
        ("part_of_seven(flag at 7th point)", "0 0 0 0 0 0 0 -1 0", "", "0 1 1 1 1 1 1 1 0"),
        ("seven_point_trend(values)", "1 2 3 3 4 5 6", "", "0 0 0 0 0 0 0"),
        ("seven_point_trend(values)", "2 7 6 5 4 3 2 1 3", "", "0 0 0 0 0 0 0 -1 0"),
        ("seven_point_trend(values)", "1 1 1 1 1 1 1", "", "0 0 0 0 0 0 0"),
        ("two_in_three(close_to_limits, relative_to_mean)", "0 0 1 1 0 0 0", "1 1 1 1 1 1 1", "0 1 1 1 1 0 0"),
        ("two_in_three(close_to_limits, relative_to_mean)", "1 1 0", "1 -1 1", "0 0 0"),
        ("point_coloured_by_two_in_three(close_to_limits, relative_to_mean)", "1 0 1", "1 1 1", "1 0 1"),
        ("point_coloured_by_two_in_three(close_to_limits, relative_to_mean)", "1 0 0 1 1", "1 1 1 1 1", "0 0 0 1 1"),
    ],
)
def test_a_rule_flags_as_published(rule: str, one: str, other: str, expected: str) -> None:
    assert list(map(int, RULES[rule](numbers(one), numbers(other)))) == numbers(expected)


# Mean, lower, upper, near lower, near upper limit: nhspy-plotthedots, tests/unittests/test_limits_calculations.py.
@pytest.mark.parametrize(
    ("values", "published"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], (5.5, 2.84, 8.16, 3.7267, 7.2733)),
        ([1, 2, 3, 4, 5, 4, 3, 2, 1, 2], (2.7, 0.04, 5.36, 0.9267, 4.4733)),
        ([3, 1, 4, 1, 5, 9, 2], (3.5714, -6.6252, 13.7681, -3.2263, 10.3692)),
        ([1, 2, 3, 2, 1, 2, 3, 4, 5, 6, 7, 4, 3, 2, 1, 2], (3.0, -0.0147, 6.0147, 0.9902, 5.0098)),
        (list(range(20)), (9.5, 6.84, 12.16, 7.7267, 11.2733)),
    ],
)
def test_mean_limits_and_near_limits_are_the_published_ones(values: list[int], published: tuple[float, ...]) -> None:
    found = limits(values)
    told = (found.mean, found.low, found.high, found.near_low, found.near_high)
    assert [round(one, 4) for one in told] == list(published)


def test_the_worked_example_of_the_engineering_handbook() -> None:
    # NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: mean 50.81, mean moving range 1.8778, limits 45.8159 and
    # 55.8041. It multiplies by 3 / 1.128, the NHS by that rounded: 2.66.
    flow_rate = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
    spread = mean_moving_range(flow_rate)
    assert (round(limits(flow_rate).mean, 4), round(spread, 4)) == (50.81, 1.8778)
    assert [round(50.81 + way * 3 / 1.128 * spread, 4) for way in (-1, 1)] == [45.8159, 55.8041]
    assert [round(one, 4) for one in limits(flow_rate)] == [50.81, 45.8151, 55.8049]


def test_an_outlier_does_not_widen_the_limits_and_is_found() -> None:
    # NHSRplotthedots, vignette "Deviations from Excel defaults": 4.6, 1.94, -0.72, one point of special cause.
    values = [1, 2, 1, 2, 10, *[1, 2] * 6, 1]
    found = limits(values)
    assert [round(one, 2) for one in (found.high, found.mean, found.low)] == [4.6, 1.94, -0.72]
    told = findings(values, [found] * 18, [0] * 18)
    assert [at for at, one in enumerate(told) if one] == [4]
    assert told[4] == Finding("outside", "up")


def test_the_demonstration_of_the_nhs_tool() -> None:
    # nhspy-plotthedots, tests/unittests/test_pandas_spc_x_calc.py, after the NHS tool's own film: mean 76.67, limits of
    # 57 and 96, and only the twelfth point stands out.
    values = [89, 86, 75, 77, 81, 74, 72, 78, 76, 82, 77, 54, 66, 77, 86]
    found = limits(values)
    assert (round(found.mean, 2), round(found.low), round(found.high)) == (76.67, 57, 96)
    assert [at for at, one in enumerate(findings(values, [found] * 15, [0] * 15)) if one] == [11]


def test_two_points_near_opposite_limits_are_ordinary() -> None:
    # NHSRplotthedots, test-ptd_spc_standard.R.
    values = [*[1, -1] * 7, 5.5, -5.5]
    assert findings(values, [limits(values)] * 16, [0] * 16)[-2:] == [None, None]


def test_chance_is_that_of_whole_counts() -> None:
    """Beyond the limits a count comes no more often than once in 740, and one nearer to the mean by two would."""
    for mean in (0.05, 0.15, 0.5, 1.2, 2, 4, 7, 10, 25, 60, 400):
        below, above = chance(mean)
        highest, lowest = int(mean + above), mean - below
        assert poisson.sf(highest, mean) <= BEYOND_THREE_DEVIATIONS * 1.05, mean
        assert poisson.sf(highest - 2, mean) > BEYOND_THREE_DEVIATIONS, mean
        if lowest > 0:
            assert poisson.cdf(lowest, mean) <= BEYOND_THREE_DEVIATIONS * 1.05, mean


@pytest.mark.parametrize("of", [3, 8, 20, 100, 1000])
def test_chance_is_that_of_shares_of_few(of: int) -> None:
    for share in (0.002, 0.02, 0.1, 0.3, 0.5, 0.8, 0.95, 0.996):
        below, above = chance(share * of, of)
        if share * of + above < of:
            assert binom.sf(int(share * of + above), of, share) <= BEYOND_THREE_DEVIATIONS * 1.1, (share, of)
        if share * of - below > 0:
            assert binom.cdf(share * of - below, of, share) <= BEYOND_THREE_DEVIATIONS * 1.1, (share, of)


def test_a_step_of_one_is_never_beyond_chance() -> None:
    for mean in (0, 0.01, 0.077, 0.3, 1, 3, 12, 300):
        assert min(chance(mean)) >= 1
        for of in (1, 2, 12, 320):
            assert mean > of or min(chance(mean, of)) >= 1


def test_of_series_of_pure_chance_few_stand_out() -> None:
    dice = random.Random(7)
    for mean in (0.1, 0.5, 1.2, 3, 10):
        series = [[_poisson(dice, mean) for _ in range(12)] for _ in range(400)]
        marked = sum(any(findings(one, _counted(one), [1.0] * 12)) for one in series)
        assert marked <= 400 * 0.05, mean


def _poisson(dice: random.Random, mean: float) -> float:
    """How many arrivals of a steady stream come in a while of this length."""
    count, passed = 0, dice.expovariate(1)
    while passed < mean:
        count, passed = count + 1, passed + dice.expovariate(1)
    return float(count)


def _counted(values: list[float]) -> list[Limits]:
    textbook = limits(values)
    return [textbook.at_least(*chance(textbook.mean))] * len(values)


@given(
    st.lists(st.integers(0, 12), min_size=1, max_size=16),
    st.floats(0.3, 6),
    st.sampled_from([0.0, 1.0, 2.0]),
)
def test_findings_are_those_of_a_slow_reading(values: list[int], width: float, step: float) -> None:
    mean = sum(values) / len(values)
    around = [Limits(mean, mean - width, mean + width)] * len(values)
    assert findings(values, around, [step] * len(values)) == [
        slowly(values, at, around[at], step) for at in range(len(values))
    ]


def slowly(values: list[int], at: int, around: Limits, step: float) -> Finding | None:
    """Rule by rule over every window that holds the point."""
    even = 1e-9  # what floating point leaves between equal numbers
    low, high = around.low - even, around.high + even
    within = [one for one in values if low <= one <= high] or values
    centres = (around.mean, sum(within) / len(within))
    side = [0] * len(values)
    for place, one in enumerate(values):
        if all(one - centre >= max(step, even) for centre in centres):
            side[place] = 1
        if all(centre - one >= max(step, even) for centre in centres):
            side[place] = -1
    third = (around.high - around.mean) * 2 / 3
    close = [third < abs(one - around.mean) - even and low <= one <= high for one in values]

    def windows(size: int) -> list[range]:
        return [
            range(one, one + size) for one in range(at - size + 1, at + 1) if one >= 0 and one + size <= len(values)
        ]

    if values[at] > high or values[at] < low:
        return Finding("outside", "up" if values[at] > high else "down")
    for window in windows(7):
        steps = [values[later] - values[before] for before, later in pairwise(window)]
        if all(one > 0 for one in steps) or all(one < 0 for one in steps):
            return Finding("trend", "up" if steps[0] > 0 else "down")
    for window in windows(3):
        if (
            close[at]
            and sum(close[one] for one in window) >= 2
            and len({side[one] for one in window}) == 1
            and side[at]
        ):
            return Finding("near_limit", "up" if side[at] > 0 else "down")
    for window in windows(7):
        if side[at] and len({side[one] for one in window}) == 1:
            return Finding("one_side", "up" if side[at] > 0 else "down")
    return None


def test_one_month_far_out_makes_no_run_of_the_others() -> None:
    values = [4, 5, 3, 4, 6, 4, 5, 3, 4, 5, 4, 5, 40]
    told = findings(values, _counted([float(one) for one in values]), [1.0] * 13)
    assert told == [None] * 12 + [Finding("outside", "up")]


def test_on_the_mean_is_on_neither_side() -> None:
    assert sides([1, 2, 3], 2, [0, 0, 0]) == [-1, 0, 1]
    assert sides([0, 1, 3], 1.2, [1, 1, 1]) == [-1, 0, 1]
    assert outside([1, 2], [Limits(1, 0, 1)] * 2) == [0, 1]
    assert close_to_limits([1, 2, 3, 4], [Limits(0, -3, 3)] * 4) == [False, False, True, False]
