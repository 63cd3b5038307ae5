"""A backup: everything in the folder of a store (or of several) as one zip file, and back again.

    backup.json         when it was made, and of every file its size and its hash
    files/<path>        each file, under its path in the folder

It is written beside its place, read back, and only then put there; a restore holds every file against its hash in a
folder of its own before that becomes the store. The key of the pseudonyms is never in it.
"""

import hashlib
import os
import shutil
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, Field

from sgdata.errors import Misuse, Refused
from sgdata.store import disk
from sgdata.store.faults import faults_of
from sgdata.store.snapshots import stores_in

FORMAT = 1
LIST = "backup.json"
FILES = "files/"
CHUNK = 1 << 20
LOCK = "writing.lock"
WAIT_FOR_LOCK = 120  # seconds
UNREADABLE = (KeyError, ValueError, EOFError, RuntimeError, BadZipFile, zlib.error)
"""What reading a damaged zip file raises; NotImplementedError, a RuntimeError, too."""
Progress = Callable[[str], None]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Member(_Strict):
    """A file of a backup."""

    size: int = Field(ge=0)
    sha256: str


class Listed(_Strict):
    """What a backup says it holds."""

    format: int
    made_at: datetime
    files: dict[str, Member]


class Made(BaseModel):
    """A backup that was written or brought back. `size` is of the files in it, `sha256` of the backup itself."""

    made_at: datetime
    files: int
    size: int
    sha256: str


def back_up(folder: Path, file: Path, *, never: Collection[Path] = (), progress: Progress = lambda _: None) -> Made:
    """Writes what the folder holds to the file, but for the files of `never`, and reads it back.

    Misuse where there is no store, or the file cannot be written there; Refused where a snapshot is damaged, for a
    backup of it would take the place of a good one."""
    if not (stores := stores_in(folder)):
        raise Misuse(f"There is no store in {folder}: load something first (sgdata load PATH).")
    if file.resolve().is_relative_to(folder.resolve()):
        raise Misuse(f"{file} lies inside the store: a backup belongs somewhere else.")
    if file.exists() and not _is_backup(file):
        raise Misuse(f"{file} is there and no backup: name another file.")
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with ExitStack() as held:
            for store in stores:
                held.enter_context(store.writing())
            for fault in (fault for store in stores for fault in faults_of(store)):
                raise Refused(f"Nothing was backed up. {fault}")
            try:
                with ZipFile(draft, "w", ZIP_DEFLATED, compresslevel=1) as archive:
                    _write(archive, folder, {path.resolve() for path in never}, held, progress)
            except OSError as problem:
                raise Misuse(f"{file}: {problem.strerror}: no backup was written.") from None
        disk.sync(draft)
        progress("reading it back")
        with ZipFile(draft) as archive:
            listed = _listed(archive)
            for name in listed.files:
                _copy(archive, name, listed.files[name], None)
        made = _made(listed, draft)
        draft.replace(file)
        disk.sync_folder(file.parent)
    except (OSError, BadZipFile) as problem:
        raise Misuse(f"{file}: {getattr(problem, 'strerror', None) or problem}: no backup was written.") from None
    finally:
        draft.unlink(missing_ok=True)
    return made


