"""Attendance, as indicators.md asks for it."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from sgdata.rules import Rules
from tests.reference.days import (
    ONE_DAY,
    academic_year_start,
    days_from_to,
    is_beyond_calendar,
    is_of_school_age,
    is_school_day,
    last_school_days,
)
from tests.reference.judging import Judged, Verdict, indicator, judged
from tests.reference.world import World, is_in_period, is_on_roll, is_recorded, provider_of_child

# The School Attendance (Pupil Registration) (England) Regulations 2024; H, F, J and Y are legacy codes.
CLASSES = {
    "attending": ["/", "\\", "L"],
    "approved": ["K", "V", "P", "W", "B", "J"],
    "authorised": ["C", "C1", "C2", "E", "I", "J1", "M", "R", "S", "T", "H", "F"],
    "unauthorised": ["G", "N", "O", "U"],
    "not_possible": ["D", "Q", "X", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7", "Y", "Z", "#"],
}
ORDER = list(CLASSES)


def class_of(code: str) -> str:
    """The statistical class of a code."""
    return next(name for name, codes in CLASSES.items() if code in codes)


@dataclass(frozen=True)
class Result:
    """The one result that a child has in a session."""

    child_id: str
    date: date
    session: str
    provider_id: str
    code: str

    @property
    def kind(self) -> str:
        return class_of(self.code)

    @property
    def is_possible(self) -> bool:
        return self.kind != "not_possible"

    @property
    def is_absent(self) -> bool:
        return self.kind in ("authorised", "unauthorised")


@cache
def results(world: World, as_at: date) -> list[Result]:
    """Every result of a child of compulsory school age on the day of the session, to the end of `as_at`."""
    marks: dict[tuple[str, date, str], list[tuple[str, str]]] = {}
    for mark in world.attendance:
        # An empty code is a register not taken: no mark.
        if mark.code is None or mark.date > as_at or not is_recorded(mark.recorded_at, as_at):
            continue
        if is_of_school_age(world, mark.child_id, mark.date):
            marks.setdefault((mark.child_id, mark.date, mark.session), []).append((mark.code, mark.provider_id))
    found = []
    for (child_id, day, session), several in marks.items():
        # Of several the first class; within a class that of the child's provider, else the first code.
        best = min(ORDER.index(class_of(code)) for code, _ in several)
        of_class = [(code, provider) for code, provider in several if ORDER.index(class_of(code)) == best]
        own = [(code, provider) for code, provider in of_class if provider == provider_of_child(world, child_id)]
        code, provider = min(own or of_class)
        found.append(Result(child_id, day, session, provider, code))
    return found


def results_by_child(world: World, as_at: date, since: date) -> dict[str, list[Result]]:
    """The results from `since` to `as_at` of every child with marks in that time."""
    found: dict[str, list[Result]] = {}
    for result in results(world, as_at):
        if since <= result.date <= as_at:
            found.setdefault(result.child_id, []).append(result)
    return found


def _by_session(world: World, as_at: date, since: date) -> list[Result]:
    return [result for several in results_by_child(world, as_at, since).values() for result in several]


def _session(result: Result, verdict: Verdict) -> Judged:
    subject = f"{result.child_id} {result.date} {result.session}"
    return judged(subject, verdict, result.child_id, provider=result.provider_id)


@indicator("absence", subject_is_id=False)
def absence(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    possible = [result for result in _by_session(world, as_at, since) if result.is_possible]
    return [_session(result, result.is_absent) for result in possible]


@indicator("unauthorised_absence", subject_is_id=False)
def unauthorised_absence(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    possible = [result for result in _by_session(world, as_at, since) if result.is_possible]
    return [_session(result, result.kind == "unauthorised") for result in possible]


@indicator("late", subject_is_id=False)
def late(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    attending_or_u = [
        result for result in _by_session(world, as_at, since) if result.kind == "attending" or result.code == "U"
    ]
    return [_session(result, result.code in ("L", "U")) for result in attending_or_u]


@indicator("persistent_absence", parts=("provisional",))
def persistent_absence(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return _tenth_missed(world, as_at, since, left_out=())


@indicator("persistent_absence_without_part_time", parts=("provisional",))
def persistent_absence_without_part_time(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return _tenth_missed(world, as_at, since, left_out=("C2",))


def _tenth_missed(world: World, as_at: date, since: date, left_out: tuple[str, ...]) -> list[Judged]:
    rows = []
    for child_id, several in results_by_child(world, as_at, since).items():
        possible = len([result for result in several if result.is_possible])
        absent = len([result for result in several if result.is_absent and result.code not in left_out])
        if possible > 0:
            hit = absent * 10 >= possible
            rows.append(judged(child_id, hit, child_id, ("provisional",) if hit and possible < 60 else ()))
    return rows


def is_severely_absent(several: list[Result]) -> bool:
    """Half of the possible sessions missed."""
    possible = len([result for result in several if result.is_possible])
    absent = len([result for result in several if result.is_absent])
    return possible > 0 and absent * 2 >= possible


@indicator("severe_absence", parts=("provisional",))
def severe_absence(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for child_id, several in results_by_child(world, as_at, since).items():
        possible = len([result for result in several if result.is_possible])
        if possible > 0:
            hit = is_severely_absent(several)
            rows.append(judged(child_id, hit, child_id, ("provisional",) if hit and possible < 60 else ()))
    return rows


@indicator("unexplained_absence_overdue", subject_is_id=False)
def unexplained_absence_overdue(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for result in _by_session(world, as_at, since):
        if result.code == "N":
            rows.append(_session(result, _five_school_days_passed(world, result.child_id, result.date, as_at)))
    return rows


def _five_school_days_passed(world: World, child_id: str, day: date, as_at: date) -> Verdict:
    """date + 5 school days < as_at, by the school days of the child."""
    provider = provider_of_child(world, child_id)
    if is_beyond_calendar(world, provider, day):
        return None
    passed = 0
    for later in days_from_to(day + ONE_DAY, as_at - ONE_DAY):
        if is_beyond_calendar(world, provider, later):
            return None
        passed += is_school_day(world, provider, later)
        if passed == 5:
            return True
    return False


def runs_of_unauthorised_days(world: World, child_id: str, several: list[Result]) -> list[int] | None:
    """The lengths of runs of school days on which every possible session is unauthorised; None where a possible mark
    lies beyond the calendar."""
    provider = provider_of_child(world, child_id)
    possible = [result for result in several if result.is_possible]
    if any(is_beyond_calendar(world, provider, result.date) for result in possible):
        return None
    runs = [0]
    for day in sorted({result.date for result in possible}):
        # Marks on days that are not school days are ignored; a school day without one neither counts nor breaks.
        if is_school_day(world, provider, day):
            if all(result.kind == "unauthorised" for result in possible if result.date == day):
                runs[-1] += 1
            else:
                runs.append(0)
    return runs


@indicator("ten_days_unauthorised", parts=("watch",))
def ten_days_unauthorised(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for child_id, several in results_by_child(world, as_at, since).items():
        runs = runs_of_unauthorised_days(world, child_id, several)
        longest = None if runs is None else max(runs)
        parts = ("watch",) if longest is not None and 5 <= longest <= 9 else ()
        rows.append(judged(child_id, None if longest is None else longest >= 10, child_id, parts))
    return rows


@indicator("fifteen_days_sick")
def fifteen_days_sick(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for child_id, several in results_by_child(world, as_at, academic_year_start(as_at)).items():
        sick_sessions = len([result for result in several if result.code == "I"])
        rows.append(judged(child_id, sick_sessions / 2 >= 15, child_id))
    return rows


def in_last_20_school_days(world: World, as_at: date) -> dict[str, list[Result]]:
    """The results, by child, on the last 20 school days of the provider of the mark."""
    windows = {mark.provider_id: last_school_days(world, mark.provider_id, as_at, 20) for mark in world.attendance}
    found: dict[str, list[Result]] = {}
    for result in results(world, as_at):
        if result.date in windows[result.provider_id]:
            found.setdefault(result.child_id, []).append(result)
    return found


@indicator("gone_in_the_day")
def gone_in_the_day(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for child_id, several in in_last_20_school_days(world, as_at).items():
        present_in_the_morning = {
            result.date for result in several if result.session == "AM" and result.kind in ("attending", "approved")
        }
        gone_in_the_afternoon = {
            result.date for result in several if result.session == "PM" and result.kind == "unauthorised"
        }
        rows.append(judged(child_id, len(present_in_the_morning & gone_in_the_afternoon) >= 3, child_id))
    return rows


@indicator("suspensions_begun", unit="count")
def suspensions_begun(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [
        judged(suspension.suspension_id, True, suspension.child_id, provider=suspension.provider_id)
        for suspension in world.suspensions
        if suspension.started_on is not None and is_in_period(suspension.started_on, since, as_at)
    ]


@indicator("suspension_sixth_day_provision")
def suspension_sixth_day_provision(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for suspension in world.suspensions:
        started, provision = suspension.started_on, suspension.provision_from
        if started is None or not is_in_period(started, since, as_at):
            continue
        # Of more than 10 sessions, or permanent.
        is_long = suspension.sessions is not None and suspension.sessions > 10
        if suspension.kind != "permanent" and not is_long:
            continue
        if not is_of_school_age(world, suspension.child_id, started):
            continue
        # The school days of a suspension are those of its own provider, else the child's.
        provider = suspension.provider_id or provider_of_child(world, suspension.child_id)
        verdict: Verdict = None
        school_days: list[date] = []
        for day in days_from_to(started, as_at):
            if is_beyond_calendar(world, provider, day):
                rows.append(
                    judged(suspension.suspension_id, None, suspension.child_id, provider=suspension.provider_id)
                )
                break
            if is_school_day(world, provider, day):
                school_days.append(day)
            if len(school_days) == 6:
                verdict = provision is not None and provision <= day
                rows.append(
                    judged(suspension.suspension_id, verdict, suspension.child_id, provider=suspension.provider_id)
                )
                break
    return rows


@indicator("marks_missing", subject_is_id=False)
def marks_missing(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    marked = {(result.child_id, result.date, result.session) for result in results(world, as_at)}
    rows = []
    for child in world.children:
        for day in days_from_to(since, as_at):
            if not is_on_roll(child, day) or not is_of_school_age(world, child.child_id, day):
                continue
            if not is_school_day(world, child.provider_id, day):
                continue
            covered = any(
                expected.provider_id == child.provider_id
                and expected.table == "attendance"
                and expected.period_from <= day <= expected.period_to
                for expected in world.returns
            )
            if covered:
                for session in ("AM", "PM"):
                    is_missing = (child.child_id, day, session) not in marked
                    rows.append(judged(f"{child.child_id} {day} {session}", is_missing, child.child_id))
    return rows
