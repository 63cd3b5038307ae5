"""A paper as a Word document that a screen reader can walk through: headings, lists and header rows are marked as such.

Charts are told in words, above the table that holds their numbers.
"""

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from sgdata.outputs.pack.paper import Bullets, Chart, Heading, Paper, Paragraph, Table
from sgdata.outputs.pack.zipped import moment, same_bytes

PAGE, MARGIN, TEXT = (210, 297), 18, 174  # of A4, in millimetres
FONT, SIZE, SMALL = "Arial", 10.5, 8.5


def as_docx(paper: Paper) -> bytes:
    """The document; the same bytes for the same paper."""
    document = Document()
    _set_up(document, paper)
    document.add_heading(paper.title, 0)
    document.add_paragraph(paper.subtitle)
    for block in paper.blocks:
        match block:
            case Heading():
                document.add_heading(block.text, block.level)
            case Paragraph():
                document.add_paragraph(block.text)
            case Bullets():
                for item in block.items:
                    document.add_paragraph(item, "List Bullet")
            case Table():
                _add_table(document, block)
            case Chart():
                _add_caption(document, block.title)
                document.add_paragraph(block.alt)
    file = io.BytesIO()
    document.save(file)
    return same_bytes(file.getvalue(), paper.as_at)


def _set_up(document: WordDocument, paper: Paper) -> None:
    """Page, font, language and properties; the line of the source on every page, with the page's number."""
    page, normal, told = document.sections[0], document.styles["Normal"], document.core_properties
    page.page_width, page.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    page.left_margin = page.right_margin = Mm(MARGIN)
    normal.font.name, normal.font.size = FONT, Pt(SIZE)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), paper.language)
    told.title, told.language, told.author, told.comments, told.last_modified_by = (
        *(paper.title, paper.language),
        *("", "", ""),
    )
    told.created = told.modified = moment(paper.as_at)
    footer = page.footer.paragraphs[0]
    footer.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT), WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(f"{paper.source}\t").font.size = Pt(SMALL)
    _add_page_number(footer)


def _add_page_number(line: WordParagraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    line._p.append(field)  # the library has no word for a field


def _add_caption(document: WordDocument, text: str) -> None:
    """A bold line that stays with what follows."""
    line = document.add_paragraph()
    line.add_run(text).bold = True
    line.paragraph_format.keep_with_next = True


def _add_table(document: WordDocument, block: Table) -> None:
    """The table under its caption. Its header is said again on each page; a row is not cut in two."""
    _add_caption(document, block.caption)
    table = document.add_table(0, len(block.header), "Table Grid")
    described = OxmlElement("w:tblDescription")
    described.set(qn("w:val"), block.caption)
    table._tbl.tblPr.append(described)  # nor for the alternative text of a table
    shares = [width / sum(block.widths) for width in block.widths]
    for place, row in enumerate((block.header, *block.rows)):
        line = table.add_row()
        marks = line._tr.get_or_add_trPr()
        marks.append(OxmlElement("w:cantSplit"))
        if place == 0:
            marks.append(OxmlElement("w:tblHeader"))
        for cell, text, share in zip(line.cells, row, shares, strict=True):
            cell.width = Mm(TEXT * share)
            run = cell.paragraphs[0].add_run(text)
            run.font.size, run.bold = Pt(SMALL), place == 0
    document.add_paragraph()
