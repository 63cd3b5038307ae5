"""Every row checked, column by column, over whole columns at once: typed rows out, reasons for the others.

The check is the column's own `read` (sgdata/tables/columns.py). Columns of few different values (ids, words of a
vocabulary) are read once a value in Python; dates, times and numbers by SQL that a test holds against `read`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd

from sgdata.intake.pseudonym import Pseudonymiser
from sgdata.intake.recognise import mask
from sgdata.intake.report import Reason, Withheld
from sgdata.intake.staging import Staged, Workbench, quoted
from sgdata.intake.words import detected, kept
from sgdata.tables import Table
from sgdata.tables.columns import (
    DAY_PATTERN,
    DECIMAL_PATTERN,
    MOMENT_PATTERN,
    WHOLE_PATTERN,
    BirthDate,
    Column,
    Day,
    Hours,
    Identifier,
    Moment,
    Title,
    WholeNumber,
)

MOST_REASONS = 1_000
WHITE_SPACE = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace())  # what str.strip takes away


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
class _Cell:
    """SQL for one column: where its value comes from, what it is, and when it is wrong."""

    values: dict[str, str]
    wrong: str
    join: str = ""


def check(bench: Workbench, staged: Staged, table: type[Table], pseudonyms: Pseudonymiser) -> Checked:
    """Types and checks the staged rows of `table`; of rows with one key the last is kept."""
    present = {row[0] for row in bench.con.execute(f"DESCRIBE {staged.name}").fetchall()}
    cells = {
        column: _cell(bench, staged.name, column, pseudonyms) if column.name in present else _absent(column)
        for column in table.columns()
    }
    typed = bench.new_name()
    values = ", ".join(f"{sql} AS {quoted(name)}" for cell in cells.values() for name, sql in cell.values.items())
    wrong = " OR ".join(f"coalesce({cell.wrong}, false)" for cell in cells.values())
    joins = " ".join(cell.join for cell in cells.values())
    bench.con.execute(
        f"CREATE TABLE {typed} AS SELECT raw.{staged.line} AS line, {wrong} AS is_wrong, {values} "
        f"FROM {staged.name} AS raw {joins}"
    )
    total, refused = bench.con.execute(f"SELECT count(*), count(*) FILTER (is_wrong) FROM {typed}").fetchone() or (0, 0)
    checked = Checked(typed, total - refused, refused + len(staged.ragged))
    checked.withheld = _withheld(bench, staged.name, cells)
    if checked.refused:
        checked.reasons = _reasons(bench, staged, cells)
    checked.repeated = _drop_wrong_and_repeated(bench, typed, table, refused)
    return checked


def _absent(column: Column) -> _Cell:
    return _Cell({name: f"CAST(NULL AS {kind})" for name, kind in column.stored.items()}, "false")


def _cell(bench: Workbench, rows: str, column: Column, pseudonyms: Pseudonymiser) -> _Cell:
    text = _text(column)
    match column.kind:
        case Day():
            value, pattern = f"try_cast(left({text}, 10) AS DATE)", DAY_PATTERN
        case Moment():
            value, pattern = f"try_cast(left({text}, 19) AS TIMESTAMP)", MOMENT_PATTERN
        case WholeNumber():
            value, pattern = f"try_cast({text} AS INTEGER)", WHOLE_PATTERN
        case Hours():
            value, pattern = f"try_cast({text} AS DOUBLE)", DECIMAL_PATTERN
        case _:
            return _read_by_value(bench, rows, column, pseudonyms)
    empty = "" if column.may_be_empty else f"{text} IS NULL OR "
    wrong = f"({empty}NOT regexp_full_match({text}, '{pattern}') OR ({text} IS NOT NULL AND {value} IS NULL))"
    return _Cell(_reduced(value) if isinstance(column.kind, BirthDate) else {column.name: value}, wrong)


def _text(column: Column) -> str:
    """SQL of the cell without the white space around it, NULL where nothing is left."""
    return f"nullif(trim(raw.{quoted(column.name)}, '{WHITE_SPACE}'), '')"


def _reduced(day: str) -> dict[str, str]:
    """What is kept of a date of birth: compulsory school age begins on the first of 31 March, 31 August, 31 December
    on or after the fifth birthday and ends on the last Friday of June of the school year of the sixteenth
    (Education Act 1996, section 8)."""
    fifth, sixteenth = f"CAST({day} + INTERVAL 5 YEAR AS DATE)", f"CAST({day} + INTERVAL 16 YEAR AS DATE)"
    last_june = f"make_date(year({sixteenth}) + CASE WHEN month({sixteenth}) >= 9 THEN 1 ELSE 0 END, 6, 30)"
    return {
        "birth_academic_year": f"CAST(year({day}) - CASE WHEN month({day}) >= 9 THEN 0 ELSE 1 END AS INTEGER)",
        "school_age_from": f"CASE WHEN month({fifth}) <= 3 THEN make_date(year({fifth}), 3, 31) "
        f"WHEN month({fifth}) <= 8 THEN make_date(year({fifth}), 8, 31) ELSE make_date(year({fifth}), 12, 31) END",
        "school_age_to": f"CAST({last_june} - CAST((isodow({last_june}) + 2) % 7 AS INTEGER) AS DATE)",
    }


def _read_by_value(bench: Workbench, rows: str, column: Column, pseudonyms: Pseudonymiser) -> _Cell:
    """Reads each different value once; a value that cannot be read is not in the look-up."""
    name = quoted(column.name)
    read = _reader(column, pseudonyms)
    pairs = []
    for (text,) in bench.con.execute(f"SELECT DISTINCT coalesce({name}, '') FROM {rows}").fetchall():
        try:
            pairs.append((text, read(text)))
        except ValueError:
            continue
    lookup = bench.new_name()
    bench.con.execute(f"CREATE TABLE {lookup} (found VARCHAR, value {column.kind.duckdb_type})")
    if pairs:
        frame = pd.DataFrame(pairs, columns=["found", "value"], dtype=object)
        bench.con.register("pairs", frame)
        bench.con.execute(f"INSERT INTO {lookup} SELECT * FROM pairs")
        bench.con.unregister("pairs")
    join = f"LEFT JOIN {lookup} ON {lookup}.found = coalesce(raw.{name}, '')"
    return _Cell({column.name: f"{lookup}.value"}, f"{lookup}.found IS NULL", join)


def _reader(column: Column, pseudonyms: Pseudonymiser) -> Callable[[str], object]:
    """What reads one cell of the column: its own `read`, then what the door alone can do."""
    kind = column.kind

    def read(text: str) -> object:
        value = column.read(text)
        if value is None:
            return None
        if isinstance(kind, Identifier):
            return pseudonyms.pseudonym(kind.kind, value)
        return _title(kind, value) if isinstance(kind, Title) else value

    return read


def _title(kind: Title, text: str) -> str | None:
    if hit := detected(text):
        raise ValueError(f"no {hit}")
    return kept(kind, text)


def _withheld(bench: Workbench, rows: str, cells: dict[Column, _Cell]) -> list[Withheld]:
    found = []
    for column, cell in cells.items():
        if isinstance(column.kind, Title) and cell.join:
            withheld = bench.count(
                f"{rows} AS raw {cell.join} "
                f"WHERE {_text(column)} IS NOT NULL AND NOT ({cell.wrong}) AND {cell.values[column.name]} IS NULL"
            )
            if withheld:
                found.append(Withheld(column=column.name, rows=withheld))
    return found


def _reasons(bench: Workbench, staged: Staged, cells: dict[Column, _Cell]) -> list[Reason]:
    """The reasons of the first wrong rows, in the order of the file."""
    reasons = [
        Reason(line=line, column="", found=f"{found} cells", wanted=f"{wanted} cells, as in the header")
        for line, found, wanted in staged.ragged[:MOST_REASONS]
    ]
    for column, cell in cells.items():
        if cell.wrong == "false":
            continue
        wrong = bench.con.execute(
            f"SELECT raw.{staged.line} AS line, {_text(column)} FROM {staged.name} AS raw {cell.join} "
            f"WHERE {cell.wrong} ORDER BY line LIMIT {MOST_REASONS}"
        ).fetchall()
        for line, value in wrong:
            reasons.append(Reason(line=line, column=column.name, found=_found(column, value), wanted=_wanted(column)))
    return sorted(reasons, key=lambda reason: reason.line)[:MOST_REASONS]


def _found(column: Column, value: str | None) -> str:
    if value is None:
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
