"""Files of a store on the disk: written whole or not at all, removed, read through."""

import errno
import hashlib
import os
from functools import lru_cache
from pathlib import Path

from sgdata.errors import Refused

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def replace_text(place: Path, text: str) -> None:
    """Replaces a small file so that whoever looks sees the old text or the new one, whatever happens."""
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8")
        sync(draft)
        draft.replace(place)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    sync_folder(place.parent)


def sync(place: Path) -> None:
    """Has the machine write a file, or the names in a folder, to the disk."""
    descriptor = os.open(place, os.O_RDONLY if place.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """As `sync`, where a folder can be opened: on Windows it cannot, and a rename is in the journal already."""
    if os.name == "posix":
        sync(folder)


def unlink(file: Path) -> None:
    """Removes a file, if it is there; Refused where another program has it open, which Windows does not allow."""
    try:
        file.unlink(missing_ok=True)
    except PermissionError:
        raise Refused(f"{file} is open in another program: close the dashboard, then try again.") from None


def sha256(file: Path) -> str:
    """The hash of what is in a file now."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def version(file: Path) -> tuple[Path, int, int, int]:
    """What changes when anybody writes to a file; OSError where there is none."""
    found = file.stat()
    return file, found.st_size, found.st_mtime_ns, found.st_ino


@lru_cache(maxsize=256)
def sha256_once(file: Path, size: int, changed: int, number: int) -> str:
    """The hash of a `version` of a file, for which this process reads it once."""
    return sha256(file)


def is_full(fault: Exception) -> bool:
    """Whether there is no room on the disk; DuckDB says so in the words of the system alone."""
    if isinstance(fault, OSError):
        return fault.errno in FULL
    return any(os.strerror(number) in str(fault) for number in FULL)
