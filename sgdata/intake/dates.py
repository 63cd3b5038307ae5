"""Dates as other systems write them: the form of a column is decided by all that stands in it, not cell by cell.

Day first or month first is never guessed: it is seen from days after the 12th, or follows from another column of the
table and from what would lie in the future; else it is asked for. Beside the form of the column only our own
(2026-11-20) is read, for that is how a workbook gives the dates that it knows as dates.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from sgdata.intake.detectors import MONTH
from sgdata.tables.columns import BirthDate, Column, Day, Moment

DateForm = Literal["day-first", "month-first", "named", "year-first", "excel-1900", "excel-1904"]
Order = Literal["day-first", "month-first"]

SUCH_AS: dict[DateForm, str] = {
    "day-first": "20/11/2026, day first",
    "month-first": "11/20/2026, month first",
    "named": "20 Nov 2026",
    "year-first": "2026/11/20",
    "excel-1900": "46346, a number of Excel's",
    "excel-1904": "44884, a number of Excel's that counts from 1904",
}
ORDERS: tuple[Order, Order] = ("day-first", "month-first")
ASKED = (
    "a date whose order is known: those of this column can be read day first and month first; "
    "say which (--dates day-first or --dates month-first)"
)
FEW = 10  # one in ten that can only be read the other way round is a slip of the pen; more are a question
EXCEL_BEGINS: dict[DateForm, date] = {"excel-1900": date(1899, 12, 30), "excel-1904": date(1904, 1, 1)}
OLDEST_IN_EXCEL = date(1980, 1, 1)
YEARS_AHEAD = 30  # of a plan

_TIME = (
    r"(?:(?:T|,? )(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:\.\d+)?)?)? ?"
    r"(?P<half>[ap]\.?m\.?)?)?"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? )?"
_YEAR = r"(?P<year>\d{4}|'?\d\d)"


def _shape(day: str) -> re.Pattern[str]:
    return re.compile(_WEEKDAY + day + _TIME, re.IGNORECASE | re.ASCII)


_NUMBERS = _shape(rf"(?P<one>\d{{1,2}})(?P<mark>[/.\-])(?P<two>\d{{1,2}})(?P=mark){_YEAR}")
_NAMED = (
    _shape(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?P<mark>[ /.\-]?)(?:of )?(?P<month>{MONTH})\.?,?(?P=mark){_YEAR}"),
    _shape(rf"(?P<month>{MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})"),
)
_YEAR_FIRST = (
    _shape(r"(?P<year>(?:19|20|21)\d\d)(?P<mark>[/.\-])(?P<two>\d{1,2})(?P=mark)(?P<one>\d{1,2})"),
    _shape(r"(?P<year>(?:19|20)\d\d)(?P<two>\d\d)(?P<one>\d\d)"),
)
_EXCEL = re.compile(r"(\d{5})(?:\.(\d+))?", re.ASCII)


@dataclass(frozen=True)
class Written:
    """What a text says: a day, and the time where it has one."""

    day: date
    at: time | None

    def as_ours(self, column: Column) -> str:
        """As the contract writes it; ValueError where the column wants a time and there is none."""
        if not isinstance(column.kind, Moment):
            return self.day.isoformat()
        if self.at is None:
            raise ValueError(column.kind.wanted)
        return datetime.combine(self.day, self.at).isoformat()


@dataclass(frozen=True)
class Decided:
    """How the dates of a column are read: `form` is None where none fits or where it has to be asked for; `why` tells a
    person what was seen."""

    form: DateForm | None
    why: str = ""
    is_asked: bool = False
    is_seen: bool = False
    """Whether the column itself shows which of day and month comes first."""


@dataclass(frozen=True)
class Reader:
    """Reads the dates of one column, on the day of the load."""

    column: Column
    today: date

    @property
    def latest(self) -> date:
        """The last day that this column may speak of: a birth or an event is not ahead of us, a plan may be."""
        is_plan = isinstance(self.column.kind, Day) and self.column.kind.planned
        return date(self.today.year + YEARS_AHEAD, 12, 31) if is_plan else self.today + timedelta(days=1)

    def read(self, text: str, form: DateForm) -> Written | None:
        """What the text says in this form, or None where it is not written so."""
        seen = " ".join(text.replace("\u00a0", " ").split())
        match form:
            case "day-first" | "month-first":
                found = _NUMBERS.fullmatch(seen)
                first, second = ("one", "two") if form == "day-first" else ("two", "one")
                return self._made(found, first, second) if found else None
            case "named":
                found = next((one for shape in _NAMED if (one := shape.fullmatch(seen))), None)
                return self._made(found, "day", "month") if found else None
            case "year-first":
                found = next((one for shape in _YEAR_FIRST if (one := shape.fullmatch(seen))), None)
                return self._made(found, "one", "two") if found else None
            case _:
                return self._from_excel(seen, form)

    def _made(self, found: re.Match[str], day: str, month: str) -> Written | None:
        number = found[month] if found[month].isdigit() else str(_month(found[month]))
        try:
            when = date(self._year(found["year"]), int(number), int(found[day]))
            at = _time(found)
        except ValueError:
            return None
        weekday = (found["weekday"] or "").lower()
        return Written(when, at) if not weekday or _WEEKDAYS[when.weekday()] == weekday else None

    def _year(self, text: str) -> int:
        """Of two digits the latest year that this column may speak of."""
        if len(text) == 4:
            return int(text)
        year = self.latest.year - self.latest.year % 100 + int(text.removeprefix("'"))
        return year if year <= self.latest.year else year - 100

    def _from_excel(self, text: str, form: DateForm) -> Written | None:
        found = _EXCEL.fullmatch(text)
        if not found:
            return None
        when = EXCEL_BEGINS[form] + timedelta(days=int(found[1]))
        if not OLDEST_IN_EXCEL <= when <= self.latest:
            return None
        if not found[2]:
            return Written(when, None)
        seconds = min(round(float(f"0.{found[2]}") * 86_400), 86_399)
        return Written(when, time(seconds // 3600, seconds // 60 % 60, seconds % 60))

    def decide(self, texts: Collection[str]) -> Decided:
        """The form that most of the texts are written in; texts in our own form are not among them."""
        as_numbers = [(self.read(text, "day-first"), self.read(text, "month-first")) for text in texts]
        counts: Counter[DateForm] = Counter({"day-first": sum(any(both) for both in as_numbers)})
        others: tuple[DateForm, ...] = ("named", "year-first", "excel-1900")
        for form in others:
            counts[form] = sum(self.read(text, form) is not None for text in texts)
        form, most = counts.most_common(1)[0]
        if most == 0:
            return Decided(None)
        if form == "day-first":
            return self._ordered(as_numbers)
        return Decided(form, SUCH_AS[form])

    def _ordered(self, texts: list[tuple[Written | None, Written | None]]) -> Decided:
        day_first = sum(month is None for day, month in texts if day)
        month_first = sum(day is None for day, month in texts if month)
        either = sum(day != month for day, month in texts if day and month)
        if day_first and month_first <= day_first / FEW:
            return Decided("day-first", SUCH_AS["day-first"], is_seen=True)
        if month_first and day_first <= month_first / FEW and either <= month_first * FEW:
            return Decided("month-first", SUCH_AS["month-first"], is_seen=True)
        if day_first or month_first:
            return Decided(None, is_asked=True)
        if not either:  # 05/05/2026 is one day whichever comes first
            return Decided("day-first", SUCH_AS["day-first"])
        ahead = [any(one.day > self.latest for one in way if one) for way in zip(*texts, strict=True)]
        if ahead == [False, True]:
            return Decided("day-first", f"{SUCH_AS['day-first']}: month first, some would lie in the future")
        return Decided(None, "" if ahead[0] else SUCH_AS["day-first"], is_asked=True)


def decide_all(
    columns: Mapping[str, tuple[Reader, Collection[str]]], said: Mapping[str, DateForm], order: Order | None
) -> dict[str, Decided]:
    """How each of the columns of one table is read. `said` is what a person said of a column, `order` what a person
    answered to what would else be asked."""
    found = {
        name: Decided(said[name], SUCH_AS[said[name]]) if name in said else reader.decide(texts)
        for name, (reader, texts) in columns.items()
    }
    seen = {one.form: name for name, one in found.items() if one.is_seen}
    for name, one in found.items():
        if one.is_asked and order:
            found[name] = Decided(order, f"{SUCH_AS[order]}, as you said")
        elif one.is_asked and one.why and set(seen) == {"day-first"}:
            found[name] = Decided("day-first", f"{SUCH_AS['day-first']}, as in {seen['day-first']}")
    return found


def is_date(column: Column) -> bool:
    """Whether the column holds dates or times."""
    return isinstance(column.kind, Day | BirthDate | Moment)


def _month(name: str) -> int:
    return ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec").index(
        name[:3].lower()
    ) + 1


def _time(found: re.Match[str]) -> time | None:
    """The time of day, None where there is none; ValueError where it cannot be."""
    if found["hour"] is None:
        return None
    hour, half = int(found["hour"]), (found["half"] or "").lower()[:1]
    if found["minute"] is None and not half:
        raise ValueError("an hour alone is no time")
    if half:
        if not 1 <= hour <= 12:
            raise ValueError("no hour of half a day")
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, int(found["minute"] or 0), int(found["second"] or 0))
