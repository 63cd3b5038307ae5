"""The pictures of the page on training counted again from the sample files: plain Python that shares nothing with the
queries."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from sgdata.measures.picture import Drawn
from sgdata.release import ask
from sgdata.release.scope import open_scope
from tests.recount import Row, day_or_never, rows
from tests.reference.days import add_months

NEWEST, PAST = date(2026, 11, 13), date(2026, 3, 2)
BOTH = pytest.mark.parametrize("as_at", [NEWEST, PAST], ids=str)
LEADS = {"dsl", "deputy_dsl"}


def staff(as_at: date) -> list[Row]:
    """Who is in post and not away for long."""
    return [
        row
        for row in rows("staff")
        if day_or_never(row["started_on"]) <= as_at < day_or_never(row["ended_on"]) and row["long_term_absent"] != "yes"
    ]


def required(as_at: date) -> list[tuple[str, str, date | None]]:
    """Person, course and its last valid day: date.max where never due again, None where none is recorded."""
    done = [row for row in rows("training") if day_or_never(row["completed_on"]) <= as_at]
    items: list[tuple[str, str, date | None]] = []
    for person in staff(as_at):
        roles = set(person["roles"].split(";"))
        rules = {"induction": 0, "annual_update": 12, "prevent": 36}
        rules |= {"dsl": 24} if roles & LEADS else {}
        rules |= {"governor": 36} if roles & {"governor", "board_lead"} else {}
        for course, months in rules.items():
            counts = {course, "induction"} if course == "annual_update" else {course}
            found = [
                (completed, min(add_months(completed, months) if months else date.max, day_or_never(row["expires_on"])))
                for row in done
                if row["staff_id"] == person["staff_id"] and row["course"] in counts
                for completed in [day_or_never(row["completed_on"])]
            ]
            items.append((person["staff_id"], course, max(found)[1] if found else None))
    return items


def drawn(stores: Path, picture: str, as_at: date) -> Drawn:
    return ask.picture(open_scope(stores / "virtual_school", as_at), picture)


@BOTH
def test_who_needs_which_training(sample_stores: Path, as_at: date) -> None:
    def status(due: date | None) -> str:
        if due is None or due < as_at:
            return "missed"
        return "near" if due <= as_at + timedelta(days=90) else "met"

    picture = drawn(sample_stores, "in_date_by_person", as_at)
    wanted = Counter((course, status(due)) for _, course, due in required(as_at))
    assert Counter((row["column"], row["status"]) for row in picture.rows) == wanted
    assert len({row["row"] for row in picture.rows}) == len(staff(as_at))
    assert all(row["row"] == f"{row['person']}, {row['roles']}" for row in picture.rows)
    lacking = {name for name, _, due in required(as_at) if due is None or due < as_at}
    assert {row["person"] for row in picture.rows if row["status"] == "missed"} == {
        row["person"] for row in picture.rows[: sum(item[0] in lacking for item in required(as_at))]
    }
    (figure,) = ask.figures(open_scope(sample_stores / "virtual_school", as_at), ["training_people_in_date"])
    assert (picture.tells["full"], picture.tells["n"]) == (figure.numerator, figure.denominator)


@BOTH
def test_which_training_runs_out_when(sample_stores: Path, as_at: date) -> None:
    beyond = date(as_at.year + 1, as_at.month + 1, 1)
    ahead = [(course, due) for _, course, due in required(as_at) if due and as_at <= due < beyond]
    picture = drawn(sample_stores, "expiries_ahead", as_at)
    found = {(row["label"], row["part"]): row["n"] for row in picture.rows if row["n"]}
    assert found == Counter((f"{due:%B %Y}", course) for course, due in ahead)
    assert len({row["label"] for row in picture.rows}) == 13
    (figure,) = ask.figures(open_scope(sample_stores / "virtual_school", as_at), ["training_due_in_90_days"])
    soon = sum(due <= as_at + timedelta(days=90) for _, due in ahead)
    assert picture.tells["soon"] == figure.numerator == soon


@BOTH
def test_who_covers_as_lead_or_deputy(sample_stores: Path, as_at: date) -> None:
    first = date(as_at.year - 1, as_at.month, 1)
    days = [first + timedelta(days=number) for number in range((as_at - first).days + 1)]
    without = [
        sum(not any(role in row["roles"].split(";") for row in staff(one)) for one in days)
        for role in ("dsl", "deputy_dsl")
    ]
    tells = drawn(sample_stores, "dsl_cover", as_at).tells
    assert [tells["days"], tells["without_dsl"], tells["without_deputy"]] == [len(days), *without]
    leads = {row["staff_id"] for one in days for row in staff(one) if LEADS & set(row["roles"].split(";"))}
    assert tells["n"] == len(leads)


@BOTH
def test_which_checks_were_done_before_people_began(sample_stores: Path, as_at: date) -> None:
    wanted = Counter[tuple[str, str]]()
    for row in staff(as_at):
        checks = {
            "application form": row["application_form_on"],
            "references": row["references_verified_on"] if int(row["references_received"] or 0) >= 2 else "",
            "enhanced DBS": row["enhanced_dbs_on"],
            "identity": row["identity_checked_on"],
            "gaps explained": row["gaps_explained_on"],
        }
        if row["qualifications_needed"] == "yes":
            checks["qualifications"] = row["qualifications_checked_on"]
        for check, text in checks.items():
            in_time = day_or_never(text) <= day_or_never(row["started_on"])
            missing = day_or_never(text) > as_at
            wanted[check, "missing" if missing else "by the first day" if in_time else "after the first day"] += 1
    picture = drawn(sample_stores, "checks_before_start", as_at)
    assert {(row["label"], row["part"]): row["n"] for row in picture.rows} == wanted
    (figure,) = ask.figures(open_scope(sample_stores / "virtual_school", as_at), ["recruitment_checks_complete"])
    assert (picture.tells["complete"], picture.tells["n"]) == (figure.numerator, figure.denominator)


@BOTH
def test_how_long_ago_the_last_supervision_was(sample_stores: Path, as_at: date) -> None:
    held = rows("supervision")
    wanted = dict.fromkeys(("up to 4 weeks", "up to 8 weeks", "up to 12 weeks", "over 12 weeks", "none recorded"), 0)
    for person in staff(as_at):
        if (as_at - day_or_never(person["started_on"])).days > 56:
            mine = [day_or_never(row["held_on"]) for row in held if row["staff_id"] == person["staff_id"]]
            ago = min(((as_at - one).days for one in mine if one <= as_at), default=None)
            if ago is None:
                wanted["none recorded"] += 1
            else:
                wanted[list(wanted)[min((max(ago, 1) - 1) // 28, 3)]] += 1
    picture = drawn(sample_stores, "supervision_gaps", as_at)
    assert {row["label"]: row["n"] for row in picture.rows} == wanted
    (figure,) = ask.figures(open_scope(sample_stores / "virtual_school", as_at), ["supervision_in_8_weeks"])
    assert (picture.tells["within"], picture.tells["n"]) == (figure.numerator, figure.denominator)
