"""What the cohort explorer finds and what it names for nothing, over many data sets: `python -m tests.planted_cohorts`.

The children are those of the virtual school's sample with all of their characteristics; what is true of them is drawn.
Nothing planted: the true outcomes of the sample are dealt out anew among its children. Planted: one real cohort of the
sample is given a rate that is a multiple of everyone else's, and the question is whether that cohort is named.
"""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

from sgdata.cohorts.compare import Kind, compare, corrected
from sgdata.cohorts.counts import NAMES, Cohort, each_child
from sgdata.cohorts.explorer import kind_of, look
from sgdata.cohorts.shapes import FEWEST_COMPARED, ComparedCohort, Depth
from sgdata.intake.load import load_samples
from sgdata.measures.catalogue import catalogue
from sgdata.measures.measure import Asked
from sgdata.release.live import cursor_of
from sgdata.release.scope import open_scope
from sgdata.store.reading import Cursor

AS_AT = date(2026, 11, 13)
CHILDREN = 320
DEPTHS: tuple[Depth, ...] = (1, 2)
BASES = (0.20, 0.25, 0.30)
RATIOS = (1.5, 2.0, 3.0)
SIZES = ((10, 19), (20, 39), (40, 59), (60, 80))
FOUND_FROM = (2.0, 40)
"""The ratio and the size from which a planted cohort has to be found."""
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Known:
    """The sample's children: their words, and what a figure says of those of whom it is known."""

    words: list[tuple[str | None, ...]]
    numerators: Numbers
    denominators: Numbers
    kind: Kind


def known_of(store: Path, identifier: str, as_at: date = AS_AT) -> Known:
    """What the figure says of each child of a store at a date."""
    scope, indicator = open_scope(store, as_at), catalogue()[identifier]
    with cursor_of(scope) as cursor:
        rows = cursor.rows(
            f"{each_child(indicator, scope.rules, [Asked(scope.as_at, scope.since)])} "
            f"SELECT numerator, denominator, {', '.join(NAMES)} FROM each WHERE known ORDER BY ALL"
        )
    return Known(
        words=[tuple(row[name] for name in NAMES) for row in rows],
        numerators=np.array([float(row["numerator"]) for row in rows]),
        denominators=np.array([float(row["denominator"]) for row in rows]),
        kind=kind_of(indicator),
    )


class World:
    """Children with their characteristics, whose outcomes can be dealt out again and again."""

    def __init__(self, words: list[tuple[str | None, ...]]) -> None:
        self.words = words
        self.con = duckdb.connect(config={"threads": 1})  # little work, often: threads only wait for each other
        columns = ", ".join(f"unnest(?::VARCHAR[]) AS {name}" for name in NAMES)
        self.con.execute(
            f"CREATE TABLE child AS SELECT unnest(range(?)) AS place, {columns}",
            [len(words), *(list(column) for column in zip(*words, strict=True))],
        )

    def explore(self, numerators: Numbers, denominators: Numbers, kind: Kind, depth: Depth) -> list[ComparedCohort]:
        """What the explorer says of these outcomes, child for child."""
        self.con.execute(
            "CREATE OR REPLACE TABLE outcome AS SELECT unnest(range(?)) AS place, unnest(?::DOUBLE[]) AS numerator, "
            "unnest(?::DOUBLE[]) AS denominator",
            [len(numerators), numerators.tolist(), denominators.tolist()],
        )
        given = (
            f"WITH each AS (SELECT DATE '{AS_AT}' AS as_at, numerator, denominator, TRUE AS known, "
            f"{', '.join(NAMES)} FROM child INNER JOIN outcome ON outcome.place = child.place)"
        )
        (found,) = corrected([compare(look(Cursor(self.con), given, AS_AT, depth).pairs, kind)])
        return found

    def cohorts(self) -> dict[Cohort, NDArray[np.bool_]]:
        """The cohorts of one characteristic that can be compared, each with whether a child is in it."""
        found: dict[Cohort, NDArray[np.bool_]] = {}
        for place, name in enumerate(NAMES):
            there = np.array([one[place] or "" for one in self.words])
            for word in sorted(set(there.tolist()) - {""}):
                inside = there == word
                if FEWEST_COMPARED <= inside.sum() <= (there != "").sum() - FEWEST_COMPARED:
                    found[((name, word),)] = inside
        return found


