"""An indicator as its file declares it: the TOML head, the query, the worked examples."""

import re
import tomllib
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Theme = Literal[
    "concerns",
    "follow_ups",
    "attendance",
    "missing_education",
    "part_time",
    "cohorts",
    "adults",
    "staff",
    "governance",
    "data_quality",
]
Subject = Literal[
    "child",
    "concern",
    "action",
    "referral",
    "episode",
    "timetable",
    "suspension",
    "allegation",
    "low_level_concern",
    "adult",
    "person",
    "training_item",
    "meeting",
    "policy",
    "assurance",
    "report",
    "return",
    "session",
    "role",
    "record",
]
CLAUSE = r"(VS|MM)-[0-9A-Z]+(\.\d+)?"
Words = Annotated[str, Field(min_length=1)]


class ExampleTable(BaseModel):
    """A small table of text: of an input table, or of what the query gives."""

    name: str
    header: list[str]
    rows: list[list[str]]


class Worked(BaseModel):
    """Tables in, rows out, at a date."""

    says: str
    as_at: date
    since: date | None
    given: list[ExampleTable]
    gives: ExampleTable | None


class Example(Worked):
    """One worked example of an indicator, with its figure. The tests run it, the screen shows it."""

    numerator: float
    denominator: float
    unknown: float


class Indicator(BaseModel):
    """One indicator. `sql` gives one row for each thing in the denominator and each date asked:

    as_at, subject, child, happened_on, numerator, denominator, known, why (and provider, parts where declared).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"[a-z0-9_]+")]
    title: Words
    asks: Words
    theme: Theme
    unit: Literal["percent", "count", "rate"]
    kind: Literal["stock", "flow"]
    good: Literal["high", "low", "none"]
    about: Literal["process", "child", "adult"]
    """What the figure tells of: how well adults kept a rule (process), of children, or of single adults."""
    subject: Subject
    """What a row is; says which breakdowns there are."""
    target: float | None = None
    amber: float | None = None
    clauses: Annotated[list[Annotated[str, Field(pattern=CLAUSE)]], Field(min_length=1)]
    rule: Words
    authority: Words
    edition: Words
    owner: Words
    reviewed_on: date
    review_due_on: date
    caveat: str = ""
    answer: Words
    """The figure as a sentence; {n} {d} {unknown} {percent} are filled in, {n|one is|many are} agrees with n."""
    answer_none: Words
    """The sentence where the numerator is 0."""
    answer_no_data: Words
    """The sentence where there is nothing to judge."""
    outlook: str = ""
    """What happens on the last day on which a row can still be kept from failing; {n} is filled in as in `answer`. The
    figure is then in the outlook, which asks its query for the days ahead."""
    children_who: str = ""
    """Of a figure about children, what is true of the {n} who count, or of the cohort with its {rate} where rows
    carry amounts: where cohorts are compared it goes on from "Of 28 children in residential placements 12 ..."."""
    children_among: str = ""
    """Which children there can be, where not all: "with a concern"."""
    own_provider: bool = False
    """The query gives a column `provider`: the setting of the subject itself, not of its child."""
    parts: list[str] = []
    """Labels of bands or reasons; the query gives a column `parts`, the list of those that a row falls into."""
    amounts: bool = False
    """A row carries amounts (sessions, hours, concerns of a child) and does not count as one."""
    within: list[str] = []
    """Indicators of which a hit of this one cannot be a miss: whoever is severely absent is persistently absent."""
    released_by_group: bool = True
    """Whether leaders see it by group; not where it follows from the very characteristics that cut it, which costs the
    release much to hide and tells nobody anything."""
    trend: Literal["month", "year"] = "month"
    """For a flow: each month by itself, or the academic year so far at each month's end, where a month is too short."""
    seasonal: bool = False
    """Whether it goes with the seasons (illness in winter, a year that fills up): then it is set beside the same weeks
    of last year."""
    parameters: dict[str, int] = {}
    """Numbers of the rule that an organisation may set differently; the query reads them from `parameters`."""
    sql: Words
    examples: Annotated[list[Example], Field(min_length=1)]

    @property
    def is_monthly(self) -> bool:
        """Whether a point of its trend tells of one month; else it is the state at the month's end, or the year."""
        return self.kind == "flow" and self.trend == "month"

    @model_validator(mode="after")
    def _targets_go_with_good(self) -> "Indicator":
        if (self.target is None) != (self.amber is None):
            raise ValueError("target and amber go together")
        if self.target is not None and self.good == "none":
            raise ValueError('a target needs good = "high" or "low"')
        return self

    @model_validator(mode="after")
    def _an_outlook_is_of_a_state_that_can_fail(self) -> "Indicator":
        if self.outlook and (self.kind != "stock" or self.good == "none" or self.amounts):
            raise ValueError('an outlook needs kind = "stock", good = "high" or "low", and rows that count as one')
        return self


