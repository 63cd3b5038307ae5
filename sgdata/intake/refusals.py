"""The workbook that goes back to whoever sent a file: the rows of it that were refused, as they came, the wrong cells
marked, each with a note of what was wanted; before them a sheet of words: what to do, by column.

It is made from the person's own file, read once more, where the person asks for it. It holds what the file holds, so it
is given to that person and kept nowhere.
"""

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from sgdata.intake.dates import Order
from sgdata.intake.layout.grid import Row
from sgdata.intake.layout.header import MARK
from sgdata.intake.layout.tables_in import FoundTable
from sgdata.intake.layout.wide import WideRegister
from sgdata.intake.load import files_of, how_to_read, key_of
from sgdata.intake.mapping import Mapping
from sgdata.intake.recognise import Recognised
from sgdata.intake.report import LoadReport, Reason, TableReport
from sgdata.intake.session import Progress, Session
from sgdata.intake.staging import ParquetFile, Sheet, Workbench
from sgdata.store.snapshots import Store
from sgdata.tables.columns import folded

WHAT_TO_DO, LINE, WANTED = "What to do", "Line in your file", "What was wanted"
WRONG, HEAD = PatternFill("solid", "FFFFC7CE"), PatternFill("solid", "FFE7E6E6")
MOST_SIGNS = 32_000  # of a cell
WIDTHS = (34, 30, 10, 26, 70)
WHOLE_ROW = "the whole row"


@dataclass(frozen=True)
class Refusals:
    """The refused rows of one sheet: the header and the rows as they came, and for each row the places (from 0) of the
    wrong cells with what was wanted there."""

    report: TableReport
    header: Sequence[Row]
    rows: Sequence[tuple[int, list[str], dict[int, str]]]
    called: dict[str, str]
    """The columns that reasons name, as the file calls them."""


def refusals_workbook(session: Session, report: LoadReport, paths: Sequence[Path]) -> bytes:
    """An XLSX file for these paths, which the session reads as the load did that the report is of."""
    wanted = {one.file: one for one in report.tables if one.refused and one.reasons}
    found = []
    for name, sheet in session.sheets().of(files_of(paths)):
        if name in wanted and not isinstance(sheet, ParquetFile):
            found.append(_refusals(session, wanted[name], sheet))
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    first.title = WHAT_TO_DO
    _tell(first, report, {one.report.file: one for one in found})
    for number, one in enumerate(found, start=1):
        _lay(book.create_sheet(f"Rows {number}"), one)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def refusals_of(
    report: LoadReport,
    folder: Path,
    paths: Sequence[Path],
    *,
    key_file: Path,
    profile: str | None = None,
    mappings: Sequence[Mapping] = (),
    order: Order | None = None,
    progress: Progress = lambda _: None,
) -> bytes:
    """`refusals_workbook` of a load of these paths into the store in `folder`."""
    how = how_to_read(folder, profile, mappings, order)
    bench = Workbench()
    try:
        session = Session(bench, key_of(Store(folder), key_file), progress, how)
        return refusals_workbook(session, report, paths)
    finally:
        bench.con.close()


def _refusals(session: Session, report: TableReport, sheet: Sheet) -> Refusals:
    """The rows of the sheet that reasons name, and where in them the cells stand."""
    places = _Places(session, sheet)
    reasons: dict[int, list[Reason]] = {}
    for reason in report.reasons:
        reasons.setdefault(reason.line, []).append(reason)
    rows = []
    source = sheet.table if isinstance(sheet, WideRegister) else sheet
    for line, cells in source.records():
        if line in reasons:
            wrong: dict[int, list[str]] = {}
            for reason in reasons[line]:
                for place in places.of(reason, cells):
                    told = wrong.setdefault(place, [])
                    told += [reason.wanted] if reason.wanted not in told else []
            rows.append((line, cells, {place: "; ".join(told) for place, told in wrong.items()}))
    header = places.header_rows or [(1, list(sheet.header))]
    return Refusals(report, header, rows, places.called)


