"""The Data page: bring files, see what they are, correct it, load; what was loaded; and who has sent what.

It is the practitioners': leaders are told whom to ask. What it needs of the door is imported when it is shown, so the
process that leaders reach never holds it.
"""

import streamlit as st

from sgdata.outputs import words
from sgdata.release import ask
from sgdata.release.scope import AnyScope, Scope
from sgdata.settings import Settings
from sgdata.ui import answers
from sgdata.ui.lists import show_records
from sgdata.ui.panels import show_release, status
from sgdata.ui.pictures import show_picture
from sgdata.ui.snapshots import show_snapshots

LOAD, LOADED, RETURNS = "Load", "What was loaded", "Returns"
ASK = """
**Ask a practitioner or your data officer.** Whoever loads data sees which files came from where, which rows were
refused and why, and can go back to what was there before. Leaders see releases: figures of one date, protected
together.
"""
OF_RETURNS = "returns_received"
PICTURES = ("marks_by_setting", "returns_by_setting", "absence_by_setting_return")


def show_data(scope: AnyScope) -> None:
    """The page in three parts, of which the open one is worked out."""
    if not isinstance(scope, Scope):
        st.header("Data come in where practitioners work.", anchor=False)
        show_release(scope)
        st.markdown(ASK)
        return
    names = (LOAD, LOADED, RETURNS)
    tabs = dict(zip(names, st.tabs(names, key="tab", on_change="rerun", bind="query-params"), strict=True))
    if tabs[LOAD].open:
        from sgdata.ui.data_load import show_load

        with tabs[LOAD]:
            show_load(scope.store, scope)
    if tabs[LOADED].open:
        with tabs[LOADED]:
            st.header("Every load is a snapshot, and the ones before it are kept.", anchor=False)
            show_snapshots(scope)
    if tabs[RETURNS].open:
        with tabs[RETURNS]:
            _show_returns(scope)


def show_first_load() -> None:
    """Where nothing was ever loaded, and a practitioner may begin here as well as on the command line."""
    from sgdata.ui.data_load import show_load

    show_load(Settings().store, None)


def _show_returns(scope: Scope) -> None:
    """Who has sent what for which period, what is missing, how old it is."""
    indicator = next(one for one in ask.indicators(("governance",)) if one.id == OF_RETURNS)
    figure = answers.figures(scope, (OF_RETURNS,))[OF_RETURNS]
    st.header(words.answer(indicator, figure), anchor=False)
    st.markdown(f"{status(figure)} · {indicator.asks}")
    for picture in ask.pictures(scope, ("governance", "attendance")):
        if picture.id in PICTURES:
            show_picture(scope, picture)
    show_records(scope, [indicator], {OF_RETURNS: figure})
