"""Do we keep the promises of our meetings? The sentence, a bar a meeting, the table, and the matters that return."""

from datetime import date

import pandas as pd
import streamlit as st

from sgdata.meeting.held import meetings
from sgdata.meeting.trend import of_promises, returning
from sgdata.outputs import promise_words
from sgdata.outputs.pictures import promises as picture
from sgdata.release.scope import AnyScope
from sgdata.ui.aside import aside, show_table
from sgdata.ui.chart import colours, show_chart


def show_kept(scope: AnyScope) -> None:
    """The panel, as things stand today; nothing where no meeting was closed."""
    held, on = meetings(scope), max(scope.as_at, date.today())
    found, again = of_promises(held, on), promise_words.returning(returning(held, on))
    if not (found or again):
        return
    with st.container(border=True, key="kept_promises"):
        st.subheader(promise_words.ASKS, anchor=False)
        st.markdown(promise_words.answer(found))
        if found:
            show_chart(picture.draw(found, colours()), "promises_by_meeting", promise_words.alternative(found))
            table = pd.DataFrame(promise_words.rows(found), columns=list(promise_words.HEADER))
            show_table(scope, "Table", "promises_by_meeting", lambda: table)
        if again:
            st.markdown("**Matters that keep returning**")
            st.markdown("\n".join(f"- {line}" for line in again))
        with aside("How it is counted", "definition_kept_promises"):
            st.markdown(promise_words.COUNTED)
