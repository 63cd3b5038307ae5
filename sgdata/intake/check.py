"""Every row checked, column by column, over whole columns at once: typed rows out, reasons for the others.

The check is the column's own `read` (sgdata/tables/columns.py): each different text of a column is read once, and the
rows are joined to what was read. What the contract does not know is then held against the words and dates of other
systems, where a `Reading` is given.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

import pandas as pd

from sgdata.calendar import academic_year, compulsory_school_age
from sgdata.intake.dates import ASKED, SUCH_AS, Decided, Reader, decide_all, is_date
from sgdata.intake.detectors import detected
from sgdata.intake.mapping import Reading
from sgdata.intake.names import mask
from sgdata.intake.pseudonym import Pseudonymiser
from sgdata.intake.report import Reason, Withheld, in_order
from sgdata.intake.staging import Staged, Workbench, quoted
from sgdata.intake.synonyms import word_of_ours
from sgdata.intake.words import kept
from sgdata.tables import Table
from sgdata.tables.columns import BirthDate, Column, Identifier, Title, Vocabulary, YesOrNo

MOST_REASONS = 1_000
FEW_TEXTS = 50
"""So many rows reach DuckDB faster as values than as a frame: most columns of most tables have no more."""


@dataclass
class Checked:
    """The accepted rows (relation `name`, the columns of the store) and what became of the others."""

    name: str
    accepted: int
    refused: int
    repeated: int = 0
    reasons: list[Reason] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    dates: dict[str, Decided] = field(default_factory=dict)
    """How the columns are read whose dates are not in our own form."""
    unread: dict[str, list[str]] = field(default_factory=dict)
    """The different texts of each column that could not be read. Values: for this process alone."""


@dataclass
class _Texts:
    """The different texts of a column: those that were read, each with what is stored of it, and the others."""

    column: Column
    read: list[tuple[Any, ...]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    withholds: bool = False

    def keep(self, text: str, value: Any) -> None:
        withheld = isinstance(self.column.kind, Title) and value is None and bool(text.strip())
        self.withholds |= withheld
        self.read.append((text, withheld, *(reduced(value) if isinstance(self.column.kind, BirthDate) else (value,))))


@dataclass(frozen=True)
class _Lookup:
    """The texts of a column on the workbench; a text that cannot be read is not in it."""

    column: Column
    name: str
    withholds: bool
    wanted: str
    constant: str | None = None
    """What stands in every row, where the file has no such column."""

    @property
    def text(self) -> str:
        if self.constant is not None:
            return "'" + self.constant.replace("'", "''") + "'"
        return f"coalesce(raw.{quoted(self.column.name)}, '')"

    @property
    def join(self) -> str:
        return f"LEFT JOIN {self.name} ON {self.name}.found = {self.text}"

    @property
    def is_wrong(self) -> str:
        return f"{self.name}.found IS NULL"


def check(
    bench: Workbench,
    staged: Staged,
    table: type[Table],
    pseudonyms: Pseudonymiser,
    reading: Reading | None = None,
) -> Checked:
    """Types and checks the staged rows of `table`; of rows with one key the last is kept.

    Without a `reading` only what the contract knows is read."""
    present = {row[0] for row in bench.con.execute(f"DESCRIBE {staged.name}").fetchall()}
    columns = [column for column in table.columns() if column.name in present]
    lookups, unread, decided = [], {}, {}
    waiting: list[_Texts] = []
    for column in columns:
        texts = _texts(bench, staged.name, table, column, pseudonyms, reading)
        if texts.unread and reading and is_date(column):
            waiting.append(texts)  # one column of dates may show how another is to be read
        else:
            lookups.append(_lay(bench, texts))
            unread[column.name] = texts.unread
    if reading and waiting:
        decided = _read_dates(waiting, pseudonyms, reading)
        lookups += [_lay(bench, texts, decided[texts.column.name]) for texts in waiting]
        unread |= {texts.column.name: texts.unread for texts in waiting}
    if reading and reading.mapping:
        lookups += _constants(bench, reading.mapping.constants, table, pseudonyms)
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
    checked.dates, checked.unread = decided, {name: texts for name, texts in unread.items() if texts}
    checked.withheld = _withheld(bench, staged.name, lookups)
    if checked.refused:
        checked.reasons = _reasons(bench, staged, lookups)
    checked.repeated = _drop_wrong_and_repeated(bench, typed, table, refused)
    bench.drop(*(one.name for one in lookups))
    return checked


def _texts(
    bench: Workbench,
    rows: str,
    table: type[Table],
    column: Column,
    pseudonyms: Pseudonymiser,
    reading: Reading | None,
) -> _Texts:
    """Reads each different text of the column once: as the contract knows it, else as other systems write it; what a
    person said of its words comes before both."""
    texts = _Texts(column)
    has_words = isinstance(column.kind, Vocabulary | YesOrNo)
    said_of_it = reading is not None and bool(reading.words(column.name))
    for (text,) in bench.con.execute(f"SELECT DISTINCT coalesce({quoted(column.name)}, '') FROM {rows}").fetchall():
        if not (said_of_it and text.strip()):
            try:
                texts.keep(text, _read(column, text, pseudonyms))
                continue
            except ValueError:
                pass
        try:
            if not (reading and has_words):
                raise ValueError(column.kind.wanted)
            meant = word_of_ours(table, column, text, partial(reading.said, column.name))
            texts.keep(text, _read(column, meant, pseudonyms))
        except ValueError:
            texts.unread.append(text)
    return texts


def _read_dates(waiting: list[_Texts], pseudonyms: Pseudonymiser, reading: Reading) -> dict[str, Decided]:
    """Reads what is left of the columns of dates, each in the form that all of it shows; says which."""
    readers = {one.column.name: Reader(one.column, reading.today) for one in waiting}
    left = {one.column.name: (readers[one.column.name], one.unread) for one in waiting}
    decided = decide_all(left, reading.mapping.dates if reading.mapping else {}, reading.order)
    for one in waiting:
        reader, form, texts = readers[one.column.name], decided[one.column.name].form, one.unread
        one.unread = []
        for text in texts:
            written = reader.read(text, form) if form else None
            try:
                if written is None:
                    raise ValueError(one.column.kind.wanted)
                one.keep(text, _read(one.column, written.as_ours(one.column), pseudonyms))
            except ValueError:
                one.unread.append(text)
    return decided


def _lay(bench: Workbench, texts: _Texts, decided: Decided | None = None, constant: str | None = None) -> _Lookup:
    column, name = texts.column, bench.new_name()
    columns = ", ".join(f"{quoted(stored)} {kind}" for stored, kind in column.stored.items())
    bench.con.execute(f"CREATE TABLE {name} (found VARCHAR, withheld BOOLEAN, {columns})")
    if 0 < len(texts.read) <= FEW_TEXTS:
        row = f"({', '.join('?' * len(texts.read[0]))})"
        rows = ", ".join([row] * len(texts.read))
        bench.con.execute(f"INSERT INTO {name} VALUES {rows}", [cell for one in texts.read for cell in one])
    elif texts.read:
        frame = pd.DataFrame(texts.read, columns=["found", "withheld", *column.stored], dtype=object)
        bench.con.register("found", frame)
        bench.con.execute(f"INSERT INTO {name} SELECT * FROM found")
        bench.con.unregister("found")
    return _Lookup(column, name, texts.withholds, _wanted(column, decided), constant)


def _constants(
    bench: Workbench, constants: dict[str, str], table: type[Table], pseudonyms: Pseudonymiser
) -> list[_Lookup]:
    """What is the same in every row, read as a cell would be."""
    lookups = []
    for name, text in constants.items():
        texts = _Texts(table.column(name))
        texts.keep(text, _read(texts.column, text, pseudonyms))
        lookups.append(_lay(bench, texts, constant=text))
    return lookups


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
            f"SELECT raw.{staged.line} AS line, {one.text}, {staged.session} FROM {staged.name} AS raw "
            f"{one.join} WHERE {one.is_wrong} ORDER BY line LIMIT {MOST_REASONS}"
        ).fetchall()
        for line, text, session in wrong:
            found, place = _found(one.column, text.strip()), ", ".join(filter(None, (one.column.name, session.strip())))
            reasons.append(Reason(line=line, column=place, found=found, wanted=one.wanted))
    return in_order(reasons)[:MOST_REASONS]


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


def _wanted(column: Column, decided: Decided | None) -> str:
    wanted = column.kind.wanted
    if decided and decided.is_asked:
        wanted = ASKED
    elif decided and decided.form:
        wanted = f"{wanted}, or as most of this column is written ({SUCH_AS[decided.form]})"
    return wanted + ("" if column.may_be_empty else "; may not be empty")


def _drop_wrong_and_repeated(bench: Workbench, typed: str, table: type[Table], refused: int) -> int:
    """Leaves the accepted rows, of rows with one key the last; says how many earlier ones went."""
    if refused:
        bench.con.execute(f"DELETE FROM {typed} WHERE is_wrong")
    key = ", ".join(quoted(name) for name in table.KEY)
    (alike,) = bench.con.execute(f"SELECT count(*) - count(DISTINCT hash({key})) FROM {typed}").fetchone() or (0,)
    if not alike:  # rows with one key have one hash; to count the hashes takes half as long
        return 0
    (repeated,) = bench.con.execute(
        f"SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM {typed} GROUP BY {key} HAVING count(*) > 1)"
    ).fetchone() or (0,)
    if repeated:
        bench.con.execute(f"DELETE FROM {typed} WHERE line NOT IN (SELECT max(line) FROM {typed} GROUP BY {key})")
    return int(repeated)
