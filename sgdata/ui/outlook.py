"""The outlook of the overview: what runs out before the next meeting if nothing is done, by the last day for it."""

from datetime import date, timedelta
from itertools import groupby

import streamlit as st

from sgdata.measures.figure import OutlookItem
from sgdata.outputs import meeting_words, words
from sgdata.release.scope import AnyScope
from sgdata.ui import answers
from sgdata.ui.bar import BEFORE
from sgdata.ui.navigation import BY_THEME, PAGES

MOST_DAYS = 10
WIDGET = "next_meeting"
INDICATORS = {indicator.id: indicator for page in PAGES for indicator in page.indicators() if indicator.outlook}


def show_outlook(scope: AnyScope) -> None:
    """The answer in a sentence, then a line a day and figure; what is further away waits to be opened."""
    horizon = answers.horizon(scope)
    if horizon is None:
        return
    heading, chooser = st.columns([8, 3], vertical_alignment="bottom")
    with chooser:
        until = _until(scope.as_at, *horizon)
    heading.subheader(f"Before {until.day} {until:%B}", anchor=False)
    items = answers.outlook(scope, until)
    st.markdown(f"**{meeting_words.outlook_summary(items, until)}**")
    if not items:
        return
    st.markdown(":small[:gray[Each stands on the last day on which it can still be done.]]")
    days = [(day, list(found)) for day, found in groupby(items, lambda item: item.last_day)]
    for day, found in days[:MOST_DAYS]:
        _show_day(day, found)
    if later := days[MOST_DAYS:]:
        count = words.plural(sum(item.count for _, found in later for item in found), "more deadline", "more deadlines")
        with st.expander(f"{count}, from {words.weekday(later[0][0])} on", key="later_deadlines"):
            for day, found in later:
                _show_day(day, found)


def _until(as_at: date, likely: date, furthest: date) -> date:
    """The day of the next meeting: the likely one, unless the person or the address names another within reach."""
    if BEFORE not in st.session_state:
        try:
            st.session_state[BEFORE] = date.fromisoformat(st.query_params.get(BEFORE, ""))
        except ValueError:
            st.session_state[BEFORE] = None
    chosen, first = st.session_state[BEFORE], as_at + timedelta(days=1)
    until: date = chosen if chosen and first <= chosen <= furthest else likely
    # The widget shows the likely day too, which follows the date of the bar; only what a person chose is kept.
    st.session_state[WIDGET] = until
    st.date_input(
        "Next meeting",
        None,
        min_value=first,
        max_value=furthest,
        format="DD/MM/YYYY",
        key=WIDGET,
        on_change=lambda: st.session_state.update({BEFORE: st.session_state[WIDGET]}),
        help="Likely as long after the last leadership meeting as that was after the one before.",
    )
    if until == likely:
        st.query_params.pop(BEFORE, None)
    else:
        st.query_params[BEFORE] = until.isoformat()
    return until


def _show_day(day: date, found: list[OutlookItem]) -> None:
    for place, item in enumerate(found):
        indicator = INDICATORS[item.id]
        with st.container(key=f"outlook_{day}_{item.id}", gap=None):
            when, what, link = st.columns([2, 6, 3], vertical_alignment="center")
            when.markdown(f"**{words.weekday(day)}**" if place == 0 else "")
            what.markdown(meeting_words.outlook(indicator, item))
            page = BY_THEME[indicator.theme]
            link.page_link(page.file, label=page.title)
