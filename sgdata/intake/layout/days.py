"""Days and sessions as the columns of a wide register are headed: `2026-09-02`, `Wed 02/09 AM`, `2 Sep` over AM."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Half = Literal["AM", "PM"]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = r"(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_MONTH = r"(?P<word>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_ISO = r"(?P<y1>(19|20)\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d)([t ]00:00(:00)?)?"
_NUMBERS = r"(?P<d2>\d{1,2})[/.-](?P<m2>\d{1,2})([/.-](?P<y2>\d{4}|\d\d))?"
_WORDS = rf"(?P<d3>\d{{1,2}})(st|nd|rd|th)?[ /.-]*{_MONTH}([ /.-]*(?P<y3>\d{{4}}|\d\d))?"
_HALF = r"(?P<half>am|pm|a\.m\.|p\.m\.|morning|afternoon)"
_DAY = re.compile(
    rf"({_WEEKDAY}[,. ]*)?({_ISO}|{_NUMBERS}|{_WORDS})"
    rf"([,. ]*\(?{_WEEKDAY.replace('weekday', 'weekday2')}\)?)?"
    rf"([,:. _/-]*\(?{_HALF}\)?)?",
    re.ASCII,
)
_ONLY_HALF = re.compile(rf"({_WEEKDAY}[,. ]*)?{_HALF}", re.ASCII)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?:\s*[-/–]\s*((?:20)?\d\d)(?![\d/.-]))?(?!\d)", re.ASCII)


@dataclass(frozen=True)
class Slot:
    """One column of marks: its place, its day, which may lack the year, and its session, where it is that of one."""

    place: int
    month: int
    day: int
    year: int | None
    weekday: int | None
    half: Half | None

    def date_in(self, year: int) -> date | None:
        """Its date in that year; None where there is none or it is another day of the week."""
        try:
            found = date(year, self.month, self.day)
        except ValueError:
            return None
        return found if self.weekday is None or found.weekday() == self.weekday else None


def slots_of(header: Sequence[Sequence[str]]) -> tuple[Slot, ...]:
    """The columns that are a day or a session; `header` is one row or more of the same width."""
    halves = [[half_of(cell) for cell in row] for row in header]
    slots = []
    last: Slot | None = None
    for place in range(len(header[0])):
        own = next((slot for row in header if (slot := slot_of(row[place], place))), None)
        half = next((row[place] for row in halves if row[place]), None)
        if own is None and half and last and last.half is None:
            own = replace(last, place=place)  # the day was merged over its sessions
        if own is None:
            last = None if any(row[place] for row in header) else last
            continue
        last = own
        slots.append(replace(own, half=half) if half else own)
    return tuple(slots)


def slot_of(text: str, place: int) -> Slot | None:
    """The day and session that a header cell names; None where it is not a day. 02/09 is 2 September."""
    found = _DAY.fullmatch(text.strip().lower())
    if not found:
        return None
    part = found.groupdict()
    day = int(part["d1"] or part["d2"] or part["d3"])
    month = MONTHS.index(part["word"]) + 1 if part["word"] else int(part["m1"] or part["m2"])
    written = part["y1"] or part["y2"] or part["y3"]
    year = int(written) + (2000 if len(written) == 2 else 0) if written else None
    weekday = part["weekday"] or part["weekday2"]
    slot = Slot(place, month, day, year, WEEKDAYS.index(weekday) if weekday else None, _half(part["half"]))
    is_one = slot.date_in(year) if year else replace(slot, weekday=None).date_in(2024)  # a leap year
    return slot if is_one else None


def half_of(text: str) -> Half | None:
    """The session that a header cell names alone."""
    found = _ONLY_HALF.fullmatch(text.strip().lower())
    return _half(found["half"]) if found else None


def dated(slots: Sequence[Slot], around: Iterable[str]) -> list[date] | None:
    """The date of every slot. A year that is missing is that which the texts around the table name, such as 2026 or
    2026/27 for the academic year; None where they name none, or one in which the days of the week are others."""
    if all(slot.year for slot in slots):
        return _all_of(slots, [slot.year or 0 for slot in slots])
    named = [year for text in around for year in _years_in(text)]
    for first, is_academic in named:
        years, year = [], first
        for number, slot in enumerate(slots):
            if is_academic:
                year = first if slot.month >= 9 else first + 1
            elif number and slot.month < slots[number - 1].month:
                year += 1  # a register goes on into January
            years.append(slot.year or year)
        if found := _all_of(slots, years):
            return found
    return None


def _all_of(slots: Sequence[Slot], years: Sequence[int]) -> list[date] | None:
    days = [slot.date_in(year) for slot, year in zip(slots, years, strict=True)]
    known = [day for day in days if day]
    return known if len(known) == len(days) else None


def _years_in(text: str) -> list[tuple[int, bool]]:
    """The years that a text names, and whether each is an academic one; those first."""
    found = []
    for year in _YEAR.finditer(text):
        is_academic = bool(year[2]) and int(year[2][-2:]) == (int(year[1]) + 1) % 100
        found.append((int(year[1]), is_academic))
    return sorted(found, key=lambda one: not one[1])


def _half(word: str | None) -> Half | None:
    if word is None:
        return None
    return "AM" if word in ("am", "a.m.", "morning") else "PM"
