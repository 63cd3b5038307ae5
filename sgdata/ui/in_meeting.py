"""The meeting itself: one matter at a time, what is decided about it, and who does what by when."""

from datetime import date, timedelta

import streamlit as st

from sgdata.errors import Refused
from sgdata.meeting.book import MOST_LETTERS, ROLES, Conflict, MinutesBook
from sgdata.meeting.held import meetings, promises
from sgdata.meeting.minutes import Minutes, Note, Shown
from sgdata.outputs import minutes_words, words
from sgdata.outputs.agenda_items import HEADINGS
from sgdata.release import access_log
from sgdata.release.scope import AnyScope
from sgdata.ui.minutes import FAULT, show_promise

WEEKS_TO_DO_IT = 4
NOT_SAVED = "not_saved"
"""The key of an item whose note could not be written, with the reason: whoever goes on comes back to it."""
LEARNING = {"Yes": True, "No": False}


def show_in_meeting(scope: AnyScope, book: MinutesBook, minutes: Minutes) -> None:
    """The matter that is talked about; after the last one, the close of the meeting."""
    place = _place(minutes)
    _show_way(minutes, place)
    if place > len(minutes.items):
        _show_close(scope, book, minutes)
        return
    item = minutes.items[place - 1]
    _show_item(item)
    _show_last_time(scope, minutes, item)
    _show_note(scope, book, minutes, item)
    _show_assign(scope, book, minutes, item)


def _place(minutes: Minutes) -> int:
    """Which item is shown, counted from 1; it is kept in the address."""
    asked = st.session_state.get("matter", st.query_params.get("matter", "1"))
    place = int(asked) if str(asked).isdigit() else 1
    place = min(max(place, 1), len(minutes.items) + 1)
    unsaved = st.session_state.get(NOT_SAVED, ("",))[0]
    place = next((number for number, one in enumerate(minutes.items, start=1) if one.key == unsaved), place)
    st.session_state["matter"] = place
    if st.query_params.get("matter") != str(place):
        st.query_params["matter"] = str(place)
    return place


def _go(place: int) -> None:
    st.session_state["matter"] = place


def _show_way(minutes: Minutes, place: int) -> None:
    last = len(minutes.items) + 1
    with st.container(horizontal=True, vertical_alignment="center", key="way"):
        st.button("Previous", on_click=_go, args=(place - 1,), disabled=place == 1, shortcut="left", key="previous")
        st.button("Next", on_click=_go, args=(place + 1,), disabled=place == last, shortcut="right", key="next")
        told = f"{place} of {last - 1}" if place < last else "The close"
        st.markdown(f"**{told}**", width="content")
        if place < last:
            st.button("To the close of the meeting", on_click=_go, args=(last,), type="tertiary", key="to_close")


def _show_item(item: Shown) -> None:
    with st.container(key="matter_now", gap="small"):
        st.markdown(f":gray[{HEADINGS[item.kind]}]")
        st.markdown(f"**{minutes_words.as_typed(item.title) if item.promise else item.title}**")
        st.markdown(item.question)
    about = [item.change, item.reason, _clauses(item.clauses)]
    st.markdown(f":gray[{' · '.join(words.capital(part.rstrip('.')) for part in about if part)}]")


def _clauses(clauses: list[str]) -> str:
    return f"{'Clause' if len(clauses) == 1 else 'Clauses'} {words.listed(clauses)}" if clauses else ""


def _show_last_time(scope: AnyScope, minutes: Minutes, item: Shown) -> None:
    """What was decided about the same matter when it was last talked about, and what came of what was promised."""
    if not item.figure:
        return
    before = [one for one in meetings(scope) if one.held_on < minutes.held_on]
    decided = next(((one, about) for one in before if (about := one.about(item.figure))), None)
    others = [one for earlier in before for one in earlier.promises if one.id != item.promise]
    promised = [one for one in others if one.matter == item.figure]
    if decided is None and not promised:
        return
    with st.container(border=True, key="last_time"):
        if decided:
            texts = [minutes_words.as_typed(note.decision) for _, note in decided[1] if note.decision]
            told = "  \n".join(texts) or "discussed, no decision."
            st.markdown(f"**On {words.day(decided[0].held_on)}:** {told}")
        if promised:
            st.markdown("\n".join(f"- {minutes_words.promise(one)}" for one in promised))


