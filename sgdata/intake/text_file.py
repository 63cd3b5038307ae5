"""Delimited text: its encoding, its delimiter and its number of records, decided by us before anybody parses it.

DuckDB's sniffing is off (it raised no error and gave the wrong columns on most polluted files): what is decided here
is handed to it explicitly, and the records counted here are held against those it read.
"""

import codecs
import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sgdata.errors import Misuse
from sgdata.tables.columns import folded

DELIMITERS = (",", ";", "\t", "|")
CHUNK = 1 << 22


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
            for cells in reader:
                starts_on, line = line + 1, reader.line_num
                if starts_on > self.header_line and any(cell.strip() for cell in cells):
                    yield starts_on, cells


def decide(path: Path, known_headers: Collection[str]) -> TextFile:
    """How to read the file. `known_headers` (folded) tell the delimiter: the one that shows most of them wins.

    Misuse where the file is empty or is not text."""
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                break
        else:
            raise Misuse(f"{path.name} is empty: wanted a header row and rows below it.")
    cuts = {delimiter: next(csv.reader([line], delimiter=delimiter)) for delimiter in DELIMITERS}
    delimiter = max(
        DELIMITERS, key=lambda mark: (sum(folded(cell) in known_headers for cell in cuts[mark]), len(cuts[mark]))
    )
    header = tuple(cell.strip().lstrip("\ufeff") for cell in cuts[delimiter])
    return TextFile(path, encoding, delimiter, header, number)


def _encoding(path: Path) -> str:
    """By byte order mark, else UTF-16 by its zero bytes, else UTF-8 if all of it is, else Windows-1252."""
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in start:
        zeros_after, zeros_before = start[1::2].count(0), start[0::2].count(0)
        return "utf-16-le" if zeros_after > zeros_before else "utf-16-be"
    for encoding in ("utf-8", "cp1252"):
        if _decodes(path, encoding):
            return encoding
    raise Misuse(f"{path.name} is not text: wanted CSV in UTF-8, UTF-16 or Windows-1252, a workbook or Parquet.")


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
    """The records below the header of a file in which every line is one record; None where a line may not be.

    Independent of every parser: line ends outside quotes are counted in bytes. A blank line, a line that begins with
    an empty cell, a line end inside quotes or a lone carriage return makes a file not plain, and so does an encoding
    other than UTF-8 or a header that is not on the first line."""
    if text.encoding not in ("utf-8", "utf-8-sig") or text.header_line != 1:
        return None
    lines = returns = returns_with_line_end = 0
    inside_quotes = False
    last = b"\n"
    with text.path.open("rb") as file:
        while chunk := file.read(CHUNK):
            joined = last + chunk
            if any(b"\n" + start in joined for start in (b"\n", b"\r", text.delimiter.encode())):
                return None
            lines += chunk.count(b"\n")
            returns += chunk.count(b"\r")
            returns_with_line_end += joined.count(b"\r\n")
            if inside_quotes or b'"' in chunk:
                every_byte = np.frombuffer(chunk, dtype=np.uint8)
                quotes_so_far = np.cumsum(every_byte == ord('"')) + inside_quotes
                if np.any((every_byte == ord("\n")) & (quotes_so_far % 2 == 1)):
                    return None
                inside_quotes = bool(quotes_so_far[-1] % 2)
            last = chunk[-1:]
    return None if returns != returns_with_line_end else lines + (last != b"\n") - 1
