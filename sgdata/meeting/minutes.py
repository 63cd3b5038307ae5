"""What a meeting's minutes hold: what was shown, what was decided, and who does what by when. No name is in them:
people are roles, cases are references."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sgdata.measures.figure import Figure
from sgdata.meeting.item import Item

FORMAT = 1
Kind = Literal["leadership", "board", "team"]
Standing = Literal["late", "due", "done"]
MATTERS = ("matter", "governance")
"""The kinds of items that are figures which need somebody."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Promise(_Frozen):
    """What somebody is to do by a day."""

    id: str
    """A random one."""
    what: str
    matter: str
    """The id of the indicator that it is about; "" where it is about none."""
    owner_role: str
    set_on: date
    first_due_on: date
    due_on: date
    done_on: date | None = None
    cancelled_on: date | None = None

    def is_open(self, on: date) -> bool:
        """Whether it is still to be done on a day."""
        return self.set_on <= on and all(end is None or end > on for end in (self.done_on, self.cancelled_on))

    def is_late(self, on: date) -> bool:
        """Whether it is still to be done after the day on which it was due."""
        return self.is_open(on) and self.due_on < on

    def standing(self, on: date, since: date) -> Standing | None:
        """How it stands on a day: done only where that was since the other; None where there is nothing to tell."""
        if self.is_open(on):
            return "late" if self.is_late(on) else "due"
        was_done = self.done_on is not None and since <= self.done_on <= on and self.cancelled_on is None
        return "done" if was_done else None


class Note(_Frozen):
    """What was decided about one item. The first version that is written is 1."""

    matter: str
    """The key of the item."""
    discussed: bool = False
    decision: str = ""
    version: int = 0
    by: str = ""
    """The role of whoever wrote it last."""


class Shown(Item):
    """One item of the agenda as it was shown."""

    key: str
    """Unlike that of every other item of the meeting."""


class Minutes(_Frozen):
    """One meeting."""

    format: int = FORMAT
    held_on: date
    kind: Kind
    as_at: date
    snapshot: str
    """Or the release, where a release was shown; "" where leaders are not told."""
    release: str | None
    """The latest release that leaders had, if any."""
    role: str
    """Of whoever began it."""
    organisation: str
    figures: list[Figure]
    """Every figure as it was shown: a later load does not change it."""
    items: list[Shown]
    notes: dict[str, Note] = {}
    promises: list[Promise] = []
    present: list[str] = []
    """Roles."""
    learning_shared: bool | None = None
    closed_at: datetime | None = None
    counted_at: datetime | None = None
    """When it last went into the store as it stands; None where it has not."""

    def note(self, key: str) -> Note:
        """What is noted of an item; an empty note of version 0 where nothing is."""
        return self.notes.get(key, Note(matter=key))

    def about(self, figure: str) -> list[tuple[Shown, Note]]:
        """The items about an indicator that were noted."""
        return [(one, self.notes[one.key]) for one in self.items if one.figure == figure and one.key in self.notes]
