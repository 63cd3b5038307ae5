"""The days of the sample: its last day, the terms by rule, and the school days of each setting."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sgdata.calendar import academic_year, bank_holidays, is_working_day
from sgdata.sample.csv_files import Row
from sgdata.sample.draws import Draws
from sgdata.sample.settings import Setting

FIXED_DATE = date(2026, 11, 13)

Span = tuple[date, date]


def first_day_of(years: int) -> date:
    """1 September of the academic year that lies `years` before the one that holds the last day of data."""
    return date(academic_year(FIXED_DATE) - years, 9, 1)


def academic_years_of(years: int) -> list[int]:
    """The academic years of the sample, oldest first, by the calendar year in which each began."""
    return list(range(academic_year(FIXED_DATE) - years, academic_year(FIXED_DATE) + 1))


@cache
def half_terms(year: int) -> tuple[Span, ...]:
    """The six half-terms (first and last day) of the academic year that begins in `year`, by rules such as
    English authorities follow: a week in October, February and May, two at Christmas and Easter."""
    october = _monday(date(year, 10, 31))
    christmas = _back_to_friday(date(year, 12, 20))
    january = _monday(date(year + 1, 1, 10))
    february = _monday(date(year + 1, 2, 21))
    easter_from, easter_to = _easter_holiday(year + 1)
    may = _monday(date(year + 1, 5, 31))
    first, last = date(year, 9, 2), date(year + 1, 7, 22)
    while not is_working_day(first):
        first += timedelta(days=1)
    while not is_working_day(last):
        last -= timedelta(days=1)
    week, weekend = timedelta(days=7), timedelta(days=3)
    return (
        (first, october - weekend),
        (october + week, christmas),
        (january, february - weekend),
        (february + week, easter_from - timedelta(days=1)),
        (easter_to + timedelta(days=1), may - weekend),
        (may + week, last),
    )


def _monday(last_possible: date) -> date:
    """The latest Monday on or before that day."""
    return last_possible - timedelta(days=last_possible.weekday())


def _back_to_friday(day: date) -> date:
    return day - timedelta(days=(day.weekday() - 4) % 7)


def _easter_holiday(year: int) -> Span:
    """First and last day without school: two weeks after an early Easter, around it, or before a late one."""
    good_friday = next(day for day, name in bank_holidays().items() if name == "Good Friday" and day.year == year)
    if good_friday < date(year, 4, 1):
        return good_friday, good_friday + timedelta(days=16)
    if good_friday <= date(year, 4, 10):
        return good_friday - timedelta(days=6), good_friday + timedelta(days=9)
    return good_friday - timedelta(days=13), good_friday + timedelta(days=3)


def own_terms(year: int) -> tuple[Span, ...]:
    """The half-terms of the settings that keep terms of their own: later in September, a longer Christmas."""
    spans = list(half_terms(year))
    spans[0] = (spans[0][0] + timedelta(days=2), spans[0][1])
    spans[1] = (spans[1][0], spans[1][1] - timedelta(days=2))
    spans[2] = (spans[2][0] + timedelta(days=2), spans[2][1])
    spans[5] = (spans[5][0], spans[5][1] - timedelta(days=7))
    return tuple(spans)


@dataclass(frozen=True)
class SchoolDays:
    """The calendar table of the sample, and what follows from it."""

    rows: list[Row]
    first: date
    opens: dict[str, NDArray[np.bool_]]

    def is_school_day(self, provider_id: str, day: date) -> bool:
        """Whether that setting meets on that day."""
        offset = (day - self.first).days
        return 0 <= offset < len(self.opens[provider_id]) and bool(self.opens[provider_id][offset])

    def on_or_after(self, provider_id: str, day: date) -> date:
        """The first school day of that setting from `day` on; `day` itself where the calendar has none."""
        days_from = np.flatnonzero(self.opens[provider_id][max(0, (day - self.first).days) :])
        return day + timedelta(days=int(days_from[0])) if len(days_from) and day >= self.first else day

    def ago(self, provider_id: str, count: int) -> date:
        """The day `count` school days of that setting before the last day of data; the first day if fewer."""
        past = np.flatnonzero(self.opens[provider_id][: (FIXED_DATE - self.first).days])
        return self.first + timedelta(days=int(past[-count])) if len(past) >= count else self.first


def make_school_days(settings: list[Setting], years: int, seed: int) -> SchoolDays:
    """Terms of every academic year, inset days and now and then a closure of each setting.

    Two settings (where there are six or more) have terms of their own, as some schools do."""
    draws = Draws(seed, "calendar")
    first = first_day_of(years)
    length = (date(academic_year(FIXED_DATE) + 1, 8, 31) - first).days + 1
    all_years = academic_years_of(years)
    rows: list[Row] = [_row(None, "term", span) for year in all_years for span in half_terms(year)]
    opens: dict[str, NDArray[np.bool_]] = {}
    own = [setting.provider_id for setting in settings[2:6:3]] if len(settings) >= 6 else []
    for setting in settings:
        opened = np.zeros(length, dtype=np.bool_)
        for year in all_years:
            spans = half_terms(year)
            if setting.provider_id in own:
                spans = own_terms(year)
                rows += [_row(setting.provider_id, "term", span) for span in spans]
            for start, end in spans:
                for offset in range((start - first).days, (end - first).days + 1):
                    opened[offset] = is_working_day(first + timedelta(days=offset))
            for kind, span in _days_off(draws, spans):
                rows.append(_row(setting.provider_id, kind, span))
                opened[(span[0] - first).days : (span[1] - first).days + 1] = False
        opens[setting.provider_id] = opened
    return SchoolDays(rows, first, opens)


def _days_off(draws: Draws, spans: tuple[Span, ...]) -> list[tuple[str, Span]]:
    """The inset days of a year at the edges of half-terms; now and then a closure in winter."""
    candidates = [
        _inside(spans[1][0]),
        _inside(spans[2][0]),
        spans[0][1],
        spans[3][0],
        spans[5][1],
        spans[5][0],
    ]
    insets = [_inside(spans[0][0]), *draws.several(candidates, draws.whole(3, 4))]
    days_off = [("inset", (day, day)) for day in sorted(insets)]
    if draws.chance(0.08):
        start = draws.day(spans[2][0] + timedelta(days=7), spans[2][1] - timedelta(days=7))
        start -= timedelta(days=max(0, start.weekday() - 3))
        days_off.append(("closure", (start, start + timedelta(days=draws.whole(0, 1)))))
    return days_off


def _inside(day: date) -> date:
    """`day`, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def _row(provider_id: str | None, kind: str, span: Span) -> Row:
    return {"provider_id": provider_id, "kind": kind, "date_from": span[0], "date_to": span[1]}
