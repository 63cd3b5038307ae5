"""What a sheet of any file is before anybody knows its tables: rows of cells with their lines."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

AnyPath = Path | zipfile.Path
"""A file of a folder or of a zipped one, which is read where it lies and never unpacked on disk."""
Row = tuple[int, list[str]]
Knows = Callable[[str], bool]
"""Whether a text is the name of a column that somebody looks for."""
Fits = Callable[[tuple[str, ...]], int]
"""How many columns of a table that somebody looks for a header has; 0 where it is that of none."""


class Grid(Protocol):
    """A text file or a worksheet."""

    @property
    def path(self) -> AnyPath: ...
    @property
    def pads(self) -> bool:
        """Whether a row ends at its last cell that holds anything, so that a short row is a whole one."""
        ...

    def lines(self) -> int:
        """How many lines it has, whatever stands on them."""
        ...

    def rows(self) -> Iterator[Row]:
        """Every row with its line; blank rows that follow one another as one row without cells."""
        ...


def filled(cells: list[str]) -> list[str]:
    """The cells that hold anything, stripped."""
    return [text for cell in cells if (text := cell.strip())]
