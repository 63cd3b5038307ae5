"""What the attackers are set on, with what the tests know of it, and every attacker under its name."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from tests.attackers import crawl, differences, linear
from tests.attackers.reading import Cell, Finding, Seen
from tests.synthetic import Made
from tests.truth import Record, Truth, at_risk


@dataclass(frozen=True)
class Attacked:
    """What the attackers are given, and what the tests know."""

    seen: Seen
    truth: Truth
    records: Sequence[Record]

    @cached_property
    def risk(self) -> list[Cell]:
        return at_risk(self.seen, self.truth)


def of(made: Made) -> Attacked:
    return Attacked(made.seen, made.truth, made.records)


def insiders(given: Attacked, size: int, count: int) -> Iterator[Counter[Cell]]:
    """What insiders know who know so many of the children of whom there are few."""
    chance, risk = random.Random(1), set(given.risk)
    knows: dict[int | str, Counter[Cell]] = {}
    for record in given.records:
        reading = given.seen.readings[record.figure]
        knows.setdefault(record.person, Counter()).update(record.cells(reading.head, reading.groups))
    likely = [known for known in knows.values() if any(cell in risk and cell.what == "hits" for cell in known)]
    for _ in range(count if len(likely) >= size else 0):
        yield sum(chance.sample(likely, size), Counter[Cell]())


def insider(given: Attacked) -> list[Finding]:
    return [
        finding
        for size in (1, 2)
        for known in insiders(given, size, 1)
        for finding in linear.insider(given.seen, given.risk, known)
    ]


ATTACKERS: dict[str, Callable[[Attacked], list[Finding]]] = {
    "crawl": lambda given: crawl.crawl(given.seen),
    "program": lambda given: linear.program(given.seen, given.risk),
    "groups": lambda given: linear.groups(given.seen),
    "ranks": lambda given: differences.ranks(given.seen, given.risk),
    "subtractions": lambda given: differences.subtractions(given.seen, given.risk),
    "insider": insider,
}


def caught_by(given: Attacked) -> set[str]:
    return {name for name, attacker in ATTACKERS.items() if attacker(given)}
