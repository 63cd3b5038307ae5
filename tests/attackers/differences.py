"""Differencing: what follows from exact counts by elimination, and from totals less what stands beside them."""

import math
from collections.abc import Iterable, Iterator
from itertools import combinations

import numpy as np

from tests.attackers.reading import Between, Cell, Finding, Reading, Seen
from tests.attackers.solver import Floats

CLOSE = 1e-9


def ranks(seen: Seen, wanted: Iterable[Cell]) -> list[Finding]:
    """The wanted counts that are a combination of counts which are printed as they are: adding them to those raises no
    rank."""
    found = []
    for reading in seen.readings.values():
        cells = [cell for cell in wanted if cell.figure == reading.head.id and cell not in reading.exact]
        if not cells or not reading.exact:
            continue
        place = {cell: at for at, cell in enumerate(_inner(reading))}
        exact = np.array([*(_row(cell, place) for cell in reading.exact), *_sums(reading, place)])
        rank = np.linalg.matrix_rank(exact, tol=CLOSE)
        for cell in cells:
            row = _row(cell, place)
            if np.any(row) and np.linalg.matrix_rank(np.vstack([exact, row]), tol=CLOSE) == rank:
                found.append(Finding("differences", cell, 0, 0, "follows from exact counts"))
    return found


def _inner(reading: Reading) -> list[Cell]:
    """The unknowns of one figure: each state under each word; without a breakdown each state."""
    words = [("", ""), *((cut, word) for cut in reading.groups for word in reading.head.words[cut])]
    return [Cell(reading.head.id, what, *word) for word in words for what in ("hits", "misses", "unknown")]


def _row(cell: Cell, place: dict[Cell, int]) -> Floats:
    row = np.zeros(len(place))
    for what in ("hits", "misses") if cell.what == "judged" else (cell.what,):
        if (at := place.get(cell._replace(what=what))) is not None:
            row[at] = 1
    return row


def _sums(reading: Reading, place: dict[Cell, int]) -> Iterator[Floats]:
    """A total less all of its groups is nothing."""
    for cut in set(reading.groups) - reading.head.overlaps:
        for what in ("hits", "misses", "unknown"):
            row = _row(Cell(reading.head.id, what), place)
            for word in reading.head.words[cut]:
                row -= _row(Cell(reading.head.id, what, cut, word), place)
            yield row


def subtractions(seen: Seen, wanted: Iterable[Cell], fewer_than: int = 5) -> list[Finding]:
    """The wanted counts that one total less the counts beside it leaves few values: pairs of nested counts (judged less
    hits, a part of a whole) and triples and more (a total less its other groups)."""
    wanted_there, found = set(wanted), {}
    for reading in seen.readings.values():
        for cell, where in [*_pairs(seen, reading), *_groups(reading)]:
            if cell in wanted_there and where.candidates < fewer_than:
                found[cell] = Finding("differences", cell, where.low, where.high)
    return list(found.values())


def _known(reading: Reading, cell: Cell) -> Between:
    """What is printed of a count, or what its own total and what it is a part of leave it."""
    return reading.known.get(cell, Between(0, math.inf))


def _pairs(seen: Seen, reading: Reading) -> Iterator[tuple[Cell, Between]]:
    """Judged less hits is misses; a hit of one within another is no more than that."""
    for word in [("", ""), *((cut, word) for cut in reading.groups for word in reading.head.words[cut])]:
        name = reading.head.id
        hits, judged = _known(reading, Cell(name, "hits", *word)), _known(reading, Cell(name, "judged", *word))
        if reading.head.unit != "count":
            yield Cell(name, "misses", *word), _less(judged, hits)
            yield Cell(name, "hits", *word), Between(hits.low, min(hits.high, judged.high))
            yield Cell(name, "judged", *word), Between(max(judged.low, hits.low), judged.high)
        for outer in reading.head.within:
            if outer in seen.readings and seen.readings[outer].head.subject == reading.head.subject:
                inner = _known(seen.readings[outer], Cell(outer, "unknown", *word))
                whole = _known(seen.readings[outer], Cell(outer, "hits", *word))
                if inner.high == 0 and seen.readings[outer].exact:
                    yield Cell(name, "hits", *word), Between(hits.low, min(hits.high, whole.high))


def _groups(reading: Reading) -> Iterator[tuple[Cell, Between]]:
    """A total less its groups: one hidden group alone, or two or three of them that share what is left."""
    for cut in reading.groups:
        if cut in reading.head.overlaps:
            continue
        for what in ("hits", "judged"):
            total = _known(reading, Cell(reading.head.id, what))
            cells = [Cell(reading.head.id, what, cut, word) for word in reading.head.words[cut]]
            hidden = [cell for cell in cells if cell not in reading.known]
            shown = [reading.known[cell] for cell in cells if cell in reading.known]
            left = _less(total, Between(sum(one.low for one in shown), sum(one.high for one in shown)))
            for size in (1, 2, 3):
                if len(hidden) == size:
                    for cell in hidden:
                        yield cell, Between(left.low if size == 1 else 0, left.high)
            for one, other in combinations(hidden, 2) if len(hidden) > 3 else ():
                yield one, Between(0, left.high)
                yield other, Between(0, left.high)


def _less(whole: Between, part: Between) -> Between:
    return Between(max(whole.low - part.high, 0), max(whole.high - part.low, 0))
