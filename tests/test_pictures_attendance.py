"""The pictures of attendance, counted again mark by mark from the files of the sample."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sgdata.calendar import academic_year_start, compulsory_school_age
from sgdata.measures.figure import Figure
from sgdata.measures.picture import Drawn
from sgdata.outputs import words
from sgdata.release import ask
from sgdata.release.scope import Scope, open_scope
from tests.recount import Row, by, read, rows, within
from tests.support import PROJECT

DATES = (date(2026, 11, 13), date(2026, 3, 2))
BETTER = ("attending", "approved", "authorised", "unauthorised")
MISSED = ("authorised", "unauthorised")


class Result(NamedTuple):
    """What one session of a child counts as."""

    kind: str
    code: str
    provider: str


@cache
def codes() -> dict[str, str]:
    return {row["code"]: row["class"] for row in read(PROJECT / "sgdata" / "attendance_codes.csv")}


@cache
def marks() -> list[Row]:
    """The marks of a child on a day that there is; of two rows of one mark the later one."""
    found = {
        (row["child_id"], row["date"], row["session"], row["provider_id"]): row
        for row in rows("attendance")
        if row["child_id"] and row["code"] in codes() and row["date"][4:5] == "-"
    }
    return list(found.values())


@cache
def results(as_at: date) -> dict[tuple[str, date, str], Result]:
    """One result a child and session, of the marks known on the date."""
    children = {row["child_id"]: row for row in rows("children")}
    ages = {
        name: compulsory_school_age(date.fromisoformat(row["date_of_birth"]))
        for name, row in children.items()
        if row["date_of_birth"]
    }
    found: dict[tuple[str, date, str], tuple[Any, Result]] = {}
    for row in marks():
        day, child = date.fromisoformat(row["date"]), row["child_id"]
        if day > as_at or row["recorded_at"][:10] > as_at.isoformat():
            continue
        if child in ages and not ages[child][0] <= day <= ages[child][1]:
            continue
        kind, provider = codes()[row["code"]], row["provider_id"]
        is_own = child in children and children[child]["provider_id"] == provider
        place = (BETTER.index(kind) if kind in BETTER else len(BETTER), not is_own, row["code"], provider)
        key = (child, day, row["session"])
        if key not in found or place < found[key][0]:
            found[key] = (place, Result(kind, row["code"], provider))
    return {key: result for key, (_, result) in found.items()}


def possible(as_at: date, since: date, until: date) -> list[tuple[str, date, Result]]:
    """The possible sessions of a period: child, day, what it counts as."""
    return [
        (child, day, result)
        for (child, day, _), result in results(as_at).items()
        if since <= day <= until and result.kind in BETTER
    ]


def is_on_roll(child: str, day: date) -> bool:
    (row,) = (row for row in rows("children") if row["child_id"] == child)
    return row["on_roll_from"] <= day.isoformat() < (row["on_roll_to"] or "9999")


def counted(sessions: list[tuple[str, date, Result]], by: str) -> dict[Any, tuple[int, int]]:
    """Missed and possible by child, day or Monday."""
    found: dict[Any, list[int]] = defaultdict(lambda: [0, 0])
    for child, day, result in sessions:
        key = {"child": child, "day": day, "week": day - timedelta(days=day.weekday())}[by]
        found[key][0] += result.kind in MISSED
        found[key][1] += 1
    return {key: (missed, of) for key, (missed, of) in found.items()}


@pytest.fixture(params=DATES, ids=str)
def scope(request: pytest.FixtureRequest, sample_stores: Path) -> Scope:
    return open_scope(sample_stores / "virtual_school", request.param)


@pytest.fixture
def ours(scope: Scope) -> list[tuple[str, date, Result]]:
    """The possible sessions of the period shown."""
    return possible(scope.as_at, scope.since, scope.as_at)


def figure(scope: Scope, identifier: str) -> Figure:
    (found,) = ask.figures(scope, [identifier])
    return found


def line(drawn: Drawn, series: str) -> dict[date, tuple[int, int]]:
    return {row["day"]: (row["n"], row["of"]) for row in drawn.rows if row["series"] == series and row["of"]}


def test_absence_by_week(scope: Scope, ours: list[tuple[str, date, Result]]) -> None:
    drawn = ask.picture(scope, "absence_by_week")
    assert line(drawn, "all children") == counted(ours, "week")
    first = min(day for _, day, _ in ours)
    stayed = {child for child, _, _ in ours if is_on_roll(child, first) and is_on_roll(child, scope.as_at)}
    assert line(drawn, "the same children") == counted([one for one in ours if one[0] in stayed], "week")
    year = timedelta(days=364)
    before = counted(possible(scope.as_at, scope.since - year, scope.as_at - year), "week")
    shown = line(drawn, "all children")
    assert line(drawn, "a year before") == {day + year: one for day, one in before.items() if day + year in shown}
    absence = figure(scope, "absence")
    assert (sum(n for n, _ in shown.values()), sum(of for _, of in shown.values())) == (
        absence.numerator,
        absence.denominator,
    )


def test_weeks_that_the_period_cuts_add_up_to_the_figure(sample_stores: Path) -> None:
    scope = open_scope(sample_stores / "virtual_school", date(2026, 3, 4), date(2026, 1, 14))
    shown = line(ask.picture(scope, "absence_by_week"), "all children")
    assert shown == counted(possible(scope.as_at, scope.since, scope.as_at), "week")
    assert sum(of for _, of in shown.values()) == figure(scope, "absence").denominator


def test_weeks_are_provisional_from_the_first_return_that_is_outstanding_with_none_after_it(scope: Scope) -> None:
    as_at = scope.as_at.isoformat()
    expected = [row for row in rows("returns") if row["table"] == "attendance" and row["period_from"] <= as_at]
    came = [row for row in expected if row["received_on"] and row["received_on"] <= as_at]
    last = {row["provider_id"]: row["period_from"] for row in sorted(came, key=lambda row: row["period_from"])}
    owed = [
        row["period_from"]
        for row in expected
        if row not in came
        and row["period_from"] > last.get(row["provider_id"], "")
        and row["period_to"] >= scope.since.isoformat()
    ]
    shown = ask.picture(scope, "absence_by_week").rows
    for row in shown:
        friday = (row["day"] + timedelta(days=4)).isoformat()
        assert row["provisional"] == (row["series"] != "a year before" and friday >= min(owed))


def test_absence_by_reason(scope: Scope, ours: list[tuple[str, date, Result]]) -> None:
    named = {"I": "illness", "C2": "part-time timetable", "N": "no reason yet"}
    found = Counter(
        (day - timedelta(days=day.weekday()), named.get(result.code, f"other {result.kind}"))
        for _, day, result in ours
        if result.kind in MISSED
    )
    shown = ask.picture(scope, "absence_by_reason").rows
    assert {(row["day"], row["series"]): row["n"] for row in shown if row["n"]} == found
    assert sum(row["n"] for row in shown) == figure(scope, "absence").numerator


def test_attendance_calendar(scope: Scope, ours: list[tuple[str, date, Result]]) -> None:
    shown = ask.picture(scope, "attendance_calendar").rows
    found = counted(ours, "day")
    assert {row["day"]: (row["n"], row["of"]) for row in shown if row["of"]} == found
    assert all(row["value"] is None for row in shown if not row["of"])
    assert [row["day"] for row in shown] == sorted({row["day"] for row in shown})


def test_children_by_attendance_band(scope: Scope, ours: list[tuple[str, date, Result]]) -> None:
    drawn = ask.picture(scope, "children_by_attendance_band")
    found = Counter[str]()
    for missed, of in counted(ours, "child").values():
        attended = 1 - Fraction(missed, of)
        edges = ((1, "100 %"), (Fraction(95, 100), "95 % to under 100 %"))
        over = ((90, "over 90 % to under 95 %"), (80, "over 80 % to 90 %"), (50, "over 50 % to 80 %"))
        band = next((name for edge, name in edges if attended >= edge), None)
        found[band or next((name for edge, name in over if attended * 100 > edge), "50 % or less")] += 1
    shown = Counter[str]()
    for row in drawn.rows:
        shown[row["label"]] += row["n"]
    no_session = shown.pop("no session known")
    assert shown == found
    assert drawn.tells["persistent"] == figure(scope, "persistent_absence").numerator
    assert drawn.tells["severe"] == figure(scope, "severe_absence").numerator
    assert drawn.tells["n"] == figure(scope, "severe_absence").denominator
    with_session = {child for child, _, _ in ours}
    assert no_session == sum(
        is_on_roll(row["child_id"], scope.as_at) and row["child_id"] not in with_session and of_age(row, scope.as_at)
        for row in rows("children")
    )


def of_age(child: Row, day: date) -> bool:
    if not child["date_of_birth"]:
        return True
    first, last = compulsory_school_age(date.fromisoformat(child["date_of_birth"]))
    return first <= day <= last


def test_persistent_with_and_without_part_time(scope: Scope, ours: list[tuple[str, date, Result]]) -> None:
    shown = ask.picture(scope, "persistent_with_and_without_part_time").rows
    ids = ("persistent_absence", "persistent_absence_without_part_time", "severe_absence")
    assert [(row["n"], row["of"]) for row in shown] == [
        (figure(scope, one).numerator, figure(scope, one).denominator) for one in ids
    ]
    part_time = Counter(child for child, _, result in ours if result.code == "C2")
    children = counted(ours, "child")
    assert [row["n"] for row in shown] == [
        sum(missed * 10 >= of for missed, of in children.values()),
        sum((missed - part_time[child]) * 10 >= of for child, (missed, of) in children.items()),
        sum(missed * 2 >= of for missed, of in children.values()),
    ]


def test_absence_beside_published(scope: Scope, ours: list[tuple[str, date, Result]]) -> None:
    drawn = ask.picture(scope, "absence_beside_published")
    published = {
        (row["measure"], row["cohort"], row["phase"]): float(row["value"])
        for row in read(PROJECT / "sgdata" / "benchmarks.csv")
    }
    children = {row["child_id"]: row for row in rows("children")}
    phases = {row["provider_id"]: row["phase"] for row in rows("providers")}
    year_ago = scope.as_at.replace(year=scope.as_at.year - 1).isoformat()
    possible_of, absent_of = Counter(child for child, _, _ in ours), Counter[str]()
    for child, _, result in ours:
        absent_of[child] += result.kind in MISSED
    cohorts: dict[str, tuple[str, Callable[[Row], bool]]] = {
        "All children": ("all_pupils", lambda child: True),
        "Children looked after for 12 months": (
            "looked_after_12_months",
            lambda child: child["care_status"] == "looked_after" and child["care_started_on"] <= year_ago,
        ),
        "Children in need": ("child_in_need", lambda child: child["care_status"] == "child_in_need"),
        "Children on a protection plan": ("child_protection", lambda child: child["care_status"] == "child_protection"),
    }
    checked = 0
    for row in drawn.rows:
        if row["measure"] not in ("absence", "persistent_absence", "severe_absence"):
            continue
        cohort, belongs = cohorts[row["who"]]
        chosen = [
            child
            for child in possible_of
            if belongs(children.get(child, {"care_status": "", "care_started_on": ""}))
            and row["phase"] in ("all", phases.get(children.get(child, {}).get("provider_id", "")))
        ]
        tenths = {"persistent_absence": 1, "severe_absence": 5}.get(row["measure"])
        hits = [
            absent_of[child] if tenths is None else int(absent_of[child] * 10 >= possible_of[child] * tenths)
            for child in chosen
        ]
        judged = sum(possible_of[child] for child in chosen) if tenths is None else len(chosen)
        assert row["children"] == len(chosen)
        assert words.percent(row["ours"], 1) == words.percent(sum(hits), judged)
        assert round(100 * row["published"], 4) == published[row["measure"], cohort, row["phase"]]
        checked += 1
    assert checked > 30
    whole = {row["measure"]: row["ours"] for row in drawn.rows if (row["who"], row["phase"]) == ("All children", "all")}
    for measure in ("absence", "persistent_absence", "severe_absence"):
        one = figure(scope, measure)
        assert words.percent(whole[measure], 1) == words.percent(one.numerator or 0, one.denominator or 0)


def test_unexplained_by_setting(scope: Scope) -> None:
    drawn = ask.picture(scope, "unexplained_by_setting")
    names = {row["provider_id"]: row["name"] or "not known" for row in rows("providers")}
    found = Counter(
        names.get(result.provider, "not known")
        for _, _, result in possible(scope.as_at, scope.since, scope.as_at)
        if result.code == "N"
    )
    shown = Counter[str]()
    for row in drawn.rows:
        shown[row["label"]] += row["n"]
    rest = shown.pop("all other settings", 0)
    assert {name: found[name] for name in shown} == shown
    assert sum(found.values()) - sum(shown.values()) == rest
    assert drawn.tells["overdue"] == figure(scope, "unexplained_absence_overdue").numerator
    assert drawn.tells["n"] == figure(scope, "unexplained_absence_overdue").denominator
    four_weeks = scope.as_at - timedelta(days=28)
    assert drawn.tells["old"] == sum(
        day < four_weeks for _, day, result in possible(scope.as_at, scope.since, scope.as_at) if result.code == "N"
    )


def test_absence_by_setting_return(scope: Scope) -> None:
    drawn = ask.picture(scope, "absence_by_setting_return")
    as_at, since = scope.as_at.isoformat(), academic_year_start(scope.as_at).isoformat()
    names = {row["provider_id"]: row["name"] or "not known" for row in rows("providers")}
    expected = [row for row in rows("returns") if row["table"] == "attendance" and since <= row["period_to"] <= as_at]
    missing = Counter(row["provider_id"] for row in expected if not row["received_on"] or row["received_on"] > as_at)
    of = Counter(row["provider_id"] for row in expected)
    on_roll = Counter(row["provider_id"] for row in rows("children") if is_on_roll(row["child_id"], scope.as_at))
    listed = [row for row in drawn.rows if row["expected"]]
    assert Counter((row["setting"], row["returns"], row["children"]) for row in listed) == Counter(
        (names[one], f"{missing[one]} of {of[one]}", on_roll[one]) for one in missing
    )
    marked = {result.provider for (_, day, _), result in results(scope.as_at).items() if day >= scope.since}
    of_school_age = {
        row["provider_id"]
        for row in rows("children")
        if row["provider_id"] and is_on_roll(row["child_id"], scope.as_at) and of_age(row, scope.as_at)
    }
    assert drawn.tells["silent"] == len(of_school_age - set(of) - marked)
    assert (drawn.tells["returns"], drawn.tells["expected"]) == (missing.total(), of.total())


def test_marks_by_setting(scope: Scope) -> None:
    as_at = scope.as_at.isoformat()
    names = {row["provider_id"]: row["name"] or "not known" for row in rows("providers")}
    days: dict[str, list[date]] = defaultdict(list)
    for (_, day, _), result in results(scope.as_at).items():
        days[result.provider].append(day)
    due = [row for row in rows("returns") if within(row["period_to"], scope.since, scope.as_at)]
    missing = Counter(row["provider_id"] for row in due if not by(row["received_on"], scope.as_at))
    of = Counter(row["provider_id"] for row in due)
    newest = {
        row["provider_id"]: row
        for row in sorted(due, key=lambda row: (row["period_to"], row["period_from"]))
        if row["table"] == "attendance"
    }
    on_roll = {row["provider_id"] for row in rows("children") if is_on_roll(row["child_id"], scope.as_at)}
    drawn = ask.picture(scope, "marks_by_setting")

    def told(provider: str) -> tuple[str, str, str, str]:
        marked = days[provider]
        ends = [f"{day.day} {day:%B %Y}" for day in (min(marked), max(marked))] if marked else ["none", "none"]
        wanted = f"{missing[provider]} of {of[provider]}" if of[provider] else "none expected"
        return (names.get(provider, "not known"), ends[0], ends[1], wanted)

    settings = {*of, *days, *on_roll} - {""}
    shown = Counter((row["setting"], row["marks_from"], row["marks_to"], row["missing_of"]) for row in drawn.rows)
    assert shown == Counter(map(told, settings))
    assert drawn.tells["lacking"] == len([one for one in missing if missing[one]])
    not_come = [one for one in newest.values() if not one["received_on"] or one["received_on"] > as_at]
    assert sum(row["came"] == "not received" for row in drawn.rows) == len(not_come)
