"""Children with an open case with children's social care."""

from datetime import date

from sgdata.rules import Rules
from tests.reference.judging import Judged, indicator, judged
from tests.reference.world import World, is_on_roll

OPEN = {"looked_after", "child_protection", "child_in_need"}


@indicator("children_with_open_social_care_case", unit="count")
def children_with_open_social_care_case(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [
        judged(child.child_id, True, child.child_id)
        for child in world.children
        if is_on_roll(child, as_at) and (child.care_status in OPEN or child.social_worker is True)
    ]