def _show_note(scope: AnyScope, book: MinutesBook, minutes: Minutes, item: Shown) -> None:
    text, ticked, seen = _names(minutes.held_on, item.key)
    _open_with(minutes.note(item.key), text, ticked, seen)
    args = (scope, book, minutes.held_on, item.key)
    st.text_area(
        "What is decided",
        max_chars=MOST_LETTERS,
        height=120,
        key=text,
        placeholder="Decisions, not people: cases by their reference, such as C-7K2M-9QXA, people by their role.",
        on_change=_save_decision,
        args=args,
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.checkbox("Discussed", key=ticked, on_change=_save, args=args)
        unsaved, fault = st.session_state.get(NOT_SAVED, ("", None))
        if unsaved != item.key and st.session_state[seen].version:
            st.markdown(":small[:gray[Saved.]]", width="content")
    if unsaved == item.key:
        if isinstance(fault, Conflict):
            _show_conflict(scope, book, minutes.held_on, fault.stored)
        else:
            st.error(str(fault))


def _names(held_on: date, key: str) -> tuple[str, str, str]:
    """Where the text, the tick and the note that was seen are kept for an item."""
    return f"decision_{held_on}_{key}", f"discussed_{held_on}_{key}", f"seen_{held_on}_{key}"


def _open_with(stored: Note, text: str, ticked: str, seen: str) -> None:
    """The fields open with what is stored, and follow it for as long as nobody types here."""
    state = st.session_state
    is_open = text in state and ticked in state and seen in state
    was: Note | None = state[seen] if is_open else None
    is_as_seen = was is not None and (state[text].strip(), state[ticked]) == (was.decision, was.discussed)
    if was is None or (is_as_seen and stored.version > was.version):
        state[text], state[ticked], state[seen] = stored.decision, stored.discussed, stored


def _save_decision(scope: AnyScope, book: MinutesBook, held_on: date, key: str) -> None:
    """What is decided was discussed."""
    text, ticked, _ = _names(held_on, key)
    if st.session_state[text].strip():
        st.session_state[ticked] = True
    _save(scope, book, held_on, key)


def _save(scope: AnyScope, book: MinutesBook, held_on: date, key: str) -> None:
    """Writes the note over the version that was seen."""
    text, ticked, seen = _names(held_on, key)
    state = st.session_state
    try:
        access_log.note(scope, "minutes", "note", f"{held_on:%Y-%m}")
        state[seen] = book.note(held_on, key, state[text], state[ticked], state[seen].version, scope.role)
        state.pop(NOT_SAVED, None)
    except Refused as fault:
        state[NOT_SAVED] = (key, fault)


def _show_conflict(scope: AnyScope, book: MinutesBook, held_on: date, stored: Note) -> None:
    """Both texts, and the choice between them."""
    text = _names(held_on, stored.matter)[0]
    mine = st.session_state[text]
    st.warning("Somebody else wrote about this while you did. Nothing was overwritten: choose.")
    both = f"{stored.decision}\n{mine}".strip()
    choices = (("Theirs", stored.decision, "Take theirs"), ("Yours", mine, "Keep mine"), ("Both", both, "Keep both"))
    for column, (name, told, label) in zip(st.columns(3), choices, strict=True):
        with column:
            st.markdown(f"**{name}**  \n{minutes_words.as_typed(told) or '(no decision)'}")
            st.button(label, on_click=_choose, args=(scope, book, held_on, stored, told), key=f"choose_{name}")


def _choose(scope: AnyScope, book: MinutesBook, held_on: date, stored: Note, chosen: str) -> None:
    text, ticked, seen = _names(held_on, stored.matter)
    state = st.session_state
    state[text], state[ticked], state[seen] = chosen, stored.discussed or state[ticked], stored
    _save(scope, book, held_on, stored.matter)


def _show_assign(scope: AnyScope, book: MinutesBook, minutes: Minutes, item: Shown) -> None:
    """One line for who does what by when, and what was promised so far."""
    roles = list(ROLES)
    what_key = f"what_{minutes.held_on}_{item.key}"
    with st.form(f"assign_{item.key}", border=False):
        what, owner, due, add = st.columns([6, 3, 2, 1], vertical_alignment="bottom")
        what.text_input("Who does what by when", key=what_key, max_chars=MOST_LETTERS, placeholder="What")
        owner.selectbox("Role", roles, index=roles.index("dsl"), format_func=words.label, key="promise_role")
        due.date_input(
            "By",
            minutes.held_on + timedelta(weeks=WEEKS_TO_DO_IT),
            min_value=minutes.held_on,
            format="DD/MM/YYYY",
            key="promise_due",
        )
        add.form_submit_button(
            "Add", on_click=_add, args=(scope, book, minutes.held_on, item.figure, what_key), width="stretch"
        )
    for promise in minutes.promises:
        if promise.matter == item.figure:
            st.markdown(f"- {minutes_words.promise(promise)}")
    if carried := next((one for one in promises(scope) if one.id == item.promise), None):
        show_promise(scope, book, carried, minutes.held_on)


def _add(scope: AnyScope, book: MinutesBook, held_on: date, figure: str, what_key: str) -> None:
    state = st.session_state
    try:
        access_log.note(scope, "minutes", "promise", f"{held_on:%Y-%m}")
        book.promise(held_on, state[what_key], figure, state["promise_role"], state["promise_due"])
        state[what_key] = ""
    except Refused as fault:
        state[FAULT] = str(fault)


def _show_close(scope: AnyScope, book: MinutesBook, minutes: Minutes) -> None:
    st.header("Close the meeting", anchor=False)
    st.markdown(minutes_words.summary(minutes))
    present = st.multiselect("Who was there, by role", ROLES, format_func=words.label, key="present")
    shared = st.segmented_control("Was learning from earlier concerns shared?", list(LEARNING), key="learning")
    st.markdown(":small[:gray[Once it is closed only its promises can change.]]")
    if st.button("Close the meeting", key="close"):
        try:
            access_log.note(scope, "minutes", "close", f"{minutes.held_on:%Y-%m}")
            book.close(minutes.held_on, present, LEARNING.get(shared or ""))
        except Refused as fault:
            st.error(str(fault))
            return
        st.rerun()
