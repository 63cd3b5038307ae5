"""What leaders may read of closed meetings: one small file beside the releases, made of the minutes and written whole.

Decisions and promises are the leadership's own words for leaders, and went past the door's detector of names. What a
meeting was shown is another thing: of one that saw a release, everything passes; of one that saw counts as they are,
its figures, the sentences of its agenda and the numbers in its words stay behind, and what it says of a figure that the
latest release hides stands without it.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from sgdata.errors import Refused
from sgdata.meeting.minutes import FORMAT, MATTERS, Minutes, Promise, Shown
from sgdata.release import released
from sgdata.store.disk import replace_text

NUMBER = "(number)"
CASE = "the case"
NOT_SHOWN = "A matter whose figure is not shown"
_CASE = re.compile(r"\b[A-Z]-[2-9A-Z]{4}-[2-9A-Z]{4}\b")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec)"
)
_SPAN = r"(?:(?:school|working|calendar) )?(?:minute|hour|day|week|month|term|year)s?\b"
_WORD = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|dozen)"
)
_KEPT = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}\b(?: (?:19|20)\d\d\b)?"  # 4 December 2026
    rf"|\b{_MONTH} (?:19|20)\d\d\b"
    r"|\b\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)\b|\b\d\d:\d\d\b"
    r"|\b(?:section|part|clause|paragraph|item|year|stage|level|version) \d+(?:\.\d+)*\b|\b20\d\d\b"
    rf"|\b(?:\d{{1,3}}|{_WORD})[ -]{_SPAN}",  # a rule, not a count: within 72 hours
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"\d[\d,.]*(?:\s?%)?|\b{_WORD}\b", re.IGNORECASE)


class _Told(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int = FORMAT
    meetings: list[Minutes]


def write(releases: Path, meetings: Iterable[Minutes]) -> None:
    """Writes what leaders may read of the closed ones; nothing where nothing was ever released."""
    made = released.listed(releases)
    if not made:
        return
    shown = {one.figure.id for one in made[0].figures if not one.figure.suppressed}
    text = _Told(meetings=[for_leaders(one, shown) for one in meetings if one.closed_at]).model_dump_json()
    replace_text(releases / released.MEETINGS, f"{_seal(text)}\n{text}")


def read(releases: Path) -> list[Minutes]:
    """The meetings in the folder, the newest first; Refused where the file is not what was written."""
    file = releases / released.MEETINGS
    if not file.exists():
        return []
    try:
        seal, _, text = file.read_text(encoding="utf-8").partition("\n")
        if seal != _seal(text):
            raise ValueError("changed since it was written")
        found = _Told.model_validate_json(text)
    except (OSError, ValueError):
        raise Refused(
            f"What leaders may read of meetings ({file.name}) cannot be read: a practitioner makes it anew with "
            "sgdata release."
        ) from None
    return sorted(found.meetings, key=lambda one: one.held_on, reverse=True)


def for_leaders(minutes: Minutes, shown: Collection[str]) -> Minutes:
    """Minutes as leaders may read them; `shown` are the indicators whose figure the latest release shows."""
    if minutes.role == "leader":
        notes = {key: one.model_copy(update={"decision": _uncased(one.decision)}) for key, one in minutes.notes.items()}
        promises = [one.model_copy(update={"what": _uncased(one.what)}) for one in minutes.promises]
        return minutes.model_copy(update={"notes": notes, "promises": promises})
    titles = {one.id: one.title for one in minutes.figures if one.id in shown}
    items: list[Shown] = []
    notes = {}
    for item in minutes.items:
        note = minutes.note(item.key)
        if not note.decision and (item.kind not in MATTERS or item.figure not in titles):
            continue
        key = f"item_{len(items) + 1}"  # its own key names the figure
        items.append(_item(item, key, titles))
        if item.key in minutes.notes:
            notes[key] = note.model_copy(update={"matter": key, "decision": without_counts(note.decision)})
    return minutes.model_copy(
        update={
            "snapshot": "",
            "figures": [],
            "items": items,
            "notes": notes,
            "promises": [_promise(one, titles) for one in minutes.promises],
        }
    )


def without_counts(text: str) -> str:
    """Words without the numbers that may be counts, and without the references of cases. Days, times, lengths of time
    and numbers of clauses stay."""
    parts, end = [], 0
    for kept in _KEPT.finditer(text := _uncased(text)):
        parts += [_COUNTED.sub(_hidden, text[end : kept.start()]), kept.group()]
        end = kept.end()
    return "".join([*parts, _COUNTED.sub(_hidden, text[end:])])


def _hidden(found: re.Match[str]) -> str:
    """The mark of a number, with the full stop that ended the sentence behind it."""
    return NUMBER + ("." if found.group().endswith(".") else "")


def _item(item: Shown, key: str, titles: Mapping[str, str]) -> Shown:
    """An item with what it is about, and nothing of what was shown."""
    is_shown = item.figure in titles
    return Shown(
        key=key,
        kind=item.kind,
        figure=item.figure if is_shown else "",
        title=without_counts(item.title) if item.promise else titles.get(item.figure, NOT_SHOWN),
        value="",
        change="",
        reason="",
        clauses=item.clauses if is_shown else [],
        question="",
        weight=0,
        promise=item.promise,
    )


def _promise(promise: Promise, titles: Mapping[str, str]) -> Promise:
    matter = promise.matter if promise.matter in titles else ""
    return promise.model_copy(update={"what": without_counts(promise.what), "matter": matter})


def _uncased(text: str) -> str:
    return _CASE.sub(CASE, text)


def _seal(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
