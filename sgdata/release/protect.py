"""Protects the cells of a population together: what is small is hidden, what is left is attacked, and whatever would
give a small number away is hidden, too, until five values of each small number have been shown to be possible."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sgdata.release.attack import Attack
from sgdata.release.display import HIDDEN, Counts, Profile
from sgdata.release.lines import hide_beside
from sgdata.release.population import Population
from sgdata.release.worlds import WANTED, Printed, Walk, small

TRIES = (60, 240, 600)
"""Steps on the way to a cell, in the first walk, the second, and all later ones."""
EAGER = 2
"""Walks before the attacker is set on what is left: most of it only needs a longer walk."""
PATIENCE = 3
"""Walks without success before a cell that the attacker cannot narrow loses a neighbour each time."""


@dataclass(frozen=True)
class Protected:
    """What is shown of each cell (HIDDEN where nothing), and how it stood the attack."""

    shown: Counts
    small: int
    """Cells that nobody may work out, shown to have WANTED possible values or more."""
    hidden_small: int
    """Cells hidden for being small themselves."""
    hidden_beside: int
    """Cells hidden because they would have given a small one away."""


def protect(
    population: Population,
    profile: Profile,
    *,
    seed: int = 1,
    repairs: bool = True,
    progress: Callable[[int], None] = lambda _: None,
) -> Protected:
    """What may be shown of the cells of a population; `progress` hears how many small numbers are still unproven.

    Without `repairs` the second step is left out: for tests that want to see an attacker succeed."""
    counts = population.count(population.things)
    people, largest = population.count_people()
    shown = np.where(population.is_exact, counts, profile.shown(counts, people, largest))
    hidden_small = int((population.is_released & np.isnan(shown)).sum())
    shown = np.where(population.is_released, shown, HIDDEN)
    if profile.is_exact:
        shown = hide_beside(population, shown, people, small(counts, people, largest))
    unproven = np.flatnonzero(population.is_protected & small(counts, people, largest))
    found = Protected(shown, len(unproven), hidden_small, 0)
    if not repairs:
        return found
    walked, walks = 0, np.zeros(population.cells, dtype=np.int64)
    while len(unproven):
        progress(len(unproven))
        printed = _printed(population, shown, profile)
        seed += 1
        walk = Walk(population, printed, unproven, seed)
        unproven = walk.unproven(TRIES[min(walked, len(TRIES) - 1)])
        walked += 1
        walks[unproven] += 1
        if not len(unproven) or walked < EAGER:
            continue
        attack = Attack(population, printed)
        for cell in map(int, unproven):
            _repair(attack, cell, shown, people)
            if walks[cell] >= PATIENCE:
                _make_room(population, attack, walk.in_the_way_of(cell), shown)
    hidden = int((population.is_released & np.isnan(shown)).sum())
    return Protected(shown, found.small, hidden_small, hidden - hidden_small)


def _repair(attack: Attack, cell: int, shown: Counts, people: Counts) -> None:
    """Hides what the attacker needs, the smallest first, until the cell can have WANTED values."""
    while (found := attack.range_of(cell)).candidates < WANTED:
        cheapest = min((int(at) for at in found.because_of if not np.isnan(shown[at])), key=lambda at: people[at])
        shown[cheapest] = HIDDEN
        attack.loosen(cheapest)


def _make_room(population: Population, attack: Attack, in_the_way: list[int], shown: Counts) -> None:
    """Hides the group that kept a cell from moving most often, or a total where no group did."""
    there = [at for at in in_the_way if not np.isnan(shown[at])]
    there.sort(key=lambda at: bool(population.is_total[at]))  # stable: those most in the way stay first
    if there:
        shown[there[0]] = HIDDEN
        attack.loosen(there[0])


def _printed(population: Population, shown: Counts, profile: Profile) -> Printed:
    low, high = profile.between(shown)
    exact = population.is_exact & ~np.isnan(shown)
    return Printed(np.where(exact, shown, low), np.where(exact, shown, high))
