"""The access log of a store: who saw or did what, append-only, each line tied to the one before it by its hash.

    store/access/2026-11.jsonl     the lines that were written in a month
    store/access/head              the last line once more, written first

The head tells a dropped tail and a dropped file, and it completes a line that a killed process left half written. Who
can rewrite every file of the folder, head and all, or put back an older copy of the whole folder, can deceive the
chain itself: note the number and the hash that `sgdata access` prints last somewhere else, now and then.

An access that cannot be logged is refused: oversight comes before convenience.
"""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from sgdata.errors import Misuse, Refused
from sgdata.release.access_check import faults_of
from sgdata.release.access_line import MONTH, Access, AccessRole, Anchor, Kind, Line, read_line, write_line
from sgdata.release.scope import AnyScope

FOLDER = "access"
WAIT_FOR_LOCK = 10  # seconds; a line takes some thousandths of one


def log_of(store: Path) -> "AccessLog":
    """The access log of a store, or of the folder that leaders' process has for one."""
    return AccessLog(store / FOLDER)


def note(scope: AnyScope, kind: Kind, *what: str, who: str | None = None) -> Line:
    """Notes an access to what a scope opens, in its log, as `AccessLog.note` does.

    `access_log.note(scope, "records", indicator.id)`"""
    return log_of(scope.log_folder).note(
        kind,
        *what,
        who=who,
        role=scope.role,
        organisation=scope.rules.organisation,
        as_at=scope.as_at,
        snapshot=scope.snapshot,
    )


class AccessLog:
    """The access log in one folder, which is made when the first line is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._head = folder / "head"

    def note(
        self,
        kind: Kind,
        *what: str,
        role: AccessRole,
        organisation: str,
        who: str | None = None,
        as_at: date | None = None,
        snapshot: str | None = None,
    ) -> Line:
        """Notes an access and returns its line, which is on the disk by then.

        `who` is the role unless there is a sign-in. Refused where the line cannot be written: then nothing may be
        shown. ValueError where something is not one of the declared things: a fault of the program."""
        access = Access(
            at=datetime.now(UTC),
            who=who or role,
            role=role,
            kind=kind,
            what=what,
            as_at=as_at,
            organisation=organisation,
            snapshot=snapshot,
        )
        return self.note_again([access])[0]

    def note_again(self, accesses: Sequence[Access]) -> list[Line]:
        """Writes accesses that another log noted, with their own times, and returns their lines; Refused as `note`."""
        with self._writing():
            return [self._append(access) for access in accesses]

    def read(self, month: str | None = None) -> list[Line]:
        """The lines of a month such as 2026-11, or all, oldest first.

        Misuse where it is no month, Refused where a line is not what was written."""
        if month is not None and not re.fullmatch(MONTH, month):
            raise Misuse(f"--month {month}: wanted a month such as 2026-11.")
        with self._reading():
            files = [file for file in self._files() if month in (None, file.stem)]
            return [line for file in files for line in _lines(file)]

    def read_after(self, number: int) -> list[Line]:
        """The lines with a greater number, oldest first; Refused where one is not what was written."""
        found: list[Line] = []
        with self._reading():
            # From the end: whoever asks often must not read the whole log each time.
            for file in reversed(self._files()):
                for place, text in reversed([*enumerate(file.read_bytes().splitlines(), start=1)]):
                    line = _line(text, place, file)
                    if line.number <= number:
                        return found[::-1]
                    found.append(line)
        return found[::-1]

    def verify(self) -> list[str]:
        """What is wrong with the log, a sentence each with its place; nothing where it is whole."""
        with self._reading():
            head = self._head.read_bytes() if self._head.exists() else None
            return faults_of({file.name: file.read_bytes() for file in self._files()}, head)

    def prune(self, keep_months: int, *, role: AccessRole, organisation: str, who: str | None = None) -> list[str]:
        """Removes the files of all months but this one and the `keep_months` before it, and returns their months.

        The removal is a line of the log itself and holds the last line that was removed, so the rest can still be
        verified. Refused where the log has a fault: that must be looked into before anything goes."""
        oldest = _months_before(_this_month(), keep_months)
        if faults := self.verify():
            raise Refused(f"Nothing was removed from the access log, because it is not whole: {faults[0]}")
        with self._writing():
            old = [file for file in self._files() if file.stem < oldest]
            if not old:
                return []
            last = _lines(old[-1])[-1]
            removal = Access(
                at=datetime.now(UTC),
                who=who or role,
                role=role,
                kind="prune",
                what=tuple(file.stem for file in old),
                organisation=organisation,
            )
            self._append(removal, Anchor(number=last.number, hash=last.hash))
            for file in old:
                file.unlink()
            return [file.stem for file in old]

    def _append(self, access: Access, removed_to: Anchor | None = None) -> Line:
        """Writes the head, then the line: whatever stops us between the two, the head completes the line later."""
        last = self._last()
        month = max(_this_month(), last.month) if last else _this_month()  # a clock may be set back
        line = write_line(access, last.number + 1 if last else 1, month, last.hash if last else "", removed_to)
        _replace(self._head, line.text)
        _append(self._file(month), line.text + b"\n")
        return line

    def _last(self) -> Line | None:
        """The last line, whole in its file; None in a new log. ValueError where the head is gone or changed."""
        if not self._head.exists():
            if self._files():
                raise ValueError("its head is missing")
            return None
        try:
            head = read_line(self._head.read_bytes())
        except ValueError:
            raise ValueError("its head was changed") from None
        file, text = self._file(head.month), head.text + b"\n"
        end = _end_of(file, len(text))
        if end != text:
            left = end.rpartition(b"\n")[2]  # what stands after the last whole line
            _append(file, text.removeprefix(left) if text.startswith(left) else b"\n" + text)
        return head

    def _file(self, month: str) -> Path:
        return self.folder / f"{month}.jsonl"

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("*.jsonl"))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Holds the log against other writers; Refused where that, or what is done meanwhile, does not work."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._held():
                yield
        except (OSError, ValueError) as fault:
            raise Refused(
                f"The access log in {self.folder} cannot be written ({_told(fault)}), and what cannot be logged is not "
                "shown: see sgdata check, then mend it, restore the folder from a backup, or move it away to begin a "
                "new log."
            ) from None

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Holds the log so that no half-written line is read; Refused where it cannot be read."""
        try:
            if self.folder.is_dir():
                with self._held():
                    yield
            else:
                yield
        except (OSError, ValueError) as fault:
            raise Refused(
                f"The access log in {self.folder} cannot be read: {_told(fault)}. See sgdata check."
            ) from None

    @contextmanager
    def _held(self) -> Iterator[None]:
        try:
            with FileLock(self.folder / "writing.lock", timeout=WAIT_FOR_LOCK, poll_interval=0.002):
                yield
        except Timeout:
            raise OSError(None, f"another process has held it for {WAIT_FOR_LOCK} seconds") from None


