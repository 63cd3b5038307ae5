"""The overview: matters in the order in which they need somebody, what changed, the areas, and what is unknown."""

from collections import Counter
from datetime import date
from importlib.resources import files

import streamlit as st

from sgdata.measures.figure import Figure
from sgdata.measures.indicator import Indicator
from sgdata.meeting.matters import Matter, changed, matters, unknown
from sgdata.outputs import meeting_words, words
from sgdata.outputs.control_words import trend_words
from sgdata.outputs.spark import spark
from sgdata.release import ask
from sgdata.release.live import Compared
from sgdata.release.scope import AnyScope
from sgdata.ui import answers
from sgdata.ui.aside import aside
from sgdata.ui.chart import colours
from sgdata.ui.navigation import BY_THEME, PAGES, Page
from sgdata.ui.panels import show_release, status

TOUR = files("sgdata.outputs").joinpath("tour.md").read_text(encoding="utf-8")
MOST_MATTERS = 8
MOST_CHANGES = 6
AREAS = [page for page in PAGES if page.themes]


def show_tour() -> None:
    """How to read the dashboard, for whoever sees it for the first time."""
    with aside("New here? How to read this, in a minute", "tour"):
        st.markdown(TOUR)


def show_matters(scope: AnyScope) -> None:
    """What is missed or nearly so, in the order of the organisation's rule, each with the reason for its place."""
    found = _all(scope)
    visible = [one for one in _indicators() if not found.now[one.id].suppressed]
    st.header(meeting_words.summary([found.now[one.id] for one in visible]), anchor=False)
    show_release(scope)
    ordered = matters(visible, found.now, found.before, scope.rules.agenda)
    by_id = {one.id: one for one in visible}
    for matter in ordered[:MOST_MATTERS]:
        _show_matter(by_id[matter.id], matter, found.when)
    if others := ordered[MOST_MATTERS:]:
        name = f"{len(others)} more that miss their target or are near it"
        more = st.expander(name, key="more_matters", on_change="rerun")
        if more.open:
            with more:
                for matter in others:
                    _show_matter(by_id[matter.id], matter, found.when)


def _show_matter(indicator: Indicator, matter: Matter, when: date | None) -> None:
    with st.container(key=f"matter_{matter.id}", gap=None):
        mark, what, link = st.columns([2, 12, 4], vertical_alignment="center")
        mark.markdown(status(matter.figure))
        change = meeting_words.change(indicator, matter.figure, matter.before, when)
        why = meeting_words.reasons(matter)
        what.markdown(
            f"**{words.answer(indicator, matter.figure)}**"
            f"  \n:small[:gray[{' · '.join(part for part in (change, why) if part)}]]"
        )
        page = BY_THEME[indicator.theme]
        link.page_link(page.file, label=page.title)


def show_changes(scope: AnyScope) -> None:
    """What became worse and what better since the last meeting, those whose status changed first."""
    found = _all(scope)
    if found.when is None:
        return
    moved = changed(_indicators(), found.now, found.before)
    st.subheader(f"Since {words.day(found.when)}", anchor=False)
    st.markdown(
        f"**{words.capital(words.plural(len(moved['worse']), 'figure is worse', 'figures are worse'))}, "
        f"{len(moved['better'])} better, {len(moved['same'])} the same.**"
    )
    for column, way in zip(st.columns(2, gap="large"), ("worse", "better"), strict=True):
        with column, st.container(key=f"changes_{way}", gap=None):
            st.markdown(f"**{words.capital(way)}**")
            shown = [_changed(one, found) for one in moved[way]]  # type: ignore[index]
            st.markdown("\n".join(shown[:MOST_CHANGES]) or "Nothing.")
            if len(shown) > MOST_CHANGES:
                more = aside(f"{len(shown) - MOST_CHANGES} more", f"more_{way}")
                more.markdown("\n".join(shown[MOST_CHANGES:]))


def _changed(indicator: Indicator, found: Compared) -> str:
    now, before = found.now[indicator.id], found.before[indicator.id]
    told = f"{words.figure(indicator, now)}, was {words.figure(indicator, before)}"
    turned = f" {status(before)} → {status(now)}" if before.status != now.status else ""
    return f"- {indicator.title}: {told}{turned}"


