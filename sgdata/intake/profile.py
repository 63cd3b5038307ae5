"""Profiles of other systems: which of their sheets are recognised, how their values are read, what becomes of them.

A profile is one TOML file in intake/profiles. Its sources are sheets of the other system, recognised by their
columns and checked row by row; its tables are queries over those sources that give the columns of ours as text.
What the other system cannot know is left out, and so stays unknown.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from sgdata.errors import Misuse
from sgdata.intake.mapping import Mapping
from sgdata.intake.report import Reason, TableReport
from sgdata.intake.sources import SourceSheet, lay_empty, lay_source, list_reasons
from sgdata.intake.staging import ParquetFile, Sheet, Staged, Workbench, quoted
from sgdata.tables import TABLES, Table

FOLDER = files("sgdata.intake").joinpath("profiles")
Sheets = Iterable[tuple[str, Sheet | ParquetFile]]
Beside = Callable[[str, Sheet | ParquetFile, str], TableReport]
"""What becomes of a sheet that is no source: the third is what is said of it."""


class ProfileTable(BaseModel):
    """One of our tables, its own name or `table`, as a query over the sources; `line` is the line of the source sheet
    `of`. Where the query gives other rows than that source has (`new_rows`), they are counted by themselves. `tells` is
    a query that gives a sentence about them for the report."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    of: str
    query: str
    table: str = ""
    new_rows: bool = False
    note: str = ""
    tells: str = ""


class ExceptionsOnly(BaseModel):
    """Marks of the sessions alone that were not as usual: see sgdata/intake/exceptions.py. The source has `child_id`,
    `date` and a column that names the `setting`; the query may leave out a row that another of the same child and day
    stands for. `days` is a query that gives the school days that a sheet counts (`provider_id`, `date_from`,
    `date_to`, `days`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    of: str
    query: str
    setting: str
    days: str


class Profile(BaseModel):
    """How the exports of one system become our tables."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    date_format: str = "%d/%m/%Y"
    other_date_formats: tuple[str, ...] = ()
    sources: dict[str, SourceSheet]
    tables: dict[str, ProfileTable] = {}
    exceptions: ExceptionsOnly | None = None

    def known_headers(self) -> set[str]:
        """Every name of every column of every source."""
        return {name for source in self.sources.values() for name in source.names()}

    def stage(
        self, bench: Workbench, sheets: Sheets, beside: Beside
    ) -> tuple[list[TableReport], dict[str, TableReport]]:
        """Lays every sheet that is a source; the report of every sheet, and of each source."""
        reports, by_source = [], {}
        for file, sheet in sheets:
            name = self.recognise(sheet.header)
            if name is None:
                reports.append(beside(file, sheet, self._why_none(sheet.header)))
                continue
            source = self.sources[name]
            if name in by_source and source.is_taken:
                raise Misuse(f"{file} is a second {name} sheet of {self.title}: load one return at a time.")
            if name in by_source:
                bench.drop(name, f"{name}_refused")
            formats = (self.date_format, *self.other_date_formats)
            report = lay_source(bench, name, source, formats, file, sheet)
            by_source[name] = report
            reports.append(report)
        for name, source in self.sources.items():
            if name not in by_source:
                lay_empty(bench, name, source)
        for name, report in by_source.items():
            if self.sources[name].belongs_to:
                self._refuse_strangers(bench, name, report)
        return reports, by_source

    def made(
        self, bench: Workbench, by_source: dict[str, TableReport], reports: list[TableReport]
    ) -> Iterator[tuple[type[Table], Staged, TableReport]]:
        """The tables that come of the sources, one after the other, staged for the check, each with its report: that of
        its source where it is the first with the rows of it, else one of its own among the `reports`."""
        counted: set[str] = set()
        for name, made in self.tables.items():
            if made.of not in by_source:
                continue
            table = TABLES[made.table or name]
            report = source = by_source[made.of]
            source.table = source.table or table.TABLE
            staged = bench.new_name()
            bench.con.execute(f"CREATE TABLE {staged} AS {made.query}")
            if made.new_rows or made.of in counted:
                file = f"{report.file}, {table.TABLE}"
                report = TableReport(table=table.TABLE, file=file, note=told(bench, made))
                reports.insert(reports.index(source) + 1, report)
            else:  # its rows are counted when the table is checked
                counted.add(made.of)
                report.read -= report.accepted
                report.accepted = 0
            yield table, Staged(staged, bench.count(staged)), report
            bench.drop(staged)

    def _refuse_strangers(self, bench: Workbench, name: str, report: TableReport) -> None:
        """Refuses the rows whose id is in no row that was taken from the sheet they belong to: they would be lost."""
        home = self.sources[name].belongs_to
        key = next(iter(self.sources[name].columns))
        is_stranger = f"{quoted(key)} NOT IN (SELECT {quoted(key)} FROM {home})"
        lines = bench.con.execute(f"SELECT line FROM {name} WHERE {is_stranger} ORDER BY line").fetchall()
        wanted = f"the id of a row that was taken from the {home} sheet"
        found = "an id that is not among them"
        strangers = [Reason(line=line, column=key, found=found, wanted=wanted) for (line,) in lines]
        list_reasons(report, report.reasons + strangers, report.refused + len(lines))
        report.accepted -= len(lines)
        bench.con.execute(f"DELETE FROM {name} WHERE {is_stranger}")

    def fits(self, header: tuple[str, ...]) -> int:
        """How many columns of a source the header has; 0 where it is that of none."""
        name = self.recognise(header)
        return len(self.sources[name].places(header)) if name else 0

    def places(self, header: tuple[str, ...]) -> dict[str, int]:
        """Where the columns of the source stand that the header is of."""
        name = self.recognise(header)
        return self.sources[name].places(header) if name else {}

    def recognise(self, header: Sequence[str]) -> str | None:
        """The source with the most columns of those that the header has all of."""
        fitting = [
            (len(source.places(header)), name) for name, source in self.sources.items() if not source.missing(header)
        ]
        return max(fitting)[1] if fitting else None

    def _why_none(self, header: Sequence[str]) -> str:
        """What is said of a sheet that is no source; of one that nearly is, what it lacks."""
        told = f"Not recognised: it has the columns of no sheet of {self.title}"
        near = [
            (-len(missing), name, missing)
            for name, source in self.sources.items()
            if len(missing := source.missing(header)) <= len(source.places(header)) / 2
        ]
        if not near:
            return f"{told}."
        _, name, missing = max(near)
        return f"{told}; for its {name} it lacks {', '.join(missing)}."


