"""Whatever reads a person's file does it apart, in a child process: a file of a few kilobytes can crash its reader,
fill the memory or never end, and the app has to stay up for the others.

The child gets its task on its standard input, never by argument or environment, and ends when that closes: with its
parent. It answers in lines of JSON, which run nothing here, and what else it would print goes nowhere: it might show a
value. Its limits are those of sgdata/intake/limits.py; while the first of them is the system's own (time), the memory
is looked after here, where the system shows it.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from base64 import b64decode
from collections.abc import Callable, Iterable
from pathlib import Path
from queue import Empty, Queue
from typing import TYPE_CHECKING, Any, NoReturn

from sgdata.errors import Misuse, Refused
from sgdata.intake.report import LoadReport, SheetHeader
from sgdata.settings import PROJECT

if TYPE_CHECKING:
    from sgdata.intake.dates import Order
    from sgdata.intake.mapping import Mapping

Progress = Callable[[str], None]
LOOK_EVERY = 0.05
SECONDS_TO_START = 120
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4_096
WHAT_TO_DO = "Nothing was loaded. Open it in the program that wrote it and save it anew, as CSV if it can be"
# Nothing of the folder that we are in is imported: it may be the one of the exports.
START = "import sys; sys.path.append({!r}); from sgdata.intake.child import main; main()"


def load_apart(
    folder: Path,
    paths: Iterable[Path],
    *,
    key_file: Path,
    rules: str | None = None,
    profile: str | None = None,
    mappings: Iterable["Mapping"] = (),
    order: "Order | None" = None,
    full: str | None = None,
    may_remove_most: bool = False,
    dry_run: bool = False,
    progress: Progress = lambda _: None,
) -> LoadReport:
    """As `load_paths` of sgdata/intake/load.py, in a child process. Misuse, too, where a file ends its reader or costs
    too much: the store is then as it was."""
    task = _said(folder, paths, key_file, profile, mappings, order)
    task |= {"rules": rules, "full": full, "may_remove_most": may_remove_most, "dry_run": dry_run}
    answer = apart("load", task, progress)
    report = LoadReport.model_validate(answer["report"])
    for table, likely, headers in zip(report.tables, answer["likely"], answer["headers"], strict=True):
        table.likely = likely
        table.headers = [SheetHeader.model_validate(one) for one in headers]
    return report


def refusals_apart(
    report: LoadReport,
    folder: Path,
    paths: Iterable[Path],
    *,
    key_file: Path,
    profile: str | None = None,
    mappings: Iterable["Mapping"] = (),
    order: "Order | None" = None,
    progress: Progress = lambda _: None,
) -> bytes:
    """As `refusals_of` of sgdata/intake/refusals.py, in a child process."""
    task = _said(folder, paths, key_file, profile, mappings, order) | {"report": report.model_dump(mode="json")}
    return b64decode(apart("refusals", task, progress))


def rotate_apart(
    folder: Path,
    paths: Iterable[Path],
    *,
    key_file: Path,
    profile: str | None = None,
    own: Iterable[Path] = (),
    progress: Progress = lambda _: None,
) -> dict[str, Any]:
    """As `rotate` of sgdata/intake/rotate.py, in a child process; the JSON of what that returns."""
    task = {
        "folder": str(folder),
        "paths": [str(path) for path in paths],
        "key_file": str(key_file),
        "profile": profile,
        "own": [str(path) for path in own],
    }
    rotated: dict[str, Any] = apart("rotate", task, progress)
    return rotated


def load_samples_apart(folder: Path, *, key_file: Path, progress: Progress = lambda _: None) -> None:
    """As `load_samples` of sgdata/intake/load.py, in a child process."""
    apart("samples", {"folder": str(folder), "key_file": str(key_file)}, progress)


def _said(
    folder: Path,
    paths: Iterable[Path],
    key_file: Path,
    profile: str | None,
    mappings: Iterable["Mapping"],
    order: "Order | None",
) -> dict[str, Any]:
    return {
        "folder": str(folder),
        "paths": [str(path) for path in paths],
        "key_file": str(key_file),
        "profile": profile,
        "mappings": [one.model_dump(mode="json") for one in mappings],
        "order": order,
    }


def apart(name: str, task: dict[str, Any], progress: Progress = lambda _: None) -> Any:
    """What the task of that name (sgdata/intake/child.py) answers. Misuse or Refused as it raises them; Misuse where
    the child does not come to an answer."""
    command = [sys.executable, "-P", "-c", START.format(str(PROJECT))]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        return _Watched(child, progress).ask(json.dumps({"name": name, "task": task}))
    finally:
        child.kill()
        child.communicate()


class _Watched:
    """A child at work, and what is known of it."""

    def __init__(self, child: subprocess.Popen[bytes], progress: Progress) -> None:
        self.child = child
        self.progress = progress
        self.lines: Queue[bytes] = Queue()
        self.file = ""
        self.most: int | None = None
        self.silence = SECONDS_TO_START
        self.heard = time.monotonic()

    def ask(self, task: str) -> Any:
        assert self.child.stdin is not None
        threading.Thread(target=self._listen, daemon=True).start()
        try:
            self.child.stdin.write(task.encode() + b"\n")
            self.child.stdin.flush()
        except OSError:
            self._ended()
        while True:
            try:
                line = self.lines.get(timeout=LOOK_EVERY)
            except Empty:
                line = None
            if line == b"":
                self._ended()
            if line is not None:
                self.heard = time.monotonic()
                kind, what = json.loads(line)
                if kind == "answer":
                    return what
                self._hear(kind, what)
            self._look()

    def _listen(self) -> None:
        assert self.child.stdout is not None
        for line in self.child.stdout:
            self.lines.put(line)
        self.lines.put(b"")

    def _hear(self, kind: str, what: Any) -> None:
        match kind:
            case "progress":
                self.progress(what)
            case "phase":
                self.file, may_grow, self.silence = what
                self.most = may_grow and (_resident(self.child.pid) or 0) + may_grow
            case "misuse":
                raise Misuse(what)
            case "refused":
                raise Refused(what)
            case _:
                self._tell(f"failed ({what})")

    def _look(self) -> None:
        """Misuse where the child has grown too much, or has been silent for too long."""
        if self.most and (_resident(self.child.pid) or 0) > self.most:
            self._tell(f"takes more than {self.most / 1e6:,.0f} MB of memory")
        if time.monotonic() - self.heard > self.silence:
            self._tell("takes too long")

    def _ended(self) -> NoReturn:
        """The child has ended without an answer."""
        status = self.child.wait()
        if status < 0 and -status == getattr(signal, "SIGXCPU", None):
            self._tell("takes too long")
        name = signal.Signals(-status).name if status < 0 else f"status {status}"
        self._tell(f"ended what was reading ({name})")

    def _tell(self, what: str) -> NoReturn:
        if not self.file:
            raise Misuse(f"The load {what}: it was stopped. Nothing was loaded: load fewer files at a time.")
        raise Misuse(f"Reading {self.file} {what}: it was stopped. {WHAT_TO_DO}.")


def _resident(process: int) -> int | None:
    """The bytes of memory that a process has, where the system shows it."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):
        return None
