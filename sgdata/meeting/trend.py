"""Do we keep the promises of our meetings? What became of them, meeting by meeting; which matters keep returning."""

from collections.abc import Iterable
from datetime import date

from pydantic import BaseModel, ConfigDict

from sgdata.meeting.minutes import MATTERS, Kind, Minutes, Promise

IN_A_ROW = 3
"""On so many agendas in a row a matter keeps returning."""


class PromisesOf(BaseModel):
    """What became of the promises of one meeting by a day. Those that were cancelled are in `made` alone."""

    model_config = ConfigDict(frozen=True)

    held_on: date
    kind: Kind
    made: int
    on_time: int
    """Done by the day on which they were due in the end."""
    late: int
    """Done after it."""
    overdue: int
    """Still open after it."""
    open: int
    """Still open, and in time."""
    put_back: int
    """With another day than the first; done or not."""


class Returning(BaseModel):
    """A matter that was on the last so many agendas of one kind of meeting."""

    model_config = ConfigDict(frozen=True)

    figure: str
    kind: Kind
    meetings: int
    since: date


def of_promises(meetings: Iterable[Minutes], on: date) -> list[PromisesOf]:
    """The meetings by that day at which something was promised, the oldest first."""
    found = [_of(one, on) for one in meetings if one.held_on <= on and one.promises]
    return sorted(found, key=lambda one: one.held_on)


def _of(minutes: Minutes, on: date) -> PromisesOf:
    states = [_state(one, on) for one in minutes.promises]
    return PromisesOf(
        held_on=minutes.held_on,
        kind=minutes.kind,
        made=len(states),
        on_time=states.count("on_time"),
        late=states.count("late"),
        overdue=states.count("overdue"),
        open=states.count("open"),
        put_back=sum(one.due_on != one.first_due_on for one in minutes.promises),
    )


def _state(promise: Promise, on: date) -> str:
    if promise.is_open(on):
        return "overdue" if promise.is_late(on) else "open"
    if promise.done_on is None or promise.done_on > on:
        return "cancelled"
    return "on_time" if promise.done_on <= promise.due_on else "late"


def returning(meetings: Iterable[Minutes], on: date) -> list[Returning]:
    """The matters on the last three agendas or more of one kind of meeting, the longest there first."""
    held = sorted((one for one in meetings if one.held_on <= on), key=lambda one: one.held_on, reverse=True)
    found = []
    for kind in dict.fromkeys(one.kind for one in held):
        agendas = [(one.held_on, _matters(one)) for one in held if one.kind == kind]
        for figure in agendas[0][1]:
            days = [day for day, matters in agendas if figure in matters]
            in_a_row = next((place for place, one in enumerate(agendas) if figure not in one[1]), len(agendas))
            if in_a_row >= IN_A_ROW:
                found.append(Returning(figure=figure, kind=kind, meetings=in_a_row, since=days[in_a_row - 1]))
    return sorted(found, key=lambda one: -one.meetings)


def _matters(minutes: Minutes) -> list[str]:
    """The figures that were its matters, in the order of the agenda."""
    return list(dict.fromkeys(one.figure for one in minutes.items if one.kind in MATTERS and one.figure))
