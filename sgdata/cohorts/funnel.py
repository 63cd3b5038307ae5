"""A funnel: the settings of a figure by their size, between limits that are as wide as their size makes them. It asks
which of them lie further from the rest than chance explains; it ranks none.

Exact binomial limits around the share of all, smoothed between whole numbers as Spiegelhalter does (Funnel plots for
comparing institutional performance, Statistics in Medicine 2005; 24: 1185-1202, appendix A.1.1). His upper limit lets
more than the stated chance lie above it where few are judged (Manktelow and Seaton, PLoS ONE 2012; 7(9): e45723); here
it is the lower limit of those who do not count, so on either side at most one in 40, or one in 1,000, lies outside by
chance.

Nothing is done for overdispersion: of a dozen settings it can hardly be estimated, and it would widen the limits until
the one that differs is inside. Instead only figures whose rows count as one have a funnel; sessions of one child go
together, and limits made for single ones would be much too narrow.
"""

from collections.abc import Sequence

from sgdata.cohorts.funnel_shapes import EDGE, FEWEST, OUTSIDE, Direction, Funnel, Limits, Position, Setting, Silent
from sgdata.measures.figure import Figure, Group
from sgdata.measures.indicator import Indicator

BY = ("provider", "local_authority")
MOST_STEPS = 60


def can_have_funnel(indicator: Indicator) -> bool:
    """Whether its rows are things that can be counted one by one, in a share."""
    return indicator.unit == "percent" and not indicator.amounts and indicator.subject != "return"


def funnel(figure: Figure, by: str, returns: Figure | None = None) -> Funnel:
    """The funnel of a figure cut by settings; `returns` is the figure of returns received, cut the same."""
    known = [group for group in figure.groups if group.group != "not known"]
    strange = [group for group in figure.groups if group.group == "not known"]
    there = sorted((_setting(group) for group in known if _judged(group)), key=lambda one: (-one.size, one.name))
    count, size = int(figure.numerator or 0), _judged(figure)
    drawn = [one for one in there if one.size >= FEWEST]
    by_size = {one.size: limits(one.size, count, size) for one in drawn}
    return Funnel(
        id=figure.id,
        by=by,
        count=count,
        size=size,
        limits=[limits(step, count, size) for step in _steps(sorted(by_size))],
        settings=[_placed(one, by_size[one.size]) for one in drawn],
        few=[one for one in there if one.size < FEWEST],
        empty=[group.label for group in known if not _judged(group)],
        silent=_silent(returns.groups if returns else []),
        without_setting=sum(_judged(group) for group in strange),
    )


def limits(size: int, count: int, of: int) -> Limits:
    """The limits of a share of `size`, where `count` of all `of` are it."""
    share = count / of
    return Limits(
        size=size,
        outer_lower=_lower(size, share, OUTSIDE),
        lower=_lower(size, share, EDGE),
        upper=1 - _lower(size, 1 - share, EDGE),
        outer_upper=1 - _lower(size, 1 - share, OUTSIDE),
    )


def _lower(size: int, share: float, chance: float) -> float:
    """The share below which at most `chance` lie; between two whole numbers where `chance` is between theirs."""
    from scipy.stats import binom  # slow to import, and only a funnel wants it

    reached = int(binom.ppf(chance, size, share))
    if reached < 1:
        return 0.0
    at_most = float(binom.cdf(reached, size, share))
    beyond = (at_most - chance) / (at_most - float(binom.cdf(reached - 1, size, share)))
    return max(reached - beyond, 0.0) / size


def _placed(setting: Setting, at: Limits) -> Setting:
    share = setting.count / setting.size
    direction: Direction = "below" if share < at.lower else "above" if share > at.upper else ""
    beyond = share < at.outer_lower or share > at.outer_upper
    position: Position = "outside" if beyond else "edge" if direction else "inside"
    return setting.model_copy(update={"position": position, "direction": direction})


def _steps(sizes: Sequence[int]) -> list[int]:
    """The sizes at which the limits are drawn: every one, or where there are many, evenly spread."""
    if not sizes:
        return []
    first, last = sizes[0], sizes[-1]
    step = max(1, (last - first) // MOST_STEPS)
    return sorted({*range(first, last, step), last})


def _setting(group: Group) -> Setting:
    return Setting(
        name=group.label, count=int(group.numerator or 0), size=_judged(group), unknown=int(group.unknown or 0)
    )


def _judged(one: Figure | Group) -> int:
    return int((one.denominator or 0) - (one.unknown or 0))


def _silent(groups: Sequence[Group]) -> list[Silent]:
    return [
        Silent(name=group.label, received=int(group.numerator or 0), expected=int(group.denominator or 0))
        for group in groups
        if (group.numerator or 0) < (group.denominator or 0) and group.group != "not known"
    ]
