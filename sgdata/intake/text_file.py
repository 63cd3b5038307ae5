"""Delimited text: its encoding, its delimiter and its number of records, decided by us before anybody parses it.

DuckDB's sniffing is off (it raised no error and gave the wrong columns on most polluted files): what is decided here
is handed to it explicitly, and the records counted here are held against those it read.
"""

import codecs
import csv
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from itertools import islice, product
from os import SEEK_END

import numpy as np
import numpy.typing as npt

from sgdata.errors import Misuse
from sgdata.intake import limits
from sgdata.intake.layout.grid import AnyPath, Row
from sgdata.intake.names import file_called
from sgdata.tables.columns import folded

DELIMITERS = (",", ";", "\t", "|")
# How cells are quoted, and whether a space follows the delimiter; the first unless another shows more known headers.
QUOTING = (('"', False), ('"', True), ("'", False), ("'", True))
MOST_ROWS_LOOKED_AT = 20
MOST_BYTES_OF_AN_END = 1 << 16
# A line that holds the first may be a total; one that begins with these may be one in capitals, or a page number.
TOTAL_WORD = b"otal"
NO_ROW_LETTERS = b"TtGgSsOoPp"
NO_ROW_WORDS = (b"OTAL", b"age ", b"AGE ")
CHUNK = 1 << 22
MOST_HEADER_LINES = 100
MOST_SIGNS_OF_A_HEADER_LINE = 200_000
MOST_SIGNS_OF_A_START = 1_000_000
MOST_COLUMNS = 2_000
SIGN_EVERY = 10_000  # lines
NEW_LINE, RETURN, QUOTE = ord("\n"), ord("\r"), ord('"')
# The first bytes of every white space there is: a line that begins with one of them may be blank.
WHITE_SPACE_BYTES = sorted({chr(sign).encode()[0] for sign in range(0x3001) if chr(sign).isspace()})
Positions = npt.NDArray[np.intp]


@dataclass(frozen=True)
class TextFile:
    """A delimited text file as decided: how to decode it and how to cut it."""

    path: AnyPath
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    header_line: int
    quote: str = '"'
    space_follows: bool = False
    pads = False

    @cached_property
    def plain_records(self) -> int | None:
        """What `count_plain_records` says of it."""
        return count_plain_records(self)

    def records(self) -> Iterator[Row]:
        """Every record after the header that is not blank, with the line it starts on."""
        return ((line, cells) for line, cells in self.rows() if line > self.header_line and cells)

    def lines(self) -> int:
        """How many lines it has, whatever stands on them."""
        ends = Counter[bytes]()
        with self.path.open("rb") as file:
            while chunk := file.read(CHUNK):
                ends.update({end: chunk.count(end) for end in (b"\n", b"\r")})
        return max(ends.values(), default=0)

    def rows(self) -> Iterator[Row]:
        """Every record with the line it starts on; of several blank ones in a row the first, without cells."""
        with self.path.open(encoding=self.encoding, newline="") as file:
            reader = csv.reader(
                file, delimiter=self.delimiter, quotechar=self.quote, skipinitialspace=self.space_follows
            )
            line, is_blank = 0, False
            try:
                for cells in reader:
                    if not reader.line_num % SIGN_EVERY:
                        limits.getting_on()
                    starts_on, line = line + 1, reader.line_num
                    was_blank, is_blank = is_blank, all(cell.strip() in ("", "\ufeff") for cell in cells)
                    if not is_blank:
                        yield starts_on, cells
                    elif not was_blank:
                        yield starts_on, []
            except csv.Error:
                raise Misuse(_too_long(self.path, line + 1)) from None


