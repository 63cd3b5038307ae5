"""Privacy in plain words: what is held, who sees what, how the last release was protected, and what is not."""

import pandas as pd
import streamlit as st

from sgdata.outputs import privacy
from sgdata.release import ask
from sgdata.release.scope import AnyScope


def show_privacy(scope: AnyScope) -> None:
    """The page, in the order in which people ask."""
    release = ask.last_release(scope)
    st.markdown("## The store is pseudonymised; what leaders see is protected.")
    st.subheader("What is held", anchor=False)
    st.markdown(privacy.HELD)
    if (found := ask.alone(scope)) is not None:
        st.markdown(privacy.of_store(found))
    st.subheader("What is not held", anchor=False)
    st.markdown(privacy.NOT_HELD)
    st.subheader("Who sees what", anchor=False)
    st.table(pd.DataFrame(privacy.WHO_SEES, columns=["Who", "Sees", "From"]), hide_index=True)
    st.subheader("How the last release was protected", anchor=False)
    st.markdown(privacy.of_release(release))
    st.subheader("What is not protected", anchor=False)
    st.markdown(privacy.NOT_PROTECTED)
    st.subheader("For a data-protection impact assessment", anchor=False)
    st.markdown("Copy this text and complete it with what only you know: the lawful basis, the people, the machine.")
    st.code(privacy.impact_assessment(scope.rules, release), language=None, wrap_lines=True)
