"""The minutes of a meeting that was: what was decided, the figures as shown, and what came of its promises."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from sgdata.errors import Misuse, Refused
from sgdata.meeting.book import MinutesBook
from sgdata.meeting.counted import count_meetings
from sgdata.meeting.held import promises
from sgdata.meeting.minutes import Minutes, Promise
from sgdata.outputs import minutes_words, words
from sgdata.release import access_log
from sgdata.release.scope import AnyScope, Scope
from sgdata.settings import Settings
from sgdata.ui.aside import aside
from sgdata.ui.lists import show_download

FAULT = "meeting_fault"
"""Where what went wrong is kept until the page has been drawn anew."""
IN_THE_WAY = "meeting_not_counted"
"""Where it is kept that something stood in the way of counting: it is tried again when a person asks."""


def show_minutes(scope: AnyScope, book: MinutesBook | None, minutes: Minutes) -> None:
    """The minutes as a text, as a file, and their figures; without a book nothing can be said of them."""
    if book and isinstance(scope, Scope) and minutes.counted_at is None:
        st.warning("This meeting, or what came of its promises, is not counted yet.")
        if st.button("Count it now", key="count"):
            st.session_state.pop(IN_THE_WAY, None)
            st.rerun()
    st.header(minutes_words.title(minutes), anchor=False)
    with st.container(key="minutes"):
        st.markdown(minutes_words.decided(minutes))
    file = f"minutes_{minutes.held_on}.md"
    show_download(scope, "Download the minutes", file, "minutes", lambda: minutes_words.markdown(minutes).encode())
    if minutes.figures:
        with aside("The figures as they were shown", "shown_figures"):
            st.markdown(minutes_words.figures(minutes))
    show_open_promises(scope, book)


def show_open_promises(scope: AnyScope, book: MinutesBook | None) -> None:
    """What was promised at any meeting and is still to be done, with the way to say that it is where there is a
    book."""
    on = max(scope.as_at, date.today())
    found = [one for one in promises(scope) if one.is_open(on)]
    if not found:
        return
    st.subheader("Promises that are open", anchor=False)
    for promise in found:
        show_promise(scope, book, promise, on)


def show_promise(scope: AnyScope, book: MinutesBook | None, promise: Promise, today: date) -> None:
    """A promise, how it stands on a day, and what can be said of it."""
    with st.container(key=f"promise_{promise.id}"):
        what, change = st.columns([9, 2], vertical_alignment="center")
        late = f"{words.marked('missed', 'late')} · " if promise.is_late(today) else ""
        what.markdown(late + minutes_words.promise(promise))
        if book is None or not promise.is_open(date.max):
            return
        with change.popover("Done or put back"):
            first = max(promise.set_on, date.today())
            on = st.date_input("On", first, min_value=promise.set_on, format="DD/MM/YYYY", key=f"on_{promise.id}")
            settled: dict[str, Callable[[str, date], Promise]] = {
                "Done on this day": book.done,
                "New date": book.put_back,
                "No longer needed": book.cancel,
            }
            for label, settle in settled.items():
                if st.button(label, key=f"{label}_{promise.id}", width="stretch"):
                    _settle(scope, promise, lambda one, settle=settle: settle(one, on))  # type: ignore[misc]
                    st.rerun()


def count_closed(scope: AnyScope, held: list[Minutes]) -> None:
    """Brings what is closed and not counted yet into the store, and draws the page anew; what stands in the way is told
    then. It begins with every drawing until it is done, for a click meanwhile ends the one that goes on."""
    if IN_THE_WAY in st.session_state or all(one.counted_at for one in held if one.closed_at):
        return
    with st.spinner("Counting the meeting"):
        try:
            access_log.note(scope, "load", "minutes")
            count_meetings(scope.log_folder, key_file=Settings().key_file)
        except (Misuse, Refused) as fault:
            st.session_state[IN_THE_WAY] = True
            st.session_state[FAULT] = f"The minutes are kept, but not counted yet. {fault}"
    st.rerun()


def _settle(scope: AnyScope, promise: Promise, settle: Callable[[str], Promise]) -> None:
    try:
        access_log.note(scope, "minutes", "promise", f"{promise.set_on:%Y-%m}")
        settle(promise.id)
    except Refused as fault:
        st.session_state[FAULT] = str(fault)
        return
    st.session_state.pop(IN_THE_WAY, None)
