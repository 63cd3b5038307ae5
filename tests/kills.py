"""Kills processes at random moments of what they write, and looks whether anything is lost or left half done:

python -m tests.kills 200
"""

import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path

from sgdata.meeting.book import MinutesBook
from sgdata.meeting.kept import prune
from sgdata.meeting.minutes import Minutes
from sgdata.release.access_log import AccessLog
from sgdata.store.faults import faults_of
from sgdata.store.forget import forget
from sgdata.store.memory import attach, open_memory
from sgdata.store.snapshots import Store
from tests.door import KEY, load_into, write_csv
from tests.processes import PROCESSES

HELD_ON = date(2026, 11, 20)
CHILDREN = 600
KEPT = 3
LONGEST = {"load": 2.5, "forget": 5.0}  # seconds that a process may work before it is killed; others half a second


@dataclass
class Tally:
    """What came of the kills."""

    killed: Counter[str] = field(default_factory=Counter)
    acknowledged: Counter[str] = field(default_factory=Counter)
    """Writes that had come back by then."""
    faults: list[str] = field(default_factory=list)
    """What was lost or left half done."""
    slowest_opening: float = 0.0


class Place:
    """A folder with a store, its minutes and its access log, and what was acknowledged to whoever wrote there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "store"
        self.began = folder / "began"
        self._told = folder / "acknowledged"

    def tell(self, number: int) -> None:
        """Notes that a write has come back."""
        with self._told.open("ab", buffering=0) as file:
            file.write(b"%d\n" % number)

    def told(self) -> list[int]:
        """What was noted since the last time."""
        found = [int(line) for line in self._told.read_bytes().split()] if self._told.exists() else []
        self._told.unlink(missing_ok=True)
        return found

    def load(self, number: int) -> None:
        load_into(self.store, write_csv(self.folder / "staff.csv", [["staff_id"], [f"S{number}"]]))

    def forget(self, number: int) -> None:
        forget(Store(self.store), {KEY.key_id: KEY.pseudonym("child", f"C{number}")})

    def write_minutes(self, number: int) -> None:
        book = MinutesBook(self.store)
        seen = book.held()[0].note("matter").version
        book.note(HELD_ON, "matter", f"Decision {seen + 1}", True, seen)

    def use_and_prune(self, number: int) -> None:
        snapshots = Store(self.store).all()
        Store(self.store).use(snapshots[number % len(snapshots)].id)
        if number % 3 == 0:
            prune(self.store, KEPT)

    def log(self, number: int) -> None:
        AccessLog(self.store / "access").note("page", "overview", role="practitioner", organisation="Test")


WRITES: dict[str, Callable[[Place, int], None]] = {
    "load": Place.load,
    "minutes": Place.write_minutes,
    "use and prune": Place.use_and_prune,
    "access log": Place.log,
    "forget": Place.forget,
}


def write_on(folder: Path, kind: str, first: int) -> None:
    """What a process does until it is killed."""
    place = Place(folder)
    place.began.touch()
    for number in count(first):
        WRITES[kind](place, number)
        place.tell(number)


def kill(kills: int, folder: Path, seed: int = 20261121) -> Tally:
    """Kills so many processes in turn in the middle of each kind of write, in a folder that is empty."""
    place, chance, tally = Place(folder), random.Random(seed), Tally()
    _begin(place)
    next_number = dict.fromkeys(WRITES, 0)
    for kind in (list(WRITES)[turn % len(WRITES)] for turn in range(kills)):
        before = _state(place)
        process = PROCESSES.Process(target=write_on, args=(folder, kind, next_number[kind]))
        process.start()
        while process.is_alive() and not place.began.exists():  # its imports may take longer than it is given to work
            time.sleep(0.01)
        process.join(chance.uniform(0.02, LONGEST.get(kind, 0.5)))
        process.kill()
        process.join(60)
        place.began.unlink()
        acknowledged = place.told()
        next_number[kind] = max(acknowledged, default=next_number[kind] - 1) + 2  # one may have been in the middle
        tally.killed[kind] += 1
        tally.acknowledged[kind] += len(acknowledged)
        began = time.monotonic()
        opened = Store(place.store).opened()
        tally.slowest_opening = max(tally.slowest_opening, time.monotonic() - began)
        found = [opened.fault] if opened.fault else []
        found += [*_lost(place, kind, acknowledged, before), *_half_done(place)]
        tally.faults += [f"{kind}: {fault}" for fault in found]
        Store(place.store).use(Store(place.store).all()[-1].id)
        prune(place.store, KEPT)
    return tally


def _begin(place: Place) -> None:
    children = [["child_id", "sex"], *([f"C{number}", "female"] for number in range(CHILDREN))]
    load_into(place.store, write_csv(place.folder / "children.csv", children))
    MinutesBook(place.store).folder.mkdir()
    empty = Minutes(
        held_on=HELD_ON,
        kind="leadership",
        as_at=HELD_ON,
        snapshot=Store(place.store).current().id,
        release=None,
        role="practitioner",
        organisation="Test",
        figures=[],
        items=[],
    )
    MinutesBook(place.store)._keep(empty)
    for number in range(1, KEPT):
        place.load(-number)
    place.log(0)


def _state(place: Place) -> tuple[set[str], int, int]:
    """The ids of the staff that are loaded, the version of the note, and the lines of the log."""
    staff = _held(place, Store(place.store).current().id, "staff_id", "staff")
    note = MinutesBook(place.store).held()[0].note("matter").version
    return staff, note, AccessLog(place.store / "access").read()[-1].number


def _held(place: Place, snapshot: str, column: str, table: str) -> set[str]:
    with closing(open_memory()) as con:
        attach(con, Store(place.store).file(snapshot), "snapshot", read_only=True)
        return {value for (value,) in con.execute(f"SELECT {column} FROM snapshot.{table}").fetchall()}


def _lost(place: Place, kind: str, acknowledged: list[int], before: tuple[set[str], int, int]) -> list[str]:
    """What was acknowledged, now or before, and is not there."""
    staff, note, lines = before
    newest = Store(place.store).all()[-1].id
    wanted = staff | {KEY.pseudonym("adult", f"S{number}") for number in acknowledged if kind == "load"}
    found = []
    if missing := wanted - _held(place, newest, "staff_id", "staff"):
        found.append(f"{len(missing)} loads are lost")
    written = MinutesBook(place.store).held()[0].note("matter")
    if written.version < note + (len(acknowledged) if kind == "minutes" else 0):
        found.append("a decision is lost")
    if written.version and written.decision != f"Decision {written.version}":
        found.append("a decision is half written")
    log = AccessLog(place.store / "access")
    place.log(0)  # whoever writes next completes a line that was cut off
    if log.read()[-1].number < lines + 1 + (len(acknowledged) if kind == "access log" else 0) or log.verify():
        found.append("the access log is not whole")
    if kind == "forget":
        gone = {KEY.pseudonym("child", f"C{number}") for number in acknowledged}
        kept = (_held(place, manifest.id, "child_id", "children") for manifest in Store(place.store).all())
        found += ["a forgotten child is there" for there in kept if there & gone]
    return found


def _half_done(place: Place) -> Iterator[str]:
    """What is there and should not be, once the next writer has tidied up."""
    with Store(place.store).writing():
        pass
    yield from faults_of(Store(place.store))
    held = {f"{manifest.id}.{end}" for manifest in Store(place.store).all() for end in ("duckdb", "json")}
    there = {file.name for file in (place.store / "snapshots").iterdir()}
    if there != held:
        yield f"left behind: {sorted(there ^ held)}"
    if drafts := [file.name for file in place.store.glob(".*")]:
        yield f"left behind: {drafts}"


def main(kills: int) -> int:
    """Prints what came of it; 1 where anything was lost or left half done."""
    with tempfile.TemporaryDirectory() as folder:
        tally = kill(kills, Path(folder))
    for kind, killed in tally.killed.items():
        print(f"{kind}: {killed} killed, {tally.acknowledged[kind]} writes acknowledged")
    print(f"{len(tally.faults)} lost or half done; the slowest opening took {tally.slowest_opening * 1000:.0f} ms")
    for fault in tally.faults:
        print(fault)
    return 1 if tally.faults else 0


if __name__ == "__main__":
    if os.name != "posix":
        sys.exit("Processes are killed on POSIX systems only.")
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
