"""How every indicator is judged: one verdict for each thing in the denominator, and what they add up to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sgdata.rules import Rules
from tests.reference.world import World

Verdict = bool | None
"""A hit, a miss, or (None) unknown."""
Unit = Literal["percent", "count", "rate"]


@dataclass(frozen=True)
class Judged:
    """One thing in the denominator. `child` and `provider` are what a breakdown cuts it by."""

    subject: str
    numerator: float
    denominator: float
    known: bool
    parts: tuple[str, ...] = ()
    child: str | None = None
    provider: str | None = None

    @property
    def hit(self) -> bool:
        return self.known and self.numerator > 0


Reading = Callable[[World, date, date, Rules], list[Judged]]


@dataclass(frozen=True)
class Reference:
    """One indicator of the reference. `subject_is_id`: the product names the same things by the same ids."""

    id: str
    unit: Unit
    parts: tuple[str, ...]
    subject_is_id: bool
    judge: Reading


REFERENCES: dict[str, Reference] = {}


def indicator(
    identifier: str, unit: Unit = "percent", parts: tuple[str, ...] = (), subject_is_id: bool = True
) -> Callable[[Reading], Reading]:
    """Enters a function as the reference of an indicator."""

    def enter(judge: Reading) -> Reading:
        assert identifier not in REFERENCES, f"{identifier} is there twice"
        REFERENCES[identifier] = Reference(identifier, unit, parts, subject_is_id, judge)
        return judge

    return enter


def judged(
    subject: str,
    verdict: Verdict,
    child: str | None = None,
    parts: tuple[str, ...] = (),
    provider: str | None = None,
) -> Judged:
    """One thing that counts as one."""
    return Judged(subject, int(verdict is True), 1, verdict is not None, parts, child, provider)


def all_of(*conditions: Verdict) -> Verdict:
    """Decided by one that decides for certain, else unknown."""
    if False in conditions:
        return False
    return None if None in conditions else True


def any_of(*conditions: Verdict) -> Verdict:
    """Decided by one that decides for certain, else unknown."""
    if True in conditions:
        return True
    return None if None in conditions else False


@dataclass(frozen=True)
class Answer:
    """What the verdicts add up to. `denominator` includes the unknown, `numerator` never."""

    value: float | None
    numerator: float
    denominator: float | None
    unknown: float
    parts: dict[str, float]


def added_up(reference: Reference, rows: list[Judged]) -> Answer:
    """Value = N / (D - unknown); no value where D - unknown = 0; a count has no D and no unknown."""
    numerator = sum(row.numerator for row in rows if row.known)
    denominator = sum(row.denominator for row in rows)
    unknown = sum(row.denominator for row in rows if not row.known)
    parts = {part: float(sum(part in row.parts for row in rows if row.known)) for part in reference.parts}
    if reference.unit == "count":
        return Answer(numerator, numerator, None, 0, parts)
    judgeable = denominator - unknown
    scale = 100 if reference.unit == "rate" else 1
    value = None if judgeable == 0 else scale * numerator / judgeable
    return Answer(value, numerator, denominator, unknown, parts)


def answer(identifier: str, world: World, as_at: date, since: date, rules: Rules) -> Answer:
    """The figure of one indicator for one date."""
    reference = REFERENCES[identifier]
    return added_up(reference, reference.judge(world, as_at, since, rules))
