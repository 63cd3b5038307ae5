"""Concerns, as indicators.md asks for them."""

from datetime import date, timedelta

from sgdata.rules import Rules
from sgdata.tables.concerns import Action, Concern
from tests.reference.days import add_working_days, days_from_to
from tests.reference.judging import Judged, Verdict, all_of, indicator, judged
from tests.reference.world import (
    World,
    day_of,
    has_happened,
    has_social_worker,
    is_before,
    is_in_period,
    is_open,
    is_own_provider,
    is_recorded,
)


def existing_concerns(world: World, as_at: date) -> list[Concern]:
    """Those that are there at the end of `as_at`: recorded by then, and not observed later."""
    return [
        concern
        for concern in world.concerns
        if is_recorded(concern.recorded_at, as_at)
        and (concern.observed_at is None or day_of(concern.observed_at) <= as_at)
    ]


def concerns_in_period(world: World, as_at: date, since: date) -> list[Concern]:
    """By `observed_at`; without one a concern stands at its `recorded_at` for its place in a FLOW only."""
    return [
        concern
        for concern in existing_concerns(world, as_at)
        if is_in_period(concern.observed_at or concern.recorded_at, since, as_at)
    ]


def open_concerns(world: World, as_at: date) -> list[Concern]:
    """The state at the end of `as_at`."""
    return [
        concern for concern in existing_concerns(world, as_at) if is_open(concern.observed_at, concern.closed_on, as_at)
    ]


def child_of_concern(world: World, concern_id: str | None) -> str | None:
    """The child whom the concern of an action or a referral is about."""
    return next((concern.child_id for concern in world.concerns if concern.concern_id == concern_id), None)


def dated_actions(world: World, concern: Concern, as_at: date) -> list[Action]:
    """The concern's actions with a due date, set by `as_at`, not cancelled by it."""
    return [
        action
        for action in world.actions
        if action.concern_id == concern.concern_id
        and action.due_on is not None
        and (action.set_on is None or action.set_on <= as_at)
        and not has_happened(action.cancelled_on, as_at)
    ]


