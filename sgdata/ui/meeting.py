"""The meeting page: the agenda before a meeting, the meeting itself (in_meeting.py), its minutes (minutes.py), the
paper.

Only a process that knows the store can begin a meeting, also one that sees a release. Leaders' own process reads what
leaders are told of the meetings that were."""

from datetime import date
from itertools import count as count_from
from itertools import groupby
from typing import get_args

import streamlit as st

from sgdata.errors import Misuse, Refused
from sgdata.meeting.agenda import Agenda
from sgdata.meeting.agenda import agenda as agenda_of
from sgdata.meeting.book import MinutesBook
from sgdata.meeting.held import meetings, promises
from sgdata.meeting.item import Item
from sgdata.meeting.minutes import Kind, Minutes
from sgdata.outputs import meeting_words, minutes_words, words
from sgdata.outputs.agenda_items import HEADINGS, agenda_items, taken
from sgdata.release import access_log, ask
from sgdata.release.scope import AnyScope, Scope, open_scope
from sgdata.settings import releases_folder
from sgdata.ui.answers import BY_SCOPE
from sgdata.ui.aside import aside
from sgdata.ui.in_meeting import show_in_meeting
from sgdata.ui.lists import note_once
from sgdata.ui.minutes import FAULT, count_closed, show_minutes, show_open_promises
from sgdata.ui.navigation import BY_NAME
from sgdata.ui.pack import show_pack
from sgdata.ui.panels import show_release
from sgdata.ui.promises import show_kept

NEXT = "next"
MOST_MATTERS = 6
KINDS: tuple[Kind, ...] = get_args(Kind)


def show_meeting(scope: AnyScope) -> None:
    """The page."""
    try:
        _show(scope, MinutesBook(scope.log_folder) if releases_folder() is None else None)
    except (Misuse, Refused) as fault:
        st.error(str(fault))


def show_promises(scope: AnyScope) -> None:
    """How many promises of earlier meetings are late, with the way to them; nothing where none is."""
    try:
        late = sum(one.is_late(scope.as_at) for one in promises(scope))
    except Refused as fault:
        st.error(str(fault))
        return
    if late:
        with st.container(horizontal=True, vertical_alignment="center", key="promises"):
            st.markdown(f"**{meeting_words.late_promises(late)}**", width="content")
            st.page_link(BY_NAME["meeting"].file, label="Meeting", width="content")


def _show(scope: AnyScope, book: MinutesBook | None) -> None:
    held = book.held() if book else []
    count_closed(scope, held)
    minutes = _choose(_there(scope, held))
    if fault := st.session_state.pop(FAULT, ""):
        st.error(fault)
    if minutes is None:
        _show_next(scope, book)
        show_pack(scope)
        return
    note_once(scope, "minutes", f"{minutes.held_on:%Y-%m}")
    if minutes.closed_at or book is None:
        show_minutes(scope, book, minutes)
        show_pack(scope)
    else:
        show_in_meeting(scope, book, minutes)


def _there(scope: AnyScope, held: list[Minutes]) -> list[Minutes]:
    """The meetings to choose from, the newest first: the closed ones as whoever asks may read them, and those of the
    book that go on; where leaders look, only what goes on with a release."""
    going_on = [one for one in held if one.closed_at is None]
    may_be_seen = [one for one in going_on if isinstance(scope, Scope) or one.role == "leader"]
    return sorted([*may_be_seen, *meetings(scope)], key=lambda one: one.held_on, reverse=True)


def _choose(held: list[Minutes]) -> Minutes | None:
    """The meeting that is chosen; unless one is, the one that goes on; None for the next. It is kept in the address."""
    by_day = {one.held_on.isoformat(): one for one in held}
    goes_on = next((day for day, one in by_day.items() if one.closed_at is None), NEXT)
    chosen = st.session_state.get("meeting", st.query_params.get("meeting", goes_on))
    st.session_state["meeting"] = chosen if chosen in (NEXT, *by_day) else goes_on
    if held:
        st.selectbox(
            "Meeting",
            [NEXT, *by_day],
            format_func=lambda day: "The next meeting" if day == NEXT else _called(by_day[day]),
            key="meeting",
            width=480,
        )
    chosen = st.session_state["meeting"]
    if st.query_params.get("meeting", goes_on) != chosen:
        st.query_params["meeting"] = chosen
    return by_day.get(chosen)