class _Places:
    """Where in the rows of a sheet, as they came, the columns of ours stand."""

    def __init__(self, session: Session, sheet: Sheet) -> None:
        profile = session.how.profile
        recognised = None if profile else session.how.recognise(sheet.header, session.remember)
        self.columns = dict(recognised.columns) if isinstance(recognised, Recognised) else {}
        self.columns |= profile.places(sheet.header) if profile else {}
        self.heads = [folded(name) for name in sheet.header]
        self.wide = sheet if isinstance(sheet, WideRegister) else None
        self.header_rows: Sequence[Row] = []
        if isinstance(sheet, FoundTable):
            self.header_rows = [(line, cells[sheet.start : sheet.end]) for line, cells in sheet.head.rows]
        elif self.wide:
            self.header_rows = self.wide.table.head.rows
            names = self.wide.table.head.names
            slots = {slot.place for slot in self.wide.table.head.slots}
            self.others = [place for place in range(len(names)) if place not in slots]
        self.called = {name: sheet.header[place] for name, place in self.columns.items() if place < len(sheet.header)}

    def of(self, reason: Reason, cells: Sequence[str]) -> Iterator[int]:
        """The places that the reason is about: of a row that is too long or too short, all."""
        column, _, session = reason.column.partition(", ")
        if not column:
            yield from range(len(cells))
        elif self.wide and column in MARK:
            yield from self._slots(session)
        elif (place := self._column(column)) is not None:
            yield place

    def _column(self, column: str) -> int | None:
        place = self.columns.get(column)
        if place is None and folded(column) in self.heads:
            place = self.heads.index(folded(column))
        if place is None or not self.wide:
            return place
        return self.others[place] if place < len(self.others) else None

    def _slots(self, session: str) -> Iterator[int]:
        """The columns of a wide register that hold the session, such as `2026-09-02 AM`."""
        assert self.wide
        day, _, half = session.partition(" ")
        for slot, slot_day in zip(self.wide.table.head.slots, self.wide.days() or [], strict=True):
            if slot_day.isoformat() == day and slot.half in (None, half or slot.half):
                yield slot.place


def _tell(sheet: Worksheet, report: LoadReport, found: dict[str, Refusals]) -> None:
    """The first sheet: what is wrong with whole files, then what with columns, with counts."""
    _write_row(sheet, 1, ["What has to be mended before these rows can be taken"], is_head=True)
    row = 3
    not_taken = [one for one in report.tables if one.table is None and one.refused]
    if not_taken:
        _write_row(sheet, row, ["Not taken at all", "", "Rows", "", "Why"], is_head=True)
        for one in not_taken:
            row += 1
            _write_row(sheet, row, [one.file, "", one.refused, "", one.note])
        row += 2
    _write_row(sheet, row, ["File", "Column", "Rows", "Found (a letter, 9 digit)", "Wanted"], is_head=True)
    for one in report.tables:
        counts = Counter((reason.column.partition(", ")[0], reason.wanted) for reason in one.reasons)
        examples = {(reason.column.partition(", ")[0], reason.wanted): reason.found for reason in reversed(one.reasons)}
        called = found[one.file].called if one.file in found else {}
        for (column, wanted), count in sorted(counts.items(), key=lambda each: (each[0][0] != "", -each[1])):
            row += 1
            name = _called(column, called)
            _write_row(sheet, row, [one.file, name, count, examples[column, wanted], wanted])
        if one.reasons_not_listed:
            row += 1
            _write_row(sheet, row, [one.file, "", one.reasons_not_listed, "", "More rows, which are not marked here."])
    row += 2
    for told in (
        "The sheets after this one hold the rows of your file that were not taken, each with its line; wrong cells are "
        "marked, and a note says what was wanted.",
        "Mend them where they come from, export again and send the whole file: rows that were taken are not doubled.",
        "This workbook holds what your file holds. Send it only to whoever may see that.",
    ):
        _write_row(sheet, row, [told])
        row += 1
    for letter, width in zip("ABCDE", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width


def _called(column: str, called: dict[str, str]) -> str:
    theirs = called.get(column, column)
    return WHOLE_ROW if not column else theirs if folded(theirs) == folded(column) else f"{theirs} (our {column})"


def _lay(sheet: Worksheet, one: Refusals) -> None:
    """A sheet of rows: their lines, the cells as they came, and beside them what was wanted."""
    width = max(len(cells) for cells in (*(cells for _, cells in one.header), *(cells for _, cells, _ in one.rows)))
    _write_row(sheet, 1, [f"{one.report.file}: {len(one.rows):,} rows that were not taken"])
    for row, (_, cells) in enumerate(one.header, start=2):
        is_last = row == len(one.header) + 1
        padded = [*cells, *[""] * (width - len(cells))]
        _write_row(sheet, row, [LINE if is_last else "", *padded, WANTED if is_last else ""], is_head=True)
    for row, (line, cells, wrong) in enumerate(one.rows, start=len(one.header) + 2):
        told = list(dict.fromkeys(wrong.values()))
        written = _write_row(sheet, row, [line, *cells, *[""] * (width - len(cells)), "; ".join(told)])
        for place, wanted in wrong.items():
            written[place + 1].fill = WRONG
            written[place + 1].comment = Comment(f"Wanted: {wanted}", "sgdata")
    sheet.freeze_panes = f"B{len(one.header) + 2}"


def _write_row(sheet: Worksheet, row: int, values: Sequence[str | int], *, is_head: bool = False) -> list[Cell]:
    """Writes the values; texts stay texts, so that none is ever a formula."""
    cells = []
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column)
        assert isinstance(cell, Cell)
        if isinstance(value, str):
            cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", value)[:MOST_SIGNS]
            cell.data_type = "s"
            cell.number_format = "@"
        else:
            cell.value = value
        if is_head:
            cell.font, cell.fill = Font(bold=True), HEAD
        cell.alignment = Alignment(vertical="top", wrap_text=column == len(values) > 1)
        cells.append(cell)
    return cells
