"""A full load: what stands in the store and not in the load any more goes from the new snapshot.

A load covers only what it can know of. Where its rows name settings, it covers those settings: the register of one
school does not wipe the others'. Where a day is part of the key, it covers for each setting the days from its first
to its last. What goes is in the snapshot before, and comes back with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sgdata.errors import Misuse, Refused
from sgdata.intake.report import TableReport
from sgdata.intake.staging import Workbench, quoted
from sgdata.tables import TABLES, Table

ALL = "all"
SETTING, DAY = "provider_id", "date"


@dataclass
class Full:
    """The tables that are loaded in full, and the keys that came in this load."""

    tables: frozenset[str] = frozenset()
    is_named: bool = False
    may_remove_most: bool = False
    _came: dict[str, str] = field(default_factory=dict)

    def note(self, bench: Workbench, rows: str, table: type[Table]) -> None:
        """Notes the keys of checked rows, if their table is loaded in full."""
        if table.TABLE not in self.tables:
            return
        names = ", ".join(quoted(name) for name in dict.fromkeys((*table.KEY, *_scope(table))))
        if (came := self._came.get(table.TABLE)) is None:
            came = self._came[table.TABLE] = bench.new_name()
            bench.con.execute(f"CREATE TABLE {came} AS SELECT {names} FROM {rows}")
        else:
            bench.con.execute(f"INSERT INTO {came} SELECT {names} FROM {rows}")

    def settle(self, bench: Workbench, reports: Sequence[TableReport], *, asks: bool) -> None:
        """Takes what did not come out of the draft, and counts it as `gone` in the last report of each table.

        Unless it only `asks`: Misuse where a table that was named did not come; Refused where a row of it that was
        refused may be one of those, or more than a half would go and nobody has said that it may."""
        if self.is_named and not asks and (missing := self.tables - set(self._came)):
            raise Misuse(f"None of the files is {', '.join(sorted(missing))}, which was to be loaded in full.")
        for name, came in self._came.items():
            own = [report for report in reports if report.table == name]
            gone, stood = _take_out(bench, TABLES[name], came, sum(report.new for report in own))
            own[-1].gone = gone
            if gone and not asks:
                self._hold(name, gone, stood, sum(report.refused for report in own))

    def _hold(self, name: str, gone: int, stood: int, refused: int) -> None:
        if refused:
            raise Refused(
                f"{refused:,} rows of {name} were refused, and {gone:,} of the store did not come: nobody can tell "
                "which of these are gone. Mend the rows (--report FILE.xlsx marks them) and load again, or "
                "load without --full."
            )
        if 2 * gone > stood and not self.may_remove_most:
            raise Refused(
                f"A full load of these files would remove {gone:,} of {stood:,} rows of {name}, more than a half: load "
                "them again with --yes if that is right, or leave out --full."
            )


def full_of(names: str | None, *, may_remove_most: bool = False) -> Full:
    """What `all`, or names of tables with commas between them, mean; Misuse where there is no such table."""
    if names is None or names == ALL:
        return Full(frozenset(TABLES if names else ()), may_remove_most=may_remove_most)
    tables = frozenset(name.strip() for name in names.split(","))
    if tables - set(TABLES):
        raise Misuse(f"--full {names}: wanted {ALL} or tables: {', '.join(TABLES)}.")
    return Full(tables, is_named=True, may_remove_most=may_remove_most)


def _scope(table: type[Table]) -> tuple[str, ...]:
    """The columns that tell how far a load of the table reaches: of the providers themselves none does."""
    setting = [SETTING] if SETTING in table.stored_columns() and table.KEY != (SETTING,) else []
    return (*setting, *(name for name in table.KEY if name == DAY))


def _take_out(bench: Workbench, table: type[Table], came: str, new: int) -> tuple[int, int]:
    """Takes the rows that did not come out of the draft; how many, and of how many that the load covers and that stood
    there before it."""
    target, scope = f"draft.{quoted(table.TABLE)}", _scope(table)
    covers = ["true"]
    if SETTING in scope and bench.count(f"{came} WHERE {SETTING} IS NOT NULL"):
        covers.append(f"span.{SETTING} IS NOT DISTINCT FROM stored.{SETTING}")
    if DAY in scope:
        covers.append(f"stored.{quoted(DAY)} BETWEEN span.first AND span.last")
    by = SETTING if len(covers) > 1 and SETTING in scope else "NULL"
    days = f", min({quoted(DAY)}) AS first, max({quoted(DAY)}) AS last" if DAY in scope else ""
    span, gone = bench.new_name(), bench.new_name()
    bench.con.execute(f"CREATE TABLE {span} AS SELECT {by} AS {SETTING}{days} FROM {came} GROUP BY ALL")
    covered = f"{target} AS stored SEMI JOIN {span} AS span ON {' AND '.join(covers)}"
    same = " AND ".join(f"came.{quoted(name)} IS NOT DISTINCT FROM stored.{quoted(name)}" for name in table.KEY)
    stands = bench.count(covered)
    bench.con.execute(
        f"CREATE TABLE {gone} AS SELECT stored.rowid AS place FROM {covered} WHERE NOT EXISTS "
        f"(SELECT 1 FROM {came} AS came WHERE {same})"
    )
    bench.con.execute(f"DELETE FROM {target} WHERE rowid IN (SELECT place FROM {gone})")
    removed = bench.count(gone)
    bench.drop(span, gone, came)
    return removed, stands - new
