"""What leaders may read of meetings: their own words and promises, and nothing that only those who saw counts may know;
and what became of promises."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from sgdata.errors import Refused
from sgdata.measures.catalogue import catalogue
from sgdata.meeting import told
from sgdata.meeting.agenda import Agenda, agenda
from sgdata.meeting.book import MinutesBook
from sgdata.meeting.held import meetings, promises
from sgdata.meeting.minutes import Minutes, Promise, Shown
from sgdata.meeting.trend import PromisesOf, of_promises, returning
from sgdata.outputs import minutes_words, promise_words
from sgdata.outputs.agenda_items import agenda_items
from sgdata.outputs.colours import DARK, LIGHT
from sgdata.outputs.pictures import promises as picture
from sgdata.release import ask
from sgdata.release.released import MEETINGS, listed, releases_of, write
from sgdata.release.scope import AnyScope, open_release, open_scope

HELD_ON = date(2026, 11, 13)
SHOWN, HIDDEN = "actions_overdue", "missing_education_open"


@pytest.fixture
def book(released_stores: Path, tmp_path: Path) -> MinutesBook:
    """A book beside the release of the sample."""
    write(releases_of(tmp_path), listed(releases_of(released_stores / "virtual_school"))[0])
    return MinutesBook(tmp_path)


@pytest.fixture(scope="module")
def scopes(released_stores: Path) -> dict[str, AnyScope]:
    store = released_stores / "virtual_school"
    return {"practitioner": open_scope(store, HELD_ON), "leader": open_release(releases_of(store), store)}


def leaders(book: MinutesBook) -> list[Minutes]:
    folder = releases_of(book.folder.parent)
    return meetings(open_release(folder, folder.parent))


def begun(book: MinutesBook, scope: AnyScope) -> tuple[Agenda, Minutes]:
    shown = agenda(scope)
    return shown, book.begin(shown, agenda_items(shown), HELD_ON, "leadership")


def test_of_a_meeting_that_saw_counts_pass_words_and_promises_without_their_numbers(
    book: MinutesBook, scopes: dict[str, AnyScope]
) -> None:
    shown, minutes = begun(book, scopes["practitioner"])
    about = {one.figure: one.key for one in minutes.items if one.kind == "matter"}
    assert {SHOWN, HIDDEN} <= about.keys()
    book.note(HELD_ON, about[SHOWN], "Chase all twelve, then 4 more, by 4 December. Settings: 17.", True, 0)
    book.note(HELD_ON, about[HIDDEN], "A place within 10 school days.", True, 0)
    book.promise(HELD_ON, "Visit the 6 children of C-7K2M-9QXA", HIDDEN, "dsl", HELD_ON)
    assert leaders(book) == [], "a meeting that goes on is not told"
    book.close(HELD_ON, ["dsl"], True)
    (one,) = leaders(book)
    text = (releases_of(book.folder.parent) / MEETINGS).read_text(encoding="utf-8")
    assert "Chase all (number), then (number) more, by 4 December. Settings: (number)." in text
    assert "A place within 10 school days." in text
    assert [(promise.what, promise.matter) for promise in one.promises] == [
        ("Visit the (number) children of the case", "")
    ]
    assert (one.figures, one.snapshot) == ([], "")
    for item in minutes.items:
        assert item.title not in text
    assert shown.snapshot not in text
    assert HIDDEN not in text
    assert catalogue()[HIDDEN].title not in text
    read = minutes_words.markdown(one)
    assert f"**{catalogue()[SHOWN].title}**" in read
    assert f"**{told.NOT_SHOWN}**" in read
    assert "left out here" in read


def test_of_a_meeting_that_saw_a_release_everything_passes_but_cases(
    book: MinutesBook, scopes: dict[str, AnyScope]
) -> None:
    _, minutes = begun(book, scopes["leader"])
    key = minutes.items[0].key
    book.note(HELD_ON, key, "Chase all 12 and C-7K2M-9QXA.", True, 0)
    book.close(HELD_ON, ["dsl"], None)
    (one,) = leaders(book)
    assert one.figures == minutes.figures == list(ask.figures(scopes["leader"]))
    assert one.note(key).decision == "Chase all 12 and the case."
    assert f"release {scopes['leader'].snapshot}" in minutes_words.decided(one)


def test_leaders_are_told_anew_when_a_promise_is_kept(book: MinutesBook, scopes: dict[str, AnyScope]) -> None:
    begun(book, scopes["practitioner"])
    promise = book.promise(HELD_ON, "Review the referral route", SHOWN, "dsl", HELD_ON)
    book.close(HELD_ON, ["dsl"], None)
    book.put_back(promise.id, HELD_ON + timedelta(7))
    book.done(promise.id, HELD_ON + timedelta(3))
    folder = releases_of(book.folder.parent)
    (found,) = promises(open_release(folder, folder.parent))
    assert (found.due_on, found.done_on) == (HELD_ON + timedelta(7), HELD_ON + timedelta(3))
    (folder / MEETINGS).unlink()
    book.tell_leaders()
    assert len(leaders(book)) == 1


def test_nothing_is_told_before_the_first_release_and_a_changed_file_is_refused(
    book: MinutesBook, scopes: dict[str, AnyScope], tmp_path_factory: pytest.TempPathFactory
) -> None:
    without = MinutesBook(tmp_path_factory.mktemp("without"))
    begun(without, scopes["practitioner"])
    without.close(HELD_ON, ["dsl"], None)
    assert not releases_of(without.folder.parent).exists()
    begun(book, scopes["practitioner"])
    book.close(HELD_ON, ["dsl"], None)
    file = releases_of(book.folder.parent) / MEETINGS
    file.write_text(file.read_text(encoding="utf-8").replace('"dsl"', '"head"'), encoding="utf-8")
    with pytest.raises(Refused, match="makes it anew with sgdata release"):
        leaders(book)


@pytest.mark.parametrize(
    ("typed", "passes"),
    [
        ("3 of 12 are late", "(number) of (number) are late"),
        ("Ten girls, two boys", "(number) girls, (number) boys"),
        ("95 % by 4 December", "(number) by 4 December"),
        ("within 72 hours and two weeks", "within 72 hours and two weeks"),
        ("Part 1, Year 11, 4 pm, 09:30, KCSIE 2026", "Part 1, Year 11, 4 pm, 09:30, KCSIE 2026"),
        ("1,204 sessions", "(number) sessions"),
        ("Clause 7.3 holds. 5.", "Clause 7.3 holds. (number)."),
        ("one to one with the rest", "one to one with the rest"),
    ],
)
def test_numbers_that_may_be_counts_are_left_out(typed: str, passes: str) -> None:
    assert told.without_counts(typed) == passes


def promise(due: int, done: int | None = None, first: int | None = None, cancelled: int | None = None) -> Promise:
    """One of HELD_ON with its days after it."""
    day = {"due": due, "done": done, "first": due if first is None else first, "cancelled": cancelled}
    when = {name: None if days is None else HELD_ON + timedelta(days) for name, days in day.items()}
    return Promise(
        id=f"{due}{done}{first}{cancelled}",
        what="Review it",
        matter="",
        owner_role="dsl",
        set_on=HELD_ON,
        first_due_on=when["first"] or HELD_ON,
        due_on=when["due"] or HELD_ON,
        done_on=when["done"],
        cancelled_on=when["cancelled"],
    )


def minuted(held_on: date, matters: list[str], *made: Promise, kind: str = "leadership") -> Minutes:
    items = [
        Shown(
            key=one,
            kind="matter",
            figure=one,
            title=one,
            value="",
            change="",
            reason="",
            clauses=[],
            question="",
            weight=0,
        )
        for one in matters
    ]
    return Minutes.model_validate(
        {"held_on": held_on, "kind": kind, "as_at": held_on, "snapshot": "s", "release": None, "role": "practitioner"}
        | {"organisation": "o", "figures": [], "items": items, "promises": made}
    )


MADE = (
    promise(7, done=7),
    promise(7, done=8),
    promise(7),
    promise(10),
    promise(9, done=12),  # done after the day asked
    promise(20, first=5),
    promise(7, cancelled=3),
)


def test_what_became_of_promises_is_told_as_things_stood_on_the_day() -> None:
    (found,) = of_promises([minuted(HELD_ON, [], *MADE)], HELD_ON + timedelta(10))
    assert found == PromisesOf(
        held_on=HELD_ON, kind="leadership", made=7, on_time=1, late=1, overdue=2, open=2, put_back=1
    )
    assert of_promises([minuted(HELD_ON, [], *MADE)], HELD_ON - timedelta(1)) == []
    assert of_promises([minuted(HELD_ON, [])], HELD_ON) == []
    assert promise_words.answer([found]) == (
        "Of 4 promises of 1 meeting that fell due 1 was done on time (25.0 %), 1 late, 2 not yet. "
        "2 are open and in time. 1 was put back to a later day."
    )
    assert promise_words.rows([found]) == [("Leadership, 13 November 2026", "7", "1", "1", "2", "2", "1")]
    assert promise_words.answer([]) == "Nothing was promised at a meeting yet."
    (due,) = of_promises([minuted(HELD_ON, [], promise(7))], HELD_ON)
    assert promise_words.answer([due]) == "No promise of 1 meeting has fallen due yet. 1 is open and in time."


def test_the_picture_has_a_part_for_each_fate_and_a_pattern_for_each_part() -> None:
    found = of_promises([minuted(HELD_ON, [], *MADE)], HELD_ON + timedelta(10))
    for colours in (LIGHT, DARK):
        chart = picture.draw(found, colours)
        bars = [trace for trace in chart.data if trace.type == "bar"]
        assert [list(bar.x) for bar in bars] == [[1], [1], [2], [2]]
        assert len({(bar.marker.color, bar.marker.pattern.shape) for bar in bars}) == len(bars)
        assert chart.data[-1].text == (" 6, 1 put back",)
    assert "1 was done on time" in promise_words.alternative(found)


def test_a_matter_returns_that_was_on_the_last_three_agendas_of_one_kind_of_meeting() -> None:
    weeks = [HELD_ON + timedelta(weeks=week) for week in range(5)]
    held = [
        minuted(weeks[0], [SHOWN, HIDDEN]),
        minuted(weeks[1], [SHOWN]),
        minuted(weeks[2], [SHOWN, HIDDEN]),
        minuted(weeks[2] + timedelta(1), [], kind="board"),
        minuted(weeks[3], [HIDDEN, SHOWN]),
        minuted(weeks[4], [SHOWN, HIDDEN]),
    ]
    found = returning(held, weeks[4])
    assert [(one.figure, one.meetings, one.since) for one in found] == [(SHOWN, 5, weeks[0]), (HIDDEN, 3, weeks[2])]
    assert promise_words.returning(found)[0] == (
        "Follow-ups late: on the last 5 agendas of the leadership meeting, since 13 November 2026."
    )
    assert [one.figure for one in returning(held, weeks[3])] == [SHOWN]
    assert returning(held[:2], weeks[4]) == []
