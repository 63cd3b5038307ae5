"""What a load did: the report of the command line, the screen and `--json`. It never holds a row's value."""

from typing import Literal

from pydantic import BaseModel, Field

Outcome = Literal["loaded", "nothing new", "dry run", "nothing recognised"]


class Reason(BaseModel):
    """Why a row was refused. `found` is a shape (aa99), never the value itself."""

    line: int
    column: str
    found: str
    wanted: str


class Withheld(BaseModel):
    """Words that do not look like what their column names: the rows are in, these cells are empty."""

    column: str
    rows: int


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
    repeated: int = 0
    """Earlier lines of the same file with the same key: the later line won."""
    reasons: list[Reason] = Field(default_factory=list)
    reasons_not_listed: int = 0
    withheld: list[Withheld] = Field(default_factory=list)
    dropped_columns: list[str] = Field(default_factory=list)
    note: str = ""

    @property
    def all_taken(self) -> bool:
        return self.refused == 0


class LoadReport(BaseModel):
    """What became of everything that was to be loaded. `snapshot` is the one in use after the load."""

    snapshot: str | None
    outcome: Outcome
    tables: list[TableReport]

    @property
    def needs_a_person(self) -> bool:
        """Whether anything was refused or not recognised."""
        return self.outcome == "nothing recognised" or any(not table.all_taken for table in self.tables)
