"""Opening a page: its config, its menu, the bar that every page shares, the log, and the guard. Safe to call on a cold
server.

A page can be visited without app.py ever having run, so nothing that a page needs may stand there.
"""

from collections.abc import Callable
from pathlib import Path
from threading import Timer

import streamlit as st

from sgdata.errors import Misuse, Refused
from sgdata.release import ask, ask_cohorts
from sgdata.release.scope import AnyScope
from sgdata.settings import audience
from sgdata.ui.bar import show_bar, to_choose_from
from sgdata.ui.lists import note_once
from sgdata.ui.navigation import BY_NAME, Page, show_links

OF_A_PAGE = (
    "tab",
    "figure",
    "by",
    "depth",
    "rows",
    "meeting",
    "matter",
    "funnel",
    "funnel_by",
    "what_if",
    "parameter",
    "try",
)
"""What a page keeps in the address beside the bar, so that a link opens the same view."""
QUIET = 5
"""Seconds after the first page until what is slow to import is imported, while somebody reads."""
STYLE = Path(__file__).with_name("page.css")
NOTHING_LOADED = """
**Nothing has been loaded yet.** The dashboard shows figures as soon as it has data.

- To look around on synthetic children: `uv run sgdata demo`
- To load your own exports: `uv run sgdata load PATH`, a folder, CSV files or a workbook
- For a workbook to fill in: `uv run sgdata template FILE.xlsx`

Then open this page again.
"""
NOTHING_RELEASED = """
**Nothing has been released yet.** Leaders see figures as soon as a practitioner has made a release of them.
"""


def open_page(name: str, begin: Callable[[], None] = lambda: None) -> AnyScope:
    """Opens the page and returns what it may show; where there is nothing to show it says what to do and stops, after
    it has offered practitioners to `begin`."""
    page = BY_NAME[name]
    st.set_page_config(page_title=f"{page.title} · Safeguarding oversight", layout="wide")
    st.html(STYLE)
    _get_ready()
    _leave_behind(page)
    try:
        found = to_choose_from()
        if not found:
            _show_menu()
            st.title(page.title, anchor=False)
            st.info(NOTHING_LOADED if audience() == "practitioners" else NOTHING_RELEASED)
            if audience() == "practitioners":
                begin()
            st.stop()
        scope = show_bar(found)
        note_once(scope, "page", page.name)
    except (Misuse, Refused) as fault:
        _show_menu()
        st.title(page.title, anchor=False)
        st.error(str(fault))
        st.stop()
    _show_menu()
    st.title(page.title, anchor=False)
    if warning := ask.fault_of(scope):
        st.warning(warning)
    st.markdown(f"**{page.question}**")
    return scope


@st.cache_resource
def _get_ready() -> None:
    """Once a process."""
    timer = Timer(QUIET, ask_cohorts.get_ready)
    timer.daemon = True
    timer.start()


def _leave_behind(page: Page) -> None:
    """What was open on another page stays there: whoever comes to a page begins at its beginning."""
    if st.session_state.get("page", page.name) != page.name:
        for name in OF_A_PAGE:
            st.session_state.pop(name, None)
            st.query_params.pop(name, None)
    st.session_state["page"] = page.name


def _show_menu() -> None:
    with st.sidebar:
        st.markdown("**Safeguarding oversight**")
        show_links()