def bring_back(file: Path, folder: Path, *, progress: Progress = lambda _: None) -> Made:
    """Brings back what a backup holds into a folder that is empty or not there.

    Misuse where the folder holds something or the file cannot be read, Refused where the backup is not what was
    written; in both cases there is nothing new in the folder."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Misuse(f"{folder} is not empty: restore into a new folder, then use that one.")
    place = folder.resolve()
    for left_behind in place.parent.glob(f".{place.name}.restoring.*"):
        shutil.rmtree(left_behind, ignore_errors=True)
    draft = place.with_name(f".{place.name}.restoring.{os.getpid()}")
    try:
        with ZipFile(file) as archive:
            listed = _listed(archive)
            draft.mkdir(parents=True)
            _hold_room(draft, listed)
            for name, member in listed.files.items():
                progress(f"restoring {name}")
                _copy(archive, name, member, draft)
        for fault in (fault for store in stores_in(draft) for fault in faults_of(store)):
            raise Refused(f"Nothing was restored. {fault}")
        if folder.exists():
            folder.rmdir()
        draft.replace(place)
        disk.sync_folder(place.parent)
        return _made(listed, file)
    except BadZipFile:
        raise Refused(f"{file} is damaged or no backup: nothing was restored.") from None
    except OSError as problem:
        told = problem.strerror or type(problem).__name__
        raise Misuse(f"{problem.filename or file}: {told}: nothing was restored.") from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _write(archive: ZipFile, folder: Path, never: set[Path], held: ExitStack, progress: Progress) -> None:
    """Snapshots first, which take long and change for nobody; then the small files, held against those who write."""
    files = {}
    for is_snapshot in (True, False):
        if not is_snapshot:
            for lock in sorted(folder.rglob(LOCK)):
                if lock.parent not in [store.folder for store in stores_in(folder)]:
                    _hold(held, lock)
        for path in _to_keep(folder):
            if (path.suffix == ".duckdb") is is_snapshot and path.resolve() not in never:
                name = path.relative_to(folder).as_posix()
                progress(f"backing up {name}")
                files[name] = _add(archive, name, path)
    listed = Listed(format=FORMAT, made_at=datetime.now(UTC), files=files)
    archive.writestr(LIST, listed.model_dump_json(indent=1))


def _to_keep(folder: Path) -> Iterator[Path]:
    """Every file but locks, and those that begin with a dot, which somebody is writing or has left behind."""
    for path in sorted(folder.rglob("*")):
        is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not path.is_symlink() and not is_hidden and path.suffix != ".lock":
            yield path


def _hold(held: ExitStack, lock: Path) -> None:
    try:
        held.enter_context(FileLock(lock, timeout=WAIT_FOR_LOCK))
    except Timeout:
        raise Refused(f"Somebody has held {lock.parent} for {WAIT_FOR_LOCK} seconds: try again.") from None


def _add(archive: ZipFile, name: str, path: Path) -> Member:
    with path.open("rb") as source, archive.open(FILES + name, "w", force_zip64=True) as out:
        size, sha256 = _through(source, out)
    return Member(size=size, sha256=sha256)


def _copy(archive: ZipFile, name: str, member: Member, folder: Path | None) -> None:
    """Writes a file of a backup into the folder, or reads it alone; Refused where it is not what was written."""
    with ExitStack() as opened:
        out = None
        if folder is not None:
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            out = opened.enter_context(place.open("xb"))
        try:
            with archive.open(FILES + name) as source:
                size, sha256 = _through(source, out, member.size)
        except UNREADABLE:
            size, sha256 = -1, ""
        if (size, sha256) != (member.size, member.sha256):
            raise Refused(f"The backup is damaged: {name} in it is not what was written. Use another backup.")
        if out is not None:
            out.flush()
            os.fsync(out.fileno())
            place.chmod(0o600)


def _through(source: IO[bytes], out: IO[bytes] | None, most: int | None = None) -> tuple[int, str]:
    """Copies, but never more than a chunk beyond `most` bytes; returns size and hash."""
    size, seen = 0, hashlib.sha256()
    while chunk := source.read(CHUNK):
        size += len(chunk)
        seen.update(chunk)
        if out is not None:
            out.write(chunk)
        if most is not None and size > most:
            break
    return size, seen.hexdigest()


def _listed(archive: ZipFile) -> Listed:
    """What the backup holds; Refused where its list and its files are not the same, or a path leads elsewhere."""
    try:
        listed = Listed.model_validate_json(archive.read(LIST))
    except UNREADABLE:
        raise Refused("This is no backup, or its list of files is damaged: nothing was restored.") from None
    if listed.format > FORMAT:
        raise Refused("The backup was written by a newer version of this program: use that one.")
    if sorted(archive.namelist()) != sorted([LIST, *(FILES + name for name in listed.files)]):
        raise Refused("The backup is damaged: the files in it are not those of its list. Use another backup.")
    if not all(_stays_inside(name) for name in listed.files):
        raise Refused("The backup names a file outside its folder: it was not written by sgdata backup.")
    return listed


def _stays_inside(name: str) -> bool:
    path, windows = PurePosixPath(name), PureWindowsPath(name)
    is_plain = not path.is_absolute() and not windows.drive and "\\" not in name and "\0" not in name
    return is_plain and path.parts != () and not {"..", "."} & set(name.split("/")) and name == path.as_posix()


def _hold_room(folder: Path, listed: Listed) -> None:
    needed = sum(member.size for member in listed.files.values())
    if needed > shutil.disk_usage(folder).free:
        raise Refused(f"There is no room for the {needed:,} bytes of the backup: nothing was restored.")


def _made(listed: Listed, file: Path) -> Made:
    size = sum(member.size for member in listed.files.values())
    return Made(made_at=listed.made_at, files=len(listed.files), size=size, sha256=disk.sha256(file))


def _is_backup(file: Path) -> bool:
    try:
        with ZipFile(file) as archive:
            return LIST in archive.namelist()
    except (OSError, BadZipFile):
        return False
