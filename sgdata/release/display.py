"""How a count is shown to leaders: the profiles of the rule file, each with what a reader can conclude from it."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

ProfileName = Literal["default", "dfe", "bands"]
Counts = NDArray[np.float64]
HIDDEN = np.nan
FEWEST_SHOWN = 8
"""The fewest children (or adults) that a shown figure is about."""
SMALL = 5
"""A number of children that nobody may work out: this or less."""


@dataclass(frozen=True)
class Profile:
    """One way to show counts. `fewest` children are needed; then the count is shown in steps."""

    name: ProfileName
    says: str
    """How numbers of children are shown, to go on from "are shown"."""
    fewest: int
    is_exact: bool = False
    """Whether what is shown is shown as it is, so that small numbers follow by subtraction unless more is hidden."""

    def shown(self, counts: Counts, people: Counts, largest: Counts) -> Counts:
        """What is shown of each count about so many people, of whom one makes up `largest` of it; HIDDEN where none."""
        dominated = (largest * 2 > counts) & (largest > 1)
        return np.where((people < self.fewest) | dominated, HIDDEN, self._stepped(counts))

    def between(self, shown: Counts) -> tuple[Counts, Counts]:
        """The least and the greatest count that is shown so."""
        below, above = {"default": (2, 2), "dfe": (0, 0), "bands": (2, 3)}[self.name]
        low = np.maximum(shown - below, self.fewest)
        if self.name == "bands":
            low = np.where(shown == 3, 0, low)  # none at all is shown as the first band, too
        return np.where(np.isnan(shown), 0, low), np.where(np.isnan(shown), np.inf, shown + above)

    def show(self, count: float, people: float, largest: float) -> float | None:
        """What is shown of one count; None where it is hidden."""
        shown = float(self.shown(np.array([count]), np.array([people]), np.array([largest]))[0])
        return None if np.isnan(shown) else shown

    def least(self, shown: float) -> float:
        """The least count that is shown so."""
        return float(self.between(np.array([shown]))[0][0])

    def _stepped(self, counts: Counts) -> Counts:
        match self.name:
            case "default":
                return np.asarray(np.floor((counts + 2.5) / 5) * 5)
            case "dfe":
                return np.asarray(counts, dtype=np.float64)
            case "bands":
                return np.asarray(np.maximum(np.ceil(counts / 6) * 6 - 3, 3))


PROFILES: dict[ProfileName, Profile] = {
    "default": Profile("default", "to the nearest five; fewer than 8 are hidden", FEWEST_SHOWN),
    "dfe": Profile("dfe", "as they are; fewer than 6 are hidden", SMALL + 1, is_exact=True),
    "bands": Profile("bands", "as the middle of bands of six", 0),
}
