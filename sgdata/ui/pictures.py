"""Pictures: panels drawn from single rows, for practitioners. The answer first, then the picture, then its table."""

import streamlit as st

from sgdata.measures.picture import Picture
from sgdata.outputs import pictures
from sgdata.outputs.export import as_csv, picture_rows
from sgdata.release.scope import AnyScope
from sgdata.ui import answers
from sgdata.ui.chart import colours, show_chart, show_table
from sgdata.ui.lists import show_download


def show_picture(scope: AnyScope, picture: Picture) -> None:
    """One question with its picture."""
    drawn = answers.picture(scope, picture.id)
    with st.container(border=True, key=f"picture_{picture.id}"):
        st.subheader(picture.asks)
        st.markdown(pictures.answer(picture, drawn))
        if not drawn.rows:
            return
        chart = pictures.chart(picture, drawn, colours(), scope.as_at)
        if chart is None:
            st.table(pictures.table(picture, drawn), hide_index=True)
        else:
            show_chart(chart, picture.id, pictures.alternative(picture, drawn))
            show_table("Table", f"table_{picture.id}", lambda: pictures.table(picture, drawn))
        with st.expander("How it is counted", key=f"definition_{picture.id}", type="compact"):
            st.markdown(f"{picture.counted}\n\nClauses: {', '.join(picture.clauses)}.")
        show_download(
            scope,
            "Download the data (CSV)",
            f"{picture.id}_{scope.as_at}.csv",
            picture.id,
            lambda: as_csv(picture_rows(picture, drawn)),
        )
