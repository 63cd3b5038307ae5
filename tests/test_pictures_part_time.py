"""The pictures of part-time timetables against a recount of the sample's files in plain Python."""

from collections import Counter, defaultdict
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from sgdata.release import ask
from sgdata.release.scope import Scope, open_scope
from tests.recount import Row, by, children, is_of_school_age, is_open, last_school_days, rows, sessions, within

DATES = (None, date(2026, 3, 2))


@pytest.fixture(params=DATES, ids=["newest", "past"])
def scope(request: pytest.FixtureRequest, sample_stores: Path) -> Scope:
    return open_scope(sample_stores / "virtual_school", request.param)


def bars(scope: Scope, identifier: str) -> dict[str, int]:
    return {row["label"]: row["n"] for row in ask.picture(scope, identifier).rows}


def open_ones(as_at: date) -> list[Row]:
    return [timetable for timetable in rows("part_time_timetables") if is_open(timetable, as_at)]


def test_hours_offered(scope: Scope) -> None:
    bands = ("less than a quarter", "a quarter to a half", "half to three quarters", "three quarters or more")
    wanted = Counter(dict.fromkeys(bands, 0))
    hours = full = Fraction(0)
    for timetable in open_ones(scope.as_at):
        if not timetable["hours_offered"] or not timetable["hours_full_time"]:
            wanted["not known"] += 1
            continue
        offered, whole = Fraction(timetable["hours_offered"]), Fraction(timetable["hours_full_time"])
        hours, full = hours + offered, full + whole
        wanted[bands[min(int(offered / whole * 4), 3)]] += 1
    assert bars(scope, "hours_offered") == wanted
    told = ask.picture(scope, "hours_offered").tells
    assert (told["hours"], told["full"]) == (hours, full)


def test_agreements_missing(scope: Scope) -> None:
    lacking: Counter[str] = Counter()
    lacks_any = with_worker = 0
    for timetable in open_ones(scope.as_at):
        has_worker = children()[timetable["child_id"]]["social_worker"] == "yes"
        with_worker += has_worker
        lacks = {
            "days and times not agreed": timetable["days_and_times_agreed"] != "yes",
            "no agreement of a parent": not by(timetable["parent_agreed_on"], scope.as_at),
            "Virtual School has not agreed": not by(timetable["virtual_school_agreed_on"], scope.as_at),
            "social worker not told": has_worker and not by(timetable["social_worker_informed_on"], scope.as_at),
            "local authority not told": not by(timetable["authority_notified_on"], scope.as_at),
        }
        lacks_any += any(lacks.values())
        lacking.update({name: int(is_lacking) for name, is_lacking in lacks.items()})
    drawn = ask.picture(scope, "agreements_missing")
    assert bars(scope, "agreements_missing") == lacking
    assert drawn.tells["lacking"] == lacks_any
    assert {row["of"] for row in drawn.rows} == {len(open_ones(scope.as_at)), with_worker}


def test_agreements_missing_agree_with_the_figures(scope: Scope) -> None:
    told = ask.picture(scope, "agreements_missing").tells
    figures = {figure.id: figure for figure in ask.figures(scope)}
    for name, identifier in {"unagreed": "part_time_agreed", "untold": "part_time_professionals_told"}.items():
        figure = figures[identifier]
        assert told[name] == (figure.denominator or 0) - (figure.numerator or 0)


def test_part_time_ended_into(scope: Scope) -> None:
    ended = [
        timetable["end_reason"] or "not known"
        for timetable in rows("part_time_timetables")
        if within(timetable["ended_on"], scope.since, scope.as_at)
        and is_of_school_age(timetable["child_id"], scope.as_at)
    ]
    assert bars(scope, "part_time_ended_into") == Counter(ended)


def test_register_against_marks(scope: Scope) -> None:
    timetables = defaultdict(list)
    for timetable in rows("part_time_timetables"):
        timetables[timetable["child_id"]].append(timetable)
    wanted = Counter(
        dict.fromkeys(
            (
                "marks without a timetable",
                "marks and a timetable",
                "timetable, one or two marks",
                "timetable, no marks",
            ),
            0,
        )
    )
    last_days = {one["provider_id"]: last_school_days(one["provider_id"], scope.as_at, 20) for one in rows("providers")}
    with_timetable = {timetable["child_id"] for timetable in open_ones(scope.as_at)}
    found = sessions(scope.as_at)
    for child_id in found.keys() | with_timetable:
        if not is_of_school_age(child_id, scope.as_at):
            continue
        recent = [one for one in found[child_id] if one[0] in last_days.get(one[1], ())]
        part_time = [one[0].isoformat() for one in recent if one[2] == "C2"]
        covered = [
            any(
                one["started_on"] <= marked and (not one["ended_on"] or one["ended_on"] > marked)
                for one in timetables[child_id]
            )
            for marked in part_time
        ]
        if len(part_time) >= 3:
            wanted["marks and a timetable" if all(covered) else "marks without a timetable"] += 1
        elif child_id in with_timetable:
            if not recent:
                wanted["timetable, marks not known"] += 1
            else:
                wanted["timetable, one or two marks" if part_time else "timetable, no marks"] += 1
    assert bars(scope, "register_against_marks") == wanted
