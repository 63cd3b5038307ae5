"""How much a file may cost whoever reads it, where that is a child process of ours (sgdata/intake/apart.py).

What a file is has to be found out quickly and in little memory: until then it may be a bomb. A file that was recognised
may take longer for as long as it gets on, and plain text may take memory by its size. What is then done with its rows
is our own work. In a process that is nobody's child nothing here does anything.

The time is that of the processor, so that a busy machine refuses no file; the kernel keeps it. The memory is that which
is resident: the parent looks after it, since what DuckDB reserves is twice what it uses.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

if sys.platform == "win32":
    resource = None
else:
    import resource

LOOKING_SECONDS, READING_SECONDS, WORKING_SECONDS = 7, 30, 3_600
LOOKING_SILENCE, SILENCE = 60, 900
"""Seconds on the wall without a sign, however busy the machine is."""
LOOKING_BYTES = 750_000_000
"""What the process may grow by, which has some 170 MB before it begins."""
BYTES_A_BYTE_OF_TEXT = 4
BYTES_A_SECOND = 2_000_000
PAGE = 4_096


@dataclass(frozen=True)
class Phase:
    """What a child does from now on: the file it is at, how many bytes it may grow by, how long it may be silent."""

    of: str
    may_grow: int | None
    silence: int


class _Limited:
    """The limits of this process, which is a child."""

    def __init__(self, tell: Callable[[Phase], object]) -> None:
        self.tell = tell
        self.of = ""
        self.phase = Phase("", None, LOOKING_SILENCE)
        self.seconds = WORKING_SECONDS
        self.gets_on = False

    def enter(self, phase: Phase, seconds: int, reserved: int | None = None, *, gets_on: bool = False) -> None:
        self.phase, self.seconds, self.gets_on = phase, seconds, gets_on
        if (held := _reserved()) is not None:
            _limit("RLIMIT_DATA", reserved and held + reserved)
        self.pulse()

    def pulse(self) -> None:
        _limit("RLIMIT_CPU", ceil(time.process_time()) + self.seconds)
        self.tell(self.phase)


_limited: _Limited | None = None


def begin(tell: Callable[[Phase], object]) -> None:
    """Makes this process one that is limited, and tells of each phase of it."""
    global _limited  # what the system limits is the process, so this is of the process, too
    _limit("RLIMIT_CORE", 0)  # what is in memory must never lie on a disk
    _limited = _Limited(tell)
    working()


def looking(of: str = "") -> None:
    """A file is looked at to find what it is: the one so called, or the one of before further on."""
    if _limited:
        _limited.of = of or _limited.of
        phase = Phase(_limited.of, LOOKING_BYTES, LOOKING_SILENCE)
        _limited.enter(phase, LOOKING_SECONDS, LOOKING_BYTES + LOOKING_BYTES // 4)


def reading(at_once: int | None) -> None:
    """The file was recognised, and its rows are read: so many bytes of text at once and without a sign, or, None, row
    by row."""
    if not _limited:
        return
    if at_once is None:
        phase, seconds, reserved = Phase(_limited.of, LOOKING_BYTES, SILENCE), READING_SECONDS, 2 * LOOKING_BYTES
        _limited.enter(phase, seconds, reserved, gets_on=True)
    else:
        phase = Phase(_limited.of, LOOKING_BYTES + BYTES_A_BYTE_OF_TEXT * at_once, SILENCE)
        _limited.enter(phase, READING_SECONDS + at_once // BYTES_A_SECOND, gets_on=True)


def getting_on() -> None:
    """More of a file that was recognised is read."""
    if _limited and _limited.gets_on:
        _limited.pulse()


def working() -> None:
    """What was read is worked on: from here on nothing depends on how a file is written."""
    if _limited:
        _limited.enter(Phase("", None, WORKING_SECONDS), WORKING_SECONDS)


def _limit(name: str, soft: int | None) -> None:
    """Sets the limit of that name where the system has it, or takes it away."""
    if resource is not None:
        number = getattr(resource, name)
        most: Any = resource.getrlimit(number)[1]
        soft = resource.RLIM_INFINITY if soft is None else soft
        if most != resource.RLIM_INFINITY:
            soft = most if soft == resource.RLIM_INFINITY else min(soft, most)
        resource.setrlimit(number, (soft, most))


def _reserved() -> int | None:
    """The bytes of memory that this process has asked for, where the system shows it."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[5]) * PAGE if statm.exists() else None
