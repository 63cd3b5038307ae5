"""Reads the files of a paper back: their texts in order, and how a PDF is tagged."""

import io
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Any

import openpyxl
from docx import Document
from docx.table import Table as WordTable
from pypdf import PdfReader


def read(ending: str, content: bytes) -> list[str]:
    """The texts of a file in the order in which it is read."""
    return {"pdf": read_pdf, "docx": read_docx, "xlsx": read_xlsx, "html": read_html}[ending](content)


def read_pdf(content: bytes) -> list[str]:
    """The text of the pages, without their footers; the words for charts are in the tags."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    assert all(re.search(rf"{place} of {len(pages)}", text) for place, text in enumerate(pages, start=1))
    return [re.sub(r"[^\n]*, as at [^\n]*?\d of \d+", "", text) for text in pages]


def read_docx(content: bytes) -> list[str]:
    found: list[str] = []
    for part in Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(part, WordTable):
            found += [cell.text for row in part.rows for cell in row.cells]
        else:
            found.append(part.text)
    return found


def read_xlsx(content: bytes) -> list[str]:
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Paper"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    return [str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None]


class Reader(HTMLParser):
    """Collects the texts of the body, and which elements there are."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read_html(content: bytes) -> list[str]:
    reader = Reader()
    reader.feed(content.decode().partition("<body>")[2])
    assert "script" not in [tag for tag, _ in reader.elements]
    return reader.texts


def bare(texts: Iterable[str]) -> str:
    """The texts as one, without any white space: a line may end anywhere."""
    return re.sub(r"\s", "", "".join(texts))


def catalog_of(document: PdfReader) -> Any:
    return document.trailer["/Root"]  # its types are only of what the format allows


def tags_of(tag: Any) -> list[Any]:
    """Every element of the tree of tags, in order."""
    tag = tag.get_object() if hasattr(tag, "get_object") else tag
    if isinstance(tag, list):
        return [found for one in tag for found in tags_of(one)]
    if not isinstance(tag, dict):
        return []
    return [tag, *tags_of(tag.get("/K"))]
