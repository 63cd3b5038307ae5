"""The crawl over a release file: every number must be one that could be shown, or follow from those that are."""

import math
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from tests.attackers.public import Head, is_in_steps
from tests.attackers.reading import Cell, Finding, Json, Reading, Seen

FEWEST_FOR_A_SHARE = 20
MONTHS = 13
NUMBERS = {"numerator", "denominator", "unknown", "value", "worst_case", "target", "amber"}
"""The numbers that a figure holds beside its parts; anything else would be a way out."""


def crawl(seen: Seen) -> list[Finding]:
    """What stands in the file and should not."""
    found = [Finding("crawl", cell, 0, 0, says) for one in seen.readings.values() for cell, says in _faults(seen, one)]
    for name in ("children", "on_roll"):
        if not is_in_steps(seen.profile, seen.release[name]):
            found.append(Finding("crawl", Cell("", name), 0, 0, "is not in steps"))
    return found


def planted(seen: Seen, secrets: list[str]) -> list[Finding]:
    """Which of the planted numbers, pseudonyms, paths and references stand in the file."""
    return [
        Finding("planted", Cell("", secret), 0, 0, "stands in the file") for secret in secrets if secret in seen.text
    ]


def _faults(seen: Seen, one: Reading) -> Iterator[tuple[Cell, str]]:
    figure, head = one.figure, one.head
    whole = Cell(head.id, "figure")
    if strange := _numbers(figure) - NUMBERS:
        yield whole, f"holds {sorted(strange)}"
    if figure["groups"] or set(figure["parts"]) - set(head.parts):
        yield whole, "holds groups or parts of its own"
    if head.about != "process" and figure["precision"] == "exact" and head.subject != "record":
        yield whole, "tells of people and is shown as it is"
    if figure["precision"] != "exact":
        yield from _of_counts(seen.profile, head, figure, whole)
    yield from _of_groups(seen, one)
    yield from _of_trend(seen, one)


def _numbers(printed: Json) -> set[str]:
    return {name for name, value in printed.items() if isinstance(value, int | float) and not isinstance(value, bool)}


def _of_counts(profile: str, head: Head, figure: Json, cell: Cell) -> Iterator[tuple[Cell, str]]:
    """The counts of one figure that is not shown as it is, and what was made of them."""
    hits, unknown = figure["numerator"], figure["unknown"] or 0
    judged = None if figure["denominator"] is None else figure["denominator"] - unknown
    if figure["precision"] == "about" and not head.amounts:
        shown = [judged] if hits is not None and judged is not None and judged > hits else []
    else:
        shown = [hits, judged, unknown or None, *figure["parts"].values()]
    if not all(is_in_steps(profile, number) for number in shown):
        yield cell, "shows a number that is not in steps"
    if figure["suppressed"] != (hits is None) or figure["worst_case"] is not None:
        yield cell, "is hidden and is not, or has a worst case"
    share = _share(head, hits, judged)
    expected = None if share is None else float(_stepped(share) if _has_steps(head, figure) else share)
    if not _same(figure["value"], expected):
        yield cell, "has a value that does not come from what is shown"
    worst = _share(head, *_least_good(head, figure["precision"], hits, judged))
    if figure["status"] != _status(head, share, share if worst is None else worst, figure["target"], figure["amber"]):
        yield cell, "has a status that does not come from what is shown"


