"""Whether an access log is whole: every line as it was written, in its place, and none missing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sgdata.release.access_line import MONTH, Anchor, Line, read_line


def faults_of(files: Mapping[str, bytes], head: bytes | None) -> list[str]:
    """What is wrong with the files of a log, by name in their order, and with its head; a sentence each."""
    walk = _Walk()
    for name, text in files.items():
        if not re.fullmatch(rf"{MONTH}\.jsonl", name):
            walk.faults.append(f"{name} is no file of the log: its name is not a month.")
            continue
        *lines, rest = text.split(b"\n")
        for place, line in enumerate(lines, start=1):
            walk.step(line, f"line {place} of {name}", name.removesuffix(".jsonl"))
        if rest or not lines:
            walk.faults.append(f"{name} is cut off after line {len(lines)}.")
    return [*walk.faults, *walk.faults_of_beginning(), *_faults_of_head(head, walk.last, walk.unreadable)]


@dataclass
class _Walk:
    """One way through the lines, from the oldest to the newest."""

    faults: list[str] = field(default_factory=list)
    first: Line | None = None
    before_first: int = 0
    last: Line | None = None
    unreadable: int = 0
    """Lines since the last readable one that are not what was written."""
    anchors: list[Anchor] = field(default_factory=list)

    def step(self, text: bytes, place: str, month: str) -> None:
        try:
            line = read_line(text)
        except ValueError:
            self.faults.append(f"{_capital(place)} was changed: its hash is not that of its text.")
            self.unreadable += 1
            return
        if line.month != month:
            self.faults.append(f"{_capital(place)} belongs in {line.month}.jsonl.")
        if line.removed_to:
            self.anchors.append(line.removed_to)
        if self.last is None:
            self.first, self.before_first = line, self.unreadable
        else:
            self._follow(self.last, line, place)
        self.last, self.unreadable = line, 0

    def _follow(self, last: Line, line: Line, place: str) -> None:
        missing = line.number - last.number - 1 - self.unreadable
        if missing > 0:
            self.faults.append(f"{_lines(missing)} missing before {place}.")
        elif missing < 0:
            told = f"it is number {line.number} and follows number {last.number}"
            self.faults.append(f"{_capital(place)} was put there or moved: {told}.")
        elif not self.unreadable and line.previous != last.hash:
            self.faults.append(f"{_capital(place)} does not follow from the line before it: one of them was replaced.")

    def faults_of_beginning(self) -> list[str]:
        """Whether the log begins with its first line, or where a removal by rule says."""
        if self.first is None:
            return []
        gone = self.first.number - 1
        missing = gone - self.before_first
        if missing < 0 or (gone == 0 and self.first.previous):
            return ["The log does not begin with its first line: something was put before it."]
        if missing == 0 or any(
            # A removal that was interrupted leaves lines that it says are gone.
            gone < anchor.number or (gone == anchor.number and self.first.previous == anchor.hash)
            for anchor in self.anchors
        ):
            return []
        return [f"{_lines(missing)} missing at the beginning, and no removal by rule says so."]


def _faults_of_head(head: bytes | None, last: Line | None, unreadable: int) -> list[str]:
    """Whether the log ends with the line that its head names."""
    if head is None:
        return ["The head of the log is missing: whether lines are missing at the end cannot be told."] * bool(last)
    try:
        end = read_line(head)
    except ValueError:
        return ["The head of the log was changed: whether lines are missing at the end cannot be told."]
    missing = end.number - (last.number if last else 0) - unreadable
    if missing == 1 and last and end.previous == last.hash:
        return [
            "The last line stands in the head of the log alone: a process was stopped while it wrote it, or somebody "
            "removed it. The next access puts it back."
        ]
    if missing > 0:
        return [f"{_lines(missing)} missing at the end: the head of the log stands at number {end.number}."]
    if missing < 0:
        return [f"The log goes on after number {end.number}, at which its head stands: one of them was replaced."]
    if not unreadable and last != end:
        return ["The last line of the log is not the one that its head names: one of them was replaced."]
    return []


def _lines(count: int) -> str:
    return "1 line is" if count == 1 else f"{count} lines are"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
