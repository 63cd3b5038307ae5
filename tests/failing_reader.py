"""A child process like the one that reads files, but the reader of text does what the name of the file says."""

import os
import signal
import time

from sgdata.intake import child, limits, sheets
from sgdata.intake.layout.grid import AnyPath
from sgdata.intake.text_file import TextFile, decide

NAME = "Zebedee Quillfeather"


def _fails(path: AnyPath, known: object) -> TextFile:
    match path.stem:
        case "crash":
            signal.raise_signal(signal.SIGSEGV)
        case "abort":
            os.abort()
        case "exit":
            os._exit(0)
        case "memory":
            held = []
            while True:
                held.append(b"x" * 10_000_000)
        case "loop":
            while True:
                pass
        case "silence":
            time.sleep(600)
        case "fault":
            raise RuntimeError(NAME)
        case "print":
            print(NAME, flush=True)  # noqa: T201  # as a library may
            os.write(2, NAME.encode())
    return decide(path, ())


def main() -> None:
    sheets.decide = _fails  # type: ignore[assignment,attr-defined]  # what headers are known does not matter here
    limits.LOOKING_SECONDS, limits.LOOKING_SILENCE = 2, 4
    child.main()
