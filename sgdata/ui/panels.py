"""Panels: one question each. The answer first, then the number with numerator and denominator, what is unknown, the
change since the last meeting, the trend, how it is counted, and for a practitioner the rows behind it."""

import streamlit as st

from sgdata.measures.figure import Figure, TrendPoint
from sgdata.measures.indicator import Indicator
from sgdata.measures.picture import Picture
from sgdata.outputs import charts, control_words, meeting_words, words
from sgdata.outputs.glossary import explained
from sgdata.outputs.tables import trend_table
from sgdata.release import ask
from sgdata.release.live import Compared
from sgdata.release.scope import AnyScope, ReleaseScope
from sgdata.ui import answers
from sgdata.ui.aside import aside, show_table
from sgdata.ui.breakdown import show_breakdown
from sgdata.ui.chart import colours, show_chart
from sgdata.ui.lists import show_downloads, show_records
from sgdata.ui.navigation import Page
from sgdata.ui.pictures import show_picture

MOST_LEADS = 4
MOST_TOLD = 2
"""Of those that lead a page, how many are its answer in large letters."""
STAND, BEHIND, WHICH = "How do we stand?", "What is behind it?", "Which ones?"


def status(figure: Figure) -> str:
    """Mark, word and colour of a status, as markdown."""
    return words.marked(words.status(figure), words.stands(figure))


def show_page(scope: AnyScope, page: Page) -> None:
    """The answer in one line; then how we stand, a panel a question; what is behind it; and the rows."""
    shown = page.indicators()
    compared = answers.compared(scope, tuple(indicator.id for indicator in shown), seasons=True)
    found = compared.now
    visible = [indicator for indicator in shown if not found[indicator.id].suppressed]
    # Where what leads a page is hidden, what can be seen leads it: with few children the figures of rules kept.
    leads = [one for one in visible if one.id in page.leads] or visible[:MOST_LEADS]
    told = " ".join(words.answer(lead, found[lead.id]) for lead in leads[:MOST_TOLD])
    st.header(told or words.NOTHING_TO_SEE, anchor=False)
    show_release(scope)
    drawn = ask.pictures(scope, page.themes)
    behind = any(not one.leads for one in drawn) or any(ask.breakdowns(scope, one.id) for one in shown)
    names = [STAND, *([BEHIND] if behind else []), *([WHICH] if scope.role == "practitioner" else [])]
    tabs = dict(zip(names, st.tabs(names, key="tab", on_change="rerun", bind="query-params"), strict=True))
    with tabs[STAND], st.container(key="stand"):
        if tabs[STAND].open:
            _show_stand(scope, leads, visible, compared, drawn)
            show_hidden([one for one in shown if one not in visible], found)
    if BEHIND in tabs and tabs[BEHIND].open:
        with tabs[BEHIND]:
            for picture in drawn:
                if not picture.leads:
                    show_picture(scope, picture)
            show_breakdown(scope, shown, page.breakdown)
    if WHICH in tabs and tabs[WHICH].open:
        with tabs[WHICH]:
            show_records(scope, visible, found)
    show_downloads(scope, page, tuple(found))


def _show_stand(
    scope: AnyScope, leads: list[Indicator], visible: list[Indicator], compared: Compared, drawn: list[Picture]
) -> None:
    found = compared.now
    changes = {one.id: _changes(one, compared) for one in visible}
    trends = answers.trends(scope, tuple(lead.id for lead in leads))
    for pair in (leads[place : place + 2] for place in range(0, len(leads), 2)):
        for column, indicator in zip(st.columns(2, gap="large"), pair, strict=False):
            with column:
                _show_panel(scope, indicator, found[indicator.id], changes[indicator.id], trends[indicator.id])
    for picture in drawn:
        if picture.leads:
            show_picture(scope, picture)
    show_more(scope, [one for one in visible if one not in leads], found, changes)


