"""What changed in the rows from one snapshot to another: counts, no row."""

from contextlib import closing

import duckdb
from pydantic import BaseModel

from sgdata.errors import Refused
from sgdata.store.manifest import Manifest
from sgdata.store.memory import attach, open_memory
from sgdata.store.rewrite import rows_in
from sgdata.store.snapshots import Store
from sgdata.tables import TABLES, Table


class TableChange(BaseModel):
    """How many rows of a table were there before and are now; of a row with the same key how many changed, and in which
    columns."""

    table: str
    before: int
    after: int
    new: int
    gone: int
    changed: int
    columns: dict[str, int]


def rows_changed(store: Store, old: Manifest, new: Manifest) -> list[TableChange]:
    """The tables with a row that is new, gone or changed. Refused where a snapshot is not what was written, or the two
    are of different keys: then every pseudonym differs."""
    if old.key_id != new.key_id:
        raise Refused(
            f"{old.id} was made with the key {old.key_id} and {new.id} with {new.key_id}: their rows cannot be "
            "compared. Exchange the key in all snapshots (sgdata key rotate)."
        )
    with closing(open_memory()) as con:
        for manifest, name in ((old, "old"), (new, "new")):
            store.hold_against(store.file(manifest.id), manifest)
            attach(con, store.file(manifest.id), name, read_only=True)
        found = [_changed(con, table) for table in TABLES.values()]
    return [one for one in found if one.new or one.gone or one.changed]


def _changed(con: duckdb.DuckDBPyConnection, table: type[Table]) -> TableChange:
    columns = table.stored_columns()
    before, after = (rows_in(con, name, table.TABLE, columns) for name in ("old", "new"))
    con.execute(f"CREATE OR REPLACE TEMP TABLE gone AS {before} EXCEPT {after}")
    con.execute(f"CREATE OR REPLACE TEMP TABLE came AS {after} EXCEPT {before}")
    same_key = " AND ".join(f'gone."{key}" IS NOT DISTINCT FROM came."{key}"' for key in table.KEY)
    others = [column for column in columns if column not in table.KEY]
    differs = "".join(f', count(*) FILTER (gone."{name}" IS DISTINCT FROM came."{name}")' for name in others)
    changed, *in_columns = (
        con.execute(f"SELECT count(*){differs} FROM gone INNER JOIN came ON {same_key}").fetchone() or ()
    )
    rows = [
        count
        for relation in (f"({before})", f"({after})", "came", "gone")
        for (count,) in con.execute(f"SELECT count(*) FROM {relation}").fetchall()
    ]
    return TableChange(
        table=table.TABLE,
        before=rows[0],
        after=rows[1],
        new=rows[2] - changed,
        gone=rows[3] - changed,
        changed=changed,
        columns={name: count for name, count in zip(others, in_columns, strict=True) if count},
    )
