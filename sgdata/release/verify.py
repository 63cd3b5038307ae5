"""The independent verifier: reads a release as anybody could, and looks for what should not be in it.

It shares nothing with what made the release: it knows no true number, only what is written and what follows from it.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

from sgdata.measures.catalogue import catalogue
from sgdata.measures.figure import Figure, Group
from sgdata.measures.indicator import Indicator
from sgdata.release.released import Release, ReleasedFigure

POSSIBLE = 5
SMALL = 5


class Between(NamedTuple):
    """What a reader knows of a number."""

    least: float
    most: float

    @property
    def tells_a_small_number(self) -> bool:
        """Whether fewer than POSSIBLE whole numbers are left, and small ones are among them."""
        return self.least <= SMALL and self.most - self.least + 1 < POSSIBLE


def verify(release: Release) -> list[str]:
    """What is wrong with a release, a sentence each; nothing where it keeps its promises."""
    return [fault for one in release.figures for fault in _faults(release, catalogue()[one.figure.id], one)]


def _faults(release: Release, indicator: Indicator, one: ReleasedFigure) -> Iterator[str]:
    figure, name = one.figure, one.figure.id
    tells_of_people = indicator.about != "process"
    if tells_of_people:
        numbers = [figure.numerator, figure.denominator if not figure.unknown else None, figure.unknown]
        numbers += figure.parts.values()
        numbers += [number for point in one.trend for number in (point.numerator, point.denominator)]
        if not all(_is_in_steps(release, number) for number in numbers):
            yield f"{name} shows a number as it is that may only be shown in steps."
        if figure.precision == "exact":
            yield f"{name} tells of people and is shown as it is."
    if figure.suppressed and (figure.value is not None or figure.status not in ("no_data", "no_target") or one.trend):
        yield f"{name} is hidden, and still its value, status or trend tells something."
    yield from _wrong_share(indicator, figure)
    if figure.precision != "exact" or indicator.unit == "count":
        for breakdown, groups in one.groups.items():
            if not all(_is_in_steps(release, number) for group in groups for number in _numbers(group)):
                yield f"{name} by {breakdown} shows a number as it is that may only be shown in steps."
    for breakdown, groups in one.groups.items():
        if any(group.precision == "steps" for group in groups):
            yield from _subtractions(release, indicator, one, breakdown, groups)


def _numbers(group: Group) -> tuple[float | None, float | None]:
    return group.numerator, group.denominator


def _is_in_steps(release: Release, number: float | None) -> bool:
    if number is None or release.profile == "dfe":
        return number is None or number == 0 or number > SMALL
    if release.profile == "bands":
        return number % 6 == 3 or number == 0
    return number % 5 == 0 and (number == 0 or number >= 10)


def _wrong_share(indicator: Indicator, figure: Figure) -> Iterator[str]:
    """A share that is not the one of the counts beside it would tell of other counts."""
    if figure.precision == "exact" or figure.value is None or indicator.unit == "count":
        return
    judged = (figure.denominator or 0) - (figure.unknown or 0)
    share = (figure.numerator or 0) / judged if judged else math.nan
    expected = share * (100 if indicator.unit == "rate" else 1)
    if figure.precision == "steps" and indicator.unit == "percent":
        expected = min(max(math.floor(share * 20 + 0.5) / 20, 0.1), 0.9)
    if not math.isclose(figure.value, expected, abs_tol=1e-9):
        yield f"{figure.id} has a share that does not come from the counts beside it."


def _subtractions(
    release: Release, indicator: Indicator, one: ReleasedFigure, breakdown: str, groups: list[Group]
) -> Iterator[str]:
    """A group that is hidden, but that the total less the other groups leaves few values."""
    total = _of_figure(release, one.figure)
    hits = [_between(release, group.numerator) for group in groups]
    for number, group in enumerate(groups):
        found = hits[number]
        if breakdown not in one.overlap:
            others = [other for place, other in enumerate(hits) if place != number]
            found = Between(
                max(found.least, total.least - sum(other.most for other in others)),
                min(found.most, total.most - sum(other.least for other in others)),
            )
        judged = _between(release, group.denominator) if indicator.unit != "count" else Between(0, math.inf)
        found = Between(found.least, min(found.most, judged.most))
        misses = Between(max(judged.least - found.most, 0), judged.most - found.least)
        if indicator.about != "process" and (found.tells_a_small_number or misses.tells_a_small_number):
            yield f"{one.figure.id} by {breakdown}: the number of {group.label} follows from the others."


def _of_figure(release: Release, figure: Figure) -> Between:
    if figure.precision == "exact" and figure.numerator is not None:
        return Between(figure.numerator, figure.numerator)
    return _between(release, figure.numerator)


def _between(release: Release, number: float | None) -> Between:
    if number is None:
        return Between(0, math.inf)
    match release.profile:
        case "dfe":
            return Between(number, number)
        case "bands":
            return Between(0 if number == 3 else number - 2, number + 3)
        case _:
            return Between(max(number - 2, 8), number + 2)
