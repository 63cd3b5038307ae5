"""Opening a page: its config, its menu, the bar that every page shares, and the guard. Safe to call on a cold server.

A page can be visited without app.py ever having run, so nothing that a page needs may stand there.
"""

from datetime import date, timedelta

import streamlit as st

from sgdata.calendar import academic_year_start
from sgdata.errors import Misuse, Refused
from sgdata.outputs.words import day
from sgdata.release.scope import Organisation, Role, Scope, open_scope, organisations
from sgdata.settings import Settings
from sgdata.ui.answers import cohort
from sgdata.ui.navigation import BY_NAME, Page, show_links

ROLES: dict[Role, str] = {"practitioner": "Practitioner", "leader": "As leaders see it"}
PERIODS = {"year": "Academic year so far", "12_months": "Last 12 months", "90_days": "Last 90 days"}
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
            _show_menu(page, {})
            st.title(page.title)
            st.info(EMPTY)
            st.stop()
        scope = _show_bar(found)
    except (Misuse, Refused) as fault:
        st.title(page.title)
        st.error(str(fault))
        st.stop()
    _show_menu(page, _query(found, scope))
    st.title(page.title)
    st.markdown(f"**{page.question}**")
    return scope


def _show_menu(page: Page, query: dict[str, str]) -> None:
    with st.sidebar:
        st.markdown("**Safeguarding oversight**")
        show_links(page, query)


def _show_bar(found: list[Organisation]) -> Scope:
    """Organisation, date, period and role, each kept in the address, and one line on the data behind them."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="scope_bar"):
        by_key = {one.key: one for one in found}
        key = st.selectbox(
            "Organisation",
            list(by_key),
            format_func=lambda one: by_key[one].name,
            key="organisation",
            bind="query-params",
            on_change=_forget_date,
        )
        organisation = by_key[key]
        newest = open_scope(organisation.store, "practitioner")
        as_at = st.date_input(
            "As at",
            newest.as_at,
            min_value=OLDEST,
            max_value=max(newest.as_at, date.today()),
            format="DD/MM/YYYY",
            key="as_at",
            bind="query-params",
            required=True,
        )
        period = st.selectbox(
            "Period", list(PERIODS), format_func=PERIODS.__getitem__, key="period", bind="query-params"
        )
        role = st.segmented_control(
            "View",
            list(ROLES),
            format_func=ROLES.__getitem__,
            default="practitioner",
            required=True,
            key="role",
            bind="query-params",
        )
    as_at = as_at if isinstance(as_at, date) else newest.as_at
    scope = open_scope(organisation.store, role or "practitioner", as_at, _since(period, as_at))
    st.caption(_about(scope, newest.as_at))
    return scope


def _forget_date() -> None:
    """Another organisation has another newest day: the date of the last one must not stay behind."""
    st.session_state.pop("as_at", None)


def _since(period: str, as_at: date) -> date:
    match period:
        case "12_months":
            return as_at - timedelta(days=364)
        case "90_days":
            return as_at - timedelta(days=89)
        case _:
            return academic_year_start(as_at)


def _about(scope: Scope, newest: date) -> str:
    """What a person must know of the data before reading any number."""
    about = cohort(scope)
    parts = [f"Since {day(scope.since)}", f"loaded {day(about.made_on)}"]
    if about.last_meeting:
        parts.append(f"last leadership meeting {day(about.last_meeting)}")
    if scope.as_at < newest:
        parts.append(f"a past date is shown: there are data to {day(newest)}; provider, care status and roles are today's")
    elif (about.made_on - scope.as_at).days > 7:
        parts.append(f"the newest data were {(about.made_on - scope.as_at).days} days old when they were loaded")
    if about.returns_missing:
        parts.append(f"{about.returns_missing} of {about.returns_expected} expected returns have not come")
    return " · ".join(parts)


def _query(found: list[Organisation], scope: Scope) -> dict[str, str]:
    """The scope as the next page's address carries it."""
    organisation = next(one.key for one in found if one.store == scope.store)
    query = {"organisation": organisation, "as_at": scope.as_at.isoformat(), "role": scope.role}
    return query | {"period": str(st.session_state.get("period", "year"))}
