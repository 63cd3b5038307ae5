"""Loading from the screen: files are dropped, told of, corrected, and only then stored."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from sgdata.errors import Misuse, Refused
from sgdata.intake.desk import ORDERS, Desk, Mapping, Order, Upload, titles
from sgdata.intake.report import LoadReport
from sgdata.outputs import data_words
from sgdata.outputs.words import capital
from sgdata.release import access_log
from sgdata.release.scope import Scope, open_scope
from sgdata.settings import Settings
from sgdata.ui.data_columns import show_sheet
from sgdata.ui.lists import show_download

KINDS = ["csv", "tsv", "txt", "psv", "xlsx", "xlsm", "parquet", "pq", "zip"]
RULES = {"A Virtual School": "virtual_school", "A mentoring provider": "mentoring_provider"}
DATES = {"Day first: 3 April": "day-first", "Month first: 4 March": "month-first"}
FILES, SAID, DONE, ORDER = "data_files", "data_said", "data_done", "data_order"
INTRODUCTION = (
    "Drop the exports you have: CSV, Excel, Parquet, or a zipped folder. You see what each column is taken for before "
    "anything is stored. Names, addresses and words about a child are left out, ids are replaced by pseudonyms."
)


def show_load(store: Path, scope: Scope | None) -> None:
    """Files in; what they are; one button that says what it will do. Without a `scope` it is the first load."""
    rules = None if scope else _rules()
    above = st.container()
    st.markdown(INTRODUCTION)
    turn = st.session_state.setdefault("data_turn", 0)  # a new one empties the box
    dropped = st.file_uploader("Files", KINDS, accept_multiple_files=True, key=f"{FILES}_{turn}")
    files = [(one.name, one.getvalue()) for one in dropped]
    desk = Desk(store, Settings().key_file, rules, _written_by() if files else None)
    if not files:
        st.session_state.pop(SAID, None)
        if done := st.session_state.get(DONE):
            with above:
                _show_done(desk, scope, *done)
        return
    st.session_state.pop(DONE, None)
    said: dict[str, Mapping] = st.session_state.setdefault(SAID, {})
    order: Order | None = st.session_state.get(ORDER)
    full = "all" if scope and st.checkbox(data_words.FULL, key="data_full", help=data_words.FULL_HELP) else None
    try:
        report = _proposed(desk, files, tuple(said.values()), order, full, [one.file_id for one in dropped])
    except (Misuse, Refused) as fault:
        st.error(str(fault))
        return
    st.header(data_words.summary(report), anchor=False)
    _show_sheets(report)
    _ask_order(report)
    kept = {one.name: one for one in desk.saved()}
    for place, one in enumerate(report.tables):
        if one.headers:
            show_sheet(place, one, said, kept.get(one.profile or ""))
    _show_refused(report)
    if scope and data_words.counts(report)[1]:
        make = partial(desk.refusals, report, files, tuple(said.values()), order)
        show_download(scope, "Download the refused rows, to send back (Excel)", "refused_rows.xlsx", "refusals", make)
    taken, _ = data_words.counts(report)
    if st.button(data_words.will_do(report), type="primary", key="load", disabled=not taken):
        _load(desk, scope, files, tuple(said.values()), order, full)


def _written_by() -> str | None:
    """The profile that a person says reads the files; unless one does, each sheet is known by its columns."""
    known = titles()
    return st.selectbox(
        "What wrote these files?",
        list(known),
        index=None,
        format_func=lambda name: capital(known[name]),
        placeholder="Known by their columns, unless you say",
        key="data_profile",
    )


def _show_sheets(report: LoadReport) -> None:
    """What each sheet is, and what was remarked."""
    st.table(data_words.sheets_table(report), hide_index=True)
    for one in report.tables:
        if one.note and not one.headers:
            st.markdown(f"{one.file}: {one.note}")


def _rules() -> str:
    kind = st.segmented_control("Who are you?", list(RULES), default=next(iter(RULES)), required=True, key="data_rules")
    return RULES[kind or next(iter(RULES))]


def _proposed(
    desk: Desk,
    files: Sequence[Upload],
    said: tuple[Mapping, ...],
    order: Order | None,
    full: str | None,
    ids: list[str],
) -> LoadReport:
    """What would become of the files; worked out anew when something was said, kept for this person alone."""
    asked = (desk, ids, said, order, full, desk.in_use())
    kept: tuple[Any, LoadReport] | None = st.session_state.get("data_proposed")
    if kept is None or kept[0] != asked:
        with st.spinner("Reading the files"):
            kept = (asked, desk.propose(files, said, order, full))
        st.session_state["data_proposed"] = kept
    return kept[1]


def _ask_order(report: LoadReport) -> None:
    """The one question about dates that no column can answer, where there is one; answered, it stays to be changed."""
    is_asked = any(column.is_asked for one in report.tables for column in one.columns)
    if not is_asked and not st.session_state.get(ORDER):
        return
    st.markdown("**Is 03/04/2026 the third of April or the fourth of March?** Nothing in these columns shows which.")
    chosen = st.segmented_control("In these files", list(DATES), key="data_dates")
    order = next((one for one in ORDERS if one == DATES.get(chosen or "")), None)
    if order != st.session_state.get(ORDER):
        st.session_state[ORDER] = order
        st.rerun()


def _show_refused(report: LoadReport) -> None:
    table = data_words.reasons_table(report)
    if table.empty:
        return
    with st.expander(f":gray[{data_words.refused_title(report)}]", key="refused", type="compact"):
        st.markdown("What was found is shown by its shape, letters as a and digits as 9: it may tell of a child.")
        st.table(table, hide_index=True)


def _load(
    desk: Desk,
    scope: Scope | None,
    files: Sequence[Upload],
    said: tuple[Mapping, ...],
    order: Order | None,
    full: str | None,
) -> None:
    before = desk.in_use()
    with st.status("Loading", expanded=True) as told:
        line = st.empty()

        def tell(text: str) -> None:
            line.text(text)

        try:
            # The button has said how many rows go: whoever pressed it has seen that.
            report = desk.take(files, said, order, tell, full, may_remove_most=True)
        except (Misuse, Refused) as fault:
            told.update(label="Nothing was loaded", state="error")
            st.error(str(fault))
            return
        told.update(label="Loaded", state="complete")
    if report.outcome == "loaded":
        access_log.note(scope or open_scope(desk.store), "load")
    st.session_state[DONE] = (report, before)
    _forget_files()
    st.rerun()


def _forget_files() -> None:
    st.session_state["data_turn"] += 1
    for name in (SAID, ORDER, "data_dates", "data_full", "data_proposed", "as_at"):  # the newest day may be another now
        st.session_state.pop(name, None)
    st.query_params.pop("as_at", None)


def _show_done(desk: Desk, scope: Scope | None, report: LoadReport, before: str | None) -> None:
    """What the last load did, and the way back."""
    st.success(data_words.done(report))
    st.table(data_words.changes_table(report), hide_index=True)
    if report.outcome != "loaded" or before is None or desk.in_use() != report.snapshot:
        return
    if st.button("Go back to what was there before", key="go_back") and scope:
        desk.go_back(before)
        access_log.note(scope, "snapshots", "use")
        _forget_files()
        st.session_state.pop(DONE)
        st.rerun()
