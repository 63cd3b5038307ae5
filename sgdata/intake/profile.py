"""Profiles of other systems: which of their sheets are recognised, how their values are read, what becomes of them.

A profile is one TOML file in intake/profiles. Its sources are sheets of the other system, recognised by their
columns and checked row by row; its tables are queries over those sources that give the columns of ours as text.
What the other system cannot know is left out, and so stays unknown.
"""

import tomllib
from datetime import date, datetime
from importlib.resources import files
from typing import Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict

from sgdata.errors import Misuse
from sgdata.intake.check import MOST_REASONS, ragged_reasons
from sgdata.intake.names import column_called, mask
from sgdata.intake.report import Reason, TableReport
from sgdata.intake.staging import ParquetFile, Sheet, Staged, Workbench, count_records, quoted
from sgdata.tables import TABLES, Table
from sgdata.tables.columns import Day, folded

Sheets = list[tuple[str, Sheet | ParquetFile]]
Line = tuple[int | str | None, ...]


class SourceColumn(BaseModel):
    """A column of a source: `id` and `date` may not be empty where `required`; a `code` is translated by `words`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["id", "date", "code"]
    required: bool = False
    words: dict[str, str] = {}


class SourceSheet(BaseModel):
    """A sheet of the other system, recognised by these columns. `belongs_to` names the sheet in which the id of its
    rows, their first column, must stand."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    columns: dict[str, SourceColumn]
    belongs_to: str = ""
    note: str = ""


class ProfileTable(BaseModel):
    """One of our tables as a query over the sources; `line` is the line of the source sheet `of`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    of: str
    query: str


class Profile(BaseModel):
    """How the exports of one system become our tables."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    date_format: str
    sources: dict[str, SourceSheet]
    tables: dict[str, ProfileTable]

    def known_headers(self) -> set[str]:
        """Every column name of every source, folded."""
        return {folded(name) for source in self.sources.values() for name in source.columns}

    def stage(
        self, bench: Workbench, sheets: Sheets
    ) -> tuple[list[TableReport], list[tuple[type[Table], Staged, TableReport]]]:
        """The report of every sheet, and the tables that the profile makes of them, staged for the check."""
        reports, by_source = [], {}
        for file, sheet in sheets:
            name = self._recognise(sheet.header)
            if name is None:
                reports.append(_not_recognised(file, sheet, self.title))
                continue
            if name in by_source:
                raise Misuse(f"{file} is a second {name} sheet of {self.title}: load one return at a time.")
            report = self._stage_source(bench, name, file, sheet)
            by_source[name] = report
            reports.append(report)
        for name in self.sources:
            if name not in by_source:
                _lay_source(bench, name, self.sources[name], [])
                _lay_source(bench, f"{name}_refused", self.sources[name], [])
        for name, report in by_source.items():
            if self.sources[name].belongs_to:
                self._refuse_strangers(bench, name, report)
        tables = []
        for name, made in self.tables.items():
            if made.of in by_source:
                staged = bench.new_name()
                bench.con.execute(f"CREATE TABLE {staged} AS {made.query}")
                tables.append((TABLES[name], Staged(staged, bench.count(staged)), by_source[made.of]))
        return reports, tables

    def _refuse_strangers(self, bench: Workbench, name: str, report: TableReport) -> None:
        """Refuses the rows whose id is in no row that was taken from the sheet they belong to: they would be lost."""
        home = self.sources[name].belongs_to
        key = next(iter(self.sources[name].columns))
        is_stranger = f"{quoted(key)} NOT IN (SELECT {quoted(key)} FROM {home})"
        lines = bench.con.execute(f"SELECT line FROM {name} WHERE {is_stranger} ORDER BY line").fetchall()
        wanted = f"the id of a row that was taken from the {home} sheet"
        found = "an id that is not among them"
        strangers = [Reason(line=line, column=key, found=found, wanted=wanted) for (line,) in lines]
        _list(report, report.reasons + strangers, refused=report.refused + len(lines))
        report.accepted -= len(lines)
        bench.con.execute(f"DELETE FROM {name} WHERE {is_stranger}")

    def _recognise(self, header: tuple[str, ...]) -> str | None:
        found = {folded(name) for name in header}
        fitting = [
            (len(source.columns), name)
            for name, source in self.sources.items()
            if all(folded(column) in found for column in source.columns)
        ]
        return max(fitting)[1] if fitting else None

    def _stage_source(self, bench: Workbench, name: str, file: str, sheet: Sheet | ParquetFile) -> TableReport:
        """Stages the sheet as relation `name` (`line` and its columns), the rows that cannot be read as `name`_refused;
        in these, what cannot be read is empty."""
        source = self.sources[name]
        places = {folded(header): place for place, header in reversed(list(enumerate(sheet.header)))}
        columns = {column: places[folded(column)] for column in source.columns}
        staged = bench.stage(sheet, columns)
        dropped = [
            column_called(header, place + 1)
            for place, header in enumerate(sheet.header)
            if place not in columns.values()
        ]
        table = next((table for table, made in self.tables.items() if made.of == name), None)
        report = TableReport(table=table, file=file, dropped_columns=dropped, note=source.note)
        reasons: list[Reason] = []
        rows = bench.con.execute(
            f"SELECT {staged.line} AS line, {', '.join(map(quoted, columns))} FROM {staged.name} ORDER BY line"
        ).fetchall()
        kept: list[Line] = []
        not_kept: list[Line] = []
        for line, *cells in rows:
            read, wrong = self._read_row(source, line, cells)
            reasons += wrong
            (not_kept if wrong else kept).append((line, *read))
        refused = staged.read - len(kept)
        reasons += ragged_reasons(staged)
        _list(report, reasons, refused)
        # The rows of a sheet that makes a table are counted when the table is checked.
        report.read = refused if table else staged.read
        report.accepted = 0 if table else len(kept)
        _lay_source(bench, name, source, kept)
        _lay_source(bench, f"{name}_refused", source, not_kept)
        bench.drop(staged.name)
        return report

    def _read_row(
        self, source: SourceSheet, line: int, cells: list[str | None]
    ) -> tuple[list[str | None], list[Reason]]:
        read: list[str | None] = []
        wrong = []
        for (name, column), cell in zip(source.columns.items(), cells, strict=True):
            value, wanted = self._read_cell(column, cell)
            read.append(value)
            if wanted:
                found = mask(cell.strip()) if cell and cell.strip() else "nothing"
                wrong.append(Reason(line=line, column=name, found=found, wanted=wanted))
        return read, wrong

    def _read_cell(self, column: SourceColumn, cell: str | None) -> tuple[str | None, str]:
        """The value as our tables write it, and what was wanted where it cannot be read."""
        cell = (cell or "").strip()
        if not cell:
            return None, "a value: this column may not be empty" if column.required else ""
        match column.kind:
            case "date":
                try:
                    return self._date(cell).isoformat(), ""
                except ValueError:
                    return None, f"a date such as {datetime(2026, 11, 20).strftime(self.date_format)}"
            case "code" if column.words:
                word = column.words.get(cell.upper())
                return word, "" if word is not None else f"one of {', '.join(column.words)}"
            case _:
                return cell, ""

    def _date(self, cell: str) -> date:
        """The date as the system writes it, or as a workbook does, which knows dates from words."""
        try:
            return Day().read(cell)
        except ValueError:
            return datetime.strptime(cell, self.date_format).date()