def named_for_nothing(known: Known, depth: Depth, sets: int, seed: int = 1) -> float:
    """The share of data sets with nothing planted in which any cohort is named."""
    draws, world = np.random.default_rng(seed), World(known.words)
    hits = 0
    for _ in range(sets):
        order = draws.permutation(len(known.words))
        found = world.explore(known.numerators[order], known.denominators[order], known.kind, depth)
        hits += any(one.named for one in found)
    return hits / sets


def found_of_planted(
    known: Known, base: float, ratio: float, size: tuple[int, int], sets: int, seed: int = 1
) -> tuple[int, int]:
    """How many of the planted cohorts of a size are named, of how many. Each data set has its own 320 children, drawn
    from the sample's; the cohort's rate is `ratio` times the `base` of everyone else, and the right way named."""
    draws = np.random.default_rng(seed)
    named = planted = 0
    while planted < sets:
        world = World([known.words[at] for at in draws.integers(0, len(known.words), CHILDREN)])
        can_be = [(cohort, inside) for cohort, inside in world.cohorts().items() if size[0] <= inside.sum() <= size[1]]
        if not can_be:
            continue
        cohort, inside = can_be[draws.integers(len(can_be))]
        rates = np.where(inside, min(base * ratio, 1), base)
        outcome = (draws.random(CHILDREN) < rates).astype(np.float64)
        found = world.explore(outcome, np.ones(CHILDREN), "shares", 1)
        planted += 1
        named += any(one.named and one.is_more and one.cohort == dict(cohort) for one in found)
    return named, planted


@contextmanager
def sample_store() -> Iterator[Path]:
    """The virtual school's sample in a store of its own."""
    with tempfile.TemporaryDirectory() as folder:
        load_samples(Path(folder) / "stores", key_file=Path(folder) / "key")
        yield Path(folder) / "stores" / "virtual_school"


def main() -> None:
    """Prints both tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sets", type=int, default=200, help="data sets of each line and cell")
    options.add_argument("--store", type=Path, help="a store of the sample, where there is one")
    asked = options.parse_args()
    if asked.store:
        report(asked.store, asked.sets)
        return
    with sample_store() as store:
        report(store, asked.sets)


def report(store: Path, sets: int) -> None:
    """Measures on a store and prints."""
    print(f"Nothing planted: of {sets} data sets, those in which any cohort is named (at most 5 %)")
    for identifier in ("persistent_absence", "concerns_raised", "absence"):
        for depth in DEPTHS:
            report_nothing(known_of(store, identifier), identifier, depth, sets)
    print(f"Planted: cohorts found, of {sets} a cell, by their size and ratio, of {CHILDREN} children")
    for base in BASES:
        report_planted(known_of(store, "persistent_absence"), base, sets)


def report_nothing(known: Known, identifier: str, depth: Depth, sets: int) -> None:
    """A line: how often a cohort is named for nothing."""
    share = named_for_nothing(known, depth, sets)
    rate = known.numerators.sum() / known.denominators.sum()
    told = f"{identifier:20} {len(known.words):4} children, {rate:5.1%}, depth {depth}"
    print(f"  {told}: {share:5.1%}", flush=True)


def report_planted(known: Known, base: float, sets: int) -> None:
    """A table: what is found where everyone else's rate is `base`."""
    found = {(ratio, size): found_of_planted(known, base, ratio, size, sets) for ratio in RATIOS for size in SIZES}
    print(f"  {base:.0%} of everyone else  " + "".join(f"{f'{low}-{high}':10}" for low, high in SIZES))
    for ratio in RATIOS:
        shares = (named / of for named, of in (found[ratio, size] for size in SIZES))
        print(f"    ratio {ratio:3}         " + "".join(f"{share:<10.1%}" for share in shares))
    print(
        f"    ratio {FOUND_FROM[0]:g} or more, {FOUND_FROM[1]} children or more: {share_found(found):.1%}", flush=True
    )


def share_found(found: dict[tuple[float, tuple[int, int]], tuple[int, int]]) -> float:
    """The share that is found of those that have to be."""
    wanted = [cell for (ratio, size), cell in found.items() if ratio >= FOUND_FROM[0] and size[0] >= FOUND_FROM[1]]
    return sum(named for named, _ in wanted) / sum(of for _, of in wanted)


if __name__ == "__main__":
    main()
