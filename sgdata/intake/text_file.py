"""Delimited text: its encoding, its delimiter and its number of records, decided by us before anybody parses it.

DuckDB's sniffing is off (it raised no error and gave the wrong columns on most polluted files): what is decided here
is handed to it explicitly, and the records counted here are held against those it read.
"""

import codecs
import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sgdata.errors import Misuse
from sgdata.intake.names import file_called
from sgdata.tables.columns import folded

DELIMITERS = (",", ";", "\t", "|")
CHUNK = 1 << 22
MOST_HEADER_LINES = 100
NEW_LINE, RETURN, QUOTE = ord("\n"), ord("\r"), ord('"')
# The first bytes of every white space there is: a line that begins with one of them may be blank.
WHITE_SPACE_BYTES = sorted({chr(sign).encode()[0] for sign in range(0x3001) if chr(sign).isspace()})
Positions = npt.NDArray[np.intp]


@dataclass(frozen=True)
class TextFile:
    """A delimited text file as decided: how to decode it and how to cut it."""

    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    header_line: int

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """Every record after the header that is not blank, with the line it starts on."""
        with self.path.open(encoding=self.encoding, newline="") as file:
            reader = csv.reader(file, delimiter=self.delimiter)
            line = 0
            try:
                for cells in reader:
                    starts_on, line = line + 1, reader.line_num
                    if starts_on > self.header_line and any(cell.strip() for cell in cells):
                        yield starts_on, cells
            except csv.Error:
                raise Misuse(_too_long(self.path, line + 1)) from None


def decide(path: Path, known_headers: Collection[str]) -> TextFile:
    """How to read the file. `known_headers` (folded) tell the delimiter: the one that shows most of them wins.

    Misuse where the file is empty or is not text."""
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        blank = "".join(DELIMITERS) + '"\r\n\ufeff '
        lines = enumerate(file, start=1)
        header_line, line = next(((number, line) for number, line in lines if line.strip(blank)), (0, ""))
        if not line:
            raise Misuse(f"{file_called(path)} is empty: wanted a header row and rows below it.")
        start = line + "".join(islice(file, MOST_HEADER_LINES))  # a header may hold line ends inside quotes
    try:
        cuts = {mark: next(csv.reader(StringIO(start, newline=""), delimiter=mark)) for mark in DELIMITERS}
    except csv.Error:
        raise Misuse(_too_long(path, header_line)) from None
    delimiter = max(
        DELIMITERS, key=lambda mark: (sum(folded(cell) in known_headers for cell in cuts[mark]), len(cuts[mark]))
    )
    header = tuple(cell.strip().lstrip("\ufeff") for cell in cuts[delimiter])
    return TextFile(path, encoding, delimiter, header, header_line)


def _encoding(path: Path) -> str:
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


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def count_plain_records(text: TextFile) -> int | None:
    """The records below the header of a file in which every line is one whole record; None where a line may not be.

    Independent of every parser: it looks at bytes alone. A line that may be blank or has not as many cells as the
    header, a line end inside quotes, a quote that does not stand around a whole cell or a lone carriage return makes a
    file not plain, and so does an encoding other than UTF-8 or a header that is not on the first line."""
    if text.encoding not in ("utf-8", "utf-8-sig") or text.header_line != 1:
        return None
    records = -1  # the header is a line, too
    ends_with_line = True
    with text.path.open("rb") as file:
        file.seek(len(codecs.BOM_UTF8) if text.encoding == "utf-8-sig" else 0)
        while chunk := file.read(CHUNK) + file.readline(CHUNK):
            lines = _plain_lines(chunk, ord(text.delimiter), len(text.header)) if ends_with_line else None
            if lines is None:
                return None
            records += lines
            ends_with_line = chunk.endswith(b"\n")
    return records


def _plain_lines(chunk: bytes, delimiter: int, cells: int) -> int | None:
    """The lines of a piece of a file that begins and ends with a line; None where one of them may not be a record."""
    if chunk.count(b"\r") != chunk.count(b"\r\n"):
        return None
    signs = np.frombuffer(b"\n" + chunk + (b"" if chunk.endswith(b"\n") else b"\n"), dtype=np.uint8)
    line_ends = np.flatnonzero(signs == NEW_LINE)
    quotes = np.flatnonzero(signs == QUOTE)
    delimiters = np.flatnonzero(signs == delimiter)
    starts = line_ends[:-1] + 1
    after_quote = starts[signs[starts] == QUOTE] + 1
    not_plain = (
        len(quotes) % 2
        or np.isin(signs[starts], [*WHITE_SPACE_BYTES, delimiter]).any()
        or np.isin(signs[after_quote], [*WHITE_SPACE_BYTES, QUOTE]).any()
        or not np.isin(signs[quotes[::2] - 1], [NEW_LINE, delimiter, QUOTE]).all()
        or not np.isin(signs[quotes[1::2] + 1], [NEW_LINE, RETURN, delimiter, QUOTE]).all()
        or _inside(quotes, line_ends) > 0
        or len(delimiters) - _inside(quotes, delimiters) != len(starts) * (cells - 1)
    )
    return None if not_plain else len(starts)


def _inside(quotes: Positions, places: Positions) -> int:
    """How many of the places stand inside quotes."""
    return int((np.searchsorted(quotes, places) % 2).sum()) if len(quotes) else 0


def _too_long(path: Path, line: int) -> str:
    return (
        f"{file_called(path)}: a cell of the row on line {line} is longer than {csv.field_size_limit():,} characters: "
        "a quotation mark before it may not be closed."
    )
