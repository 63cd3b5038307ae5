"""What stands behind something and waits to be opened."""

from collections.abc import Callable

import pandas as pd
import streamlit as st


def aside(name: str, key: str) -> "st.delta_generator.DeltaGenerator":
    """A line that opens. Its words are said in the grey of the theme, for those of Streamlit are too faint to read."""
    return st.expander(f":gray[{name}]", key=key, type="compact")


def show_table(name: str, key: str, table: Callable[[], pd.DataFrame]) -> None:
    """The numbers behind a chart, made when somebody opens them."""
    opened = st.expander(f":gray[{name}]", key=key, type="compact", on_change="rerun")
    if opened.open:
        opened.table(table(), hide_index=True)
