"""Zipped folders: their files are read where they lie, in memory; nothing of them is ever unpacked on disk."""

import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from sgdata.errors import Misuse
from sgdata.intake.layout.grid import AnyPath
from sgdata.intake.names import file_called

ZIPPED = (".zip",)
MOST_MEMBERS = 2_000
MOST_UNPACKED = 2_000_000_000
MOST_RATIO = 200
LEAST_UNPACKED_TO_DOUBT = 50_000_000
"""Below this many bytes no ratio is doubted: a register of blanks packs well."""
ENCRYPTED = 0x1
CHUNK = 1 << 22
WANTED = "wanted CSV or XLSX"


@contextmanager
def members(file: Path, kinds: Collection[str]) -> Iterator[list[AnyPath]]:
    """The files of these kinds (suffixes) in a zipped folder, those of folders inside it too, hidden ones left out, for
    as long as the block lasts. Misuse where it cannot be read, holds none or would unpack to too much."""
    try:
        with zipfile.ZipFile(file) as zipped:
            inside = [one for one in zipped.infolist() if not one.is_dir() and not _is_hidden(one.filename)]
            _hold_limits(file, inside)
            found: list[AnyPath] = [
                zipfile.Path(zipped, one.filename)
                for one in sorted(inside, key=lambda one: one.filename)
                if one.filename.lower().endswith(tuple(kinds))
            ]
            if not found:
                raise Misuse(f"{file_called(file)} holds no file that can be loaded: {WANTED}.")
            for member in found:
                _read_through(member)
            yield found
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, zlib.error) as problem:
        raise Misuse(
            f"{file_called(file)} cannot be read as a zipped folder ({type(problem).__name__}): zip it again."
        ) from None


def _hold_limits(file: Path, inside: list[zipfile.ZipInfo]) -> None:
    called = file_called(file)
    if len(inside) > MOST_MEMBERS:
        raise Misuse(f"{called} holds {len(inside):,} files: wanted at most {MOST_MEMBERS:,}.")
    if any(one.filename.lower().endswith(ZIPPED) for one in inside):
        raise Misuse(f"{called} holds another zipped folder: take it out and load it by itself.")
    if any(one.flag_bits & ENCRYPTED for one in inside):
        raise Misuse(f"{called} is protected by a password: zip it again without one.")
    unpacked, packed = sum(one.file_size for one in inside), sum(one.compress_size for one in inside)
    is_doubtful = unpacked > LEAST_UNPACKED_TO_DOUBT and unpacked > MOST_RATIO * packed
    if unpacked > MOST_UNPACKED or is_doubtful:
        raise Misuse(
            f"{called} would unpack to {unpacked / 1e6:,.0f} MB from {packed / 1e6:,.1f} MB: wanted at most "
            f"{MOST_UNPACKED / 1e6:,.0f} MB and {MOST_RATIO} times its size. Load its files in smaller parts."
        )


def _read_through(member: AnyPath) -> None:
    """Finds a member that is not whole before anything of it is used; no more is unpacked than it is said to hold."""
    with member.open("rb") as packed:
        while packed.read(CHUNK):
            pass


def _is_hidden(name: str) -> bool:
    """A file that nobody means: of the system, of an editor, or below such a folder."""
    return any(part.startswith((".", "~$", "__MACOSX")) for part in name.split("/"))
