"""Choosing one figure of those that a question can be asked of; the choice stands in the address."""

from collections.abc import Sequence

import streamlit as st

from sgdata.measures.indicator import Indicator

FIRST = "persistent_absence"


def choose_figure(offered: Sequence[Indicator], key: str) -> Indicator:
    """The figure that the person chooses; persistent absence to begin with, where it is offered."""
    by_id = {one.id: one for one in offered}
    names = list(by_id)
    chosen = st.selectbox(
        "Figure",
        names,
        index=names.index(FIRST) if FIRST in names else 0,
        format_func=lambda one: by_id[one].title,
        key=key,
        bind="query-params",
    )
    return by_id[chosen]
