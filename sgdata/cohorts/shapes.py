"""Cohorts as they leave the comparison: each with its count, its ratio to everyone else, and whether it stands out."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sgdata.measures.figure import Precision

FEWEST_COMPARED = 10
"""Children that a cohort, and everyone else, must have to be compared: with fewer hardly any difference could show."""
Depth = Literal[1, 2]


class ComparedCohort(BaseModel):
    """The children who share one or two characteristics, held against all others of whom these are known.

    Rates are from 0 to 1 for shares and per 100 for rates; what cannot be worked out is None."""

    model_config = ConfigDict(frozen=True)

    cohort: dict[str, str]
    """The word of each characteristic."""
    children: int
    """Whose figure is known."""
    unknown: int
    """Children of the cohort whose figure is not known."""
    numerator: float
    """Children, or amounts such as sessions."""
    denominator: float
    rate: float | None
    rate_low: float | None
    rate_high: float | None
    rest_children: int
    rest_numerator: float
    rest_denominator: float
    rest_rate: float | None
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    """The ratio of the rates with its 95 % interval; `high` is None where nobody else has one and it has no end."""
    pooled: float | None = None
    """The ratio after partial pooling: the fewer the children, the nearer to that of all cohorts."""
    p_value: float | None = None
    q_value: float | None = None
    """After Benjamini and Hochberg, over everything looked at in the question. Both None where it is not compared."""
    named: bool = False
    """Whether the difference is more than chance would explain, given all that was looked at."""
    seen_in_terms: int | None = None
    """In how many of the last finished terms the difference went the same way; None where it was not asked."""
    of_terms: int = 0
    precision: Precision = "exact"

    @property
    def is_compared(self) -> bool:
        """Whether it and everyone else have enough children."""
        return self.p_value is not None

    @property
    def is_more(self) -> bool:
        """Whether its rate is above that of everyone else."""
        return (self.rate or 0) > (self.rest_rate or 0)


class CohortReport(BaseModel):
    """Every cohort of one figure, those that stand out first, then by their pooled ratio."""

    model_config = ConfigDict(frozen=True)

    id: str
    as_at: date
    since: date
    depth: Depth
    role: Literal["leader", "practitioner"] = "practitioner"
    children: int
    """Whose figure is known; for leaders as shown."""
    unknown: int
    looked_at: int
    """Cohorts that were compared."""
    too_few: int
    """Cohorts that were not, for want of children."""
    same: int = 0
    """Pairs that hold the same children as one of their characteristics, and are not looked at twice."""
    unknown_words: dict[str, int] = {}
    """How many children's characteristic is not known, by characteristic."""
    cohorts: list[ComparedCohort]

    @property
    def named(self) -> list[ComparedCohort]:
        """Those that stand out."""
        return [one for one in self.cohorts if one.named]
