"""The pictures of vulnerabilities, counted again in plain Python from the CSV files of the sample."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from sgdata.release import ask
from sgdata.release.scope import Scope, open_scope
from sgdata.rules.vulnerabilities import VULNERABILITIES
from tests.recount import ABSENT, NOT_POSSIBLE, Row, by, day, is_open, sessions
from tests.reference.days import add_months
from tests.test_pictures_concerns import contacts, existing, rows_of, stands_on

CHARACTERISTICS = {
    "SEND": ("sen", {"support": "SEND (support)", "ehcp": "SEND (EHCP)"}),
    "Child protection plan": ("care_status", {"child_protection": "Child protection plan"}),
    "Residential or secure placement": (
        "placement_type",
        {
            "residential": "Residential or secure placement (residential)",
            "secure": "Residential or secure placement (secure)",
        },
    ),
    "Unaccompanied asylum seeker": ("uasc", {"yes": "Unaccompanied asylum seeker"}),
    "Young carer": ("young_carer", {"yes": "Young carer"}),
}
CONCERNS = {
    "Mental health": {"mental_health", "self_harm_suicidality"},
    "Substance misuse": {"substance_misuse"},
    "Exploitation or violence": {
        *("sexual_exploitation", "criminal_exploitation", "county_lines", "trafficking_slavery"),
        "serious_violence_gangs",
    },
    "Missing from home or care": {"missing_from_home_or_care"},
}
BANDS = ("none", "one", "two", "three", "four or more")


@pytest.fixture(params=[None, date(2026, 3, 2)], ids=["newest", "past"])
def scope(request: pytest.FixtureRequest, sample_stores: Path) -> Scope:
    return open_scope(sample_stores / "virtual_school", request.param)


def on_roll(scope: Scope) -> list[Row]:
    return [
        row
        for row in rows_of("children")
        if (not row["on_roll_from"] or by(row["on_roll_from"], scope.as_at)) and not by(row["on_roll_to"], scope.as_at)
    ]


def comes_up_again(days: list[date], since: date) -> bool:
    return any(sum(last - timedelta(days=90) <= one <= last for one in days) >= 3 for last in days if last >= since)


def is_persistently_absent(child_id: str, scope: Scope) -> bool:
    kinds = [kind for when, _, _, kind in sessions(scope.as_at)[child_id] if when >= scope.since]
    possible = [kind for kind in kinds if kind != NOT_POSSIBLE]
    return bool(possible) and 10 * sum(kind in ABSENT for kind in possible) >= len(possible)


def carried(scope: Scope) -> dict[str, set[str]]:
    """The names of the rules that each child on roll meets."""
    found: dict[str, set[str]] = {row["child_id"]: set() for row in on_roll(scope)}
    for row in on_roll(scope):
        found[row["child_id"]] |= {name for name, (column, words) in CHARACTERISTICS.items() if row[column] in words}
    days = defaultdict(list)
    for row in existing(rows_of("concerns"), scope.as_at):
        days[row["child_id"]].append(stands_on(row))
        if row["child_id"] in found and stands_on(row) > add_months(scope.as_at, -12):
            words = set(row["categories"].split(";"))
            found[row["child_id"]] |= {name for name, categories in CONCERNS.items() if words & categories}
    open_for = {
        "Missing education": {row["child_id"] for row in rows_of("missing_education") if is_open(row, scope.as_at)},
        "Part-time timetable": {
            row["child_id"] for row in rows_of("part_time_timetables") if is_open(row, scope.as_at)
        },
    }
    for child_id, names in found.items():
        names |= {name for name, theirs in open_for.items() if child_id in theirs}
        names |= {"Repeat concerns"} if comes_up_again(days[child_id], scope.since) else set()
        names |= {"Persistent absence"} if is_persistently_absent(child_id, scope) else set()
    return found


def last_done(scope: Scope) -> dict[str, date]:
    found: dict[str, date] = {}
    for child_id, cell in contacts(existing(rows_of("concerns"), scope.as_at)):
        done = day(cell)
        if done and done <= scope.as_at:
            found[child_id] = max(done, found.get(child_id, done))
    return found


def is_quiet(child_id: str, done: dict[str, date], scope: Scope) -> bool:
    return child_id not in done or (scope.as_at - done[child_id]).days > 28


def test_every_rule_as_shipped_is_counted_again() -> None:
    others = {"Repeat concerns", "Persistent absence", "Missing education", "Part-time timetable"}
    assert {one.name for one in VULNERABILITIES} == {*CHARACTERISTICS, *CONCERNS, *others}


def test_how_many_vulnerabilities_children_carry(scope: Scope) -> None:
    theirs = carried(scope)
    shown = ask.picture(scope, "vulnerabilities_carried").rows
    expected = Counter(BANDS[min(len(names), 4)] for names in theirs.values())
    assert {row["label"]: row["n"] for row in shown} == {label: expected[label] for label in BANDS}
    assert sum(row["open"] for row in shown) == sum(not (row["sen"] and row["care_status"]) for row in on_roll(scope))
    several, quiet = ask.figures(scope, ["several_vulnerabilities", "vulnerable_not_acted_on"])
    assert (several.numerator, several.denominator) == (expected["three"] + expected["four or more"], len(theirs))
    done = last_done(scope)
    assert quiet.numerator == sum(len(names) >= 3 and is_quiet(one, done, scope) for one, names in theirs.items())


def test_which_vulnerabilities_come_together(scope: Scope) -> None:
    expected = Counter(tuple(sorted(names)) for names in carried(scope).values() if len(names) >= 2)
    shown = ask.picture(scope, "vulnerabilities_together").rows
    assert {tuple(row["members"]): row["n"] for row in shown} == expected
    assert all(first["n"] >= second["n"] for first, second in pairwise(shown))


def test_whom_each_vulnerability_concerns(scope: Scope) -> None:
    theirs, done = carried(scope), last_done(scope)
    expected = Counter(
        (name, "nothing done" if is_quiet(child_id, done, scope) else "something done")
        for child_id, names in theirs.items()
        for name in names
    )
    shown = ask.picture(scope, "vulnerability_each").rows
    assert {(row["label"], row["part"]): row["n"] for row in shown} == expected
    one_or_more = {child_id for child_id, names in theirs.items() if names}
    assert {row["children"] for row in shown} == {len(one_or_more)}
    assert {row["quiet"] for row in shown} == {sum(is_quiet(one, done, scope) for one in one_or_more)}


def test_who_carries_several_and_why(scope: Scope) -> None:
    done, words = last_done(scope), {row["child_id"]: row for row in on_roll(scope)}

    def reasons(child_id: str, names: set[str]) -> tuple[str, ...]:
        said = []
        for name in names:
            column, written = CHARACTERISTICS.get(name, ("", {}))
            said.append(written[words[child_id][column]] if column else name)
        return tuple(sorted(said))

    expected = Counter(
        (reasons(child_id, names), done.get(child_id), is_quiet(child_id, done, scope))
        for child_id, names in carried(scope).items()
        if len(names) >= 3
    )
    shown = ask.picture(scope, "vulnerable_children").rows
    found = Counter(
        (tuple(one.split(":")[0] for one in row["reasons"].split("; ")), row["last_on"], row["is_quiet"])
        for row in shown
    )
    assert found == expected
    assert [row["is_quiet"] for row in shown] == sorted((row["is_quiet"] for row in shown), reverse=True)
    quiet = [row["last_on"] or date.min for row in shown if row["is_quiet"]]
    assert quiet == sorted(quiet)
