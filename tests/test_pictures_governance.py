"""The pictures of governance against a recount of the sample's files in plain Python."""

from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from sgdata.release import ask
from sgdata.release.scope import Scope, open_scope
from tests.recount import by, read, rows, within
from tests.reference.days import add_months
from tests.support import PROJECT

DATES = (None, date(2026, 3, 2))


@pytest.fixture(params=DATES, ids=["newest", "past"])
def scope(request: pytest.FixtureRequest, sample_stores: Path) -> Scope:
    return open_scope(sample_stores / "virtual_school", request.param)


def test_meetings_held(scope: Scope) -> None:
    first = scope.as_at.replace(year=scope.as_at.year - 1, day=1)
    held: dict[tuple[str, str], list[str]] = defaultdict(list)
    for meeting in rows("meetings"):
        if within(meeting["held_on"], first, scope.as_at):
            month = f"{date.fromisoformat(meeting['held_on']):%b %Y}"
            held[meeting["kind"] or "not known", month].append(meeting["safeguarding_item"])
    drawn = ask.picture(scope, "meetings_held")
    shown = {(row["row"], row["column"]): (row["status"], row["says"]) for row in drawn.rows if row["held"]}
    wanted = {}
    for place, items in held.items():
        status = "missed" if "no" in items else "no_data" if "" in items else "met"
        wanted[place] = (status, f"{items.count('yes')} of {len(items)}")
    assert shown == wanted
    assert len(drawn.rows) == 13 * len({kind for kind, _ in held})
    items = [item for ones in held.values() for item in ones]
    assert drawn.tells == {
        "n": len(items),
        "with_item": items.count("yes"),
        "without": items.count("no"),
        "unsaid": items.count(""),
    }


def guidance(named: str, as_at: date) -> str:
    """How an edition of guidance stands, from the editions that are shipped."""
    editions = read(PROJECT / "sgdata" / "guidance_editions.csv")
    own = [one for one in editions if named in (f"{one['name']} {one['edition']}", f"{one['also']} {one['edition']}")]
    if not own:
        return "not known" if named else "names none"
    others = [one["in_force_from"] for one in editions if one["name"] == own[0]["name"]]
    later = min((start for start in others if start > own[0]["in_force_from"]), default="")
    if not by(own[0]["in_force_from"], as_at):
        return "not in force"
    return "replaced" if by(later, as_at) else "in force"


def test_policies(scope: Scope) -> None:
    wanted: Counter[tuple[str, str, str]] = Counter()
    for policy in rows("policies"):
        if not policy["approved_on"] or by(policy["approved_on"], scope.as_at):
            due = policy["review_due_on"]
            review = "not known"
            if due:
                review = "in date" if due >= scope.as_at.isoformat() else "past its review"
            wanted[policy["title"] or "not known", review, guidance(policy["guidance_edition"], scope.as_at)] += 1
    shown = ask.picture(scope, "policies").rows
    standing = [row["guidance"].split(" on ")[0].split(" before ")[0] for row in shown]
    assert Counter((row["title"], row["review"], how) for row, how in zip(shown, standing, strict=True)) == wanted
    order = [["past its review", "not known", "in date"].index(row["review"]) for row in shown]
    assert order == sorted(order)


def test_assurances(scope: Scope) -> None:
    latest: dict[tuple[str, str], str] = {}
    for row in rows("assurances"):
        if by(row["requested_on"], scope.as_at):
            confirmed = row["confirmed_on"] if by(row["confirmed_on"], scope.as_at) else ""
            asked = row["organisation_id"], row["kind"]
            latest[asked] = max(latest.get(asked, ""), confirmed)
    wanted: Counter[tuple[str, str]] = Counter()
    for (_, kind), confirmed in latest.items():
        standing = "not yet"
        if confirmed:
            lasts = add_months(date.fromisoformat(confirmed), 12) >= scope.as_at
            standing = "confirmed" if lasts else "ran out"
        wanted[kind.replace("_", " "), standing] += 1
    assert bars(scope, "assurances") == wanted


def test_whistleblowing_reports(scope: Scope) -> None:
    names = {"lado": "LADO", "nspcc": "NSPCC", "": "not known"}
    wanted: Counter[tuple[str, str]] = Counter()
    for report in rows("whistleblowing"):
        if report["raised_on"] and not by(report["raised_on"], scope.as_at):
            continue
        route = names.get(report["route"], report["route"])
        if not by(report["closed_on"], scope.as_at):
            wanted[route, "open"] += 1
        elif within(report["closed_on"], scope.since, scope.as_at):
            wanted[route, "closed"] += 1
    assert bars(scope, "whistleblowing_reports") == wanted


def test_returns_by_setting(scope: Scope) -> None:
    names = {row["provider_id"]: row["name"] for row in rows("providers")}
    expected: Counter[tuple[str, str]] = Counter()
    received: Counter[tuple[str, str]] = Counter()
    for row in rows("returns"):
        if within(row["period_to"], scope.since, scope.as_at):
            place = names[row["provider_id"]], row["table"].replace("part_time_", "part-time ")
            expected[place] += 1
            received[place] += by(row["received_on"], scope.as_at)
    drawn = ask.picture(scope, "returns_by_setting")
    assert {(row["row"], row["column"]): row["says"] for row in drawn.rows} == {
        place: f"{received[place]} of {count}" for place, count in expected.items()
    }
    assert all(
        (row["status"] == "met") == (received[row["row"], row["column"]] == expected[row["row"], row["column"]])
        for row in drawn.rows
    )
    lacking = {setting for (setting, table), count in expected.items() if received[setting, table] < count}
    assert drawn.tells == {
        "n": len({setting for setting, _ in expected}),
        "lacking": len(lacking),
        "settings": len({setting for setting, _ in expected}),
        "missing": expected.total() - received.total(),
        "expected": expected.total(),
        "whole": 0,
    }
    assert {row["row"] for row in drawn.rows[: 2 * len(lacking)]} == lacking


def bars(scope: Scope, identifier: str) -> dict[tuple[str, str], int]:
    return {(row["label"], row["part"]): row["n"] for row in ask.picture(scope, identifier).rows}
