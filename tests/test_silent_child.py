"""The silent child against its second reading, in nasty worlds in which little is recorded as done: in those of
test_reference somebody is in touch with nearly every child."""

from pathlib import Path
from random import Random

import tests.reference  # noqa: F401  # enters the indicators
from sgdata.measures.catalogue import catalogue
from sgdata.measures.measure import Asked, with_rows
from sgdata.rules import read_rules, shipped_rules
from tests.reference.adversary import Nasty, nasty_world
from tests.reference.judging import REFERENCES
from tests.reference.world import World
from tests.support import snapshot_of

RULES = read_rules(shipped_rules("virtual_school"), "virtual_school.toml")
SEEDS = 12
KEPT = 0.25
DONE = ("actions", "referrals", "timetable_reviews", "missing_education", "missing_episodes")
FADED = {
    "concerns": ("parents_informed_on", "social_worker_informed_at"),
    "actions": ("set_on",),
    "referrals": ("referred_at",),
}


def quiet_world(seed: int) -> Nasty:
    """The nasty world of this seed with a quarter of what was done, and of what is left with a quarter of the dates."""
    random, nasty = Random(seed), nasty_world(seed)
    for name in DONE:
        header, *lines = nasty.tables[name]
        nasty.tables[name] = [header, *(line for line in lines if random.random() < KEPT)]
    for name, columns in FADED.items():
        header, *lines = nasty.tables[name]
        for line in lines:
            for place in map(header.index, columns):
                line[place] = line[place] if random.random() < KEPT else ""
    return nasty


def test_product_and_reference_agree_where_little_is_done(tmp_path: Path) -> None:
    indicator, judge = catalogue()["silent_child"], REFERENCES["silent_child"].judge
    silent = unknown = 0
    for seed in range(SEEDS):
        nasty = quiet_world(seed)
        world = World.of(nasty.tables)
        with snapshot_of(tmp_path, nasty.tables) as cursor:
            rows = cursor.rows(
                f"{with_rows(indicator, RULES, [Asked(*one) for one in nasty.asked])} "
                "SELECT as_at, subject, numerator > 0 AS hit, known FROM measured"
            )
        found = {(row["as_at"], row["subject"], row["hit"], row["known"]) for row in rows}
        expected = {
            (as_at, row.subject, row.hit, row.known)
            for as_at, since in nasty.asked
            for row in judge(world, as_at, since, RULES)
        }
        assert found == expected, seed
        silent += sum(hit for _, _, hit, _ in found)
        unknown += sum(not known for _, _, _, known in found)
    assert silent > 0
    assert unknown > 0
