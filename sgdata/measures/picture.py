"""A picture as its file declares it: the TOML head, the query, the worked examples. It shows what no figure can: single
cases on their way, distributions, what occurs together. For practitioners alone, for it is drawn from single rows."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sgdata.measures.indicator import CLAUSE, Theme, Words, Worked

Kind = Literal["bars", "lines", "timeline", "matrix", "calendar", "sets", "table"]
NEEDED: dict[Kind, set[str]] = {
    "bars": {"label", "n"},
    "lines": {"day", "series", "value"},
    "timeline": {"case", "what", "starts", "ends"},
    "matrix": {"row", "column", "status", "says"},
    "calendar": {"day", "value", "says"},
    "sets": {"members", "n"},
    "table": set(),
}
"""The columns that the query of each kind must give; it may give others, for its sentences or its table.

bars: a bar a `label` in the order of the rows, `n` long; stacked where there is a `part`; a share of `of` where given.
lines: `value` on `day` of each `series`, NULL where it is not known; days with `provisional` are shaded.
timeline: a line a `case`; a row with `ends` is a stretch of it, one without is a mark on the day `starts`.
matrix: `status` (met, near, missed, no_data, no_target) and what it `says` where `row` and `column` meet.
calendar: `value` (a share, 0 to 1) of a `day`.
sets: `n` things have all the `members` (a list) and no others.
"""
REFERENCED = ("case", "child", "person")
"""Columns that give a pseudonym, and are shown as the case reference."""


class Picture(BaseModel):
    """One picture. `sql` gives its rows in the order in which they are drawn; it reads what an indicator reads, and
    `measured`, the rows of the indicator that the picture is `of`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"[a-z0-9_]+")]
    asks: Words
    theme: Theme
    draw: Kind
    place: int
    """Where it stands among the pictures of its page."""
    leads: bool = False
    """Whether it stands with the answers of its page, not behind them."""
    of: str = ""
    """The indicator whose rows it is drawn from, so that the two never disagree."""
    clauses: Annotated[list[Annotated[str, Field(pattern=CLAUSE)]], Field(min_length=1)]
    counted: Words
    """How it is counted, in sentences."""
    answer: Words
    """The picture as sentences, filled in from `tells` as the answer of an indicator is; what stands in [ ] is left
    out where it tells only of noughts."""
    answer_none: Words
    """The sentence where `n` is 0."""
    tells: dict[str, str]
    """What the sentences say of the rows: SQL over the relation `picture`; `n` is how many things there are."""
    parts: list[str] = []
    """The parts, series, stretches or marks in the order of their colours and shapes; where none are declared, as they
    come."""
    unit: Literal["count", "percent"] = "count"
    """What is drawn: numbers of things, or shares from 0 to 1."""
    columns: Annotated[dict[str, str], Field(min_length=1)]
    """The table behind it: its columns in their order with their headings."""
    sql: Words
    examples: Annotated[list[Worked], Field(min_length=1)]

    @model_validator(mode="after")
    def _tells_how_many(self) -> "Picture":
        if "n" not in self.tells:
            raise ValueError("tells must have n, how many things there are")
        return self


class Drawn(BaseModel):
    """What a picture shows of a snapshot."""

    model_config = ConfigDict(frozen=True)

    id: str
    rows: list[dict[str, Any]]
    tells: dict[str, Any]
    not_loaded: list[str] = []
    """As for a figure."""
