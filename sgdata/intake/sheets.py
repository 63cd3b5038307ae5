"""Every table of the files that are loaded: of folders, zipped folders, workbooks, and several of one sheet."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from pathlib import Path

from sgdata.intake import limits
from sgdata.intake.layout.days import slots_of
from sgdata.intake.layout.grid import AnyPath, Fits
from sgdata.intake.layout.header import LEAST_SLOTS
from sgdata.intake.layout.margins import below
from sgdata.intake.layout.tables_in import FoundTable, tables_in
from sgdata.intake.layout.wide import WideRegister
from sgdata.intake.layout.zipped import ZIPPED, members
from sgdata.intake.names import file_called
from sgdata.intake.package import remarks
from sgdata.intake.report import TableReport
from sgdata.intake.staging import ParquetFile, Sheet, Workbench
from sgdata.intake.synonyms import bare
from sgdata.intake.template import NOTES
from sgdata.intake.text_file import TextFile, decide, last_rows
from sgdata.intake.workbook import Worksheet, worksheets
from sgdata.tables.columns import folded

TEXT = (".csv", ".tsv", ".txt", ".psv")
WORKBOOKS = (".xlsx", ".xlsm")
PARQUET = (".parquet", ".pq")
LOOSE = (*TEXT, *WORKBOOKS, *PARQUET)
# A text file in a folder is mostly a note; whoever means one as data names it.
IN_FOLDERS = tuple(kind for kind in LOOSE if kind != ".txt")
MOST_ANSWERS = 10_000
LEAST_LETTERS = 2  # a register is full of cells of one sign, and none heads a column
Named = tuple[str, Sheet | ParquetFile]


@dataclass(frozen=True)
class LookedFor:
    """What sheets are looked for: the headers of their columns (folded), their names, and which headers fit one."""

    headers: Collection[str]
    names: Collection[str]
    fits: Fits
    remember: Callable[[str], str] | None = None
    """How a header is kept among `headers` where a person has said what it is."""


@dataclass
class Sheets:
    """The tables of files, one after the other; the next is found when this one has been read."""

    bench: Workbench
    looked_for: LookedFor
    progress: Callable[[str], None]
    not_read: list[TableReport] = field(default_factory=list)
    """What is said of workbooks beside their tables: of worksheets that are hidden, since what nobody sees is not
    loaded, and of macros, links and formulas."""

    def __post_init__(self) -> None:
        self._known = {bare(header) for header in self.looked_for.headers}
        self._knows = lru_cache(MOST_ANSWERS)(self._is_known)  # asked of the cells of every row

    def of(self, files: Iterable[Path]) -> Iterator[Named]:
        """Every table of the files with the name that the report gives it."""
        for file in files:
            called = file_called(file)
            self.progress(f"reading {called}")
            limits.looking(called)
            for named in self._of_any(called, file):
                yield named
                limits.looking()

    def _of_any(self, called: str, file: Path) -> Iterator[Named]:
        if file.suffix.lower() in ZIPPED:
            with members(file, IN_FOLDERS) as inside:
                for member in inside:
                    name = f"{called}: {file_called(member)}"
                    limits.looking(name)
                    yield from self._of_file(name, member)
        else:
            yield from self._of_file(called, file)

    def _of_file(self, called: str, file: AnyPath) -> Iterator[Named]:
        kind = Path(file.name).suffix.lower()
        if kind in PARQUET:
            yield called, self.bench.parquet(file)
        elif kind in WORKBOOKS:
            self.not_read += [TableReport(table=None, file=called, note=remark) for remark in remarks(file)]
            for sheet in worksheets(file):
                name = f"{called} [{self._sheet_name(sheet)}]"
                if sheet.is_hidden and sheet.name not in NOTES:
                    note = "Hidden, and so not read: unhide the sheet if it is to be loaded."
                    self.not_read.append(TableReport(table=None, file=name, note=note))
                elif sheet.name not in NOTES:
                    yield from self._tables(name, sheet)
        else:
            text = decide(file, self.looked_for.headers)
            if self._is_plain(text):
                yield called, text
            else:
                yield from self._tables(called, text)

    def _tables(self, called: str, grid: TextFile | Worksheet) -> Iterator[Named]:
        tables = tables_in(grid, self._knows, self.looked_for.fits)
        first = next(tables, None)
        for number, table in enumerate(chain([first] if first else [], tables), start=1):
            name = called if number == 1 else f"{called}, table {number}"
            yield name, self._as_sheet(table, grid)

    def _as_sheet(self, table: FoundTable, grid: TextFile | Worksheet) -> Sheet:
        if not table.head.slots:
            return table
        return WideRegister(table, grid.name if isinstance(grid, Worksheet) else "")

    def _is_plain(self, text: TextFile) -> bool:
        """Whether the header is the first row and every line below is a row of it: the fast reader may have it whole.

        A title can be as plain as a row: only a header that fits is one."""
        return (
            isinstance(text.path, Path)
            and "" not in text.header
            and len(slots_of([text.header])) < LEAST_SLOTS
            and self.looked_for.fits(text.header) > 0
            and sum(map(self._knows, text.header)) > 1
            and text.plain_records is not None
            and not any(below(cells) for cells in last_rows(text))
        )

    def _is_known(self, header: str) -> bool:
        if len(header) < LEAST_LETTERS:
            return False
        remember = self.looked_for.remember
        return bare(header) in self._known or (remember is not None and remember(header) in self.looked_for.headers)

    def _sheet_name(self, sheet: Worksheet) -> str:
        """The name of a worksheet where it is one that is looked for, else its place: it may bear a child's name."""
        names = map(folded, self.looked_for.names)
        return sheet.name if folded(sheet.name) in names else f"sheet {sheet.place}"
