"""What anybody knows without a release: the heads of the indicators, the declared words, the rules of display."""

import math
from dataclasses import dataclass
from functools import cache

from sgdata.measures.catalogue import catalogue
from sgdata.measures.dimensions import dimensions_of

ABOUT_CHILDREN = ("child", "concern", "action", "referral", "episode", "timetable", "suspension")
NOBODY_KNOWN = "not known"
YEAR_GROUPS = tuple(str(year) for year in range(15))
FEWEST = {"default": 8, "dfe": 6, "bands": 0}
IN_STEPS = {"default": (2, 2), "dfe": (0, 0), "bands": (2, 3)}
MISSES_HAVE = {"watch", "none", "one", "two"}
"""The parts that are of misses; all others are of hits."""
PARTS_ARE_APART = {"several_vulnerabilities"}
"""Figures of which nothing falls into two of their parts."""
HITS_ARE_THEIR_PARTS = {"not_in_full_time_education"}
"""Figures whose every hit falls into one of their parts or more."""

DEPEND_ON_THE_PERIOD = {"not_in_full_time_education", "several_vulnerabilities", "vulnerable_not_acted_on"}
"""Figures of how things stand that ask since when, so that the last month of the trend is another number."""


@dataclass(frozen=True)
class Head:
    """An indicator as its file declares it, with the words of its breakdowns for leaders in their order."""

    id: str
    subject: str
    about: str
    unit: str
    kind: str
    good: str
    trend: str
    amounts: bool
    parts: tuple[str, ...]
    within: tuple[str, ...]
    words: dict[str, tuple[str, ...]]
    overlaps: frozenset[str]

    @property
    def is_of_children(self) -> bool:
        """Whether it counts things about children one by one, and so hangs together with others of its subject."""
        return self.subject in ABOUT_CHILDREN and not self.amounts

    @property
    def is_its_last_point(self) -> bool:
        """Whether the last point of its trend is the figure itself, whatever the period is."""
        return self.kind == "stock" and self.id not in DEPEND_ON_THE_PERIOD

    @property
    def adds_up(self) -> bool:
        """Whether its months add up to it: not where a later month still decides about an earlier one."""
        return self.kind == "flow" and self.trend == "month" and self.about == "child"

    @property
    def counts(self) -> tuple[str, ...]:
        """What is counted for it, apart from parts."""
        return ("hits",) if self.unit == "count" else ("hits", "misses", "judged", "unknown")


@cache
def heads() -> dict[str, Head]:
    """Every indicator by id."""
    found = {}
    for one in catalogue().values():
        cuts = [cut for cut in dimensions_of(one).values() if cut.for_leaders]
        found[one.id] = Head(
            id=one.id,
            subject=one.subject if one.theme != "data_quality" else "record",
            about=one.about,
            unit=one.unit,
            kind=one.kind,
            good=one.good,
            trend=one.trend,
            amounts=one.amounts,
            parts=tuple(one.parts),
            within=tuple(one.within),
            words={cut.name: (*(YEAR_GROUPS if cut.name == "year_group" else cut.words), NOBODY_KNOWN) for cut in cuts},
            overlaps=frozenset(cut.name for cut in cuts if cut.overlaps),
        )
    return found


def between(profile: str, shown: float | None) -> tuple[float, float]:
    """The least and the greatest count that a profile shows so; a hidden one can be anything."""
    if shown is None:
        return 0, math.inf
    below, above = IN_STEPS[profile]
    least = 0 if profile == "bands" and shown == 3 else max(shown - below, FEWEST[profile])
    return least, shown + above


def is_in_steps(profile: str, shown: float | None) -> bool:
    """Whether a count could be shown so by a profile."""
    match profile:
        case _ if shown is None:
            return True
        case "default":
            return shown % 5 == 0 and shown >= 10
        case "dfe":
            return shown == int(shown) and shown >= FEWEST["dfe"]
        case _:
            return shown % 6 == 3
