"""Part-time timetables, as indicators.md asks for them."""

from datetime import date, timedelta

from sgdata.rules import Rules
from sgdata.tables.part_time import PartTimeTimetable
from tests.reference.attendance import in_last_20_school_days
from tests.reference.days import days_from_to, is_of_school_age
from tests.reference.judging import Judged, Verdict, all_of, indicator, judged
from tests.reference.world import World, has_happened, has_social_worker, is_in_period, is_open

JOINS = 28
REVIEW_EVERY = timedelta(days=14)


def open_timetables(world: World, as_at: date) -> list[PartTimeTimetable]:
    """Started, and not ended by `as_at`, of children of compulsory school age."""
    return [
        timetable
        for timetable in world.part_time_timetables
        if is_open(timetable.started_on, timetable.ended_on, as_at)
        and is_of_school_age(world, timetable.child_id, as_at)
    ]


def _judged(timetable: PartTimeTimetable, verdict: Verdict) -> Judged:
    return judged(timetable.timetable_id, verdict, timetable.child_id, provider=timetable.provider_id)


@indicator("part_time_open", unit="count")
def part_time_open(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [_judged(timetable, True) for timetable in open_timetables(world, as_at)]


def days_of(timetable: PartTimeTimetable, as_at: date) -> list[date]:
    """The days with this timetable to `as_at`; none where it ended on or before the day it started."""
    assert timetable.started_on is not None
    return [
        day
        for day in days_from_to(timetable.started_on, as_at)
        if timetable.ended_on is None or day < timetable.ended_on
    ]


def days_in_run(world: World, timetable: PartTimeTimetable, as_at: date) -> int:
    """The days with a timetable, each once, in the run of the child's timetables that ends with this open one."""
    assert timetable.started_on is not None
    same_child = [
        other
        for other in world.part_time_timetables
        if other is timetable or (timetable.child_id is not None and other.child_id == timetable.child_id)
    ]
    covered = {day for other in same_child if other.started_on is not None for day in days_of(other, as_at)}
    # Walks back over the covered days. A gap from `ended_on` (the first day without) to the next start under 28 days
    # joins; 28 days do not.
    in_run = 0
    gap = 0
    for day in reversed(days_from_to(min(covered), as_at)):
        if day in covered:
            in_run += 1
            gap = 0
        else:
            gap += 1
        if gap == JOINS:
            break
    return in_run


def _over(world: World, as_at: date, days: int) -> list[Judged]:
    rows = []
    for timetable in open_timetables(world, as_at):
        # No `started_on`: unknown for itself, ignored for the others.
        verdict = None if timetable.started_on is None else days_in_run(world, timetable, as_at) > days
        rows.append(_judged(timetable, verdict))
    return rows


@indicator("part_time_over_6_weeks")
def part_time_over_6_weeks(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return _over(world, as_at, 42)


@indicator("part_time_over_12_weeks")
def part_time_over_12_weeks(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return _over(world, as_at, 84)


@indicator("part_time_no_end")
def part_time_no_end(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [_judged(timetable, timetable.planned_end_on is None) for timetable in open_timetables(world, as_at)]


@indicator("part_time_past_end")
def part_time_past_end(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [
        _judged(timetable, timetable.planned_end_on < as_at)
        for timetable in open_timetables(world, as_at)
        if timetable.planned_end_on is not None
    ]


def next_review_due(world: World, timetable: PartTimeTimetable, as_at: date) -> date | None:
    """The earliest unheld `due_on` after the last `held_on`, or, with none planned, last held (else started) + 14."""
    reviews = [review for review in world.timetable_reviews if review.timetable_id == timetable.timetable_id]
    held = [review.held_on for review in reviews if review.held_on is not None and review.held_on <= as_at]
    last_held = max(held) if held else None
    unheld = [review.due_on for review in reviews if not has_happened(review.held_on, as_at)]
    planned = [due for due in unheld if last_held is None or due > last_held]
    if planned:
        return min(planned)
    since = last_held or timetable.started_on
    return None if since is None else since + REVIEW_EVERY


@indicator("part_time_review_overdue")
def part_time_review_overdue(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for timetable in open_timetables(world, as_at):
        due = next_review_due(world, timetable, as_at)
        rows.append(_judged(timetable, None if due is None else due < as_at))
    return rows


@indicator("part_time_agreed")
def part_time_agreed(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [
        _judged(
            timetable,
            timetable.days_and_times_agreed is True and has_happened(timetable.parent_agreed_on, as_at),
        )
        for timetable in open_timetables(world, as_at)
    ]


@indicator("part_time_professionals_told")
def part_time_professionals_told(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [
        _judged(
            timetable,
            all_of(
                # The social worker, if one is allocated.
                not has_social_worker(world, timetable.child_id)
                or has_happened(timetable.social_worker_informed_on, as_at),
                has_happened(timetable.virtual_school_agreed_on, as_at),
                has_happened(timetable.authority_notified_on, as_at),
            ),
        )
        for timetable in open_timetables(world, as_at)
    ]


@indicator("part_time_hours_offered")
def part_time_hours_offered(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for timetable in open_timetables(world, as_at):
        full_time, offered = timetable.hours_full_time, timetable.hours_offered
        # Without `hours_full_time`: left out.
        if full_time is not None:
            rows.append(
                Judged(
                    timetable.timetable_id,
                    numerator=offered or 0,
                    denominator=full_time,
                    known=offered is not None,
                    child=timetable.child_id,
                    provider=timetable.provider_id,
                )
            )
    return rows


@indicator("part_time_for_behaviour")
def part_time_for_behaviour(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [
        _judged(timetable, None if timetable.reason is None else timetable.reason == "behaviour")
        for timetable in open_timetables(world, as_at)
    ]


@indicator("part_time_back_full_time")
def part_time_back_full_time(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for timetable in world.part_time_timetables:
        if not is_in_period(timetable.ended_on, since, as_at):
            continue
        if not is_of_school_age(world, timetable.child_id, as_at):
            continue
        # `extended` is left out: it has not ended.
        if timetable.end_reason != "extended":
            verdict = None if timetable.end_reason is None else timetable.end_reason == "full_time"
            rows.append(_judged(timetable, verdict))
    return rows


@indicator("part_time_unregistered")
def part_time_unregistered(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for child_id, several in in_last_20_school_days(world, as_at).items():
        if not is_of_school_age(world, child_id, as_at):
            continue
        part_time = [result for result in several if result.code == "C2"]
        if len(part_time) < 3:
            continue

        def is_covered(day: date, child_id: str = child_id) -> bool:
            return any(
                timetable.child_id == child_id and is_open(timetable.started_on, timetable.ended_on, day)
                for timetable in world.part_time_timetables
            )

        rows.append(judged(child_id, any(not is_covered(result.date) for result in part_time), child_id))
    return rows
