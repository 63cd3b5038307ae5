"""The outlook: what fails next if nobody does anything, and the last day on which each can be kept from it.

It has no rules of its own. A figure of a state is a function of the date, so the stock indicators are asked for every
day ahead, with the records held still: whatever is kept today and fails on one of those days is in the outlook.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from sgdata.measures.figure import OutlookItem
from sgdata.measures.indicator import Indicator
from sgdata.measures.measure import Asked, with_rows
from sgdata.rules import Rules
from sgdata.store.reading import Cursor

MOST_DAYS_AHEAD = 92
WITHOUT_A_RHYTHM = timedelta(days=28)


def outlook(
    cursor: Cursor, indicators: Iterable[Indicator], rules: Rules, as_at: date, until: date
) -> list[OutlookItem]:
    """What is kept on `as_at` and fails by `until` if nothing is done, by last day and in the order of the indicators.

    What is unknown on either day, or not there yet, is not in it."""
    items = []
    for indicator in indicators:
        found: dict[date, list[str]] = {}
        for subject, fails_on in _failing(cursor, indicator, rules, as_at, until):
            found.setdefault(fails_on - timedelta(days=1), []).append(subject)
        items += [_item(indicator, last_day, subjects) for last_day, subjects in found.items()]
    return sorted(items, key=lambda item: item.last_day)


def next_meeting(cursor: Cursor, as_at: date) -> date:
    """When the next leadership meeting is likely: as long after the last one as that was after the one before; in 28
    days where that is not known or would be past."""
    held = cursor.rows(
        "SELECT DISTINCT held_on FROM meetings WHERE kind = 'leadership' AND held_on <= ? "
        "ORDER BY held_on DESC LIMIT 2",
        [as_at],
    )
    days = [row["held_on"] for row in held]
    likely = days[0] + (days[0] - days[1]) if len(days) == 2 else as_at
    return min(likely if likely > as_at else as_at + WITHOUT_A_RHYTHM, furthest(as_at))


def furthest(as_at: date) -> date:
    """The last day that an outlook is made for."""
    return as_at + timedelta(days=MOST_DAYS_AHEAD)


def _failing(cursor: Cursor, indicator: Indicator, rules: Rules, as_at: date, until: date) -> list[tuple[str, date]]:
    """Each subject that is kept on `as_at` and fails later, with the first day on which it does."""
    fails = "numerator > 0" if indicator.good == "low" else "numerator = 0"
    days = [Asked.at(as_at + timedelta(days=ahead + 1)) for ahead in range((until - as_at).days)]
    kept = cursor.rows(
        f"{with_rows(indicator, rules, [Asked.at(as_at)])} SELECT subject FROM measured WHERE known AND NOT ({fails})"
    )
    if not kept or not days:
        return []
    found = cursor.rows(
        f"{with_rows(indicator, rules, days, held_still_on=as_at)} SELECT subject, min(as_at) AS fails_on "
        f"FROM measured WHERE known AND {fails} GROUP BY subject ORDER BY fails_on, subject"
    )
    still_kept = {row["subject"] for row in kept}
    return [(row["subject"], row["fails_on"]) for row in found if row["subject"] in still_kept]


def _item(indicator: Indicator, last_day: date, subjects: list[str]) -> OutlookItem:
    kinds = Counter(subject.split("/")[1] for subject in subjects if "/" in subject)
    return OutlookItem(
        last_day=last_day, id=indicator.id, count=len(subjects), kinds=dict(kinds), subjects=tuple(subjects)
    )
