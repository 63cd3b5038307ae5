"""What stands behind something and waits to be opened."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from sgdata.outputs.export import Rows, as_csv, table_rows
from sgdata.release.scope import AnyScope
from sgdata.ui.lists import show_download


def aside(name: str, key: str) -> "st.delta_generator.DeltaGenerator":
    """A line that opens. Its words are said in the grey of the theme, for those of Streamlit are too faint to read."""
    return st.expander(f":gray[{name}]", key=key, type="compact")


def show_table(
    scope: AnyScope, name: str, what: str, table: Callable[[], pd.DataFrame], rows: Callable[[], Rows] | None = None
) -> None:
    """The numbers behind a chart, made when it is opened, to be taken away: as shown, or as `rows` gives them."""
    opened = st.expander(f":gray[{name}]", key=f"table_{what}", type="compact", on_change="rerun")
    if opened.open:
        with opened:
            shown = table()
            st.table(shown, hide_index=True)
            show_rows_download(scope, what, rows or (lambda: table_rows(shown)))


def show_rows_download(scope: AnyScope, what: str, rows: Callable[[], Rows]) -> None:
    """A button that gives the rows as CSV."""
    show_download(scope, "Download the data (CSV)", f"{what}_{scope.as_at}.csv", what, lambda: as_csv(rows()))
