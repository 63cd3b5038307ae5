"""Pictures: panels drawn from single rows, for practitioners. The answer first, then the picture, then its table."""

from functools import partial

import streamlit as st

from sgdata.measures.picture import Picture
from sgdata.outputs import pictures
from sgdata.outputs.export import picture_rows
from sgdata.outputs.glossary import explained
from sgdata.release import ask
from sgdata.release.scope import AnyScope
from sgdata.ui.aside import aside, show_rows_download, show_table
from sgdata.ui.chart import colours, show_chart

MOST_ROWS = 12


def show_picture(scope: AnyScope, picture: Picture) -> None:
    """One question with its picture."""
    drawn = ask.picture(scope, picture.id)  # not kept, for it may name cases
    with st.container(border=True, key=f"picture_{picture.id}"):
        st.subheader(picture.asks, help=explained(f"{picture.asks} {picture.counted}") or None, anchor=False)
        st.markdown(pictures.answer(picture, drawn))
        if not drawn.rows:
            return
        chart = pictures.chart(picture, drawn, colours(), scope.as_at)
        table = pictures.table(picture, drawn)
        rows = partial(picture_rows, picture, drawn)
        if chart is not None:
            show_chart(chart, picture.id, pictures.alternative(picture, drawn))
            show_table(scope, "Table", picture.id, lambda: table, rows)
        else:  # the first rows, which are those that matter most, and all of them to open
            st.table(table.head(MOST_ROWS), hide_index=True)
            if len(table) > MOST_ROWS:
                show_table(scope, f"All {len(table)}", picture.id, lambda: table, rows)
            else:
                show_rows_download(scope, picture.id, rows)
        with aside("How it is counted", f"definition_{picture.id}"):
            st.markdown(f"{picture.counted}\n\nClauses: {', '.join(picture.clauses)}.")
