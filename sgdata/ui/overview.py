"""The overview: matters in the order in which they need somebody, then the areas, then whom it is all about."""

import streamlit as st

from sgdata.measures.figure import Figure
from sgdata.measures.indicator import Indicator
from sgdata.outputs import words
from sgdata.release import ask
from sgdata.release.scope import Scope
from sgdata.ui import answers
from sgdata.ui.navigation import BY_THEME, PAGES
from sgdata.ui.panels import status

URGENCY = ("missed", "near", "no_data", "no_target", "met")


def show_matters(scope: Scope) -> None:
    """What is missed or nearly so, the worst first, each with its change and its page."""
    shown = ask.indicators(tuple(BY_THEME))
    ids = tuple(indicator.id for indicator in shown)
    found = answers.figures(scope, ids)
    when, before = answers.at_last_meeting(scope, ids)
    visible = [indicator for indicator in shown if not found[indicator.id].suppressed]
    matters = [indicator for indicator in visible if found[indicator.id].status in ("missed", "near")]
    matters.sort(key=lambda indicator: URGENCY.index(found[indicator.id].status))
    st.markdown(f"### {_summary(visible, found)}")
    if scope.role == "leader":
        st.info(ask.LEADERS_SEE)
    for indicator in matters:
        figure = found[indicator.id]
        with st.container(key=f"matter_{indicator.id}", border=True):
            mark, what, link = st.columns([1, 6, 2], vertical_alignment="center")
            mark.markdown(status(figure))
            change = words.change(indicator, figure, before.get(indicator.id), when)
            what.markdown(f"**{words.answer(indicator, figure)}**" + (f"  \n{change}" if change else ""))
            page = BY_THEME[indicator.theme]
            link.page_link(page.file, label=f"Open {page.title}", query_params=dict(st.query_params))


def _summary(visible: list[Indicator], found: dict[str, Figure]) -> str:
    """One sentence: how many rules are missed, nearly met, met, and not known."""
    counts = {word: sum(found[one.id].status == word for one in visible) for word in URGENCY}
    missed, near = counts["missed"], counts["near"]
    if not missed and not near:
        first = "Nothing is late or missed."
    else:
        first = f"{missed} {'figure misses' if missed == 1 else 'figures miss'} the line, {near} {'is' if near == 1 else 'are'} near it."
    return f"{first} {counts['met']} met, {counts['no_data']} not known."


def show_areas(scope: Scope) -> None:
    """A line an area: its figures with their marks."""
    st.subheader("By area")
    for page in PAGES:
        if not page.themes:
            continue
        shown = ask.indicators(page.themes)
        found = answers.figures(scope, tuple(indicator.id for indicator in shown))
        with st.container(key=f"area_{page.name}"):
            name, marks = st.columns([2, 7], vertical_alignment="center")
            name.page_link(page.file, label=page.title, query_params=dict(st.query_params))
            told = [
                f"{indicator.title} **{words.of(found[indicator.id], indicator.unit) or 'not known'}** {status(found[indicator.id])}"
                for indicator in shown
                if not found[indicator.id].suppressed
            ]
            marks.markdown("  \n".join(told) or words.HIDDEN)


def show_cohort(scope: Scope) -> None:
    """Whom the figures are about, and what is not known."""
    about = answers.cohort(scope)
    if about.children is None:
        return
    st.subheader("Whom this is about")
    st.markdown(
        f"**{words.number(about.children)}** children are in the store, **{words.number(about.on_roll or 0)}** of them "
        f"on roll on {words.day(scope.as_at)}, in {words.number(about.settings or 0)} schools and settings."
    )
