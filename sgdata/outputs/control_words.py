"""What control limits say of a trend, in words: whether a month stands out from ordinary variation, by which rule, and
whether that is better or worse."""

from collections.abc import Callable

from sgdata.measures.control import Control, JudgedPoint, Mark
from sgdata.measures.control_limits import Rule
from sgdata.measures.figure import TrendPoint
from sgdata.measures.indicator import Indicator
from sgdata.outputs.words import capital, day, number, plural, value

MARKS: dict[Mark, str] = {"common": "●", "improving": "◆", "worsening": "■", "special": "▲"}
"""As the charts draw them."""
DIRECTIONS: dict[Mark, str] = {"improving": "better", "worsening": "worse", "special": "neither better nor worse"}
RULES: dict[Rule, tuple[str, str]] = {
    "outside": ("below the limits", "above the limits"),
    "trend": ("one of 7 or more that fall", "one of 7 or more that rise"),
    "near_limit": ("one of 2 near the lower limit", "one of 2 near the upper limit"),
    "one_side": ("one of 7 or more below the usual", "one of 7 or more above the usual"),
}
TOO_FEW = "Too few months to tell ordinary variation from change."
OWN_MONTHS = "Each point holds the months before it, so ordinary variation cannot be told from change here."
OWN_MONTHS_AND_SEASONS = "Each point holds the months before it: set it beside the same weeks of last year."
SEASONS = "It goes with the seasons: set it beside the same weeks of last year."
ROUNDED = "Numbers are rounded here: one step of rounding is never taken for a change."


def told(indicator: Indicator, points: list[TrendPoint], control: Control) -> str:
    """What the limits say, in a few sentences: what stands out last, what else does, how firm the limits are, what is
    known to have changed. Nothing where no month is known or nothing was loaded."""
    if control.lacks == "data" or all(point.value is None for point in points):
        return ""
    if control.lacks == "own_months":
        return OWN_MONTHS_AND_SEASONS if indicator.seasonal else OWN_MONTHS
    if control.lacks:
        return " ".join([TOO_FEW, *_changes(control)])
    latest = _latest(control)
    sentences = [_ordinary(points, control) if latest is None else _special(indicator, points, control, latest)]
    if latest is not None and indicator.seasonal:
        sentences.append(SEASONS)
    stretch = control.stretches[-1]
    if stretch.is_early:
        sentences.append(f"{plural(stretch.months, 'month makes', 'months make')} early limits.")
    if control.is_rounded:
        sentences.append(ROUNDED)
    return " ".join([*sentences, *_changes(control)])


def mark(control: Control) -> str:
    """The sign of what stands out last, as the chart draws it; nothing where nothing does."""
    latest = _latest(control)
    return "" if latest is None else MARKS[control.points[latest].mark or "common"]


def trend_words(indicator: Indicator, points: list[TrendPoint], control: Control) -> str:
    """What a trend chart shows, for whoever does not see it."""
    known = [point for point in points if point.value is not None]
    if not known:
        return f"{indicator.title}: no month of the last thirteen can be judged."
    first, last = known[0], known[-1]
    lowest = min(known, key=lambda point: point.value or 0)
    highest = max(known, key=lambda point: point.value or 0)
    shown = (
        f"{indicator.title} by month: {value(first, indicator.unit)} in {_month(first)}, "
        f"{value(last, indicator.unit)} in {_month(last)}; lowest {value(lowest, indicator.unit)} in "
        f"{_month(lowest)}, highest {value(highest, indicator.unit)} in {_month(highest)}."
    )
    return f"{shown} {told(indicator, points, control)}".strip()


def variation(point: JudgedPoint) -> str:
    """What one month is, in a table: ordinary; or its mark, whether that is better or worse, and the rule."""
    if point.is_unfinished:
        return "month not over"
    if point.mark is None or point.rule is None:
        return "" if point.mark is None else "ordinary"
    return f"{MARKS[point.mark]} {DIRECTIONS[point.mark]}: {RULES[point.rule][point.way == 'up']}"


def ordinary_range(indicator: Indicator, point: JudgedPoint, *, about: bool = False) -> str:
    """Between what a month varies of itself: 7.0 % to 14.3 %; nothing where it is not judged."""
    if point.low is None or point.high is None:
        return ""
    return f"{_amount(indicator, point.low, about=about)} to {_amount(indicator, point.high, about=about)}"