def decide(path: AnyPath, known_headers: Collection[str]) -> TextFile:
    """How to read the file. `known_headers` (folded) tell the dialect: the one that shows most of them in one of the
    first rows wins.

    Misuse where the file is empty or is not text."""
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        blank = "".join(DELIMITERS) + '"\r\n\ufeff '
        lines = enumerate(file, start=1)
        header_line, line = next(((number, line) for number, line in lines if line.strip(blank)), (0, ""))
        if not line:
            raise Misuse(f"{file_called(path)} is empty: wanted a header row and rows below it.")
        if len(line) > MOST_SIGNS_OF_A_HEADER_LINE or max(map(line.count, DELIMITERS)) >= MOST_COLUMNS:
            raise Misuse(
                f"{file_called(path)}: its first line has more than {MOST_COLUMNS:,} columns, or is longer than "
                f"{MOST_SIGNS_OF_A_HEADER_LINE:,} signs: wanted a header row. Take out the columns that hold no data."
            )
        below = StringIO(file.read(MOST_SIGNS_OF_A_START), newline="").readlines()[:MOST_HEADER_LINES]
        start = line + "".join(below)  # a header may hold line ends inside quotes
    found = [
        (score, cut, mark, quote, space)
        for (quote, space), mark in product(QUOTING, DELIMITERS)
        for cut, score in _cut(start, mark, quote, space, known_headers)
    ]
    if not found:
        raise Misuse(_too_long(path, header_line))
    usual = [one for one in found if one[3:] == QUOTING[0]] or found
    best = max(usual, key=lambda one: one[0])
    odd = max(found, key=lambda one: one[0][0])
    _, cells, delimiter, quote, space_follows = odd if odd[0][0] > best[0][0] else best
    header = tuple(cell.strip().lstrip("\ufeff") for cell in cells)
    return TextFile(path, encoding, delimiter, header, header_line, quote, space_follows)


def _cut(
    start: str, delimiter: str, quote: str, space_follows: bool, known_headers: Collection[str]
) -> Iterator[tuple[list[str], tuple[int, int]]]:
    """The first row so cut; and the most headers that are known in one row, with the number of cells of that row.
    Nothing where it cannot be so cut."""
    reader = csv.reader(
        StringIO(start, newline=""), delimiter=delimiter, quotechar=quote, skipinitialspace=space_follows
    )
    rows = []
    try:
        for cells in islice(reader, MOST_ROWS_LOOKED_AT):
            rows.append(cells)
    except csv.Error:
        if not rows:
            return
    scores = [(sum(folded(cell.lstrip("\ufeff")) in known_headers for cell in cells), len(cells)) for cells in rows]
    known, width = max(scores, key=lambda score: score[0])
    yield rows[0], (known, width)


def last_rows(text: TextFile) -> list[list[str]]:
    """The last rows of a plain file, cut as its others are."""
    with text.path.open("rb") as file:
        size = file.seek(0, SEEK_END)
        file.seek(max(0, size - MOST_BYTES_OF_AN_END))
        lines = file.read().decode(text.encoding, errors="replace").splitlines()
    return list(csv.reader(lines[-MOST_ROWS_LOOKED_AT:], delimiter=text.delimiter))


def _encoding(path: AnyPath) -> str:
    """By byte order mark, else UTF-16 by its zero bytes, else UTF-8 if all of it is, else Windows-1252."""
    with path.open("rb") as file:
        start = file.read(4096)
    for encoding in _likely_encodings(start):
        if _decodes(path, encoding):
            return encoding
    raise Misuse(
        f"{file_called(path)} is not text: wanted CSV in UTF-8, UTF-16 or Windows-1252, a workbook or Parquet."
    )


def _likely_encodings(start: bytes) -> tuple[str, ...]:
    if start.startswith(codecs.BOM_UTF8):
        return ("utf-8-sig",)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    if b"\0" in start:
        zeros_after, zeros_before = start[1::2].count(0), start[0::2].count(0)
        return ("utf-16-le",) if zeros_after > zeros_before else ("utf-16-be",)
    return ("utf-8", "cp1252")


