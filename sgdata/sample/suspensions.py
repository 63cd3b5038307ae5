"""Suspensions and permanent exclusions, with their sessions in the register."""

from datetime import date, timedelta

from sgdata.sample.child import Child, Stay
from sgdata.sample.csv_files import Row
from sgdata.sample.draws import Draws
from sgdata.sample.school_terms import FIXED_DATE
from sgdata.sample.world import Marked, World, by_today

A_YEAR = {"primary": 0.04, "secondary": 0.22}
SESSIONS = {1: 8, 2: 30, 3: 8, 4: 20, 6: 14, 8: 6, 10: 14}
LONG_EVERY = 15  # every so many suspensions one is longer than ten sessions
REASONS = {
    "disruptive": 36,
    "verbal_abuse": 20,
    "physical_assault": 19,
    "threatening": 8,
    "damage": 5,
    "other": 4,
    "drugs_alcohol": 3,
    "bullying": 1,
    "discriminatory_abuse": 1,
    "theft": 1,
    "weapon": 1,
    "sexual_misconduct": 1,
}


def suspension_rows(world: World) -> list[Row]:
    """Suspensions of pupils of compulsory school age, and a permanent exclusion or two in a large sample."""
    draws = world.draws("suspensions")
    rows: list[Row] = []
    for child in world.children:
        often = 1.9 if child.primary_need == "SEMH" else 0.8
        for since, until in world.years_of(child):
            share = A_YEAR["primary" if child.year_group(since) <= 6 else "secondary"] * often
            if draws.chance(share * ((until - since).days + 1) / 365):
                for _ in range(draws.weighted({1: 62, 2: 24, 3: 10, 5: 4})):
                    _suspend(world, child, draws.day(since, until), draws, rows)
    if world.size >= 100:
        for days_ago in (24, 250):
            _exclude(world, FIXED_DATE - timedelta(days=days_ago), draws, rows)
    return rows


def _suspend(world: World, child: Child, day: date, draws: Draws, rows: list[Row]) -> None:
    found = world.school_day_of(child, day)
    if found is None:
        return
    started, provider_id = found
    is_long = (len(rows) + 1) % LONG_EVERY == 0
    sessions = draws.whole(6, 10) * 2 if is_long else draws.weighted(SESSIONS)
    days = _school_days(world, provider_id, started, (sessions + 1) // 2)
    until = days[-1] + timedelta(days=1)
    if not child.is_free(started, until):
        return
    child.episodes.append((started, until))
    provision = None
    if is_long and draws.chance(0.85):
        late = world.school_days.on_or_after(provider_id, days[5] + timedelta(days=draws.whole(1, 4)))
        provision = by_today(days[4] if draws.chance(0.7) else late)
    world.mark(child, Marked(started, until - timedelta(days=sessions % 2), "E"))
    if sessions % 2:
        world.mark(child, Marked(days[-1], until, "E", (0,)))
    if provision is not None:
        world.mark(child, Marked(provision, until, "B"))
    rows.append(_row(child, provider_id, "suspension", started, sessions, provision, draws, len(rows)))


def _exclude(world: World, day: date, draws: Draws, rows: list[Row]) -> None:
    """A permanent exclusion: two weeks of it in the school's register, then an alternative setting."""
    others = [setting.provider_id for setting in world.settings if setting.phase == "alternative" and not setting.own]
    able = [
        child
        for child in world.children
        if child.year_group(day) in range(7, 11)
        and child.last_day == FIXED_DATE
        and child.is_free(day, FIXED_DATE)
        and (found := world.school_day_of(child, day))
        and found[1] not in others
    ]
    if not able or not others:
        return
    child = draws.one_of(able)
    started, provider_id = world.school_day_of(child, day) or (day, "")
    days = _school_days(world, provider_id, started, 11)
    moved_on = days[10]
    child.episodes.append((started, moved_on))
    child.stays = [
        Stay(stay.provider_id, stay.since, min(stay.until, moved_on)) for stay in child.stays if stay.since < moved_on
    ]
    child.stays.append(Stay(draws.one_of(others), moved_on, FIXED_DATE + timedelta(days=1)))
    world.mark(child, Marked(started, moved_on, "E"))
    world.mark(child, Marked(days[5], moved_on, "K"))
    rows.append(_row(child, provider_id, "permanent", started, None, by_today(days[5]), draws, len(rows)))


def _school_days(world: World, provider_id: str, first: date, count: int) -> list[date]:
    """That many school days of the setting from `first` on."""
    days = [first]
    while len(days) < count:
        days.append(world.school_days.on_or_after(provider_id, days[-1] + timedelta(days=1)))
    return days


def _row(
    child: Child,
    provider_id: str,
    kind: str,
    started: date,
    sessions: int | None,
    provision: date | None,
    draws: Draws,
    number: int,
) -> Row:
    return {
        "suspension_id": f"X{number + 1:04d}",
        "child_id": child.child_id,
        "provider_id": provider_id,
        "kind": kind,
        "started_on": started,
        "sessions": sessions,
        "reason": draws.weighted(REASONS),
        "provision_from": provision,
    }
