"""What is published of England and its authorities, to stand beside our figures: context, never a target.

Shipped as data; what an organisation takes from newer files (published_files.py) is kept beside its store and counts
instead of the shipped row of the same measure, cohort, phase, area and period. Other periods stay, so that a figure of
any year finds the one that fits.
"""

import csv
import io
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from sgdata.errors import Misuse

MEASURES = {
    "absence": "Sessions missed",
    "persistent_absence": "Persistently absent",
    "severe_absence": "Severely absent",
    "part_time_share_of_sessions": "Sessions of a part-time timetable",
    "one_or_more_suspension": "Suspended once or more",
    "missing_education": "Without a school",
}
"""What a figure of ours is set beside; rows of other measures are kept and not used."""
Cohort = Literal["looked_after_12_months", "looked_after", "child_in_need", "child_protection", "all_pupils"]
Phase = Literal["all", "primary", "secondary", "special", "alternative"]
Words = Annotated[str, Field(min_length=1, max_length=300)]
TERMS = {"autumn": ((9, 1), (12, 31)), "spring": ((1, 1), (4, 30)), "summer": ((5, 1), (8, 31))}
"""First and last day of a term, as month and day, wide enough for every school's."""
SAME = "same"
"""In a file that was typed by hand: source or caveat of the row above."""
PERIODS = "2024/25, autumn 2025, or 1 September 2025 to 10 July 2026"


class Span(NamedTuple):
    """The first and the last day of a period."""

    first: date
    last: date


class Published(BaseModel):
    """One published figure, in per cent."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    measure: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,60}$")]
    cohort: Cohort
    phase: Phase
    area: Annotated[str, Field(pattern=r"^[A-Z][A-Za-z ,.'&()-]{1,60}$")]
    period: str
    value: Annotated[Decimal, Field(ge=0, le=100, max_digits=7, decimal_places=4)]
    unit: Literal["percent"]
    children: Annotated[int, Field(gt=0)] | None = None
    source: Words
    caveat: Annotated[str, Field(max_length=300)] = ""

    @field_validator("children", mode="before")
    @classmethod
    def _left_empty(cls, cell: object) -> object:
        return None if cell == "" else cell

    @field_validator("period")
    @classmethod
    def _has_days(cls, period: str) -> str:
        span_of(period)
        return period

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What one row stands for: a newer one with the same takes its place."""
        return self.measure, self.cohort, self.phase, self.area, self.period

    @property
    def is_used(self) -> bool:
        """Whether a figure of ours is set beside it."""
        return self.measure in MEASURES


COLUMNS = tuple(Published.model_fields)


def span_of(period: str) -> Span:
    """The days of a period; ValueError where it is none of PERIODS."""
    if match := re.fullmatch(r"(\d{4})/(\d{2})", period):
        year = int(match[1])
        if int(match[2]) == (year + 1) % 100:
            return Span(date(year, 9, 1), date(year + 1, 8, 31))
    if match := re.fullmatch(r"(autumn|spring|summer) (\d{4})", period):
        (first, last), year = TERMS[match[1]], int(match[2])
        return Span(date(year, *first), date(year, *last))
    if match := re.fullmatch(r"(\d{1,2} [A-Z][a-z]+ \d{4}) to (\d{1,2} [A-Z][a-z]+ \d{4})", period):
        span = Span(_day(match[1]), _day(match[2]))
        if span.first <= span.last:
            return span
    raise ValueError(f"wanted {PERIODS}")


def _day(text: str) -> date:
    day, month, year = text.split()
    months = [f"{date(2000, number, 1):%B}" for number in range(1, 13)]
    if month not in months:
        raise ValueError(f"wanted {PERIODS}")
    return date(int(year), months.index(month) + 1, int(day))


def read_published(text: str, file: str) -> list[Published]:
    """The rows of a file with our columns; Misuse tells line, column and what was wanted of the first faults, and how
    many there are. Never the value: whoever names the wrong file may have named one about children."""
    lines = csv.DictReader(io.StringIO(text, newline=""))
    there = tuple(lines.fieldnames or ())
    if there != COLUMNS:
        lacking = ", ".join(column for column in COLUMNS if column not in there)
        raise Misuse(
            f"{file}, line 1: found {len(there)} columns{' without ' if lacking else ''}{lacking}, "
            f"wanted these in their order: {', '.join(COLUMNS)}."
        )
    found: dict[tuple[str, str, str, str, str], Published] = {}
    faults: list[str] = []
    above = {"source": "", "caveat": ""}
    for row in lines:
        row |= {column: above[column] for column in above if row[column] == SAME}
        above = {column: row[column] for column in above}
        try:
            one = Published.model_validate(row)
        except ValidationError as fault:
            faults += [_fault(lines.line_num, error["loc"], error["msg"]) for error in fault.errors(include_url=False)]
            continue
        if one.key in found:
            faults.append(f"line {lines.line_num}: a second row of this measure, cohort, phase, area and period")
        found[one.key] = one
    if faults:
        more = f"; and {len(faults) - MOST_FAULTS} more" if len(faults) > MOST_FAULTS else ""
        raise Misuse(f"{file}: {'; '.join(faults[:MOST_FAULTS])}{more}. Nothing was taken.")
    if not found:
        raise Misuse(f"{file}: found no row below the columns, wanted one a published figure.")
    return list(found.values())


MOST_FAULTS = 5


def _fault(line: int, place: tuple[int | str, ...], wanted: str) -> str:
    column = str(place[0]) if place and place[0] in COLUMNS else "number of cells"
    said = re.sub(r"^(Value error, |Input |String |Decimal input )", "", wanted)
    return f"line {line}, column {column}: found something else, wanted: {said.removeprefix('wanted ')}"


@cache
def shipped() -> tuple[Published, ...]:
    """What is shipped."""
    text = files("sgdata").joinpath("benchmarks.csv").read_text(encoding="utf-8")
    return tuple(read_published(text, "benchmarks.csv"))


@lru_cache(maxsize=16)
def published(kept: str, file: str = "the organisation's benchmarks.csv") -> tuple[Published, ...]:
    """All that is published: what is shipped, and instead or beside it what `kept` holds; "" holds nothing."""
    own = read_published(kept, file) if kept else []
    return tuple({one.key: one for one in (*shipped(), *own)}.values())


def as_text(rows: Iterable[Published]) -> str:
    """The rows as a file that `read_published` reads."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: "" if cell is None else cell for name, cell in row.model_dump().items()})
    return out.getvalue()


@lru_cache(maxsize=16)
def benchmark(kept: str) -> str:
    """`benchmark`, as a relation: a row a published figure with the days of its period; `value` in per cent."""
    names = "measure, cohort, phase, area, period, period_from, period_to, value, source, caveat"
    return f"benchmark({names}) AS (VALUES {', '.join(map(_literals, published(kept)))})"


def _literals(row: Published) -> str:
    span = span_of(row.period)
    cells = [_quoted(cell) for cell in (row.measure, row.cohort, row.phase, row.area, row.period)]
    cells += [f"DATE '{span.first}'", f"DATE '{span.last}'", f"CAST({row.value} AS DECIMAL(7, 4))"]
    return f"({', '.join([*cells, _quoted(row.source), _quoted(row.caveat)])})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
