"""Rule files: what differs between organisations (targets, thresholds, required training), as data.

`virtual_school.toml` and `mentoring_provider.toml` are shipped; an organisation copies one and changes a number.
"""

import tomllib
from datetime import date
from fnmatch import fnmatchcase
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from sgdata.errors import Misuse
from sgdata.rules.vulnerabilities import VULNERABILITIES, Vulnerability
from sgdata.tables.concerns import Category, Role
from sgdata.tables.staff import Course

SHIPPED = ("virtual_school", "mentoring_provider")
Reason = Literal["missed", "near", "worse", "first"]
POINTS: dict[Reason, int] = {"missed": 4, "near": 2, "worse": 2, "first": 3}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RequiredCourse(_Strict):
    """A course that some roles must hold."""

    course: Course
    roles: Annotated[list[Role], Field(min_length=1)] | Literal["everyone"]
    months: Annotated[int, Field(gt=0)] | None = None
    """Months until it is due again; left out = never."""
    also: list[Course] = []
    """Courses that count as this one."""


class Override(_Strict):
    """What an organisation sets differently from an indicator's own file."""

    target: float | None = None
    amber: float | None = None
    parameters: dict[str, int] = {}


class Agenda(_Strict):
    """What brings a matter to the front of a meeting: points, which add up."""

    points: dict[Reason, int] = POINTS
    """For a target that is missed, or nearly; for being worse than at the last meeting; for being among `first`."""
    first: list[str] = [
        "lado_in_one_working_day",
        "lado_not_yet_contacted",
        "actions_overdue",
        "missing_education_open",
        "reported_to_dsl_same_day",
        "social_worker_informed",
        "part_time_past_end",
        "dsl_trained_in_two_years",
        "ten_days_unauthorised",
        "persistent_absence",
        "meetings_with_safeguarding_item",
    ]
    """Ids of indicators, the most important first."""

    @field_validator("points")
    @classmethod
    def _all_points(cls, points: dict[Reason, int]) -> dict[Reason, int]:
        return POINTS | points


class Snapshots(_Strict):
    """Which snapshots `sgdata snapshots prune` leaves: what one of these keeps is kept."""

    keep_newest: Annotated[int, Field(gt=0)] = 10
    keep_days: Annotated[int, Field(ge=0)] = 90
    """Days for which every snapshot is kept."""
    keep_months: Annotated[int, Field(ge=0)] = 24
    """Months for which the last snapshot of each month is kept."""


class Change(_Strict):
    """A known change after which a figure is another one: a policy, a provider, another way of recording."""

    on: date
    says: Annotated[str, Field(min_length=1, max_length=60)]
    """What changed, as it stands on the chart."""
    figures: Annotated[list[str], Field(min_length=1)] | None = None
    """Ids of indicators; left out = all."""

    def is_about(self, identifier: str) -> bool:
        """Whether it changes an indicator."""
        return self.figures is None or identifier in self.figures


class Rules(_Strict):
    """One organisation's rules."""

    organisation: Annotated[str, Field(min_length=1)]
    kind: Literal["virtual_school", "mentoring_provider"]
    clauses: list[str] = ["VS-*", "MM-*"]
    """The clauses that apply: numbers, or VS-* and MM-* for all of a policy."""
    categories: list[Category] = []
    """The categories of concern that charts show, none = all. Tables and exports hold all of them always."""
    protection: Literal["default", "dfe", "bands"] = "default"
    """How leaders' counts are shown: fewer than 8 hidden and the rest to the nearest 5; 0 to 5 hidden and the rest as
    they are; or the middles of bands of six. Each release of all of them passes the same attack; but two releases with
    counts as they are, set side by side, tell every change: "dfe" is for a figure published once."""
    access_log_months: Annotated[int, Field(gt=0)] = 24
    """How many whole months of the access log are kept beside the present one."""
    snapshots: Snapshots = Snapshots()
    required_courses: list[RequiredCourse]
    indicators: dict[str, Override] = {}
    agenda: Agenda = Agenda()
    changes: list[Change] = []
    """Known changes: the usual of a trend is counted anew from each, and its chart says so."""
    vulnerabilities: list[Vulnerability] = VULNERABILITIES
    """What makes a child more vulnerable, by name; several of them make a child one to watch."""

    @field_validator("vulnerabilities")
    @classmethod
    def _names_differ(cls, named: list[Vulnerability]) -> list[Vulnerability]:
        if len({one.name for one in named}) < len(named):
            raise ValueError("names that differ")
        return named

    def applies(self, clause: str) -> bool:
        """Whether a clause applies to this organisation."""
        return any(fnmatchcase(clause, pattern) for pattern in self.clauses)


def shipped_rules(name: str) -> str:
    """The text of a rule file that is shipped."""
    return files("sgdata.rules").joinpath(f"{name}.toml").read_text(encoding="utf-8")


def read_rules(text: str, file: str) -> Rules:
    """The rules in `text`; Misuse names file, key, found and wanted of every fault."""
    try:
        return Rules.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        raise Misuse(f"{file} is not TOML: {fault}.") from None
    except ValidationError as faults:
        told = [
            f"{'.'.join(map(str, fault['loc']))}: found {fault['input']!r}, wanted: {fault['msg']}"
            for fault in faults.errors(include_url=False)
        ]
        raise Misuse(f"{file}: {'; '.join(told)}.") from None


def find_rules(name_or_file: str) -> str:
    """The text of a shipped rule file by its name, or of a file; Misuse where there is neither."""
    if name_or_file in SHIPPED:
        return shipped_rules(name_or_file)
    try:
        text = Path(name_or_file).read_text(encoding="utf-8")
    except OSError:
        raise Misuse(f"--rules {name_or_file}: wanted {', '.join(SHIPPED)} or a file that can be read.") from None
    read_rules(text, name_or_file)
    return text
