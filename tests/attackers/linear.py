"""Linear programming, what it tells of groups, and the insider who knows a record or two."""

from collections.abc import Iterable, Mapping

from tests.attackers.matrix import Matrix
from tests.attackers.reading import Cell, Finding, Seen
from tests.attackers.solver import Solver

Known = Mapping[Cell, int]
"""How many of those in each count an insider knows."""


def program(seen: Seen, wanted: Iterable[Cell], fewer_than: int = 5) -> list[Finding]:
    """Which of the wanted counts can be fewer whole numbers than that."""
    by_subject = _by_subject(seen, wanted)
    found = []
    for subject, cells in by_subject.items():
        matrix = Matrix(seen, subject)
        cells = [cell for cell in cells if cell in matrix.sums]
        narrow = Solver(matrix.system).narrow([matrix.sums[cell] for cell in cells], fewer_than)
        found += [Finding("program", cells[at], low, high) for at, (low, high) in narrow.items()]
    return found


def groups(seen: Seen) -> list[Finding]:
    """The groups of whom provably none or all are hits of an indicator about children."""
    found = []
    for subject in seen.subjects:
        readings = [one for one in seen.of_subject(subject) if one.head.about == "child" and one.head.unit != "count"]
        matrix = Matrix(seen, subject)
        cells = [
            Cell(one.head.id, what, breakdown, word)
            for one in readings
            for breakdown, word in [("", ""), *((cut, word) for cut in one.groups for word in one.head.words[cut])]
            for what in ("hits", "misses")
        ]
        solver = Solver(matrix.system)
        for at, (low, high) in solver.narrow([matrix.sums[cell] for cell in cells], 2).items():
            judged = cells[at]._replace(what="judged")
            if high == 0 and solver.extremes(matrix.sums[judged])[0] >= 1:
                found.append(Finding("groups", cells[at], low, high, "provably none" if low == 0 else ""))
    return found


def insider(seen: Seen, wanted: Iterable[Cell], known: Known) -> list[Finding]:
    """What of the others becomes exact to somebody who knows some records, and is not exact without them."""
    found = []
    for subject, cells in _by_subject(seen, wanted).items():
        matrix = Matrix(seen, subject)
        cells = [cell for cell in cells if cell in matrix.sums]
        sums = [matrix.sums[cell] for cell in cells]
        solver = Solver(matrix.system)
        before = solver.narrow(sums, 2)
        for cell, number in known.items():
            terms = matrix.sums.get(cell, [])
            if len(terms) == 1:  # judged is the sum of hits and misses, which are known themselves
                solver.at_least(terms[0][0], number)
        for at, (low, high) in solver.narrow(sums, 2).items():
            if at not in before:
                mine = known.get(cells[at], 0)
                found.append(Finding("insider", cells[at], low - mine, high - mine))
    return found


def _by_subject(seen: Seen, wanted: Iterable[Cell]) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = {}
    for cell in wanted:
        if cell.figure in seen.readings and seen.readings[cell.figure].head.is_of_children:
            found.setdefault(seen.readings[cell.figure].head.subject, []).append(cell)
    return found
