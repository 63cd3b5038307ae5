"""The pictures of missing education against a recount of the sample's files in plain Python."""

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sgdata.release import ask
from sgdata.release.scope import Scope, open_scope
from tests.recount import (
    ABSENT,
    NOT_POSSIBLE,
    UNAUTHORISED,
    Row,
    by,
    children,
    is_of_school_age,
    is_open,
    is_school_day,
    last_school_days,
    on_roll,
    rows,
    school_days,
    sessions,
    within,
)

DATES = (None, date(2026, 7, 15))


@pytest.fixture(params=DATES, ids=["newest", "past"])
def scope(request: pytest.FixtureRequest, sample_stores: Path) -> Scope:
    return open_scope(sample_stores / "virtual_school", request.param)


def tells(scope: Scope, identifier: str) -> dict[str, Any]:
    return ask.picture(scope, identifier).tells


def bars(scope: Scope, identifier: str) -> dict[str, int]:
    found: Counter[str] = Counter()
    for row in ask.picture(scope, identifier).rows:
        found[row["label"]] += row["n"]
    return dict(found)


def open_episodes(as_at: date) -> list[Row]:
    return [episode for episode in rows("missing_education") if is_open(episode, as_at)]


def setting(child_id: str) -> str:
    return children()[child_id]["provider_id"]


def length(episode: Row, as_at: date) -> int:
    return len(school_days(setting(episode["child_id"]), date.fromisoformat(episode["started_on"]), as_at))


def test_open_episodes(scope: Scope) -> None:
    episodes = open_episodes(scope.as_at)
    silent = 0
    for episode in episodes:
        five = last_school_days(setting(episode["child_id"]), scope.as_at, 5)
        touched = within(episode["last_contact_on"], five[0], scope.as_at)
        silent += length(episode, scope.as_at) > 5 and not touched
    assert tells(scope, "open_episodes") == {
        "n": len({episode["child_id"] for episode in episodes}),
        "longest": min(date.fromisoformat(episode["started_on"]) for episode in episodes),
        "over": sum(length(episode, scope.as_at) > 20 for episode in episodes),
        "silent": silent,
        "unsure": "",
    }
    drawn = ask.picture(scope, "open_episodes").rows
    stretches = [(row["ends"] - row["starts"]).days for row in drawn if row["ends"]]
    assert sum(stretches) == sum((scope.as_at - date.fromisoformat(one["started_on"])).days for one in episodes)
    contacts = [row["starts"] for row in drawn if row["what"] == "last contact"]
    assert len(contacts) == sum(by(episode["last_contact_on"], scope.as_at) for episode in episodes)


def test_open_episodes_agree_with_the_figures(scope: Scope) -> None:
    told = tells(scope, "open_episodes")
    figures = {figure.id: figure for figure in ask.figures(scope)}
    contact = figures["missing_education_contact_in_5_school_days"]
    assert told["n"] == figures["missing_education_open"].numerator
    assert told["over"] == figures["missing_education_over_20_school_days"].numerator
    assert told["silent"] == (contact.denominator or 0) - (contact.unknown or 0) - (contact.numerator or 0)


def test_episodes_by_length_and_reason(scope: Scope) -> None:
    episodes = open_episodes(scope.as_at)
    bands = {"up to 10 school days": 0, "11 to 20 school days": 0, "21 to 60 school days": 0, "over 60 school days": 0}
    for episode in episodes:
        days = length(episode, scope.as_at)
        bands[list(bands)[(days > 10) + (days > 20) + (days > 60)]] += 1
    assert bars(scope, "episodes_by_length_and_reason") == bands
    reasons = Counter(episode["reason"] for episode in episodes)
    drawn: Counter[str] = Counter()
    for row in ask.picture(scope, "episodes_by_length_and_reason").rows:
        drawn[row["part"]] += row["n"]
    assert drawn == reasons


