"""Panels: one question each. The answer first, then the number with numerator and denominator, what is unknown, the
change since the last meeting, the trend, how it is counted, and for a practitioner the rows behind it."""

import streamlit as st

from sgdata.measures.figure import Figure
from sgdata.measures.indicator import Indicator
from sgdata.outputs import charts, words
from sgdata.outputs.tables import groups_table, records_table, trend_table
from sgdata.release import ask
from sgdata.release.scope import Scope
from sgdata.ui import answers
from sgdata.ui.navigation import Page

COLOURS = {"met": "green", "near": "orange", "missed": "red", "no_target": "gray", "no_data": "gray"}
CHART_CONFIG = {"displayModeBar": False}


def status(figure: Figure) -> str:
    """Mark, word and colour of a status, as markdown."""
    known = words.status(figure)
    return f":{COLOURS[known]}[{words.STATUS_MARKS[known]} {words.STATUS_WORDS[known]}]"


def show_page(scope: Scope, page: Page) -> None:
    """The answer in one line, then a panel a question, the breakdown of the first, and the lists."""
    shown = page.indicators()
    ids = tuple(indicator.id for indicator in shown)
    found = answers.figures(scope, ids)
    by_id = {indicator.id: indicator for indicator in shown}
    visible = [indicator for indicator in shown if not found[indicator.id].suppressed]
    leads = [words.answer(by_id[one], found[one]) for one in page.leads if not found[one].suppressed]
    if leads:
        st.markdown(f"## {' '.join(leads)}")
    if scope.role == "leader":
        st.info(ask.LEADERS_SEE)
    when, before = answers.at_last_meeting(scope, ids)
    for left, right in zip(visible[::2], [*visible[1::2], None], strict=False):
        columns = st.columns(2, gap="large")
        for column, indicator in zip(columns, (left, right), strict=True):
            if indicator:
                with column:
                    change = words.change(indicator, found[indicator.id], before.get(indicator.id), when)
                    show_panel(scope, indicator, found[indicator.id], change)
    if scope.role == "practitioner":
        show_breakdown(scope, by_id[page.leads[0]], page.breakdown)
        show_records(scope, visible, found)


def show_panel(scope: Scope, indicator: Indicator, figure: Figure, change: str) -> None:
    """One question with its answer."""
    with st.container(border=True, key=f"panel_{indicator.id}"):
        st.subheader(indicator.asks, help=indicator.title)
        st.markdown(f"{words.answer(indicator, figure)}  \n{_figures_line(indicator, figure, change)}")
        points = answers.trend(scope, indicator.id)
        if points:
            st.plotly_chart(
                charts.trend(indicator, points),
                key=f"trend_{indicator.id}",
                config=CHART_CONFIG,
                alt=words.trend_words(indicator, points),
            )
        _show_definition(indicator)
        if points:
            with st.expander("Table", key=f"table_{indicator.id}"):
                st.table(trend_table(indicator, points), hide_index=True)


def _figures_line(indicator: Indicator, figure: Figure, change: str) -> str:
    parts = [status(figure)]
    if figure.is_known and indicator.unit != "count":
        parts.append(f"**{words.of(figure, indicator.unit)}** ({words.value(figure, indicator.unit)})")
    elif figure.is_known:
        parts.append(f"**{words.value(figure, indicator.unit)}**")
    if indicator.target is not None:
        parts.append(f"target {words.target(indicator)}")
    if figure.unknown:
        parts.append(f"{words.number(figure.unknown)} not known")
        if figure.worst_case is not None:
            parts.append(f"at worst {words.worst_case(indicator, figure)}")
    if change:
        parts.append(change)
    return " · ".join(parts)


def _show_definition(indicator: Indicator) -> None:
    with st.expander("How it is counted", key=f"definition_{indicator.id}"):
        st.markdown(words.definition(indicator))


def show_breakdown(scope: Scope, indicator: Indicator, first: str) -> None:
    """One figure cut by one characteristic, chosen by the person."""
    names = ask.breakdowns(scope, indicator.id)
    st.subheader(f"{indicator.title}: by what?")
    by = st.selectbox(
        "Break down by",
        names,
        index=names.index(first) if first in names else 0,
        format_func=words.label,
        key=f"by_{indicator.id}",
    )
    figure = answers.figures(scope, (indicator.id,), by)[indicator.id]
    shown = [group for group in figure.groups if group.denominator or group.numerator]
    if not shown:
        st.markdown("Nothing to break down.")
        return
    st.plotly_chart(
        charts.breakdown(indicator, shown),
        key=f"breakdown_{indicator.id}",
        config=CHART_CONFIG,
        alt=words.breakdown_words(indicator, by, shown),
    )
    if by in ("category", "category_group", "criterion", "role"):
        st.caption("One can count in several groups, so the groups add up to more than the total.")
    with st.expander("Table of all groups", key=f"groups_{indicator.id}"):
        st.table(groups_table(indicator, figure.groups), hide_index=True)


def show_records(scope: Scope, shown: list[Indicator], found: dict[str, Figure]) -> None:
    """The list behind a figure, for a practitioner: each row with its plain reason."""
    st.subheader("Why these?")
    by_id = {indicator.id: indicator for indicator in shown}
    chosen = st.selectbox(
        "The rows behind",
        list(by_id),
        format_func=lambda one: f"{by_id[one].title}: {words.of(found[one], by_id[one].unit)}",
        key="rows_behind",
    )
    rows = ask.listed_records(scope, chosen)
    st.dataframe(
        records_table(by_id[chosen], rows),
        hide_index=True,
        key="records",
        alt=f"The {len(rows)} rows behind {by_id[chosen].title}, each with its reason.",
    )
