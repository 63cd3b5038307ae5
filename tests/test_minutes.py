"""The minutes: nobody's words are overwritten or lost, nothing in them names a person, and what was promised counts."""

import json
import os
import shutil
import subprocess
import sys
import time
from datetime import date
from multiprocessing.queues import SimpleQueue
from pathlib import Path

import pytest

from sgdata.errors import Refused
from sgdata.intake.decisions import identifier_in
from sgdata.intake.load import load_paths
from sgdata.meeting.agenda import Agenda, agenda
from sgdata.meeting.book import Conflict, MinutesBook
from sgdata.meeting.counted import count_meetings
from sgdata.meeting.minutes import Minutes, Promise
from sgdata.outputs import minutes_words
from sgdata.outputs.agenda_items import agenda_items
from sgdata.release import ask
from sgdata.release.scope import open_scope
from tests.processes import PROCESSES
from tests.support import PROJECT

HELD_ON = date(2026, 11, 13)
WRITTEN_BEFORE = {
    "key": "carried_0123456789abcdef",
    "kind": "carried",
    "figure": "actions_overdue",
    "title": "Late since 12 November 2026: Review the referral route (DSL), promised on 2 October 2026.",
    "value": "late",
    "change": "",
    "reason": "Promised at an earlier meeting.",
    "clauses": ["7.3"],
    "question": "What stands in the way, and is the date still right?",
    "weight": 0,
    "promise": "0123456789abcdef",
}
"""An item as it stands in the files of minutes."""
NOTES, WRITERS = 50, 2


@pytest.fixture(scope="module")
def shown(sample_stores: Path) -> Agenda:
    return agenda(open_scope(sample_stores / "virtual_school", HELD_ON))


@pytest.fixture
def book(tmp_path: Path, shown: Agenda) -> MinutesBook:
    """A book with one meeting that has begun."""
    book = MinutesBook(tmp_path)
    book.begin(shown, agenda_items(shown), HELD_ON, "leadership")
    return book


def of(book: MinutesBook) -> Minutes:
    found = book.of(HELD_ON)
    assert found
    return found


def test_a_meeting_is_begun_once_a_day_and_not_before_its_figures(book: MinutesBook, shown: Agenda) -> None:
    with pytest.raises(Refused, match="already: open them"):
        book.begin(shown, [], HELD_ON, "board")
    with pytest.raises(Refused, match="cannot have seen them"):
        book.begin(shown, [], date(2026, 11, 12), "board")
    minutes = of(book)
    assert [item.title for item in minutes.items] == [item.title for item in agenda_items(shown)]
    assert len({item.key for item in minutes.items}) == len(minutes.items)
    assert minutes.figures == list(shown.figures.values())


def test_a_note_is_written_over_the_version_that_was_seen(book: MinutesBook) -> None:
    key = of(book).items[0].key
    first = book.note(HELD_ON, key, "Ask the setting for its plan.", True, 0)
    assert first.version == 1
    with pytest.raises(Conflict, match="Nothing was overwritten") as fault:
        book.note(HELD_ON, key, "Wait until the next meeting.", True, 0)
    assert fault.value.stored == first
    assert "Ask the setting for its plan." in str(fault.value)
    assert of(book).note(key) == first
    assert book.note(HELD_ON, key, "Wait until the next meeting.", True, 1).version == 2


def _write_notes(folder: Path, writer: int) -> None:
    book = MinutesBook(folder)
    for number in range(NOTES):
        book.note(HELD_ON, f"writer_{writer}_{number}", f"Decision {number}", True, 0)


