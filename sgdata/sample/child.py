"""One child of the sample: what the children table says, and what only the generator knows."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from sgdata.calendar import academic_year
from sgdata.sample.school_terms import FIXED_DATE


@dataclass(frozen=True)
class Stay:
    """A stretch of days with one setting; `until` is the first day without."""

    provider_id: str
    since: date
    until: date


@dataclass(frozen=True)
class SecondRegister:
    """Sessions (weekday, 0 = morning or 1 = afternoon) that another setting marks too, and the code that the
    child's own school puts down for them."""

    provider_id: str
    sessions: tuple[tuple[int, int], ...]
    host_code: str


@dataclass
class Child:
    """A child as it is, also where the children table does not know."""

    child_id: str
    born: date
    sex: str
    ethnicity: str
    sen: str
    primary_need: str | None
    care_status: str
    care_started_on: date | None
    placement_type: str | None
    placements_in_year: int | None
    out_of_area: bool
    uasc: bool
    social_worker: bool
    on_roll_from: date
    on_roll_until: date | None
    attends: str  # steadily, unsteadily or rarely: the generator's own word
    absence_share: float
    concern_weight: float
    stays: list[Stay] = field(default_factory=list)
    second_register: SecondRegister | None = None
    episodes: list[tuple[date, date]] = field(default_factory=list)  # of events that may not overlap

    @property
    def last_day(self) -> date:
        """The last day with the organisation within the sample."""
        return FIXED_DATE if self.on_roll_until is None else self.on_roll_until - timedelta(days=1)

    @property
    def is_on_roll_today(self) -> bool:
        return self.on_roll_until is None

    @property
    def is_residential(self) -> bool:
        return self.placement_type == "residential"

    def year_group(self, day: date) -> int:
        """0 = Reception, 11 = year 11; the group that the age gives."""
        return academic_year(day) - academic_year(self.born) - 5

    def age(self, day: date) -> int:
        had_birthday = (day.month, day.day) >= (self.born.month, self.born.day)
        return day.year - self.born.year - (not had_birthday)

    def is_compulsory(self, day: date) -> bool:
        """Whether the child is of compulsory school age on `day` (Education Act 1996, section 8)."""
        return self.school_age[0] <= day <= self.school_age[1]

    @property
    def school_age(self) -> tuple[date, date]:
        """First and last day of compulsory school age."""
        fifth = birthday(self.born, 5)
        prescribed = (date(fifth.year, 3, 31), date(fifth.year, 8, 31), date(fifth.year, 12, 31))
        last_of_june = date(academic_year(self.born) + 17, 6, 30)
        last_friday = last_of_june - timedelta(days=(last_of_june.weekday() - 4) % 7)
        return next(day for day in prescribed if day >= fifth), last_friday

    def provider_on(self, day: date) -> str | None:
        """The setting on that day; None between settings."""
        return next((stay.provider_id for stay in self.stays if stay.since <= day < stay.until), None)

    def is_free(self, since: date, until: date) -> bool:
        """Whether no episode noted so far touches those days."""
        return all(until < start or end < since for start, end in self.episodes)

    def leave_school(self, since: date, until: date) -> None:
        """Takes the days from `since` to the one before `until` out of the child's stays."""
        kept = []
        for stay in self.stays:
            kept.append(Stay(stay.provider_id, stay.since, min(stay.until, since)))
            kept.append(Stay(stay.provider_id, max(stay.since, until), stay.until))
        self.stays = [stay for stay in kept if stay.since < stay.until]


def birthday(born: date, age: int) -> date:
    """The day on which somebody born then reaches that age; 1 March for a leap day where there is none."""
    is_leap_day = (born.month, born.day) == (2, 29)
    year = born.year + age
    return date(year, 3, 1) if is_leap_day and year % 4 else born.replace(year=year)
