"""Panels: one question each. The answer first, then the number with numerator and denominator, what is unknown, the
change since the last meeting, the trend, how it is counted, and for a practitioner the rows behind it."""

from collections.abc import Callable

import streamlit as st

from sgdata.measures.figure import Figure
from sgdata.measures.indicator import Indicator
from sgdata.outputs import charts, words
from sgdata.outputs.export import as_csv, as_xlsx, figure_rows, record_rows
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
    leads = [indicator for indicator in visible if indicator.id in page.leads]
    st.markdown(f"## {' '.join(words.answer(lead, found[lead.id]) for lead in leads)}")
    if scope.role == "leader":
        st.info(ask.LEADERS_SEE)
    when, before = answers.at_last_meeting(scope, ids)
    changes = {one.id: words.change(one, found[one.id], before.get(one.id), when) for one in visible}
    for pair in (leads[place : place + 2] for place in range(0, len(leads), 2)):
        for column, indicator in zip(st.columns(2, gap="large"), pair, strict=False):
            with column:
                show_panel(scope, indicator, found[indicator.id], changes[indicator.id])
    show_more(scope, [one for one in visible if one not in leads], found, changes)
    if scope.role == "practitioner":
        show_breakdown(scope, by_id[page.leads[0]], page.breakdown)
        show_records(scope, visible, found)
    show_downloads(scope, page, ids)


def show_panel(scope: Scope, indicator: Indicator, figure: Figure, change: str) -> None:
    """One question with its answer."""
    with st.container(border=True, key=f"panel_{indicator.id}"):
        st.subheader(indicator.asks, help=indicator.title)
        _show_figure(scope, indicator, figure, change)
        _show_definition(indicator)


def show_more(scope: Scope, shown: list[Indicator], found: dict[str, Figure], changes: dict[str, str]) -> None:
    """The other questions of the page, a line each; what is in it is worked out when somebody opens it."""
    if not shown:
        return
    st.subheader("More questions")
    for indicator in shown:
        figure = found[indicator.id]
        line = f"{status(figure)} {indicator.asks} **{_number(indicator, figure)}**"
        with st.container(key=f"panel_{indicator.id}"):
            more = st.expander(line, key=f"open_{indicator.id}", on_change="rerun")
            if more.open:
                with more:
                    _show_figure(scope, indicator, figure, changes[indicator.id])
                    st.markdown(words.definition(indicator))


def _show_figure(scope: Scope, indicator: Indicator, figure: Figure, change: str) -> None:
    st.markdown(f"{words.answer(indicator, figure)}  \n{_figures_line(indicator, figure, change)}")
    points = answers.trend(scope, indicator.id)
    if points:
        st.plotly_chart(
            charts.trend(indicator, points),
            key=f"trend_{indicator.id}",
            config=CHART_CONFIG,
            alt=words.trend_words(indicator, points),
        )
        with st.expander("Table", key=f"table_{indicator.id}"):
            st.table(trend_table(indicator, points), hide_index=True)


def _number(indicator: Indicator, figure: Figure) -> str:
    """5 of 6 (83.3 %); for counts the count."""
    if not figure.is_known:
        return "not known"
    if indicator.unit == "count":
        return words.value(figure, indicator.unit)
    return f"{words.of(figure, indicator.unit)} ({words.value(figure, indicator.unit)})"


def _figures_line(indicator: Indicator, figure: Figure, change: str) -> str:
    parts = [status(figure)]
    if figure.is_known:
        parts.append(f"**{_number(indicator, figure)}**")
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
    if not names:
        return
    st.subheader(f"{indicator.title}: by what?")
    by = st.selectbox(
        "Break down by",
        names,
        index=names.index(first) if first in names else 0,
        format_func=words.label,
        key=f"by_{indicator.id}",
    )
    figure = answers.figures(scope, (indicator.id,), by)[indicator.id]
    filled = [group for group in figure.groups if group.denominator or group.numerator]
    chosen = scope.rules.categories if by == "category" else []
    shown = [group for group in filled if not chosen or group.group in (*chosen, "not known")]
    if not shown:
        st.markdown("Nothing to break down.")
        return
    st.plotly_chart(
        charts.breakdown(indicator, shown),
        key=f"breakdown_{indicator.id}",
        config=CHART_CONFIG,
        alt=words.breakdown_words(indicator, by, shown),
    )
    if len(shown) < len(filled):
        st.caption("This organisation's rules leave out other categories that have concerns: the table has them all.")
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
    file = f"{chosen}_rows_{scope.as_at}"
    st.dataframe(
        records_table(by_id[chosen], rows),
        hide_index=True,
        key="records",
        alt=f"The {len(rows)} rows behind {by_id[chosen].title}, each with its reason.",
    )
    with st.container(horizontal=True):
        _download("Download these rows (CSV)", f"{file}.csv", lambda: as_csv(record_rows(rows)))
        _download("Download these rows (Excel)", f"{file}.xlsx", lambda: as_xlsx(record_rows(rows), [by_id[chosen]]))


def show_downloads(scope: Scope, page: Page, ids: tuple[str, ...]) -> None:
    """The figures of the page as the role sees them, with their definitions in the workbook."""
    shown = page.indicators()
    name = f"{page.name}_{scope.as_at}"
    with st.container(horizontal=True):
        _download("Download figures (CSV)", f"{name}.csv", lambda: as_csv(figure_rows(ask.report(scope, ids))))
        _download(
            "Download figures (Excel)", f"{name}.xlsx", lambda: as_xlsx(figure_rows(ask.report(scope, ids)), shown)
        )


def _download(label: str, file: str, make: Callable[[], bytes]) -> None:
    """A button whose file is made when it is pressed."""
    st.download_button(label, make, file_name=file, on_click="ignore", key=f"download_{file}")
