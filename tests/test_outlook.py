"""The outlook: what is kept today and fails ahead, on its last day; held against the second reading, day by day."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import tests.reference  # noqa: F401  # enters the indicators
from sgdata.measures.catalogue import catalogue
from sgdata.measures.figure import OutlookItem
from sgdata.measures.indicator import Indicator
from sgdata.measures.outlook import next_meeting, outlook
from sgdata.measures.reads import tables_read
from sgdata.outputs import meeting_words, words
from sgdata.release import ask
from sgdata.release.released import releases_of
from sgdata.release.scope import open_release, open_scope
from sgdata.rules import read_rules, shipped_rules
from sgdata.ui import answers
from tests.cold_page import open_cold
from tests.reference.adversary import nasty_world
from tests.reference.as_known import as_known_on
from tests.reference.judging import REFERENCES
from tests.reference.world import World
from tests.support import TableText, snapshot_of

RULES = read_rules(shipped_rules("virtual_school"), "virtual_school.toml")
AHEAD = [indicator for indicator in catalogue().values() if indicator.outlook]
AS_AT, UNTIL = date(2026, 11, 20), date(2026, 12, 18)
SEEDS, DAYS = 4, 40
Found = list[tuple[str, str, list[str]]]


def table(header: str, *rows: str) -> TableText:
    """A table of text: a space between cells, a full stop for an empty one."""
    return [["" if cell == "." else cell for cell in line.split()] for line in (header, *rows)]


TERM = table("provider_id kind date_from date_to", ". term 2026-09-02 2026-10-23", ". term 2026-11-02 2026-12-18")
CHILDREN = table("child_id date_of_birth", "c1 2014-05-01", "c2 2014-05-01")
TIMETABLES = "timetable_id child_id started_on planned_end_on ended_on"

# By indicator: a small world, and what is in its outlook from 20 November to the 18 December after it. In each there is
# something that has already failed, something that fails too late, and where it can be, something that is not known.
WORLDS: dict[str, tuple[dict[str, TableText], Found]] = {
    "actions_overdue": (
        {
            "actions": table(
                "action_id set_on due_on completed_on cancelled_on",
                *(
                    "late 2026-11-01 2026-11-19 . .",
                    "today 2026-11-01 2026-11-20 . .",
                    "soon 2026-11-01 2026-11-24 . .",
                ),
                *(
                    "also 2026-11-01 2026-11-24 . .",
                    "last 2026-11-01 2026-12-17 . .",
                    "after 2026-11-01 2026-12-18 . .",
                ),
                *("done 2026-11-01 2026-11-24 2026-11-20 .", "undated 2026-11-01 . . ."),
                *("done_later 2026-11-01 2026-11-25 2026-11-23 .", "set_later 2026-11-21 2026-11-25 . ."),
                "cancelled_later 2026-11-01 2026-11-25 . 2026-11-25",
            )
        },
        [
            ("2026-11-20", "1 follow-up falls due", ["today"]),
            ("2026-11-24", "2 follow-ups fall due", ["also", "soon"]),
            ("2026-11-25", "2 follow-ups fall due", ["cancelled_later", "done_later"]),
            ("2026-12-17", "1 follow-up falls due", ["last"]),
        ],
    ),
    "concerns_open_over_28_days": (
        {
            "concerns": table(
                "concern_id observed_at recorded_at closed_on",
                *("over 2026-10-01T09:00 . .", "day_27 2026-10-24T09:00 . .", "unknown . 2026-10-24T09:00 ."),
                *("closed_later 2026-10-26T09:00 . 2026-11-21", "recorded_later 2026-10-26T09:00 2026-11-23T09:00 ."),
            )
        },
        [
            ("2026-11-21", "1 open concern reaches 28 days", ["day_27"]),
            ("2026-11-23", "1 open concern reaches 28 days", ["closed_later"]),
        ],
    ),
    "missing_education_over_20_school_days": (
        {
            "children": CHILDREN,
            "calendar": TERM,
            "missing_education": table(
                "episode_id child_id started_on",
                # 20 school days after 28 October are over on 27 November.
                *("over c1 2026-09-10", "soon c1 2026-10-28", "later c2 2026-12-01", "no_start c2 ."),
            ),
        },
        # On the weekend after its 20th school day there is still time.
        [("2026-11-29", "1 child without school reaches 20 school days", ["soon"])],
    ),
    "missing_education_over_12_weeks": (
        {
            "missing_education": table(
                "episode_id child_id started_on", "e1 c1 2026-09-07", "e2 c2 2026-08-20", "e3 c2 2026-11-19"
            )
        },
        [("2026-11-30", "1 child without school reaches 12 weeks", ["e1"])],
    ),
    "part_time_over_6_weeks": (
        {
            "part_time_timetables": table(
                TIMETABLES,
                *("t1 c1 2026-10-19 . .", "over c2 2026-09-07 . .", "no_start c3 . . .", "new c4 2026-11-16 . ."),
                # 30 days of a run before this one, so the 42nd day is its 12th.
                *("before c5 2026-10-01 . 2026-10-31", "goes_on c5 2026-11-16 . ."),
                "ended_later c6 2026-10-20 . 2026-11-25",
            )
        },
        [
            ("2026-11-27", "1 part-time timetable reaches 6 weeks", ["goes_on"]),
            ("2026-11-29", "1 part-time timetable reaches 6 weeks", ["t1"]),
            ("2026-11-30", "1 part-time timetable reaches 6 weeks", ["ended_later"]),
        ],
    ),
    "part_time_over_12_weeks": (
        {"part_time_timetables": table(TIMETABLES, "t1 c1 2026-09-07 . .", "over c2 2026-08-01 . .")},
        [("2026-11-29", "1 part-time timetable reaches 12 weeks", ["t1"])],
    ),
    "part_time_past_end": (
        {
            "part_time_timetables": table(
                TIMETABLES,
                *("past c1 2026-10-01 2026-11-19 .", "t1 c1 2026-10-01 2026-12-04 .", "no_end c2 2026-10-01 . ."),
                "starts_later c2 2026-11-23 2026-12-04 .",
            )
        },
        [("2026-12-04", "1 part-time timetable reaches its planned end", ["t1"])],
    ),
    "part_time_review_overdue": (
        {
            "part_time_timetables": table(
                TIMETABLES,
                *("planned c1 2026-10-01 . .", "unplanned c2 2026-11-10 . .", "overdue c3 2026-10-01 . ."),
                *("held_later c4 2026-10-01 . .", "no_start c5 . . ."),
            ),
            "timetable_reviews": table(
                "timetable_id due_on held_on", "planned 2026-12-01 .", "held_later 2026-11-26 2026-11-24"
            ),
        },
        [
            ("2026-11-24", "1 review of part-time timetables falls due", ["unplanned"]),
            ("2026-11-26", "1 review of part-time timetables falls due", ["held_later"]),
            ("2026-12-01", "1 review of part-time timetables falls due", ["planned"]),
        ],
    ),
    "lado_not_yet_contacted": (
        {
            "allegations": table(
                "case_id kind aware_at lado_contacted_at recorded_at",
                # The working day after Friday is Monday.
                *("today allegation 2026-11-20T16:50 . .", "late allegation 2026-11-17T09:00 . ."),
                *(
                    "told_later allegation 2026-11-19T09:00 2026-11-20T09:00 .",
                    "no_time allegation . . 2026-11-02T09:00",
                ),
                *("told_monday allegation 2026-11-20T10:00 2026-11-23T09:00 .", "advice advice 2026-11-20T16:50 . ."),
            )
        },
        [("2026-11-23", "The LADO has to be told of 2 cases", ["today", "told_monday"])],
    ),
    "training_items_in_date": (
        {
            "staff": table("staff_id roles ended_on", "s1 dsl .", "s2 mentor .", "leaves mentor 2026-11-30"),
            "training": table(
                "staff_id course completed_on expires_on",
                *("s1 dsl 2024-11-25 .", "s1 prevent 2023-11-25 .", "s1 annual_update 2026-09-01 ."),
                *("s2 annual_update 2025-12-09 .", "s2 prevent 2026-01-01 2026-12-10", "s2 annual_update 2026-11-30 ."),
                "leaves annual_update 2025-12-04 .",
            ),
        },
        [
            ("2026-11-25", "2 required courses run out (DSL 1, Prevent 1)", ["s1/dsl", "s1/prevent"]),
            ("2026-12-09", "1 required course runs out (Annual update 1)", ["s2/annual_update"]),
            ("2026-12-10", "1 required course runs out (Prevent 1)", ["s2/prevent"]),
        ],
    ),
    "policies_in_date": (
        {
            "policies": table(
                "policy_id approved_on review_due_on",
                *("due 2025-12-01 2026-12-01", "past 2025-11-01 2026-11-01", "undated 2025-11-01 ."),
                "approved_later 2026-11-23 2026-12-01",
            )
        },
        [("2026-12-01", "1 policy falls due for review", ["due"])],
    ),
    "assurances_confirmed": (
        {
            "assurances": table(
                "organisation_id kind requested_on confirmed_on",
                *("o1 section_11 2025-11-01 2025-11-30", "o2 section_11 2025-11-01 ."),
                "o1 section_11 2026-11-20 2026-11-27",
            )
        },
        [("2026-11-30", "1 assurance of partners runs out (Section 11 1)", ["o1/section_11"])],
    ),
    "whistleblowing_open": (
        {"whistleblowing": table("report_id raised_on closed_on", "w1 2026-11-02 .", "w2 2026-10-01 .", "w3 . .")},
        [("2026-11-30", "1 open whistleblowing report reaches 28 days", ["w1"])],
    ),
}


def told(indicator: Indicator, items: Iterable[OutlookItem]) -> Found:
    return [(str(item.last_day), meeting_words.outlook(indicator, item), list(item.subjects)) for item in items]


@pytest.mark.parametrize("identifier", [indicator.id for indicator in AHEAD])
def test_what_fails_next_stands_on_its_last_day(identifier: str, tmp_path: Path) -> None:
    tables, expected = WORLDS[identifier]
    indicator = catalogue()[identifier]
    with snapshot_of(tmp_path, tables) as cursor:
        assert told(indicator, outlook(cursor, [indicator], RULES, AS_AT, UNTIL)) == expected
        assert outlook(cursor, [indicator], RULES, AS_AT, AS_AT) == []


@pytest.mark.parametrize(("terms", "expected"), [((), []), ((". term 2026-09-02 2026-10-23",), ["e1"])])
def test_what_reaches_beyond_the_calendar_is_not_in_it(
    terms: tuple[str, ...], expected: list[str], tmp_path: Path
) -> None:
    """13 school days in July; whether the eighth of September is another year's holiday nobody knows."""
    tables = {
        "children": CHILDREN,
        "calendar": table("provider_id kind date_from date_to", ". term 2026-06-01 2026-07-20", *terms),
        "missing_education": table("episode_id child_id started_on", "e1 c1 2026-07-01"),
    }
    indicator = catalogue()["missing_education_over_20_school_days"]
    with snapshot_of(tmp_path, tables) as cursor:
        items = outlook(cursor, [indicator], RULES, date(2026, 8, 20), date(2026, 9, 30))
    assert [subject for item in items for subject in item.subjects] == expected


