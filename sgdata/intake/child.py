"""The child process in which a person's files are read: its tasks, and how it speaks with its parent (see apart.py)."""

import json
import os
import sys
import threading
import traceback
from base64 import b64encode
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path
from typing import Any

from sgdata.errors import Misuse, Refused
from sgdata.intake import limits
from sgdata.intake.load import load_paths, load_samples
from sgdata.intake.mapping import Mapping
from sgdata.intake.refusals import refusals_of
from sgdata.intake.report import LoadReport
from sgdata.intake.rotate import rotate
from sgdata.store.snapshots import Store

Task = dict[str, Any]
Tell = Callable[[str, Any], None]
GONE = 3


def main() -> None:
    """Reads one task, does it, answers."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)  # what a library prints is not part of the answer

    def tell(kind: str, what: Any) -> None:
        channel.write(f"{json.dumps([kind, what])}\n")

    asked = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    limits.begin(lambda phase: tell("phase", astuple(phase)))
    try:
        tell("answer", TASKS[asked["name"]](asked["task"], lambda text: tell("progress", text)))
    except Misuse as fault:
        tell("misuse", str(fault))
    except Refused as fault:
        tell("refused", str(fault))
    except Exception as fault:  # what a file may raise in its reader is anything
        tell("fault", _where(fault))
    channel.flush()
    os._exit(0)  # nothing is left to do that a file might disturb


def _load(task: Task, progress: Callable[[str], None]) -> Any:
    folder, paths, how = _said(task)
    report = load_paths(folder, paths, progress=progress, **how)
    return {
        "report": report.model_dump(mode="json"),
        "likely": [table.likely for table in report.tables],
        "headers": [[header.model_dump(mode="json") for header in table.headers] for table in report.tables],
    }


def _refusals(task: Task, progress: Callable[[str], None]) -> str:
    report, (folder, paths, how) = LoadReport.model_validate(task.pop("report")), _said(task)
    return b64encode(refusals_of(report, folder, paths, progress=progress, **how)).decode()


def _rotate(task: Task, progress: Callable[[str], None]) -> Any:
    folder, key_file, paths, own = (task[name] for name in ("folder", "key_file", "paths", "own"))
    return rotate(
        Store(Path(folder)),
        [Path(path) for path in paths],
        key_file=Path(key_file),
        profile=task["profile"],
        own=[Path(path) for path in own],
        progress=progress,
    ).model_dump(mode="json")


def _said(task: Task) -> tuple[Path, list[Path], dict[str, Any]]:
    """The folder of the store, the paths, and the rest of what is said of a load, as its function takes it."""
    folder, paths = Path(task.pop("folder")), [Path(path) for path in task.pop("paths")]
    task["mappings"] = [Mapping.model_validate(one) for one in task["mappings"]]
    task["key_file"] = Path(task["key_file"])
    return folder, paths, task


def _load_samples(task: Task, progress: Callable[[str], None]) -> None:
    load_samples(Path(task["folder"]), key_file=Path(task["key_file"]), progress=progress)


TASKS: dict[str, Callable[[Task, Callable[[str], None]], Any]] = {
    "load": _load,
    "refusals": _refusals,
    "rotate": _rotate,
    "samples": _load_samples,
}


def _end_with_parent() -> None:
    """Standard input closes when the parent ends, however it does."""
    while sys.stdin.buffer.read(1):
        pass
    os._exit(GONE)


def _where(fault: Exception) -> str:
    """The kind of the fault and where it was raised: its words may hold a value."""
    place = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__} in {Path(place.filename).name}, line {place.lineno}"
