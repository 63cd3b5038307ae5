"""Every row checked, column by column, over whole columns at once: typed rows out, reasons for the others.

The check is the column's own `read` (sgdata/tables/columns.py): each different text of a column is read once, and the
rows are joined to what was read.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from sgdata.calendar import academic_year, compulsory_school_age
from sgdata.intake.detectors import detected
from sgdata.intake.names import mask
from sgdata.intake.pseudonym import Pseudonymiser
from sgdata.intake.report import Reason, Withheld
from sgdata.intake.staging import Staged, Workbench, quoted
from sgdata.intake.words import kept
from sgdata.tables import Table
from sgdata.tables.columns import BirthDate, Column, Identifier, Title

MOST_REASONS = 1_000


@dataclass
class Checked:
    """The accepted rows (relation `name`, the columns of the store) and what became of the others."""

    name: str
    accepted: int
    refused: int
    repeated: int = 0
    reasons: list[Reason] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)


@dataclass(frozen=True)
class _Lookup:
    """Every different text of a column with what is stored of it; a text that cannot be read is not in it."""

    column: Column
    name: str
    withholds: bool

    @property
    def text(self) -> str:
        return f"coalesce(raw.{quoted(self.column.name)}, '')"

    @property
    def join(self) -> str:
        return f"LEFT JOIN {self.name} ON {self.name}.found = {self.text}"

    @property
    def is_wrong(self) -> str:
        return f"{self.name}.found IS NULL"


def check(bench: Workbench, staged: Staged, table: type[Table], pseudonyms: Pseudonymiser) -> Checked:
    """Types and checks the staged rows of `table`; of rows with one key the last is kept."""
    present = {row[0] for row in bench.con.execute(f"DESCRIBE {staged.name}").fetchall()}
    lookups = [_look_up(bench, staged.name, column, pseudonyms) for column in table.columns() if column.name in present]
    stored = {name: f"CAST(NULL AS {kind})" for name, kind in table.stored_columns().items()}
    stored |= {name: f"{one.name}.{quoted(name)}" for one in lookups for name in one.column.stored}
    values = ", ".join(f"{sql} AS {quoted(name)}" for name, sql in stored.items())
    is_wrong = " OR ".join(one.is_wrong for one in lookups)
    joins = " ".join(one.join for one in lookups)
    typed = bench.new_name()
    bench.con.execute(
        f"CREATE TABLE {typed} AS SELECT raw.{staged.line} AS line, {is_wrong} AS is_wrong, {values} "
        f"FROM {staged.name} AS raw {joins}"
    )
    total, refused = bench.con.execute(f"SELECT count(*), count(*) FILTER (is_wrong) FROM {typed}").fetchone() or (0, 0)
    checked = Checked(typed, total - refused, refused + len(staged.ragged))
    checked.withheld = _withheld(bench, staged.name, lookups)
    if checked.refused:
        checked.reasons = _reasons(bench, staged, lookups)
    checked.repeated = _drop_wrong_and_repeated(bench, typed, table, refused)
    bench.drop(*(one.name for one in lookups))
    return checked


def _look_up(bench: Workbench, rows: str, column: Column, pseudonyms: Pseudonymiser) -> _Lookup:
    """Reads each different text of the column once."""
    found, withholds = [], False
    for (text,) in bench.con.execute(f"SELECT DISTINCT coalesce({quoted(column.name)}, '') FROM {rows}").fetchall():
        try:
            value = _read(column, text, pseudonyms)
        except ValueError:
            continue
        withheld = isinstance(column.kind, Title) and value is None and bool(text.strip())
        withholds |= withheld
        found.append((text, withheld, *(reduced(value) if isinstance(column.kind, BirthDate) else (value,))))
    lookup = bench.new_name()
    columns = ", ".join(f"{quoted(name)} {kind}" for name, kind in column.stored.items())
    bench.con.execute(f"CREATE TABLE {lookup} (found VARCHAR, withheld BOOLEAN, {columns})")
    if found:
        frame = pd.DataFrame(found, columns=["found", "withheld", *column.stored], dtype=object)
        bench.con.register("found", frame)
        bench.con.execute(f"INSERT INTO {lookup} SELECT * FROM found")
        bench.con.unregister("found")
    return _Lookup(column, lookup, withholds)


def _read(column: Column, text: str, pseudonyms: Pseudonymiser) -> Any:
    """The value of a cell: the column's own `read`, then what the door alone can do."""
    value, kind = column.read(text), column.kind
    if value is None:
        return None
    if isinstance(kind, Identifier):
        return pseudonyms.pseudonym(kind.kind, value)
    if isinstance(kind, Title):
        if hit := detected(value):
            raise ValueError(f"no {hit}")
        return kept(kind, value)
    return value


def reduced(born: date | None) -> tuple[int | None, date | None, date | None]:
    """What is kept of a date of birth: the academic year of the birth, first and last day of compulsory school age."""
    return (None, None, None) if born is None else (academic_year(born), *compulsory_school_age(born))


def _withheld(bench: Workbench, rows: str, lookups: list[_Lookup]) -> list[Withheld]:
    return [
        Withheld(column=one.column.name, rows=bench.count(f"{rows} AS raw {one.join} WHERE {one.name}.withheld"))
        for one in lookups
        if one.withholds
    ]


def _reasons(bench: Workbench, staged: Staged, lookups: list[_Lookup]) -> list[Reason]:
    """The reasons of the first wrong rows, in the order of the file."""
    reasons = ragged_reasons(staged)
    for one in lookups:
        wrong = bench.con.execute(
            f"SELECT raw.{staged.line} AS line, {one.text} FROM {staged.name} AS raw {one.join} "
            f"WHERE {one.is_wrong} ORDER BY line LIMIT {MOST_REASONS}"
        ).fetchall()
        for line, text in wrong:
            found, wanted = _found(one.column, text.strip()), _wanted(one.column)
            reasons.append(Reason(line=line, column=one.column.name, found=found, wanted=wanted))
    return sorted(reasons, key=lambda reason: reason.line)[:MOST_REASONS]


def ragged_reasons(staged: Staged) -> list[Reason]:
    """The reasons of the first rows that have not as many cells as the header."""
    return [
        Reason(line=line, column="", found=f"{found} cells", wanted=f"{wanted} cells, as in the header")
        for line, found, wanted in staged.ragged[:MOST_REASONS]
    ]


def _found(column: Column, value: str) -> str:
    if not value:
        return "nothing"
    hit = detected(value) if isinstance(column.kind, Title) else None
    return f"what looks like {hit}" if hit else mask(value)


def _wanted(column: Column) -> str:
    return column.kind.wanted + ("" if column.may_be_empty else "; may not be empty")


def _drop_wrong_and_repeated(bench: Workbench, typed: str, table: type[Table], refused: int) -> int:
    """Leaves the accepted rows, of rows with one key the last; says how many earlier ones went."""
    if refused:
        bench.con.execute(f"DELETE FROM {typed} WHERE is_wrong")
    key = ", ".join(quoted(name) for name in table.KEY)
    (repeated,) = bench.con.execute(
        f"SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM {typed} GROUP BY {key} HAVING count(*) > 1)"
    ).fetchone() or (0,)
    if repeated:
        bench.con.execute(f"DELETE FROM {typed} WHERE line NOT IN (SELECT max(line) FROM {typed} GROUP BY {key})")
    return int(repeated)
