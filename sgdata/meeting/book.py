"""The book of minutes of a store: a file a meeting, `<store>/meetings/<day>.json`.

Whoever writes holds the book against others for a moment, reads what is there, and replaces the file as a whole: what
was acknowledged is on the disk, and a killed process leaves the file as it was. A note is written only over the version
that its writer saw, so nobody's words are overwritten unread.
"""

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from sgdata.errors import Refused
from sgdata.intake.decisions import identifier_in, owner_roles
from sgdata.meeting import told
from sgdata.meeting.agenda import Agenda
from sgdata.meeting.item import Item
from sgdata.meeting.minutes import FORMAT, Kind, Minutes, Note, Promise, Shown
from sgdata.release.released import releases_of
from sgdata.store.disk import replace_text

FOLDER = "meetings"
ROLES = owner_roles()
"""Who may be present, and may promise."""
MOST_LETTERS = 1_000
_SAID = {"a date": "a date of birth, since it is a whole date (a promise has a field for its day)"}
WAIT_FOR_LOCK = 20  # seconds; a note takes some thousandths of one


class Conflict(Refused):
    """Somebody else wrote about the same item since it was read."""

    def __init__(self, stored: Note) -> None:
        super().__init__(
            "Somebody else wrote about this while you did. Nothing was overwritten: read both texts and choose. "
            f"Theirs: {stored.decision or '(no decision)'}"
        )
        self.stored = stored


class MinutesBook:
    """The minutes of one store. A folder without any is an empty book."""

    def __init__(self, store: Path) -> None:
        self.folder = store / FOLDER

    def held(self) -> list[Minutes]:
        """The minutes of every meeting, the newest first; Refused where a file is not what was written."""
        return [read_minutes(file) for file in reversed(self.files())]

    def files(self) -> list[Path]:
        """The file of every meeting, the oldest first."""
        return sorted(self.folder.glob("????-??-??.json"))

    def of(self, held_on: date) -> Minutes | None:
        """The minutes of a day."""
        file = self._file(held_on)
        return read_minutes(file) if file.exists() else None

    def promises(self) -> list[Promise]:
        """Every promise of every meeting, those that are due first coming first."""
        return sorted((one for minutes in self.held() for one in minutes.promises), key=lambda one: one.due_on)

    def begin(
        self, agenda: Agenda, items: Iterable[Item], held_on: date, kind: Kind, release: str | None = None
    ) -> Minutes:
        """Freezes what the agenda shows as the minutes of a day; Refused where that day has minutes already."""
        if held_on < agenda.as_at:
            raise Refused(
                f"The figures are of {agenda.as_at}, the meeting of {held_on}: it cannot have seen them. Choose the "
                "day of the meeting, or another date for the figures."
            )
        with self._writing():
            if self.of(held_on):
                raise Refused(f"There are minutes of {held_on} already: open them in the list of meetings.")
            return self._keep(
                Minutes(
                    held_on=held_on,
                    kind=kind,
                    as_at=agenda.as_at,
                    snapshot=agenda.snapshot,
                    release=release,
                    role=agenda.role,
                    organisation=agenda.organisation,
                    figures=list(agenda.figures.values()),
                    items=_keyed(items),
                )
            )

    def note(
        self, held_on: date, matter: str, decision: str, discussed: bool, seen_version: int, by: str = "practitioner"
    ) -> Note:
        """Writes what was decided about an item over the version that was seen, and returns it with its new version.

        Conflict where there is another by now, Refused where the text may not be kept."""
        text = _of_decisions(decision)
        with self._changing(held_on) as minutes:
            stored = minutes.note(matter)
            if stored.version != seen_version:
                raise Conflict(stored)
            note = Note(matter=matter, discussed=discussed, decision=text, version=seen_version + 1, by=by)
            self._keep(minutes.model_copy(update={"notes": {**minutes.notes, matter: note}}))
        return note

    def promise(self, held_on: date, what: str, matter: str, owner_role: str, due_on: date) -> Promise:
        """Notes what a role is to do by a day; Refused where the words or the day cannot be."""
        text = _of_decisions(what)
        if not text:
            raise Refused("Say what is to be done.")
        if owner_role not in ROLES:
            raise Refused(f"{owner_role} is no role that is known here: choose one of the list.")
        _hold_day(due_on, held_on)
        promise = Promise(
            id=secrets.token_hex(8),
            what=text,
            matter=matter,
            owner_role=owner_role,
            set_on=held_on,
            first_due_on=due_on,
            due_on=due_on,
        )
        with self._changing(held_on) as minutes:
            self._keep(minutes.model_copy(update={"promises": [*minutes.promises, promise]}))
        return promise

    def put_back(self, promise: str, due_on: date) -> Promise:
        """Gives a promise another day; the first one stays beside it."""
        return self._settle(promise, due_on=due_on)

    def done(self, promise: str, on: date) -> Promise:
        """Notes the day on which a promise was kept."""
        return self._settle(promise, done_on=on)

    def cancel(self, promise: str, on: date) -> Promise:
        """Notes the day from which a promise is no longer needed."""
        return self._settle(promise, cancelled_on=on)

    def close(self, held_on: date, present: Iterable[str], learning_shared: bool | None) -> Minutes:
        """Ends the meeting and tells leaders: from now on only its promises change. Refused where it says nobody who
        was there."""
        roles = list(dict.fromkeys(present))
        if unknown := [role for role in roles if role not in ROLES]:
            raise Refused(f"{', '.join(unknown)}: no roles that are known here. Choose from the list.")
        if not roles:
            raise Refused("Say who was there, by role.")
        with self._changing(held_on) as minutes:
            closed = {"present": roles, "learning_shared": learning_shared, "closed_at": datetime.now(UTC)}
            ended = self._keep(minutes.model_copy(update=closed))
            self.tell_leaders()
            return ended

    def mark_counted(self, counted: Minutes) -> None:
        """Notes that the minutes went into the store, unless they changed since."""
        with self._writing():
            if self.of(counted.held_on) == counted:
                self._keep(counted.model_copy(update={"counted_at": datetime.now(UTC)}))

    def tell_leaders(self) -> None:
        """Writes beside the releases what leaders may read of the closed meetings."""
        told.write(releases_of(self.folder.parent), self.held())

    def _settle(self, promise: str, **change: Any) -> Promise:
        """Changes one promise, in minutes that may be closed."""
        with self._writing():
            for minutes in self.held():
                for place, one in enumerate(minutes.promises):
                    if one.id == promise:
                        if not one.is_open(date.max):
                            raise Refused("This promise was done or cancelled already: open the page again.")
                        for day in change.values():
                            _hold_day(day, one.set_on)
                        settled = one.model_copy(update=change)
                        promises = [*minutes.promises[:place], settled, *minutes.promises[place + 1 :]]
                        self._keep(minutes.model_copy(update={"promises": promises, "counted_at": None}))
                        self.tell_leaders()
                        return settled
        raise Refused("There is no such promise any more: open the page again.")

    @contextmanager
    def _changing(self, held_on: date) -> Iterator[Minutes]:
        """The minutes of a day, to be kept anew inside; Refused where there are none, or they are closed."""
        with self._writing():
            minutes = self.of(held_on)
            if minutes is None:
                raise Refused(f"There are no minutes of {held_on}: begin the meeting first.")
            if minutes.closed_at:
                raise Refused(f"The meeting of {held_on} is closed: only its promises can change.")
            yield minutes

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / "writing.lock", timeout=WAIT_FOR_LOCK, poll_interval=0.005):
                for left_behind in self.folder.glob(".*.json.*"):  # the draft of a killed writer
                    left_behind.unlink(missing_ok=True)
                yield
        except Timeout:
            raise Refused(f"Somebody else has held the minutes for {WAIT_FOR_LOCK} seconds: try again.") from None
        except OSError as fault:
            raise Refused(f"The minutes cannot be written: {fault.strerror or type(fault).__name__}.") from None

    def _keep(self, minutes: Minutes) -> Minutes:
        text = minutes.model_dump_json(indent=1)
        replace_text(self._file(minutes.held_on), f"{_seal(text)}\n{text}")
        return minutes

    def _file(self, held_on: date) -> Path:
        return self.folder / f"{held_on}.json"


