"""Part-time timetables and their reviews: open, over, drifting, repeated, and two that nobody told us of."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from sgdata.sample.child import Child
from sgdata.sample.csv_files import Row
from sgdata.sample.draws import Draws
from sgdata.sample.school_terms import FIXED_DATE
from sgdata.sample.world import Marked, World, by_today

OPEN_SHARE = 0.055  # of the pupils of today
STARTS_A_YEAR = 0.13  # timetables that begin and end, for each child and year
REASONS = {"reintegration": 30, "mental_health": 26, "send": 22, "medical": 11, "behaviour": 11, "other": 4}
ENDS = {"full_time": 68, "alternative_provision": 17, "left": 7, "extended": 8}
# Days since the start of those open today, in turn: mostly under six weeks, some over, a few over twelve.
OPEN_FOR = ((10, 38), (44, 82), (4, 30), (6, 38), (88, 190), (4, 38), (12, 38), (44, 82), (6, 30))
# Of those open today the second, eighth... are past their end, the fourth, twelfth... have none.
PAST_END_EVERY, NO_LIMIT_EVERY = 6, 8


@dataclass(frozen=True)
class Plan:
    """The dates of one timetable; `planned` is None where it has no time limit."""

    started: date
    planned: date | None
    first_planned: date | None
    ended: date | None = None
    end_reason: str | None = None


@dataclass
class Timetables:
    """The rows of both tables."""

    timetables: list[Row] = field(default_factory=list)
    reviews: list[Row] = field(default_factory=list)


def make_timetables(world: World) -> Timetables:
    """Timetables of children of compulsory school age; notes afternoons without school for the register."""
    draws, made = world.draws("part_time_timetables"), Timetables()
    wanted = max(1, round(OPEN_SHARE * len(world.pupils_today())))
    for number, child in enumerate(draws.several(_likely(world), wanted)):
        _open_one(world, child, number, draws, made)
    for child in world.children:
        for since, until in world.years_of(child):
            share = STARTS_A_YEAR * (until - since).days / 365 * (2 if child.sen == "ehcp" else 0.7)
            if draws.chance(share):
                _past_one(world, child, draws.day(since, until), draws, made)
    _mark_unregistered(world, draws)
    return made


def _mark_unregistered(world: World, draws: Draws) -> None:
    """Afternoons with C2 of one or two children for whom there is no timetable."""
    since = FIXED_DATE - timedelta(days=24)
    free = [child for child in _likely(world) if child.is_free(since - timedelta(days=14), FIXED_DATE)]
    for child in draws.several(free, 2 if world.size >= 100 else 1):
        child.episodes.append((since, FIXED_DATE))
        world.mark(child, Marked(since, FIXED_DATE + timedelta(days=1), "C2", (1,)))


def _likely(world: World) -> list[Child]:
    """Pupils of today since the summer who have a plan or attend badly; all of them where nobody does."""
    pupils = [child for child in world.pupils_today() if child.on_roll_from < date(2026, 9, 1)]
    likely = [child for child in pupils if child.sen == "ehcp" or child.attends != "steadily"]
    return likely or pupils


def _open_one(world: World, child: Child, number: int, draws: Draws, made: Timetables) -> None:
    """A timetable that is open on the last day of data, with its past where it has one."""
    shortest, longest = OPEN_FOR[number % len(OPEN_FOR)]
    found = world.school_day_of(child, FIXED_DATE - timedelta(days=draws.whole(shortest, longest)))
    if found is None:
        found = world.school_day_of(child, FIXED_DATE - timedelta(days=draws.whole(6, 10)))
    if found is None:
        return
    started, provider_id = found
    first_planned = started + timedelta(days=draws.one_of((28, 42, 42, 41)))
    planned: date | None = first_planned
    if first_planned < FIXED_DATE and number % PAST_END_EVERY != 1:
        planned = FIXED_DATE + timedelta(days=draws.whole(3, 30))
    if number % NO_LIMIT_EVERY == 3:
        planned = None
    if draws.chance(0.22):
        _earlier_one(world, child, provider_id, started, draws, made)
    _write(world, child, provider_id, Plan(started, planned, first_planned), draws, made)


def _earlier_one(world: World, child: Child, provider_id: str, started: date, draws: Draws, made: Timetables) -> None:
    """A timetable that ended some days before the one that is open now, so that both are one run."""
    gap = draws.whole(0, 24)
    ended = started - timedelta(days=gap)
    found = world.school_day_of(child, ended - timedelta(days=draws.whole(21, 42)))
    if found is not None and found[1] == provider_id and found[0] < ended and child.is_free(found[0], ended):
        plan = Plan(found[0], ended, ended, ended, "extended" if gap < 5 else "full_time")
        _write(world, child, provider_id, plan, draws, made)


def _past_one(world: World, child: Child, day: date, draws: Draws, made: Timetables) -> None:
    """A timetable that began and ended within the sample, sometimes followed by another."""
    found = world.school_day_of(child, day)
    if found is None:
        return
    started, provider_id = found
    ended = started + timedelta(days=draws.weighted({20: 2, 31: 4, 40: 5, 47: 3, 66: 2, 96: 1}) + draws.whole(0, 9))
    if ended > min(FIXED_DATE, child.last_day) or not child.is_free(started, ended):
        return
    reason = draws.weighted(ENDS)
    planned = max(started, ended + timedelta(days=draws.whole(-12, 9)))
    _write(world, child, provider_id, Plan(started, planned, planned, ended, reason), draws, made)
    again = ended + timedelta(days=draws.whole(1, 40))
    if reason == "extended" or draws.chance(0.1):
        _past_one(world, child, again, draws, made)


def _write(world: World, child: Child, provider_id: str, plan: Plan, draws: Draws, made: Timetables) -> None:
    """Adds the timetable and its reviews, and marks its afternoons (of some also the Fridays) with C2."""
    started, ended = plan.started, plan.ended
    child.episodes.append((started, ended or FIXED_DATE))
    until = ended or FIXED_DATE + timedelta(days=1)
    world.mark(child, Marked(started, until, "C2", (1,)))
    loses_fridays = draws.chance(0.3)
    if loses_fridays:
        world.mark(child, Marked(started, until, "C2", weekdays=(4,)))
    full_time = 21.0 if child.year_group(started) <= 2 else 23.5 if child.year_group(started) <= 6 else 25.0
    timetable_id = f"T{len(made.timetables) + 1:04d}"

    def done_on(share: float, late: int) -> date | None:
        """From a week before the start to `late` days after, in that share of the cases; else not done."""
        day = draws.day(started - timedelta(days=7), started + timedelta(days=late))
        return by_today(day) if draws.chance(share) else None

    hours_offered = draws.whole(*((16, 22) if loses_fridays else (22, 30))) / 2
    made.timetables.append(
        {
            "timetable_id": timetable_id,
            "child_id": child.child_id,
            "provider_id": provider_id,
            "started_on": started,
            "first_planned_end_on": plan.first_planned,
            "planned_end_on": plan.planned,
            "ended_on": ended,
            "end_reason": None if draws.chance(0.02) else plan.end_reason,
            "reason": draws.weighted(REASONS),
            "hours_offered": None if draws.chance(0.04) else hours_offered,
            "hours_full_time": None if draws.chance(0.02) else full_time,
            "days_and_times_agreed": None if draws.chance(0.02) else draws.chance(0.96),
            "parent_agreed_on": done_on(0.95, 2),
            "social_worker_informed_on": done_on(0.96, 4),
            "virtual_school_agreed_on": done_on(0.95, 4),
            "authority_notified_on": done_on(0.93, 6),
        }
    )
    _reviews(timetable_id, started, ended, draws, made)


def _reviews(timetable_id: str, started: date, ended: date | None, draws: Draws, made: Timetables) -> None:
    """Fortnightly reviews; of an open timetable the next is planned, and a late one may not be held."""
    due, last = started + timedelta(days=14), ended or FIXED_DATE + timedelta(days=14)
    forgets = draws.chance(0.14)
    while due <= last:
        held = due + timedelta(days=draws.whole(-2, 3))
        is_held = held <= min(FIXED_DATE, ended or FIXED_DATE) and draws.chance(0.93)
        if forgets and ended is None and due > FIXED_DATE - timedelta(days=26):
            is_held = False
        is_last = ended is not None and due + timedelta(days=14) > ended
        decided = "end" if is_last else draws.weighted({"continue": 55, "increase_hours": 45})
        made.reviews.append(
            {
                "timetable_id": timetable_id,
                "due_on": due,
                "held_on": held if is_held else None,
                "outcome": decided if is_held else None,
            }
        )
        due += timedelta(days=14)
