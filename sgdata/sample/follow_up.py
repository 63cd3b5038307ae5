"""What follows a concern: actions with their dates, and referrals to other agencies."""

from datetime import date, datetime, timedelta

from sgdata.calendar import add_working_days
from sgdata.sample.concerns import Raised
from sgdata.sample.csv_files import Row
from sgdata.sample.draws import Draws
from sgdata.sample.school_terms import FIXED_DATE
from sgdata.sample.world import World, by_today_at

ACTIONS_OF_A_CONCERN = {0: 3, 1: 41, 2: 36, 3: 15, 5: 5}
KINDS = {
    "contact_professional": 30,
    "contact_family": 20,
    "support": 18,
    "meeting": 14,
    "monitor": 12,
    "referral": 4,
    "other": 2,
}
OWNERS = {
    "virtual_school": {
        "education_officer": 22,
        "setting_dsl": 18,
        "designated_teacher": 14,
        "social_worker": 16,
        "virtual_school": 8,
        "dsl": 6,
        "pastoral_lead": 5,
        "class_teacher": 3,
        "foster_carer": 3,
        "health": 3,
        "key_worker": 2,
    },
    "mentoring_provider": {
        "dsl": 40,
        "mentor": 20,
        "setting_dsl": 16,
        "tutor": 6,
        "social_worker": 9,
        "parent": 4,
        "early_help": 3,
        "health": 2,
    },
}
FORGOTTEN_EVERY = 150  # of so many actions one is never done
DUE_AFTER = {(1, 3): 16, (4, 8): 30, (9, 15): 26, (16, 45): 28}  # days from the day it was set
AGENCIES = {
    "mash": 46,
    "social_care": 22,
    "early_help": 12,
    "police": 9,
    "health": 7,
    "prevent": 2,
    "other": 2,
}
REFERRED = {"low": 0.02, "medium": 0.1, "high": 0.48}


def action_rows(world: World, concerns: list[Raised]) -> list[Row]:
    """The actions of every concern. Most are done in time; some slip, a few are forgotten or have no date."""
    draws = world.draws("actions")
    rows: list[Row] = []
    for concern in concerns:
        for _ in range(draws.weighted(ACTIONS_OF_A_CONCERN)):
            rows.append(_action(len(rows) + 1, world, concern, draws))
    return rows


def _action(number: int, world: World, concern: Raised, draws: Draws) -> Row:
    set_on = min(concern.observed_at.date() + timedelta(days=draws.weighted({0: 70, 1: 22, 5: 8})), FIXED_DATE)
    first_due = add_working_days(set_on + timedelta(days=draws.whole(*draws.weighted(DUE_AFTER)) - 1), 1)
    due = first_due
    if draws.chance(0.09):
        due = first_due + timedelta(days=draws.whole(5, 21))
    completed = None if number % FORGOTTEN_EVERY == 99 else _completed(set_on, due, draws)
    cancelled = None
    if draws.chance(0.025):
        cancelled_on = set_on + timedelta(days=draws.whole(1, 10))
        completed, cancelled = (None, cancelled_on if cancelled_on <= FIXED_DATE else None)
    is_undated = draws.chance(0.03)
    if is_undated and draws.chance(0.08):  # nothing without a date is sure to be done
        completed = None
    return {
        "action_id": f"A{number:05d}",
        "concern_id": concern.concern_id,
        "kind": draws.weighted(KINDS),
        "owner_role": None if draws.chance(0.012) else draws.weighted(OWNERS[world.kind]),
        "set_on": set_on,
        "first_due_on": None if is_undated else first_due,
        "due_on": None if is_undated else due,
        "completed_on": completed,
        "cancelled_on": cancelled,
    }


def _completed(set_on: date, due: date, draws: Draws) -> date | None:
    """The day it was done: mostly in time, some late. None where that is not yet."""
    is_in_time = draws.chance(0.93)
    # The later of two days: most is done shortly before it is due.
    on = max(draws.day(set_on, due), draws.day(set_on, due)) if is_in_time else due + timedelta(days=draws.whole(1, 24))
    return on if on <= FIXED_DATE else None


def referral_rows(world: World, concerns: list[Raised]) -> list[Row]:
    """Referrals, mostly from concerns judged high; the hub rates its own by urgency."""
    draws = world.draws("referrals")
    rows: list[Row] = []
    for concern in concerns:
        if draws.chance(REFERRED[concern.level]):
            referred_at = concern.observed_at + timedelta(minutes=draws.whole(40, 1500))
            if referred_at.date() <= FIXED_DATE:
                rows.append(_referral(f"R{len(rows) + 1:04d}", concern, referred_at, draws))
    return rows


def _referral(referral_id: str, concern: Raised, referred_at: datetime, draws: Draws) -> Row:
    agency = draws.weighted(AGENCIES)
    ratings = {"red": 38, "amber": 46, "green": 16} if concern.level == "high" else {"red": 6, "amber": 46, "green": 48}
    decided_on = add_working_days(referred_at.date(), draws.weighted({1: 84, 2: 8, 4: 6, 9: 2}))
    decided_at = None if draws.chance(0.025) else by_today_at(draws.moment(decided_on, 9, 17))
    decisions = {"accepted": 34, "assessment": 30, "advice": 22, "no_further_action": 14}
    return {
        "referral_id": referral_id,
        "concern_id": concern.concern_id,
        "child_id": concern.child.child_id,
        "agency": agency,
        "referred_at": referred_at,
        "rating": draws.weighted(ratings) if agency == "mash" and draws.chance(0.97) else None,
        "decision_at": decided_at,
        "decision": draws.weighted(decisions) if decided_at else None,
    }
