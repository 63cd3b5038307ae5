"""Follow-ups, as indicators.md asks for them."""

from datetime import date

from sgdata.rules import Rules
from sgdata.tables.concerns import Action
from tests.reference.concerns import child_of_concern, dated_actions, open_concerns
from tests.reference.judging import Judged, Verdict, indicator, judged
from tests.reference.world import World, has_happened, is_in_period


def existing_actions(world: World, as_at: date) -> list[Action]:
    """Set by `as_at` (an empty start: it was always there), whatever became of their concern."""
    return [action for action in world.actions if action.set_on is None or action.set_on <= as_at]


def open_actions(world: World, as_at: date) -> list[Action]:
    """Neither completed nor cancelled by `as_at`."""
    return [
        action
        for action in existing_actions(world, as_at)
        if not has_happened(action.completed_on, as_at) and not has_happened(action.cancelled_on, as_at)
    ]


@indicator("actions_overdue")
def actions_overdue(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [
        judged(action.action_id, action.due_on < as_at, child_of_concern(world, action.concern_id))
        for action in open_actions(world, as_at)
        if action.due_on is not None
    ]


@indicator("actions_undated")
def actions_undated(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [
        judged(action.action_id, action.due_on is None, child_of_concern(world, action.concern_id))
        for action in open_actions(world, as_at)
    ]


@indicator("actions_on_time")
def actions_on_time(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for action in existing_actions(world, as_at):
        if action.due_on is None or not is_in_period(action.due_on, since, as_at):
            continue
        if has_happened(action.cancelled_on, as_at):
            continue
        completed = action.completed_on if has_happened(action.completed_on, as_at) else None
        # Due on `as_at` and still open: not in D.
        if completed is None and action.due_on == as_at:
            continue
        on_time = completed is not None and completed <= action.due_on
        rows.append(judged(action.action_id, on_time, child_of_concern(world, action.concern_id)))
    return rows


@indicator("actions_put_back")
def actions_put_back(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for action in world.actions:
        if not is_in_period(action.set_on, since, as_at) or action.first_due_on is None:
            continue
        # A date is needed to judge: without `due_on` it is unknown.
        verdict: Verdict = None if action.due_on is None else action.due_on > action.first_due_on
        rows.append(judged(action.action_id, verdict, child_of_concern(world, action.concern_id)))
    return rows


@indicator("concerns_without_dated_action")
def concerns_without_dated_action(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [
        judged(concern.concern_id, not dated_actions(world, concern, as_at), concern.child_id)
        for concern in open_concerns(world, as_at)
    ]