def _told(fault: OSError | ValueError) -> str:
    return fault.strerror or str(fault) if isinstance(fault, OSError) else str(fault)


def _this_month() -> str:
    return f"{datetime.now(UTC):%Y-%m}"


def _months_before(month: str, count: int) -> str:
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 - count, 12)
    return f"{year:04}-{number + 1:02}"


def _lines(file: Path) -> list[Line]:
    """The lines of a file; ValueError where one is not what was written."""
    return [_line(text, place, file) for place, text in enumerate(file.read_bytes().splitlines(), start=1)]


def _line(text: bytes, place: int, file: Path) -> Line:
    try:
        return read_line(text)
    except ValueError:
        raise ValueError(f"line {place} of {file.name} is not what was written") from None


def _end_of(file: Path, length: int) -> bytes:
    """The last bytes of a file; nothing where there is no file."""
    if not file.exists():
        return b""
    with file.open("rb") as stream:
        stream.seek(max(0, stream.seek(0, os.SEEK_END) - length))
        return stream.read()


def _append(file: Path, text: bytes) -> None:
    _write(file, text, os.O_APPEND)


def _replace(file: Path, text: bytes) -> None:
    draft = file.with_name("head.draft")
    _write(draft, text, os.O_TRUNC)
    draft.replace(file)
    if os.name == "posix":  # a folder cannot be opened on Windows, where the rename is in the journal already
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _write(file: Path, text: bytes, how: int) -> None:
    """Writes all of it to the disk, not only to the system's memory."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | how | getattr(os, "O_BINARY", 0), 0o600)
    try:
        while text:
            text = text[os.write(descriptor, text) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