def test_two_processes_at_once_lose_no_note(book: MinutesBook) -> None:
    writers = [PROCESSES.Process(target=_write_notes, args=(book.folder.parent, one)) for one in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * WRITERS
    assert len(of(book).notes) == WRITERS * NOTES


def _write_on(folder: Path, version: int, acknowledged: SimpleQueue[int]) -> None:
    book = MinutesBook(folder)
    while True:
        version = book.note(HELD_ON, "killed", f"Decision {version}", True, version).version
        acknowledged.put(version)


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_a_killed_writer_leaves_what_it_acknowledged(book: MinutesBook) -> None:
    for kill in range(20):
        version = of(book).note("killed").version
        acknowledged: SimpleQueue[int] = PROCESSES.SimpleQueue()
        writer = PROCESSES.Process(target=_write_on, args=(book.folder.parent, version, acknowledged))
        writer.start()
        last = acknowledged.get()
        time.sleep(kill * 0.003)
        writer.kill()
        writer.join()
        while not acknowledged.empty():
            last = acknowledged.get()
        found = of(book).note("killed")
        # The last one may have been written and killed before it was acknowledged.
        assert found.version >= max(version + 1, last)
        assert found.decision == f"Decision {found.version - 1}"
    book.note(HELD_ON, "after", "It goes on.", True, 0)
    assert not list(book.folder.glob(".*.json.*")), "a draft was left behind"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Write to anna.smith@school.example", "an e-mail address"),
        ("Call (07700) 900123 before Friday", "a phone number"),
        ("Visit at SW1A 1AA", "a postcode"),
        ("The number is 943 476 5919", "an NHS number"),
        ("Pupil A801200001001 is to be seen", "a unique pupil number"),
        ("Born on 3 May 2012", "a date of birth"),
        ("Ask Sarah Jones to call the setting", "the name of a person"),
        ("Mrs Begum brings the plan", "the name of a person"),
        ("AB 12 34 56 C is wrong", "a National Insurance number"),
    ],
)
def test_words_that_look_to_identify_somebody_are_refused_without_the_value(
    book: MinutesBook, text: str, kind: str
) -> None:
    key = of(book).items[0].key
    with pytest.raises(Refused, match=kind) as fault:
        book.note(HELD_ON, key, text, True, 0)
    assert "use the case reference" in str(fault.value)
    assert not any(word in str(fault.value) for word in text.split() if len(word) > 6)
    with pytest.raises(Refused, match=kind):
        book.promise(HELD_ON, text, "", "dsl", HELD_ON)
    assert of(book).notes == {}
    assert of(book).promises == []


@pytest.mark.parametrize(
    "text",
    [
        "The DSL reviews the referral route with the Virtual School Head, and brings it to the next meeting.",
        "C-7K2M-9QXA and C-2345-6789: the Social Worker was told late. She said so in November. We agree.",
        "Hertfordshire County Council is asked for its threshold document; Early Help joins on Monday.",
        "Oak Academy returns its register by 4 pm. Target: 95 %, from 80 %.",
        "Keeping Children Safe in Education is read by all staff before the half-term holiday.",
    ],
)
def test_words_of_decisions_are_kept(text: str) -> None:
    assert identifier_in(text) is None


def test_a_text_has_an_end(book: MinutesBook) -> None:
    with pytest.raises(Refused, match="1,001 characters"):
        book.note(HELD_ON, "any", "a " * 500 + "b", True, 0)


def test_a_closed_meeting_changes_in_its_promises_alone(book: MinutesBook) -> None:
    promise = book.promise(HELD_ON, "Review the referral route", "actions_overdue", "dsl", date(2026, 11, 20))
    with pytest.raises(Refused, match="who was there"):
        book.close(HELD_ON, [], None)
    with pytest.raises(Refused, match="no role"):
        book.promise(HELD_ON, "Review it", "", "Sarah", HELD_ON)
    with pytest.raises(Refused, match="choose a later day"):
        book.promise(HELD_ON, "Review it", "", "dsl", date(2026, 11, 1))
    book.close(HELD_ON, ["dsl", "head"], True)
    with pytest.raises(Refused, match="is closed"):
        book.note(HELD_ON, "any", "Too late", True, 0)
    with pytest.raises(Refused, match="is closed"):
        book.promise(HELD_ON, "Too late", "", "dsl", HELD_ON)
    assert [one.id for one in book.promises() if one.is_late(date(2026, 11, 21))] == [promise.id]
    later = book.put_back(promise.id, date(2026, 12, 4))
    assert (later.first_due_on, later.due_on) == (date(2026, 11, 20), date(2026, 12, 4))
    book.done(promise.id, date(2026, 12, 1))
    assert [one for one in book.promises() if one.is_open(date(2026, 12, 1))] == []
    assert len([one for one in book.promises() if one.is_open(date(2026, 11, 30))]) == 1
    with pytest.raises(Refused, match="done or cancelled already"):
        book.cancel(promise.id, date(2026, 12, 2))
    text = minutes_words.markdown(of(book))
    assert "Present: DSL and Head." in text
    assert "Review the referral route: DSL, by 4 December 2026 (first 20 November 2026), done 1 December 2026" in text


