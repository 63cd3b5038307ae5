"""What the tests of the door share: files to load, what the door reads out of one, a load, the command line."""

import csv
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sgdata.__main__ import main
from sgdata.intake.check import check
from sgdata.intake.load import load
from sgdata.intake.pseudonym import Pseudonymiser
from sgdata.intake.recognise import Recognised, known_headers, recognise
from sgdata.intake.report import LoadReport, Reason, TableReport
from sgdata.intake.staging import ParquetFile, Sheet, Staged, Workbench
from sgdata.intake.text_file import decide
from sgdata.intake.workbook import worksheets
from sgdata.store import disk
from sgdata.store.reading import open_snapshot
from sgdata.store.snapshots import Store
from tests.support import PlainIds

KEY = Pseudonymiser(bytes(range(32)))
"""A key for tests that load in this process."""

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class AtTheDoor:
    """What the door took from one file: the rows accepted, each with its line, and what it says of the others."""

    lines: list[int]
    rows: Rows
    read: int
    refused: int
    repeated: int
    reasons: list[Reason]
    by_fast_reader: bool


@cache
def bench() -> Workbench:
    """One workbench for all tests: opening one takes longer than reading a small file."""
    return Workbench()


def at_the_door(file: Path) -> AtTheDoor:
    """Reads and checks one CSV or Parquet file, or the first worksheet of a workbook, ids left as they are."""
    sheet = sheet_of(file)
    recognised = recognise(sheet.header)
    assert isinstance(recognised, Recognised), recognised
    staged = bench().stage(sheet, recognised.columns)
    checked = check(bench(), staged, recognised.table, PlainIds())
    found = bench().con.execute(f"SELECT * EXCLUDE (is_wrong) FROM {checked.name} ORDER BY line")
    names = [column[0] for column in found.description][1:]
    rows = found.fetchall()
    bench().drop(staged.name, checked.name)
    return AtTheDoor(
        lines=[row[0] for row in rows],
        rows=[dict(zip(names, row[1:], strict=True)) for row in rows],
        read=staged.read,
        refused=checked.refused,
        repeated=checked.repeated,
        reasons=checked.reasons,
        by_fast_reader=staged.line.startswith("rowid"),
    )


def sheet_of(file: Path) -> Sheet | ParquetFile:
    """The file as the door opens it."""
    match file.suffix:
        case ".xlsx":
            return worksheets(file)[0]
        case ".parquet":
            return bench().parquet(file)
        case _:
            return decide(file, known_headers())


def on_the_bench(sheet: Sheet, names: Sequence[str]) -> tuple[list[tuple[Any, ...]], Staged]:
    """The rows of a sheet on the workbench, each with its line first and empty cells as empty text."""
    staged = bench().stage(sheet, {name: place for place, name in enumerate(names)})
    cells = ", ".join(f"coalesce({name}, '')" for name in names)
    rows = bench().con.execute(f"SELECT {staged.line} AS line, {cells} FROM {staged.name} ORDER BY line").fetchall()
    bench().drop(staged.name)
    return rows, staged


def write_csv(file: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> Path:
    """Writes the rows as a program would: commas, line feeds, quotes where needed."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding=encoding, newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(rows)
    return file


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> openpyxl.Workbook:
    """A workbook with these worksheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def write_xlsx(file: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """Writes a workbook with these worksheets."""
    workbook(sheets).save(file)
    return file


def load_into(store: Path, *paths: Path, dry_run: bool = False) -> LoadReport:
    """Loads the paths with the tests' key."""
    return load(Store(store), paths, KEY, dry_run=dry_run)


def only_table(report: LoadReport) -> TableReport:
    """The report of the one sheet that was loaded."""
    (table,) = report.tables
    return table


def stored(store: Path, sql: str) -> Rows:
    """The rows of a query on the snapshot in use."""
    the_store = Store(store)
    with open_snapshot(the_store.file(the_store.current().id)).cursor() as cursor:
        return cursor.rows(sql)


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str


def sgdata(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Ran:
    """Runs the command line in this process; what it does not catch fails the test, as a traceback would."""
    capsys.readouterr()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["sgdata", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
    printed = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return Ran(ended.value.code, printed.out, printed.err)


def die_at_step(step: int) -> None:
    """Has this process killed before it touches the file system for the `step`th time to keep something."""
    left = [step]

    def dying(touch: Callable[..., Any]) -> Callable[..., Any]:
        def touched(*arguments: object, **named: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return touch(*arguments, **named)

        return touched

    for place, name in ((Path, "replace"), (Path, "unlink"), (os, "link"), (disk, "sync")):
        setattr(place, name, dying(getattr(place, name)))
