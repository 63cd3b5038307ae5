"""Runs of days away without leave in the present term: the few children whom the authority must hear of."""

from datetime import timedelta

from sgdata.sample.school_terms import FIXED_DATE
from sgdata.sample.world import Marked, World

# School days of each run, and how many school days before the last day of data it began.
RUNS = ((13, 13), (7, 22), (11, 34), (6, 6), (16, 30), (8, 12))
SHARE = 0.012  # of the children on roll


def add_runs_without_leave(world: World) -> None:
    """Notes the runs for the register: first for children who attend rarely."""
    draws = world.draws("truancy")
    pupils = [
        child
        for child in world.pupils_today()
        if child.attends != "steadily" and child.is_free(FIXED_DATE - timedelta(days=80), FIXED_DATE)
    ]
    for number, child in enumerate(draws.several(pupils, max(1, round(SHARE * world.size)))):
        length, days_ago = RUNS[number % len(RUNS)]
        provider_id = child.provider_on(FIXED_DATE)
        if provider_id is None or child.provider_on(world.school_days.ago(provider_id, days_ago)) != provider_id:
            continue
        since = world.school_days.ago(provider_id, days_ago)
        until = (
            FIXED_DATE + timedelta(days=1)
            if days_ago <= length
            else world.school_days.ago(provider_id, days_ago - length)
        )
        child.episodes.append((since, until))
        world.mark(child, Marked(since, until, "O"))
