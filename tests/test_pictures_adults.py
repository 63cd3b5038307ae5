"""The pictures of allegations and low-level concerns against a recount of the sample's files in plain Python."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from sgdata.release import ask
from sgdata.release.scope import Scope, open_scope
from tests.recount import Row, by, day, rows, within
from tests.reference.days import add_months, add_working_days

DATES = (None, date(2026, 3, 2), date(2025, 12, 1))


@pytest.fixture(params=DATES, ids=["newest", "past", "an_older_case_open"])
def scope(request: pytest.FixtureRequest, sample_stores: Path) -> Scope:
    return open_scope(sample_stores / "virtual_school", request.param)


def stands_on(case: Row) -> date:
    found = day(case["aware_at"] or case["recorded_at"])
    assert found
    return found


def cases(scope: Scope) -> list[Row]:
    """Allegations and requests for advice that there are on the date."""
    there = (case for case in rows("allegations") if by(case["recorded_at"], scope.as_at))
    return [case for case in there if stands_on(case) <= scope.as_at]


def allegations(scope: Scope) -> list[Row]:
    return [case for case in cases(scope) if case["kind"] == "allegation"]


def is_open(case: Row, as_at: date) -> bool:
    return not by(case["closed_on"], as_at)


def verdict(case: Row, as_at: date) -> str:
    told = by(case["lado_contacted_at"], as_at)
    aware, contacted = day(case["aware_at"]), day(case["lado_contacted_at"])
    if not told and not is_open(case, as_at):
        return "not in time"
    if aware is None or (told and case["lado_contacted_at"] < case["aware_at"]):
        return "cannot be judged"
    last = add_working_days(aware, 1)
    if told and contacted:
        return "in time" if contacted <= last else "not in time"
    return "not in time" if last < as_at else "still has time"


def days_late(case: Row, as_at: date) -> int:
    """How many working days after the last one it takes to reach the contact, or the date."""
    aware, contacted = day(case["aware_at"]), day(case["lado_contacted_at"])
    assert aware
    reached = contacted if contacted and contacted <= as_at else as_at
    last, days = add_working_days(aware, 1), 0
    while last < reached:
        last, days = add_working_days(last, 1), days + 1
    return days


def test_lado_clocks(scope: Scope) -> None:
    period = [case for case in allegations(scope) if stands_on(case) >= scope.since]
    earlier = [case for case in allegations(scope) if stands_on(case) < scope.since and is_open(case, scope.as_at)]
    verdicts = Counter(verdict(case, scope.as_at) for case in period)
    drawn = ask.picture(scope, "lado_clocks")
    assert drawn.tells == {
        "n": len(period) + len(earlier),
        "in_time": verdicts["in time"],
        "late": verdicts["not in time"],
        "judged": verdicts["in time"] + verdicts["not in time"],
        "unknown": verdicts["cannot be judged"],
        "waiting": verdicts["still has time"],
        "earlier": len(earlier),
        "longest": max(
            (
                days_late(case, scope.as_at)
                for case in [*period, *earlier]
                if verdict(case, scope.as_at) == "not in time"
            ),
            default=0,
        ),
    }
    shown = [*period, *earlier]
    marks = Counter(row["what"] for row in drawn.rows if row["ends"] is None)
    assert marks == +Counter(
        {
            "aware": sum(case["aware_at"] != "" for case in shown),
            "written down, not known when aware": sum(case["aware_at"] == "" for case in shown),
            "LADO contacted": sum(by(case["lado_contacted_at"], scope.as_at) for case in shown),
            "authority's decision": sum(by(case["authority_decision_at"], scope.as_at) for case in shown),
            "evaluation meeting": sum(by(case["evaluation_meeting_on"], scope.as_at) for case in shown),
        }
    )


def test_the_clocks_agree_with_the_figure(scope: Scope) -> None:
    (figure,) = ask.figures(scope, ["lado_in_one_working_day"])
    told = ask.picture(scope, "lado_clocks").tells
    wanted = (figure.numerator or 0, figure.denominator or 0, figure.unknown or 0)
    assert (told["in_time"], told["judged"] + told["unknown"], told["unknown"]) == wanted


def test_lado_late_list(scope: Scope) -> None:
    wanted: Counter[tuple[str, str]] = Counter()
    for case in allegations(scope):
        found, told = verdict(case, scope.as_at), by(case["lado_contacted_at"], scope.as_at)
        is_waiting = not told and is_open(case, scope.as_at)
        if not is_waiting and (found == "in time" or stands_on(case) < scope.since):
            continue
        standing = "told late" if told else "not told" if is_waiting else "closed and never told"
        if found in ("cannot be judged", "still has time"):
            standing = {"cannot be judged": found, "still has time": "not told, still has time"}[found]
        wanted[standing, case["delay_reason"] or "no reason recorded"] += 1
    shown = ask.picture(scope, "lado_late_list").rows
    assert Counter((row["standing"], row["reason"]) for row in shown) == wanted


def test_lado_outcomes(scope: Scope) -> None:
    wanted: Counter[tuple[str, str]] = Counter()
    for case in allegations(scope):
        closed, aware = day(case["closed_on"]), day(case["aware_at"])
        if closed and scope.since <= closed <= scope.as_at:
            pace = "not known"
            if aware:
                pace = "within three months" if closed <= add_months(aware, 3) else "later"
            wanted[case["outcome"] or "not known", pace] += 1
    assert bars(scope, "lado_outcomes") == wanted


def test_lado_criteria(scope: Scope) -> None:
    labels = {
        "harmed": "may have harmed a child",
        "offence": "possible criminal offence",
        "risk": "may pose a risk of harm",
        "suitability": "may not be suitable",
        "": "not known",
    }
    kinds = {"allegation": "allegation", "advice": "request for advice", "": "not known"}
    period = [case for case in cases(scope) if stands_on(case) >= scope.since]
    assert bars(scope, "lado_criteria") == Counter(
        (labels[criterion], kinds[case["kind"]]) for case in period for criterion in case["criteria"].split(";")
    )
    assert ask.picture(scope, "lado_criteria").tells["n"] == len(period)


def test_delay_reasons(scope: Scope) -> None:
    period = [case for case in allegations(scope) if stands_on(case) >= scope.since]
    assert bars(scope, "delay_reasons") == Counter(
        (
            case["delay_reason"] or "no reason recorded",
            "told late" if by(case["lado_contacted_at"], scope.as_at) else "not told",
        )
        for case in period
        if verdict(case, scope.as_at) == "not in time"
    )


def test_low_level_concerns(scope: Scope) -> None:
    wanted: Counter[tuple[str, str]] = Counter()
    for concern in rows("low_level_concerns"):
        if within(concern["raised_on"], scope.since, scope.as_at):
            told = by(concern["setting_informed_on"], scope.as_at) and by(concern["dsl_informed_on"], scope.as_at)
            wanted[concern["behaviour"] or "not known", "passed on" if told else "not passed on"] += 1
    assert bars(scope, "low_level_concerns") == wanted


def test_low_level_by_month(scope: Scope) -> None:
    wanted = Counter(one["raised_on"][:7] for one in rows("low_level_concerns") if by(one["raised_on"], scope.as_at))
    shown = ask.picture(scope, "low_level_by_month").rows
    assert len(shown) == 13
    assert shown[-1]["day"] == scope.as_at.replace(day=1)
    assert shown[0]["day"] == scope.as_at.replace(year=scope.as_at.year - 1, day=1)
    assert {f"{row['day']:%Y-%m}": row["value"] for row in shown} == {
        f"{row['day']:%Y-%m}": wanted[f"{row['day']:%Y-%m}"] for row in shown
    }


def bars(scope: Scope, identifier: str) -> dict[tuple[str, str], int]:
    return {(row["label"], row["part"]): row["n"] for row in ask.picture(scope, identifier).rows}
