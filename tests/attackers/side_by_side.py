"""Time: two releases set side by side, to see which child came or went between them."""

from collections.abc import Iterable

from tests.attackers.matrix import Matrix
from tests.attackers.reading import Cell, Finding, Seen
from tests.attackers.solver import InfeasibleError, Solver, System


def side_by_side(earlier: Seen, later: Seen, wanted: Iterable[Cell], fewer_than: int = 5) -> list[Finding]:
    """The wanted changes that can be fewer whole numbers than that.

    What happened since the same date only grows, says the attacker; where a late correction contradicts him, he goes
    on without."""
    wanted = list(wanted)
    found = []
    for subject in later.subjects:
        for grows in (True, False):
            try:
                found += _of_subject(earlier, later, subject, wanted, fewer_than, grows=grows)
            except InfeasibleError:
                continue
            break
    return found


def _of_subject(
    earlier: Seen, later: Seen, subject: str, wanted: list[Cell], fewer_than: int, *, grows: bool
) -> list[Finding]:
    system = System()
    before, after = Matrix(earlier, subject, system), Matrix(later, subject, system)
    changes = {
        cell: [*after.sums[cell], *((column, -factor) for column, factor in before.sums[cell])]
        for cell in after.sums
        if cell in before.sums
    }
    if grows and earlier.release["since"] == later.release["since"]:
        for cell, change in changes.items():
            head = later.readings[cell.figure].head
            if head.kind == "flow" and cell.what == "hits" and not cell.breakdown:
                system.row(change, 0)
    cells = [cell for cell in wanted if cell in changes]
    narrow = Solver(system).narrow([changes[cell] for cell in cells], fewer_than)
    return [Finding("side_by_side", cells[at], low, high) for at, (low, high) in narrow.items()]
