"""For counts that are shown as they are: in every breakdown enough is hidden beside a small number that neither the
total less the rest, nor one figure less another, gives it away. The attack comes after this, and finds what is left."""

import numpy as np

from sgdata.release.display import HIDDEN, Counts
from sgdata.release.population import Flags, Places, Population

ENOUGH = 12
"""People in the hidden groups of a breakdown together, so that each of them can have several values."""


def hide_beside(population: Population, shown: Counts, people: Counts, is_small: Flags) -> Counts:
    """What is still shown of each cell."""
    shown = shown.copy()
    for place, cut in enumerate(population.characteristics):
        groups = {
            (counter.indicator, counter.what): np.array(
                [population.cell(at, (place, word)) for word in range(len(cut.words))], dtype=np.int64
            )
            for at, counter in enumerate(population.counters)
        }
        for (indicator, what), cells in groups.items():
            if what == "misses":  # what was judged less the hits
                shown[groups[indicator, "hits"][is_small[cells]]] = HIDDEN
        for what in ("judged", "hits"):
            same = [cells for (_, one), cells in groups.items() if one == what and not np.isnan(shown[cells]).all()]
            _hide_alike(same, shown, people)
    return shown


def _hide_alike(same: list[Places], shown: Counts, people: Counts) -> None:
    """Hides the same groups for every indicator: two that are about nearly the same things show each other's."""
    if not same:
        return
    hidden = np.any([np.isnan(shown[cells]) for cells in same], axis=0)
    fewest = np.min([people[cells] for cells in same], axis=0)
    for group in np.argsort(fewest, kind="stable"):
        if not hidden.any() or (hidden.sum() > 1 and fewest[hidden].sum() >= ENOUGH):
            break
        hidden[group] = True
    for cells in same:
        shown[cells[hidden]] = HIDDEN