def parse(text: str) -> dict[str, object]:
    """The parts of a file of an indicator or a picture: the keys of its head, `sql` and `examples`. ValueError says
    what is wrong."""
    match = re.fullmatch(r"\s*/\*(?P<head>.*?)\*/(?P<sql>.*?)(/\*(?P<examples>.*?)\*/\s*)?", text, re.DOTALL)
    if not match:
        raise ValueError("wanted a comment with the TOML head, a query, a comment with worked examples")
    head = tomllib.loads(match["head"])
    examples = _examples(match["examples"] or "")
    return {**head, "sql": match["sql"].strip().rstrip(";"), "examples": examples}


def _examples(text: str) -> list[Worked]:
    blocks = re.split(r"^Example:", text, flags=re.MULTILINE)[1:]
    return [_example(block) for block in blocks]


def _example(block: str) -> Worked:
    """One example: what it says, `as_at DATE [since DATE]`, tables by name, `gives`, and for an indicator
    `figure N of D[, U unknown]`."""
    says, *lines = block.strip().splitlines()
    asked = figure = None
    tables: list[ExampleTable] = []
    for line in map(str.strip, lines):
        if match := re.fullmatch(r"as_at (\S+)(?: since (\S+))?", line):
            asked = match
        elif match := re.fullmatch(r"figure ([\d.]+) of ([\d.]+)(?:, ([\d.]+) unknown)?", line):
            figure = match
        elif line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not tables[-1].header:
                tables[-1].header = cells
            else:
                tables[-1].rows.append(cells)
        elif re.fullmatch(r"[a-z_]+", line):
            tables.append(ExampleTable(name=line, header=[], rows=[]))
        elif line:
            raise ValueError(f"example {says.strip()!r}: cannot read the line {line!r}")
    tables = [_marks(table) if table.name == "register" else table for table in tables]
    if not asked:
        raise ValueError(f"example {says.strip()!r}: wanted a line as_at DATE")
    worked = Worked(
        says=says.strip(),
        as_at=date.fromisoformat(asked[1]),
        since=date.fromisoformat(asked[2]) if asked[2] else None,
        given=[table for table in tables if table.name != "gives"],
        gives=next((table for table in tables if table.name == "gives"), None),
    )
    if not figure:
        return worked
    numerator, denominator, unknown = (float(number or 0) for number in figure.groups())
    return Example(**worked.model_dump(), numerator=numerator, denominator=denominator, unknown=unknown)


def _marks(register: ExampleTable) -> ExampleTable:
    """The table `attendance` that a table `register` stands for: child_id, provider_id, from, marks.

    The marks `20x/ C2` are twenty times / and then C2, session after session, Monday to Friday, from the morning of
    `from`; `.` is a session without a mark."""
    rows = []
    for child, provider, first, marks in register.rows:
        day, session = date.fromisoformat(first), "AM"
        for times, code in re.findall(r"(?:(\d+)x)?(\S+)", marks):
            for _ in range(int(times or 1)):
                while day.weekday() > 4:
                    day += timedelta(days=1)
                if code != ".":
                    rows.append([child, str(day), session, provider, code])
                day, session = (day, "PM") if session == "AM" else (day + timedelta(days=1), "AM")
    return ExampleTable(name="attendance", header=["child_id", "date", "session", "provider_id", "code"], rows=rows)