def _called(minutes: Minutes) -> str:
    return minutes_words.title(minutes) + ("" if minutes.closed_at else ", not closed yet")


def _show_next(scope: AnyScope, book: MinutesBook | None) -> None:
    """The agenda of the next meeting, the way into it, and what became of what was promised."""
    show_release(scope)
    held_on, matters = _show_begin(scope, book) if book else (scope.as_at, MOST_MATTERS)
    note_once(scope, "figures", "agenda")
    _show_agenda(agenda_items(_agenda(scope), promises(scope), held_on), matters)
    if book:  # the agenda has them already: here is the way to say that they are done
        show_open_promises(scope, book)
    show_kept(scope)


def _show_begin(scope: AnyScope, book: MinutesBook) -> tuple[date, int]:
    """The day of the meeting and how many matters it takes, and the button that begins it."""
    today = date.today() if scope.as_at >= open_scope(scope.log_folder).as_at else scope.as_at
    with st.container(horizontal=True, vertical_alignment="bottom", key="begin"):
        held_on = st.date_input(
            "Held on", max(today, scope.as_at), min_value=scope.as_at, format="DD/MM/YYYY", key="held_on", width=160
        )
        kind = st.selectbox("Kind", KINDS, format_func=words.label, key="meeting_kind", width=180)
        matters = st.number_input("Matters to take", 1, 50, MOST_MATTERS, key="matters_to_take", width=150)
        st.button(
            "Begin the meeting",
            on_click=_begin,
            args=(scope, book, held_on, kind, matters),
            help="Keeps the figures as they are shown now; then one matter at a time.",
        )
    return held_on, matters


def _begin(scope: AnyScope, book: MinutesBook, held_on: date, kind: Kind, matters: int) -> None:
    """Begins the meeting of a day, or opens the one that there is."""
    try:
        if book.of(held_on) is None:
            access_log.note(scope, "minutes", "begin", f"{held_on:%Y-%m}")
            found, release = _agenda(scope), ask.last_release(scope)
            items = taken(agenda_items(found, promises(scope), held_on), matters)
            book.begin(found, items, held_on, kind, release.id if release else None)
        st.session_state["meeting"] = held_on.isoformat()
        st.session_state["matter"] = 1
    except Refused as fault:
        st.session_state[FAULT] = str(fault)


def _show_agenda(items: list[Item], matters: int) -> None:
    """What the meeting takes, in its order and numbered, under the headings of its kinds; the others can be opened."""
    first = taken(items, matters)
    st.header(f"{words.capital(words.plural(len(first), 'item', 'items'))} on the agenda", anchor=False)
    numbers = count_from(1)
    for kind, of_kind in groupby(first, key=lambda item: item.kind):
        with st.container(key=f"agenda_{kind}", gap=None):
            st.markdown(f"**{HEADINGS[kind]}**")
            st.markdown("\n".join(f"{next(numbers)}. {_line(item)}" for item in of_kind))
    if others := [item for item in items if item not in first]:
        told = words.plural(len(others), "other item", "other items")
        with aside(f"{words.capital(told)}, left out to have time for these", "more_items"):
            st.markdown("\n".join(f"- {_line(item)}" for item in others))


def _line(item: Item) -> str:
    title = minutes_words.as_typed(item.title) if item.promise else item.title
    # Of these kinds the heading says why they are there.
    reason = "" if item.kind in ("carried", "outlook", "unknown") else item.reason
    why = " · ".join(part for part in (item.change, reason) if part)
    return f"{title}  \n    :small[:gray[{why}]]" if why else title


@st.cache_data(show_spinner=False, max_entries=50, hash_funcs=BY_SCOPE)
def _agenda(scope: AnyScope) -> Agenda:
    return agenda_of(scope)
