"""The sheets of another system: recognised by their columns, read row by row, laid on the workbench for its profile."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict

from sgdata.intake.check import MOST_REASONS, ragged_reasons
from sgdata.intake.names import column_called, mask
from sgdata.intake.report import Reason, TableReport, in_order
from sgdata.intake.staging import ParquetFile, Sheet, Staged, Workbench, quoted
from sgdata.intake.synonyms import bare, columns_called
from sgdata.tables import TABLES
from sgdata.tables.columns import Day

Line = tuple[int | str | None, ...]
NEEDED = "a value: this column may not be empty"


class SourceColumn(BaseModel):
    """A column of a source: an `id`, `date` or `text` may not be empty where `required`; a `code` is translated by
    `words`; a `text` goes on as it stands, to be read as the column of ours that it becomes. `headers` are its other
    names, the first that stands there first; an `optional` one need not stand there, and is empty then."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["id", "date", "code", "text"]
    required: bool = False
    words: dict[str, str] = {}
    headers: tuple[str, ...] = ()
    optional: bool = False


class SourceSheet(BaseModel):
    """A sheet of the other system, recognised by these columns. `belongs_to` names the sheet in which the id of its
    rows, their first column, must stand; `like` the table of ours whose columns go by the same names, and so by the
    same synonyms. Of one from which nothing is taken several may come."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    columns: dict[str, SourceColumn]
    belongs_to: str = ""
    like: str = ""
    note: str = ""
    is_taken: bool = True

    def places(self, header: Sequence[str]) -> dict[str, int]:
        """Where each column stands, of those that do."""
        heads = [bare(name) for name in header]
        found: dict[str, int] = {}
        for name, column in self.columns.items():
            named = next((heads.index(one) for one in map(bare, (name, *column.headers)) if one in heads), None)
            place = self._synonym(name, header, found) if named is None else named
            if place is not None and place not in found.values():
                found[name] = place
        return found

    def missing(self, header: Sequence[str]) -> list[str]:
        """The columns that would have to stand there and do not."""
        found = self.places(header)
        return [name for name, column in self.columns.items() if name not in found and not column.optional]

    def names(self) -> set[str]:
        """Every name that a column of it may have, but for synonyms."""
        return {each for name, column in self.columns.items() for each in (name, *column.headers)}

    def _synonym(self, name: str, header: Sequence[str], found: dict[str, int]) -> int | None:
        if not self.like:
            return None
        own = {bare(each) for each in self.names()}
        return next(
            (
                place
                for place, head in enumerate(header)
                if name in columns_called(TABLES[self.like], head) and bare(head) not in own
            ),
            None,
        )


def lay_source(
    bench: Workbench,
    name: str,
    source: SourceSheet,
    formats: Sequence[str],
    file: str,
    sheet: Sheet | ParquetFile,
) -> TableReport:
    """Lays the sheet as relation `name` (`line` and its columns), the rows that cannot be read as `name`_refused; in
    these, what cannot be read is empty. The report counts its rows."""
    places = source.places(sheet.header)
    staged = bench.stage(sheet, places)
    dropped = [
        column_called(header, place + 1) for place, header in enumerate(sheet.header) if place not in places.values()
    ]
    report = TableReport(table=None, file=file, source=name, dropped_columns=dropped, note=source.note)
    report.leave_out(staged.left_out)
    if all(column.kind in ("id", "text") for column in source.columns.values()):
        kept, reasons = _lay_as_it_stands(bench, name, source, staged, places)
    else:
        kept, reasons = _lay_row_by_row(bench, name, source, formats, staged, places)
    report.read, report.accepted = staged.read, kept
    list_reasons(report, reasons + ragged_reasons(staged), staged.read - kept)
    bench.drop(staged.name)
    return report


def lay_empty(bench: Workbench, name: str, source: SourceSheet) -> None:
    """Lays a source that did not come."""
    _lay(bench, name, source, [])
    _lay(bench, f"{name}_refused", source, [])


def list_reasons(report: TableReport, reasons: list[Reason], refused: int) -> None:
    """Puts the first reasons into the report, in the order of the sheet, and says of how many rows none is listed."""
    report.reasons = in_order(reasons)[:MOST_REASONS]
    report.refused = refused
    report.reasons_not_listed = refused - len({reason.line for reason in report.reasons})


def _lay_as_it_stands(
    bench: Workbench, name: str, source: SourceSheet, staged: Staged, places: dict[str, int]
) -> tuple[int, list[Reason]]:
    cells = ", ".join(
        f"nullif(trim({quoted(column) if column in places else 'NULL'}), '') AS {quoted(column)}"
        for column in source.columns
    )
    needed = [column for column, each in source.columns.items() if each.required and column in places]
    is_whole = " AND ".join(f"{quoted(column)} IS NOT NULL" for column in needed) or "true"
    laid = bench.new_name()
    bench.con.execute(f"CREATE TABLE {laid} AS SELECT {staged.line} AS line, {cells} FROM {staged.name}")
    bench.con.execute(f"CREATE TABLE {name} AS SELECT * FROM {laid} WHERE {is_whole}")
    bench.con.execute(f"CREATE TABLE {name}_refused AS SELECT * FROM {laid} WHERE NOT ({is_whole})")
    bench.drop(laid)
    reasons = [
        Reason(line=line, column=column, found="nothing", wanted=NEEDED)
        for column in needed
        for (line,) in bench.con.execute(
            f"SELECT line FROM {name}_refused WHERE {quoted(column)} IS NULL ORDER BY line LIMIT {MOST_REASONS}"
        ).fetchall()
    ]
    return bench.count(name), reasons


def _lay_row_by_row(
    bench: Workbench,
    name: str,
    source: SourceSheet,
    formats: Sequence[str],
    staged: Staged,
    places: dict[str, int],
) -> tuple[int, list[Reason]]:
    reasons: list[Reason] = []
    kept: list[Line] = []
    not_kept: list[Line] = []
    rows = bench.con.execute(
        f"SELECT {staged.line} AS line, {', '.join(map(quoted, places))} FROM {staged.name} ORDER BY line"
    ).fetchall()
    for line, *cells in rows:
        by_name: dict[str, str | None] = dict(zip(places, cells, strict=True))
        read: list[str | None] = []
        wrong = []
        for column, each in source.columns.items():
            cell = (by_name.get(column) or "").strip()
            value, wanted = _read_cell(each, cell, formats) if column in places else (None, "")
            read.append(value)
            if wanted:
                wrong.append(Reason(line=line, column=column, found=mask(cell) if cell else "nothing", wanted=wanted))
        reasons += wrong
        (not_kept if wrong else kept).append((line, *read))
    _lay(bench, name, source, kept)
    _lay(bench, f"{name}_refused", source, not_kept)
    return len(kept), reasons


def _read_cell(column: SourceColumn, cell: str, formats: Sequence[str]) -> tuple[str | None, str]:
    """The value as our tables write it, and what was wanted where it cannot be read."""
    if not cell:
        return None, NEEDED if column.required else ""
    match column.kind:
        case "date":
            try:
                return _date(cell, formats).isoformat(), ""
            except ValueError:
                return None, f"a date such as {datetime(2026, 11, 20).strftime(formats[0])}"
        case "code" if column.words:
            word = column.words.get(cell.upper())
            return word, "" if word is not None else f"one of {', '.join(column.words)}"
        case _:
            return cell, ""


def _date(cell: str, formats: Sequence[str]) -> date:
    """The date as the system writes it, or as a workbook does, which knows dates from words."""
    try:
        return Day().read(cell)
    except ValueError:
        for one in formats[:-1]:
            try:
                return datetime.strptime(cell, one).date()
            except ValueError:
                pass
        return datetime.strptime(cell, formats[-1]).date()


def _lay(bench: Workbench, relation: str, source: SourceSheet, rows: list[Line]) -> None:
    types = ", ".join(f"{quoted(column)} VARCHAR" for column in source.columns)
    bench.con.execute(f"CREATE TABLE {relation} (line BIGINT, {types})")
    if rows:
        bench.con.register("read", pd.DataFrame(rows, columns=["line", *source.columns], dtype=object))
        bench.con.execute(f"INSERT INTO {relation} SELECT * FROM read")
        bench.con.unregister("read")
