"""Governance, as indicators.md asks for it."""

from datetime import date

from sgdata.rules import Rules
from tests.reference.days import add_months
from tests.reference.judging import Judged, indicator, judged
from tests.reference.world import World, has_happened, is_in_period, is_open


@indicator("meetings_with_safeguarding_item")
def meetings_with_safeguarding_item(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [
        judged(meeting.meeting_id, meeting.safeguarding_item is True)
        for meeting in world.meetings
        if is_in_period(meeting.held_on, since, as_at)
    ]


@indicator("meetings_that_shared_learning")
def meetings_that_shared_learning(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [
        judged(meeting.meeting_id, meeting.learning_shared is True)
        for meeting in world.meetings
        if is_in_period(meeting.held_on, since, as_at) and meeting.safeguarding_item is True
    ]


@indicator("policies_in_date")
def policies_in_date(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [
        judged(policy.policy_id, None if policy.review_due_on is None else policy.review_due_on >= as_at)
        for policy in world.policies
        # Each from its `approved_on`; an empty start: it was always there.
        if policy.approved_on is None or policy.approved_on <= as_at
    ]


@indicator("assurances_confirmed", subject_is_id=False)
def assurances_confirmed(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    requested = [assurance for assurance in world.assurances if assurance.requested_on <= as_at]
    rows = []
    for organisation, kind in sorted({(assurance.organisation_id, assurance.kind) for assurance in requested}):
        confirmed = [
            assurance.confirmed_on
            for assurance in requested
            if (assurance.organisation_id, assurance.kind) == (organisation, kind)
            and assurance.confirmed_on is not None
            and assurance.confirmed_on <= as_at
        ]
        # `confirmed_on` + 12 months on or after `as_at`.
        verdict = any(add_months(confirmed_on, 12) >= as_at for confirmed_on in confirmed)
        rows.append(judged(f"{organisation} {kind}", verdict))
    return rows


@indicator("whistleblowing_open")
def whistleblowing_open(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [
        judged(report.report_id, None if report.raised_on is None else (as_at - report.raised_on).days > 28)
        for report in world.whistleblowing
        if is_open(report.raised_on, report.closed_on, as_at)
    ]


@indicator("returns_received", subject_is_id=False)
def returns_received(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [
        judged(
            f"{expected.provider_id} {expected.table} {expected.period_from}",
            # A nil return too needs its date.
            has_happened(expected.received_on, as_at),
            provider=expected.provider_id,
        )
        for expected in world.returns
        if is_in_period(expected.period_to, since, as_at)
    ]
