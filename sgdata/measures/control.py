"""A trend as judged by control limits: what months usually are, between what they vary of themselves, and which stand
out by which rule. Of a leader's trend it is made of the released values alone."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sgdata.calendar import month_start
from sgdata.measures.control_limits import (
    ENOUGH,
    FIRM,
    Finding,
    Limits,
    Rule,
    chance,
    close_to_limits,
    findings,
    limits,
)
from sgdata.measures.figure import TrendPoint
from sgdata.measures.indicator import Indicator
from sgdata.rules import Change

Mark = Literal["common", "improving", "worsening", "special"]
"""Ordinary variation; or a special cause: to the better, to the worse, or where neither direction is good."""
ROUNDED = 6
"""The widest step that a protected count is shown in (bands of six): such a step is no signal."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class JudgedPoint(_Frozen):
    """One month of a trend, in the unit of its value; nothing where it is not judged."""

    usual: float | None = None
    low: float | None = None
    high: float | None = None
    mark: Mark | None = None
    rule: Rule | None = None
    way: Literal["up", "down"] | None = None
    is_near: bool = False
    """Whether it is within the limits, yet beyond two thirds of the way to one."""
    is_unfinished: bool = False
    """Whether its month is not over yet: shown, but no part of the limits, and never marked."""

    @property
    def stands_out(self) -> bool:
        return self.rule is not None


class Stretch(_Frozen):
    """The months from one known change to the next, judged together."""

    first: int
    """The place of its first point in the trend."""
    last: int
    months: int
    """Of which its limits are made."""

    @property
    def is_early(self) -> bool:
        """Whether there are too few months for limits that are firm."""
        return self.months < FIRM


class MarkedChange(_Frozen):
    """A known change within the trend."""

    at: int
    """The place of the first point after it."""
    on: date
    says: str
    is_new_start: bool
    """Whether limits are computed anew from it on; else too few months follow."""


class Control(_Frozen):
    """A trend as judged: one point for each of its points."""

    points: list[JudgedPoint]
    stretches: list[Stretch] = []
    changes: list[MarkedChange] = []
    lacks: Literal["", "months", "own_months", "data"] = ""
    """Why nothing is judged: too few known months; points that hold the months before them; nothing was loaded."""
    is_rounded: bool = False

    def stretch_of(self, at: int) -> Stretch:
        """The stretch in which a judged point is judged."""
        return next(one for one in self.stretches if one.first <= at <= one.last)


def unjudged(points: Sequence[TrendPoint], lacks: Literal["months", "own_months", "data"]) -> Control:
    """A trend of which nothing is judged."""
    return Control(points=[JudgedPoint() for _ in points], lacks=lacks)


def control(indicator: Indicator, points: Sequence[TrendPoint], changes: Sequence[Change] = ()) -> Control:
    """The trend as judged. A month that is not known, or not over, is left out; limits begin anew at each of the
    organisation's changes after which ENOUGH months are known.

    Where each point holds the months before it (the academic year so far, twelve months rolling) neighbours are alike
    because they share months, so limits from their steps would be far too narrow: nothing is judged."""
    if indicator.kind == "flow" and any(later.since <= before.as_at for before, later in pairwise(points)):
        return unjudged(points, "own_months")
    open_month = {at for at, point in enumerate(points) if indicator.kind == "flow" and _is_open(point)}
    known = [at for at, point in enumerate(points) if point.stands_at is not None and at not in open_month]
    marked = _marked_changes(indicator, points, changes, known)
    starts = sorted({0, *(one.at for one in marked if one.is_new_start)})
    judged = {at: JudgedPoint(is_unfinished=True) for at in open_month}
    stretches = []
    for first, after in pairwise([*starts, len(points)]):
        places = [at for at in known if first <= at < after]
        if len(places) >= ENOUGH:
            stretches.append(Stretch(first=first, last=after - 1, months=len(places)))
            judged |= dict(zip(places, _judged(indicator, [points[at] for at in places]), strict=True))
    return Control(
        points=[judged.get(at, JudgedPoint()) for at in range(len(points))],
        stretches=stretches,
        changes=marked,
        lacks="" if stretches else "months",
        is_rounded=any(point.precision != "exact" for point in points),
    )


def _is_open(point: TrendPoint) -> bool:
    """Whether the month of a point goes on after it."""
    return month_start(point.as_at + timedelta(days=1)) == month_start(point.as_at)


def _marked_changes(
    indicator: Indicator, points: Sequence[TrendPoint], changes: Sequence[Change], known: Sequence[int]
) -> list[MarkedChange]:
    """The changes of a figure within its trend, oldest first. From the last back, each makes a new start that leaves
    enough known months up to the next."""
    within = [
        (at, change)
        for change in sorted(changes, key=lambda one: one.on)
        if change.is_about(indicator.id)
        and (at := next((at for at, point in enumerate(points) if point.as_at >= change.on), 0))
    ]
    marked: list[MarkedChange] = []
    until = len(points)
    for at, change in reversed(within):
        enough = sum(at <= one < until for one in known) >= ENOUGH
        until = at if enough else until
        marked.insert(0, MarkedChange(at=at, on=change.on, says=change.says, is_new_start=enough))
    return marked


def _judged(indicator: Indicator, points: Sequence[TrendPoint]) -> list[JudgedPoint]:
    """The months of one stretch, all of them known."""
    values = [point.stands_at or 0.0 for point in points]
    steps = [_step(indicator, point) for point in points]
    textbook = limits(values)
    around = [_wide_enough(indicator, textbook, point, step) for point, step in zip(points, steps, strict=True)]
    found = findings(values, around, steps)
    most = 1.0 if indicator.unit == "percent" else None
    return [
        JudgedPoint(
            usual=one.mean,
            low=max(one.low, 0.0),
            high=one.high if most is None else min(one.high, most),
            mark=_mark(indicator, finding),
            rule=finding.rule if finding else None,
            way=finding.way if finding else None,
            is_near=near,
        )
        for one, finding, near in zip(around, found, close_to_limits(values, around), strict=True)
    ]


def _counted(indicator: Indicator, point: TrendPoint) -> tuple[float, float | None]:
    """How much of the value one counted thing is, and how many things were judged; of a count 1, and no number."""
    judged = (point.denominator or 0) - (point.unknown or 0)
    if indicator.unit == "count" or judged <= 0:
        return 1.0, None
    return (100 if indicator.unit == "rate" else 1) / judged, judged


def _step(indicator: Indicator, point: TrendPoint) -> float:
    """What the smallest step that may be spoken of is worth: one thing, or the step to which counts are rounded."""
    return _counted(indicator, point)[0] * (1 if point.precision == "exact" else ROUNDED)


def _wide_enough(indicator: Indicator, textbook: Limits, point: TrendPoint, step: float) -> Limits:
    """The limits of a month: the textbook's, but no narrower than chance makes counts of its size, or than a step."""
    one, judged = _counted(indicator, point)
    below, above = chance(textbook.mean / one, judged if indicator.unit == "percent" else None)
    return textbook.at_least(max(below * one, step), max(above * one, step))


def _mark(indicator: Indicator, finding: Finding | None) -> Mark:
    if finding is None:
        return "common"
    if indicator.good == "none":
        return "special"
    return "improving" if (finding.way == "up") == (indicator.good == "high") else "worsening"
