"""A population as the months pass: a child or two becomes a hit, and now and then an entry is corrected late."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np

from sgdata.release.population import HIT, MISS, Population, Things

MONTHS = tuple(date(2026 + (month > 12), (month - 1) % 12 + 1, 28) for month in range(9, 21))
"""Twelve dates in one academic year, so that what happened since its beginning only grows."""


def months(first: Population, seed: int, corrected: tuple[int, ...] = (5, 9)) -> Iterator[tuple[date, Population]]:
    """The population on each date; in each month one child becomes a hit of one figure, in `corrected` one of another
    no longer is."""
    random = np.random.default_rng(seed)
    states = first.things.states
    for number, when in enumerate(MONTHS):
        yield when, replace(first, things=Things(states, first.things.leaves))
        states = states.copy()
        _change(first, states, random, MISS, HIT)
        if number in corrected:
            _change(first, states, random, HIT, MISS)


def _change(people: Population, states: np.ndarray, random: np.random.Generator, before: int, after: int) -> None:
    """One child with another state for one figure, where that contradicts no other figure."""
    inside = {at for pair in people.within for at in pair}
    figure = int(random.choice([at for at in range(len(people.indicators)) if at not in inside]))
    there = np.flatnonzero(states[:, figure] == before)
    if len(there):
        states[random.choice(there), figure] = after
