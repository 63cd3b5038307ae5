"""Days that count, the slow way: working days, school days of a provider, months, compulsory school age."""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from sgdata.calendar import bank_holidays
from sgdata.tables.providers import CalendarEntry
from tests.reference.world import World, child_of

ONE_DAY = timedelta(days=1)


def is_working_day(day: date) -> bool:
    """Monday to Friday, not a bank holiday in England and Wales."""
    return day.weekday() < 5 and day not in bank_holidays()


def add_working_days(day: date, count: int) -> date:
    """The day after `day` is the first that may count."""
    while count > 0:
        day += ONE_DAY
        if is_working_day(day):
            count -= 1
    return day


def add_months(day: date, months: int) -> date:
    """Calendar months, clamped: 31 January + 1 month = 28 February."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def academic_year_start(day: date) -> date:
    """1 September of the academic year that holds `day`."""
    return date(day.year if day.month >= 9 else day.year - 1, 9, 1)


def days_from_to(first: date, last: date) -> list[date]:
    """Every day from `first` to `last`, both included."""
    return [first + ONE_DAY * number for number in range((last - first).days + 1)]


@cache
def term_rows(world: World, provider_id: str | None, year_start: date) -> list[CalendarEntry]:
    """The term rows that apply in an academic year: the provider's own where it has any, else the general ones."""
    year_end = date(year_start.year + 1, 8, 31)
    in_this_year = [
        entry
        for entry in world.calendar
        if entry.kind == "term"
        and entry.date_from <= entry.date_to
        and entry.date_from <= year_end
        and entry.date_to >= year_start
    ]
    own = [entry for entry in in_this_year if provider_id is not None and entry.provider_id == provider_id]
    return own or [entry for entry in in_this_year if entry.provider_id is None]


def is_beyond_calendar(world: World, provider_id: str | None, day: date) -> bool:
    """A date whose academic year has no applicable term row."""
    return not term_rows(world, provider_id, academic_year_start(day))


@cache
def is_school_day(world: World, provider_id: str | None, day: date) -> bool:
    """Monday to Friday inside a term, not a bank holiday, not inset or closure (general or the provider's own)."""
    if not is_working_day(day):
        return False
    for entry in world.calendar:
        applies = entry.provider_id is None or entry.provider_id == provider_id
        if entry.kind in ("inset", "closure") and applies and entry.date_from <= day <= entry.date_to:
            return False
    terms = term_rows(world, provider_id, academic_year_start(day))
    return any(term.date_from <= day <= term.date_to for term in terms)


def school_days_after(world: World, provider_id: str | None, start: date, as_at: date) -> int | None:
    """How many school days from `start` (the day after = 1) to `as_at`; None where the calendar does not reach."""
    if any(is_beyond_calendar(world, provider_id, day) for day in days_from_to(start, as_at)):
        return None
    return len([day for day in days_from_to(start + ONE_DAY, as_at) if is_school_day(world, provider_id, day)])


def last_school_days(world: World, provider_id: str | None, as_at: date, count: int) -> list[date]:
    """The last `count` school days, `as_at` included when it is one, latest first; fewer where the calendar ends."""
    found: list[date] = []
    day = as_at
    while len(found) < count and not is_beyond_calendar(world, provider_id, day):
        if is_school_day(world, provider_id, day):
            found.append(day)
        day -= ONE_DAY
    return found


def school_age(born: date) -> tuple[date, date]:
    """First and last day of compulsory school age.

    First: the first of 31 March, 31 August, 31 December on or after the fifth birthday. Last: the last Friday in
    June of the academic year in which the child turns 16."""
    fifth_birthday = add_months(born, 5 * 12)
    prescribed = [date(fifth_birthday.year, *day) for day in ((3, 31), (8, 31), (12, 31))]
    first = min(day for day in prescribed if day >= fifth_birthday)
    last = date(academic_year_start(add_months(born, 16 * 12)).year + 1, 6, 30)
    while last.weekday() != 4:
        last -= ONE_DAY
    return first, last


def is_of_school_age(world: World, child_id: str | None, day: date) -> bool:
    """First and last day included; a child whose age is not known counts as of compulsory school age."""
    child = child_of(world, child_id)
    if child is None or child.date_of_birth is None:
        return True
    first, last = school_age(child.date_of_birth)
    return first <= day <= last
