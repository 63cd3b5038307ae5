"""A paper as a workbook: its words in order, its figures, their definitions, and the numbers of each chart."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from sgdata.outputs.export import Rows, definition_rows, figure_rows, write_rows, write_table
from sgdata.outputs.pack.paper import Bullets, Chart, Heading, Paper, Paragraph, Table
from sgdata.outputs.pack.zipped import moment, same_bytes

WIDE, NARROW = 60, 24


def as_xlsx(paper: Paper) -> bytes:
    """The workbook; the same bytes for the same paper."""
    book = Workbook()
    book.properties.title, book.properties.language = paper.title, paper.language
    book.properties.creator = ""
    book.properties.created = moment(paper.as_at)
    words = book.active or book.create_sheet()
    words.title = "Paper"
    _write_words(words, paper)
    write_table(book.create_sheet("Figures"), figure_rows(paper.report))
    write_table(book.create_sheet("Definitions"), definition_rows(paper.report.figures))
    charts = [block for block in paper.blocks if isinstance(block, Chart)]
    for count, chart in enumerate(charts, start=1):
        rows: Rows = [["Month", chart.title, "As it is shown", "Target"]]
        rows += [
            [label, value, written, chart.target]
            for label, value, written in zip(chart.labels, chart.values, chart.written, strict=True)
        ]
        write_table(book.create_sheet(f"Data {count}"), rows)
    file = io.BytesIO()
    book.save(file)
    return same_bytes(file.getvalue(), paper.as_at)


def _write_words(sheet: Worksheet, paper: Paper) -> None:
    """A row a text, and a row a row of a table."""
    rows: Rows = [[paper.title], [paper.subtitle], [paper.source]]
    bold = {1}
    for block in paper.blocks:
        match block:
            case Heading():
                rows += [[], [block.text]]
                bold.add(len(rows))
            case Paragraph():
                rows.append([block.text])
            case Bullets():
                rows += [[item] for item in block.items]
            case Table():
                rows += [[block.caption], [*block.header]]
                bold.add(len(rows))
                rows += [[*row] for row in block.rows]
            case Chart():
                rows += [[block.title], [block.alt]]
    write_rows(sheet, rows)
    for number in bold:
        for cell in sheet[number]:
            cell.font = Font(bold=True)
    for column in "ABCDEF":
        sheet.column_dimensions[column].width = WIDE if column == "A" else NARROW
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
