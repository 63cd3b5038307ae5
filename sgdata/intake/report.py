"""What a load did: the report of the command line, the screen and `--json`. It never holds a row's value."""

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, Field, field_validator

MOST_LEFT_OUT = 1_000
Outcome = Literal["loaded", "nothing new", "dry run", "nothing recognised"]


class Reason(BaseModel):
    """Why a row was refused. `found` is a shape (aa99), never the value itself."""

    line: int
    column: str
    found: str
    wanted: str

    @property
    def row(self) -> tuple[int, str]:
        """Which row it is about: of a line that is many rows, the session as well."""
        return self.line, self.column.partition(", ")[2]


def in_order(reasons: Iterable[Reason]) -> list[Reason]:
    """Faults of the structure first: rows that have not as many cells as the header. Then the order of the file."""
    return sorted(reasons, key=lambda reason: (bool(reason.column), reason.line))


class LeftOut(BaseModel):
    """A line of the file that is no row of a table: a title, the header again, a total, a note."""

    line: int
    what: str


class Withheld(BaseModel):
    """Words that do not look like what their column names: the rows are in, these cells are empty."""

    column: str
    rows: int


class UnknownWord(BaseModel):
    """A word that a closed list does not have. It is `shown` as it stands where it is made of usual words, else as its
    shape; `kept` is how a profile remembers it."""

    shown: str
    kept: str
    rows: int
    line: int
    """The first line where it stands."""


class TakenColumn(BaseModel):
    """What a column of ours was read from, and why."""

    column: str
    header: str
    """As a report may say it; empty where it is the same in every row."""
    place: int | None
    """Of the column in the sheet, from 1."""
    why: Literal["own name", "synonym", "profile", "same in every row"]
    dates: str = ""
    """How its dates were read, where they are not in our own form."""
    is_asked: bool = False
    """Whether a person has to say if day or month comes first."""
    examples: list[str] = Field(default_factory=list)
    """Shapes of what stands in it; of a closed list the words of ours. In a dry run alone."""
    unknown: list[UnknownWord] = Field(default_factory=list)
    """In a dry run alone."""


class SheetHeader(BaseModel):
    """A column of a sheet, taken or not, as a person can be asked about it."""

    place: int
    shown: str
    kept: str
    could_be: dict[str, str] = Field(default_factory=dict)
    """By table, the column of it that this would be."""


class TableReport(BaseModel):
    """What became of one sheet of one file. `read` = `accepted` + `refused`."""

    table: str | None
    """The table that its rows became; None where it is not recognised, or only helps to fill another's table."""
    file: str
    read: int = 0
    accepted: int = 0
    refused: int = 0
    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    gone: int = 0
    """Of a full load: rows that stood in the store and did not come any more."""
    repeated: int = 0
    """Earlier lines of the same file with the same key: the later line won."""
    reasons: list[Reason] = Field(default_factory=list)
    reasons_not_listed: int = 0
    withheld: list[Withheld] = Field(default_factory=list)
    dropped_columns: list[str] = Field(default_factory=list)
    left_out: list[LeftOut] = Field(default_factory=list)
    """The first lines that are no rows, and so neither read nor refused."""
    left_out_not_listed: int = 0
    note: str = ""
    columns: list[TakenColumn] = Field(default_factory=list)
    profile: str | None = None
    """The saved profile that was used."""
    source: str = ""
    """Which sheet of another system it is, for one that a shipped profile reads."""
    likely: str | None = Field(default=None, exclude=True)
    """The table that it would be once its questions are answered."""
    headers: list[SheetHeader] = Field(default_factory=list, exclude=True)

    def leave_out(self, lines: Iterable[tuple[int, str]]) -> None:
        """Adds lines that are no rows."""
        found = sorted((*((one.line, one.what) for one in self.left_out), *lines))
        self.left_out = [LeftOut(line=line, what=what) for line, what in found[:MOST_LEFT_OUT]]
        self.left_out_not_listed += max(0, len(found) - MOST_LEFT_OUT)

    @property
    def all_taken(self) -> bool:
        return self.refused == 0


class LoadReport(BaseModel):
    """What became of everything that was to be loaded. `snapshot` is the one in use after the load."""

    snapshot: str | None
    outcome: Outcome
    tables: list[TableReport]
    """Those first that were not taken at all; then the order of the files."""

    @field_validator("tables")
    @classmethod
    def _not_taken_first(cls, tables: list[TableReport]) -> list[TableReport]:
        return sorted(tables, key=lambda one: not (one.table is None and one.refused))

    @property
    def needs_a_person(self) -> bool:
        """Whether anything was refused or not recognised."""
        return self.outcome == "nothing recognised" or any(not table.all_taken for table in self.tables)