@pytest.mark.parametrize("seed", range(SEEDS))
def test_it_is_what_the_second_reading_finds_day_by_day_in_the_records_of_then(seed: int, tmp_path: Path) -> None:
    nasty = nasty_world(seed)
    as_at, _ = nasty.asked[0]
    then = World.of(as_known_on(nasty.tables, as_at))
    with snapshot_of(tmp_path, nasty.tables) as cursor:
        for indicator in AHEAD:
            items = outlook(cursor, [indicator], RULES, as_at, as_at + timedelta(days=DAYS))
            found = {subject: item.last_day for item in items for subject in item.subjects}
            expected = _day_by_day(indicator, then, as_at)
            if REFERENCES[indicator.id].subject_is_id:
                assert found == expected, indicator.id
            assert sorted(found.values()) == sorted(expected.values()), indicator.id
            assert [item.count for item in items] == [len(item.subjects) for item in items]


def _day_by_day(indicator: Indicator, world: World, as_at: date) -> dict[str, date]:
    def failing(day: date) -> dict[str, bool]:
        judged = REFERENCES[indicator.id].judge(world, day, as_at, RULES)
        return {row.subject: row.hit == (indicator.good == "low") for row in judged if row.known}

    kept = [subject for subject, fails in failing(as_at).items() if not fails]
    found: dict[str, date] = {}
    for ahead in range(1, DAYS + 1):
        fails = failing(as_at + timedelta(days=ahead))
        for subject in kept:
            if fails.get(subject):
                found.setdefault(subject, as_at + timedelta(days=ahead - 1))
    return found


