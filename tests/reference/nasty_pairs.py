"""Rows made to lie a day on either side of a threshold that values drawn at random would rarely meet."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from tests.reference.days import academic_year_start

Given = tuple[str, dict[str, str]]
"""A table, and the cells of one row that matter."""


def nasty_pairs(random: Random, anchor: date, children: list[str], adults: list[str]) -> Iterator[Given]:
    """Rows for some of the children and adults; the other cells are drawn as always."""
    for number, child in enumerate(random.sample(children, 4)):
        yield from _chained_timetables(random, anchor, child, f"chained-{number}")
        yield from _missing_education_again(random, anchor, child)
        yield _suspension(random, anchor, child)
        yield _return_interview(random, anchor, child)
    for number, adult in enumerate(adults):
        held = anchor - timedelta(days=random.choice([55, 56, 57, 58]))
        yield "supervision", {"staff_id": adult, "held_on": str(held)}
        yield _reader(random, anchor, f"R-{adult}")
        if number % 2:
            yield from _low_level_concerns(random, anchor, f"L-{adult}")


def _days(random: Random, *choice: int) -> timedelta:
    return timedelta(days=random.choice(choice))


def _chained_timetables(random: Random, anchor: date, child: str, name: str) -> Iterator[Given]:
    """Two timetables with 42, 43, 84 or 85 days together and 27 or 28 days between, the second one open."""
    days_of_first = _days(random, 5, 20, 41)
    days_together = _days(random, 42, 43, 84, 85)
    second_start = anchor - (days_together - days_of_first) + timedelta(days=1)
    first_end = second_start - _days(random, 0, 26, 27, 28, 29)
    open_ended = {"child_id": child, "ended_on": ""}
    yield (
        "part_time_timetables",
        {"child_id": child, "started_on": str(first_end - days_of_first), "ended_on": str(first_end)},
    )
    yield "part_time_timetables", open_ended | {"timetable_id": name, "started_on": str(second_start)}
    # A review planned a day or so before the date asked, on or after the one that was held.
    held = anchor - _days(random, 13, 14, 15, 16)
    due = random.choice([held, anchor, anchor - timedelta(days=1), anchor + timedelta(days=1)])
    yield "timetable_reviews", {"timetable_id": name, "due_on": str(held - timedelta(days=1)), "held_on": str(held)}
    if random.random() < 0.6:
        yield "timetable_reviews", {"timetable_id": name, "due_on": str(due), "held_on": ""}


def _missing_education_again(random: Random, anchor: date, child: str) -> Iterator[Given]:
    """An episode that starts 0, 365 or 366 days after the end of another, with contact some 5 school days ago."""
    start = anchor - _days(random, 0, 5, 6, 7, 28, 29, 42, 84, 85)
    end_before = start - _days(random, 0, 0, 364, 365, 366)
    start_before = end_before - _days(random, 0, 0, 10)
    contact = anchor - _days(random, *range(3, 14))
    yield "missing_education", {"child_id": child, "started_on": str(start_before), "ended_on": str(end_before)}
    yield (
        "missing_education",
        {"child_id": child, "started_on": str(start), "ended_on": "", "last_contact_on": str(contact)},
    )


def _suspension(random: Random, anchor: date, child: str) -> Given:
    """Of about 10 sessions, with provision on about the 6th school day."""
    start = anchor - _days(random, 6, 7, 8, 9, 10, 17, 24)
    provision = start + _days(random, 5, 6, 7, 8, 9)
    sessions = random.choice(["10", "11"])
    return "suspensions", {
        "child_id": child,
        "kind": "suspension",
        "started_on": str(start),
        "sessions": sessions,
        "provision_from": str(provision),
    }


def _return_interview(random: Random, anchor: date, child: str) -> Given:
    """About 72 hours after the return."""
    back = anchor - _days(random, 2, 3, 4, 5)
    clock = random.choice(["08:59", "09:00", "09:01"])
    return "missing_episodes", {
        "child_id": child,
        "kind": "missing",
        "ended_at": f"{back}T09:00",
        "return_interview_held_at": f"{back + timedelta(days=3)}T{clock}",
    }


def _reader(random: Random, anchor: date, person: str) -> Given:
    """A person in post for about 30 days, who read on 1 September, the day before, today, tomorrow, or not."""
    first_of_september = academic_year_start(anchor)
    read_on = random.choice(
        [first_of_september, first_of_september - timedelta(days=1), anchor, anchor + timedelta(days=1)]
    )
    return "staff", {
        "staff_id": person,
        "started_on": str(anchor - _days(random, 29, 30, 31, 56, 57)),
        "kcsie_read_on": random.choice(["", str(read_on)]),
        "ended_on": "",
        "long_term_absent": "",
    }


def _low_level_concerns(random: Random, anchor: date, adult: str) -> Iterator[Given]:
    """Two about one adult, about a year apart."""
    last = anchor - _days(random, 0, 1, 28)
    for raised_on in (last, last - _days(random, 0, 364, 365, 366)):
        yield "low_level_concerns", {"adult_id": adult, "raised_on": str(raised_on)}
