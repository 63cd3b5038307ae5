"""The tables of a sheet: below one another, side by side, with what stands around them left out and said so.

A table is read when its rows are asked for, and only then is it known where it ends; nothing of a row is kept.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from sgdata.errors import Misuse
from sgdata.intake.layout.grid import AnyPath, Fits, Grid, Knows, Row, filled
from sgdata.intake.layout.header import MOST_HEADER_ROWS, MOST_ROWS_ABOVE, Header, find_header, header_at
from sgdata.intake.layout.margins import (
    HEADER_AGAIN,
    MOST_CELLS_OF_A_LIST,
    NOTE,
    TITLE,
    TOTAL,
    begins_list,
    below,
    between,
    is_number,
    may_be_no_row,
)
from sgdata.intake.names import file_called
from sgdata.tables.columns import folded

MOST_TABLES = 50
MOST_WAITING = 40
LEAST_KNOWN_OF_A_NEW_HEADER = 2
LEAST_CELLS_OF_A_BLOCK = 3
LeftOut = tuple[int, str]
"""A line that is no row of a table, and what it is."""


@dataclass
class FoundTable:
    """One table of a grid. After `records` it is known what was `left_out` and where the `next` begins."""

    grid: Grid
    head: Header
    knows: Knows
    fits: Fits
    titles: tuple[Row, ...] = ()
    start: int = 0
    end: int | None = None
    left_out: list[LeftOut] = field(default_factory=list)
    next: int | None = None
    is_read: bool = False
    note = ""
    _looked: dict[int, bool] = field(default_factory=dict)

    @property
    def path(self) -> AnyPath:
        return self.grid.path

    @property
    def header(self) -> tuple[str, ...]:
        return self.head.names[self.start : self.end]

    def records(self) -> Iterator[Row]:
        """Every row of the table with its line, cut to its columns; rows that are too long or too short as they are."""
        self.left_out = [(line, TITLE) for line, _ in self.titles]
        self.is_read, self.next = False, None
        width, wanted = len(self.head.names), len(self.header)
        for line, cells in self._rows():
            if len(cells) < width and (self.grid.pads or self._is_short_beside(len(cells))):
                cells = cells + [""] * (width - len(cells))
            own = cells if self.end is None and not self.start else cells[self.start : self.end]
            if len(cells) > width and (self.end is None or self.end == width):
                own = cells[self.start :]
            if wanted == width or any(cell.strip() for cell in own):
                yield line, own
        self.is_read = True

    def _is_short_beside(self, cells: int) -> bool:
        """Whether a row of tables side by side ends before this one begins, or after its last named column."""
        last = max((place for place, name in enumerate(self.header) if name), default=0)
        return self.end is not None and (cells <= self.start or cells > self.start + last)

    def _rows(self) -> Iterator[Row]:
        """The rows between the header and the next one that are of the table."""
        if not self.fits(self.head.columns) and not self.head.slots:
            yield from self._rows_of_stranger()
            return
        again = {_fold(cells) for _, cells in (*self.head.rows, *self.titles)}
        first_again = {texts[0] for texts in again}
        waiting: deque[Row] = deque()
        in_list = False
        for upcoming in self._looking_ahead():
            line, cells = upcoming[0]
            texts = filled(cells)
            if texts and folded(texts[0]) in first_again and _fold(cells) in again:
                self.left_out.append((line, HEADER_AGAIN))
            elif texts and self._is_new_header(upcoming):
                own, self.next = _split(waiting, line)
                yield from self._settle(own, is_end=True)
                return
            elif may_be_no_row(cells, texts, len(self.head.names)) or (in_list and len(texts) <= MOST_CELLS_OF_A_LIST):
                waiting.append((line, cells))
                in_list |= begins_list(cells)
                if len(waiting) > MOST_WAITING and not in_list:
                    yield from self._settle([waiting.popleft()], is_end=False)
            else:
                yield from self._settle(waiting, is_end=False)
                waiting.clear()
                in_list = False
                yield line, cells
        yield from self._settle(waiting, is_end=True)

    def _rows_of_stranger(self) -> Iterator[Row]:
        """All rows up to the header of a table that is looked for: of what is not known nothing is left out."""
        self.left_out = []
        yield from self.titles
        for upcoming in self._looking_ahead():
            if upcoming[0][1] and self._is_new_header(upcoming):
                self.next = upcoming[0][0]
                return
            if upcoming[0][1]:
                yield upcoming[0]

    def _looking_ahead(self) -> Iterator[list[Row]]:
        """Each row below the header with those that follow it, as many as a header may have."""
        rows = (row for row in self.grid.rows() if row[0] > self.head.rows[-1][0])
        window: deque[Row] = deque(islice(rows, MOST_HEADER_ROWS))
        while window:
            yield list(window)
            window.popleft()
            window.extend(islice(rows, 1))

    def _is_new_header(self, upcoming: list[Row]) -> bool:
        """Whether another table begins here."""
        seen = self._looked
        may_head = {line: seen[line] if line in seen else self._may_head(cells) for line, cells in upcoming[:2]}
        self._looked = may_head  # the second row is the first of the next look
        if not any(may_head.values()):
            return False
        found = header_at([row for row in upcoming if row[1]], self.knows, self.fits)
        return found is not None and (bool(found.slots) or found.known >= LEAST_KNOWN_OF_A_NEW_HEADER)

    def _may_head(self, cells: list[str]) -> bool:
        """A quick look: cells that begin with a digit are of a row, or are days that head columns of marks."""
        texts = filled(cells)
        if any(text[0].isdigit() for text in texts):
            return self.knows(texts[0])
        return sum(map(self.knows, texts)) >= LEAST_KNOWN_OF_A_NEW_HEADER

    def _settle(self, waiting: Iterable[Row], is_end: bool) -> Iterator[Row]:
        """Gives those rows that are some, and notes the others as left out."""
        in_list = False
        for line, cells in waiting:
            if not cells:
                continue
            what = below(cells) if is_end else between(cells)
            in_list |= is_end and begins_list(cells)
            if not what and in_list:
                what = NOTE
            if not what and is_end and self._is_sums(line, cells):
                what = TOTAL
            if what:
                self.left_out.append((line, what))
            else:
                yield line, cells

    def _is_sums(self, line: int, cells: list[str]) -> bool:
        """Whether the row's cells are the sums, or the counts, of what stands above them."""
        places = {place: cell.strip() for place, cell in enumerate(cells) if cell.strip()}
        if 0 in places or not all(map(is_number, places.values())):
            return False
        sums, counts = dict.fromkeys(places, 0.0), dict.fromkeys(places, 0)
        for above, row in self.grid.rows():
            if self.head.rows[-1][0] < above < line:
                for place in places:
                    if place < len(row) and (cell := row[place].strip()):
                        counts[place] += 1
                        sums[place] += float(cell.replace(",", "")) if is_number(cell) and "%" not in cell else 0
        wanted = {place: float(cell.strip("+£% ").replace(",", "")) for place, cell in places.items()}
        return all(wanted[place] in (counts[place], round(sums[place], 6)) for place in places)


