"""A DuckDB in memory that never spills to disk: where rows lie that are not, or no longer, to be on it."""

from pathlib import Path

import duckdb


def open_memory() -> duckdb.DuckDBPyConnection:
    """A new one; it is gone when it is closed."""
    con = duckdb.connect(config={"temp_directory": "", "autoinstall_known_extensions": "false"})
    con.execute("SET enable_progress_bar = false")
    return con


def attach(con: duckdb.DuckDBPyConnection, file: Path, database: str, *, read_only: bool = False) -> None:
    """Opens a database file under a name."""
    escaped = str(file).replace("'", "''")
    con.execute(f"ATTACH '{escaped}' AS {database}{' (READ_ONLY)' if read_only else ''}")