def groups_of(scope: Scope, child: Row) -> list[str]:
    """The groups of children out of full-time education that a child is in."""
    own = sessions(scope.as_at)[child["child_id"]]
    possible = [one for one in own if one[3] != NOT_POSSIBLE]
    period = [one for one in possible if one[0] >= scope.since]
    away = 0
    for when in sorted({one[0] for one in possible if is_school_day(child["provider_id"], one[0])}, reverse=True):
        if any(one[3] != UNAUTHORISED for one in possible if one[0] == when):
            break
        away += 1
    return [
        name
        for name, applies in {
            "no school": any(one["child_id"] == child["child_id"] for one in open_episodes(scope.as_at)),
            "part-time timetable": any(
                is_open(one, scope.as_at)
                for one in rows("part_time_timetables")
                if one["child_id"] == child["child_id"]
            ),
            "absent for half or more": bool(period) and 2 * sum(one[3] in ABSENT for one in period) >= len(period),
            "ten days without leave": away >= 10,
        }.items()
        if applies
    ]


def test_children_not_in_full_time_education_by_what_overlaps(scope: Scope) -> None:
    combinations = Counter(tuple(groups) for child in on_roll(scope.as_at) if (groups := groups_of(scope, child)))
    drawn = ask.picture(scope, "not_full_time_overlaps")
    assert {tuple(row["members"]): row["n"] for row in drawn.rows} == combinations
    assert drawn.tells["n"] == sum(combinations.values())
    assert drawn.tells["several"] == sum(n for groups, n in combinations.items() if len(groups) > 1)
    assert drawn.tells["added"] == sum(n * len(groups) for groups, n in combinations.items())


def test_no_school_is_kept_apart_from_long_absence(scope: Scope) -> None:
    without = {episode["child_id"] for episode in open_episodes(scope.as_at)}
    wanted = {
        "no school": len(without),
        "on a roll, absent for half or more": 0,
        "on a roll, ten days without leave": 0,
    }
    for child in on_roll(scope.as_at):
        groups = groups_of(scope, child)
        if child["child_id"] in without:
            continue
        if "absent for half or more" in groups:
            wanted["on a roll, absent for half or more"] += 1
        elif "ten days without leave" in groups:
            wanted["on a roll, ten days without leave"] += 1
    assert bars(scope, "missing_from_school_not_absent") == wanted


def test_repeat_episodes(scope: Scope) -> None:
    began: set[str] = set()
    episodes: dict[str, set[str]] = {}
    for one in rows("missing_education"):
        if not within(one["started_on"], scope.since, scope.as_at) or not is_of_school_age(
            one["child_id"], scope.as_at
        ):
            continue
        began.add(one["child_id"])
        for other in rows("missing_education"):
            if other["child_id"] == one["child_id"] and other["started_on"] < one["started_on"] and other["ended_on"]:
                days = (date.fromisoformat(one["started_on"]) - date.fromisoformat(other["ended_on"])).days
                if 0 <= days <= 365:
                    episodes.setdefault(one["child_id"], set()).update((one["episode_id"], other["episode_id"]))
    drawn = ask.picture(scope, "repeat_episodes")
    assert sorted(row["episodes"] for row in drawn.rows) == sorted(len(several) for several in episodes.values())
    assert drawn.tells["n"] == len(episodes)
    assert not episodes or drawn.tells["began"] == len(began)


def test_return_interviews(scope: Scope) -> None:
    wanted = {"held within 72 hours": 0, "held later": 0, "offered, not held": 0, "no offer recorded": 0}
    for episode in rows("missing_episodes"):
        if episode["kind"] != "missing" or not within(episode["ended_at"], scope.since, scope.as_at):
            continue
        # The hour by which clocks change decides none of the sample.
        deadline = datetime.fromisoformat(episode["ended_at"]) + timedelta(hours=72)
        held = episode["return_interview_held_at"]
        if deadline.date() > scope.as_at:
            continue
        if by(held, scope.as_at):
            wanted["held within 72 hours" if datetime.fromisoformat(held) <= deadline else "held later"] += 1
        elif by(episode["return_interview_offered_at"], scope.as_at):
            wanted["offered, not held"] += 1
        else:
            wanted["no offer recorded"] += 1
    assert bars(scope, "return_interviews") == wanted


def test_missing_ended_into(scope: Scope) -> None:
    ended = [one for one in rows("missing_education") if within(one["ended_on"], scope.since, scope.as_at)]
    assert bars(scope, "missing_ended_into") == Counter(one["end_reason"] or "not known" for one in ended)
    lasted = [date.fromisoformat(one["ended_on"]) - date.fromisoformat(one["started_on"]) for one in ended]
    assert tells(scope, "missing_ended_into")["long"] == sum(one.days > 84 for one in lasted)