def show_areas(scope: AnyScope) -> None:
    """A line an area: its first answer, the last thirteen months of it, how many figures are met, near and missed."""
    st.subheader("By area", anchor=False)
    everything = _all(scope)
    leads = {page: _lead(page, everything) for page in AREAS}
    points = answers.trends(scope, tuple(lead.id for lead in leads.values()))
    for page, lead in leads.items():
        found = {indicator.id: everything.now[indicator.id] for indicator in page.indicators()}
        counts = Counter((words.status(one), words.stands(one)) for one in found.values() if not one.suppressed)
        told = [
            words.marked(one, f"{count} {said}")
            for one in words.STATUS_WORDS
            for (state, said), count in counts.items()
            if state == one
        ]
        with st.container(key=f"area_{page.name}", gap=None):
            name, what, drawn, marks = st.columns([5, 7, 3, 6], vertical_alignment="center")
            name.page_link(page.file, label=page.title)
            figure = found[lead.id]
            change = meeting_words.change(lead, figure, everything.before.get(lead.id), everything.when)
            stands = " · ".join(part for part in (status(figure), change) if part)
            what.markdown(f"{words.answer(lead, figure)}  \n:small[{stands}]")
            if any(point.value is not None for point in points[lead.id]):
                judged = ask.judged(scope, figure, points[lead.id])
                drawn.markdown(spark(points[lead.id], trend_words(lead, points[lead.id], judged), colours()))
            marks.markdown(" · ".join(told) or words.HIDDEN)


def _lead(page: Page, everything: Compared) -> Indicator:
    """The first figure of an area, or the first that leaders may see."""
    shown = page.indicators()
    return next((one for one in shown if not everything.now[one.id].suppressed), shown[0])


def show_unknown(scope: AnyScope) -> None:
    """What cannot be said, and why."""
    found = _all(scope).now
    about = answers.cohort(scope)
    lines = []
    if about.returns_missing:
        lines.append(f"{about.returns_missing} of {about.returns_expected} expected returns have not come.")
    never = sorted({table for figure in found.values() if not figure.is_known for table in figure.not_loaded})
    if never:
        lines.append(f"Nothing has been loaded about {words.listed(never)}.")
    part = [one for one in unknown(_indicators(), found) if found[one.id].has_number]
    lines += [f"{one.title}: {_cannot_be_judged(found[one.id])}" for one in part]
    st.subheader("What we do not know", anchor=False)
    if not lines:
        st.markdown("Everything that is counted can be judged.")
        return
    st.markdown("\n".join(f"- {line}" for line in lines[:MOST_CHANGES]))
    if len(lines) > MOST_CHANGES:
        more = aside(f"{len(lines) - MOST_CHANGES} more", "more_unknown")
        more.markdown("\n".join(f"- {line}" for line in lines[MOST_CHANGES:]))


def _cannot_be_judged(figure: Figure) -> str:
    """How many, and of how many where that is told exactly."""
    of = f" of {words.number(figure.denominator or 0)}" if figure.precision == "exact" else ""
    return f"{words.number(figure.unknown or 0)}{of} cannot be judged."


def show_cohort(scope: AnyScope) -> None:
    """Whom the figures are about."""
    about = answers.cohort(scope)
    if about.children is None or about.on_roll is None:
        return
    st.subheader("Whom this is about", anchor=False)
    about_or_not = "about " if scope.role == "leader" else ""
    told = (
        f"{about_or_not}**{words.number(about.children)}** children are in the store, {about_or_not}"
        f"**{words.number(about.on_roll)}** of them on roll on {words.day(scope.as_at)}. "
        f"**{words.number(about.settings)}** schools and settings are known."
    )
    st.markdown(words.capital(told))


def _indicators() -> list[Indicator]:
    return [indicator for page in AREAS for indicator in page.indicators()]


def _all(scope: AnyScope) -> Compared:
    return answers.compared(scope, tuple(indicator.id for indicator in _indicators()))
