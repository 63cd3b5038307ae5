"""Accepted rows into the draft of a snapshot: new ones in, corrected ones replaced, equal ones left alone."""

from dataclasses import dataclass

from sgdata.intake.staging import Workbench, quoted
from sgdata.tables import Table


@dataclass(frozen=True)
class Applied:
    """How many rows were new, replaced one with the same key, or were there already."""

    new: int
    replaced: int
    unchanged: int


def apply(bench: Workbench, rows: str, table: type[Table]) -> Applied:
    """Applies the checked relation `rows` (one row a key) to `draft`."""
    target = f"draft.{quoted(table.TABLE)}"
    columns = ", ".join(quoted(name) for name in table.stored_columns())
    if bench.count(target) == 0:
        bench.con.execute(f"INSERT INTO {target} ({columns}) SELECT {columns} FROM {rows}")
        return Applied(new=bench.count(rows), replaced=0, unchanged=0)
    same_key = " AND ".join(f"stored.{quoted(key)} IS NOT DISTINCT FROM changed.{quoted(key)}" for key in table.KEY)
    changed = bench.new_name()
    bench.con.execute(f"CREATE TABLE {changed} AS SELECT {columns} FROM {rows} EXCEPT SELECT {columns} FROM {target}")
    before = bench.count(target)
    bench.con.execute(f"DELETE FROM {target} AS stored USING {changed} AS changed WHERE {same_key}")
    replaced = before - bench.count(target)
    bench.con.execute(f"INSERT INTO {target} ({columns}) SELECT {columns} FROM {changed}")
    all_changed = bench.count(changed)
    bench.drop(changed)
    return Applied(new=all_changed - replaced, replaced=replaced, unchanged=bench.count(rows) - all_changed)
