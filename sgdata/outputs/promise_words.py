"""Do we keep the promises of our meetings? As a sentence, a table and words for the picture."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from sgdata.measures.catalogue import catalogue
from sgdata.meeting.item import Item
from sgdata.meeting.trend import PromisesOf, Returning
from sgdata.outputs.words import capital, day, label, number, percent, plural

ASKS = "Do we keep the promises of our meetings?"
COUNTED = (
    "Every promise of a closed meeting, by the day on which it was due in the end; what was put back counts under its "
    "last day, and once as put back. What was cancelled counts as promised, and nowhere else. The figures on follow-ups"
    " count these promises too, beside the follow-ups that were loaded."
)
HEADER = ("Meeting", "Promised", "Done on time", "Done late", "Late and open", "Open, in time", "Put back")
PARTS = {"on_time": "done on time", "late": "done late", "overdue": "late and open", "open": "open, in time"}
"""What can become of a promise, in the order in which it is drawn."""


def answer(found: list[PromisesOf]) -> str:
    """All meetings in two sentences: "Of 9 promises that fell due 6 were done on time (66.7 %)..."."""
    if not found:
        return "Nothing was promised at a meeting yet."
    totals = {part: sum(getattr(one, part) for one in found) for part in (*PARTS, "made", "put_back")}
    due = totals["on_time"] + totals["late"] + totals["overdue"]
    meetings = plural(len(found), "meeting", "meetings")
    if due:
        first = (
            f"Of {plural(due, 'promise', 'promises')} of {meetings} that fell due "
            f"{plural(totals['on_time'], 'was', 'were')} done on time ({percent(totals['on_time'], due)})"
        )
        rest = [
            f"{number(totals[part])} {told}"
            for part, told in (("late", "late"), ("overdue", "not yet"))
            if totals[part]
        ]
        sentences = [", ".join([first, *rest]) + "."]
    else:
        sentences = [f"No promise of {meetings} has fallen due yet."]
    if totals["open"]:
        sentences.append(f"{capital(plural(totals['open'], 'is open and in time', 'are open and in time'))}.")
    if totals["put_back"]:
        sentences.append(f"{capital(plural(totals['put_back'], 'was put back', 'were put back'))} to a later day.")
    return " ".join(sentences)


def returning(found: Iterable[Returning]) -> list[str]:
    """The matters that keep returning, a sentence each."""
    return [
        f"{catalogue()[one.figure].title}: on the last {number(one.meetings)} agendas of the {label(one.kind).lower()} "
        f"meeting, since {day(one.since)}."
        for one in found
        if one.figure in catalogue()
    ]


def rows(found: list[PromisesOf]) -> list[tuple[str, ...]]:
    """The table: a row a meeting."""
    return [
        (
            meeting(one.kind, one.held_on),
            *(number(value) for value in (one.made, one.on_time, one.late, one.overdue, one.open, one.put_back)),
        )
        for one in found
    ]


def meeting(kind: str, held_on: date) -> str:
    """Leadership, 20 November 2026."""
    return f"{label(kind)}, {day(held_on)}"


def carried(items: Iterable[Item]) -> str:
    """How the promises on an agenda stand: "1 was done since the last meeting, 2 are late, 1 is not yet due."."""
    counts = Counter(item.value for item in items)
    told = (
        ("done", "was done since the last meeting", "were done since the last meeting"),
        ("late", "is late", "are late"),
        ("not yet due", "is not yet due", "are not yet due"),
    )
    parts = [plural(counts[value], one, many) for value, one, many in told if counts[value]]
    return f"Of what earlier meetings promised, {', '.join(parts)}." if parts else "No promise of a meeting is open."


def alternative(found: list[PromisesOf]) -> str:
    """What the picture shows, for whoever does not see it."""
    return f"Bars, one a meeting. {ASKS} {answer(found)} The table below has every number."
