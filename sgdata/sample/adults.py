"""Allegations against adults, and low-level concerns about them."""

from datetime import date, datetime, timedelta

from sgdata.calendar import add_working_days
from sgdata.sample.csv_files import Row
from sgdata.sample.draws import Draws
from sgdata.sample.school_terms import FIXED_DATE
from sgdata.sample.world import World, by_today, by_today_at

ROLE_GROUPS = {
    "school": 30,
    "foster_carer": 24,
    "residential": 14,
    "transport": 8,
    "alternative_provision": 9,
    "agency": 5,
    "volunteer": 3,
    "own_staff": 7,
}
CRITERIA = {
    ("harmed",): 34,
    ("risk",): 18,
    ("suitability",): 20,
    ("harmed", "risk"): 14,
    ("offence",): 8,
    ("harmed", "offence"): 6,
}
OUTCOMES = {"false": 14, "unsubstantiated": 35, "unfounded": 21, "substantiated": 26, "malicious": 4}
BEHAVIOURS = {
    "over_friendly": 26,
    "photographs": 20,
    "secluded_one_to_one": 20,
    "humiliating": 16,
    "favourites": 12,
    "other": 6,
}


def allegation_rows(world: World) -> list[Row]:
    """About seven cases a year for a virtual school of 320, one or two for a small provider.

    Every sixth was told late, one was not told, one does not say when the organisation became aware."""
    draws = world.draws("allegations")
    a_year = max(1.2, world.size * 0.022)
    count = max(3, round(a_year * (world.years + 0.2)))
    span = (FIXED_DATE - world.first_day).days
    rows = []
    for number in range(count):
        # Later cases lie closer together: the present term has some to show.
        day = world.first_day + timedelta(days=span * (number + 1) * (2 * count - number) // (count * (count + 1)))
        day = add_working_days(min(day, FIXED_DATE) - timedelta(days=draws.whole(3, 12)), 1)
        rows.append(_allegation(f"L{number + 1:03d}", day, number, count, draws))
    return rows


def _allegation(case_id: str, day: date, number: int, count: int, draws: Draws) -> Row:
    aware = draws.moment(day, 8, 16)
    is_advice = number % 7 == 4
    is_late, is_untold = number % 6 == 3, number == count - 2 and count > 5
    about_head = number == count // 2 and count > 5
    working_days = draws.whole(2, 5) if is_late else draws.weighted({0: 60, 1: 40})
    contacted = _after(aware, working_days, draws)
    if is_untold:
        contacted = None
    decided = _after(contacted, draws.weighted({0: 20, 1: 66, 3: 14}), draws) if contacted else None
    meeting_on = by_today(add_working_days(decided.date(), draws.whole(2, 8))) if decided else None
    closed_on = by_today(day + timedelta(days=draws.weighted({25: 35, 50: 35, 78: 20, 130: 10}) + draws.whole(0, 10)))
    if is_untold or (is_advice and decided is None):
        closed_on = None
    head_at = _after(aware, 0, draws)
    told_director = about_head or draws.chance(0.15)
    return {
        "case_id": case_id,
        "kind": "advice" if is_advice else "allegation",
        "criteria": draws.weighted(CRITERIA),
        "role_group": "head" if about_head else draws.weighted(ROLE_GROUPS),
        "aware_at": None if number == count // 3 and count > 5 else aware,
        "recorded_at": _after(aware, draws.weighted({0: 85, 1: 15}), draws),
        "lado_contacted_at": contacted,
        "head_advised_at": None if about_head or draws.chance(0.06) else head_at,
        "director_notified_at": head_at if told_director else None,
        "authority_decision_at": decided,
        "evaluation_meeting_on": None if is_advice else meeting_on,
        "outcome": draws.weighted(OUTCOMES) if closed_on and not is_advice else None,
        "delay_reason": draws.weighted({"not_recognised": 40, "awaiting_advice": 30, "staff_absence": 30})
        if is_late
        else None,
        "closed_on": closed_on,
    }


def _after(moment: datetime, working_days: int, draws: Draws) -> datetime | None:
    """Within a few hours, or at a time of the working day that lies so many after it."""
    if working_days == 0:
        return by_today_at(moment + timedelta(minutes=draws.whole(20, 330)))
    return by_today_at(draws.moment(add_working_days(moment.date(), working_days), 9, 17))


def low_level_rows(world: World) -> list[Row]:
    """Low-level concerns; one adult comes up three times within a year."""
    draws = world.draws("low_level_concerns")
    a_year = max(2.5, world.size * 0.03)
    days = [draws.day(world.first_day, FIXED_DATE) for _ in range(round(a_year * (world.years + 0.2)))]
    cases = [(day, f"Z{number + 1:03d}") for number, day in enumerate(sorted(days))]
    cases += [(FIXED_DATE - timedelta(days=days_ago), "Z900") for days_ago in (190, 71, 18)]
    return [_low_level(f"W{number + 1:03d}", *case, draws) for number, case in enumerate(sorted(cases))]


def _low_level(concern_id: str, day: date, adult_id: str, draws: Draws) -> Row:
    reviewed = by_today(day + timedelta(days=draws.whole(3, 25))) if draws.chance(0.92) else None
    dsl_on, setting_on = (
        by_today(day + timedelta(days=draws.whole(0, 1))),
        by_today(day + timedelta(days=1)),
    )
    advice_on = by_today(day + timedelta(days=draws.whole(1, 4)))
    return {
        "concern_id": concern_id,
        "adult_id": adult_id,
        "raised_on": day,
        "behaviour": draws.weighted(BEHAVIOURS),
        "setting_informed_on": setting_on if draws.chance(0.95) else None,
        "dsl_informed_on": dsl_on if draws.chance(0.97) else None,
        "lado_advice_on": advice_on if draws.chance(0.25) else None,
        "reviewed_on": reviewed,
        "outcome": draws.weighted({"guidance": 52, "training": 20, "no_action": 22, "referred": 6})
        if reviewed
        else None,
    }
