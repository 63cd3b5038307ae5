"""Counting what was minuted: a closed meeting and its promises go through the door into the store like any file, and
count beside the meetings and follow-ups that were loaded."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

from sgdata.intake.load import load_paths
from sgdata.meeting.book import FOLDER, MinutesBook
from sgdata.meeting.minutes import Minutes, Promise
from sgdata.store.disk import replace_text

COUNTED = "counted"
MEETINGS = ("meeting_id", "held_on", "kind", "safeguarding_item", "learning_shared")
ACTIONS = (
    *("action_id", "kind", "owner_role", "set_on", "first_due_on", "due_on", "completed_on", "cancelled_on"),
)  # no concern_id: a promise of a meeting follows none


def count_meetings(store: Path, *, key_file: Path, progress: Callable[[str], None] = lambda _: None) -> None:
    """Brings the closed meetings and their promises into the store as they stand now.

    All of them each time: rows that are there already change nothing, and what a killed run or an older snapshot left
    out comes in. The files stay in `<store>/meetings/counted`, since whoever exchanges the key must give every export.
    Misuse or Refused as a load; the minutes stay as they are then, and are counted the next time."""
    book = MinutesBook(store)
    closed = [minutes for minutes in book.held() if minutes.closed_at]
    if not closed:
        return
    folder = store / FOLDER / COUNTED
    folder.mkdir(exist_ok=True)
    files = [_write(folder / "meetings.csv", MEETINGS, [_meeting(one) for one in closed])]
    if promises := [_action(minutes, one) for minutes in closed for one in minutes.promises]:
        files.append(_write(folder / "actions.csv", ACTIONS, promises))
    load_paths(store, files, key_file=key_file, progress=progress)
    for minutes in closed:
        if minutes.counted_at is None:
            book.mark_counted(minutes)


def counted_files(store: Path) -> list[Path]:
    """The files that were counted: whoever exchanges the key gives them beside the exports."""
    return sorted((store / FOLDER / COUNTED).glob("*.csv"))


def _meeting(minutes: Minutes) -> list[object]:
    learning = {True: "yes", False: "no", None: ""}[minutes.learning_shared]
    return [_id(minutes), minutes.held_on, minutes.kind, "yes", learning]


def _action(minutes: Minutes, promise: Promise) -> list[object]:
    return [
        f"{_id(minutes)}-{promise.id}",
        "other",
        promise.owner_role,
        promise.set_on,
        promise.first_due_on,
        promise.due_on,
        promise.done_on or "",
        promise.cancelled_on or "",
    ]


def _id(minutes: Minutes) -> str:
    return f"minutes-{minutes.held_on}-{minutes.kind}"


def _write(file: Path, header: tuple[str, ...], rows: list[list[object]]) -> Path:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([header, *rows])
    replace_text(file, text.getvalue())
    return file
