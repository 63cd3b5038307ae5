"""Figures and groups as protected counts make them: what leaders see is worked out from what is shown alone."""

import math
from fractions import Fraction
from typing import NamedTuple

from sgdata.measures.figure import Figure, Group, Precision, lines, status_of
from sgdata.measures.indicator import Indicator
from sgdata.rules import Rules

FEWEST_FOR_A_SHARE = 20
HALF_STEP = 2
"""How far a count may be from the step that it is shown as."""


class Shown(NamedTuple):
    """What is shown of a count: None where it is hidden. `judged` is the denominator less the unknown."""

    hits: float | None
    judged: float | None
    unknown: float | None


def shown_figure(
    indicator: Indicator, rules: Rules, shown: Shown, precision: Precision, parts: dict[str, float | None] | None = None
) -> Figure:
    """The figure that protected counts make: share and status from what is shown, and from nothing else.

    A target that is met by the counts shown, but not by all counts that are shown so, is near."""
    share, target, amber = _shown_share(indicator, shown), *lines(indicator, rules)
    worst = _shown_share(indicator, _at_worst(indicator, shown, precision))
    value = _stepped(share) if precision == "steps" and indicator.unit == "percent" else share
    counts_only = indicator.unit == "count"
    return Figure(
        id=indicator.id,
        title=indicator.title,
        unit=indicator.unit,
        kind=indicator.kind,
        value=None if value is None else float(value),
        numerator=shown.hits,
        denominator=None if counts_only or shown.judged is None else shown.judged + (shown.unknown or 0),
        unknown=0 if counts_only else shown.unknown,
        worst_case=None,
        status=status_of(indicator, share, worst, target, amber),
        target=target,
        amber=amber,
        suppressed=shown.hits is None,
        precision=precision,
        parts=parts or {},
    )


def shown_group(indicator: Indicator, word: str, label: str, shown: Shown) -> Group:
    """The group that protected counts make; its denominator is of those who can be judged."""
    share = _shown_share(indicator, shown)
    value = _stepped(share) if indicator.unit == "percent" else share
    return Group(
        group=word,
        label=label,
        value=None if value is None else float(value),
        numerator=shown.hits,
        denominator=None if indicator.unit == "count" else shown.judged,
        unknown=0 if indicator.unit == "count" else None,
        suppressed=shown.hits is None,
        precision="steps",
    )


def _shown_share(indicator: Indicator, shown: Shown) -> Fraction | None:
    if shown.hits is None:
        return None
    if indicator.unit == "count":
        return Fraction(shown.hits)
    if shown.judged is None or shown.judged < FEWEST_FOR_A_SHARE:
        return None
    return Fraction(shown.hits) / Fraction(shown.judged) * (100 if indicator.unit == "rate" else 1)


def _stepped(share: Fraction | None) -> Fraction | None:
    """To the nearest twentieth, halves up, from a tenth to nine tenths."""
    if share is None:
        return None
    return min(max(Fraction(math.floor(share * 20 + Fraction(1, 2)), 20), Fraction(1, 10)), Fraction(9, 10))


def _at_worst(indicator: Indicator, shown: Shown, precision: Precision) -> Shown:
    """The counts least good for us that are shown so; of a rule kept only what was judged is in steps."""
    if shown.hits is None:
        return shown
    up = indicator.good == "low"
    hits = shown.hits if precision == "about" and up else shown.hits + (HALF_STEP if up else -HALF_STEP)
    judged = None if shown.judged is None else shown.judged + (-HALF_STEP if up or precision == "about" else HALF_STEP)
    return Shown(max(hits, 0), judged, shown.unknown)