def _decodes(path: AnyPath, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                if len(chunk) == CHUNK and b"\n" not in chunk and b"\r" not in chunk:
                    raise Misuse(_line_too_long(path))
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def count_plain_records(text: TextFile) -> int | None:
    """The records below the header of a file in which every line is one whole record; None where a line may not be.

    Independent of every parser: it looks at bytes alone. A line that may be blank or has not as many cells as the
    header, a line end inside quotes, a quote that does not stand around a whole cell or a lone carriage return makes a
    file not plain, and so does a line that may be no row, an encoding other than UTF-8, odd quoting or a header that is
    not on the first line."""
    is_usual = (text.quote, text.space_follows) == QUOTING[0]
    if text.encoding not in ("utf-8", "utf-8-sig") or text.header_line != 1 or not is_usual:
        return None
    records = -1  # the header is a line, too
    ends_with_line = True
    with text.path.open("rb") as file:
        file.seek(len(codecs.BOM_UTF8) if text.encoding == "utf-8-sig" else 0)
        header = b""
        while chunk := file.read(CHUNK) + file.readline(CHUNK):
            below = chunk if header else chunk[len(header := chunk[: chunk.find(b"\n") + 1] or chunk) :]
            if TOTAL_WORD in below or (below is chunk and chunk.startswith(header)):
                return None
            lines = _plain_lines(chunk, ord(text.delimiter), len(text.header), header) if ends_with_line else None
            if lines is None:
                return None
            records += lines
            ends_with_line = chunk.endswith(b"\n")
    return records


def _is_no_row(lines: bytes, header: bytes) -> bool:
    """Whether a line may be the header again, a total in capitals or the number of a page."""
    has_header = lines.startswith(header) or b"\n" + header in lines or lines.endswith(b"\n" + header.rstrip())
    return has_header or any(word in lines for word in NO_ROW_WORDS)


def _plain_lines(chunk: bytes, delimiter: int, cells: int, header: bytes) -> int | None:
    """The lines of a piece of a file that begins and ends with a line; None where one of them may not be a record."""
    if b"\r" in chunk and chunk.count(b"\r") != chunk.count(b"\r\n"):
        return None
    signs = np.frombuffer(b"\n" + chunk + (b"" if chunk.endswith(b"\n") else b"\n"), dtype=np.uint8)
    line_ends = np.flatnonzero(signs == NEW_LINE)
    starts = line_ends[:-1] + 1
    are_delimiters = signs == delimiter
    outside = int(np.count_nonzero(are_delimiters))
    if b'"' in chunk:
        quotes = np.flatnonzero(signs == QUOTE)
        outside -= _inside(quotes, np.flatnonzero(are_delimiters))
        if not _stand_around_cells(signs, quotes, starts, line_ends, delimiter):
            return None
    if outside != len(starts) * (cells - 1) or np.isin(signs[starts], [*WHITE_SPACE_BYTES, delimiter]).any():
        return None
    may_be_none = np.isin(signs[starts], [*header[:1], *NO_ROW_LETTERS]).any()
    return None if may_be_none and _is_no_row(chunk.removeprefix(header), header) else len(starts)


def _stand_around_cells(
    signs: npt.NDArray[np.uint8], quotes: Positions, starts: Positions, line_ends: Positions, delimiter: int
) -> bool:
    """Whether every quote opens or closes a whole cell, none of which holds a line end or may be blank before it."""
    after_quote = starts[signs[starts] == QUOTE] + 1
    return bool(
        len(quotes) % 2 == 0
        and not np.isin(signs[after_quote], [*WHITE_SPACE_BYTES, QUOTE]).any()
        and np.isin(signs[quotes[::2] - 1], [NEW_LINE, delimiter, QUOTE]).all()
        and np.isin(signs[quotes[1::2] + 1], [NEW_LINE, RETURN, delimiter, QUOTE]).all()
        and _inside(quotes, line_ends) == 0
    )


def _inside(quotes: Positions, places: Positions) -> int:
    """How many of the places stand inside quotes."""
    return int((np.searchsorted(quotes, places) % 2).sum())


def _line_too_long(path: AnyPath) -> str:
    return (
        f"{file_called(path)}: a line of it is longer than {CHUNK:,} bytes: wanted a row a line. "
        "Export it again as CSV."
    )


def _too_long(path: AnyPath, line: int) -> str:
    return (
        f"{file_called(path)}: a cell of the row on line {line} is longer than {csv.field_size_limit():,} characters: "
        "a quotation mark before it may not be closed."
    )
