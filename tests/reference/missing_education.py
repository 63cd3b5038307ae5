"""Children missing education, and children not in full-time education, as indicators.md asks for them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sgdata.rules import Rules
from sgdata.tables.missing import MissingEducation
from tests.reference.attendance import is_severely_absent, results_by_child
from tests.reference.days import (
    ONE_DAY,
    is_beyond_calendar,
    is_of_school_age,
    is_school_day,
    last_school_days,
    school_days_after,
)
from tests.reference.judging import Judged, Verdict, any_of, indicator, judged
from tests.reference.part_time import open_timetables
from tests.reference.world import (
    World,
    has_happened,
    is_before,
    is_in_period,
    is_on_roll,
    is_open,
    provider_of_child,
)

ALWAYS = date(1900, 1, 1)
LONDON = ZoneInfo("Europe/London")


def open_episodes(world: World, as_at: date) -> list[MissingEducation]:
    """Open at the end of `as_at`, of children of compulsory school age."""
    return [
        episode
        for episode in world.missing_education
        if is_open(episode.started_on, episode.ended_on, as_at) and is_of_school_age(world, episode.child_id, as_at)
    ]


@indicator("missing_education_open", unit="count")
def missing_education_open(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    # An episode that does not name its child is a child of its own.
    children = {episode.child_id or episode.episode_id: episode.child_id for episode in open_episodes(world, as_at)}
    return [judged(subject, True, child_id) for subject, child_id in sorted(children.items())]


@indicator("missing_education_over_20_school_days")
def missing_education_over_20_school_days(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for episode in open_episodes(world, as_at):
        verdict: Verdict = None
        if episode.started_on is not None:
            provider = provider_of_child(world, episode.child_id)
            school_days = school_days_after(world, provider, episode.started_on, as_at)
            verdict = None if school_days is None else school_days > 20
        rows.append(judged(episode.episode_id, verdict, episode.child_id))
    return rows


@indicator("missing_education_over_12_weeks")
def missing_education_over_12_weeks(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for episode in open_episodes(world, as_at):
        verdict = None if episode.started_on is None else (as_at - episode.started_on).days > 84
        rows.append(judged(episode.episode_id, verdict, episode.child_id))
    return rows


@indicator("missing_education_contact_in_5_school_days")
def missing_education_contact_in_5_school_days(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for episode in open_episodes(world, as_at):
        # Without `started_on`: left out.
        if episode.started_on is None:
            continue
        # Older than 5 school days: certainly not within 5 days, certainly after 6 school days that are known.
        if (as_at - episode.started_on).days <= 5:
            continue
        provider = provider_of_child(world, episode.child_id)
        known = [day for day in last_school_days(world, provider, as_at, 6) if day > episode.started_on]
        verdict: Verdict = None
        if len(known) == 6:
            contact = episode.last_contact_on
            verdict = contact is not None and known[4] <= contact <= as_at
        elif school_days_after(world, provider, episode.started_on, as_at) is not None:
            continue
        rows.append(judged(episode.episode_id, verdict, episode.child_id))
    return rows


@indicator("missing_education_repeat")
def missing_education_repeat(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    starting = [
        episode
        for episode in world.missing_education
        if is_in_period(episode.started_on, since, as_at)
        and episode.child_id is not None
        and is_of_school_age(world, episode.child_id, as_at)
    ]
    for child_id in sorted({episode.child_id for episode in starting if episode.child_id is not None}):
        comes_back = False
        for episode in starting:
            for earlier in world.missing_education:
                if episode.child_id != child_id or earlier.child_id != child_id or earlier is episode:
                    continue
                if episode.started_on is None or earlier.ended_on is None:
                    continue
                if earlier.started_on is None or earlier.started_on < episode.started_on:
                    comes_back = comes_back or 0 <= (episode.started_on - earlier.ended_on).days <= 365
        rows.append(judged(child_id, comes_back, child_id))
    return rows


def _run_goes_on(world: World, child_id: str, as_at: date) -> Verdict:
    """A run of 10 days unauthorised, whenever it began, that nothing has broken by `as_at`; unknown where a possible
    mark since the last break lies beyond the calendar."""
    provider = provider_of_child(world, child_id)
    every_result = results_by_child(world, as_at, ALWAYS).get(child_id, [])
    possible = [result for result in every_result if result.is_possible]
    run = 0
    for day in sorted({result.date for result in possible}, reverse=True):
        if is_beyond_calendar(world, provider, day):
            return None
        if is_school_day(world, provider, day):
            if not all(result.kind == "unauthorised" for result in possible if result.date == day):
                break
            run += 1
    return run >= 10


@indicator(
    "not_in_full_time_education", parts=("missing_education", "part_time", "severe_absence", "ten_days_unauthorised")
)
def not_in_full_time_education(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for child in world.children:
        child_id = child.child_id
        if not is_on_roll(child, as_at) or not is_of_school_age(world, child_id, as_at):
            continue
        reasons: dict[str, Verdict] = {
            "missing_education": any(episode.child_id == child_id for episode in open_episodes(world, as_at)),
            "part_time": any(timetable.child_id == child_id for timetable in open_timetables(world, as_at)),
            "severe_absence": is_severely_absent(results_by_child(world, as_at, since).get(child_id, [])),
            "ten_days_unauthorised": _run_goes_on(world, child_id, as_at),
        }
        parts = tuple(name for name, applies in reasons.items() if applies is True)
        rows.append(judged(child_id, any_of(*reasons.values()), child_id, parts))
    return rows


def _on_the_clock(local: datetime) -> datetime:
    """The moment of a local time, so that hours elapsed are true when the clocks change."""
    return local.replace(tzinfo=LONDON).astimezone(UTC)


@indicator("return_interview_in_72_hours")
def return_interview_in_72_hours(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    end_of_as_at = _on_the_clock(datetime.combine(as_at + ONE_DAY, time()))
    for episode in world.missing_episodes:
        if episode.kind != "missing" or episode.ended_at is None:
            continue
        if not is_in_period(episode.ended_at, since, as_at):
            continue
        # An interview at the very end of `as_at` would still be in time: not yet passed.
        deadline = _on_the_clock(episode.ended_at) + timedelta(hours=72)
        if deadline >= end_of_as_at:
            continue
        held = episode.return_interview_held_at
        verdict: Verdict
        if held is None or not has_happened(held, as_at):
            verdict = False
        elif is_before(held, episode.ended_at):
            verdict = None
        else:
            verdict = _on_the_clock(held) <= deadline
        rows.append(judged(episode.episode_id, verdict, episode.child_id))
    return rows
