"""Wide registers: a column a day or a session, a row a child, turned into one row a mark.

The marks of a cell under a day are those of its two sessions; a blank is a register not taken. Columns in which nobody
has a mark are no sessions (yet), and rows without any mark are no children's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sgdata.intake.layout.days import Half, Slot, dated
from sgdata.intake.layout.grid import AnyPath, Row
from sgdata.intake.layout.margins import NO_MARK
from sgdata.intake.layout.tables_in import FoundTable, LeftOut
from sgdata.tables.attendance import ATTENDANCE_CODES

_CODE = "|".join(re.escape(code) for code in sorted([*ATTENDANCE_CODES, "-"], key=len, reverse=True))
_TWO_MARKS = re.compile(rf"({_CODE})[\s,;|]*({_CODE})", re.IGNORECASE)
_ONE_CODE = {*ATTENDANCE_CODES, "-"}
_HALVES: tuple[Half, Half] = ("AM", "PM")
NO_YEAR = (
    "the days that head its columns have no year, or days of the week of another year: write the year into the row "
    "above the table, such as 2026/27 or 2026"
)


@dataclass
class WideRegister:
    """A wide register as a sheet of marks: its other columns, then `date`, `session` and `code`. `fault` says why it
    cannot be one, in words; then `records` gives its rows as they are. After `records`: `left_out` and `note`."""

    table: FoundTable
    sheet_name: str = ""
    left_out: list[LeftOut] = field(default_factory=list)
    note: str = ""

    @property
    def path(self) -> AnyPath:
        return self.table.path

    @property
    def header(self) -> tuple[str, ...]:
        return self.table.head.columns

    @property
    def fault(self) -> str:
        return "" if self.days() else NO_YEAR

    def records(self) -> Iterator[Row]:
        """Every mark with the line of its row. A row that is too long or too short is given as it is."""
        days, slots = self.days() or [], self.table.head.slots
        if not days:
            yield from self.table.records()
            return
        rows, ragged = self._rows(slots)
        used = [place for place in range(len(slots)) if any(marks[place] for _, _, marks in rows)]
        taken = [(place, days[place].isoformat(), slots[place].half) for place in used]
        self.left_out = sorted([*self.table.left_out, *((line, NO_MARK) for line, _, marks in rows if not any(marks))])
        unused = len(slots) - len(used)
        self.note = f"A register with {len(slots)} columns of marks" + (
            f"; {unused} of them hold none and are left out." if unused else "."
        )
        yield from ragged
        for line, others, marks in rows:
            if any(marks):
                for place, day, half in taken:
                    for session, mark in sessions_of(marks[place], half):
                        yield line, [*others, day, session, mark]

    def _rows(self, slots: tuple[Slot, ...]) -> tuple[list[tuple[int, list[str], list[str]]], list[Row]]:
        """Of each row its line, the cells under names that are known and its marks; and the rows of another width."""
        marks_at = [slot.place for slot in slots]
        names = self.table.head.names
        kept = [self.table.knows(name) for place, name in enumerate(names) if place not in set(marks_at)]
        others_at = [place for place in range(len(names)) if place not in set(marks_at)]
        rows, ragged = [], []
        for line, cells in self.table.records():
            if len(cells) != len(names):
                ragged.append((line, cells))
                continue
            others = [cells[place] if keep else "" for place, keep in zip(others_at, kept, strict=True)]
            rows.append((line, others, [cells[place].strip() for place in marks_at]))
        return rows, ragged

    def days(self) -> list[date] | None:
        """The day of each column of marks; None where that cannot be told."""
        around = [cell for _, cells in (*self.table.titles, *self.table.head.rows) for cell in cells]
        return dated(self.table.head.slots, [*around, self.sheet_name, self.path.stem])


def sessions_of(cell: str, half: Half | None) -> list[tuple[str, str]]:
    """The sessions of a cell with the mark of each. One mark alone under a whole day has the session that it names
    itself (/ morning, \\ afternoon), else none, so that the check asks for it."""
    if half:
        return [(half, cell)]
    if not cell:
        return [(each, "") for each in _HALVES]
    if cell.replace(" ", "").upper() in _ONE_CODE:
        return [({"/": "AM", "\\": "PM"}.get(cell, ""), cell)]
    if two := _TWO_MARKS.fullmatch(cell):
        return list(zip(_HALVES, two.groups(), strict=True))
    return [("", cell)]
