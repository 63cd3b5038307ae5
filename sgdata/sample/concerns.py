"""Concerns about children: how many, about what, who was told when, and what became of them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sgdata.calendar import add_working_days
from sgdata.sample.child import Child
from sgdata.sample.csv_files import Row
from sgdata.sample.draws import Draws
from sgdata.sample.school_terms import FIXED_DATE
from sgdata.sample.world import World, by_today, by_today_at

# Concerns a year for a child of average weight.
A_YEAR = {"virtual_school": 1.55, "mentoring_provider": 2.4}
HOLIDAY_SHARE = 0.35  # of the rate of a school week
ENDS_AFTER = {(0, 9): 20, (9, 20): 32, (20, 28): 40, (29, 60): 7, (60, 150): 1}  # days until closed

CATEGORIES = {
    "neglect": 9,
    "emotional_abuse": 9,
    "physical_abuse": 7,
    "sexual_abuse": 3,
    "domestic_abuse": 6,
    "mental_health": 16,
    "self_harm_suicidality": 8,
    "substance_misuse": 6,
    "online_harm": 8,
    "image_sharing": 2,
    "child_on_child_bullying": 8,
    "child_on_child_cyberbullying": 4,
    "child_on_child_prejudice": 2,
    "child_on_child_physical": 6,
    "child_on_child_sexual_harassment": 3,
    "child_on_child_sexual_violence": 1,
    "child_on_child_relationship_abuse": 1,
    "harmful_sexual_behaviour": 3,
    "missing_from_education": 7,
    "placement_concern": 12,
    "discriminatory_abuse": 2,
    "young_carer": 1,
    "violence_against_women_girls": 1,
    "private_fostering": 0,
    "homelessness": 1,
    "parent_in_prison": 1,
    "radicalisation": 1,
    "faith_linked_abuse": 0,
    "fgm": 0,
    "forced_marriage": 0,
    "honour_based_abuse": 1,
    "other": 3,
}
# What older children meet more often.
CATEGORIES_FROM_12 = {
    "criminal_exploitation": 7,
    "county_lines": 4,
    "sexual_exploitation": 5,
    "serious_violence_gangs": 4,
    "missing_from_home_or_care": 11,
    "trafficking_slavery": 1,
    "substance_misuse": 9,
    "image_sharing": 4,
}
CATEGORIES_OF_UASC = {
    "trafficking_slavery": 14,
    "mental_health": 20,
    "radicalisation": 2,
    "placement_concern": 12,
}
HIGH = ("sexual_abuse", "sexual_exploitation", "county_lines", "self_harm_suicidality", "trafficking_slavery")
SOURCES = {
    "staff": 34,
    "disclosure": 24,
    "visit": 12,
    "other_agency": 14,
    "parent": 7,
    "peer": 4,
    "online_monitoring": 5,
}
PLACES = {"school": 38, "placement": 20, "home": 15, "community": 14, "online": 10, "transport": 3}


@dataclass(frozen=True)
class Raised:
    """A concern as the follow-ups need it."""

    concern_id: str
    child: Child
    observed_at: datetime
    level: str
    closed_on: date | None


def make_concerns(world: World) -> tuple[list[Row], list[Raised]]:
    """The rows of the concerns table by the time observed, and what the follow-ups need of each."""
    draws = world.draws("concerns")
    happened: list[tuple[datetime, int]] = []
    for number, child in enumerate(world.children):
        happened += [(observed_at, number) for observed_at in _times(world, child, draws)]
    happened.sort()
    width = max(4, len(str(len(happened))))
    rows, raised = [], []
    for count, (observed_at, number) in enumerate(happened, start=1):
        row, concern = _concern(f"K{count:0{width}d}", world, world.children[number], observed_at, draws)
        rows.append(row)
        raised.append(concern)
    return rows, raised


def _times(world: World, child: Child, draws: Draws) -> list[datetime]:
    """When concerns about the child were seen: week by week, while it is with the organisation."""
    first = max(world.first_day, child.on_roll_from)
    week = first - timedelta(days=first.weekday())
    weeks = max(0, (child.last_day - week).days // 7 + 1)
    drawn = draws.numbers.random(weeks)
    # 1.28 brings the weights to an average of 1, with those who weigh double.
    share = A_YEAR[world.kind] * child.concern_weight / 1.28 / 44
    times = []
    for number in range(weeks):
        monday = week + timedelta(days=7 * number)
        provider_id = child.provider_on(monday)
        in_term = provider_id is not None and world.school_days.is_school_day(provider_id, monday + timedelta(days=2))
        if drawn[number] < share * (1 if in_term else HOLIDAY_SHARE):
            weekday = draws.weighted({0: 22, 1: 19, 2: 18, 3: 18, 4: 19, 5: 2, 6: 2})
            day = monday + timedelta(days=weekday)
            if first <= day <= child.last_day:
                times.append(draws.moment(day, 8, 17 if weekday < 5 else 21))
    return times


def _concern(concern_id: str, world: World, child: Child, observed_at: datetime, draws: Draws) -> tuple[Row, Raised]:
    day = observed_at.date()
    provider_id = child.provider_on(day)
    categories = _categories(child, day, draws)
    level = draws.weighted(
        {"low": 10, "medium": 45, "high": 45} if set(categories) & set(HIGH) else {"low": 46, "medium": 44, "high": 10}
    )
    decided_on = add_working_days(day, draws.weighted({0: 46, 1: 44, 3: 8, 8: 2}))
    shortest, longest = draws.weighted(ENDS_AFTER)
    closed_on = by_today(max(decided_on, day + timedelta(days=draws.whole(shortest, longest))))
    if draws.chance(0.003):
        closed_on = None  # never closed: it drifts
    is_decided = decided_on <= FIXED_DATE and draws.chance(0.972)
    told_parents = draws.chance(0.7)
    shares = draws.chance(0.965)
    reported_at = _soon(observed_at, draws, {(5, 150): 945, (900, 1800): 40, (2900, 9000): 7})
    row: Row = {
        "concern_id": concern_id,
        "child_id": child.child_id,
        "provider_id": provider_id,
        "observed_at": observed_at,
        "recorded_at": _soon(observed_at, draws, {(15, 300): 90, (900, 1900): 8, (4000, 13000): 2}),
        "reported_to_dsl_at": reported_at if draws.chance(0.988) else None,
        "setting_dsl_informed_at": _told(
            0.945 if provider_id else 0, observed_at, draws, {(10, 240): 90, (900, 4000): 10}
        ),
        "social_worker_informed_at": _told(
            0.962 if child.social_worker else 0.1,
            observed_at,
            draws,
            {(30, 400): 80, (1000, 2900): 16, (4000, 9000): 4},
        ),
        "parents_informed_on": by_today(day + timedelta(days=draws.weighted({0: 60, 1: 30, 4: 10})))
        if told_parents
        else None,
        "parents_reason_recorded": None if told_parents else draws.chance(0.86),
        "categories": None if draws.chance(0.004) else categories,
        "source": draws.weighted(SOURCES),
        "place": draws.weighted(PLACES),
        "level": None if draws.chance(0.01) else level,
        "own_words_recorded": draws.chance(0.98),
        "questions_recorded": None if draws.chance(0.01) else draws.chance(0.98),
        "body_map": _body_map(categories, draws),
        "dsl_decision_on": decided_on if is_decided else None,
        "dsl_reason_recorded": draws.chance(0.965) if is_decided else None,
        "sharing_decision": draws.weighted({"shared": 84, "not_shared": 16}) if shares else None,
        "sharing_reason_recorded": draws.chance(0.972) if shares else None,
        "outcome": _outcome(level, draws) if closed_on or (is_decided and draws.chance(0.5)) else None,
        "closed_on": closed_on,
    }
    return row, Raised(concern_id, child, observed_at, level, closed_on)


def _soon(start: datetime, draws: Draws, minutes: dict[tuple[int, int], int]) -> datetime | None:
    """A time that many minutes later (least and most, by weight); a few hours stay on the same day."""
    least, most = draws.weighted(minutes)
    later = start + timedelta(minutes=draws.whole(least, most))
    if most <= 400 and later.date() > start.date():
        later = start + timedelta(minutes=least)
    return by_today_at(later)


def _told(share: float, start: datetime, draws: Draws, minutes: dict[tuple[int, int], int]) -> datetime | None:
    return _soon(start, draws, minutes) if draws.chance(share) else None


def _categories(child: Child, day: date, draws: Draws) -> tuple[str, ...]:
    """One category or several, in the order of importance that the draw gives."""
    weights = dict(CATEGORIES)
    if child.age(day) >= 12:
        weights.update(CATEGORIES_FROM_12)
    if child.uasc:
        weights.update(CATEGORIES_OF_UASC)
    if child.sex == "female":
        weights["self_harm_suicidality"] += 4
    if child.attends == "rarely":
        weights["missing_from_education"] += 10
    drawn: list[str] = []
    for _ in range(draws.weighted({1: 42, 2: 38, 3: 15, 4: 5})):
        word = draws.weighted(weights)
        weights[word] = 0
        drawn.append(word)
    return tuple(drawn)


def _body_map(categories: tuple[str, ...], draws: Draws) -> str:
    if any(word in ("physical_abuse", "child_on_child_physical", "self_harm_suicidality") for word in categories):
        return draws.weighted({"recorded": 80, "not_needed": 15, "missing": 5})
    return draws.weighted({"recorded": 2, "not_needed": 97, "missing": 1})


def _outcome(level: str, draws: Draws) -> str:
    if level == "high":
        return draws.weighted({"referral": 58, "monitoring": 22, "advice": 10, "early_help": 8, "no_further_action": 2})
    return draws.weighted({"advice": 34, "monitoring": 37, "early_help": 12, "referral": 8, "no_further_action": 9})
