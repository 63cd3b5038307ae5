"""Workbooks: every worksheet as rows of text, written as the contract writes its values."""

import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl

from sgdata.errors import Misuse
from sgdata.intake.names import file_called

MOST_COLUMNS = 200


@dataclass(frozen=True)
class Worksheet:
    """One worksheet with its header row and its place in the workbook, from 1."""

    path: Path
    name: str
    place: int
    header: tuple[str, ...]
    header_line: int

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """Every row after the header that is not blank, with its number in the sheet."""
        for line, cells in _rows(self.path, self.name):
            if line > self.header_line:
                while len(cells) > len(self.header) and not cells[-1].strip():
                    cells.pop()
                yield line, cells


def worksheets(path: Path) -> list[Worksheet]:
    """The worksheets that hold anything; Misuse where the file is no workbook that can be read, or is empty."""
    with _opened(path) as book:
        names = [sheet.title for sheet in book.worksheets]
    found = []
    for place, name in enumerate(names, start=1):
        if first := next(_rows(path, name), None):
            line, cells = first
            while not cells[-1].strip():
                cells.pop()
            found.append(Worksheet(path, name, place, tuple(cell.strip() for cell in cells), line))
    if not found:
        raise Misuse(f"{file_called(path)} is empty: wanted a header row and rows below it.")
    return found


@contextmanager
def _opened(path: Path) -> Iterator[openpyxl.Workbook]:
    """The workbook for as long as the block lasts. Misuse where it is broken, of which openpyxl may raise anything."""
    try:
        with _no_warnings():
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        with closing(book):
            yield book
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


def _rows(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, `MOST_COLUMNS` wide, with their numbers in the sheet."""
    with _opened(path) as book:
        sheet = book[name]
        sheet.reset_dimensions()  # the size that a workbook claims for itself may be wrong
        rows = enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1)
        while True:
            with _no_warnings():
                line, found = next(rows, (0, ()))
            if not line:
                return
            if found.count(None) < len(found):  # a sheet may claim a million empty rows
                cells = [_text(cell) for cell in found]
                if any(cell.strip() for cell in cells):
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
