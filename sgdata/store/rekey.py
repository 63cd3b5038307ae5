"""Another key: every pseudonym of every snapshot that is kept, exchanged by a crosswalk that never reaches the disk."""

from collections.abc import Mapping
from typing import get_args

import duckdb
import pandas as pd

from sgdata.errors import Refused
from sgdata.store.manifest import Manifest
from sgdata.store.references import pseudonyms
from sgdata.store.rewrite import REFERENCES, held, rewrite
from sgdata.store.snapshots import Store
from sgdata.tables import TABLES
from sgdata.tables.columns import Identifier, PseudonymKind

THINGS = {"child": "children", "adult": "adults", "provider": "settings", "case": "cases"}


def refuse_unknown(store: Store, kept: list[Manifest], crosswalk: Mapping[str, str]) -> None:
    """Refused where a pseudonym of one of these snapshots is not in the crosswalk: says how many of what."""
    for manifest in kept:
        with held(store, manifest) as con:
            _lay(con, crosswalk)
            missing = [told for kind in get_args(PseudonymKind) if (told := _missing(con, kind))]
        if missing:
            raise Refused(
                f"{', '.join(missing)} of snapshot {manifest.id} are in none of these files, so the key cannot be "
                "changed; nothing was. Name every export that was ever loaded, or remove snapshots that are no longer "
                "needed (sgdata snapshots prune)."
            )


def rekey(store: Store, manifest: Manifest, crosswalk: Mapping[str, str], key_id: str) -> Manifest:
    """Puts the same snapshot with the pseudonyms of another key in the place of this one; inside `writing`."""
    with held(store, manifest) as con:
        _lay(con, crosswalk)
        return rewrite(con, store, manifest, key_id=key_id, rows_of=_exchanged)


def _lay(con: duckdb.DuckDBPyConnection, crosswalk: Mapping[str, str]) -> None:
    frame = pd.DataFrame(list(crosswalk.items()), columns=["before", "after"], dtype="string")
    con.register("pairs", frame)
    con.execute("CREATE TABLE held.crosswalk AS SELECT * FROM pairs")
    con.unregister("pairs")


def _missing(con: duckdb.DuckDBPyConnection, kind: PseudonymKind) -> str:
    of_kind = pseudonyms("held", kind)
    is_missing = "pseudonym NOT IN (SELECT before FROM held.crosswalk)"
    missing, every = con.execute(f"SELECT count(*) FILTER ({is_missing}), count(*) FROM ({of_kind})").fetchone() or (
        0,
        0,
    )
    return f"{missing:,} of {every:,} {THINGS[kind]}" if missing else ""


def _exchanged(name: str) -> str:
    if name == REFERENCES:
        return (
            f'SELECT after AS pseudonym, reference FROM held."{name}" INNER JOIN held.crosswalk ON before = pseudonym'
        )
    cells = (
        f'(SELECT after FROM held.crosswalk WHERE before = kept."{column.name}")'
        if isinstance(column.kind, Identifier)
        else ", ".join(f'kept."{stored}"' for stored in column.stored)
        for column in TABLES[name].columns()
    )
    return f'SELECT {", ".join(cells)} FROM held."{name}" AS kept'
