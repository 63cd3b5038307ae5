"""Where the header of a table stands and what its columns are called: by the names that are known, never by values.

A header may be two or three rows: a cell that was merged over several columns leaves blanks to its right, one that was
merged over rows leaves blanks below. A column is called by the upper and the lower cell together ("End reason"), by the
lowest alone, or by the upper alone: by the first of these that is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sgdata.intake.layout.days import Slot, slots_of
from sgdata.intake.layout.grid import Fits, Knows, Row, filled

MOST_ROWS_ABOVE = 20
MOST_HEADER_ROWS = 3
LEAST_SLOTS = 2
MARK = ("date", "session", "code")
"""What the columns of a day or a session become."""


@dataclass(frozen=True)
class Header:
    """The rows of a header, what each column is called, and which columns are days or sessions of a wide register."""

    rows: tuple[Row, ...]
    names: tuple[str, ...]
    known: int
    slots: tuple[Slot, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the table that it is the header of."""
        if not self.slots:
            return self.names
        slots = {slot.place for slot in self.slots}
        return (*(name for place, name in enumerate(self.names) if place not in slots), *MARK)


def find_header(rows: Sequence[Row], knows: Knows, fits: Fits) -> Header:
    """The header of the first table of a sheet; `rows` are its first, blank ones left out.

    Where none of them is that of a table that is looked for, the row with most names that are known, if it has some;
    else the first."""
    first = header_at(rows, knows, fits)
    if first and _is_certain(first):
        return first
    for start in range(1, min(len(rows), MOST_ROWS_ABOVE)):
        if (found := header_at(rows[start:], knows, fits)) and _is_certain(found):
            return found
    if first:
        return first
    alone = [_named(rows[place : place + 1], knows) for place in range(min(len(rows), MOST_ROWS_ABOVE))]
    best = max((one for one in alone if one), key=lambda one: one.known)
    return best if best.known > 1 or alone[0] is None else alone[0]


def header_at(rows: Sequence[Row], knows: Knows, fits: Fits) -> Header | None:
    """The header of a table that begins with the first of these rows, if one does."""
    best = _best_at(rows, knows, fits)
    if best and len(best.rows) > 1:
        below = _best_at(rows[1:], knows, fits)
        if below and (below.known, len(below.slots)) >= (best.known, len(best.slots)):
            return None  # the first row is a title, and adds no name
    return best


def _best_at(rows: Sequence[Row], knows: Knows, fits: Fits) -> Header | None:
    best: Header | None = None
    for depth in range(1, min(MOST_HEADER_ROWS, len(rows)) + 1):
        for found in (_wide(rows[:depth], knows, fits), _named(rows[:depth], knows)):
            if found is None or not found.known or not (found.slots or fits(found.columns)):
                continue
            if best is None or (len(found.slots), found.known) > (len(best.slots), best.known):
                best = found
    return best


def _is_certain(header: Header) -> bool:
    """Whether it can be nothing but a header: one name may stand in a line such as `Child ID: 7` as well."""
    return bool(header.slots) or header.known > 1 or header.known == len(filled(list(header.names)))


def _named(rows: Sequence[Row], knows: Knows) -> Header | None:
    """The rows as a header; None where the lower ones may be rows of data."""
    cells = _even(rows)
    if len(rows) == 1:
        names = tuple(cells[0])
        return Header(tuple(rows), names, sum(map(knows, names)))
    above = [_forward(upper) for upper in cells[:-1]]
    names = ()
    for place, lower in enumerate(cells[-1]):
        own = next((upper[place] for upper in reversed(cells[:-1]) if upper[place]), "")
        joined = " ".join(part for part in (*(upper[place] for upper in above), lower) if part)
        near = " ".join(part for part in (above[-1][place], lower) if part)
        called = next((name for name in (near, joined, lower) if name and knows(name)), "")
        if not called and lower and own and knows(own):
            return None  # a name that is known, and below it something that is no part of a name
        names += (called or (own if not lower and knows(own) else joined if lower else own),)
    return Header(tuple(rows), names, sum(map(knows, names)))


def _wide(rows: Sequence[Row], knows: Knows, fits: Fits) -> Header | None:
    """The rows as the header of a wide register; None where too few columns are days or sessions."""
    cells = _even(rows)
    slots = slots_of(cells)
    if len({replace(slot, place=0, weekday=None) for slot in slots}) < max(LEAST_SLOTS, len(slots)):
        return None  # too few, or one of them twice
    places = {slot.place for slot in slots}
    without = [
        (line, ["" if place in places else cell for place, cell in enumerate(row)])
        for (line, _), row in zip(rows, cells, strict=True)
    ]
    named = _named(without, knows)
    if not named or not named.known:
        return None
    header = Header(tuple(rows), named.names, named.known, slots)
    others = header.columns[: -len(MARK)]
    # Of a table that has more to say than marks they are no days. A register may leave out whose it is: what is missing
    # is then said of the columns that it has.
    as_marks, as_other = (max(fits(one), fits((*one, "provider_id"))) for one in (header.columns, others))
    return header if as_marks > max(len(MARK), as_other) else None


def _even(rows: Sequence[Row]) -> list[list[str]]:
    width = max(len(cells) for _, cells in rows)
    return [[cell.strip().lstrip("\ufeff") for cell in cells] + [""] * (width - len(cells)) for _, cells in rows]


def _forward(cells: list[str]) -> list[str]:
    """The cells, blanks filled with what stands to their left: what is left of cells that were merged."""
    filled_in, last = [], ""
    for cell in cells:
        last = cell or last
        filled_in.append(last)
    return filled_in
