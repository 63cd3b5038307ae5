"""The settings of a figure between limits for their size: for practitioners, never a league table."""

import streamlit as st

from sgdata.outputs import funnel_words, words
from sgdata.outputs.pictures import funnel as chart
from sgdata.release import ask_funnel
from sgdata.release.scope import AnyScope
from sgdata.ui.aside import aside, show_table
from sgdata.ui.chart import colours, show_chart
from sgdata.ui.choose import choose_figure


def show_funnel(scope: AnyScope) -> None:
    """A figure by setting or local authority as the person chooses, the answer first."""
    if scope.role == "leader":
        st.info(funnel_words.LEADERS)
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        indicator = choose_figure(ask_funnel.comparable(), "funnel")
        by = st.selectbox(
            "Compared",
            list(funnel_words.NOUNS),
            format_func=lambda one: words.capital(funnel_words.NOUNS[one][1]),
            key="funnel_by",
            bind="query-params",
        )
    found = ask_funnel.funnel(scope, indicator.id, by)
    st.markdown(f"**{funnel_words.whole(found)}**")
    if found.settings:
        show_chart(chart.draw(found, colours()), f"funnel_{indicator.id}", funnel_words.alternative(indicator, found))
    if found.settings or found.few:
        show_table(scope, "Table", f"{indicator.id}_by_size_of_{by}", lambda: funnel_words.table(found))
    for line in funnel_words.beside(indicator, found):
        st.markdown(line)
    with aside("How it is counted", "definition_funnel"):
        st.markdown(f"{funnel_words.COUNTED}\n\n{funnel_words.SESSIONS}\n\n{words.definition(indicator)}")
