"""Releases that are broken on purpose: an attacker that catches none of them proves nothing."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sgdata.release.display import PROFILES
from sgdata.release.population import HIT, MISS, Counter, Population, Things, characteristic
from sgdata.release.protect import Protected, protect
from tests.attackers.public import heads
from tests.attackers.reading import Cell, Seen, read
from tests.populations import PLAIN
from tests.synthetic import Made, made, make
from tests.truth import Truth

FIGURE = "persistent_absence"
AT_THE_EDGE = "fifteen_days_sick"


@dataclass(frozen=True)
class Broken:
    """A mutant: what a leader holds, and what is true."""

    seen: Seen
    truth: Truth
    made: Made


def _altered(base: Made, alter: Callable[[dict[str, Any], Truth], None]) -> Broken:
    """The release of one figure altered in its file."""
    release, truth = json.loads(base.release.model_dump_json()), base.truth
    alter(next(one for one in release["figures"] if one["figure"]["id"] == FIGURE), truth)
    return Broken(read(json.dumps(release)), truth, base)


def true_total(base: Made) -> Broken:
    """A card that shows the total as it is."""

    def alter(one: dict[str, Any], truth: Truth) -> None:
        one["figure"]["numerator"] = truth[Cell(FIGURE, "hits")].number

    return _altered(base, alter)


def raw_share(base: Made) -> Broken:
    """A share from the counts as they are."""

    def alter(one: dict[str, Any], truth: Truth) -> None:
        one["figure"]["value"] = truth[Cell(FIGURE, "hits")].number / truth[Cell(FIGURE, "judged")].number

    return _altered(base, alter)


def raw_tooltip(base: Made) -> Broken:
    """A point of the trend that keeps the number as it is, for the tooltip."""

    def alter(one: dict[str, Any], truth: Truth) -> None:
        one["trend"][-1]["numerator"] = truth[Cell(FIGURE, "hits")].number

    return _altered(base, alter)


def sorted_by_truth(base: Made) -> Broken:
    """Groups in the order of how many they truly are."""

    def alter(one: dict[str, Any], truth: Truth) -> None:
        one["groups"]["ethnicity"].sort(key=lambda one: -truth[Cell(FIGURE, "hits", "ethnicity", one["group"])].number)

    return _altered(base, alter)


def words_from_data(base: Made) -> Broken:
    """A drop-down that holds the words which some child is under."""

    def alter(one: dict[str, Any], truth: Truth) -> None:
        there = {word for record in base.records for word in record.words}
        one["groups"] = {
            cut: [group for group in groups if (cut, group["group"]) in there] for cut, groups in one["groups"].items()
        }

    return _altered(base, alter)


def row_dropped_when_zero(base: Made) -> Broken:
    """A table without the rows of which there are none."""

    def alter(one: dict[str, Any], truth: Truth) -> None:
        one["groups"] = {
            cut: [group for group in groups if truth[Cell(FIGURE, "hits", cut, group["group"])].number]
            for cut, groups in one["groups"].items()
        }

    return _altered(base, alter)


def reference_left_in(base: Made) -> Broken:
    """A label that names the one child in the group."""

    def alter(one: dict[str, Any], truth: Truth) -> None:
        one["groups"]["ethnicity"][0]["label"] = "C-7KQ2-M9XF"

    return _altered(base, alter)


def edge(hits: tuple[int, ...], judged: tuple[int, ...], cut: str = "ethnicity", beside: str = "") -> Population:
    """One figure by one breakdown, with so many hits and judged under its words; `beside` is another breakdown, in
    which nothing is remarkable."""
    words = [(cut, word) for word in heads()[AT_THE_EDGE].words[cut]]
    under = [at for at, number in enumerate(judged) for _ in range(number)]
    states = [HIT if nth < hits[at] else MISS for at, number in enumerate(judged) for nth in range(number)]
    cuts = [characteristic([(words[at],) for at in under], words)]
    if beside:
        others = [(beside, word) for word in heads()[AT_THE_EDGE].words[beside]]
        cuts.insert(0, characteristic([(others[at % 2],) for at in range(len(under))], others))
    return Population(
        subject="child",
        indicators=(AT_THE_EDGE,),
        states=(PLAIN,),
        within=(),
        counters=(
            Counter(0, "hits", groups="all"),
            Counter(0, "judged", groups="all"),
            Counter(0, "unknown"),
            Counter(0, "misses", "never"),
        ),
        characteristics=tuple(one for one, _ in cuts),
        things=Things(np.array(states)[:, None], np.array([leaves for _, leaves in cuts]).T),
        people=np.arange(len(under)),
    )


ROUNDED_UP = edge((13, 13, 1), (40, 40, 40))
"""Two groups shown as 15 are 13 at least, and their total, shown as 25, is 27 at most: one is left for the third."""
ONE_HIDDEN = edge((13, 13, 9, 1), (40, 40, 40, 40), cut="sex")
"""One group alone is small: with exact numbers it is the total less the others."""
ALL_AT_THE_EDGE = edge((13, 13, 13, 13, 0), (40, 40, 40, 40, 40))
"""Four groups are 13 at least, and their total, shown as 50, is 52 at most: nobody is left."""
BESIDE = edge((13, 13, 1), (40, 40, 40), beside="sex")


def _of(base: Made) -> Broken:
    return Broken(base.seen, base.truth, base)


def without_repair() -> Broken:
    """Small numbers are hidden, and nothing beside them."""
    return _of(make(ROUNDED_UP, repairs=False))


def provably_none() -> Broken:
    """Without repair, a group of whom provably nobody is a hit."""
    return _of(make(ALL_AT_THE_EDGE, repairs=False))


def exact_without_repair() -> Broken:
    """The profile with exact numbers, nothing hidden but what is small: that is the total less the others."""
    people, profile = ONE_HIDDEN, PROFILES["dfe"]
    shown = profile.shown(people.count(people.things), *people.count_people())
    return _of(made(people, Protected(np.where(people.is_released, shown, np.nan), 0, 0, 0), profile=profile))


def table_left_out() -> Broken:
    """A breakdown that is shown by the rule of display, but was not attacked with the others."""
    audited = replace(
        BESIDE,
        characteristics=BESIDE.characteristics[:1],
        things=Things(BESIDE.things.states, BESIDE.things.leaves[:, :1]),
    )
    done, raw = protect(audited, PROFILES["default"]), protect(BESIDE, PROFILES["default"], repairs=False)
    return _of(made(BESIDE, replace(done, shown=np.concatenate([done.shown, raw.shown[audited.cells :]]))))


def exact_months() -> tuple[Broken, Broken]:
    """Two releases with exact numbers, between which one child became a hit."""
    states = ONE_HIDDEN.things.states.copy()
    states[np.flatnonzero(states[:, 0] == MISS)[0], 0] = HIT
    later = replace(ONE_HIDDEN, things=Things(states, ONE_HIDDEN.things.leaves))
    first, second = (make(one, profile=PROFILES["dfe"]) for one in (ONE_HIDDEN, later))
    return _of(first), _of(second)


IN_FILE = {
    "true total": true_total,
    "raw share": raw_share,
    "raw tooltip": raw_tooltip,
    "sorted by truth": sorted_by_truth,
    "words from data": words_from_data,
    "row dropped when zero": row_dropped_when_zero,
    "reference left in": reference_left_in,
}
IN_AUDIT = {
    "without repair": without_repair,
    "provably none": provably_none,
    "exact without repair": exact_without_repair,
    "table left out": table_left_out,
}
