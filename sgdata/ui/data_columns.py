"""One sheet, column by column: what it was taken for and why, with drop-downs to correct it."""

import streamlit as st

from sgdata.errors import Misuse
from sgdata.intake.desk import SUCH_AS, THIS_LOAD, DateForm, Mapping, Offered, made, offered, offered_tables
from sgdata.intake.report import SheetHeader, TableReport, TakenColumn
from sgdata.outputs import data_words
from sgdata.outputs.words import label, plural

LEFT_OUT, AS_SEEN, REFUSED, EMPTY = "left out", "dates as the column shows", "refuse these rows", "leave empty"
NOTHING = "nothing"


def show_sheet(place: int, one: TableReport, said: dict[str, Mapping], kept: Mapping | None) -> None:
    """The sheet on a line that opens; what a person says of it is put under its headers into `said`. `kept` is the
    profile that it was recognised by."""
    label_of_it = data_words.sheet_label(one)
    is_open = not one.table or _headers(one) in said
    opened = st.expander(label_of_it, expanded=is_open, key=f"sheet_{place}", on_change="rerun")
    if not opened.open:
        return
    with opened:
        if one.note:
            st.markdown(one.note)
        tables = offered_tables()
        likely = one.table or one.likely
        table = st.selectbox(
            "What each row is",
            tables,
            tables.index(likely) if likely in tables else None,
            format_func=data_words.table_label,
            placeholder="Choose a table",
            key=f"table_{place}",
        )
        if table is None:
            st.markdown("Choose what a row of this sheet is about; then say which column is which.")
            return
        with st.form(f"columns_{place}_{table}", border=False):
            before = said.get(_headers(one), kept)
            before = before if before and before.table == table else None
            mapping = _asked(f"{place}_{table}", one, table, before)
            if st.form_submit_button("Look again with these choices"):
                _keep(one, mapping, said)


def _headers(one: TableReport) -> str:
    return "|".join(header.kept for header in one.headers)


def _asked(key: str, one: TableReport, table: str, before: Mapping | None) -> dict[str, object]:
    """The parts of a mapping as they are chosen; what was said `before` stays until something else is said."""
    columns = {column.name: column for column in offered(table)}
    taken = {column.place: column for column in one.columns if column.column in columns}
    chosen: list[tuple[str, str]] = []
    dates: dict[str, DateForm] = {}
    words: dict[str, dict[str, str]] = {}
    for header in one.headers:
        found = taken.get(header.place)
        likely = found.column if found else None if one.table == table else header.could_be.get(table)
        told, choice = st.columns([5, 4], vertical_alignment="center")
        told.text(f"{header.shown}\n{_why(found, likely)}")
        with choice:
            name = _ask_column(key, header, likely, list(columns))
            if name and found and columns[name].is_date:
                form = _ask_form(key, found, before.dates.get(name) if before else None)
                dates |= {name: form} if form else {}
        if name:
            chosen.append((name, header.kept))
            words[name] = dict(before.words.get(name, {})) if before else {}
        if name and found and found.column == name and found.unknown:
            words[name] |= _ask_words(key, found, columns[name])
    may_be_same = [column for column in columns.values() if column.may_be_same]
    constants = _ask_constants(key, before.constants if before else {}, may_be_same)
    name = st.text_input(
        "Remember these choices as",
        "" if before is None or before.name == THIS_LOAD else before.name,
        key=f"name_{key}",
        placeholder="such as attendance_export",
        help="Small letters, digits and _. Files with these headers are then recognised by themselves. Empty: for this "
        "load alone.",
    )
    return {
        "name": name.strip() or THIS_LOAD,
        "table": table,
        "columns": chosen,
        "dates": dates,
        "words": {column: said for column, said in words.items() if said},
        "constants": constants,
    }


def _why(found: TakenColumn | None, likely: str | None) -> str:
    if found:
        return data_words.why(found)
    return data_words.LIKELY if likely else data_words.LEFT_OUT


def _ask_column(key: str, header: SheetHeader, likely: str | None, names: list[str]) -> str | None:
    chosen = st.selectbox(
        f"{header.shown} (column {header.place}) is",
        [LEFT_OUT, *names],
        1 + names.index(likely) if likely else 0,
        format_func=label,
        key=f"column_{key}_{header.place}",
        label_visibility="collapsed",
    )
    return None if chosen == LEFT_OUT else chosen


def _ask_form(key: str, found: TakenColumn, before: DateForm | None) -> DateForm | None:
    forms: list[DateForm | None] = [None, *SUCH_AS]
    return st.selectbox(
        f"Dates of {found.header} are written",
        forms,
        forms.index(before),
        format_func=lambda form: SUCH_AS[form] if form else AS_SEEN,
        key=f"dates_{key}_{found.place}",
        label_visibility="collapsed",
    )


def _ask_words(key: str, found: TakenColumn, column: Offered) -> dict[str, str]:
    """What the words mean that the list does not have; those that are to be refused are not among them."""
    st.text(f"{found.header}: {plural(len(found.unknown), 'word', 'words')} that the list does not have")
    said = {}
    for place, word in enumerate(found.unknown):
        told, choice = st.columns([5, 4], vertical_alignment="center")
        what = f"{word.shown} ({plural(word.rows, 'row', 'rows')}, first in line {word.line})"
        told.text(what)
        meant = choice.selectbox(
            f"{what} means",
            [REFUSED, *column.words, *([] if column.is_needed else [EMPTY])],
            format_func=label,
            key=f"word_{key}_{found.place}_{place}",
            label_visibility="collapsed",
        )
        if meant != REFUSED:
            said[word.kept] = "" if meant == EMPTY else str(meant)
    return said


def _ask_constants(key: str, before: dict[str, str], columns: list[Offered]) -> dict[str, str]:
    """What is the same in every row and stands in no column, such as the school that sent the file."""
    names = [column.name for column in columns]
    said = next(iter(before), NOTHING)
    name = st.selectbox(
        "The same in every row, and in no column",
        [NOTHING, *names],
        1 + names.index(said) if said in names else 0,
        format_func=label,
        key=f"same_{key}",
    )
    value = st.text_input(
        "It is",
        before.get(said, ""),
        key=f"same_value_{key}",
        help="A word of the list, a date, or the number of a school.",
    )
    return {name: value.strip()} if name != NOTHING and value.strip() else {}


def _keep(one: TableReport, parts: dict[str, object], said: dict[str, Mapping]) -> None:
    try:
        mapping = made(**parts)
    except Misuse as fault:
        st.error(str(fault))
        return
    said[_headers(one)] = mapping
    st.rerun()