def _changes(indicator: Indicator, compared: Compared) -> str:
    """What it was at the last meeting, and when the season was the same."""
    before, now = compared.before.get(indicator.id), compared.now[indicator.id]
    told = (
        meeting_words.change(indicator, now, before, compared.when),
        meeting_words.same_weeks(indicator, compared.last_year.get(indicator.id)),
    )
    return " · ".join(part for part in told if part)


def show_release(scope: AnyScope) -> None:
    """For leaders: that this is a release, how it was protected, and how much of it can be seen."""
    if isinstance(scope, ReleaseScope):
        st.info(words.release(scope.release))


def show_hidden(hidden: list[Indicator], found: dict[str, Figure]) -> None:
    """The questions whose answers leaders may not see, with the reason, and what would have to be for them to be."""
    if not hidden:
        return
    count = words.plural(len(hidden), "question is", "questions are")
    with st.expander(f"{count} not answered, to protect children and single adults", key="hidden"):
        for indicator in hidden:
            st.markdown(f"**{indicator.asks}** {words.answer(indicator, found[indicator.id])}")
        st.markdown(words.SHOWABLE)


def _show_panel(scope: AnyScope, indicator: Indicator, figure: Figure, change: str, points: list[TrendPoint]) -> None:
    """One question with its answer."""
    with st.container(border=True, key=f"panel_{indicator.id}"):
        st.subheader(indicator.asks, help=_help(indicator), anchor=False)
        _show_figure(scope, indicator, figure, change, points)
        with aside("How it is counted", f"definition_{indicator.id}"):
            st.markdown(words.definition(indicator))


def _help(indicator: Indicator) -> str:
    """The title of a figure, and what its words mean."""
    meaning = explained(f"{indicator.title} {indicator.asks} {indicator.answer}")
    return f"{indicator.title}.\n\n{meaning}" if meaning else indicator.title


def show_more(scope: AnyScope, shown: list[Indicator], found: dict[str, Figure], changes: dict[str, str]) -> None:
    """The other questions of the page, a line each; what is in it is worked out when somebody opens it."""
    if not shown:
        return
    st.subheader("More questions", anchor=False)
    for indicator in shown:
        figure = found[indicator.id]
        line = f"{status(figure)} {indicator.asks} **{words.figure(indicator, figure)}**"
        with st.container(key=f"panel_{indicator.id}"):
            more = st.expander(line, key=f"open_{indicator.id}", on_change="rerun")
            if more.open:
                with more:
                    points = answers.trends(scope, (indicator.id,))[indicator.id]
                    _show_figure(scope, indicator, figure, changes[indicator.id], points)
                    st.markdown(words.definition(indicator))


def _show_figure(scope: AnyScope, indicator: Indicator, figure: Figure, change: str, points: list[TrendPoint]) -> None:
    st.markdown(f"{words.answer(indicator, figure)}  \n{_figures_line(indicator, figure, change)}")
    if points and all(point.value is None for point in points):
        st.markdown(f":small[{words.NO_TREND if scope.role == 'leader' else words.NOTHING_IN_ANY_MONTH}]")
    elif points:
        control = ask.judged(scope, figure, points)
        show_chart(
            charts.trend(indicator, figure, points, control, colours()),
            f"trend_{indicator.id}",
            control_words.trend_words(indicator, points, control),
        )
        if told := control_words.told(indicator, points, control):
            st.markdown(f":small[{control_words.mark(control)} {told}]")
        show_table(scope, "Table", f"{indicator.id}_by_month", lambda: trend_table(indicator, points, control))


def _figures_line(indicator: Indicator, figure: Figure, change: str) -> str:
    parts = [status(figure)]
    if figure.is_known:
        parts.append(f"**{words.figure(indicator, figure)}**")
    if figure.target is not None:
        parts.append(f"target {words.target(figure)}")
    if figure.unknown:
        parts.append(f"{words.number(figure.unknown)} not known")
        if figure.worst_case is not None:
            parts.append(f"at worst {words.worst_case(indicator, figure)}")
    if change:
        parts.append(change)
    return " · ".join(parts)
