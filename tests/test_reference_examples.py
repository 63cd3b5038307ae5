"""The reference itself held against the worked examples of rules.md and of indicators.md's conventions."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

import tests.reference  # noqa: F401  # enters the indicators
from sgdata.rules import read_rules, shipped_rules
from tests.reference.days import (
    academic_year_start,
    add_months,
    add_working_days,
    days_from_to,
    is_school_day,
    school_age,
)
from tests.reference.judging import Answer, answer
from tests.reference.world import World

RULES = read_rules(shipped_rules("virtual_school"), "virtual_school.toml")
Rows = list[dict[str, str]]

# The terms of the examples of rules.md: half-term 27 to 31 October 2025, term from 5 January 2026.
TERMS: Rows = [
    {"kind": "term", "date_from": "2025-09-01", "date_to": "2025-10-24"},
    {"kind": "term", "date_from": "2025-11-03", "date_to": "2025-12-19"},
    {"kind": "term", "date_from": "2026-01-05", "date_to": "2026-02-13"},
    {"kind": "term", "date_from": "2026-02-23", "date_to": "2026-07-21"},
    {"kind": "term", "date_from": "2026-09-02", "date_to": "2026-12-18"},
]
TEENAGER = {"child_id": "c", "date_of_birth": "2012-05-01"}


def day(text: str) -> date:
    return date.fromisoformat(text)


def world_of(tables: dict[str, Rows]) -> World:
    """A world of rows that name only what matters."""
    text = {}
    for name, rows in tables.items():
        header = list(dict.fromkeys(column for row in rows for column in row))
        text[name] = [header, *([row.get(column, "") for column in header] for row in rows)]
    return World.of(text)


def figure(identifier: str, as_at: str, since: str = "", **tables: Rows) -> Answer:
    first = day(since) if since else academic_year_start(day(as_at))
    return answer(identifier, world_of(tables), day(as_at), first, RULES)


def counts(found: Answer) -> tuple[float, float | None, float]:
    return found.numerator, found.denominator, found.unknown


def marks(codes: Iterable[str], start: str = "2025-09-01", child: str = "c", provider: str = "p") -> Rows:
    """The codes in the order of sessions, Monday to Friday from `start`."""
    weekdays = (one for one in days_from_to(day(start), day(start) + timedelta(days=400)) if one.weekday() < 5)
    sessions = ((one, session) for one in weekdays for session in ("AM", "PM"))
    return [
        {"child_id": child, "date": str(one), "session": session, "provider_id": provider, "code": code}
        for code, (one, session) in zip(codes, sessions, strict=False)
    ]


@pytest.mark.parametrize(
    ("start", "next_working_day"),
    [
        ("2026-11-20", "2026-11-23"),
        ("2026-12-24", "2026-12-29"),
        ("2026-04-02", "2026-04-07"),
        ("2026-08-28", "2026-09-01"),
        ("2025-12-24", "2025-12-29"),
    ],
)
def test_cal_2_one_working_day(start: str, next_working_day: str) -> None:
    assert add_working_days(day(start), 1) == day(next_working_day)


@pytest.mark.parametrize(
    ("born", "first"),
    [
        ("2021-03-15", "2026-03-31"),
        ("2021-04-01", "2026-08-31"),
        ("2021-08-31", "2026-08-31"),
        ("2021-09-01", "2026-12-31"),
    ],
)
def test_cal_5_school_age_begins(born: str, first: str) -> None:
    assert school_age(day(born))[0] == day(first)


def test_cal_5_year_11_leaves_on_the_last_friday_of_june() -> None:
    assert school_age(day("2010-09-01"))[1] == school_age(day("2011-08-31"))[1] == day("2027-06-25")


def test_months_are_clamped() -> None:
    assert add_months(day("2024-02-29"), 24) == day("2026-02-28")
    assert add_months(day("2025-01-31"), 1) == day("2025-02-28")


def test_a_providers_own_terms_replace_the_general_ones_and_inset_of_both_applies() -> None:
    own = [{"provider_id": "p", "kind": "term", "date_from": "2025-09-08", "date_to": "2025-12-19"}]
    inset = [{"kind": "inset", "date_from": "2025-11-10", "date_to": "2025-11-10"}]
    world = world_of({"calendar": TERMS + own + inset})
    assert not is_school_day(world, "p", day("2025-09-01"))
    assert is_school_day(world, "p", day("2025-10-28"))
    assert not is_school_day(world, "q", day("2025-10-28"))
    assert not is_school_day(world, "p", day("2025-11-10"))
    assert is_school_day(world, "p", day("2026-09-02"))


def test_att_2_example_a() -> None:
    codes = ["/"] * 70 + ["L"] * 4 + ["B"] * 6 + ["K"] * 4 + ["C2"] * 20 + ["I"] * 8
    register = marks(codes + ["O"] * 4 + ["U"] * 2 + ["D"] * 10 + ["Y1"] * 2 + ["-", ""])
    assert counts(figure("absence", "2026-05-01", attendance=register)) == (34, 118, 0)
    assert counts(figure("unauthorised_absence", "2026-05-01", attendance=register)) == (6, 118, 0)
    assert counts(figure("late", "2026-05-01", attendance=register)) == (6, 76, 0)


@pytest.mark.parametrize(("absent", "possible", "hit"), [(20, 201, 0), (20, 200, 1), (12, 120, 1), (11, 120, 0)])
def test_att_3_persistent_absence_is_exact(absent: int, possible: int, hit: int) -> None:
    register = marks(["O"] * absent + ["/"] * (possible - absent))
    assert counts(figure("persistent_absence", "2026-08-01", attendance=register)) == (hit, 1, 0)


def test_att_3_a_pupil_not_an_enrolment_is_counted() -> None:
    register = marks(["/"] * 60, provider="a") + marks(["O"] * 14 + ["/"] * 86, "2026-01-05", provider="b")
    assert counts(figure("persistent_absence", "2026-08-01", attendance=register)) == (0, 1, 0)


def test_att_3_part_time_makes_persistent_absence() -> None:
    register = marks(["C2"] * 40 + ["/"] * 340)
    assert figure("persistent_absence", "2026-08-31", attendance=register).value == 1
    assert figure("persistent_absence_without_part_time", "2026-08-31", attendance=register).value == 0
    provisional = figure("persistent_absence", "2025-09-05", attendance=marks(["O", "/", "/"]))
    assert provisional.parts == {"provisional": 1}


def test_one_result_a_session() -> None:
    day_of_two = {"child_id": "c", "date": "2025-09-01", "session": "AM"}
    register = [
        day_of_two | {"provider_id": "a", "code": "O"},
        day_of_two | {"provider_id": "b", "code": "D"},
        day_of_two | {"provider_id": "d", "code": "I"},
    ]
    assert counts(figure("absence", "2025-09-30", attendance=register)) == (1, 1, 0)
    assert counts(figure("unauthorised_absence", "2025-09-30", attendance=register)) == (0, 1, 0)


def test_att_4_five_school_days() -> None:
    register = marks(["N"], "2025-10-20")
    for as_at, overdue in (("2025-11-03", 0), ("2025-11-04", 1)):
        found = figure("unexplained_absence_overdue", as_at, attendance=register, calendar=TERMS)
        assert counts(found) == (overdue, 1, 0)
    assert counts(figure("unexplained_absence_overdue", "2025-11-04", attendance=register)) == (0, 1, 1)


def test_att_5_ten_school_days() -> None:
    register = marks(["O"] * 20, "2025-11-03")
    inset = [{"kind": "inset", "date_from": "2025-11-10", "date_to": "2025-11-10"}]
    for calendar, as_at, due, watched in (
        (TERMS, "2025-11-14", 1, 0),
        (TERMS, "2025-11-13", 0, 1),
        (TERMS + inset, "2025-11-14", 0, 1),
    ):
        found = figure("ten_days_unauthorised", as_at, attendance=register, calendar=calendar)
        assert counts(found) == (due, 1, 0)
        assert found.parts == {"watch": watched}
    beyond = figure("ten_days_unauthorised", "2025-11-14", attendance=register)
    assert counts(beyond) == (0, 1, 1)


def test_att_6_fifteen_days_sick_in_the_academic_year() -> None:
    for sessions, hit in ((29, 0), (30, 1)):
        register = marks(["I"] * sessions)
        assert figure("fifteen_days_sick", "2026-01-05", "2026-01-01", attendance=register).numerator == hit
        assert figure("fifteen_days_sick", "2026-09-05", attendance=register).denominator == 0


def test_att_7_sixth_day() -> None:
    suspension = {"suspension_id": "s", "kind": "permanent", "started_on": "2025-11-07"}
    for as_at, provision, expected in (
        ("2025-11-13", "", (0, 0, 0)),
        ("2025-11-14", "", (0, 1, 0)),
        ("2025-11-14", "2025-11-14", (1, 1, 0)),
        ("2025-11-17", "2025-11-17", (0, 1, 0)),
    ):
        row = [suspension | {"provision_from": provision}]
        found = figure("suspension_sixth_day_provision", as_at, suspensions=row, calendar=TERMS)
        assert counts(found) == expected


def test_gone_in_the_day_on_three_days() -> None:
    for days, hit in ((2, 0), (3, 1)):
        register = marks(["/", "O"] * days + ["/", "\\"] * 5, "2025-11-03")
        assert figure("gone_in_the_day", "2025-11-28", attendance=register, calendar=TERMS).numerator == hit
    register = marks(["/", "O"] * 3, "2025-11-03")
    assert counts(figure("gone_in_the_day", "2025-12-02", attendance=register, calendar=TERMS)) == (0, 1, 0)


def test_marks_missing_only_where_a_return_covers() -> None:
    child = TEENAGER | {"provider_id": "p", "on_roll_to": "2025-11-06"}
    expected = {"provider_id": "p", "table": "attendance", "period_from": "2025-11-04", "period_to": "2025-11-30"}
    register = marks(["/", "-"], "2025-11-04", provider="q")
    found = figure(
        "marks_missing", "2025-11-10", children=[child], returns=[expected], attendance=register, calendar=TERMS
    )
    assert counts(found) == (3, 4, 0)


def test_cme_4_examples() -> None:
    episode = [{"episode_id": "e", "child_id": "c", "started_on": "2025-12-01"}]
    for as_at, over in (("2026-01-12", 0), ("2026-01-13", 1)):
        found = figure("missing_education_over_20_school_days", as_at, missing_education=episode, calendar=TERMS)
        assert counts(found) == (over, 1, 0)
    summer = [{"episode_id": "e", "child_id": "c", "started_on": "2026-07-04"}]
    assert figure("missing_education_over_12_weeks", "2026-10-01", missing_education=summer).value == 1
    assert figure("missing_education_over_12_weeks", "2026-09-26", missing_education=summer).value == 0


def test_ptt_3_example() -> None:
    starts = ["2026-11-02", "2026-10-12", "2026-10-05", "2026-09-07", "2026-04-27"]
    timetables = [{"timetable_id": start, "child_id": start, "started_on": start} for start in starts]
    assert figure("part_time_open", "2026-11-20", part_time_timetables=timetables).numerator == 5
    for identifier, as_at, over in (
        ("part_time_over_6_weeks", "2026-11-20", 3),
        ("part_time_over_6_weeks", "2026-11-22", 3),
        ("part_time_over_6_weeks", "2026-11-23", 4),
        ("part_time_over_12_weeks", "2026-11-20", 1),
    ):
        assert figure(identifier, as_at, part_time_timetables=timetables).numerator == over


def test_a_run_joins_over_27_days_not_over_28() -> None:
    for second_start, over in (("2026-03-28", 1), ("2026-03-29", 0)):
        timetables = [
            {"timetable_id": "1", "child_id": "c", "started_on": "2026-02-01", "ended_on": "2026-03-01"},
            {"timetable_id": "2", "child_id": "c", "started_on": second_start},
            {"timetable_id": "3", "child_id": "c", "started_on": "2026-03-10", "ended_on": "2026-03-10"},
        ]
        # 28 days in February and 15 of the second are 43.
        found = figure("part_time_over_6_weeks", "2026-04-11", part_time_timetables=timetables)
        assert found.numerator == over


def test_con_3_example_counts_open_ones_too() -> None:
    in_time = [{"action_id": f"t{n}", "due_on": "2026-10-01", "completed_on": "2026-10-01"} for n in range(14)]
    late = [{"action_id": f"l{n}", "due_on": "2026-10-01", "completed_on": "2026-10-02"} for n in range(3)]
    still_open = [{"action_id": f"o{n}", "due_on": "2026-11-19"} for n in range(3)]
    undated = [{"action_id": f"u{n}"} for n in range(4)]
    today = [{"action_id": "d", "due_on": "2026-11-20"}]
    actions = in_time + late + still_open + undated + today
    assert counts(figure("actions_on_time", "2026-11-20", actions=actions)) == (14, 20, 0)
    assert counts(figure("actions_overdue", "2026-11-20", actions=actions)) == (3, 4, 0)
    assert counts(figure("actions_undated", "2026-11-20", actions=actions)) == (4, 8, 0)


def test_lado_2_example() -> None:
    told = {"kind": "allegation", "aware_at": "2026-09-10T15:00", "lado_contacted_at": "2026-09-11T09:00"}
    cases = [told | {"case_id": f"t{number}"} for number in range(10)]
    cases += [
        {
            "case_id": "christmas",
            "kind": "allegation",
            "aware_at": "2026-12-24T15:00",
            "lado_contacted_at": "2026-12-29T10:00",
        },
        {
            "case_id": "late",
            "kind": "allegation",
            "aware_at": "2026-11-20T16:50",
            "lado_contacted_at": "2026-11-24T09:00",
        },
        {"case_id": "unknown1", "kind": "allegation", "recorded_at": "2026-10-01T09:00"},
        {"case_id": "unknown2", "kind": "allegation", "recorded_at": "2026-10-02T09:00"},
        {"case_id": "advice", "kind": "advice", "aware_at": "2026-10-02T09:00"},
    ]
    assert counts(figure("lado_in_one_working_day", "2027-01-04", allegations=cases)) == (11, 14, 2)


def test_lado_4_example_three_months() -> None:
    in_time = [
        {"case_id": str(n), "kind": "allegation", "aware_at": "2026-05-31T09:00", "closed_on": "2026-08-31"}
        for n in range(7)
    ]
    never = [{"case_id": "open", "kind": "allegation", "aware_at": "2026-08-20T09:00"}]
    new = [{"case_id": f"n{n}", "kind": "allegation", "aware_at": "2026-09-10T09:00"} for n in range(2)]
    found = figure("lado_closed_in_three_months", "2026-11-20", "2026-04-01", allegations=in_time + never + new)
    assert counts(found) == (7, 8, 0)


def test_trn_2_examples() -> None:
    dsl = [{"staff_id": "d", "roles": "dsl;leader"}]
    training = [
        {"staff_id": "d", "course": "dsl", "completed_on": "2024-11-14"},
        {"staff_id": "d", "course": "annual_update", "completed_on": "2026-09-03"},
        {"staff_id": "d", "course": "dsl", "completed_on": "2026-11-21"},
    ]
    assert figure("dsl_trained_in_two_years", "2026-11-20", staff=dsl, training=training).value == 0
    assert figure("dsl_trained_in_two_years", "2026-11-21", staff=dsl, training=training).value == 1
    assert figure("annual_update_in_date", "2026-11-20", staff=dsl, training=training).value == 1
    twelve = [{"staff_id": str(number), "roles": "tutor"} for number in range(12)]
    courses = [
        {"staff_id": str(number), "course": course, "completed_on": "2026-09-01"}
        for number in range(12)
        for course in ("induction", "annual_update", "prevent")
        if (number, course) not in {(0, "prevent"), (1, "prevent"), (2, "induction")}
    ]
    assert counts(figure("training_items_in_date", "2026-11-20", staff=twelve, training=courses)) == (33, 36, 0)
    assert figure("training_people_in_date", "2026-11-20", staff=twelve, training=courses).value == 0.75


def test_cme_5_seventy_two_hours_are_elapsed_ones() -> None:
    clocks_go_back = {"episode_id": "e", "kind": "missing", "ended_at": "2025-10-25T12:00"}
    for held, hit in (("2025-10-28T11:00", 1), ("2025-10-28T11:30", 0)):
        row = [clocks_go_back | {"return_interview_held_at": held}]
        assert counts(figure("return_interview_in_72_hours", "2025-10-28", missing_episodes=row)) == (hit, 1, 0)
    assert figure("return_interview_in_72_hours", "2025-10-27", missing_episodes=[clocks_go_back]).denominator == 0


def test_not_in_full_time_education_counts_children_once() -> None:
    found = figure(
        "not_in_full_time_education",
        "2025-11-28",
        children=[TEENAGER, {"child_id": "well"}, {"child_id": "left", "on_roll_to": "2025-11-28"}],
        missing_education=[{"episode_id": "e", "child_id": "c"}, {"episode_id": "f", "child_id": "left"}],
        part_time_timetables=[{"timetable_id": "t", "child_id": "c", "started_on": "2025-11-28"}],
        attendance=marks(["O"] * 20, "2025-11-03") + marks(["/"] * 20, "2025-11-03", child="well"),
        calendar=TERMS,
    )
    assert counts(found) == (1, 2, 0)
    assert set(found.parts.values()) == {1}
