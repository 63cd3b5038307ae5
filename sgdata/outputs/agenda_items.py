"""The agenda as items in words: the same on the screen, on the terminal, in JSON and in every file of the pack."""

from collections.abc import Iterable
from datetime import date, timedelta

from sgdata.measures.catalogue import catalogue
from sgdata.measures.figure import Figure
from sgdata.meeting.agenda import Agenda
from sgdata.meeting.item import Item, Kind
from sgdata.meeting.matters import Matter
from sgdata.meeting.minutes import Promise, Standing
from sgdata.outputs import meeting_words, words

HEADINGS: dict[Kind, str] = {
    "carried": "Promised at earlier meetings",
    "matter": "Matters",
    "outlook": "Before the next meeting",
    "unknown": "What we do not know",
    "learning": "Learning",
    "governance": "Governance",
}
LEARNING = "meetings_that_shared_learning"
MOST_UNKNOWN = 5
MOST_OF_ANOTHER_KIND = 3
CARRIED: dict[Standing, str] = {"done": "done", "late": "late", "due": "not yet due"}
"""How a promise stands, in the order in which a meeting hears of them."""


def agenda_items(agenda: Agenda, promises: Iterable[Promise] = (), held_on: date | None = None) -> list[Item]:
    """The items in the order in which a meeting takes them. The promises are judged on the day of the meeting, where
    that is known."""
    matters = [_matter(one, agenda.last_meeting) for one in agenda.matters]
    return [
        *_carried(agenda, list(promises), held_on or agenda.as_at),
        *(one for one in matters if one.kind == "matter"),
        *_outlook(agenda),
        *_unknown(agenda),
        *_learning(agenda),
        *(one for one in matters if one.kind == "governance"),
        *_overdue_definitions(agenda.as_at),
    ]


def taken(items: list[Item], matters: int) -> list[Item]:
    """What a meeting has the time for: all that was promised, so many matters, and the first of every other kind; a
    matter that is known in part comes once."""
    found: list[Item] = []
    for kind in HEADINGS:
        matters_taken = {one.figure for one in found if one.kind == "matter"}
        of_kind = [one for one in items if one.kind == kind and not (kind == "unknown" and one.figure in matters_taken)]
        most = {"carried": len(of_kind), "matter": matters}.get(kind, MOST_OF_ANOTHER_KIND)
        found += of_kind[:most]
    return found


def _carried(agenda: Agenda, promises: list[Promise], on: date) -> list[Item]:
    """What was promised at earlier meetings: done since the last one, then late, then due."""
    since = agenda.met_on or agenda.since
    standing = {one.id: one.standing(on, since) for one in promises}
    return [_carried_item(one, state) for state in CARRIED for one in promises if standing[one.id] == state]


def _carried_item(promise: Promise, standing: Standing) -> Item:
    return Item(
        kind="carried",
        figure=promise.matter,
        title=_promised(promise, standing),
        value=CARRIED[standing],
        change="",
        reason="Promised at an earlier meeting.",
        clauses=catalogue()[promise.matter].clauses if promise.matter in catalogue() else [],
        question="Did it help?" if standing == "done" else "What stands in the way, and is the date still right?",
        weight=0,
        promise=promise.id,
    )


def _promised(promise: Promise, standing: Standing) -> str:
    """Late since 12 November 2026: review the referral route (DSL), promised on 2 October 2026."""
    when = {
        "late": f"Late since {words.day(promise.due_on + timedelta(days=1))}",
        "due": f"Due on {words.day(promise.due_on)}",
        "done": f"Done on {words.day(promise.done_on or promise.due_on)}",
    }[standing]
    put_back = f", first for {words.day(promise.first_due_on)}" if promise.due_on != promise.first_due_on else ""
    what = f"{promise.what.rstrip('.')} ({words.label(promise.owner_role)})"
    return f"{when}: {what}, promised on {words.day(promise.set_on)}{put_back}."


def _of_figure(kind: Kind, figure: Figure, reason: str, question: str, *, change: str = "", weight: int = 0) -> Item:
    """The item of a figure: its answer, its number and its clauses, and why and how it is to be talked about."""
    indicator = catalogue()[figure.id]
    return Item(
        kind=kind,
        figure=figure.id,
        title=words.answer(indicator, figure),
        value=words.figure(indicator, figure),
        change=change,
        reason=reason,
        clauses=indicator.clauses,
        question=question,
        weight=weight,
    )


def _matter(matter: Matter, when: date | None) -> Item:
    indicator = catalogue()[matter.id]
    return _of_figure(
        "governance" if indicator.theme == "governance" else "matter",
        matter.figure,
        meeting_words.reasons(matter),
        _question(matter),
        change=meeting_words.change(indicator, matter.figure, matter.before, when),
        weight=matter.points,
    )


def _question(matter: Matter) -> str:
    if "worse" in matter.reasons:
        return "What changed since the last meeting, and who will bring it back, by when?"
    if "missed" in matter.reasons:
        return "What would bring it to its target, who does it, and by when?"
    return "What is still needed to reach the target?"


def _outlook(agenda: Agenda) -> list[Item]:
    return [
        Item(
            kind="outlook",
            figure=one.id,
            title=f"{meeting_words.outlook(catalogue()[one.id], one)}, by {words.day(one.last_day)}.",
            value=words.number(one.count),
            change="",
            reason="Runs out before the next meeting if nothing is done.",
            clauses=catalogue()[one.id].clauses,
            question="Who sees to it before then?",
            weight=0,
        )
        for one in agenda.outlook
    ]


def _unknown(agenda: Agenda) -> list[Item]:
    reason, question = "Not known, or only in part.", "Who can find out, and by when?"
    return [_of_figure("unknown", agenda.figures[one], reason, question) for one in agenda.unknown[:MOST_UNKNOWN]]


def _learning(agenda: Agenda) -> list[Item]:
    figure = agenda.figures[LEARNING]
    question = "What did we learn from concerns that were closed, and what do we do differently?"
    item = _of_figure("learning", figure, "Every meeting learns from what was closed.", question)
    return [] if figure.suppressed else [item]


def _overdue_definitions(as_at: date) -> list[Item]:
    overdue = [one for one in catalogue().values() if one.review_due_on < as_at]
    if not overdue:
        return []
    count = words.plural(len(overdue), "definition is", "definitions are")
    return [
        Item(
            kind="governance",
            figure="",
            title=f"{count} overdue for review: {', '.join(one.title for one in overdue)}.",
            value=words.number(len(overdue)),
            change="",
            reason="A definition that nobody reviews may no longer say what the policy says.",
            clauses=sorted({clause for one in overdue for clause in one.clauses}),
            question="Do the owners agree with them as they stand?",
            weight=0,
        )
    ]
