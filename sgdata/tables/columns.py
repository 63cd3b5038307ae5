"""The kinds of column that an input table may have: how each is read from text, stored and explained.

A kind reads one cell of text in Python (`read`, obvious and slow: documentation, tests and single rows use it).
The door does the same in SQL over whole columns; a test holds the two against each other.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeVar

PseudonymKind = Literal["child", "adult", "provider", "case"]

_DAY = r"(19|20|21)\d{2}-\d{2}-\d{2}"
DAY_PATTERN = rf"{_DAY}([T ]00:00(:00(\.0+)?)?)?"  # a workbook or Parquet writes a date as midnight
MOMENT_PATTERN = rf"{_DAY}[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?"
# Too few digits for a date of birth, a telephone or an official number that stands in the wrong column.
WHOLE_PATTERN = r"\d{1,4}(\.0+)?"
DECIMAL_PATTERN = r"\d{1,3}(\.\d{1,4})?"


@dataclass(frozen=True)
class Identifier:
    """An id of the source: stored as a keyed pseudonym of its kind, never as it came."""

    kind: PseudonymKind
    duckdb_type = "VARCHAR"
    wanted = "an id, as the source writes it, on one line"

    def read(self, text: str) -> str:
        if len(text.splitlines()) > 1:  # a quotation mark that is not closed makes one cell of many rows
            raise ValueError(self.wanted)
        return text


@dataclass(frozen=True)
class Vocabulary:
    """One word of a closed list. Case and spaces do not matter."""

    words: tuple[str, ...]
    duckdb_type = "VARCHAR"

    @property
    def wanted(self) -> str:
        return "one of " + ", ".join(self.words)

    def read(self, text: str) -> str:
        for word in self.words:
            if folded(word) == folded(text):
                return word
        raise ValueError(self.wanted)


@dataclass(frozen=True)
class AttendanceCode(Vocabulary):
    """A national attendance code; `-` says that the register was not taken, which is no mark."""

    not_taken = "-"

    @property
    def wanted(self) -> str:
        return "a national attendance code, such as / \\ L I C2 O (empty or - where the register was not taken)"

    def read(self, text: str) -> str | None:  # type: ignore[override]  # a register not taken reads as no code
        return None if text == self.not_taken else super().read(text)


@dataclass(frozen=True)
class VocabularyList(Vocabulary):
    """Several words of a closed list, separated by semicolons."""

    duckdb_type = "VARCHAR[]"

    @property
    def wanted(self) -> str:
        return "a list, separated by ; of " + ", ".join(self.words)

    def read(self, text: str) -> list[str] | None:  # type: ignore[override]  # a list where its parent has a word
        parts = [part for part in text.split(";") if part.strip()]
        return list(dict.fromkeys(super(VocabularyList, self).read(part) for part in parts)) or None


@dataclass(frozen=True)
class YesOrNo:
    duckdb_type = "BOOLEAN"
    wanted = "yes or no"

    def read(self, text: str) -> bool:
        if text.lower() not in ("yes", "no"):
            raise ValueError(self.wanted)
        return text.lower() == "yes"


@dataclass(frozen=True)
class Day:
    """A calendar date. `planned`: it may lie ahead, so it says nothing about how new the data are."""

    planned: bool = False
    duckdb_type = "DATE"
    wanted = "a date such as 2026-11-20"

    def read(self, text: str) -> date:
        if not re.fullmatch(DAY_PATTERN, text, re.ASCII):
            raise ValueError(self.wanted)
        return date.fromisoformat(text[:10])


@dataclass(frozen=True)
class BirthDate(Day):
    """A date of birth: reduced at the door to what may be kept of it (`BIRTH_COLUMNS`), then gone."""


BIRTH_COLUMNS = {
    "birth_academic_year": "INTEGER",  # 2010 for a birth from 1 September 2010 to 31 August 2011
    "school_age_from": "DATE",  # first and last day of compulsory school age (Education Act 1996, section 8)
    "school_age_to": "DATE",
}


@dataclass(frozen=True)
class Moment:
    """A local time (Europe/London) to the minute."""

    duckdb_type = "TIMESTAMP"
    wanted = "a date and time such as 2026-11-20T16:50"

    def read(self, text: str) -> datetime:
        if not re.fullmatch(MOMENT_PATTERN, text, re.ASCII):
            raise ValueError(self.wanted)
        return datetime.fromisoformat(text[:19])


@dataclass(frozen=True)
class WholeNumber:
    duckdb_type = "INTEGER"
    wanted = "a whole number such as 3, below 10,000"

    def read(self, text: str) -> int:
        if not re.fullmatch(WHOLE_PATTERN, text, re.ASCII):
            raise ValueError(self.wanted)
        return int(float(text))


@dataclass(frozen=True)
class Hours:
    duckdb_type = "DOUBLE"
    wanted = "a number of hours such as 12.5, below 1,000"

    def read(self, text: str) -> float:
        if not re.fullmatch(DECIMAL_PATTERN, text, re.ASCII):
            raise ValueError(self.wanted)
        return float(text)


@dataclass(frozen=True)
class Title:
    """Words that name a thing or a role, not a person. `intake/words.py` holds what such words must look like;
    words that do not look so are withheld: the row stays, the cell is empty, the report says it."""

    of: Literal["setting", "policy", "guidance", "local_authority", "owner_role"]
    duckdb_type = "VARCHAR"
    wanted = "the name of a thing or a role, not of a person"

    def read(self, text: str) -> str:
        return text


Kind = (
    Identifier
    | Vocabulary
    | AttendanceCode
    | VocabularyList
    | YesOrNo
    | Day
    | BirthDate
    | Moment
    | WholeNumber
    | Hours
    | Title
)


@dataclass(frozen=True)
class Column:
    """One column of an input table, as everything but the model itself needs it."""

    name: str
    kind: Kind
    is_key: bool
    may_be_empty: bool
    description: str

    @property
    def stored(self) -> dict[str, str]:
        """The names and DuckDB types of what the store keeps of this column."""
        return BIRTH_COLUMNS if isinstance(self.kind, BirthDate) else {self.name: self.kind.duckdb_type}

    @property
    def happened(self) -> bool:
        """Whether it says when something happened: neither a plan nor a birth."""
        is_day = isinstance(self.kind, Day) and not isinstance(self.kind, BirthDate) and not self.kind.planned
        return is_day or isinstance(self.kind, Moment)

    def read(self, text: str) -> Any:
        """The value of one cell (`None` where it is empty); ValueError says what was wanted."""
        text = text.strip()
        if text:
            return self.kind.read(text)
        if not self.may_be_empty:
            raise ValueError(f"{self.kind.wanted}: this column may not be empty")
        return None


def folded(text: str) -> str:
    """What is left of a word when case, spaces, hyphens and underscores do not matter."""
    return re.sub(r"[\s_-]", "", text).lower()


Word = TypeVar("Word")

ChildId = Annotated[str, Identifier("child")]
AdultId = Annotated[str, Identifier("adult")]
ProviderId = Annotated[str, Identifier("provider")]
CaseId = Annotated[str, Identifier("case")]
OneOf = Annotated[Word, Vocabulary]
SomeOf = Annotated[list[Word], VocabularyList]
Flag = Annotated[bool, YesOrNo()]
HappenedOn = Annotated[date, Day()]
PlannedOn = Annotated[date, Day(planned=True)]
HappenedAt = Annotated[datetime, Moment()]
BornOn = Annotated[date, BirthDate()]
Number = Annotated[int, WholeNumber()]
HoursAWeek = Annotated[float, Hours()]
