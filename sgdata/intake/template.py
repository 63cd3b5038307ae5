"""The template workbook: a worksheet a table, drop-downs for its vocabularies, a note on every column."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sgdata.errors import Misuse
from sgdata.tables import TABLES, Table
from sgdata.tables.columns import AttendanceCode, Column, Day, Moment, Vocabulary, VocabularyList, YesOrNo

README = "Read me"
WORDS = "Words"
NOTES = (README, WORDS)
LAST_ROW = 5_000

INTRODUCTION = (
    "How to fill in this workbook",
    "Each worksheet is one table; leave empty what you do not know; delete worksheets that you do not need.",
    "Columns with a dark header make a row unique and may not be empty. A row loaded again replaces the old one.",
    "Dates: 2026-11-20. Times: 2026-11-20T16:50. Yes or no: yes, no. Lists: separated by semicolons.",
    "Write no names, addresses or other words about a person anywhere: ids are replaced by pseudonyms when you load.",
    "Load it with: sgdata load THIS_FILE.xlsx",
)


def write_template(file: Path) -> None:
    """Writes the workbook; it can be loaded as it is, once filled in. Misuse where it cannot be written."""
    book = Workbook()
    readme = book.active or book.create_sheet()
    readme.title = README
    words = book.create_sheet(WORDS)
    _explain(readme)
    for table in TABLES.values():
        _lay_sheet(book.create_sheet(table.TABLE), words, table)
    words.sheet_state = "hidden"
    try:
        book.save(file)
    except OSError as problem:
        raise Misuse(f"{file} cannot be written: {problem.strerror}.") from None


def _explain(sheet: Worksheet) -> None:
    for line in INTRODUCTION:
        sheet.append([line])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append([])
    sheet.append(["Table", "Column", "Key", "What it holds", "Wanted"])
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    for table in TABLES.values():
        sheet.append([table.TABLE, "", "", " ".join((table.__doc__ or "").split())])
        for column in table.columns():
            key = "key" if column.is_key else ""
            sheet.append(["", column.name, key, column.description, column.kind.wanted])
    for letter, width in zip("ABCDE", (24, 30, 6, 90, 90), strict=True):
        sheet.column_dimensions[letter].width = width


def _lay_sheet(sheet: Worksheet, words: Worksheet, table: type[Table]) -> None:
    sheet.freeze_panes = "A2"
    for place, column in enumerate(table.columns(), start=1):
        letter = get_column_letter(place)
        header = sheet.cell(row=1, column=place, value=column.name)
        header.font = Font(bold=True, color="FFFFFF" if column.is_key else "000000")
        header.fill = PatternFill("solid", start_color="1D4E5F" if column.is_key else "DCE7EA")
        header.comment = Comment(f"{column.description}\nWanted: {column.kind.wanted}", "sgdata", height=160, width=320)
        sheet.column_dimensions[letter].width = max(14, len(column.name) + 3)
        for row in range(2, 12) if isinstance(column.kind, Day | Moment) else ():
            sheet.cell(row=row, column=place).number_format = "@"  # else a spreadsheet turns a typed date into its own
        if drop_down := _drop_down(words, column):
            sheet.add_data_validation(drop_down)
            drop_down.add(f"{letter}2:{letter}{LAST_ROW}")


def _drop_down(words: Worksheet, column: Column) -> DataValidation | None:
    """A list to choose from; for lists of several words and codes it advises and does not stop."""
    if isinstance(column.kind, YesOrNo):
        choices: tuple[str, ...] = ("yes", "no")
    elif isinstance(column.kind, Vocabulary):
        choices = column.kind.words
    else:
        return None
    place = words.max_column + 1
    for row, word in enumerate(choices, start=1):
        words.cell(row=row, column=place, value=word)
    letter = get_column_letter(place)
    advises = isinstance(column.kind, VocabularyList | AttendanceCode)
    return DataValidation(
        type="list",
        formula1=f"{WORDS}!${letter}$1:${letter}${len(choices)}",
        allow_blank=True,
        showErrorMessage=not advises,
        errorTitle=column.name,
        error="Choose one of the list, or leave it empty.",
    )
