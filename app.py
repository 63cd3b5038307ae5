"""The router: it shows the page that was asked for. Every page opens itself (sgdata/ui/open_page.py)."""

import streamlit as st

from sgdata.ui.navigation import go_to_overview, offered

home = st.Page(go_to_overview, title="Overview", default=True)
st.navigation([home, *(st.Page(page.file, title=page.title) for page in offered())], position="hidden").run()
