"""Workbooks: every worksheet as rows of text, written as the contract writes its values."""

import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import openpyxl

from sgdata.errors import Misuse
from sgdata.intake import limits
from sgdata.intake.layout.grid import AnyPath, Row
from sgdata.intake.names import file_called
from sgdata.intake.package import count_in_part, opened

MOST_COLUMNS = 400  # a register of a year has a column for each of 190 days' sessions
MOST_ROWS = 1_048_576
MOST_CELLS = 20_000_000
SIGN_EVERY = 1_000  # rows


@dataclass(frozen=True)
class Worksheet:
    """One worksheet with its first row that holds anything and its place in the workbook, from 1. A hidden one is not
    to be read: nobody sees what would be loaded."""

    path: AnyPath
    name: str
    place: int
    header: tuple[str, ...]
    header_line: int
    is_hidden: bool = False
    pads = True

    def records(self) -> Iterator[Row]:
        """Every row after the header that is not blank, at least as wide as it, with its number in the sheet."""
        width = len(self.header)
        for line, cells in self.rows():
            if line > self.header_line and cells:
                yield line, cells + [""] * (width - len(cells))

    def lines(self) -> int:
        """How many rows it has, whatever stands in them."""
        with _opened(self.path) as book:
            return count_in_part(self.path, book[self.name]._worksheet_path, b"<row")  # type: ignore[attr-defined]  # of one that is only read

    def rows(self) -> Iterator[Row]:
        """Every row with its number in the sheet, up to its last cell that holds anything; of several blank ones in a
        row the first, without cells."""
        return _rows(self.path, self.name)


def worksheets(path: AnyPath) -> list[Worksheet]:
    """The worksheets that hold anything; Misuse where the file is no workbook that can be read, or is empty."""
    with _opened(path) as book:
        sheets = [(sheet.title, sheet.sheet_state != "visible") for sheet in book.worksheets]
    found = []
    for place, (name, is_hidden) in enumerate(sheets, start=1):
        if first := next((row for row in _rows(path, name) if row[1]), None):
            line, cells = first
            found.append(Worksheet(path, name, place, tuple(cell.strip() for cell in cells), line, is_hidden))
    if not found:
        raise Misuse(f"{file_called(path)} is empty: wanted a header row and rows below it.")
    return found


class _TooWide(Exception):  # noqa: N818  # told by _opened
    """A row of that number has a cell too far to the right."""


class _TooMuch(Exception):  # noqa: N818  # as above
    """With the row of that number a worksheet has too many rows or cells."""


@contextmanager
def _opened(path: AnyPath) -> Iterator[openpyxl.Workbook]:
    """The workbook for as long as the block lasts. Misuse where it is broken, of which openpyxl may raise anything."""
    try:
        with _no_warnings():
            book = openpyxl.load_workbook(opened(path), read_only=True, data_only=True, keep_links=False)
        with closing(book):
            yield book
    except _TooWide as problem:
        raise Misuse(
            f"{file_called(path)}: row {problem.args[0]} of a worksheet has a cell beyond column {MOST_COLUMNS}: "
            "delete the columns that hold no data."
        ) from None
    except _TooMuch as problem:
        raise Misuse(
            f"{file_called(path)}: a worksheet goes beyond row {MOST_ROWS:,} or has more than {MOST_CELLS:,} cells up "
            f"to row {problem.args[0]}: delete the rows and columns that hold no data, or save the sheet as CSV."
        ) from None
    except Misuse:
        raise
    except Exception as problem:
        raise Misuse(
            f"{file_called(path)} cannot be read as a workbook ({type(problem).__name__}): save it as .xlsx."
        ) from None


@contextmanager
def _no_warnings() -> Iterator[None]:
    """Silences openpyxl: it warns of drop-downs and styles that it does not keep, and of dates that are none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _rows(path: AnyPath, name: str) -> Iterator[Row]:
    with _opened(path) as book:
        sheet = book[name]
        sheet.reset_dimensions()  # the size that a workbook claims for itself may be wrong
        rows = enumerate(sheet.iter_rows(values_only=True), start=1)
        is_blank, looked_at = False, 0
        while True:
            with _no_warnings():
                line, found = next(rows, (0, ()))
            if not line:
                return
            looked_at += len(found)
            if line > MOST_ROWS or looked_at > MOST_CELLS:
                raise _TooMuch(line)
            if not line % SIGN_EVERY:
                limits.getting_on()
            cells = [_text(cell) for cell in found] if found.count(None) < len(found) else []
            while cells and not cells[-1].strip():
                cells.pop()
            if len(cells) > MOST_COLUMNS:
                raise _TooWide(line)
            was_blank, is_blank = is_blank, not cells
            if cells or not was_blank:  # a sheet may claim a million empty rows
                yield line, cells


def _text(cell: Any) -> str:
    """The cell as the contract writes it: 2026-11-20, 2026-11-20T16:50, yes, 3."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case datetime():
            return cell.replace(microsecond=0).isoformat()
        case date() | time():
            return cell.isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell)