def test_minutes_that_were_written_before_open_as_they_are(book: MinutesBook) -> None:
    file = book.folder / f"{HELD_ON}.json"
    written = json.loads(file.read_text(encoding="utf-8").partition("\n")[2]) | {"items": [WRITTEN_BEFORE]}
    file.write_text(json.dumps(written), encoding="utf-8")
    (item,) = of(book).items
    assert item.model_dump() == WRITTEN_BEFORE


def test_damaged_minutes_are_told(book: MinutesBook) -> None:
    (book.folder / f"{HELD_ON}.json").write_text("{", encoding="utf-8")
    with pytest.raises(Refused, match="restore the file from a backup"):
        book.held()


def test_of_what_is_carried_comes_first_what_was_done_and_then_what_is_late(shown: Agenda) -> None:
    done = _promise("done", date(2026, 10, 20)).model_copy(update={"done_on": date(2026, 11, 10)})
    promises = [done, _promise("due", date(2026, 11, 13)), _promise("late", date(2026, 11, 11))]
    carried = [one for one in agenda_items(shown, promises) if one.kind == "carried"]
    assert [one.promise for one in carried] == ["done", "late", "due"]
    assert carried[1].title == "Late since 12 November 2026: Secret words (DSL), promised on 2 October 2026."
    assert carried[1].question == "What stands in the way, and is the date still right?"


def _promise(name: str, due_on: date) -> Promise:
    set_on = date(2026, 10, 2)
    return Promise(
        id=name, what="Secret words", matter="", owner_role="dsl", set_on=set_on, first_due_on=due_on, due_on=due_on
    )


def test_a_closed_meeting_counts_and_its_late_promise_is_on_the_next_agenda(
    sample_stores: Path, tmp_path: Path, own_key: Path
) -> None:
    store = shutil.copytree(sample_stores / "virtual_school", tmp_path / "store")
    book, before, later = MinutesBook(store), date(2026, 10, 30), HELD_ON
    shown = agenda(open_scope(store, before))
    frozen = book.begin(shown, agenda_items(shown), before, "leadership").figures
    promise = book.promise(before, "Review the referral route", "actions_overdue", "dsl", date(2026, 11, 11))

    def counts() -> tuple[float, float, float, float]:
        scope = open_scope(store, later)
        meetings, late = ask.figures(scope, ["meetings_with_safeguarding_item", "actions_overdue"])
        values = (meetings.numerator, meetings.denominator, late.numerator, late.denominator)
        return tuple(value or 0 for value in values)  # type: ignore[return-value]  # as many as there are values

    was = counts()
    count_meetings(store, key_file=own_key)
    assert counts() == was, "a meeting that goes on does not count"
    book.close(before, ["dsl"], True)
    count_meetings(store, key_file=own_key)
    assert counts() == tuple(value + 1 for value in was)
    minutes = book.of(before)
    assert minutes
    assert minutes.counted_at
    snapshot = open_scope(store).snapshot
    count_meetings(store, key_file=own_key)
    assert open_scope(store).snapshot == snapshot, "counting again what is counted changes nothing"

    (item, *_) = agenda_items(agenda(open_scope(store, later)), book.promises())
    assert (item.kind, item.promise) == ("carried", promise.id)
    assert item.title.startswith("Late since 12 November 2026: Review the referral route (DSL)")
    command = [sys.executable, "-m", "sgdata", "agenda", "--json", "--store", str(store), "--as-at", str(later)]
    printed = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False).stdout
    assert json.loads(printed)["items"][0]["title"] == item.title

    book.put_back(promise.id, date(2026, 11, 27))
    count_meetings(store, key_file=own_key)
    assert counts() == (was[0] + 1, was[1] + 1, was[2], was[3] + 1)
    book.done(promise.id, date(2026, 11, 12))
    count_meetings(store, key_file=own_key)
    assert counts() == (was[0] + 1, was[1] + 1, was[2], was[3])

    actions = tmp_path / "actions.csv"
    actions.write_text("action_id,kind,set_on,due_on\nlate,other,2026-10-01,2026-10-02\n", encoding="utf-8")
    load_paths(store, [actions], key_file=own_key)
    minutes = book.of(before)
    assert minutes
    assert minutes.figures == frozen
