"""Opening a page: its config, its menu, the bar that every page shares, and the guard. Safe to call on a cold server.

A page can be visited without app.py ever having run, so nothing that a page needs may stand there.
"""

from collections.abc import Callable
from datetime import date, timedelta

import streamlit as st

from sgdata.calendar import academic_year_start
from sgdata.errors import Misuse, Refused
from sgdata.outputs.words import day
from sgdata.release.scope import Organisation, Role, Scope, open_scope, organisations
from sgdata.settings import Settings
from sgdata.ui.answers import cohort
from sgdata.ui.navigation import BY_NAME, show_links

# The address carries the words that the bar shows, so a link can be read and typed.
ROLES: dict[str, Role] = {"Practitioner": "practitioner", "Leader": "leader"}
PERIODS: dict[str, Callable[[date], date]] = {
    "This academic year": academic_year_start,
    "Last 12 months": lambda as_at: as_at - timedelta(days=364),
    "Last 90 days": lambda as_at: as_at - timedelta(days=89),
}
OLDEST = date(2000, 1, 1)

EMPTY = """
**Nothing has been loaded yet.** The dashboard shows figures as soon as it has data.

- To look around on synthetic children: `uv run sgdata demo`
- To load your own exports: `uv run sgdata load PATH`, a folder, CSV files or a workbook
- For a workbook to fill in: `uv run sgdata template FILE.xlsx`

Then open this page again.
"""


def open_page(name: str) -> Scope:
    """Opens the page and returns what it may show; where there is nothing to show it says what to do and stops."""
    page = BY_NAME[name]
    st.set_page_config(page_title=f"{page.title} · Safeguarding oversight", layout="wide")
    folder = Settings().store
    try:
        found = organisations(folder)
        if not found:
            _show_menu()
            st.title(page.title)
            st.info(EMPTY)
            st.stop()
        scope = _show_bar(found)
    except (Misuse, Refused) as fault:
        st.title(page.title)
        st.error(str(fault))
        st.stop()
    _show_menu()
    st.title(page.title)
    st.markdown(f"**{page.question}**")
    return scope


def _show_menu() -> None:
    with st.sidebar:
        st.markdown("**Safeguarding oversight**")
        show_links()


def _show_bar(found: list[Organisation]) -> Scope:
    """Organisation, date, period and role, each kept in the address, and one line on the data behind them."""
    by_name = {one.name: one for one in found}
    with st.container(horizontal=True, vertical_alignment="bottom", key="scope_bar"):
        _open_with("organisation", list(by_name))
        name = st.selectbox("Organisation", list(by_name), key="organisation", on_change=_forget_date)
        store = by_name[name].store
        newest = open_scope(store, "practitioner").as_at
        _open_with_date(newest)
        as_at = st.date_input(
            "As at",
            None,
            min_value=OLDEST,
            max_value=max(newest, date.today()),
            format="DD/MM/YYYY",
            key="as_at",
        )
        _open_with("period", list(PERIODS))
        period = st.selectbox("Period", list(PERIODS), key="period")
        _open_with("role", list(ROLES))
        role = st.segmented_control("View as", list(ROLES), required=True, key="role")
    as_at = as_at if isinstance(as_at, date) else newest
    scope = open_scope(store, ROLES[role or "Practitioner"], as_at, PERIODS[period](as_at))
    _keep_in_address(
        {"organisation": name, "as_at": as_at.isoformat(), "period": period, "role": role or "Practitioner"}
    )
    st.markdown(f":small[:gray[{_about(scope, newest)}]]")
    return scope


def _open_with(key: str, choices: list[str]) -> None:
    """A page opens with what the last one showed, a session with what its address asks for, or the first choice."""
    chosen = st.session_state.get(key, st.query_params.get(key, ""))
    # Said anew on every page: Streamlit does not carry the value of a widget from page to page by itself.
    st.session_state[key] = chosen if chosen in choices else choices[0]


def _open_with_date(newest: date) -> None:
    """As `_open_with`; a date that is none, or out of reach, is the newest day instead."""
    try:
        chosen = st.session_state.get("as_at") or date.fromisoformat(st.query_params.get("as_at", ""))
    except ValueError:
        chosen = newest
    st.session_state["as_at"] = chosen if OLDEST <= chosen <= max(newest, date.today()) else newest


def _keep_in_address(scope: dict[str, str]) -> None:
    """The address opens the same view for whoever gets it."""
    if st.query_params.to_dict() != scope:
        st.query_params.from_dict(scope)


def _forget_date() -> None:
    """Another organisation has another newest day: the date of the last one must not stay behind."""
    st.session_state.pop("as_at", None)
    st.query_params.pop("as_at", None)


def _about(scope: Scope, newest: date) -> str:
    """What a person must know of the data before reading any number."""
    about = cohort(scope)
    parts = [f"Since {day(scope.since)}", f"loaded {day(about.made_on)}"]
    if about.last_meeting:
        parts.append(f"last leadership meeting {day(about.last_meeting)}")
    if scope.as_at < newest:
        parts.append(
            f"a past date is shown: there are data to {day(newest)}; provider, care status and roles are today's"
        )
    elif (about.made_on - scope.as_at).days > 7:
        parts.append(f"the newest data were {(about.made_on - scope.as_at).days} days old when they were loaded")
    if about.returns_missing:
        parts.append(f"{about.returns_missing} of {about.returns_expected} expected returns have not come")
    return " · ".join(parts)
