"""Making the leaders' release from the screen, for a practitioner who looks at what leaders see."""

from datetime import date
from pathlib import Path

import streamlit as st

from sgdata.meeting.book import MinutesBook
from sgdata.outputs.words import day
from sgdata.release import access_log
from sgdata.release.make import make_release
from sgdata.release.scope import open_scope


def offer_release(store: Path, made: list[date]) -> None:
    """A button where there is no release of the newest data; it tells what is being done while it is."""
    scope = open_scope(store)
    if scope.as_at in made:
        return
    if st.button(f"Make the release of {day(scope.as_at)}", key="make_release", help="Takes up to a minute."):
        access_log.note(scope, "release")
        with st.status("Protecting the figures together", expanded=True) as told:
            line = st.empty()

            def tell(text: str) -> None:
                line.markdown(text)

            make_release(scope, tell)
            MinutesBook(store).tell_leaders()
            told.update(label="Released", state="complete")
        st.session_state.pop("release", None)
        st.rerun()
