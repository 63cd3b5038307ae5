"""Reading a snapshot: its tables and the shared views, from a file that cannot be written and sees nothing else."""

import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from sgdata.errors import Refused
from sgdata.store import disk
from sgdata.store.generated import generated_views

SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "threads": 1,  # to a query: a page asks several at once, and most of each is planning, which is done by one anyway
}


UNREADABLE = (duckdb.IOException, duckdb.FatalException, duckdb.SerializationException)

EVERY_ROW = ("ordered_dates", "recorded_event", "lost_key")
"""Views of every row of every table, which the data-quality figures alone read: too long to be kept in memory."""


class Cursor:
    """One thread's way to ask. A result is fetched at once: DuckDB keeps none between calls."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
        """The rows of a query as dictionaries by column name."""
        try:
            found = self._cursor.execute(sql, list(parameters))
            names = [column[0] for column in found.description]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
        except UNREADABLE:
            open_snapshot.cache_clear()
            disk.sha256_once.cache_clear()
            raise Refused(
                "A file of the store could not be read on: it was damaged since it was opened, or the disk fails. "
                "Ask again, and see sgdata check."
            ) from None

    def columns(self, sql: str) -> list[str]:
        """The names of the columns that a query gives."""
        return [row[0] for row in self._cursor.execute(f"DESCRIBE {sql}").fetchall()]


class Reader:
    """An open snapshot."""

    def __init__(self, file: Path) -> None:
        self._con = duckdb.connect(config=SETTINGS)
        self._con.execute("SET enable_progress_bar = false")
        escaped = str(file).replace("'", "''")
        self._con.execute(f"ATTACH '{escaped}' AS snapshot (READ_ONLY)")
        lay_views(self._con, "snapshot", keep=True)
        self._con.execute("SET enable_external_access = false")
        self._con.execute("SET lock_configuration = true")
        self._lock = threading.Lock()

    @contextmanager
    def cursor(self) -> Iterator[Cursor]:
        """A cursor for one thread, closed at the end."""
        with self._lock:
            cursor = self._con.cursor()
        try:
            yield Cursor(cursor)
        finally:
            cursor.close()


@lru_cache(maxsize=8)
def open_snapshot(file: Path) -> Reader:
    """The reader of a snapshot file; a process opens each file once, for it never changes."""
    return Reader(file)


def lay_views(con: duckdb.DuckDBPyConnection, database: str, *, keep: bool = False) -> None:
    """Makes every table of `database` readable by its plain name, and the shared views of store/views beside them;
    where the tables will not change, what these give may be kept in memory: a third of the time of a page was DuckDB
    planning them again for each of its figures."""
    names = con.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = ? AND NOT internal", [database]
    ).fetchall()
    for (name,) in names:
        con.execute(f'CREATE VIEW "{name}" AS SELECT * FROM {database}."{name}"')
    for name, text in view_texts().items():
        kind = "TABLE" if keep and name not in EVERY_ROW else "VIEW"
        con.execute(f"CREATE {kind} {name} AS {text}")


def view_texts() -> dict[str, str]:
    """The shared views by name, in the order of their names: a view may read those before it."""
    return _view_files() | generated_views()


def names_read(query: str, relations: Mapping[str, str]) -> set[str]:
    """The words of a query and of every one of these relations that it reads, directly or through another."""
    seen, to_read = set[str](), [query]
    while to_read:
        words = set(re.findall(r"[a-z_]+", re.sub(r"--.*|'[^']*'", "", to_read.pop()))) - seen
        seen |= words
        to_read += [relations[word] for word in words if word in relations]
    return seen


def _view_files() -> dict[str, str]:
    folder = sorted(files("sgdata.store").joinpath("views").iterdir(), key=lambda file: file.name)
    return {
        file.name.removesuffix(".sql"): file.read_text(encoding="utf-8")
        for file in folder
        if file.name.endswith(".sql")
    }
