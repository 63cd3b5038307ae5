"""The statistics of cohorts against published values, and against the libraries on whole data."""

import math

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.stats import fisher_exact, mannwhitneyu, rankdata

from sgdata.cohorts import statistics


def array(*numbers: float) -> statistics.Array:
    return np.array(numbers, dtype=np.float64)


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_intervals_are_those_of_newcombe(count: int, of: int, low: float, high: float) -> None:
    """Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 1998; 17: 857-872,
    table I, method 3."""
    found = statistics.wilson(array(count), array(of))
    assert [float(end[0]) for end in found] == pytest.approx([low, high], abs=5e-5)


@pytest.mark.parametrize(
    ("counts", "low", "high", "within"),
    [
        # Perondi and others 2004 in Fagerland, Lydersen and Laake, Statistical Methods in Medical Research 2015; 24:
        # 224-254 (1.21 to 43); the further places are those of riskscoreci of the R package PropCIs.
        ((7, 34, 1, 34), 1.220853, 42.575718, 5e-5),
        # Koopman's example in Nam, Biometrical Journal 1995; 37: 371-375; given to three places.
        ((36, 40, 16, 80), 2.940, 7.152, 5e-4),
    ],
)
def test_score_intervals_of_a_ratio_are_those_published(
    counts: tuple[int, int, int, int], low: float, high: float, within: float
) -> None:
    assert statistics.ratio_of_shares(*counts) == pytest.approx((low, high), abs=within)


def test_a_ratio_with_nobody_on_one_side_has_one_end() -> None:
    low, high = statistics.ratio_of_shares(0, 28, 61, 292)
    assert (low, round(high, 2)) == (0.0, 0.58)
    low, high = statistics.ratio_of_shares(61, 292, 0, 28)
    assert (round(low, 2), high) == (1.72, math.inf)
    assert all(math.isnan(end) for end in statistics.ratio_of_shares(0, 28, 0, 292))
    assert statistics.ratio_of_shares(28, 28, 292, 292) == pytest.approx((1.0, 1.0), abs=0.02)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.6889), (5, 1.6235, 11.6683), (10, 4.7954, 18.3904), (20, 12.2165, 30.8884)],
)
def test_exact_poisson_intervals_are_those_of_the_table(count: int, low: float, high: float) -> None:
    """Garwood, Fiducial limits for the Poisson distribution, Biometrika 1936; 28: 437-442; as in Ulm, American Journal
    of Epidemiology 1990; 131: 373-375."""
    assert statistics.poisson_rate(count, 1) == pytest.approx((low, high), abs=5e-5)


def test_the_mid_p_of_the_lady_who_tasted_tea() -> None:
    """Fisher, The Design of Experiments, 1935: three of four cups right is 1/70 + 16/70 on one side. Its mid-p, 0.1286,
    is in Agresti, An Introduction to Categorical Data Analysis, 2007, section 2.6."""
    (found,) = statistics.difference_of_shares(array(3), array(4), array(1), array(4))
    assert float(found) == pytest.approx(2 * (1 / 70 + 16 / 70 / 2), abs=1e-12)
    assert float(found) / 2 == pytest.approx(0.1286, abs=5e-5)


@pytest.mark.parametrize("table", [(12, 28, 61, 292), (1, 40, 30, 280), (0, 12, 70, 300)])
def test_the_mid_p_is_below_fishers_own_by_half_of_what_was_seen(table: tuple[int, int, int, int]) -> None:
    count, of, rest, rest_of = table
    way = "greater" if count / of > rest / rest_of else "less"
    one_side = fisher_exact([[count, of - count], [rest, rest_of - rest]], alternative=way).pvalue
    beyond = count + 1 if way == "greater" else count - 1
    further = 0.0
    if 0 <= beyond <= of:
        shifted = [[beyond, of - beyond], [rest + count - beyond, rest_of - rest - count + beyond]]
        further = fisher_exact(shifted, alternative=way).pvalue
    (found,) = statistics.difference_of_shares(*map(array, (count, of, rest, rest_of)))
    assert float(found) == pytest.approx(one_side + further, rel=1e-9)