def told(bench: Workbench, made: ProfileTable) -> str:
    """What the report says of the rows that a query gives."""
    (sentence,) = (bench.con.execute(made.tells).fetchone() or (None,)) if made.tells else (None,)
    return " ".join(filter(None, [made.note, sentence]))


def chosen(name: str | None, own: Sequence[Mapping]) -> tuple[Profile | None, Sequence[Mapping]]:
    """The shipped profile of that name, or that one of our `own`; without a name all of our own. Misuse names those
    there are."""
    if name is None:
        return None, own
    if named := [mapping for mapping in own if mapping.name == name]:
        return None, named
    return find_profile(name, tuple(mapping.name for mapping in own)), ()


def find_profile(name: str, own: Sequence[str] = ()) -> Profile:
    """The profile of that name that comes with the program; Misuse names those there are, and our `own`."""
    if name not in (known := shipped()):
        raise Misuse(f"There is no profile {name}: wanted one of {', '.join([*known, *own])}.")
    return _read(name)


def titles() -> dict[str, str]:
    """The profiles that come with the program, each with what it reads."""
    return {name: _read(name).title for name in shipped()}


def profile_of(header: Sequence[str]) -> str | None:
    """The shipped profile that knows most of the columns of a source with this header, if any does."""
    fitting = [(one.fits(tuple(header)), name) for name in shipped() if (one := _read(name)).recognise(header)]
    return max(fitting)[1] if fitting else None


@cache
def _read(name: str) -> Profile:
    return Profile.model_validate(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")))


def shipped() -> list[str]:
    """The names of the profiles that come with the program."""
    return sorted(file.name.removesuffix(".toml") for file in FOLDER.iterdir() if file.name.endswith(".toml"))
