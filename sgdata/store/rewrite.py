"""Snapshots written anew, into files that never held what is to go: deleted rows stay in the pages of a database.

A snapshot is rewritten from the schema `held`: its tables as this version lays them out, read-only.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import duckdb

from sgdata.store.manifest import Manifest
from sgdata.store.memory import attach, open_memory
from sgdata.store.references import PREFIX, lay_references, pseudonyms
from sgdata.store.schema import complete, lay_tables, layout
from sgdata.store.snapshots import Store
from sgdata.tables import TABLES

REFERENCES = "case_reference"
Rows = Callable[[str], str]
"""SQL of the rows that a table (or case_reference), by its name, is to have."""


@contextmanager
def held(store: Store, manifest: Manifest) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection on a snapshot; Refused where it is not the file that was written."""
    store.hold_against(store.file(manifest.id), manifest)
    with closing(open_memory()) as con:
        attach(con, store.file(manifest.id), "snapshot", read_only=True)
        con.execute("CREATE SCHEMA held")
        layouts = {name: table.stored_columns() for name, table in TABLES.items()}
        for name, columns in (layouts | {REFERENCES: {"pseudonym": "VARCHAR", "reference": "VARCHAR"}}).items():
            con.execute(f'CREATE VIEW held."{name}" AS {rows_in(con, "snapshot", name, columns)}')
        yield con


def rows_in(con: duckdb.DuckDBPyConnection, snapshot: str, name: str, columns: dict[str, str]) -> str:
    """SQL of the rows of a table of an attached snapshot; an older version may have had it without some columns, or not
    at all."""
    there = {
        column
        for (column,) in con.execute(
            "SELECT column_name FROM duckdb_columns() WHERE database_name = ? AND table_name = ?", [snapshot, name]
        ).fetchall()
    }
    cells = ", ".join(
        f'"{column}"' if column in there else f'CAST(NULL AS {kind}) AS "{column}"' for column, kind in columns.items()
    )
    return f'SELECT {cells} FROM {snapshot}."{name}"' if there else f"SELECT {cells} WHERE false"


def rewrite(
    con: duckdb.DuckDBPyConnection, store: Store, manifest: Manifest, *, key_id: str, rows_of: Rows
) -> Manifest:
    """Puts a snapshot with these rows in the place of the one that `con` is on, whatever is worked out and the
    references of what is still there; inside `writing`. `con` is of no more use then."""
    with store.empty_draft() as draft:
        attach(con, draft, "draft")
        lay_tables(con, "draft")
        for name in TABLES:
            con.execute(f'INSERT INTO draft."{name}" {rows_of(name)}')
        lay_references(con, "draft")
        con.execute(
            f"INSERT INTO draft.{REFERENCES} SELECT * FROM ({rows_of(REFERENCES)}) "
            f"WHERE pseudonym IN ({pseudonyms('draft', *PREFIX)})"
        )
        rows, newest = complete(con, "draft", manifest.loaded_on)
        con.execute("CHECKPOINT draft")
        con.close()
        return store.publish(draft, key_id=key_id, layout=layout(), rows=rows, newest_event=newest, replaces=manifest)
