"""Repeatable draws: one stream of random numbers a table, the same for the same seed on every platform."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TypeVar

import numpy as np

Word = TypeVar("Word")


class Draws:
    """The stream of one table. However much it draws, the streams of the others stay as they are."""

    def __init__(self, seed: int, table: str) -> None:
        self.numbers = np.random.default_rng(np.random.SeedSequence([seed, *table.encode()]))

    def chance(self, share: float) -> bool:
        """True in that share of the calls (0 to 1)."""
        return bool(self.numbers.random() < share)

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return int(self.numbers.integers(low, high + 1))

    def one_of(self, words: Sequence[Word]) -> Word:
        """One of `words`, each as likely as the others."""
        return words[self.whole(0, len(words) - 1)]

    def weighted(self, weights: Mapping[Word, int]) -> Word:
        """One of the words, as likely as its weight says."""
        left = self.whole(1, sum(weights.values()))
        for word, weight in weights.items():
            left -= weight
            if left <= 0:
                return word
        raise ValueError("no word has a weight above 0")

    def several(self, words: Sequence[Word], count: int) -> list[Word]:
        """`count` different ones of `words` (all of them where there are fewer), in a drawn order."""
        left = list(words)
        drawn: list[Word] = []
        while left and len(drawn) < count:
            drawn.append(left.pop(self.whole(0, len(left) - 1)))
        return drawn

    def day(self, first: date, last: date) -> date:
        """A day from `first` to `last`, both included; `first` where `last` lies before it."""
        return first + timedelta(days=self.whole(0, max(0, (last - first).days)))

    def moment(self, day: date, from_hour: int = 8, to_hour: int = 17) -> datetime:
        """A time on `day` from `from_hour`:00 to the minute before `to_hour`:00."""
        minutes = self.whole(from_hour * 60, to_hour * 60 - 1)
        return datetime.combine(day, time(minutes // 60, minutes % 60))
