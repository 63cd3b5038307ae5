"""The workbench: an in-memory DuckDB that never spills to disk, where rows lie as text until they are checked.

Only the columns that somebody asked for are read out of a file; nothing else of it is ever held.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import Protocol

import duckdb
import pandas as pd

from sgdata.errors import Misuse
from sgdata.intake import limits
from sgdata.intake.layout.grid import AnyPath
from sgdata.intake.layout.tables_in import FoundTable, LeftOut
from sgdata.intake.layout.wide import WideRegister
from sgdata.intake.names import file_called
from sgdata.intake.text_file import TextFile
from sgdata.store.memory import attach, open_memory

BATCH = 50_000
MOST_COUNTED = 20_000
MOST_PARQUET_ROWS = 20_000_000
BYTES_OF_A_ROW = 15  # of Parquet, which may hold a long text once for many rows
READ_PARQUET = "read_parquet(?, hive_partitioning = false)"  # a folder named date=2026 is no column


class Sheet(Protocol):
    """Whatever has a header and rows: a text file, a worksheet, or one table of either."""

    @property
    def path(self) -> AnyPath: ...
    @property
    def header(self) -> tuple[str, ...]: ...
    def records(self) -> Iterator[tuple[int, list[str]]]: ...


@dataclass(frozen=True)
class ParquetFile:
    """A Parquet file: its columns have names and types, so nothing has to be decided."""

    path: AnyPath
    header: tuple[str, ...]
    rows: int


def count_records(source: Sheet | ParquetFile) -> int:
    """The rows below the header of what is not loaded; of a long text or worksheet its lines, without a look at them,
    and then nothing below it is looked for."""
    if isinstance(source, ParquetFile):
        return source.rows
    if isinstance(source, TextFile) and source.plain_records is not None:
        return source.plain_records
    table = source.table if isinstance(source, WideRegister) else source
    most = MOST_COUNTED if isinstance(table, FoundTable) else None
    counted = sum(1 for _ in islice(source.records(), most))
    if counted != most or not isinstance(table, FoundTable):
        return counted
    table.is_read = True
    return table.grid.lines() - table.head.rows[-1][0]


def left_out_of(source: Sheet | ParquetFile) -> list[LeftOut]:
    """The lines that are no rows, once the rows have been read."""
    return source.left_out if isinstance(source, FoundTable | WideRegister) else []


@dataclass(frozen=True)
class Staged:
    """Rows on the workbench: relation `name` with one text column for each that was asked for."""

    name: str
    read: int
    line: str = "line"
    """SQL that gives the line (CSV) or row (worksheet, Parquet) a row of the relation came from."""
    ragged: tuple[tuple[int, int, int], ...] = ()
    """Rows that are not there: line, cells found, cells wanted."""
    left_out: tuple[LeftOut, ...] = ()
    """Lines that are no rows, and what they are."""
    note: str = ""
    session: str = "''"
    """SQL that gives the session of a row where one line of the file has many, else nothing."""


class Workbench:
    """One connection, in memory, its spilling to disk off."""

    def __init__(self) -> None:
        self.con = open_memory()
        self._names = (f"staged_{number}" for number in count())

    def close(self) -> None:
        """Writes the draft out whole, so that its file holds everything, and forgets all that is staged."""
        self.con.execute("CHECKPOINT draft")
        self.con.close()

    def new_name(self) -> str:
        """A name for a relation that no other has."""
        return next(self._names)

    def parquet(self, path: AnyPath) -> ParquetFile:
        """The file with its column names; Misuse where it is not Parquet, or is zipped: DuckDB reads files alone."""
        if not isinstance(path, Path):
            raise Misuse(
                f"{file_called(path)} is a Parquet file in a zipped folder: take it out and load it by itself."
            )
        try:
            names = self.con.execute(f"DESCRIBE SELECT * FROM {READ_PARQUET}", [_literally(path)]).fetchall()
            (rows,) = self.con.execute(f"SELECT count(*) FROM {READ_PARQUET}", [_literally(path)]).fetchone() or (0,)
        except duckdb.Error:
            raise Misuse(_no_parquet(path)) from None
        if rows > MOST_PARQUET_ROWS:
            most = f"{MOST_PARQUET_ROWS:,}"
            raise Misuse(f"{file_called(path)} has {rows:,} rows: wanted at most {most}. Load it in parts.")
        return ParquetFile(path, tuple(name for name, *_ in names), rows)

    def stage(self, source: Sheet | ParquetFile, columns: dict[str, int]) -> Staged:
        """Reads the columns (new name to position in the header) as text, just as it stands there."""
        limits.reading(_bytes_at_once(source))
        staged = self._stage(self.new_name(), source, columns)
        limits.working()
        return staged

    def _stage(self, name: str, source: Sheet | ParquetFile, columns: dict[str, int]) -> Staged:
        if isinstance(source, ParquetFile):
            return self._stage_parquet(name, source, columns)
        if isinstance(source, TextFile) and (expected := source.plain_records) is not None:
            try:
                self.con.execute(_read_csv(name, source, columns), [_literally(source.path)])
                if self.count(name) == expected:
                    return Staged(name, expected, line="rowid + 2")
            except duckdb.Error:
                pass  # what its strict reader refuses, the slower reader below takes row by row
            self.con.execute(f"DROP TABLE IF EXISTS {name}")
        return self._stage_records(name, source, columns)

    def attach(self, draft: Path) -> None:
        """Opens the draft of a snapshot as database `draft`; `close` closes it."""
        attach(self.con, draft, "draft")

    def count(self, relation: str) -> int:
        """The rows of a relation."""
        (rows,) = self.con.execute(f"SELECT count(*) FROM {relation}").fetchone() or (0,)
        return int(rows)

    def drop(self, *names: str) -> None:
        """Lets go of relations that are no longer needed."""
        for name in names:
            self.con.execute(f"DROP TABLE IF EXISTS {name}")

    def _stage_parquet(self, name: str, source: ParquetFile, columns: dict[str, int]) -> Staged:
        types = self.con.execute(f"DESCRIBE SELECT * FROM {READ_PARQUET}", [_literally(source.path)]).fetchall()
        cells = [
            f"{_as_text(quoted(types[position][0]), types[position][1])} AS {quoted(column)}"
            for column, position in columns.items()
        ]
        try:
            self.con.execute(
                f"CREATE TABLE {name} AS SELECT {', '.join(cells)} FROM {READ_PARQUET}", [_literally(source.path)]
            )
        except duckdb.Error:
            raise Misuse(_no_parquet(source.path)) from None
        return Staged(name, self.count(name), line="rowid + 1")

    def _stage_records(self, name: str, source: Sheet, columns: dict[str, int]) -> Staged:
        """The reader that takes anything: Python cuts the rows, DuckDB holds them."""
        names = ["line", *columns]
        declared = ", ".join(f"{quoted(column)} VARCHAR" for column in columns)
        self.con.execute(f"CREATE TABLE {name} (line BIGINT, {declared})")
        read, ragged, wanted = 0, [], len(source.header)
        records = source.records()
        while batch := list(islice(records, BATCH)):
            rows: list[Sequence[object]] = []
            for line, cells in batch:
                read += 1
                if len(cells) == wanted:
                    rows.append([line, *(cells[position] for position in columns.values())])
                else:
                    ragged.append((line, len(cells), wanted))
            frame = pd.DataFrame(rows, columns=names, dtype=object)
            self.con.register("batch", frame)
            self.con.execute(f"INSERT INTO {name} SELECT * FROM batch")
            self.con.unregister("batch")
        if not isinstance(source, FoundTable | WideRegister):
            return Staged(name, read, ragged=tuple(ragged))
        is_wide = isinstance(source, WideRegister) and {"date", "session"} <= set(columns)
        return Staged(
            name,
            read,
            ragged=tuple(ragged),
            left_out=tuple(left_out_of(source)),
            note=source.note,
            session="raw.date || ' ' || raw.session" if is_wide else "''",
        )


def _bytes_at_once(source: Sheet | ParquetFile) -> int | None:
    """The bytes of text of what DuckDB reads whole; None of what is read row by row."""
    if isinstance(source, ParquetFile):
        return source.rows * BYTES_OF_A_ROW
    if isinstance(source, TextFile) and source.plain_records is not None and isinstance(source.path, Path):
        return source.path.stat().st_size
    return None


def quoted(name: str) -> str:
    """`name` as an identifier of SQL."""
    return '"' + name.replace('"', '""') + '"'


def _literally(path: AnyPath) -> str:
    """The path as DuckDB reads this one file: `children[1].csv` is no pattern that children1.csv would fit."""
    return re.sub(r"([*?[])", r"[\1]", str(Path(str(path)).resolve()))


def _no_parquet(path: AnyPath) -> str:
    return f"{file_called(path)} cannot be read as Parquet: write it again, or export CSV."


def _as_text(column: str, kind: str) -> str:
    if kind == "BOOLEAN":
        return f"CASE WHEN {column} THEN 'yes' WHEN NOT {column} THEN 'no' END"
    if kind.endswith("[]"):
        return f"array_to_string({column}, ';')"
    return f"CAST({column} AS VARCHAR)"


def _read_csv(name: str, source: TextFile, columns: dict[str, int]) -> str:
    """SQL that reads a plain file fast: nothing is left for DuckDB to guess."""
    all_columns = ", ".join(f"'c{position}': 'VARCHAR'" for position in range(len(source.header)))
    cells = ", ".join(f"c{position} AS {quoted(column)}" for column, position in columns.items())
    delimiter = source.delimiter.replace("\t", "\\t")
    return f"""
        CREATE TABLE {name} AS SELECT {cells} FROM read_csv(
            ?, auto_detect = false, header = true, delim = e'{delimiter}', quote = '"', escape = '"',
            strict_mode = true, null_padding = false, columns = {{{all_columns}}})
    """
