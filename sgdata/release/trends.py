"""The last 13 months of a figure as leaders may see them: in steps, and no month that the others would give away."""

from datetime import date, timedelta

from sgdata.calendar import months_to
from sgdata.measures.figure import Figure, Precision, TrendPoint
from sgdata.measures.indicator import Indicator
from sgdata.measures.measure import TREND_MONTHS, Asked, trend
from sgdata.measures.shown import Shown, shown_figure
from sgdata.measures.units import Month, months_of
from sgdata.release.display import SMALL, Profile
from sgdata.release.gather import tells_of_no_child
from sgdata.release.worlds import WANTED
from sgdata.rules import Rules
from sgdata.store.reading import Cursor

YEAR = timedelta(days=364)
"""From the first day of twelve months to the last."""


def trends(
    cursor: Cursor, indicator: Indicator, rules: Rules, asked: Asked, profile: Profile, figure: Figure
) -> list[TrendPoint]:
    """The points of the last 13 months; none where the figure itself is hidden, or what it is of."""
    if figure.suppressed or (figure.denominator is None and figure.unit != "count"):
        return []
    if tells_of_no_child(indicator):
        return trend(cursor, indicator, rules, asked.as_at)
    months = [
        Asked.at(last, _since(indicator, first, last, asked)) for first, last in months_to(asked.as_at, TREND_MONTHS)
    ]
    found = months_of(cursor, indicator, rules, months)
    counted = [found.get(month.as_at, Month()) for month in months]
    adds_up = [_is_a_month(month) and indicator.kind == "flow" and month.since >= asked.since for month in months]
    hits = _shown([(one.hits, one.people_hit, one.most_hits) for one in counted], adds_up, profile)
    judged = _shown([(one.judged, one.people_judged, one.most_judged) for one in counted], adds_up, profile)
    precision: Precision = "about" if indicator.amounts else "steps"
    return [
        TrendPoint.of(shown_figure(indicator, rules, Shown(*shown, None), precision), month.since, month.as_at)
        for month, shown in zip(months, zip(hits, judged, strict=True), strict=True)
    ]


def _since(indicator: Indicator, first: date, last: date, asked: Asked) -> date | None:
    """The first day of a point: of its month, or of twelve months where the release itself tells of twelve months."""
    if asked.as_at - asked.since == YEAR and indicator.kind == "flow":
        return last - YEAR
    return first if indicator.is_monthly else None


def _is_a_month(point: Asked) -> bool:
    return (point.as_at - point.since).days < 31


def _shown(counts: list[tuple[float, float, float]], adds_up: list[bool], profile: Profile) -> list[float | None]:
    """What is shown of each month. The months that add up to a figure of the release give a hidden one among them
    away when the others leave it fewer than WANTED values: then the smallest shown one is hidden, too."""
    shown = [profile.show(*one) for one in counts]
    total = sum(count for (count, _, _), adds in zip(counts, adds_up, strict=True) if adds)
    while True:
        inside = [at for at, adds in enumerate(adds_up) if adds]
        known = {at: one for at in inside if (one := shown[at]) is not None}
        hidden = [at for at in inside if shown[at] is None]
        if not known or not any(counts[at][1] <= SMALL for at in hidden):
            return shown
        left = total - sum(profile.least(one) for one in known.values())  # the most that a hidden month can be
        if left + 1 >= WANTED * len(hidden):
            return shown
        shown[min(known, key=lambda at: counts[at][0])] = None