def tables_in(grid: Grid, knows: Knows, fits: Fits) -> Iterator[FoundTable]:
    """The tables of a sheet in the order of their headers, at least one unless it is empty. The next one is looked for
    when this one has been read."""
    after = 0
    for number in range(MOST_TABLES + 1):
        start = [row for row in islice(_from(grid, after), 4 * MOST_ROWS_ABOVE) if row[1]]
        start = start[: MOST_ROWS_ABOVE + MOST_HEADER_ROWS]
        if not start:
            return
        if number == MOST_TABLES:
            raise Misuse(f"{file_called(grid.path)} has more than {MOST_TABLES} tables in one sheet: split it.")
        head = find_header(start, knows, fits)
        titles = _above(start, head)
        if block := _is_block(titles):
            head = find_header([row for row in titles if row[0] >= block][:1], knows, fits)
            titles = _above(start, head)
        cuts = _side_by_side(head, fits)
        found = [FoundTable(grid, head, knows, fits, () if place else titles, *cut) for place, cut in enumerate(cuts)]
        yield from found
        first = found[0]
        if not first.is_read:
            for _ in first.records():
                pass
        if first.next is None:
            return
        after = first.next


def _above(rows: list[Row], head: Header) -> tuple[Row, ...]:
    return tuple(row for row in rows if row[0] < head.rows[0][0])


def _from(grid: Grid, line: int) -> Iterator[Row]:
    return (row for row in grid.rows() if row[0] >= line)


def _side_by_side(head: Header, fits: Fits) -> list[tuple[int, int | None]]:
    """The columns of each table, from and to: several where blank columns part what are tables on their own, of more
    columns than they are one of together."""
    if head.slots or "" not in head.names:
        return [(0, None)]
    parts = _parts(head.names)
    own = [(start, end) for start, end in parts if fits(head.names[start:end])]
    if len(own) < 2 or fits(head.names) >= sum(fits(head.names[start:end]) for start, end in own):
        return [(0, None)]
    edges = [start for start, _ in own[1:]]
    return list(zip([0, *edges], [*edges, len(head.names)], strict=True))


def _parts(names: tuple[str, ...]) -> list[tuple[int, int]]:
    """The stretches of columns that have a name."""
    found, start = [], None
    for place, name in enumerate((*names, "")):
        if name and start is None:
            start = place
        elif not name and start is not None:
            found.append((start, place))
            start = None
    return found


def _split(waiting: deque[Row], line: int) -> tuple[list[Row], int]:
    """Of the rows before another header those that are still of the table above, and the first line of the next: lone
    cells that follow a blank row are its title."""
    rows = list(waiting)
    place = len(rows)
    while place and len(filled(rows[place - 1][1])) <= 1:
        place -= 1
    while place < len(rows) and rows[place][1]:
        place += 1
    titles = [row for row in rows[place:] if row[1]]
    return rows[:place], titles[0][0] if titles else line


def _fold(cells: list[str]) -> tuple[str, ...]:
    """A row as what is left of it when case, spaces and blank cells do not matter."""
    return tuple(folded(cell) for cell in cells if cell.strip())


def _is_block(titles: tuple[Row, ...]) -> int | None:
    """The line of the first of at least two rows above the header that look to be a table of their own."""
    wide = [
        line
        for line, cells in titles
        if len(texts := filled(cells)) >= LEAST_CELLS_OF_A_BLOCK and not any(text.endswith(":") for text in texts)
    ]
    return wide[0] if len(wide) > 1 else None
