"""Problems whose answers others have published: the attackers' linear programs and the product's own give the same."""

import random
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from pytauargus.engine import audit_jj  # type: ignore[import-untyped]

from sgdata.release.attack import Attack
from sgdata.release.population import HIT, Counter, Population, State, Things, characteristic
from sgdata.release.worlds import Printed
from tests.attackers.solver import Solver, System
from tests.populations import PLAIN

Place = tuple[int, int]
SDCTABLE = ((30, 47, 64, 89), (90, 124, 5, 31), (92, 100, 59, 85), (800, 991, 651, 685))
"""The problem of sdcTable's test of secondary suppression."""
SUPPRESSED = {(0, 0), (0, 1), (0, 2), (1, 0), (1, 2), (2, 1), (2, 3), (3, 1), (3, 3)}
"""Two or more in every row and column, and still one of them can be worked out."""
REGIONS = {"A": 2, "B": 2, "I": 8, "J": 8, "K": 3, "L": 3, "M": 3, "N": 7}
"""The regions of sdcTable's test of linked tables."""
GROUPINGS = {"county": {"county-1": "ABIJ", "county-2": "KLMN"}, "size": {"small": "ABIJKN", "big": "LM"}}


def of_a_table(
    table: tuple[tuple[int, ...], ...], hidden: set[Place], wanted: Place, most: float = 20_000
) -> tuple[float, float]:
    """Between what a cell of a table lies, to whom its margins and all cells but the hidden ones are shown."""
    system = System()
    cells = {}
    for at in product(range(len(table)), range(len(table[0]))):
        number = table[at[0]][at[1]]
        cells[at] = system.column(*((0, most) if at in hidden else (number, number)))
    for row, numbers in enumerate(table):
        system.row([(cells[row, at], 1.0) for at in range(len(numbers))], sum(numbers), sum(numbers))
    for column, numbers in enumerate(zip(*table, strict=True)):
        system.row([(cells[at, column], 1.0) for at in range(len(numbers))], sum(numbers), sum(numbers))
    return Solver(system).extremes([(cells[wanted], 1.0)])


def as_population(table: tuple[tuple[int, ...], ...]) -> Population:
    """A table as things: the rows are words, the columns parts of one figure, and `all` is the part they share."""
    parts = [f"column {at}" for at in range(len(table[0]))]
    states = (*PLAIN, *(State(HIT, frozenset([part, "all"])) for part in parts))
    words = [("row", str(at)) for at in range(len(table))]
    things = [(row, column) for row, numbers in enumerate(table) for column, n in enumerate(numbers) for _ in range(n)]
    cut, leaves = characteristic([(words[row],) for row, _ in things], words)
    return Population(
        subject="child",
        indicators=("one",),
        states=(states,),
        within=(),
        counters=tuple(Counter(0, part, groups="all") for part in ("all", *parts)),
        characteristics=(cut,),
        things=Things(np.array([[len(PLAIN) + column] for _, column in things]), leaves[:, None]),
        people=np.arange(len(things)),
    )


def of_the_product(people: Population, hidden: set[int], wanted: int) -> tuple[int, int]:
    """What the product's own attack concludes, where all but the hidden cells are shown as they are."""
    counts = people.count(people.things)
    is_hidden = np.isin(np.arange(people.cells), list(hidden))
    printed = Printed(np.where(is_hidden, 0, counts), np.where(is_hidden, np.inf, counts))
    found = Attack(people, printed).range_of(wanted)
    return found.low, found.high


@pytest.mark.parametrize(("also", "low", "high"), [(set(), 47, 47), ({(1, 3)}, 0, 78)])
def test_the_four_by_four_of_sdctable(also: set[Place], low: int, high: int) -> None:
    hidden = SUPPRESSED | also
    assert of_a_table(SDCTABLE, hidden, (0, 1)) == (low, high)
    people = as_population(SDCTABLE)
    cells = {people.cell(1 + column, (0, row)) for row, column in hidden}
    assert of_the_product(people, cells, people.cell(2, (0, 0))) == (low, high)


