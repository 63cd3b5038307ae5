"""What another number in a rule would do: for practitioners, and stored nowhere."""

import streamlit as st

from sgdata.outputs import charts, what_if_words, words
from sgdata.release import ask_what_if
from sgdata.release.scope import AnyScope
from sgdata.ui.aside import aside, show_table
from sgdata.ui.chart import colours, show_chart
from sgdata.ui.choose import choose_figure

MOST = 1_000
"""Beyond every number of every rule."""


def show_what_if(scope: AnyScope) -> None:
    """A figure under the numbers around that of its rule, and one that the person chooses; the answer first."""
    if scope.role == "leader":
        st.info(what_if_words.LEADERS)
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        indicator = choose_figure(ask_what_if.adjustable(), "what_if")
        parameter = st.selectbox(
            "Number of its rule",
            list(indicator.parameters),
            format_func=what_if_words.choice,
            key="parameter",
            bind="query-params",
        )
        wanted = st.number_input("Try another", 1, MOST, None, key="try", bind="query-params")
    found = ask_what_if.what_if(scope, indicator.id, parameter, [wanted] if wanted else [])
    st.markdown(f"**{what_if_words.answer(indicator, found)}**")
    show_chart(
        charts.breakdown(indicator, what_if_words.groups(found), colours()),
        f"what_if_{indicator.id}",
        what_if_words.alternative(indicator, found),
    )
    show_table(
        scope,
        "Table",
        f"{indicator.id}_by_{parameter}",
        lambda: what_if_words.table(indicator, found),
    )
    st.markdown(what_if_words.NOT_STORED)
    tried = wanted or next((one.value for one in found.tries if one.value != found.present), found.present)
    st.code(what_if_words.rule_lines(scope.rules, found, tried), language=None)  # coloured words are too pale
    with aside("How it is counted", "definition_what_if"):
        st.markdown(f"{what_if_words.SAME_WORDS}\n\n{words.definition(indicator)}")
