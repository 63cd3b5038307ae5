"""A workbook before anybody parses it: a zipped package, held against what a workbook can be.

All of it is unpacked once here, a piece at a time, so what is cut off or lies about its size is found out first.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from sgdata.errors import Misuse
from sgdata.intake.layout.grid import AnyPath
from sgdata.intake.layout.zipped import CHUNK, ENCRYPTED, LEAST_UNPACKED_TO_DOUBT, MOST_MEMBERS, MOST_RATIO
from sgdata.intake.names import file_called

MOST_PACKED = 200_000_000
MOST_UNPACKED = 500_000_000
MOST_SHARED = 100_000_000
"""Bytes of the parts that are held in memory whole: the texts that cells share, and the styles."""
SHARED = ("sharedStrings.xml", "styles.xml")
OLD_FORM = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_BETWEEN = 1_000
# A formula, and after it no value before the cell ends.
NO_VALUE = re.compile(rb"<f(?:\s[^<>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>|</c>)")
DECLARES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
MACROS = "It holds macros: none was run, and nothing of them was read."
LINKS = "It holds links to other files: none was followed; the values are those that were last saved."
NO_VALUES = (
    "It holds formulas without a saved value, which are read as empty: open it in a spreadsheet program, save it, and "
    "load it again."
)


def opened(path: AnyPath) -> Path | BytesIO:
    """The workbook as openpyxl takes it. Misuse where it is not a package, is protected, cut off or too large."""
    called = file_called(path)
    if _size(path) > MOST_PACKED:
        raise Misuse(
            f"{called} has {_size(path) / 1e6:,.0f} MB: wanted at most {MOST_PACKED / 1e6:,.0f} MB. Save as CSV."
        )
    with path.open("rb") as file:
        if file.read(len(OLD_FORM)) == OLD_FORM:
            raise Misuse(
                f"{called} is protected by a password, or an .xls of an older program: open it and save it as .xlsx "
                "without a password."
            )
    book = path if isinstance(path, Path) else BytesIO(path.read_bytes())
    with _package(called, book) as package:
        _hold_limits(called, package.infolist())
    return book


def remarks(path: AnyPath) -> list[str]:
    """What a person should know of a workbook before its cells are read: macros, links, formulas without a value.

    Misuse as `opened`, and where a part of it is damaged or could unfold."""
    called, found = file_called(path), []
    with _package(called, opened(path)) as package:
        names = [one.filename for one in package.infolist()]
        has_no_values = False
        for name in names:
            is_sheet = name.startswith("xl/worksheets/")
            for piece in _pieces(package, name):
                if any(sign in piece for sign in DECLARES) and name.lower().endswith((".xml", ".rels")):
                    raise Misuse(f"{called} declares words that may unfold to any size: save it anew as .xlsx.")
                has_no_values |= is_sheet and b"<f" in piece and bool(NO_VALUE.search(piece))
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            found.append(MACROS)
        if any(name.startswith("xl/externalLinks/") for name in names):
            found.append(LINKS)
        if has_no_values:
            found.append(NO_VALUES)
    return found


def count_in_part(path: AnyPath, name: str, sign: bytes) -> int:
    """How often the sign stands in a part of the workbook."""
    with _package(file_called(path), opened(path)) as package:
        return sum(piece.count(sign) for piece in _pieces(package, name, len(sign) - 1))


@contextmanager
def _package(called: str, book: Path | BytesIO) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(book) as package:
            yield package
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, zlib.error, OSError) as problem:
        raise Misuse(
            f"{called} cannot be read as a workbook ({type(problem).__name__}): it may be cut off or be another kind "
            "of file. Save it as .xlsx."
        ) from None


def _hold_limits(called: str, parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_MEMBERS:
        raise Misuse(f"{called} has {len(parts):,} parts: wanted at most {MOST_MEMBERS:,}. Save it anew as .xlsx.")
    if any(one.flag_bits & ENCRYPTED for one in parts):
        raise Misuse(f"{called} is protected by a password: save it without one.")
    unpacked, packed = sum(one.file_size for one in parts), sum(one.compress_size for one in parts)
    shared = sum(one.file_size for one in parts if one.filename.endswith(SHARED))
    if unpacked > MOST_UNPACKED or shared > MOST_SHARED:
        raise Misuse(
            f"{called} would unpack to {unpacked / 1e6:,.0f} MB, {shared / 1e6:,.0f} MB of it texts: wanted at most "
            f"{MOST_UNPACKED / 1e6:,.0f} MB and {MOST_SHARED / 1e6:,.0f} MB. Save each sheet as CSV."
        )
    if unpacked > LEAST_UNPACKED_TO_DOUBT and unpacked > MOST_RATIO * packed:
        raise Misuse(
            f"{called} would unpack to {unpacked / 1e6:,.0f} MB from {packed / 1e6:,.1f} MB, more than {MOST_RATIO} "
            "times its size: save each sheet as CSV."
        )


def _pieces(package: zipfile.ZipFile, name: str, overlap: int = MOST_BETWEEN) -> Iterator[bytes]:
    """A part of the package, a piece at a time, each with the end of the one before."""
    before = b""
    with package.open(name) as part:
        while read := part.read(CHUNK):
            yield before + read
            before = read[-overlap:]


def _size(path: AnyPath) -> int:
    return path.stat().st_size if isinstance(path, Path) else path.root.getinfo(path.at).file_size
