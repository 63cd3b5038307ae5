"""Workbooks: every worksheet as rows of text, written as the contract writes its values."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from sgdata.errors import Misuse

MOST_COLUMNS = 200


@dataclass(frozen=True)
class Worksheet:
    """One worksheet with its header row."""

    path: Path
    name: str
    header: tuple[str, ...]
    header_line: int

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """Every row after the header that is not blank, with its number in the sheet."""
        for line, cells in _rows(self.path, self.name):
            if line > self.header_line and any(cells):
                yield line, cells[: len(self.header)] if not any(cells[len(self.header) :]) else cells


def worksheets(path: Path) -> list[Worksheet]:
    """The worksheets that hold anything; Misuse where the file is no workbook that can be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of drop-downs and styles that it does not keep
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        names = [sheet.title for sheet in book.worksheets]
        book.close()
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as problem:
        raise Misuse(f"{path.name} cannot be read as a workbook ({type(problem).__name__}): save it as .xlsx.") from None
    found = []
    for name in names:
        first = next(((line, cells) for line, cells in _rows(path, name) if any(cells)), None)
        if first:
            line, cells = first
            while cells and not cells[-1]:
                cells.pop()
            found.append(Worksheet(path, name, tuple(cell.strip() for cell in cells), line))
    return found


def _rows(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        sheet = book[name]
        sheet.reset_dimensions()  # the size that a workbook claims for itself may be wrong
        for line, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
            yield line, [_text(cell) for cell in cells]
    finally:
        book.close()


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