def find_profile(name: str) -> Profile:
    """The profile of that name; Misuse names those there are."""
    folder = files("sgdata.intake").joinpath("profiles")
    known = sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))
    if name not in known:
        raise Misuse(f"There is no profile {name}: wanted one of {', '.join(known)}.")
    return Profile.model_validate(tomllib.loads(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8")))


def _list(report: TableReport, reasons: list[Reason], refused: int) -> None:
    """Puts the first reasons into the report, in the order of the sheet, and says of how many rows none is listed."""
    report.reasons = sorted(reasons, key=lambda reason: reason.line)[:MOST_REASONS]
    report.refused = refused
    report.reasons_not_listed = refused - len({reason.line for reason in report.reasons})


def _lay_source(bench: Workbench, relation: str, source: SourceSheet, rows: list[Line]) -> None:
    types = ", ".join(f"{quoted(column)} VARCHAR" for column in source.columns)
    bench.con.execute(f"CREATE TABLE {relation} (line BIGINT, {types})")
    if rows:
        bench.con.register("read", pd.DataFrame(rows, columns=["line", *source.columns], dtype=object))
        bench.con.execute(f"INSERT INTO {relation} SELECT * FROM read")
        bench.con.unregister("read")


def _not_recognised(file: str, sheet: Sheet | ParquetFile, title: str) -> TableReport:
    note = f"Not recognised: it has the columns of no sheet of {title}."
    rows = count_records(sheet)
    return TableReport(table=None, file=file, read=rows, refused=rows, note=note)
