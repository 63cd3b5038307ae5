"""Days that count: working days of England and Wales, academic years, months. School days are in store/views.

A working day is Monday to Friday, and neither Christmas Day, Good Friday nor a bank holiday in England and Wales
(Banking and Financial Dealings Act 1971).
"""

import csv
import json
from datetime import date, timedelta
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from sgdata.errors import Misuse


@cache
def bank_holidays() -> dict[date, str]:
    """The bank holidays of England and Wales by date, with their names.

    Shipped as data: as published on GOV.UK from 2012 to 2028, by rule before and after."""
    with files("sgdata").joinpath("bank_holidays.csv").open(encoding="utf-8") as lines:
        return {date.fromisoformat(row["date"]): row["name"] for row in csv.DictReader(lines)}


def update_bank_holidays(published: Path) -> int:
    """Takes the bank holidays of England and Wales from the JSON file that GOV.UK publishes, for the years that it
    holds, and returns how many there are. Misuse where the file is not that. Never fetched: a person gets the file."""
    try:
        events = json.loads(published.read_text(encoding="utf-8"))["england-and-wales"]["events"]
        taken = {date.fromisoformat(event["date"]): str(event["title"]).replace("’", "'") for event in events}
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise Misuse(
            f"{published} cannot be read as bank holidays ({type(fault).__name__}): "
            "wanted the JSON file that GOV.UK publishes, with england-and-wales."
        ) from None
    years = {day.year for day in taken}
    kept = {day: name for day, name in bank_holidays().items() if day.year not in years}
    with as_file(files("sgdata").joinpath("bank_holidays.csv")) as place:
        lines = ["date,name", *(f"{day.isoformat()},{name}" for day, name in sorted((kept | taken).items()))]
        place.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    bank_holidays.cache_clear()
    known_years.cache_clear()
    return len(taken)


@cache
def known_years() -> range:
    """The calendar years whose bank holidays are known."""
    years = [day.year for day in bank_holidays()]
    return range(min(years), max(years) + 1)


def is_working_day(day: date) -> bool:
    """Whether `day` is a working day of England and Wales."""
    return day.weekday() < 5 and day not in bank_holidays()


def add_working_days(day: date, count: int) -> date:
    """The working day that is the `count`th after `day`; the day after `day` is the first that may count."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def academic_year(day: date) -> int:
    """The calendar year in which the academic year of `day` (1 September to 31 August) began."""
    return day.year if day.month >= 9 else day.year - 1


def academic_year_start(day: date) -> date:
    """1 September of the academic year that holds `day`."""
    return date(academic_year(day), 9, 1)


def compulsory_school_age(born: date) -> tuple[date, date]:
    """The first and the last day of compulsory school age (Education Act 1996, section 8): from the first of 31 March,
    31 August and 31 December on or after the fifth birthday to the last Friday of June of the academic year of the
    sixteenth."""
    # A birthday on 29 February makes no difference: 28 February and 1 March have the same first and last day.
    fifth_year = born.year + 5
    first = next(date(fifth_year, month, 31) for month in (3, 8, 12) if (born.month, born.day) <= (month, 31))
    june = date(born.year + 16 + (1 if born.month >= 9 else 0), 6, 30)
    return first, june - timedelta(days=(june.weekday() - 4) % 7)


def month_start(day: date) -> date:
    """The first day of the month of `day`."""
    return day.replace(day=1)


def months_to(day: date, count: int) -> list[tuple[date, date]]:
    """The last `count` months up to `day`, oldest first, as (first day, last day); the last one ends on `day`."""
    spans = [(month_start(day), day)]
    while len(spans) < count:
        last = spans[0][0] - timedelta(days=1)
        spans.insert(0, (month_start(last), last))
    return spans
