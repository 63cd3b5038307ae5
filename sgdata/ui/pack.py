"""The paper of a meeting as a file: which edition, in which form, and the button that makes it."""

import streamlit as st

from sgdata.outputs.pack.editions import editions
from sgdata.outputs.pack.making import FORMATS, made
from sgdata.release.scope import AnyScope
from sgdata.ui.lists import show_download


def show_pack(scope: AnyScope) -> None:
    """The choice of a paper; its file is made, and noted, when the button is pressed."""
    offered = editions()
    st.subheader("The paper", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        edition = st.selectbox("For", list(offered), 1, format_func=lambda one: offered[one].title, key="pack_edition")
        ending = st.selectbox("As", list(FORMATS), format_func=lambda one: FORMATS[one], key="pack_format")
        show_download(
            scope,
            f"Download the paper ({FORMATS[ending]})",
            f"{edition}_{scope.as_at}.{ending}",
            "pack",
            lambda: made(scope, edition, ending),
        )
