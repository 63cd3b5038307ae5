"""Intervals, tests and pooling: thin functions over scipy and statsmodels, for arrays of cohorts at once.

Two formulas are written out, because the libraries want every child again for each of a thousand cohorts: the interval
of a rate ratio from a quasi-Poisson model of two groups, and the rank test. Both need only sums; the tests hold them
against statsmodels' GLM and scipy's mannwhitneyu.
"""

import math
import warnings

import numpy as np
from numpy.typing import NDArray
from scipy.stats import false_discovery_control, hypergeom, norm
from statsmodels.stats.meta_analysis import combine_effects
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.rates import confint_poisson

Array = NDArray[np.float64]
NORMAL = float(norm.isf(0.025))


def wilson(count: Array, of: Array) -> tuple[Array, Array]:
    """The 95 % interval of shares by Wilson's score method."""
    low, high = proportion_confint(count, of, method="wilson")
    return np.clip(low, 0, 1), np.clip(high, 0, 1)


def ratio_of_shares(count: int, of: int, rest_count: int, rest_of: int) -> tuple[float, float]:
    """The 95 % interval of a ratio of two shares by Koopman's score method (Nam 1995): it holds for few children, and
    where one of both counts is 0. nan where both are 0; the upper end is infinite where the rest's count is."""
    if count == rest_count == 0:
        return math.nan, math.nan
    if rest_count == 0:
        low, high = ratio_of_shares(rest_count, rest_of, count, of)
        return 1 / high, math.inf
    with warnings.catch_warnings():  # it divides by zero on its way where every child counts
        warnings.simplefilter("ignore", RuntimeWarning)
        found = confint_proportions_2indep(
            count, of, rest_count, rest_of, compare="ratio", method="score", correction=False
        )
    low, high = (float(np.real(end)) for end in found)
    return max(low, 0.0), high


def difference_of_shares(count: Array, of: Array, rest_count: Array, rest_of: Array) -> Array:
    """Fisher's exact test with the mid-p value, both sides (twice the smaller). Fisher's own p is too large where
    children are few, and takes away the power that correcting for many cohorts leaves; the mid-p keeps the level on
    average (Lancaster 1961; Agresti, Categorical Data Analysis, 3.5.6)."""
    drawn = hypergeom(of + rest_of, count + rest_count, of)
    above = drawn.sf(count) + drawn.pmf(count) / 2
    return np.asarray(np.clip(2 * np.minimum(above, 1 - above), 0, 1))


def poisson_rate(count: float, exposure: float) -> tuple[float, float]:
    """The exact 95 % interval (Garwood) of a rate."""
    low, high = confint_poisson(count, exposure, method="exact-c")
    return (0.0 if count == 0 else float(low)), float(high)


def dispersion(amounts: Array, exposures: Array, squares: Array, children: int) -> float:
    """Pearson's chi-square over its degrees of freedom of a Poisson model of one rate a group, from each group's sums;
    `squares` are those of amount * amount / exposure. Above 1 the more the amounts of single children differ."""
    with np.errstate(divide="ignore", invalid="ignore"):
        chi_square = np.where(amounts > 0, squares * exposures / amounts - amounts, 0)
    return float(chi_square.sum() / (children - len(amounts)))


def ratio_of_rates(amounts: Array, exposures: Array, scale: float) -> tuple[float, float]:
    """The 95 % interval of the ratio of the first rate to the second, where amounts vary `scale` times as much as
    Poisson's would. Where the first is 0 the upper end of its exact interval stands for it."""
    if amounts[1] == 0:
        return (math.nan, math.nan) if amounts[0] == 0 else (0.0, math.inf)
    if amounts[0] == 0:
        return 0.0, poisson_rate(0, exposures[0])[1] * scale * exposures[1] / amounts[1]
    ratio = amounts[0] / exposures[0] / (amounts[1] / exposures[1])
    spread = NORMAL * math.sqrt(scale * (1 / amounts[0] + 1 / amounts[1]))
    return ratio * math.exp(-spread), ratio * math.exp(spread)


def rate_interval(amount: float, exposure: float, scale: float) -> tuple[float, float]:
    """The 95 % interval of one rate, where amounts vary `scale` times as much as Poisson's would."""
    if amount == 0:
        return 0.0, poisson_rate(0, exposure)[1] * scale
    spread = NORMAL * math.sqrt(scale / amount)
    return amount / exposure * math.exp(-spread), amount / exposure * math.exp(spread)


def difference_of_ranks(children: Array, ranks: Array, rest_children: Array, all_ranks: Array, squared: Array) -> Array:
    """The rank test of Mann and Whitney over the children's own rates, both sides, ties shared. `ranks` are the sums of
    the cohorts; `all_ranks` and `squared` those of both sides, of the ranks and of their squares."""
    both = children + rest_children
    mean = all_ranks / both
    variance = children * rest_children / (both * (both - 1)) * (squared - both * mean**2)
    with np.errstate(divide="ignore", invalid="ignore"):
        distance = np.where(variance > 0, np.abs(ranks - children * mean) / np.sqrt(variance), 0)
    return np.asarray(2 * norm.sf(distance))


def q_values(p_values: Array) -> Array:
    """What each p-value is after Benjamini and Hochberg (1995)."""
    return np.asarray(false_discovery_control(p_values)) if len(p_values) else p_values


def pooled(log_ratios: Array, variances: Array) -> Array:
    """The ratios after partial pooling: each drawn towards 1, the more the less is known of it. How far cohorts differ
    beyond chance is estimated as for random effects by DerSimonian and Laird; where not at all, all are drawn to 1."""
    if len(log_ratios) < 2:
        return np.exp(log_ratios)
    with np.errstate(invalid="ignore"):  # cohorts that differ less than by chance make it negative
        between = max(float(combine_effects(log_ratios, variances, method_re="chi2").tau2), 0.0)
    return np.asarray(np.exp(between / (between + variances) * log_ratios))
