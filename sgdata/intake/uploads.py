"""Files that came through the browser, for as long as a load reads them.

The readers of the door read files. Where the machine has a file system in memory (Linux: /dev/shm), that is where an
upload lies; elsewhere in a folder of the system's temporary ones. Either way nobody but its owner can look into it, and
it goes with the load; what a killed process left behind goes with the next one.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sgdata.errors import Misuse

IN_MEMORY = Path("/dev/shm")
BEGINS = "sgdata-upload-"
Upload = tuple[str, bytes]
"""The name that the person's file has, and what it holds."""


@contextmanager
def lying_ready(files: Sequence[Upload]) -> Iterator[list[Path]]:
    """The files in a folder of their own; Misuse where two have one name."""
    names = [_name(name) for name, _ in files]
    if len(set(names)) < len(names):
        raise Misuse("Two of the files have the same name: give each a name of its own, or load one after the other.")
    place = IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else Path(tempfile.gettempdir())
    _tidy(place)
    folder = Path(tempfile.mkdtemp(prefix=f"{BEGINS}{os.getpid()}-", dir=place))  # readable by its owner alone
    try:
        for name, (_, content) in zip(names, files, strict=True):
            (folder / name).write_bytes(content)
        yield [folder / name for name in names]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _name(name: str) -> str:
    """The name without a path, whichever system it was written on."""
    return re.split(r"[/\\]", name)[-1].lstrip(".") or "file"


def _tidy(place: Path) -> None:
    for folder in place.glob(f"{BEGINS}*"):
        process = folder.name.removeprefix(BEGINS).partition("-")[0]
        if process.isdigit() and not _runs(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    if os.name != "posix":
        return True  # asking would end it there
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
