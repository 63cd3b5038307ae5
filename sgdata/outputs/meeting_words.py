"""What a meeting is told, in words: what changed, what needs it and why, what runs out before the next."""

from collections import Counter
from datetime import date

from sgdata.measures.figure import Figure, OutlookItem
from sgdata.measures.indicator import Indicator
from sgdata.meeting.matters import Matter
from sgdata.outputs.words import (
    TOO_FEW,
    agreeing,
    capital,
    day,
    figure,
    label,
    number,
    plural,
    stands,
    status,
    target,
)
from sgdata.rules import Reason


def change(indicator: Indicator, now: Figure, before: Figure | None, when: date | None) -> str:
    """What it was at the last meeting: "was 9 of 40 (22.5 %) on 2 October 2026"."""
    if before is None or when is None or before.suppressed or not now.is_known:
        return ""
    if not before.has_number:
        return f"not known on {day(when)}"
    was = figure(indicator, before)
    same = was == figure(indicator, now)
    return f"unchanged since {day(when)}" if same else f"was {was} on {day(when)}"


def same_weeks(indicator: Indicator, last_year: Figure | None) -> str:
    """What it was when the season was the same: "same weeks of last year: 96 of 1,200 (8.0 %)"; nothing where it is not
    known."""
    return f"same weeks of last year: {figure(indicator, last_year)}" if last_year and last_year.has_number else ""


def summary(figures: list[Figure]) -> str:
    """How the figures stand, in a sentence: how many miss their target, are near it, meet it, are of too few,
    are not known."""
    counts = Counter(status(figure) for figure in figures)
    few = sum(stands(figure) == TOO_FEW for figure in figures)
    parts = []
    if counts["missed"]:
        parts.append(plural(counts["missed"], "figure misses its target", "figures miss their target"))
    if counts["near"]:
        parts.append(plural(counts["near"], "is near it", "are near it"))
    first = " and ".join(parts) or "No figure misses its target"
    told = [f"{counts['met']} met", *([f"{few} {TOO_FEW}"] if few else []), f"{counts['no_data'] - few} not known"]
    return f"{first}; {', '.join(told)}."


def reasons(matter: Matter) -> str:
    """Why a matter stands where it does: "misses its target of 0 %, worse, a priority here"."""
    aim = f"its target of {target(matter.figure)}"
    told: dict[Reason, str] = {
        "missed": f"misses {aim}",
        "near": f"near {aim}",
        "worse": "worse",
        "first": "a priority here",
    }
    return ", ".join(told[reason] for reason in matter.reasons)


def late_promises(count: int) -> str:
    """How many promises are late, as a sentence: "1 promise of an earlier meeting is late"."""
    told = plural(count, "promise of an earlier meeting is late", "promises of earlier meetings are late")
    return f"{capital(told)}."


def outlook(indicator: Indicator, item: OutlookItem) -> str:
    """What happens on a day ahead: "4 follow-ups fall due", "2 required courses run out (DSL 1, Prevent 1)"."""
    text = agreeing(indicator.outlook, {"n": item.count}).format(n=number(item.count))
    kinds = ", ".join(f"{label(kind)} {number(count)}" for kind, count in sorted(item.kinds.items()))
    return capital(f"{text} ({kinds})" if kinds else text)


def outlook_summary(items: list[OutlookItem], until: date) -> str:
    """How much runs out before a date, and when the first does."""
    if not items:
        return f"No deadline that is known runs out before {day(until)}."
    count = plural(sum(item.count for item in items), "deadline runs", "deadlines run")
    first = min(item.last_day for item in items)
    return f"{count} out before {day(until)} if nothing is done, the first on {day(first)}."
