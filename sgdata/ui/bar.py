"""The bar of every page: whose figures, as at when, since when, seen by whom. Each is kept in the address."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import streamlit as st

from sgdata.calendar import academic_year_start
from sgdata.outputs.words import day
from sgdata.release.released import releases_of
from sgdata.release.scope import (
    AnyScope,
    Organisation,
    Role,
    Scope,
    open_release,
    open_scope,
    organisations,
    release_dates,
    released_organisations,
)
from sgdata.settings import Settings, releases_folder
from sgdata.ui.answers import cohort
from sgdata.ui.make_release import offer_release

# The address carries the words that the bar shows, so a link can be read and typed.
ROLES: dict[str, Role] = {"Practitioner": "practitioner", "As leaders see it": "leader"}
PERIODS: dict[str, Callable[[date], date]] = {
    "This academic year": academic_year_start,
    "Last 12 months": lambda as_at: as_at - timedelta(days=364),
    "Last 90 days": lambda as_at: as_at - timedelta(days=89),
}
OLDEST = date(2000, 1, 1)
OF_THE_BAR = ("organisation", "as_at", "role", "period")
"""What the bar keeps in the address; what else stands there belongs to the page."""
BEFORE = "before"
"""Of the overview alone: the day of the next meeting where a person chose it, beside what the bar keeps."""


def to_choose_from() -> list[Organisation]:
    """The organisations that this process can show."""
    folder = releases_folder()
    return organisations(Settings().store) if folder is None else released_organisations(folder)


def show_bar(found: list[Organisation]) -> AnyScope:
    """The bar, and the scope that it asks for; Refused where leaders are to see what was never released."""
    by_name = {one.name: one for one in found}
    is_for_leaders = releases_folder() is not None
    with st.container(horizontal=True, vertical_alignment="bottom", key="scope_bar"):
        _open_with("organisation", list(by_name))
        name = st.selectbox("Organisation", list(by_name), key="organisation", on_change=_forget_date)
        folder = by_name[name].folder
        role: Role = "leader" if is_for_leaders else _role()
        if role == "leader" and not is_for_leaders:
            offer_release(folder, release_dates(releases_of(folder)))
        scope = (
            _live(folder)
            if role == "practitioner"
            else _released(folder if is_for_leaders else releases_of(folder), folder)
        )
    kept = {"organisation": name, "as_at": scope.as_at.isoformat()}
    if not is_for_leaders:
        kept |= {"role": st.session_state["role"]}
    if isinstance(scope, Scope):
        kept |= {"period": st.session_state["period"]}
    _keep_in_address(kept)
    st.markdown(f":small[:gray[{_about(scope)}]]")
    return scope


def _role() -> Role:
    _open_with("role", list(ROLES))
    chosen = st.segmented_control("View", list(ROLES), required=True, key="role")
    return ROLES[chosen or "Practitioner"]


def _live(store: Path) -> Scope:
    newest = open_scope(store).as_at
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
    as_at = as_at if isinstance(as_at, date) else newest
    return open_scope(store, as_at, PERIODS[period](as_at))


def _released(folder: Path, log_folder: Path) -> AnyScope:
    """The release that is chosen; the one of the date in the address, else the latest."""
    dates = release_dates(folder)
    if not dates:
        return open_release(folder, log_folder)  # which says what to do
    _open_with("release", [day(when) for when in dates], _asked_for(dates))
    chosen = st.selectbox("Release of", [day(when) for when in dates], key="release")
    return open_release(folder, log_folder, next(when for when in dates if day(when) == chosen))


def _asked_for(dates: list[date]) -> str:
    """The latest release of the date in the address, or before it."""
    try:
        wanted = date.fromisoformat(st.query_params.get("as_at", ""))
    except ValueError:
        return ""
    return next((day(when) for when in dates if when <= wanted), "")


def _open_with(key: str, choices: list[str], first: str = "") -> None:
    """A page opens with what the last one showed, a session with what its address asks for, or the first choice."""
    chosen = st.session_state.get(key, st.query_params.get(key, first))
    # Said anew on every page: Streamlit does not carry the value of a widget from page to page by itself.
    st.session_state[key] = chosen if chosen in choices else choices[0]


def _open_with_date(newest: date) -> None:
    """As `_open_with`; a date that is none, or out of reach, is the newest day instead."""
    try:
        chosen = st.session_state.get("as_at") or date.fromisoformat(st.query_params.get("as_at", ""))
    except ValueError:
        chosen = newest
    st.session_state["as_at"] = chosen if OLDEST <= chosen <= max(newest, date.today()) else newest


def _keep_in_address(kept: dict[str, str]) -> None:
    """The address opens the same view for whoever gets it."""
    for name in OF_THE_BAR:
        if name in kept and st.query_params.get(name) != kept[name]:
            st.query_params[name] = kept[name]
        elif name not in kept:
            st.query_params.pop(name, None)


def _forget_date() -> None:
    """Another organisation has another newest day: the date of the last one must not stay behind."""
    for key in ("as_at", "release", BEFORE):
        st.session_state.pop(key, None)
        st.query_params.pop(key, None)


def _about(scope: AnyScope) -> str:
    """What a person must know of the data before reading any number."""
    about = cohort(scope)
    parts = [f"As at {day(scope.as_at)}", f"since {day(scope.since)}", f"loaded {day(about.made_on)}"]
    if about.last_meeting:
        parts.append(f"last leadership meeting {day(about.last_meeting)}")
    if isinstance(scope, Scope) and scope.as_at < (newest := open_scope(scope.store).as_at):
        parts.append(
            f"a past date is shown: there are data to {day(newest)}; provider, care status and roles are today's"
        )
    elif (about.made_on - scope.as_at).days > 7:
        parts.append(f"the newest data were {(about.made_on - scope.as_at).days} days old when they were loaded")
    if about.returns_missing:
        parts.append(f"{about.returns_missing} of {about.returns_expected} expected returns have not come")
    return " · ".join(parts)
