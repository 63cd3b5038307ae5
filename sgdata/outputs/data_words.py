"""What the Data page says of a load: what each sheet is, what becomes of its rows, what was found and wanted."""

import pandas as pd

from sgdata.intake.report import LoadReport, TableReport, TakenColumn
from sgdata.outputs.words import capital, label, listed, number, plural

MOST_REASONS = 200
MOST_WORDS = 8
LEFT_OUT = "Left out: nothing of it is read"
LIKELY = "Other systems call it so; not read yet"
WHY = {
    "own name": "it is our name for it",
    "synonym": "other systems call it so",
    "profile": "you said so",
    "same in every row": "you said so, the same in every row",
}


def table_label(table: str | None) -> str:
    """A table in words."""
    return capital(label(table)) if table else "Not recognised"


def summary(report: LoadReport) -> str:
    """What was found in the files, in a sentence."""
    known = [one for one in report.tables if one.table]
    names = listed(list(dict.fromkeys(table_label(one.table) for one in known)))
    strange = sum(not one.table and not one.source for one in report.tables)
    told = f"{plural(len(known), 'sheet is', 'sheets are')} recognised: {names}." if known else ""
    asked = f"{plural(strange, 'sheet is', 'sheets are')} not recognised yet: say what it is." if strange else ""
    return " ".join(filter(None, [told, asked])) or "There is nothing in these files."


FULL = "These files are whole: what they no longer hold goes"
FULL_HELP = (
    "For the settings that the files name, and for attendance the days that they cover. Leave it open where they hold "
    "what is new or corrected only."
)


def will_do(report: LoadReport) -> str:
    """What loading would do, for the button that does it."""
    taken, refused = counts(report)
    if not taken:
        return "Nothing to load yet"
    told = f"Load {plural(taken, 'row', 'rows')}" + (f", refuse {number(refused)}" if refused else "")
    return told + (f", remove {number(gone)}" if (gone := sum(one.gone for one in report.tables)) else "")


def counts(report: LoadReport) -> tuple[int, int]:
    """The rows that are taken and refused."""
    return sum(one.accepted for one in report.tables), sum(one.refused for one in report.tables)


def done(report: LoadReport) -> str:
    """What a load did, in a sentence."""
    if report.outcome == "nothing new":
        return "Nothing new: all of this was there already."
    if report.outcome == "nothing recognised":
        return "Nothing was recognised, so nothing was loaded."
    taken, refused = counts(report)
    new, replaced = (sum(getattr(one, name) for one in report.tables) for name in ("new", "replaced"))
    told = f"{plural(taken, 'row was', 'rows were')} taken: {number(new)} new, {number(replaced)} corrected"
    same = sum(one.unchanged for one in report.tables)
    told += f", {number(same)} there already." if same else "."
    told += f" {plural(refused, 'row was', 'rows were')} refused." if refused else ""
    gone = sum(one.gone for one in report.tables)
    return told + (f" {plural(gone, 'row', 'rows')} did not come again and went." if gone else "")


def sheets_table(report: LoadReport) -> pd.DataFrame:
    """A row a sheet: what it is and what becomes of its rows."""
    return pd.DataFrame(
        {
            "File": [one.file for one in report.tables],
            "Table": [table_label(one.table or one.source) for one in report.tables],
            "Rows": [number(one.read) for one in report.tables],
            "Taken": [number(one.accepted) for one in report.tables],
            "Refused": [number(one.refused) for one in report.tables],
            "Columns left out": [", ".join(one.dropped_columns) or "none" for one in report.tables],
        }
    )


def changes_table(report: LoadReport) -> pd.DataFrame:
    """A row a sheet that was taken: what it changed."""
    taken = [one for one in report.tables if one.table]
    return pd.DataFrame(
        {
            "File": [one.file for one in taken],
            "Table": [table_label(one.table) for one in taken],
            "New": [number(one.new) for one in taken],
            "Corrected": [number(one.replaced) for one in taken],
            "There already": [number(one.unchanged) for one in taken],
            "Refused": [number(one.refused) for one in taken],
            "Gone": [number(one.gone) for one in taken],
        }
    )


def reasons_table(report: LoadReport) -> pd.DataFrame:
    """The first rows that are refused: where, what was found by its shape, what was wanted."""
    found = [(one.file, reason) for one in report.tables for reason in one.reasons][:MOST_REASONS]
    return pd.DataFrame(
        {
            "File": [file for file, _ in found],
            "Line": [str(reason.line) for _, reason in found],
            "Column": [reason.column or "the whole row" for _, reason in found],
            "Found": [reason.found for _, reason in found],
            "Wanted": [_short(reason.wanted) for _, reason in found],
        }
    )


def _short(wanted: str) -> str:
    """A long list of words by its beginning: the drop-down of the column has all of it."""
    words = wanted.split(", ")
    return wanted if len(words) <= MOST_WORDS else f"{', '.join(words[:MOST_WORDS])} and {len(words) - MOST_WORDS} more"


def refused_title(report: LoadReport) -> str:
    """The line that opens the rows that would be refused."""
    _, refused = counts(report)
    return f"Why {plural(refused, 'row', 'rows')} would be refused"


def why(taken: TakenColumn) -> str:
    """Why a column was taken for ours, how its dates are read, and the shape of what stands in it."""
    parts = [capital(WHY[taken.why])]
    if taken.dates:
        parts.append(f"dates as {taken.dates}")
    if taken.is_asked:
        parts.append("day or month first is not clear")
    if taken.examples:
        parts.append(f"such as {' · '.join(taken.examples)}")
    return "; ".join(parts)


def sheet_label(one: TableReport) -> str:
    """A sheet on the line that opens it."""
    rows = plural(one.read, "row", "rows")
    left = f", {number(one.refused)} refused" if one.table and one.refused else ""
    return f"{one.file}: {table_label(one.table or one.source)}, {rows}{left}"