def _latest(control: Control) -> int | None:
    return next((at for at in reversed(range(len(control.points))) if control.points[at].stands_out), None)


def _ordinary(points: list[TrendPoint], control: Control) -> str:
    judged = [point.stands_at for point, one in zip(points, control.points, strict=True) if one.mark]
    if len(set(judged)) == 1:
        return f"The same in all {number(len(judged))} months."
    return f"Nothing beyond ordinary variation in {number(len(judged))} months."


def _special(indicator: Indicator, points: list[TrendPoint], control: Control, at: int) -> str:
    """The last that stands out, as a sentence, and how many others do."""
    mark = control.points[at].mark
    places, says = _finding(indicator, points, control, at)
    turn = {"improving": ": a change for the better", "worsening": ": a change for the worse"}.get(mark or "", "")
    others = sum(one.stands_out for place, one in enumerate(control.points) if place not in places)
    also = f" {plural(others, 'other month stands out.', 'other months stand out.')}" if others else ""
    return f"{capital(says)}{turn}.{also}"


def _finding(indicator: Indicator, points: list[TrendPoint], control: Control, at: int) -> tuple[list[int], str]:
    """The places of the months that a finding is about, the last at `at`, and what it says of them."""
    point, stretch = control.points[at], control.stretch_of(at)
    months = [one for one in range(stretch.first, at + 1) if control.points[one].mark]
    is_last = not any(one.mark for one in control.points[at + 1 :])
    rises = point.way == "up"
    match point.rule:
        case "near_limit":
            near = [one for one in months[:-1] if control.points[one].is_near and _way(point, points[one]) == point.way]
            both = f"{_month(points[near[-1]])} and {_month(points[at])} {'are' if is_last else 'were'} both"
            return [near[-1], at], f"{both} near the {'upper' if rises else 'lower'} limit of ordinary variation"
        case "trend":
            run = _run(months, lambda one, later: _goes(points[one].stands_at, points[later].stands_at) == point.way)
            return run, f"{'rising' if rises else 'falling'} for {_in_a_row(run)}, up to {_month(points[at])}"
        case "one_side":
            run = _run(months, lambda one, _: _way(point, points[one]) == point.way)
            usual = _amount(indicator, point.usual or 0.0, about=control.is_rounded)
            side = f"{'above' if rises else 'below'} the usual {usual}"
            return run, f"{_in_a_row(run)} {side}, up to {_month(points[at])}"
    compared = f"{'is' if is_last else 'was'} {'higher' if rises else 'lower'} than the variation of"
    return [at], f"{_month(points[at])} {compared} {number(stretch.months)} months explains"


def _way(judged: JudgedPoint, point: TrendPoint) -> str:
    """Which side of the usual a point is on."""
    return _goes(judged.usual, point.stands_at)


def _run(months: list[int], holds: Callable[[int, int], bool]) -> list[int]:
    """The last of these months, and those before it for as long as each goes on from the one before it."""
    run = months[-1:]
    for before, one in zip(months[-2::-1], months[:0:-1], strict=True):
        if not holds(before, one):
            break
        run.insert(0, before)
    return run


def _goes(before: float | None, after: float | None) -> str:
    """Which way a value goes; known months are compared alone."""
    if before is None or after is None or before == after:
        return ""
    return "up" if after > before else "down"


def _in_a_row(places: list[int]) -> str:
    """7 months in a row; of which some in between are not known: 7 known months in a row."""
    known = "" if places[-1] - places[0] + 1 == len(places) else "known "
    return f"{number(len(places))} {known}months in a row"


def _changes(control: Control) -> list[str]:
    """The known changes of the trend, and what became of its limits."""
    return [
        f"The usual is counted anew from {day(one.on)}: {one.says}."
        if one.is_new_start
        else f"A change on {day(one.on)}: {one.says}; too few months follow to count the usual anew."
        for one in control.changes
    ]


def _month(point: TrendPoint) -> str:
    return f"{point.as_at:%B %Y}"


def _amount(indicator: Indicator, amount: float, *, about: bool) -> str:
    """A mean or a limit as figures are written: 14.0 %, about 14.0 %, 2.5, 9.5 per 100."""
    amounts = {
        "percent": f"{amount * 100:.1f} %",
        "rate": f"{number(round(amount, 1))} per 100",
        "count": number(round(amount, 1)),
    }
    return f"about {amounts[indicator.unit]}" if about else amounts[indicator.unit]
