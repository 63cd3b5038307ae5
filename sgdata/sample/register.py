"""The attendance table: who was in school, session by session, drawn for a few hundred children at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from sgdata.sample.child import Child
from sgdata.sample.marks import CODES, Marks, code_number, drawn_marks
from sgdata.sample.school_terms import FIXED_DATE, Span
from sgdata.sample.settings import Setting
from sgdata.sample.world import World

CHILDREN_AT_A_TIME = 400  # bounds the memory: about 400 children x 450 school days x 2 sessions


@dataclass(frozen=True)
class RegisterDays:
    """The school days of the sample, and on which of them each setting's register came."""

    days: list[date]
    stamps: list[str]  # day and session as written, two for each day
    dates: NDArray[np.datetime64]
    weekdays: NDArray[np.int64]
    came: NDArray[np.bool_]  # setting x day
    settings: list[Setting]
    numbers: dict[str, int]  # the place of a setting in `settings`

    def between(self, since: date, until: date) -> slice:
        """The places of the days from `since` to the one before `until`."""
        first, end = np.searchsorted(self.dates, np.array([since, until], dtype="datetime64[D]"))
        return slice(int(first), int(end))


def attendance_lines(world: World, not_received: dict[str, list[Span]]) -> Iterator[str]:
    """The lines of attendance.csv after the header, each with its line end; by child, day and session."""
    draws = world.draws("attendance")
    days = _register_days(world, not_received)
    for start in range(0, len(world.children), CHILDREN_AT_A_TIME):
        children = world.children[start : start + CHILDREN_AT_A_TIME]
        for child, marks in zip(children, drawn_marks(children, days.days, draws), strict=True):
            yield from _lines_of(world, child, days, marks)


def _register_days(world: World, not_received: dict[str, list[Span]]) -> RegisterDays:
    length = (FIXED_DATE - world.first_day).days + 1
    opens = np.stack([world.school_days.opens[setting.provider_id][:length] for setting in world.settings])
    for number, setting in enumerate(world.settings):
        for since, until in not_received.get(setting.provider_id, []):
            opens[number, (since - world.first_day).days : (until - world.first_day).days + 1] = False
    used = np.flatnonzero(opens.any(axis=0))
    days = [world.first_day + timedelta(days=int(offset)) for offset in used]
    return RegisterDays(
        days=days,
        stamps=[f"{day.isoformat()},{session}" for day in days for session in ("AM", "PM")],
        dates=np.array(days, dtype="datetime64[D]"),
        weekdays=np.array([day.weekday() for day in days], dtype=np.int64),
        came=opens[:, used],
        settings=world.settings,
        numbers={setting.provider_id: number for number, setting in enumerate(world.settings)},
    )


def _lines_of(world: World, child: Child, days: RegisterDays, marks: Marks) -> Iterator[str]:
    """The child's lines: those of the school or setting of each day, then those of the second register."""
    codes = marks.codes
    _set_marked(world, child, days, codes)
    _set_free_afternoons(child, days, codes)
    setting_of_day = _settings_by_day(world, child, days)
    register_came = (setting_of_day >= 0) & days.came[setting_of_day, np.arange(len(days.days))]
    is_marked = np.repeat(register_came[:, None], 2, axis=1)
    second = child.second_register
    if second is None:
        yield from _written(child, days, is_marked, codes, np.repeat(setting_of_day, 2), marks.late_changes)
        return
    with_second = _sessions_of(second.sessions, days)
    second_number = days.numbers[second.provider_id]
    is_only_there = (setting_of_day == second_number)[:, None]
    is_marked &= ~is_only_there | with_second
    host_codes = codes.copy()
    puts_host_code = with_second & ~is_only_there & (codes != code_number("C2"))
    if second.host_code == "B":  # off site by arrangement; who was away is away in both registers
        puts_host_code &= codes <= code_number("L")
    host_codes[puts_host_code] = code_number(second.host_code)
    yield from _written(child, days, is_marked, host_codes, np.repeat(setting_of_day, 2), marks.late_changes)

    is_here = np.zeros(len(days.days), dtype=np.bool_)
    is_here[days.between(max(child.on_roll_from, world.first_day), child.last_day + timedelta(days=1))] = True
    if world.kind == "virtual_school":
        is_here &= setting_of_day >= 0
    is_marked_there = (is_here & days.came[second_number])[:, None] & with_second & ~is_only_there
    is_marked_there &= codes != code_number("C2")
    numbers = np.full(codes.size, second_number, dtype=np.int64)
    yield from _written(child, days, is_marked_there, codes, numbers, {})


def _written(
    child: Child,
    days: RegisterDays,
    is_marked: NDArray[np.bool_],
    codes: NDArray[np.uint8],
    setting_numbers: NDArray[np.int64],
    late: dict[int, str],
) -> Iterator[str]:
    """A line for each session (day x session) that is marked."""
    places = np.flatnonzero(is_marked.ravel())
    providers, numbers = (setting_numbers[places].tolist(), codes.ravel()[places].tolist())
    for place, provider, number in zip(places.tolist(), providers, numbers, strict=True):
        yield (
            f"{child.child_id},{days.stamps[place]},{days.settings[provider].provider_id},"
            f"{CODES[number]},{late.get(place, '')}\n"
        )


def _settings_by_day(world: World, child: Child, days: RegisterDays) -> NDArray[np.int64]:
    """The number of the setting that marks the child on each day, -1 where none does.

    After compulsory school age only a school's own sixth form and the mentoring provider keep marking."""
    numbers = np.full(len(days.days), -1, dtype=np.int64)
    first, last = date(child.school_age[1].year - 12, 9, 1), child.school_age[1]
    for stay in child.stays:
        setting, until = days.settings[days.numbers[stay.provider_id]], stay.until
        if not (setting.own or setting.phase in ("secondary", "special")):
            until = min(until, last + timedelta(days=1))
        since = stay.since if setting.own else max(stay.since, first)
        numbers[days.between(since, until)] = days.numbers[stay.provider_id]
    if world.kind == "virtual_school":  # no register between the end of year 11 and the sixth form
        numbers[days.between(last + timedelta(days=1), date(last.year, 9, 1))] = -1
    return numbers


def _set_marked(world: World, child: Child, days: RegisterDays, codes: NDArray[np.uint8]) -> None:
    """Puts the sessions of suspensions, timetables and the like over what was drawn, later entries last."""
    for marked in world.marked.get(child.child_id, []):
        span = days.between(marked.since, marked.until)
        fits = np.isin(days.weekdays[span], marked.weekdays)
        for session in marked.sessions:
            codes[span, session][fits] = code_number(marked.code)


def _sessions_of(sessions: tuple[tuple[int, int], ...], days: RegisterDays) -> NDArray[np.bool_]:
    """Day x session: whether that weekday's session is one of `sessions`."""
    week = np.zeros((5, 2), dtype=np.bool_)
    for weekday, session in sessions:
        week[weekday, session] = True
    return week[days.weekdays]


def _set_free_afternoons(child: Child, days: RegisterDays, codes: NDArray[np.uint8]) -> None:
    """Reception before compulsory school age is not required (X) in the afternoons of its first weeks, the
    sixth form not on those of Fridays."""
    first, last = child.school_age
    september = date(last.year - 12, 9, 1)
    codes[days.between(september, min(september + timedelta(days=24), first)), 1] = code_number("X")
    sixth_form = days.between(last + timedelta(days=1), FIXED_DATE + timedelta(days=1))
    codes[sixth_form, 1][days.weekdays[sixth_form] == 4] = code_number("X")
