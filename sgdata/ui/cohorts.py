"""At-risk cohorts: who stands out in a figure, who is over-represented in several, which setting differs from the
others by more than chance, and whom another line would concern."""

from collections.abc import Sequence

import streamlit as st

from sgdata.cohorts.shapes import CohortReport, ComparedCohort, Depth
from sgdata.measures.indicator import Indicator
from sgdata.outputs import cohort_words, words
from sgdata.outputs.cohort_tables import cohort_rows, cohort_table
from sgdata.outputs.pictures.ratios import ratios, ratios_words
from sgdata.release import ask_cohorts
from sgdata.release.scope import AnyScope
from sgdata.ui import answers
from sgdata.ui.aside import aside, show_rows_download, show_table
from sgdata.ui.chart import colours, show_chart
from sgdata.ui.choose import choose_figure
from sgdata.ui.funnel import show_funnel
from sgdata.ui.panels import show_release
from sgdata.ui.what_if import show_what_if

STAND_OUT, OVER_REPRESENTED = "Who stands out?", "Who is over-represented?"
SETTINGS, WHAT_IF = "Settings", "What if?"
DEPTHS: dict[str, Depth] = {"One characteristic": 1, "One and two together": 2}
MOST_TOLD = 8
"""Of those that stand out, how many are told in a sentence before the others wait to be opened."""
MOST_DRAWN = 20
MOST_IN_A_TABLE = 60
"""A longer table is one that can be sorted and scrolled."""


def show_cohorts(scope: AnyScope) -> None:
    """The tabs of the page; only the open one is worked out."""
    show_release(scope)
    shows = {
        STAND_OUT: _show_who_stands_out,
        OVER_REPRESENTED: _show_over_represented,
        SETTINGS: show_funnel,
        WHAT_IF: show_what_if,
    }
    for tab, show in zip(
        st.tabs(list(shows), key="tab", on_change="rerun", bind="query-params"), shows.values(), strict=True
    ):
        if tab.open:
            with tab:
                show(scope)


def _show_who_stands_out(scope: AnyScope) -> None:
    can_be = {one.id: one for one in ask_cohorts.can_be_asked(scope)}
    if not can_be:
        st.markdown(words.NOTHING_TO_SEE)
        return
    answer = st.container()
    indicator, depth = _choose(scope, can_be)
    report = answers.cohorts(scope, indicator.id, depth)
    answer.header(cohort_words.answer([report]), anchor=False)
    _show_cautions(report.cohorts)
    _show_named(indicator, report.named)
    drawn = [one for one in report.cohorts if one.low is not None][:MOST_DRAWN]
    if drawn:
        first = f"The first {len(drawn)} of {report.looked_at}. " if len(drawn) < report.looked_at else ""
        st.markdown(f":small[{first}{cohort_words.CHART}]")
        show_chart(ratios(drawn, colours()), f"cohorts_{indicator.id}", ratios_words(indicator, drawn))
    _show_all(scope, indicator, report)
    st.markdown(f":small[{cohort_words.looked_at(report)}]")
    _show_method([indicator])


def _choose(scope: AnyScope, can_be: dict[str, Indicator]) -> tuple[Indicator, Depth]:
    """The figure, and how many characteristics together; leaders see cohorts of one."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        indicator = choose_figure(list(can_be.values()), "figure")
        if scope.role == "leader":
            return indicator, 1
        depth = st.segmented_control(
            "Characteristics",
            list(DEPTHS),
            default=next(iter(DEPTHS)),
            required=True,
            key="depth",
            bind="query-params",
        )
    return indicator, DEPTHS[depth]


def _show_cautions(shown: Sequence[ComparedCohort]) -> None:
    rounded = f" {cohort_words.ROUNDED}" if any(one.precision != "exact" for one in shown) else ""
    st.markdown(f"{cohort_words.OVERLAP} {cohort_words.NO_CAUSE}{rounded}")


def _show_named(indicator: Indicator, named: Sequence[ComparedCohort]) -> None:
    """Each that stands out as a sentence, the first at once."""
    _show_sentences(indicator, named[:MOST_TOLD])
    if later := named[MOST_TOLD:]:
        more = words.plural(len(later), "more cohort stands out", "more cohorts stand out")
        opened = st.expander(f":gray[{words.capital(more)}]", key=f"more_{indicator.id}", on_change="rerun")
        if opened.open:
            with opened:
                _show_sentences(indicator, later)


def _show_sentences(indicator: Indicator, shown: Sequence[ComparedCohort]) -> None:
    for one in shown:
        st.markdown(f"- **{cohort_words.sentence(indicator, one)}**  \n  {words.capital(cohort_words.ratio(one))}.")


def _show_all(scope: AnyScope, indicator: Indicator, report: CohortReport) -> None:
    what = f"cohorts_{indicator.id}"
    if len(report.cohorts) <= MOST_IN_A_TABLE:
        show_table(
            scope,
            "Table of all cohorts",
            what,
            lambda: cohort_table(indicator, report.cohorts),
            lambda: cohort_rows([report]),
        )
        return
    st.dataframe(
        cohort_table(indicator, report.cohorts),
        hide_index=True,
        key="all_cohorts",
        alt=f"The {len(report.cohorts)} cohorts of {indicator.title}, those that stand out first.",
    )
    show_rows_download(scope, what, lambda: cohort_rows([report]))


def _show_over_represented(scope: AnyScope) -> None:
    reports = answers.over_represented(scope)
    if not reports:
        st.info(cohort_words.LEADERS_NOT_OVER_REPRESENTED)
        return
    st.header(cohort_words.answer(reports), anchor=False)
    _show_cautions([one for report in reports for one in report.cohorts])
    shown = {one.id: one for one in ask_cohorts.can_be_asked(scope)}
    for report in reports:
        indicator = shown[report.id]
        with st.container(border=True, key=f"panel_{indicator.id}"):
            st.subheader(indicator.title, anchor=False)
            st.markdown(cohort_words.answer([report]))
            _show_named(indicator, report.named)
            _show_all(scope, indicator, report)
            st.markdown(f":small[{cohort_words.looked_at(report)}]")
    _show_method([shown[report.id] for report in reports])


def _show_method(shown: Sequence[Indicator]) -> None:
    with aside("How it is counted", "definition_cohorts"):
        st.markdown(cohort_words.METHOD)
        for indicator in shown:
            st.markdown(words.definition(indicator))
