"""The router: it shows the page that was asked for. Every page opens itself (sgdata/ui/open_page.py)."""

import streamlit as st

from sgdata.ui.navigation import PAGES, go_to_overview

home = st.Page(go_to_overview, title="Overview", default=True)
st.navigation([home, *(st.Page(page.file, title=page.title) for page in PAGES)], position="hidden").run()
