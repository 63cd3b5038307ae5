"""A child forgotten: every row about the child, in every snapshot that is kept."""

from collections.abc import Mapping
from functools import partial

import duckdb
from pydantic import BaseModel

from sgdata.errors import Refused
from sgdata.store.faults import every_snapshot
from sgdata.store.generated import home_of
from sgdata.store.rewrite import REFERENCES, held, rewrite
from sgdata.store.snapshots import Store
from sgdata.tables import TABLES, Table
from sgdata.tables.columns import Identifier


class Forgotten(BaseModel):
    """What was removed from one snapshot. `snapshot` is the one that took the place of `replaced`."""

    snapshot: str
    replaced: str
    rows: dict[str, int]


def forget(store: Store, child: Mapping[str, str]) -> list[Forgotten]:
    """Removes the child from every snapshot that holds a row about the child; oldest first. `child` is its pseudonym
    by the id of the key.

    Killed at any moment, it can be run again to the end. Refused where no snapshot holds the child; and where one is
    damaged or its key is not there, for the child may be in it."""
    store.current()
    with store.writing():
        kept = every_snapshot(store)
        for manifest in kept:
            if manifest.key_id not in child:
                raise Refused(
                    f"Snapshot {manifest.id} was made with the key {manifest.key_id}, which is not there: the child "
                    "may be in it. Put that key beside the key file, or remove the snapshot (sgdata snapshots prune)."
                )
            store.hold_against(store.file(manifest.id), manifest)
        forgotten = []
        for manifest in kept:
            pseudonym = child[manifest.key_id]
            with held(store, manifest) as con:
                if not (rows := _rows_about(con, pseudonym)):
                    continue
                others = partial(_others, child=pseudonym)
                replacement = rewrite(con, store, manifest, key_id=manifest.key_id, rows_of=others)
            forgotten.append(Forgotten(snapshot=replacement.id, replaced=manifest.id, rows=rows))
        if not forgotten:
            raise Refused(f"No snapshot of {store.folder} holds this child: nothing was changed.")
        return forgotten


def references_of(store: Store, child: Mapping[str, str]) -> set[str]:
    """The references under which the screen has shown the child and its cases; Refused where a snapshot is damaged."""
    found = set[str]()
    for manifest in every_snapshot(store):
        if pseudonym := child.get(manifest.key_id):
            with held(store, manifest) as con:
                for name, table in TABLES.items():
                    if condition := _is_about(name, pseudonym):
                        found |= _references(con, name, table, condition)
    return found


def _references(con: duckdb.DuckDBPyConnection, name: str, table: type[Table], condition: str) -> set[str]:
    kinds = {one.name: one.kind.kind for one in table.columns() if isinstance(one.kind, Identifier)}
    ids = [column for column, kind in kinds.items() if kind in ("child", "case")]
    rows = " UNION ".join(f'SELECT "{column}" FROM held."{name}" WHERE {condition}' for column in ids)
    return {
        reference
        for (reference,) in con.execute(
            f"SELECT reference FROM held.{REFERENCES} WHERE pseudonym IN ({rows})"
        ).fetchall()
    }


def _rows_about(con: duckdb.DuckDBPyConnection, child: str) -> dict[str, int]:
    """How many rows of each table are about the child, of those that have any."""
    rows = {}
    for name in TABLES:
        if condition := _is_about(name, child):
            (rows[name],) = con.execute(f'SELECT count(*) FROM held."{name}" WHERE {condition}').fetchone() or (0,)
    return {name: count for name, count in rows.items() if count}


def _others(name: str, child: str) -> str:
    condition = "" if name == REFERENCES else _is_about(name, child)
    return f'SELECT * FROM held."{name}"' + (f" WHERE ({condition}) IS NOT TRUE" if condition else "")


def _is_about(name: str, child: str) -> str:
    """SQL that tells the rows about the child: they name the child, or belong to a row that does (an action to its
    concern). Empty where no row of the table can."""
    conditions = []
    for column in TABLES[name].columns():
        if isinstance(column.kind, Identifier) and column.kind.kind == "child":
            conditions.append(f"\"{column.name}\" = '{child}'")
        elif (home := home_of(name, column)) and (about := _is_about(home, child)):
            conditions.append(f'"{column.name}" IN (SELECT "{column.name}" FROM held."{home}" WHERE {about})')
    return " OR ".join(conditions)