def _of_groups(seen: Seen, one: Reading) -> Iterator[tuple[Cell, str]]:
    if one.head.subject in ("meeting", "assurance", "training_item", "return", "person", "policy", "record"):
        return  # of adults' own duties: shown as it is
    for breakdown, groups in one.groups.items():
        cell = Cell(one.head.id, "groups", breakdown)
        if breakdown not in one.head.words:
            yield cell, "is a breakdown that leaders have not"
            continue
        if tuple(group["group"] for group in groups) != one.head.words[breakdown]:
            yield cell, "has not the declared words in their order"
        for group in groups:
            here = Cell(one.head.id, "group", breakdown, group["group"])
            if not all(is_in_steps(seen.profile, group[name]) for name in ("numerator", "denominator")):
                yield here, "shows a number that is not in steps"
            share = _share(one.head, group["numerator"], group["denominator"])
            stepped = None if share is None else _stepped(share) if one.head.unit == "percent" else share
            if not _same(group["value"], None if stepped is None else float(stepped)) or group["unknown"]:
                yield here, "has a value that does not come from what is shown"
            if group["suppressed"] != (group["numerator"] is None) or group["label"] != group["group"]:
                yield here, "is hidden and is not, or is called otherwise"


def _of_trend(seen: Seen, one: Reading) -> Iterator[tuple[Cell, str]]:
    if one.figure["suppressed"] and one.trend:
        yield Cell(one.head.id, "trend"), "has a trend, and is hidden itself"
    if not one.head.is_of_children and one.figure["precision"] == "exact":
        return
    if one.trend and len(one.trend) != MONTHS:
        yield Cell(one.head.id, "trend"), f"has not {MONTHS} months"
    for point in one.trend:
        cell = Cell(one.head.id, "point", "month", point["as_at"])
        ends = date.fromisoformat(point["as_at"])
        if point["as_at"] != seen.release["as_at"] and ends.month == date.fromordinal(ends.toordinal() + 1).month:
            yield cell, "is no whole month"
        share = _share(one.head, point["numerator"], point["denominator"])
        if not all(is_in_steps(seen.profile, point[name]) for name in ("numerator", "denominator")):
            yield cell, "shows a number that is not in steps"
        expected = None if share is None else float(_stepped(share) if _has_steps(one.head, point) else share)
        if not _same(point["value"], expected) or point["unknown"]:
            yield cell, "has a value that does not come from what is shown"


def _has_steps(head: Head, printed: Json) -> bool:
    return bool(head.unit == "percent" and printed["precision"] == "steps")


def _share(head: Head, hits: float | None, judged: float | None) -> Fraction | None:
    if hits is None or (head.unit != "count" and (judged is None or judged < FEWEST_FOR_A_SHARE)):
        return None
    if head.unit == "count":
        return Fraction(hits)
    return Fraction(hits) / Fraction(judged or 1) * (100 if head.unit == "rate" else 1)


def _stepped(share: Fraction) -> Fraction:
    return min(max(Fraction(math.floor(share * 20 + Fraction(1, 2)), 20), Fraction(1, 10)), Fraction(9, 10))


def _same(found: float | None, expected: float | None) -> bool:
    return found is expected is None or (
        found is not None and expected is not None and math.isclose(found, expected, abs_tol=1e-9)
    )


def _least_good(
    head: Head, precision: str, hits: float | None, judged: float | None
) -> tuple[float | None, float | None]:
    """The counts least good for the organisation that are shown so; where a rule was kept, failures are exact."""
    if hits is None:
        return None, judged
    failures_are_exact = precision == "about"
    if head.good == "low":
        return hits if failures_are_exact else hits + 2, None if judged is None else judged - 2
    return max(hits - 2, 0), None if judged is None else judged + (-2 if failures_are_exact else 2)


def _status(
    head: Head, share: Fraction | None, worst: Fraction | None, target: float | None, amber: float | None
) -> str:
    """What the shown share, and the worst that may be behind it, make of the two lines."""
    if share is None or worst is None:
        return "no_data"
    if target is None or amber is None:
        return "no_target"

    def reaches(one: Fraction, line: float) -> bool:
        scaled = one * (100 if head.unit == "percent" else 1)
        return scaled >= Fraction(str(line)) if head.good == "high" else scaled <= Fraction(str(line))

    if reaches(share, target) and reaches(worst, target):
        return "met"
    return "near" if reaches(share, target) or reaches(share, amber) else "missed"
