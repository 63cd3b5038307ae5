"""Figures and records as files for a spreadsheet: CSV, and XLSX with the definitions on a second sheet.

Text that a spreadsheet would run as a formula is made plain text.
"""

import csv
import io
import os
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from sgdata.errors import Misuse
from sgdata.measures.catalogue import catalogue
from sgdata.measures.figure import Figure
from sgdata.measures.picture import Drawn, Picture
from sgdata.outputs.words import HIDDEN, answer, stands
from sgdata.release.ask import FiguresReport
from sgdata.release.live import ListedRecord

Rows = list[list[Any]]
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
FIGURE_HEADER = [
    *("id", "title", "group", "value", "numerator", "denominator", "not known", "worst case", "status", "answer"),
    *("as at", "since", "organisation", "snapshot", "role"),
]
DEFINITION_HEADER = [
    *("id", "title", "asks", "theme", "unit", "kind", "good", "target", "amber", "clauses", "rule", "authority"),
    *("edition", "caveat", "owner", "reviewed on", "review due on"),
]


def figure_rows(report: FiguresReport) -> Rows:
    """A row a figure, and one for each of its groups, header first."""
    asked = [report.as_at, report.since, report.organisation, report.snapshot, report.role]
    rows: Rows = [FIGURE_HEADER]
    for figure in report.figures:
        told = answer(catalogue()[figure.id], figure)
        shown = HIDDEN if figure.suppressed else stands(figure)
        numbers = [figure.value, figure.numerator, figure.denominator, figure.unknown, figure.worst_case]
        rows.append([figure.id, figure.title, "", *numbers, shown, told, *asked])
        rows += [
            [
                figure.id,
                figure.title,
                one.label,
                one.value,
                one.numerator,
                one.denominator,
                one.unknown,
                "",
                "",
                "",
                *asked,
            ]
            for one in figure.groups
        ]
    return rows


def table_rows(table: pd.DataFrame) -> Rows:
    """A table as it is shown, header first."""
    return [list(table.columns), *table.values.tolist()]


def picture_rows(picture: Picture, drawn: Drawn) -> Rows:
    """A row a row of a picture, under the headings of its table."""
    return [
        list(picture.columns.values()),
        *([_plain(row[column]) for column in picture.columns] for row in drawn.rows),
    ]


def _plain(value: Any) -> Any:
    return ";".join(map(str, value)) if isinstance(value, list) else value


def record_rows(rows: list[ListedRecord]) -> Rows:
    """A row a record under its case reference, header first."""
    return [list(ListedRecord.model_fields), *([*row.model_dump().values()] for row in rows)]


def definition_rows(shown: list[Figure]) -> Rows:
    """A row a figure: what it asks, the lines that it was judged by, its rule, who owns it; header first."""
    return [
        DEFINITION_HEADER,
        *(
            [
                *(one.id, one.title, one.asks, one.theme, one.unit, one.kind, one.good, figure.target, figure.amber),
                *("; ".join(one.clauses), one.rule, one.authority, one.edition, one.caveat, one.owner),
                *(one.reviewed_on, one.review_due_on),
            ]
            for figure in shown
            for one in [catalogue()[figure.id]]
        ),
    ]


def as_csv(rows: Rows) -> bytes:
    """The rows as CSV (UTF-8 with BOM, so that a spreadsheet reads it right)."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[harmless(cell) for cell in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Rows, shown: list[Figure]) -> bytes:
    """The rows as a workbook, the definitions of the figures on its second sheet."""
    book = Workbook()
    figures = book.active or book.create_sheet()
    figures.title = "Figures"
    write_table(figures, rows)
    write_table(book.create_sheet("Definitions"), definition_rows(shown))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def write(file: Path, rows: Rows, shown: list[Figure]) -> None:
    """Writes the rows to a .csv or .xlsx file; Misuse where it is neither, or cannot be written."""
    match file.suffix.lower():
        case ".csv":
            content = as_csv(rows)
        case ".xlsx":
            content = as_xlsx(rows, shown)
        case _:
            raise Misuse(f"{file} ends in neither .csv nor .xlsx: these two are written.")
    write_file(file, content)


def write_file(file: Path, content: bytes) -> None:
    """Writes a file whole or not at all; Misuse where it cannot be written."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(file)
    except OSError as problem:
        draft.unlink(missing_ok=True)
        raise Misuse(f"{file} cannot be written ({problem.strerror}): choose another place.") from None


def harmless(cell: Any) -> Any:
    """Text that would start a formula gets an apostrophe before it; numbers and dates stay."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(STARTS_A_FORMULA):
        return f"'{cell}"
    return cell.isoformat() if isinstance(cell, date) else cell


def write_rows(sheet: Worksheet, rows: Rows) -> None:
    """Writes the rows to an empty sheet, from its first cell on."""
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(row=number, column=place, value=value)
            if isinstance(value, str):
                cell.data_type = "s"  # text, whatever it looks like: no spreadsheet runs it as a formula


def write_table(sheet: Worksheet, rows: Rows) -> None:
    """As `write_rows`, with the first row as a header that stays in sight."""
    write_rows(sheet, rows)
    for header in sheet[1]:
        header.font = Font(bold=True)
    sheet.freeze_panes = "A2"
