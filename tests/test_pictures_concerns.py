"""The pictures of concerns, counted again in plain Python from the CSV files of the sample."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from sgdata.measures.catalogue import pictures
from sgdata.release import ask
from sgdata.release.scope import Scope, open_scope
from sgdata.store.reading import view_texts
from sgdata.tables.concerns import CATEGORY_GROUPS, Category
from tests.recount import Row, day, rows
from tests.reference.attendance import CLASSES
from tests.reference.days import school_age


def rows_of(table: str) -> list[Row]:
    return [row for row in rows(table) if not is_refused(row)]


def is_refused(row: Row) -> bool:
    """Two lines were planted that break the contract: a category and a time that there are not."""
    words = set(filter(None, row.get("categories", "").split(";")))
    return not words <= set(get_args(Category)) or "/" in row.get("observed_at", "")


@pytest.fixture(scope="module")
def concerns() -> list[Row]:
    return rows_of("concerns")


@pytest.fixture(params=[None, date(2026, 3, 2)], ids=["newest", "past"])
def scope(request: pytest.FixtureRequest, sample_stores: Path) -> Scope:
    return open_scope(sample_stores / "virtual_school", request.param)


def by(cell: str, as_at: date) -> date | None:
    """The day of a cell; None where it is empty or had not happened yet."""
    found = day(cell)
    return found if found and found <= as_at else None


def existing(concerns: list[Row], as_at: date) -> list[Row]:
    return [
        row
        for row in concerns
        if all(cell[:10] <= as_at.isoformat() for cell in (row["observed_at"], row["recorded_at"]))
    ]


def stands_on(row: Row) -> date:
    found = day(row["observed_at"] or row["recorded_at"])
    assert found
    return found


def raised(concerns: list[Row], scope: Scope) -> list[Row]:
    return [row for row in existing(concerns, scope.as_at) if stands_on(row) >= scope.since]


def is_open(row: Row, as_at: date) -> bool:
    return not by(row["closed_on"], as_at)


def groups_of(row: Row) -> tuple[str, ...]:
    words = row["categories"].split(";")
    return tuple(name for name, group in CATEGORY_GROUPS.items() if set(group) & set(words))


def drawn(scope: Scope, picture: str) -> list[dict[str, Any]]:
    return ask.picture(scope, picture).rows


def band(row: Row, column: str, as_at: date) -> str:
    told, observed = by(row[column], as_at), day(row["observed_at"])
    assert observed
    if told is None:
        return "not told"
    if row[column] < row["observed_at"][: len(row[column])]:
        return "not known"
    days = (told - observed).days
    return "same day" if days == 0 else "next day" if days == 1 else "within a week" if days <= 7 else "later"


def test_told_how_fast_is_what_the_form_says(concerns: list[Row], scope: Scope) -> None:
    ours = {row["provider_id"] for row in rows_of("providers") if row["own"] == "yes"}
    with_worker = {row["child_id"] for row in rows_of("children") if row["social_worker"] == "yes"}
    expected: Counter[tuple[str, str]] = Counter()
    for row in raised(concerns, scope):
        expected["our DSL", band(row, "reported_to_dsl_at", scope.as_at)] += 1
        if row["provider_id"] and row["provider_id"] not in ours:
            expected["setting_dsl", band(row, "setting_dsl_informed_at", scope.as_at)] += 1
        if row["child_id"] in with_worker:
            expected["social_worker", band(row, "social_worker_informed_at", scope.as_at)] += 1
        parents = band(row, "parents_informed_on", scope.as_at)
        if row["parents_reason_recorded"] != "yes" or parents not in ("not told", "not known"):
            expected["parents", parents] += 1
    assert {(row["label"], row["part"]): row["n"] for row in drawn(scope, "told_how_fast")} == expected


def test_told_how_fast_agrees_with_the_figures(scope: Scope) -> None:
    told = {(row["label"], row["part"]): row["n"] for row in drawn(scope, "told_how_fast")}
    kept = max(row["kept"] for row in drawn(scope, "told_how_fast"))
    same_day, setting, worker, parents = ask.figures(
        scope,
        ["reported_to_dsl_same_day", "setting_dsl_informed", "social_worker_informed", "parents_informed_or_reason"],
    )
    assert told["our DSL", "same day"] == same_day.numerator
    for who, figure, excused in (
        ("setting_dsl", setting, 0),
        ("social_worker", worker, 0),
        ("parents", parents, kept),
    ):
        not_told = told.get((who, "not told"), 0)
        assert not_told == (figure.denominator or 0) - (figure.unknown or 0) - (figure.numerator or 0)
        assert sum(n for (label, _), n in told.items() if label == who) + excused == figure.denominator


def test_the_groups_of_a_concern_are_those_of_the_tables() -> None:
    text = view_texts()["concern_group"]
    listed = {(word, group, place) for place, group in enumerate(CATEGORY_GROUPS, 1) for word in CATEGORY_GROUPS[group]}
    assert all(f"('{word}', '{group}', {place})" in text for word, group, place in listed)
    assert text.count("', '") == len(listed)
    assert {word for word, _, _ in listed} == set(get_args(Category))
    assert f"{len(listed)} categories" in pictures()["categories_precise"].answer


def test_each_concern_is_in_one_combination_of_groups(concerns: list[Row], scope: Scope) -> None:
    expected = Counter(groups_of(row) or ("not known",) for row in raised(concerns, scope))
    shown = drawn(scope, "categories_together")
    assert {tuple(row["members"]): row["n"] for row in shown} == expected
    assert all(first["n"] >= second["n"] for first, second in pairwise(shown))


def test_each_category_counts_its_concerns(concerns: list[Row], scope: Scope) -> None:
    of_period = raised(concerns, scope)
    expected = Counter(word or "not known" for row in of_period for word in set(row["categories"].split(";")))
    shown = drawn(scope, "categories_precise")
    assert {row["label"]: row["n"] for row in shown} == expected
    assert {row["of"] for row in shown} == {len(of_period)}


def test_the_months_of_the_most_frequent_groups(concerns: list[Row], scope: Scope) -> None:
    first = date(scope.as_at.year - 1, scope.as_at.month, 1)
    months = sorted({(first + timedelta(days=number)).replace(day=1) for number in range(370)})[:13]
    expected: dict[str, Counter[date]] = defaultdict(Counter)
    for row in existing(concerns, scope.as_at):
        if stands_on(row) >= first:
            for group in groups_of(row) or ("not known",):
                expected[group][stands_on(row).replace(day=1)] += 1
    most = sorted(expected, key=lambda group: (-expected[group].total(), group))[:5]
    shown = drawn(scope, "concerns_by_group_over_time")
    assert [(row["series"], row["day"], row["value"]) for row in shown] == [
        (group, month, expected[group][month]) for group in most for month in months
    ]


def test_the_parts_that_records_lack(concerns: list[Row], scope: Scope) -> None:
    planned = {
        row["concern_id"]
        for row in rows_of("actions")
        if row["due_on"]
        and (not row["set_on"] or by(row["set_on"], scope.as_at))
        and not by(row["cancelled_on"], scope.as_at)
    }
    expected: Counter[str] = Counter()
    incomplete = 0
    for row in raised(concerns, scope):
        parts = {
            "time observed": row["observed_at"],
            "time reported": by(row["reported_to_dsl_at"], scope.as_at),
            "category": row["categories"],
            "own words": row["own_words_recorded"] == "yes",
            "questions": row["questions_recorded"] == "yes",
            "body map": row["body_map"] in ("recorded", "not_needed"),
            "action with a date": row["concern_id"] in planned,
        }
        lacking = [name for name, there in parts.items() if not there]
        if not lacking and row["reported_to_dsl_at"] < row["observed_at"]:
            lacking = ["not known, times contradict each other"]
        incomplete += bool(lacking)
        expected.update(lacking)
    shown = drawn(scope, "record_gaps")
    assert {row["label"]: row["n"] for row in shown} == expected
    assert {row["of"] for row in shown} == {incomplete}


def test_the_children_who_come_up_again(concerns: list[Row], scope: Scope) -> None:
    of_child: dict[str, list[Row]] = defaultdict(list)
    for row in existing(concerns, scope.as_at):
        of_child[row["child_id"]].append(row)
    expected = []
    for theirs in of_child.values():
        days = sorted(stands_on(row) for row in theirs)
        most = max(
            (sum(last - timedelta(days=90) <= one <= last for one in days) for last in days if last >= scope.since),
            default=0,
        )
        if most >= 3:
            near = [row for row in theirs if stands_on(row) >= scope.since - timedelta(days=90)]
            categories = sorted({word for row in near for word in row["categories"].split(";") if word})
            in_period = sum(one >= scope.since for one in days)
            still_open = sum(is_open(row, scope.as_at) for row in theirs)
            expected.append((f"{most} concerns within 90 days", in_period, categories, days[-1], still_open))
    shown = drawn(scope, "repeat_children")
    assert sorted(
        (row["why"], row["concerns"], row["categories"], row["last_on"], row["open"]) for row in shown
    ) == sorted(expected)


def test_the_age_and_level_of_open_concerns(concerns: list[Row], scope: Scope) -> None:
    bands = ((28, "up to 4 weeks"), (84, "4 to 12 weeks"), (182, "12 to 26 weeks"), (100_000, "over 26 weeks"))
    expected: Counter[tuple[str, str]] = Counter()
    for row in existing(concerns, scope.as_at):
        if is_open(row, scope.as_at):
            age = (scope.as_at - stands_on(row)).days
            label = next(label for most, label in bands if age <= most)
            expected[label, row["level"] or "level not known"] += 1
    shown = drawn(scope, "open_concerns_by_age")
    assert Counter({(row["label"], row["part"]): row["n"] for row in shown if row["n"]}) == expected
    assert {label for _, label in bands} <= {row["label"] for row in shown}


def absences(as_at: date) -> dict[str, list[Counter[str]]]:
    """The sessions of each child by the first class of their marks: those of the last 28 days, of the 56 before."""
    kinds = {code: kind for kind, codes in CLASSES.items() for code in codes}
    order = list(CLASSES)
    born = {row["child_id"]: day(row["date_of_birth"]) for row in rows_of("children")}
    of_age = {child: tuple(map(str, school_age(birthday))) for child, birthday in born.items() if birthday}
    marks: dict[tuple[str, str, str], str] = {}
    earliest = (as_at - timedelta(days=83)).isoformat()
    for row in rows_of("attendance"):
        if row["code"] in kinds and earliest <= row["date"] <= as_at.isoformat() >= row["recorded_at"][:10]:
            session = row["child_id"], row["date"], row["session"]
            start, end = of_age.get(row["child_id"], ("", "9999"))
            if not start <= row["date"] <= end:
                continue
            marks[session] = min(marks.get(session, order[-1]), kinds[row["code"]], key=order.index)
    found: dict[str, list[Counter[str]]] = defaultdict(lambda: [Counter(), Counter()])
    for (child, when, _), kind in marks.items():
        found[child][date.fromisoformat(when) <= as_at - timedelta(days=28)][kind] += 1
    return found


def worse(recent: Counter[str], before: Counter[str]) -> bool:
    possible, possible_before = (one.total() - one["not_possible"] for one in (recent, before))
    absent, absent_before = (one["authorised"] + one["unauthorised"] for one in (recent, before))
    return (
        min(possible, possible_before) >= 20
        and (absent * possible_before - absent_before * possible) * 10 >= possible * possible_before
    )


def contacts(concerns: list[Row]) -> Iterator[tuple[str, str]]:
    """Every child and day on which something was done."""
    child_of = {row["concern_id"]: row["child_id"] for row in concerns}
    for row in concerns:
        yield from ((row["child_id"], row[name]) for name in ("parents_informed_on", "social_worker_informed_at"))
    for row in rows_of("actions"):
        yield from ((child_of.get(row["concern_id"], ""), row[name]) for name in ("set_on", "completed_on"))
    for row in rows_of("referrals"):
        yield row["child_id"] or child_of.get(row["concern_id"], ""), row["referred_at"]
    on_timetable = {row["timetable_id"]: row["child_id"] for row in rows_of("part_time_timetables")}
    for row in rows_of("timetable_reviews"):
        yield on_timetable[row["timetable_id"]], row["held_on"]
    for row in rows_of("missing_education"):
        yield row["child_id"], row["last_contact_on"]
    for row in rows_of("missing_episodes"):
        yield row["child_id"], row["return_interview_held_at"]


def test_the_silent_children(concerns: list[Row], scope: Scope) -> None:
    recent = existing(concerns, scope.as_at)
    often = Counter(row["child_id"] for row in recent if (scope.as_at - stands_on(row)).days <= 84)
    school = absences(scope.as_at)
    last: dict[str, date] = {}
    for child, cell in contacts(concerns):
        done = by(cell, scope.as_at)
        if done:
            last[child] = max(done, last.get(child, done))
    worries = [
        row["child_id"]
        for row in rows_of("children")
        if (not row["on_roll_from"] or by(row["on_roll_from"], scope.as_at))
        and not by(row["on_roll_to"], scope.as_at)
        and (often[row["child_id"]] >= 2 or worse(*school[row["child_id"]]))
    ]
    silent = [child for child in worries if child not in last or (scope.as_at - last[child]).days > 28]
    shown = drawn(scope, "silent_children")
    assert {row["worries"] for row in shown} == {len(worries)}
    assert Counter(row["last_on"] for row in shown) == Counter(last.get(child) for child in silent)
    assert sum(row["why"][0].isdigit() for row in shown) == sum(often[child] >= 2 for child in silent)