def test_the_worlds_of_the_second_reading_have_an_outlook() -> None:
    """Else the test above would hold whatever the outlook does."""
    found = set()
    for seed in range(SEEDS):
        nasty = nasty_world(seed)
        as_at, _ = nasty.asked[0]
        then = World.of(as_known_on(nasty.tables, as_at))
        found |= {indicator.id for indicator in AHEAD if _day_by_day(indicator, then, as_at)}
    assert len(found) >= len(AHEAD) - 3


def test_no_figure_of_the_outlook_reads_what_a_load_works_out_of_events() -> None:
    """The summaries of the register are not held still."""
    assert [indicator.id for indicator in AHEAD if "attendance" in tables_read(indicator.id)] == []


@pytest.mark.parametrize("change", [{"kind": "flow"}, {"good": "none", "target": None, "amber": None}])
def test_only_a_state_that_can_fail_has_an_outlook(change: dict[str, object]) -> None:
    head = catalogue()["actions_overdue"].model_dump()
    Indicator.model_validate(head)
    with pytest.raises(ValueError, match="an outlook needs"):
        Indicator.model_validate(head | change)


@pytest.mark.parametrize(
    ("meetings", "expected"),
    [
        ([], "2026-12-18"),  # 28 days, where there is no rhythm
        (["m1 2026-11-06 leadership"], "2026-12-18"),
        (["m1 2026-10-09 leadership", "m2 2026-11-06 leadership"], "2026-12-04"),
        (["m1 2026-10-23 leadership", "m2 2026-11-20 leadership"], "2026-12-18"),  # held today
        (["m1 2026-10-09 leadership", "m2 2026-11-06 leadership", "m3 2026-11-24 leadership"], "2026-12-04"),
        (["m1 2026-10-09 leadership", "m2 2026-11-06 leadership", "m3 2026-11-13 team"], "2026-12-04"),
        (["m1 2026-09-01 leadership", "m2 2026-09-02 leadership"], "2026-12-18"),  # would be past
        (["m1 2026-11-06 leadership", "m2 2026-11-06 leadership"], "2026-12-18"),  # one day, two sittings
        (["m1 2025-11-06 leadership", "m2 2026-11-06 leadership"], "2027-02-20"),  # too far ahead to be asked for
    ],
)
def test_the_next_meeting_keeps_the_rhythm_of_the_last_two(meetings: list[str], expected: str, tmp_path: Path) -> None:
    with snapshot_of(tmp_path, {"meetings": table("meeting_id held_on kind", *meetings)}) as cursor:
        assert str(next_meeting(cursor, AS_AT)) == expected


