"""What was loaded, until when it is kept, and what changed from one load to another: for practitioners."""

import streamlit as st

from sgdata.errors import Misuse, Refused
from sgdata.meeting.kept import snapshots_kept
from sgdata.outputs.snapshot_words import (
    called,
    figures_table,
    figures_told,
    rows_table,
    rows_told,
    snapshots_table,
)
from sgdata.release.scope import AnyScope, Scope
from sgdata.ui import answers
from sgdata.ui.lists import note_once


def show_snapshots(scope: AnyScope) -> None:
    """The snapshots of the store, and what changed between two that are chosen: first the one in use and the one
    before it. Nothing for leaders."""
    if not isinstance(scope, Scope):
        return
    held = snapshots_kept(scope.store)
    st.subheader("What was loaded", anchor=False)
    st.table(snapshots_table(held), hide_index=True)
    names = {one.manifest.id: called(one) for one in held}
    if len(names) < 2:
        st.markdown("There is one snapshot. After the next load, this tells what it changed.")
        return
    st.subheader("What changed", anchor=False)
    ids = list(names)
    newer = ids.index(scope.snapshot) if scope.snapshot in ids else len(ids) - 1
    with st.container(horizontal=True):
        old = st.selectbox("From", ids, max(newer - 1, 0), format_func=names.__getitem__, key="snapshot_from")
        new = st.selectbox("To", ids, newer, format_func=names.__getitem__, key="snapshot_to")
    note_once(scope, "snapshots", "diff")
    try:
        changed = answers.changed(scope, old, new)
    except (Misuse, Refused) as fault:
        st.warning(str(fault))
        return
    for told, table in ((rows_told(changed), rows_table(changed)), (figures_told(changed), figures_table(changed))):
        st.markdown(told)
        if len(table):
            st.table(table, hide_index=True)
