"""The agenda as items in words: the same on the screen, on the terminal, in JSON and in every file of the pack."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sgdata.measures.catalogue import catalogue
from sgdata.meeting.agenda import Agenda, AgendaMatter
from sgdata.outputs import meeting_words, words

Kind = Literal["carried", "matter", "outlook", "unknown", "learning", "governance"]
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


class Item(BaseModel):
    """One item of the agenda."""

    model_config = ConfigDict(frozen=True)

    kind: Kind
    figure: str
    """The id of its indicator; "" where it has none."""
    title: str
    """What it says, as a sentence."""
    value: str
    """5 of 6 (83.3 %)."""
    change: str
    reason: str
    """Why it is here."""
    clauses: list[str]
    question: str
    """What the meeting may ask."""
    weight: int


def agenda_items(agenda: Agenda) -> list[Item]:
    """The items in the order in which a meeting takes them."""
    matters = [_matter(one, agenda.last_meeting) for one in agenda.matters]
    return [
        *(one for one in matters if one.kind == "matter"),
        *_outlook(agenda),
        *_unknown(agenda),
        *_learning(agenda),
        *(one for one in matters if one.kind == "governance"),
        *_overdue_definitions(agenda.as_at),
    ]


def _matter(matter: AgendaMatter, when: date | None) -> Item:
    indicator = catalogue()[matter.id]
    return Item(
        kind="governance" if indicator.theme == "governance" else "matter",
        figure=matter.id,
        title=words.answer(indicator, matter.figure),
        value=words.figure(indicator, matter.figure),
        change=meeting_words.change(indicator, matter.figure, matter.before, when),
        reason=meeting_words.reasons(matter),
        clauses=indicator.clauses,
        question=_question(matter),
        weight=matter.points,
    )


def _question(matter: AgendaMatter) -> str:
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
    items = []
    for identifier in agenda.unknown[:MOST_UNKNOWN]:
        indicator, figure = catalogue()[identifier], agenda.figures[identifier]
        items.append(
            Item(
                kind="unknown",
                figure=identifier,
                title=words.answer(indicator, figure),
                value=words.figure(indicator, figure),
                change="",
                reason="Not known, or only in part.",
                clauses=indicator.clauses,
                question="Who can find out, and by when?",
                weight=0,
            )
        )
    return items


def _learning(agenda: Agenda) -> list[Item]:
    indicator, figure = catalogue()[LEARNING], agenda.figures[LEARNING]
    if figure.suppressed:
        return []
    return [
        Item(
            kind="learning",
            figure=LEARNING,
            title=words.answer(indicator, figure),
            value=words.figure(indicator, figure),
            change="",
            reason="Every meeting learns from what was closed.",
            clauses=indicator.clauses,
            question="What did we learn from concerns that were closed, and what do we do differently?",
            weight=0,
        )
    ]


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
