"""The command line: `sgdata --help` lists it. Exit status 0 done, 1 refused something that needs a person, 2 misuse."""

import io
import sys

import typer

from sgdata.cli import asking, cohorts, keeping, making, opening, publishing, snapshots
from sgdata.cli.common import app
from sgdata.errors import Misuse, Refused

COMMANDS = (asking, cohorts, keeping, making, opening, publishing, snapshots)  # each registers its own


def main() -> None:
    """Runs the command line; every mistake of a person is one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a Windows console may have another encoding
    try:
        status = app(args=sys.argv[1:] or ["--help"], standalone_mode=False)
    except Misuse as fault:
        _fail(str(fault), 2)
    except Refused as fault:
        _fail(str(fault), 1)
    except (typer.Abort, KeyboardInterrupt):
        _fail("Stopped.", 1)
    except typer.TyperException as fault:
        _fail(fault.format_message() if hasattr(fault, "format_message") else str(fault), 2)
    sys.exit(status or 0)


def _fail(message: str, status: int) -> None:
    print(f"sgdata: {' '.join(message.split())}", file=sys.stderr)
    sys.exit(status)


if __name__ == "__main__":
    main()
