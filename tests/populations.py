"""Synthetic populations for the attackers, with the real indicators and breakdowns."""

from typing import Literal

import numpy as np

from sgdata.release.population import (
    HIT,
    MISS,
    OUT,
    UNKNOWN,
    Counter,
    Flags,
    Places,
    Population,
    State,
    Things,
    characteristic,
)
from tests.attackers.public import MISSES_HAVE, Head, heads
from tests.attackers.recount import Small
from tests.truth import Record

Shape = Literal["uniform", "skewed"]
RATES = {
    "children_with_repeat_concerns": 0.12,
    "fifteen_days_sick": 0.05,
    "gone_in_the_day": 0.02,
    "missing_education_open": 0.04,
    "missing_education_repeat": 0.3,
    "not_in_full_time_education": 0.14,
    "part_time_unregistered": 0.3,
    "persistent_absence": 0.3,
    "persistent_absence_without_part_time": 0.22,
    "severe_absence": 0.07,
    "ten_days_unauthorised": 0.03,
    "several_vulnerabilities": 0.2,
    "vulnerable_not_acted_on": 0.1,
}
"""How often a child whom an indicator judges is a hit of it."""
JUDGED = {
    "missing_education_repeat": 0.06,
    "part_time_unregistered": 0.08,
    "missing_education_open": 1.0,
    "several_vulnerabilities": 0.97,
    "vulnerable_not_acted_on": 0.96,
}
"""The share of children whom an indicator judges; of the others most."""
FEWEST_TO_CUT = 150
PLAIN = tuple(State(base) for base in (OUT, MISS, HIT, UNKNOWN))


def population(
    n: int, shape: Shape, seed: int, *, figures: int = 13, cuts: int = 8, by_group: bool | None = None
) -> Population:
    """Children with indicators of different rates and a few unknown, under the words of the breakdowns."""
    random = np.random.default_rng(seed)
    chosen = list(RATES)[:figures] if figures < len(RATES) else list(RATES)
    head = heads()[chosen[0]]
    states = [_states(heads()[name]) for name in chosen]
    found = np.array([_draw(random, name, states[at], n) for at, name in enumerate(chosen)]).T.reshape(n, len(chosen))
    within = tuple((chosen.index(a), chosen.index(b)) for a in chosen for b in heads()[a].within if b in chosen)
    for a, b in within:  # whoever is a hit of the inner one is no miss of the outer one
        for child in np.flatnonzero(_are(states[a], found[:, a], HIT) & _are(states[b], found[:, b], MISS)):
            found[child, b] = _with_part(random, HIT, states[b])
    pairs = []
    for name, words in list(head.words.items())[:cuts]:
        weights = random.dirichlet(np.full(len(words) - 1, 0.7 if shape == "skewed" else 20.0))
        drawn = random.choice(len(words), size=n, p=[*(weights * 0.98), 0.02])
        pairs.append(characteristic([((name, words[at]),) for at in drawn], [(name, word) for word in words]))
    is_cut = n >= FEWEST_TO_CUT if by_group is None else by_group
    counters = [counter for at, name in enumerate(chosen) for counter in _counters(heads()[name], at, is_cut=is_cut)]
    leaves = np.array([leaf for _, leaf in pairs], dtype=np.int64).T.reshape(n, len(pairs))
    return Population(
        subject="child",
        indicators=tuple(chosen),
        states=tuple(states),
        within=within,
        counters=tuple(counters),
        characteristics=tuple(one for one, _ in pairs),
        things=Things(found, leaves),
        people=np.arange(n),
    )


def _states(head: Head) -> tuple[State, ...]:
    return (*PLAIN, *(State(MISS if part in MISSES_HAVE else HIT, frozenset([part])) for part in head.parts))


def _draw(random: np.random.Generator, name: str, states: tuple[State, ...], n: int) -> list[int]:
    hit, judged, unknown = RATES[name], JUDGED.get(name, 0.85), 0.0 if name == "missing_education_open" else 0.02
    bases = random.choice([OUT, MISS, HIT, UNKNOWN], size=n, p=_shares(name, hit, judged, unknown))
    return [_with_part(random, int(base), states) for base in bases]


def _shares(name: str, hit: float, judged: float, unknown: float) -> list[float]:
    if name == "missing_education_open":  # a count: there are no misses
        return [1 - hit, 0, hit, 0]
    return [1 - judged - unknown, judged * (1 - hit), judged * hit, unknown]


def _are(states: tuple[State, ...], found: Places, base: int) -> Flags:
    return np.array([state.base == base for state in states])[found]


def _with_part(random: np.random.Generator, base: int, states: tuple[State, ...]) -> int:
    """The state itself or one of the same with a part; every hit has one where parts are the reasons for it."""
    parts = [at for at, state in enumerate(states) if at > UNKNOWN and state.base == base]
    if not parts or (len(parts) == 1 and random.random() < 0.9):
        return base
    return int(parts[random.integers(len(parts))])


def _counters(head: Head, place: int, *, is_cut: bool) -> list[Counter]:
    """What is counted of a figure about children; gather.py says the same of real ones."""
    groups: Literal["all", "none"] = "all" if is_cut else "none"
    if head.unit == "count":
        return [Counter(place, "hits", groups=groups)]
    return [
        Counter(place, "hits", groups=groups),
        Counter(place, "judged", groups=groups),
        Counter(place, "unknown"),
        Counter(place, "misses", "never"),
        *(Counter(place, part) for part in head.parts),
    ]


def records_of(people: Population) -> list[Record]:
    """What every thing is, one record for each figure that it is something for."""
    names = {HIT: "hits", MISS: "misses", UNKNOWN: "unknown"}
    words = [
        [tuple(one.words[at] for at in np.flatnonzero(holds)) for holds in one.holds] for one in people.characteristics
    ]
    found = []
    for thing, (states, leaves) in enumerate(zip(people.things.states, people.things.leaves, strict=True)):
        under = tuple(word for place, leaf in enumerate(leaves) for word in words[place][leaf])
        for at, number in enumerate(states):
            state = people.states[at][number]
            if state.base != OUT:
                parts = tuple(sorted(state.parts))
                found.append(Record(people.indicators[at], int(people.people[thing]), names[state.base], parts, under))
    return found


def small_case(people: Population) -> Small:
    """A population as the attackers' own recount takes it."""
    names = people.indicators

    def counts_for(name: str, state: State) -> tuple[str, ...]:
        bases = {HIT: ("hits", "judged"), MISS: ("misses", "judged"), UNKNOWN: ("unknown",), OUT: ()}
        return tuple(what for what in bases[state.base] if what in heads()[name].counts) + tuple(state.parts)

    return Small(
        figures=names,
        states=[[counts_for(name, state) for state in people.states[at]] for at, name in enumerate(names)],
        cuts=[(cut.words[0][0], [word for _, word in cut.words]) for cut in people.characteristics],
        impossible=frozenset(
            (inner, hit, outer, miss)
            for inner, outer in people.within
            for hit, one in enumerate(people.states[inner])
            for miss, other in enumerate(people.states[outer])
            if one.base == HIT and other.base == MISS
        ),
        truth=np.hstack([people.things.states, people.things.leaves]),
    )
