"""What the tables of the sample have in common: settings, school days, children, and what marks depend on."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sgdata.sample.child import Child
from sgdata.sample.children import make_children
from sgdata.sample.draws import Draws
from sgdata.sample.school_terms import (
    FIXED_DATE,
    SchoolDays,
    first_day_of,
    make_school_days,
)
from sgdata.sample.settings import SampleKind, Setting, make_settings

EVERY_WEEKDAY = (0, 1, 2, 3, 4)
BOTH_SESSIONS = (0, 1)


@dataclass(frozen=True)
class Marked:
    """Sessions of a child that carry one code, whatever else is drawn: `until` is the first day without."""

    since: date
    until: date
    code: str
    sessions: tuple[int, ...] = BOTH_SESSIONS
    weekdays: tuple[int, ...] = EVERY_WEEKDAY


@dataclass(frozen=True)
class World:
    """The sample before it is written. Events add to `marked`; a later entry wins over an earlier one."""

    kind: SampleKind
    years: int
    seed: int
    settings: list[Setting]
    school_days: SchoolDays
    children: list[Child]
    marked: dict[str, list[Marked]] = field(default_factory=dict)

    @property
    def first_day(self) -> date:
        return first_day_of(self.years)

    @property
    def size(self) -> int:
        """Children on roll on the last day of data."""
        return sum(child.is_on_roll_today for child in self.children)

    def draws(self, table: str) -> Draws:
        """The stream of random numbers of that table."""
        return Draws(self.seed, table)

    def mark(self, child: Child, marked: Marked) -> None:
        self.marked.setdefault(child.child_id, []).append(marked)

    def pupils_today(self) -> list[Child]:
        """Children of compulsory school age who are on roll and with a setting on the last day."""
        return [
            child
            for child in self.children
            if child.is_on_roll_today and child.is_compulsory(FIXED_DATE) and child.provider_on(FIXED_DATE)
        ]

    def years_of(self, child: Child) -> list[tuple[date, date]]:
        """The child's days within the sample in stretches of about a year (first and last day)."""
        since, stretches = max(self.first_day, child.on_roll_from), []
        while since <= child.last_day:
            until = min(since + timedelta(days=364), child.last_day)
            stretches.append((since, until))
            since = until + timedelta(days=1)
        return stretches

    def school_day_of(self, child: Child, day: date) -> tuple[date, str] | None:
        """The first school day from `day` on of the child's setting, and the setting. None where it has
        no setting, is off roll by then, is not of compulsory school age or has another episode."""
        provider_id = child.provider_on(day)
        if provider_id is None:
            return None
        found = self.school_days.on_or_after(provider_id, day)
        fits = found <= child.last_day and child.is_compulsory(found) and child.is_free(found, found)
        return (found, provider_id) if fits and child.provider_on(found) == provider_id else None


def make_world(kind: SampleKind, children: int, years: int, seed: int) -> World:
    """Settings, calendar and children of the sample."""
    settings = make_settings(kind, children, seed)
    school_days = make_school_days(settings, years, seed)
    return World(kind, years, seed, settings, school_days, make_children(kind, children, years, settings, seed))


def by_today(day: date | None) -> date | None:
    """`day`, or None where it lies after the last day of data: it has not happened."""
    return day if day is not None and day <= FIXED_DATE else None


def by_today_at(moment: datetime) -> datetime | None:
    """`moment`, or None where it lies after the last day of data."""
    return moment if moment.date() <= FIXED_DATE else None
