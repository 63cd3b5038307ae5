"""The silent child, a figure of our own: a worry, and nothing recorded as done for the child."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from sgdata.rules import Rules
from sgdata.tables.concerns import Concern
from tests.reference.attendance import results
from tests.reference.concerns import existing_concerns
from tests.reference.judging import Judged, Verdict, indicator, judged
from tests.reference.world import World, day_of, has_happened, is_on_roll

CONTACT_WITHIN = timedelta(days=28)


def _has_two_concerns(theirs: list[Concern], as_at: date) -> bool:
    """In the 84 days to the date; without `observed_at` a concern stands at its `recorded_at`."""
    placed = [concern.observed_at or concern.recorded_at for concern in theirs]
    return len([moment for moment in placed if moment and as_at - day_of(moment) <= timedelta(days=84)]) >= 2


def _misses_more_school(world: World, child_id: str, as_at: date) -> bool:
    """Absence of the last 28 days at least 10 percentage points over that of the 56 before, 20 sessions in each."""
    rates = []
    for days_ago in (range(28), range(28, 84)):
        days = {as_at - timedelta(days=number) for number in days_ago}
        possible = [
            result
            for result in results(world, as_at)
            if result.child_id == child_id and result.date in days and result.is_possible
        ]
        if len(possible) < 20:
            return False
        rates.append(Fraction(len([result for result in possible if result.is_absent]), len(possible)))
    return rates[0] - rates[1] >= Fraction(1, 10)


def _done_for(world: World, child_id: str, theirs: list[Concern], as_at: date) -> Iterator[tuple[date, date]]:
    """The first and the last day on which each thing done for the child can have been; the same where it has a date."""

    def on(*moments: object) -> Iterator[tuple[date, date]]:
        for moment in moments:
            if isinstance(moment, date) and has_happened(moment, as_at):
                yield day_of(moment), day_of(moment)

    numbers = [concern.concern_id for concern in theirs]
    for concern in theirs:
        yield from on(concern.parents_informed_on, concern.social_worker_informed_at)
    for action in world.actions:
        if action.concern_id in numbers and (action.set_on is None or action.set_on <= as_at):
            yield from on(action.set_on, action.completed_on)
            if action.set_on is None:
                ends = [end for end in (action.completed_on, action.cancelled_on) if end is not None]
                yield date.min, min([*ends, as_at])
    for referral in world.referrals:
        if child_id == referral.child_id or (referral.child_id is None and referral.concern_id in numbers):
            yield from on(referral.referred_at)
            if referral.referred_at is None:
                yield date.min, min(day_of(referral.decision_at), as_at) if referral.decision_at else as_at
    for timetable in world.part_time_timetables:
        if timetable.child_id == child_id and (timetable.started_on is None or timetable.started_on <= as_at):
            for review in world.timetable_reviews:
                if review.timetable_id == timetable.timetable_id:
                    yield from on(review.held_on)
    for without_school in world.missing_education:
        if without_school.child_id == child_id and (
            without_school.started_on is None or without_school.started_on <= as_at
        ):
            yield from on(without_school.last_contact_on)
    for episode in world.missing_episodes:
        if episode.child_id == child_id:
            yield from on(episode.return_interview_held_at)


def nothing_done(world: World, child_id: str, as_at: date) -> Verdict:
    """Nothing in the last 28 days; unknown where something without a date may lie in them."""
    theirs = [concern for concern in existing_concerns(world, as_at) if concern.child_id == child_id]
    done = list(_done_for(world, child_id, theirs, as_at))
    if any(first >= as_at - CONTACT_WITHIN for first, _ in done):
        return False
    return None if any(last >= as_at - CONTACT_WITHIN for _, last in done) else True


@indicator("silent_child")
def silent_child(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for child in world.children:
        if not is_on_roll(child, as_at):
            continue
        theirs = [concern for concern in existing_concerns(world, as_at) if concern.child_id == child.child_id]
        if not (_has_two_concerns(theirs, as_at) or _misses_more_school(world, child.child_id, as_at)):
            continue
        rows.append(judged(child.child_id, nothing_done(world, child.child_id, as_at), child.child_id))
    return rows