def test_the_overview_says_what_runs_out_before_the_next_meeting(
    sample_stores: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scope = open_scope(sample_stores / "virtual_school")
    likely, _ = ask.horizon(scope) or (date.min, date.min)
    shown = _overview(sample_stores, monkeypatch)
    assert f"Before {likely.day} {likely:%B}" in [one.value for one in shown.subheader]
    assert "before" not in shown.query_params
    _holds(shown, ask.outlook(scope, likely), likely)
    chosen = likely + timedelta(days=30)
    shown.date_input(key="next_meeting").set_value(chosen).run()
    _holds(shown, ask.outlook(scope, chosen), chosen)
    assert shown.query_params["before"] == chosen.isoformat()
    by_address = _overview(sample_stores, monkeypatch, before=chosen.isoformat())
    assert by_address.date_input(key="next_meeting").value == chosen
    for beyond in ("2026-11-13", "2029-01-01", "never"):
        assert _overview(sample_stores, monkeypatch, before=beyond).date_input(key="next_meeting").value == likely


def _overview(stores: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("SGDATA_STORE", str(stores))
    return open_cold("overview", **query)


def _holds(page: AppTest, items: list[OutlookItem], until: date) -> None:
    assert items
    assert page.markdown
    said = [one.value for one in page.markdown]
    assert f"**{meeting_words.outlook_summary(items, until)}**" in said
    assert {f"**{words.weekday(item.last_day)}**" for item in items} <= set(said)
    for item in items:
        assert meeting_words.outlook(catalogue()[item.id], item) in said


def test_nobody_is_named_in_what_the_screen_keeps(sample_stores: Path) -> None:
    scope = open_scope(sample_stores / "virtual_school")
    likely, _ = ask.horizon(scope) or (date.min, date.min)
    kept, told_of = answers.outlook(scope, likely), ask.outlook(scope, likely)
    assert all(item.subjects for item in told_of)
    assert kept == [item.model_copy(update={"subjects": ()}) for item in told_of]


def test_a_leader_has_no_outlook(released_stores: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = released_stores / "virtual_school"
    scope = open_release(releases_of(store), store)
    assert ask.outlook(scope, scope.as_at + timedelta(days=28)) == []
    assert ask.horizon(scope) is None
    shown = _overview(released_stores, monkeypatch, role="As leaders see it")
    assert [one.value for one in shown.subheader if one.value.startswith("Before")] == []
