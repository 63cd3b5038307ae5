"""Children without a school, and children missing from where they live."""

from datetime import date, timedelta

from sgdata.sample.child import Child
from sgdata.sample.csv_files import Row
from sgdata.sample.draws import Draws
from sgdata.sample.school_terms import FIXED_DATE
from sgdata.sample.world import World, by_today, by_today_at

# School days without a school of those open today, in the order in which a larger sample uses them.
OPEN_SCHOOL_DAYS = (8, 27, 14, 4, 46, 18, 11, 33, 6, 16)
OPEN_SHARE = 0.018
STARTS_A_YEAR = {"virtual_school": 0.04, "mentoring_provider": 0.05}
REASONS = {
    "awaiting_place": 38,
    "placement_move": 24,
    "moved_area": 14,
    "excluded": 6,
    "provision_ended": 8,
    "unsuitable_home_education": 3,
    "whereabouts_unknown": 4,
    "other": 3,
}
ENDS = {"on_roll": 86, "moved_area": 8, "home_education": 3, "other": 3}
HOURS_AWAY = {(1, 6): 38, (6, 20): 38, (20, 60): 18, (60, 150): 6}


def missing_education_rows(world: World) -> list[Row]:
    """Episodes without a school. Takes their days out of the children's stays: no register has them then."""
    draws = world.draws("missing_education")
    rows: list[Row] = []
    pupils = [child for child in world.pupils_today() if child.is_free(FIXED_DATE - timedelta(90), FIXED_DATE)]
    for number, child in enumerate(draws.several(pupils, max(1, round(OPEN_SHARE * world.size)))):
        provider_id = child.provider_on(FIXED_DATE)
        assert provider_id is not None  # pupils_today() are with a setting
        days_without = OPEN_SCHOOL_DAYS[number % len(OPEN_SCHOOL_DAYS)]
        started = max(world.school_days.ago(provider_id, days_without), child.on_roll_from, child.school_age[0])
        if number % 3 == 1:
            _earlier_one(child, started, draws, rows, world)
        rows.append(_episode(child, started, None, draws, len(rows)))
    for child in world.children:
        for since, until in world.years_of(child):
            started = draws.day(since, until)
            ended = started + timedelta(days=draws.weighted({9: 3, 20: 4, 34: 3, 52: 2, 90: 1}))
            if draws.chance(STARTS_A_YEAR[world.kind]) and _may_be(child, started, ended):
                rows.append(_episode(child, started, ended, draws, len(rows)))
                if draws.chance(0.12):
                    _again(child, ended, draws, rows)
    return rows


def _may_be(child: Child, started: date, ended: date) -> bool:
    has_school = child.provider_on(started) is not None and child.provider_on(ended) is not None
    return ended <= child.last_day and child.is_compulsory(started) and child.is_free(started, ended) and has_school


def _earlier_one(child: Child, started: date, draws: Draws, rows: list[Row], world: World) -> None:
    """An episode that ended some months before the one open today: the child comes back to it."""
    ended = started - timedelta(days=draws.whole(60, 200))
    earlier = ended - timedelta(days=draws.whole(8, 30))
    if earlier >= max(world.first_day, child.on_roll_from) and _may_be(child, earlier, ended):
        rows.append(_episode(child, earlier, ended, draws, len(rows)))


def _again(child: Child, ended: date, draws: Draws, rows: list[Row]) -> None:
    started = ended + timedelta(days=draws.whole(30, 150))
    until = started + timedelta(days=draws.whole(8, 40))
    if _may_be(child, started, until):
        rows.append(_episode(child, started, until, draws, len(rows)))


def _episode(child: Child, started: date, ended: date | None, draws: Draws, number: int) -> Row:
    until = ended or FIXED_DATE + timedelta(days=1)
    child.episodes.append((started, until))
    child.leave_school(started, until)
    identified = by_today(started + timedelta(days=draws.whole(0, 6)))
    last_contact = until - timedelta(days=draws.whole(1, 6))
    if ended is None and draws.chance(0.2):
        last_contact = FIXED_DATE - timedelta(days=draws.whole(8, 20))
    informed = by_today((identified or started) + timedelta(days=draws.whole(0, 3)))
    return {
        "episode_id": f"E{number + 1:04d}",
        "child_id": child.child_id,
        "started_on": started,
        "identified_on": identified,
        "ended_on": ended,
        "reason": draws.weighted(REASONS),
        "end_reason": draws.weighted(ENDS) if ended else None,
        "last_contact_on": max(last_contact, started),
        "social_care_informed_on": informed if draws.chance(0.94) else None,
    }


def missing_episode_rows(world: World) -> list[Row]:
    """Episodes away from placement or home: few children, some of them again and again."""
    draws = world.draws("missing_episodes")
    rows: list[Row] = []
    for child in world.children:
        for since, until in world.years_of(child):
            share = 0.09 if child.care_status == "looked_after" else 0.025
            share *= (1.7 if child.age(since) >= 13 else 0.25) * (1.8 if child.is_residential else 0.9)
            if draws.chance(share):
                day = draws.day(since, until)
                for _ in range(draws.weighted({1: 55, 2: 20, 4: 15, 7: 10})):
                    if day < min(until, FIXED_DATE - timedelta(days=1)):
                        rows.append(_missing_episode(child, day, draws, len(rows)))
                    day += timedelta(days=draws.whole(8, 25))  # over the longest absence: episodes never overlap
    return rows


def _missing_episode(child: Child, day: date, draws: Draws, number: int) -> Row:
    gone_at = draws.moment(day, 14, 24)
    back_at = gone_at + timedelta(hours=draws.whole(*draws.weighted(HOURS_AWAY)), minutes=draws.whole(0, 59))
    is_back = back_at.date() <= min(FIXED_DATE, child.last_day)
    offered_at = back_at + timedelta(hours=draws.whole(2, 40))
    was_offered, was_held = draws.chance(0.93), draws.chance(0.88)
    hours = draws.whole(18, 70) if draws.chance(0.84) else draws.whole(76, 220)
    held_at = max(back_at + timedelta(hours=hours), offered_at)
    return {
        "episode_id": f"M{number + 1:04d}",
        "child_id": child.child_id,
        "kind": draws.weighted({"missing": 84, "away": 16}),
        "started_at": gone_at,
        "ended_at": back_at if is_back else None,
        "return_interview_offered_at": by_today_at(offered_at) if is_back and was_offered else None,
        "return_interview_held_at": by_today_at(held_at) if is_back and was_offered and was_held else None,
    }
