"""The pictures of follow-ups counted again from the sample files: plain Python that shares nothing with the queries."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from sgdata.measures.picture import Drawn
from sgdata.release import ask
from sgdata.release.scope import open_scope
from tests.recount import Row, day_or_never, rows

REFUSED = {"A90001", "A90002"}
"""A due date that does not exist; a kind that is not in the list."""
NEWEST, PAST = date(2026, 11, 13), date(2026, 3, 2)
BOTH = pytest.mark.parametrize("as_at", [NEWEST, PAST], ids=str)


def actions() -> list[Row]:
    """As the door lets them in: of a number that is given twice the later line."""
    return list({row["action_id"]: row for row in rows("actions") if row["action_id"] not in REFUSED}.values())


def is_open(row: Row, on: date) -> bool:
    is_set = not row["set_on"] or day_or_never(row["set_on"]) <= on
    return is_set and day_or_never(row["completed_on"]) > on and day_or_never(row["cancelled_on"]) > on


def drawn(stores: Path, picture: str, as_at: date) -> Drawn:
    return ask.picture(open_scope(stores / "virtual_school", as_at), picture)


def counted(picture: Drawn, *columns: str) -> Counter[object]:
    """The numbers of a picture of bars by these columns; empty bands left out."""
    counts = Counter[object]()
    for row in picture.rows:
        counts[row[columns[0]] if len(columns) == 1 else tuple(row[column] for column in columns)] += row["n"]
    return +counts


@BOTH
def test_what_has_to_be_done_next(sample_stores: Path, as_at: date) -> None:
    def band(row: Row) -> str:
        if not row["due_on"]:
            return "without a date"
        weeks = (day_or_never(row["due_on"]) - as_at).days // 7
        return ["this week", "next week", "within 4 weeks", "within 4 weeks"][weeks] if weeks < 4 else "later"

    picture = drawn(sample_stores, "next_follow_ups", as_at)
    ahead = [row for row in actions() if is_open(row, as_at) and day_or_never(row["due_on"]) >= as_at]
    assert counted(picture, "label") == Counter(map(band, ahead))
    assert picture.tells["n"] == len(ahead) > 0


@BOTH
def test_which_follow_ups_are_late(sample_stores: Path, as_at: date) -> None:
    children = {row["concern_id"]: row["child_id"] for row in rows("concerns")}
    late = sorted(
        (
            day_or_never(row["due_on"]),
            (as_at - day_or_never(row["due_on"])).days,
            row["owner_role"] or "not known",
            row["kind"],
        )
        for row in actions()
        if is_open(row, as_at) and day_or_never(row["due_on"]) < as_at and children[row["concern_id"]]
    )
    shown = drawn(sample_stores, "late_follow_ups_list", as_at).rows
    assert sorted((row["due_on"], row["days_late"], row["owner"], row["kind"]) for row in shown) == late
    assert [row["due_on"] for row in shown] == sorted(row["due_on"] for row in shown)
    assert all(row["case"].startswith("R-") and row["child"].startswith("C-") for row in shown)


@BOTH
def test_what_kinds_are_open(sample_stores: Path, as_at: date) -> None:
    def standing(row: Row) -> str:
        if not row["due_on"]:
            return "without a date"
        return "late" if day_or_never(row["due_on"]) < as_at else "not late"

    wanted = Counter((row["kind"], standing(row)) for row in actions() if is_open(row, as_at))
    picture = drawn(sample_stores, "open_follow_ups_by_kind", as_at)
    assert counted(picture, "label", "part") == wanted
    scope = open_scope(sample_stores / "virtual_school", as_at)
    late, undated = ask.figures(scope, ["actions_overdue", "actions_undated"])
    assert (picture.tells["late"], picture.tells["undated"]) == (late.numerator, undated.numerator)


@BOTH
def test_how_far_dates_are_put_back(sample_stores: Path, as_at: date) -> None:
    def band(row: Row) -> str:
        if not row["due_on"]:
            return "not known"
        days = (day_or_never(row["due_on"]) - day_or_never(row["first_due_on"])).days
        if days <= 0:
            return "not put back"
        return "up to a week" if days <= 7 else "up to 4 weeks" if days <= 28 else "over 4 weeks"

    since = date(as_at.year if as_at.month >= 9 else as_at.year - 1, 9, 1)
    wanted = Counter(
        band(row)
        for row in actions()
        if row["first_due_on"] and row["set_on"] and since <= day_or_never(row["set_on"]) <= as_at
    )
    picture = drawn(sample_stores, "dates_put_back", as_at)
    assert counted(picture, "label") == wanted
    (figure,) = ask.figures(open_scope(sample_stores / "virtual_school", as_at), ["actions_put_back"])
    assert picture.tells["put_back"] == figure.numerator


@BOTH
def test_done_on_time_month_by_month(sample_stores: Path, as_at: date) -> None:
    ends = [as_at]
    while len(ends) < 13:
        ends.append(ends[-1].replace(day=1) - timedelta(days=1))
    wanted = []
    for end in reversed(ends):
        due = [
            row
            for row in actions()
            if end.replace(day=1) <= day_or_never(row["due_on"]) <= end
            and day_or_never(row["cancelled_on"]) > end
            and (day_or_never(row["due_on"]) < end or day_or_never(row["completed_on"]) <= end)
        ]
        wanted.append(
            (end, sum(day_or_never(row["completed_on"]) <= day_or_never(row["due_on"]) for row in due), len(due))
        )
    shown = drawn(sample_stores, "done_on_time_by_month", as_at).rows
    assert [(row["day"], row["n"], row["of"]) for row in shown] == wanted
    points = ask.trend(open_scope(sample_stores / "virtual_school", as_at), "actions_on_time")
    assert [(point.as_at, point.numerator, point.denominator) for point in points] == wanted
