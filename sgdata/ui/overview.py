"""The overview: matters in the order in which they need somebody, then the areas, then whom it is all about."""

from collections import Counter

import streamlit as st

from sgdata.measures.figure import Figure
from sgdata.measures.indicator import Indicator
from sgdata.outputs import words
from sgdata.release.scope import AnyScope
from sgdata.ui import answers
from sgdata.ui.navigation import BY_THEME, PAGES
from sgdata.ui.panels import COLOURS, show_release, status

URGENT = ("missed", "near")
LEADS = {identifier for page in PAGES for identifier in page.leads}


def show_matters(scope: AnyScope) -> None:
    """What is missed or nearly so, the worst first, each with its change and its page: first those that lead a page."""
    shown = [indicator for page in PAGES for indicator in page.indicators()]
    ids = tuple(indicator.id for indicator in shown)
    found = answers.figures(scope, ids)
    when, before = answers.at_last_meeting(scope, ids)
    visible = [indicator for indicator in shown if not found[indicator.id].suppressed]
    matters = [indicator for indicator in visible if words.status(found[indicator.id]) in URGENT]
    matters.sort(key=lambda indicator: URGENT.index(found[indicator.id].status))
    st.markdown(f"## {words.summary([found[indicator.id] for indicator in visible])}")
    show_release(scope)
    changes = {one.id: words.change(one, found[one.id], before.get(one.id), when) for one in matters}
    first = [one for one in matters if one.id in LEADS]
    for indicator in first:
        _show_matter(indicator, found[indicator.id], changes[indicator.id])
    others = [one for one in matters if one not in first]
    if others:
        more = st.expander(f"{len(others)} more that miss their target or are near it", key="more_matters")
        with more:
            for indicator in others:
                _show_matter(indicator, found[indicator.id], changes[indicator.id])


def _show_matter(indicator: Indicator, figure: Figure, change: str) -> None:
    with st.container(key=f"matter_{indicator.id}", gap=None):
        mark, what, link = st.columns([1, 7, 3], vertical_alignment="center")
        mark.markdown(status(figure))
        what.markdown(f"**{words.answer(indicator, figure)}**" + (f" :gray[{change}]" if change else ""))
        page = BY_THEME[indicator.theme]
        link.page_link(page.file, label=page.title)


def show_areas(scope: AnyScope) -> None:
    """A line an area: how many of its figures are met, near, missed, not known."""
    st.subheader("By area")
    for page in PAGES:
        if page.themes:
            found = answers.figures(scope, tuple(indicator.id for indicator in page.indicators()))
            counts = Counter(words.status(figure) for figure in found.values() if not figure.suppressed)
            told = [
                f":{COLOURS[one]}[{words.STATUS_MARKS[one]} {counts[one]} {words.STATUS_WORDS[one]}]"
                for one in words.STATUS_WORDS
                if counts[one]
            ]
            with st.container(key=f"area_{page.name}", gap=None):
                name, marks = st.columns([3, 8], vertical_alignment="center")
                name.page_link(page.file, label=page.title)
                marks.markdown(" · ".join(told) or words.HIDDEN)


def show_cohort(scope: AnyScope) -> None:
    """Whom the figures are about."""
    about = answers.cohort(scope)
    if about.children is None or about.on_roll is None:
        return
    st.subheader("Whom this is about")
    about_or_not = "about " if scope.role == "leader" else ""
    told = (
        f"{about_or_not}**{words.number(about.children)}** children are in the store, {about_or_not}"
        f"**{words.number(about.on_roll)}** of them on roll on {words.day(scope.as_at)}. "
        f"**{words.number(about.settings)}** schools and settings are known."
    )
    st.markdown(words.capital(told))
