"""A figure cut by one characteristic, both chosen by the person from what is declared."""

import streamlit as st

from sgdata.measures.indicator import Indicator
from sgdata.outputs import charts, words
from sgdata.outputs.tables import groups_table
from sgdata.release import ask
from sgdata.release.scope import AnyScope
from sgdata.ui import answers
from sgdata.ui.aside import show_table
from sgdata.ui.chart import colours, show_chart


def show_breakdown(scope: AnyScope, shown: list[Indicator], first: str) -> None:
    """The first figure that can be cut, by the characteristic with which the page opens; or as the person chooses."""
    can_be_cut = {one.id: one for one in shown if ask.breakdowns(scope, one.id)}
    if not can_be_cut:
        return
    st.subheader("Broken down", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        indicator = can_be_cut[
            st.selectbox(
                "Figure",
                list(can_be_cut),
                format_func=lambda one: can_be_cut[one].title,
                key="figure",
                bind="query-params",
            )
        ]
        names = ask.breakdowns(scope, indicator.id)
        by = st.selectbox(
            "Break down by",
            names,
            index=names.index(first) if first in names else 0,
            format_func=words.label,
            key="by",
            bind="query-params",
        )
    figure = answers.figures(scope, (indicator.id,), by)[indicator.id]
    # Leaders are always shown every group: which of them are empty would tell something.
    filled = [group for group in figure.groups if group.denominator or group.numerator or scope.role == "leader"]
    chosen = scope.rules.categories if by == "category" else []
    groups = [group for group in filled if not chosen or group.group in (*chosen, "not known")]
    if not groups:
        st.markdown("Nothing to break down.")
        return
    show_chart(
        charts.breakdown(indicator, groups, colours()),
        f"breakdown_{indicator.id}",
        words.breakdown_words(indicator, by, groups),
    )
    if len(groups) < len(filled):
        st.markdown(f":small[{words.OTHER_CATEGORIES}]")
    if figure.groups_overlap:
        st.markdown(f":small[{words.GROUPS_OVERLAP}]")
    show_table(scope, "Table of all groups", f"{indicator.id}_by_{by}", lambda: groups_table(indicator, figure.groups))
