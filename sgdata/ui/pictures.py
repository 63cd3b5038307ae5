"""Pictures: panels drawn from single rows, for practitioners. The answer first, then the picture, then its table."""

import pandas as pd
import streamlit as st

from sgdata.measures.picture import Picture
from sgdata.outputs import pictures
from sgdata.outputs.export import as_csv, picture_rows
from sgdata.outputs.glossary import explained
from sgdata.release.scope import AnyScope
from sgdata.ui import answers
from sgdata.ui.aside import aside, show_table
from sgdata.ui.chart import colours, show_chart
from sgdata.ui.lists import show_download

MOST_ROWS = 12


def show_picture(scope: AnyScope, picture: Picture) -> None:
    """One question with its picture."""
    drawn = answers.picture(scope, picture.id)
    with st.container(border=True, key=f"picture_{picture.id}"):
        st.subheader(picture.asks, help=explained(f"{picture.asks} {picture.counted}") or None, anchor=False)
        st.markdown(pictures.answer(picture, drawn))
        if not drawn.rows:
            return
        chart = pictures.chart(picture, drawn, colours(), scope.as_at)
        if chart is None:
            _show_rows(picture, pictures.table(picture, drawn))
        else:
            show_chart(chart, picture.id, pictures.alternative(picture, drawn))
            show_table("Table", f"table_{picture.id}", lambda: pictures.table(picture, drawn))
        with aside("How it is counted", f"definition_{picture.id}"):
            st.markdown(f"{picture.counted}\n\nClauses: {', '.join(picture.clauses)}.")
        show_download(
            scope,
            "Download the data (CSV)",
            f"{picture.id}_{scope.as_at}.csv",
            picture.id,
            lambda: as_csv(picture_rows(picture, drawn)),
        )


def _show_rows(picture: Picture, table: pd.DataFrame) -> None:
    """A picture that is a table: its first rows, which are those that matter most, and all of them to open."""
    st.table(table.head(MOST_ROWS), hide_index=True)
    if len(table) > MOST_ROWS:
        show_table(f"All {len(table)}", f"table_{picture.id}", lambda: table)
