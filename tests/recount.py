"""The sample files read literally, with nothing but the standard library and the bank holidays: what pictures are
recounted from."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from sgdata.calendar import bank_holidays
from tests.support import PROJECT

Row = dict[str, str]
CLASSES = ("/\\L", "KVPWBJ", ("C", "C1", "C2", "E", "I", "J1", "M", "R", "S", "T", "H", "F"), "GNOU")
"""Attending, approved, authorised, unauthorised; every other code is no possible session."""
ABSENT = (2, 3)
UNAUTHORISED = 3
NOT_POSSIBLE = 4


@cache
def read(file: Path) -> list[Row]:
    """Every line of a file, as it is written there."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def rows(table: str) -> list[Row]:
    """Every line of a file of the Virtual School's sample."""
    return read(PROJECT / "sample_data" / "virtual_school" / f"{table}.csv")


@cache
def children() -> dict[str, Row]:
    return {child["child_id"]: child for child in rows("children")}


def day(text: str) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def day_or_never(text: str) -> date:
    """An empty cell is a day far ahead: not done, not cancelled, not left."""
    return day(text) or date.max


def by(text: str, as_at: date) -> bool:
    """Whether a day is written there, and it had come."""
    return bool(text) and text[:10] <= as_at.isoformat()


def within(text: str, since: date, as_at: date) -> bool:
    return by(text, as_at) and text[:10] >= since.isoformat()


def is_open(row: Row, as_at: date) -> bool:
    """Begun, or nobody knows when, and not ended; of a child of compulsory school age."""
    begun = not row["started_on"] or by(row["started_on"], as_at)
    return begun and not by(row["ended_on"], as_at) and is_of_school_age(row["child_id"], as_at)


@cache
def is_of_school_age(child_id: str, when: date) -> bool:
    """From the first of three days of the year on or after the fifth birthday, to the last Friday of the June."""
    born = day(children()[child_id]["date_of_birth"]) if child_id in children() else None
    if born is None:
        return True
    fifth = born.replace(year=born.year + 5) if (born.month, born.day) != (2, 29) else date(born.year + 5, 3, 1)
    first = min(one for one in (date(fifth.year, *end) for end in ((3, 31), (8, 31), (12, 31))) if one >= fifth)
    last = date(born.year + (17 if born.month >= 9 else 16), 6, 30)
    return first <= when <= last - timedelta(days=(last.weekday() - 4) % 7)


@cache
def is_school_day(provider: str, when: date) -> bool:
    entries = [entry for entry in rows("calendar") if entry["date_from"] <= when.isoformat() <= entry["date_to"]]
    year = when.year if when.month >= 9 else when.year - 1
    own = any(
        entry["kind"] == "term"
        and entry["provider_id"] == provider
        and f"{year}-09" <= entry["date_to"] < f"{year + 1}-09"
        for entry in rows("calendar")
    )
    return (
        when.weekday() < 5
        and when not in bank_holidays()
        and any(entry["kind"] == "term" and entry["provider_id"] == (provider if own else "") for entry in entries)
        and not any(entry["kind"] != "term" and entry["provider_id"] in ("", provider) for entry in entries)
    )


def school_days(provider: str, after: date, to: date) -> list[date]:
    days = [after + timedelta(days=number) for number in range(1, (to - after).days + 1)]
    return [one for one in days if is_school_day(provider, one)]


def last_school_days(provider: str, as_at: date, count: int) -> list[date]:
    return school_days(provider, as_at - timedelta(days=200), as_at)[-count:]


@cache
def sessions(as_at: date) -> dict[str, list[tuple[date, str, str, int]]]:
    """The one result of each child and session, as day, setting, code and class: the best of several marks."""
    marks: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for mark in rows("attendance"):
        recorded = not mark["recorded_at"] or by(mark["recorded_at"], as_at)
        if mark["code"] and by(mark["date"], as_at) and recorded:
            marks[mark["child_id"], mark["date"], mark["session"]].append(mark)
    found: dict[str, list[tuple[date, str, str, int]]] = defaultdict(list)
    for (child_id, written, _), several in marks.items():
        when = date.fromisoformat(written)
        if is_of_school_age(child_id, when):
            own = children()[child_id]["provider_id"] if child_id in children() else ""
            best = min(several, key=lambda mark: (kind(mark["code"]), mark["provider_id"] != own, mark["code"]))
            found[child_id].append((when, best["provider_id"], best["code"], kind(best["code"])))
    return found


def kind(code: str) -> int:
    return next((place for place, codes in enumerate(CLASSES) if code in codes), NOT_POSSIBLE)


def on_roll(as_at: date) -> Iterator[Row]:
    for child in rows("children"):
        begun = not child["on_roll_from"] or by(child["on_roll_from"], as_at)
        if begun and not by(child["on_roll_to"], as_at) and is_of_school_age(child["child_id"], as_at):
            yield child