def _keyed(items: Iterable[Item]) -> list[Shown]:
    """The items with a key each: what they are about, numbered where there are several."""
    keyed: list[Shown] = []
    for item in items:
        key = "_".join(part for part in (item.kind, item.promise or item.figure) if part)
        same = sum(one.key == key or one.key.startswith(f"{key}#") for one in keyed)
        keyed.append(Shown(**item.model_dump(), key=f"{key}#{same + 1}" if same else key))
    return keyed


def _of_decisions(text: str) -> str:
    """The text as it is kept; Refused where it is too long or looks to identify somebody."""
    kept = text.strip()
    if len(kept) > MOST_LETTERS:
        raise Refused(f"The text has {len(kept):,} characters, {MOST_LETTERS:,} can be kept: say it shorter.")
    if found := identifier_in(kept):
        raise Refused(
            f"Not saved: the text holds what looks like {_SAID.get(found, found)}. Minutes tell decisions, not people: "
            "use the case reference, such as C-7K2M-9QXA, or the role instead."
        )
    return kept


def _hold_day(day: date, set_on: date) -> None:
    if day < set_on:
        raise Refused(f"{day} is before {set_on}, when it was promised: choose a later day.")


def read_minutes(file: Path) -> Minutes:
    """The minutes in a file; Refused where they are not what was written. Those of older versions have no seal."""
    try:
        text = file.read_text(encoding="utf-8")
        if not text.startswith("{"):
            seal, _, text = text.partition("\n")
            if seal != _seal(text):
                raise ValueError("changed since they were written")
        minutes = Minutes.model_validate_json(text)
    except (OSError, ValueError):
        raise Refused(f"The minutes in {file} cannot be read: restore the file from a backup.") from None
    if minutes.format > FORMAT:
        raise Refused(f"The minutes in {file} were written by a newer version of this program: use that one.")
    return minutes


def _seal(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
