"""A figure and its parts as they leave the measures: numbers with what is unknown, the worst case, the status."""

from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from sgdata.measures.indicator import Indicator
from sgdata.rules import Rules

Status = Literal["met", "near", "missed", "no_target", "no_data"]
Precision = Literal["exact", "about", "steps"]
"""exact: as counted. about: counts in steps of five, the share as those counts make it. steps: the share in steps of
five per cent as well, and never below 10 or above 90."""


class Count(NamedTuple):
    """What the rows of an indicator add up to. `denominator` includes the unknown, `numerator` never."""

    numerator: float
    denominator: float
    unknown: float


class Group(BaseModel):
    """One group of a breakdown."""

    model_config = ConfigDict(frozen=True)

    group: str
    label: str
    value: float | None
    numerator: float | None
    denominator: float | None
    unknown: float | None
    suppressed: bool = False
    precision: Precision = "exact"


class Figure(BaseModel):
    """One figure for one date. `value` is from 0 to 1 for percentages; None where there is nothing to judge."""

    model_config = ConfigDict(frozen=True)

    id: str
    title: str
    unit: Literal["percent", "count", "rate"]
    kind: Literal["stock", "flow"]
    value: float | None
    numerator: float | None
    denominator: float | None
    unknown: float | None
    worst_case: float | None
    status: Status
    target: float | None = None
    amber: float | None = None
    """The two lines that the status was judged by, as the organisation sets them; in per cent for percentages."""
    suppressed: bool = False
    precision: Precision = "exact"
    parts: dict[str, float | None] = {}
    groups: list[Group] = []
    groups_overlap: bool = False
    """Whether one thing may count in several of the groups, so that they add up to more than the figure."""
    not_loaded: list[str] = []
    """Tables that the figure reads and of which no row was ever loaded: a zero of it is no zero."""

    @property
    def is_known(self) -> bool:
        """Whether the figure says anything: not where nothing can be judged, or its data were never loaded."""
        return self.value is not None and not (self.not_loaded and not self.numerator and not self.denominator)

    @property
    def has_number(self) -> bool:
        """Whether it has a number to show, though perhaps of too few for a percentage."""
        is_of_few = self.precision != "exact" and self.numerator is not None
        return self.is_known or (is_of_few and not self.not_loaded)


class TrendPoint(BaseModel):
    """One month of a trend."""

    model_config = ConfigDict(frozen=True)

    since: date
    as_at: date
    value: float | None
    numerator: float | None
    denominator: float | None
    unknown: float | None
    precision: Precision = "exact"

    @property
    def stands_at(self) -> float | None:
        """Where the point is drawn: a share in steps at that of the counts beside it, so that it agrees with the
        status; else at its value."""
        if self.precision != "steps" or self.value is None or not self.denominator:
            return self.value
        return (self.numerator or 0) / (self.denominator - (self.unknown or 0))

    @classmethod
    def of(cls, figure: Figure, since: date, as_at: date) -> "TrendPoint":
        return cls(
            since=since,
            as_at=as_at,
            value=figure.value,
            numerator=figure.numerator,
            denominator=figure.denominator,
            unknown=figure.unknown,
            precision=figure.precision,
        )


class Record(BaseModel):
    """One row behind a figure, for a practitioner."""

    model_config = ConfigDict(frozen=True)

    subject: str
    child: str | None
    happened_on: date | None
    hit: bool
    known: bool
    why: str


class OutlookItem(BaseModel):
    """What one figure loses after one day."""

    model_config = ConfigDict(frozen=True)

    last_day: date
    """The last day on which it can still be done: from the next day on it fails."""
    id: str
    """Of the indicator that then fails."""
    count: int
    kinds: dict[str, int] = {}
    """How many of each course or promise, where the subject is one of a person or an organisation."""
    subjects: tuple[str, ...] = ()
    """Pseudonyms."""


def figure_of(
    indicator: Indicator,
    rules: Rules,
    count: Count,
    parts: dict[str, float] | None = None,
) -> Figure:
    """The figure that a count makes of an indicator."""
    value, worst = _value(indicator, count), _worst_case(indicator, count)
    target, amber = lines(indicator, rules)
    counts_only = indicator.unit == "count"
    return Figure(
        id=indicator.id,
        title=indicator.title,
        unit=indicator.unit,
        kind=indicator.kind,
        value=None if value is None else float(value),
        numerator=_plain(count.numerator),
        denominator=None if counts_only else _plain(count.denominator),
        unknown=0 if counts_only else _plain(count.unknown),
        worst_case=None if worst is None else float(worst),
        status=status_of(indicator, value, worst, target, amber),
        target=target,
        amber=amber,
        parts={} if parts is None else {name: _plain(number) for name, number in parts.items()},
    )


def group_of(indicator: Indicator, word: str, label: str, count: Count) -> Group:
    """The group that a count makes."""
    value = _value(indicator, count)
    counts_only = indicator.unit == "count"
    return Group(
        group=word,
        label=label,
        value=None if value is None else float(value),
        numerator=_plain(count.numerator),
        denominator=None if counts_only else _plain(count.denominator),
        unknown=0 if counts_only else _plain(count.unknown),
    )


def _value(indicator: Indicator, count: Count) -> Fraction | None:
    """N / (D - unknown), exactly; for counts the count; None where nothing can be judged."""
    if indicator.unit == "count":
        return Fraction(count.numerator)
    judged = Fraction(count.denominator) - Fraction(count.unknown)
    if judged == 0:
        return None
    return Fraction(count.numerator) / judged * (100 if indicator.unit == "rate" else 1)


def _worst_case(indicator: Indicator, count: Count) -> Fraction | None:
    """Every unknown counted against us; None for counts and where neither direction is good."""
    if indicator.unit != "percent" or indicator.good == "none" or count.denominator == 0:
        return None
    against_us = count.unknown if indicator.good == "low" else 0
    return (Fraction(count.numerator) + Fraction(against_us)) / Fraction(count.denominator)


def lines(indicator: Indicator, rules: Rules) -> tuple[float | None, float | None]:
    """Target and amber line: the organisation's own, else the indicator's; both or neither."""
    override = rules.indicators.get(indicator.id)
    target = override.target if override and override.target is not None else indicator.target
    amber = override.amber if override and override.amber is not None else indicator.amber
    return (None, None) if target is None or amber is None else (target, amber)


def status_of(
    indicator: Indicator, value: Fraction | None, worst: Fraction | None, target: float | None, amber: float | None
) -> Status:
    """Met where value and worst case are at or beyond the target; near where at or beyond the amber line."""
    if value is None:
        return "no_data"
    if target is None or amber is None:
        return "no_target"
    scale = 100 if indicator.unit == "percent" else 1  # targets of percentages are written in per cent
    reaches_target = _reaches(indicator, value * scale, target)
    if reaches_target and _reaches(indicator, (value if worst is None else worst) * scale, target):
        return "met"
    return "near" if reaches_target or _reaches(indicator, value * scale, amber) else "missed"


def _reaches(indicator: Indicator, value: Fraction, line: float) -> bool:
    limit = Fraction(str(line))  # 9.1 as it is written, not as binary arithmetic stores it
    return value >= limit if indicator.good == "high" else value <= limit


def _plain(number: float) -> float:
    """A whole number without a decimal point."""
    return int(number) if number == int(number) else float(number)