def linked(groupings: list[str], hidden: str, wanted: str) -> tuple[float, float]:
    """What the attackers conclude of a region where it is shown by these groupings."""
    system = System()
    columns = {
        name: system.column(*((0, 20_000) if name in hidden else (number, number))) for name, number in REGIONS.items()
    }
    for regions in ["".join(REGIONS), *(one for name in groupings for one in GROUPINGS[name].values())]:
        number = sum(REGIONS[one] for one in regions)
        system.row([(columns[one], 1.0) for one in regions], number, number)
    return Solver(system).extremes([(columns[wanted], 1.0)])


def linked_of_the_product(groupings: list[str], hidden: str, wanted: str) -> tuple[int, int]:
    words = [("region", name) for name in REGIONS]
    words += [(name, group) for name in groupings for group in GROUPINGS[name]]
    under = {
        region: tuple(
            word
            for word in words
            if word == ("region", region) or region in GROUPINGS.get(word[0], {}).get(word[1], "")
        )
        for region in REGIONS
    }
    cut, leaves = characteristic([under[name] for name, number in REGIONS.items() for _ in range(number)], words)
    people = Population(
        subject="child",
        indicators=("one",),
        states=(PLAIN,),
        within=(),
        counters=(Counter(0, "hits", groups="all"),),
        characteristics=(cut,),
        things=Things(np.full((len(leaves), 1), HIT), leaves[:, None]),
        people=np.arange(len(leaves)),
    )
    place = {name: people.cell(0, (0, at)) for at, (_, name) in enumerate(words)}
    return of_the_product(people, {place[name] for name in hidden}, place[wanted])


def test_the_linked_tables_of_sdctable() -> None:
    for conclude in (linked, linked_of_the_product):
        for grouping in GROUPINGS:
            for region in "ABKLM":
                low, high = conclude([grouping], "ABKLM", region)
                assert low < high, f"{region} by {grouping} alone"
        assert conclude(["county", "size"], "ABKLM", "K") == (3, 3)
        for region in "ABKLM":
            low, high = conclude(["county", "size"], "ABKLMN", region)
            assert low < high, f"{region} once N is hidden, too"


def test_tau_argus_finds_the_same_intervals(tmp_path: Path) -> None:
    chance = random.Random(1)
    compared = 0
    for number in range(50):
        rows, columns = chance.randint(3, 6), chance.randint(3, 6)
        table = tuple(tuple(chance.randint(0, 30) for _ in range(columns)) for _ in range(rows))
        hidden = {at for at in product(range(rows), range(columns)) if chance.random() < 0.5}
        file = tmp_path / f"{number}.jj"
        file.write_text(_jj(table, hidden, most := 100), encoding="utf-8")
        for one in audit_jj(str(file)):
            at = divmod(one["cell"], columns)
            assert (one["min"], one["max"]) == pytest.approx(of_a_table(table, hidden, at, most)), (number, at)
            compared += 1
    assert compared > 300


def _jj(table: tuple[tuple[int, ...], ...], hidden: set[Place], most: int) -> str:
    """A table in the form that tau-ARGUS audits: cells with their bounds, then sums that are nothing."""
    rows, columns = len(table), len(table[0])
    inner = [(table[at[0]][at[1]], at in hidden) for at in product(range(rows), range(columns))]
    margins = [sum(row) for row in table] + [sum(column) for column in zip(*table, strict=True)]
    cells = [*inner, *((number, False) for number in margins)]
    lines = ["0", str(len(cells))]
    lines += [
        f"{at} {number} 1 {'u' if is_hidden else 's'} 0 {most if is_hidden else max(number, most)} 0 0 0"
        for at, (number, is_hidden) in enumerate(cells)
    ]
    sums = [[row * columns + at for at in range(columns)] for row in range(rows)]
    sums += [[at * columns + column for at in range(rows)] for column in range(columns)]
    lines.append(str(len(sums)))
    for at, parts in enumerate(sums):
        terms = " ".join(f"{part} (1)" for part in parts)
        lines.append(f"0 {len(parts) + 1} : {len(inner) + at} (-1) {terms}")
    return "\n".join(lines) + "\n"
