"""Adults: allegations and low-level concerns, as indicators.md asks for them."""

from datetime import date

from sgdata.rules import Rules
from sgdata.tables.adults import Allegation
from tests.reference.days import add_months, add_working_days
from tests.reference.judging import Judged, Verdict, all_of, indicator, judged
from tests.reference.world import World, day_of, has_happened, is_before, is_in_period, is_open, is_recorded


def existing_allegations(world: World, as_at: date) -> list[Allegation]:
    """Cases of the kind `allegation` that are there at the end of `as_at`."""
    return [
        case
        for case in world.allegations
        if case.kind == "allegation"
        and is_recorded(case.recorded_at, as_at)
        and (case.aware_at is None or day_of(case.aware_at) <= as_at)
    ]


def allegations_in_period(world: World, as_at: date, since: date) -> list[Allegation]:
    """By `aware_at`; without it an allegation stands at its `recorded_at` for its place in a FLOW only."""
    return [
        case
        for case in existing_allegations(world, as_at)
        if is_in_period(case.aware_at or case.recorded_at, since, as_at)
    ]


@indicator("lado_in_one_working_day")
def lado_in_one_working_day(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for case in allegations_in_period(world, as_at, since):
        contacted = case.lado_contacted_at if has_happened(case.lado_contacted_at, as_at) else None
        verdict: Verdict
        if contacted is None and has_happened(case.closed_on, as_at):
            # A case closed without a contact is a miss from the day it is closed, also without `aware_at`.
            verdict = False
        elif case.aware_at is None:
            verdict = None
        elif contacted is None:
            if add_working_days(day_of(case.aware_at), 1) >= as_at:
                continue
            verdict = False
        elif is_before(contacted, case.aware_at):
            verdict = None
        else:
            verdict = day_of(contacted) <= add_working_days(day_of(case.aware_at), 1)
        rows.append(judged(case.case_id, verdict))
    return rows


@indicator("lado_not_yet_contacted")
def lado_not_yet_contacted(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for case in existing_allegations(world, as_at):
        if not is_open(case.aware_at, case.closed_on, as_at) or has_happened(case.lado_contacted_at, as_at):
            continue
        verdict = None if case.aware_at is None else add_working_days(day_of(case.aware_at), 1) < as_at
        rows.append(judged(case.case_id, verdict))
    return rows


@indicator("lado_decided_in_one_working_day")
def lado_decided_in_one_working_day(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for case in world.allegations:
        # By the date of contact: when we became aware does not place it.
        contacted = case.lado_contacted_at
        if case.kind != "allegation" or not is_recorded(case.recorded_at, as_at):
            continue
        if contacted is None or not is_in_period(contacted, since, as_at):
            continue
        deadline = add_working_days(day_of(contacted), 1)
        decided = case.authority_decision_at if has_happened(case.authority_decision_at, as_at) else None
        verdict: Verdict
        if decided is None:
            if deadline >= as_at:
                continue
            verdict = False
        elif is_before(decided, contacted):
            verdict = None
        else:
            verdict = day_of(decided) <= deadline
        rows.append(judged(case.case_id, verdict))
    return rows


@indicator("lado_closed_in_three_months")
def lado_closed_in_three_months(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for case in existing_allegations(world, as_at):
        stands_at = case.aware_at or case.recorded_at
        if stands_at is None:
            continue
        limit = add_months(day_of(stands_at), 3)
        if not is_in_period(limit, since, as_at):
            continue
        # `recorded_at` gives it its place only: the row judges by `aware_at`.
        verdict = None if case.aware_at is None else has_happened(case.closed_on, limit)
        rows.append(judged(case.case_id, verdict))
    return rows


@indicator("head_advised_of_allegation")
def head_advised_of_allegation(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for case in allegations_in_period(world, as_at, since):
        # Without `role_group` it is not known whether it is about the head: left out.
        if case.role_group is None or case.role_group == "head":
            continue
        advised = case.head_advised_at if has_happened(case.head_advised_at, as_at) else None
        verdict: Verdict = advised is not None
        if advised is not None and is_before(advised, case.aware_at):
            verdict = None
        rows.append(judged(case.case_id, verdict))
    return rows


@indicator("director_told_of_allegation_about_head")
def director_told_of_allegation_about_head(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    def on_the_day(case: Allegation, told: date | None) -> Verdict:
        if case.aware_at is None:
            return None
        if told is None or not has_happened(told, as_at):
            return False
        return None if is_before(told, case.aware_at) else day_of(told) == day_of(case.aware_at)

    return [
        judged(
            case.case_id,
            all_of(on_the_day(case, case.director_notified_at), on_the_day(case, case.lado_contacted_at)),
        )
        for case in allegations_in_period(world, as_at, since)
        if case.role_group == "head"
    ]


@indicator("low_level_concerns_passed_on")
def low_level_concerns_passed_on(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [
        judged(
            concern.concern_id,
            has_happened(concern.setting_informed_on, as_at) and has_happened(concern.dsl_informed_on, as_at),
        )
        for concern in world.low_level_concerns
        if is_in_period(concern.raised_on, since, as_at)
    ]


@indicator("low_level_pattern")
def low_level_pattern(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    raised = [
        (concern.adult_id, concern.concern_id, concern.raised_on)
        for concern in world.low_level_concerns
        if concern.adult_id is not None and concern.raised_on is not None and concern.raised_on <= as_at
    ]
    for adult in sorted({adult for adult, _, raised_on in raised if is_in_period(raised_on, since, as_at)}):
        comes_up_again = False
        for last_adult, last, last_on in raised:
            for other_adult, other, other_on in raised:
                if last_adult == other_adult == adult and last != other and is_in_period(last_on, since, as_at):
                    comes_up_again = comes_up_again or 0 <= (last_on - other_on).days <= 365
        rows.append(judged(adult, comes_up_again))
    return rows