@indicator("concerns_raised", unit="count")
def concerns_raised(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [judged(concern.concern_id, True, concern.child_id) for concern in concerns_in_period(world, as_at, since)]


@indicator("concerns_per_100_children", unit="rate")
def concerns_per_100_children(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for child in world.children:
        # A child on and off roll on one day was on roll on no day.
        days_on_roll = [day for day in days_from_to(since, as_at) if is_open(child.on_roll_from, child.on_roll_to, day)]
        if days_on_roll:
            about_them = [
                concern for concern in concerns_in_period(world, as_at, since) if concern.child_id == child.child_id
            ]
            rows.append(Judged(child.child_id, len(about_them), 1, True, child=child.child_id))
    return rows


@indicator("children_with_repeat_concerns")
def children_with_repeat_concerns(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    in_period = concerns_in_period(world, as_at, since)
    rows = []
    for child_id in sorted({concern.child_id for concern in in_period if concern.child_id is not None}):
        theirs = [concern for concern in existing_concerns(world, as_at) if concern.child_id == child_id]
        dates = [day_of(concern.observed_at) for concern in theirs if concern.observed_at is not None]
        # Without `observed_at` a concern may lie on any day. (With neither date it is in no FLOW.)
        undated = [concern for concern in theirs if concern.observed_at is None and concern.recorded_at is not None]
        verdict: Verdict = False
        for last in days_from_to(since, as_at):
            within_90_days = [day for day in dates if last - timedelta(days=90) <= day <= last]
            if last in dates and len(within_90_days) >= 3:
                verdict = True
            elif verdict is False and undated and len(within_90_days) + len(undated) >= 3:
                verdict = None
        rows.append(judged(child_id, verdict, child_id))
    return rows


@indicator("reported_to_dsl_same_day")
def reported_to_dsl_same_day(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    def verdict(concern: Concern) -> Verdict:
        observed, reported = concern.observed_at, concern.reported_to_dsl_at
        if observed is None:
            return None
        if reported is None or not has_happened(reported, as_at):
            # Not reported by `as_at`: a miss once `as_at` is after the date of observation, unknown on that date.
            return None if as_at == day_of(observed) else False
        if is_before(reported, observed):
            return None
        return day_of(reported) == day_of(observed)

    return [
        judged(concern.concern_id, verdict(concern), concern.child_id)
        for concern in concerns_in_period(world, as_at, since)
    ]


def _told(concern: Concern, told: date | None, as_at: date) -> Verdict:
    """Present and not after `as_at`; told before the observation is unknown."""
    if told is None or not has_happened(told, as_at):
        return False
    return None if is_before(told, concern.observed_at) else True


@indicator("setting_dsl_informed")
def setting_dsl_informed(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [
        judged(concern.concern_id, _told(concern, concern.setting_dsl_informed_at, as_at), concern.child_id)
        for concern in concerns_in_period(world, as_at, since)
        if concern.provider_id is not None and not is_own_provider(world, concern.provider_id)
    ]


@indicator("social_worker_informed")
def social_worker_informed(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [
        judged(concern.concern_id, _told(concern, concern.social_worker_informed_at, as_at), concern.child_id)
        for concern in concerns_in_period(world, as_at, since)
        if has_social_worker(world, concern.child_id)
    ]


@indicator("parents_informed_or_reason")
def parents_informed_or_reason(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    def verdict(concern: Concern) -> Verdict:
        # The recorded reason still makes a hit.
        if concern.parents_reason_recorded is True:
            return True
        return _told(concern, concern.parents_informed_on, as_at)

    return [
        judged(concern.concern_id, verdict(concern), concern.child_id)
        for concern in concerns_in_period(world, as_at, since)
    ]


@indicator("dsl_decision_recorded")
def dsl_decision_recorded(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for concern in concerns_in_period(world, as_at, since):
        verdict: Verdict = None  # without `observed_at` there is no deadline to judge by
        if concern.observed_at is not None:
            if add_working_days(day_of(concern.observed_at), 1) >= as_at:
                continue
            verdict = all_of(_told(concern, concern.dsl_decision_on, as_at), concern.dsl_reason_recorded is True)
        rows.append(judged(concern.concern_id, verdict, concern.child_id))
    return rows


@indicator("sharing_decision_recorded")
def sharing_decision_recorded(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [
        judged(
            concern.concern_id,
            concern.sharing_decision is not None and concern.sharing_reason_recorded is True,
            concern.child_id,
        )
        for concern in concerns_in_period(world, as_at, since)
    ]


@indicator("record_complete")
def record_complete(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for concern in concerns_in_period(world, as_at, since):
        verdict = all_of(
            concern.observed_at is not None,
            _told(concern, concern.reported_to_dsl_at, as_at),
            bool(concern.categories),
            concern.own_words_recorded is True,
            concern.questions_recorded is True,
            concern.body_map in ("recorded", "not_needed"),
            bool(dated_actions(world, concern, as_at)),
        )
        rows.append(judged(concern.concern_id, verdict, concern.child_id))
    return rows


@indicator("concerns_open_over_28_days")
def concerns_open_over_28_days(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for concern in open_concerns(world, as_at):
        observed = concern.observed_at
        verdict = None if observed is None else (as_at - day_of(observed)).days > 28
        rows.append(judged(concern.concern_id, verdict, concern.child_id))
    return rows


@indicator("referral_decided_in_one_working_day")
def referral_decided_in_one_working_day(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for referral in world.referrals:
        if referral.agency not in ("mash", "social_care"):
            continue
        if referral.referred_at is None or not is_in_period(referral.referred_at, since, as_at):
            continue
        deadline = add_working_days(day_of(referral.referred_at), 1)
        decided = referral.decision_at if has_happened(referral.decision_at, as_at) else None
        verdict: Verdict
        if decided is None:
            if deadline >= as_at:
                continue
            verdict = False
        elif is_before(decided, referral.referred_at):
            verdict = None
        else:
            verdict = day_of(decided) <= deadline
        rows.append(
            judged(referral.referral_id, verdict, referral.child_id or child_of_concern(world, referral.concern_id))
        )
    return rows