def test_q_values_name_the_four_of_benjamini_and_hochberg() -> None:
    """Benjamini and Hochberg, Journal of the Royal Statistical Society B 1995; 57: 289-300, section 4.1."""
    p_values = array(
        *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
        *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
    )
    found = statistics.q_values(p_values)
    assert found[:5].tolist() == pytest.approx([0.0015, 0.003, 0.0095, 0.0356, 0.0603], abs=5e-5)
    assert (found <= 0.05).sum() == 4


def test_partial_pooling_has_the_spread_between_the_trials_of_the_bcg_vaccine() -> None:
    """Thirteen trials in Colditz and others, JAMA 1994; 271: 698-702; the variance between them by DerSimonian-Laird
    is 0.3088 (Viechtbauer, Journal of Statistical Software 2010; 36(3), with these data)."""
    trials = np.array(
        [
            *((4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761)),
            *((180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232)),
            *((17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825)),
        ],
        dtype=np.float64,
    )
    ill, well, others_ill, others_well = trials.T
    of, others = ill + well, others_ill + others_well
    ratios, variances = np.log(ill / of * others / others_ill), 1 / ill - 1 / of + 1 / others_ill - 1 / others
    shrunk = np.log(statistics.pooled(ratios, variances)) / ratios
    assert (variances * shrunk / (1 - shrunk)).tolist() == pytest.approx([0.3088] * 13, abs=5e-5)


def test_cohorts_that_do_not_differ_are_all_drawn_to_one() -> None:
    assert statistics.pooled(array(0.1, -0.1, 0.05), array(1, 1, 1)).tolist() == [1, 1, 1]
    far = statistics.pooled(array(1.5, 1.5, -1.5, 0), array(0.01, 1, 0.01, 0.01))
    assert far[0] > far[1] > 1


@pytest.fixture
def children() -> tuple[statistics.Array, statistics.Array, np.ndarray]:
    draws = np.random.default_rng(3)
    exposures = draws.integers(20, 120, 200).astype(np.float64)
    amounts = np.minimum(draws.negative_binomial(0.7, 0.7 / (0.7 + 0.1 * exposures)), exposures).astype(np.float64)
    return amounts, exposures, np.arange(200) < 45


def test_the_interval_of_a_ratio_of_rates_is_that_of_a_quasi_poisson_model(
    children: tuple[statistics.Array, statistics.Array, np.ndarray],
) -> None:
    amounts, exposures, inside = children
    model = sm.GLM(amounts, sm.add_constant(inside.astype(float)), sm.families.Poisson(), exposure=exposures)
    fitted = model.fit(scale="X2")
    sums = [
        np.array([part[inside].sum(), part[~inside].sum()]) for part in (amounts, exposures, amounts**2 / exposures)
    ]
    scale = statistics.dispersion(sums[0], sums[1], sums[2], 200)
    assert scale == pytest.approx(float(fitted.scale), rel=1e-6)
    assert scale > 2
    found = statistics.ratio_of_rates(sums[0], sums[1], scale)
    assert np.log(found).tolist() == pytest.approx(fitted.conf_int()[1].tolist(), abs=5e-5)


def test_the_rank_test_is_that_of_scipy(children: tuple[statistics.Array, statistics.Array, np.ndarray]) -> None:
    amounts, exposures, inside = children
    rates = amounts / exposures
    ranks = rankdata(rates)
    (found,) = statistics.difference_of_ranks(
        *map(array, (45, ranks[inside].sum(), 155, ranks.sum(), (ranks**2).sum()))
    )
    wanted = mannwhitneyu(rates[inside], rates[~inside], method="asymptotic", use_continuity=False).pvalue
    assert float(found) == pytest.approx(float(wanted), rel=1e-9)


def test_a_cohort_that_missed_nothing_has_the_exact_upper_end() -> None:
    low, high = statistics.ratio_of_rates(array(0, 300), array(500, 3000), 2.0)
    assert low == 0
    assert high == pytest.approx(3.6889 / 500 * 2.0 / 0.1, abs=5e-5)
    assert statistics.ratio_of_rates(array(3, 0), array(500, 3000), 2.0) == (0.0, math.inf)
    assert all(math.isnan(end) for end in statistics.ratio_of_rates(array(0, 0), array(500, 3000), 2.0))
    assert statistics.rate_interval(0, 500, 2.0) == pytest.approx((0, 2 * 3.6889 / 500), abs=5e-7)
