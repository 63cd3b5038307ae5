"""Leaders' papers as an attacker reads them: every text in every byte of a file, and every number beside the words of a
figure, a month or a group that is not the number which the release shows."""

import io
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import openpyxl
from pypdf import PdfReader

from sgdata.measures.catalogue import catalogue
from sgdata.measures.figure import Figure, Group, TrendPoint
from sgdata.measures.indicator import Indicator
from sgdata.release.released import Release
from tests.read_papers import catalog_of, tags_of

NUMBER = r"(?:about\s)?(\d[\d,]*(?:\.\d+)?)"
SHARE = r"[^;|]{0,40}?(?:%|percentage|per\s100)(?:\sor\s(?:more|less))?"
GEOMETRY = {"x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width", "height", "viewbox", "content", "class"}


class _Html(HTMLParser):
    """Every text, comment and attribute; where the lines of a drawing stand is in none of them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name not in GEOMETRY]

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_comment(self, data: str) -> None:
        self.found.append(data)


def texts(ending: str, content: bytes) -> list[str]:
    """Everything in a file that can be read, in its order."""
    return {"pdf": _pdf, "docx": _zipped, "xlsx": _xlsx, "html": _html}[ending](content)


def _pdf(content: bytes) -> list[str]:
    document = PdfReader(io.BytesIO(content))
    tags = tags_of(catalog_of(document)["/StructTreeRoot"])
    named = [str(tag[name]) for tag in tags for name in ("/Alt", "/ActualText", "/T", "/E") if name in tag]
    assert not document.attachments
    streams = [one.get_data() for one in _streams(document) if one.get("/Type") == "/Metadata"]
    told = [str(value) for value in (document.metadata or {}).values()]
    return [*(page.extract_text() for page in document.pages), *named, *told, *(one.decode() for one in streams)]


def _streams(document: PdfReader) -> Iterator[Any]:
    for number in range(1, int(document.trailer["/Size"])):  # type: ignore[call-overload]  # a number of the format
        found = document.get_object(number)
        if hasattr(found, "get_data"):
            yield found


def _zipped(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts = [file.read(name) for name in file.namelist() if name.endswith((".xml", ".rels"))]
    return [text for part in parts for text in ElementTree.fromstring(part).itertext()]


def _xlsx(content: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.comment is None for sheet in book for row in sheet.iter_rows() for cell in row)
    return [*cells, *_zipped(content)]


def _html(content: bytes) -> list[str]:
    reader = _Html()
    reader.feed(content.decode())
    return reader.found


def findings(release: Release, ending: str, content: bytes) -> list[str]:
    """What a file tells that the release does not, in words."""
    said = " ".join(" ".join(texts(ending, content)).split())
    found = [*_sentences(release, said), *_rows(release, said), *_months(release, said), *_groups(release, said)]
    return sorted({*found, *(_cells(release, content) if ending == "xlsx" else ())})


def _numbers(one: Figure | Group | TrendPoint) -> set[float]:
    """What is released of it as a number: what counts, of how many, of how many judged, not known."""
    unknown, all_of = one.unknown or 0, one.denominator
    return {number for number in (one.numerator, all_of, one.unknown) if number is not None} | (
        {all_of - unknown} if all_of is not None else set()
    )


def _are_shown(told: set[float], figure: Figure) -> bool:
    """Whether all are numbers of the figure, its share and its worst case among them."""
    shown = _numbers(figure) | {one for one in (figure.value, figure.worst_case) if one is not None}
    return all(any(abs(number - one) < 1e-9 for one in shown) for number in told)


def _read(text: str) -> float:
    return float(text.replace(",", "").rstrip("."))


def _literally(text: str) -> str:
    """Words, wherever a line may end in them."""
    return re.sub(r"(?:\\ )+", r"\\s", re.escape(text)).replace(r"\-", r"\-\s?")


def _pattern(sentence: str) -> re.Pattern[str]:
    """The sentence of an indicator with its numbers open."""
    parts = []
    for piece in re.split(r"(\{[^}]*\})", sentence):
        if piece.startswith("{") and "|" in piece:
            parts.append("(?:" + "|".join(_literally(one) for one in piece[1:-1].split("|")[1:]) + ")")
        elif piece == "{percent}":
            parts.append(SHARE)
        else:
            parts.append(NUMBER if piece.startswith("{") else _literally(piece))
    return re.compile("".join(parts), re.IGNORECASE)


def _sentences(release: Release, said: str) -> Iterator[str]:
    """Answers with another number than the released one, or of a figure that is hidden."""
    found: dict[tuple[int, int], list[tuple[Figure, list[float]]]] = {}
    for indicator in catalogue().values():
        figure = release.of(indicator.id).figure
        for sentence in {indicator.answer, indicator.answer_none, indicator.answer_no_data}:
            for match in _pattern(sentence).finditer(said):
                told = [_read(number) for number in match.groups() if number is not None]
                found.setdefault(match.span(), []).append((figure, told))
    for (start, end), readings in found.items():
        if not any(not figure.suppressed and {*told} <= _numbers(figure) for figure, told in readings):
            yield f"a sentence: {said[start:end]}"


def _rows(release: Release, said: str) -> Iterator[str]:
    """A title with another number behind it."""
    titles: dict[str, list[Indicator]] = {}
    for indicator in catalogue().values():
        titles.setdefault(_literally(indicator.title), []).append(indicator)
    for title, named in titles.items():
        for match in re.finditer(rf"{title}\s{NUMBER}(?:\sof\s{NUMBER})?(?!\s%)", said):
            told = {_read(number) for number in match.groups() if number is not None}
            if not any(_are_shown(told, release.of(one.id).figure) for one in named):
                yield f"a row: {match.group()}"


def _months(release: Release, said: str) -> Iterator[str]:
    """A month in the table of a figure with other numbers than its released ones."""
    for indicator in catalogue().values():
        caption = _literally(f"{indicator.title}: the numbers behind the chart")
        points = release.of(indicator.id).trend
        for start in (one.end() for one in re.finditer(caption, said)):
            for point in points:
                month = _literally(f"{point.as_at:%B %Y}")
                match = re.compile(rf"{month}(.{{0,60}}?)(?:{NUMBER}\sof\s{NUMBER}|hidden)").search(said, start)
                told = {_read(one) for one in match.groups()[1:] if one} if match else set()
                if not told <= _numbers(point):
                    yield f"a month of {indicator.id}: {point.as_at} {told}"


def _groups(release: Release, said: str) -> Iterator[str]:
    """A group behind the caption of its breakdown with another number than its released one."""
    for indicator in catalogue().values():
        for by, groups in release.of(indicator.id).groups.items():
            caption = _literally(f"{indicator.title}, by {by.replace('_', ' ')}")
            for start in (one.end() for one in re.finditer(caption, said, re.IGNORECASE)):
                for group in groups:
                    label = _literally(group.label.replace("_", " "))
                    told = re.compile(rf"\b{label}\s{NUMBER}(?:\sof\s{NUMBER})?", re.IGNORECASE).search(
                        said, start, start + 500
                    )
                    if told and not {_read(one) for one in told.groups() if one} <= _numbers(group):
                        yield f"a group of {indicator.id}: {told.group()}"


def _cells(release: Release, content: bytes) -> Iterator[str]:
    """A cell of the sheet of figures with another number than the released one."""
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Figures"]
    for row in sheet.iter_rows(min_row=2, values_only=True):
        figure = release.of(str(row[0])).figure
        told = {float(cell) for cell in row if isinstance(cell, int | float)}
        if not _are_shown(told, figure):
            yield f"cells of {figure.id}: {sorted(told)}"
