"""The questions of a meeting, answered from the screen by somebody who has never seen it: from the overview, by the
words that stand on the screen, in few steps. What is read is held against the sample's own files."""

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sgdata.ui.panels import BEHIND, WHICH
from tests.browsing import go_to, open_tab, wait_until_whole
from tests.recount import Row, by, day, rows

pytestmark = pytest.mark.browser
AS_AT = date(2026, 11, 13)
REFUSED = {"31/02/2026", "phone_call"}


def taken(table: str) -> list[Row]:
    """The rows that the door takes, of two with one key the later: the sample has some of both."""
    good = [row for row in rows(table) if REFUSED.isdisjoint(row.values())]
    return list({next(iter(row.values())): row for row in good}.values())


def is_open(row: Row, started: str, *ended: str) -> bool:
    began = not row[started] or by(row[started], AS_AT)
    return began and not any(by(row[one], AS_AT) for one in ended)


@pytest.fixture
def reader(page: Page, served: str) -> Page:
    """Somebody who has just opened the dashboard."""
    page.goto(served)
    wait_until_whole(page, "Overview")
    return page


def test_which_follow_ups_are_late_and_whose(reader: Page) -> None:
    late = [
        row
        for row in taken("actions")
        if (due := day(row["due_on"])) and due < AS_AT and is_open(row, "set_on", "completed_on", "cancelled_on")
    ]
    go_to(reader, "Follow-ups")
    expect(reader.get_by_role("heading", level=2)).to_contain_text(f"{len(late)} follow-ups are late")
    whose = reader.locator(".st-key-picture_late_follow_ups")
    owners = [row["owner_role"] for row in late]
    most = max(owners.count(one) for one in owners)
    expect(whose).to_contain_text(f"has the most late follow-ups, {most} of {len(late)}")
    open_tab(reader, BEHIND)
    listed = reader.locator(".st-key-picture_late_follow_ups_list tbody tr")
    expect(listed).to_have_count(min(len(late), 12))


def test_how_many_children_have_no_school_and_since_when(reader: Page) -> None:
    without = [row for row in taken("missing_education") if row["child_id"] and is_open(row, "started_on", "ended_on")]
    first = min(began for row in without if (began := day(row["started_on"])))
    go_to(reader, "Children missing education")
    expect(reader.get_by_role("heading", level=2)).to_contain_text(re.compile(r"^\d+ children have no school"))
    told = reader.locator(".st-key-picture_open_episodes")
    expect(told).to_contain_text(f"the earliest start is {first.day} {first:%B %Y}")
    told.get_by_text("Table", exact=True).click()
    expect(told.locator("tbody")).to_contain_text(f"{first.day} {first:%B %Y}")


def test_which_timetables_should_be_over(reader: Page) -> None:
    over = [
        row
        for row in taken("part_time_timetables")
        if (end := day(row["planned_end_on"])) and end < AS_AT and is_open(row, "started_on", "ended_on")
    ]
    go_to(reader, "Part-time timetables")
    expect(reader.get_by_role("heading", level=2)).to_contain_text(f"{len(over)} part-time timetables should be over")
    told = reader.locator(".st-key-picture_open_timetables")
    told.get_by_text("Table", exact=True).click()
    expect(told.locator("tbody tr", has_text="Past its planned end")).to_have_count(len(over))


def test_was_every_lado_contact_in_time_and_which_were_not(reader: Page) -> None:
    go_to(reader, "LADO")
    expect(reader.get_by_role("heading", level=2)).to_contain_text("The LADO was told in time in 3 of 4 cases")
    late = reader.locator(".st-key-picture_lado_late_list tbody tr")
    expect(late).to_have_count(1)
    expect(late).to_contain_text("Not told")


def test_who_is_out_of_date(reader: Page) -> None:
    go_to(reader, "Training")
    out = reader.locator(".st-key-picture_in_date_by_person tbody tr", has_text=re.compile("ran out|none recorded"))
    expect(out).to_have_count(2)
    expect(out.first).to_contain_text(re.compile(r"A-[0-9A-Z]{4}-[0-9A-Z]{4}"))


def test_what_will_breach_by_the_twentieth(reader: Page) -> None:
    until = date(2026, 11, 20)
    due = [
        row
        for row in taken("actions")
        if (on := day(row["due_on"])) and AS_AT <= on < until and is_open(row, "set_on", "completed_on", "cancelled_on")
    ]
    expect(reader.get_by_role("heading", name="Before 20 November")).to_be_visible()
    told = reader.locator("[class*='st-key-outlook_'][class*='actions_overdue']").all_inner_texts()
    assert sum(int(re.findall(r"(\d+) follow-up", text)[0]) for text in told) == len(due)


def test_what_changed_since_the_last_meeting(reader: Page) -> None:
    met = max(
        held
        for row in taken("meetings")
        if row["kind"] == "leadership" and (held := day(row["held_on"])) and held < AS_AT
    )
    expect(reader.get_by_role("heading", name=f"Since {met.day} {met:%B %Y}")).to_be_visible()
    for way in ("worse", "better"):
        expect(reader.locator(f".st-key-changes_{way} li").first).to_contain_text(", was ")


def test_how_persistent_absence_is_counted(reader: Page) -> None:
    go_to(reader, "Attendance")
    panel = reader.locator(".st-key-panel_persistent_absence")
    panel.get_by_text("How it is counted").click()
    expect(panel).to_contain_text("Authority:")
    expect(panel).to_contain_text("Clauses: VS-")


def test_why_is_this_child_counted(reader: Page) -> None:
    go_to(reader, "Follow-ups")
    open_tab(reader, WHICH)
    expect(reader.get_by_role("heading", name="Why these?")).to_be_visible()
    expect(reader.get_by_test_id("stDataFrame")).to_be_visible()


def test_leaders_are_told_the_same_questions_and_no_case(page: Page, served: str, released_stores: Path) -> None:
    page.goto(f"{served}/?role=As+leaders+see+it")
    wait_until_whole(page, "Overview")
    for title in ("Concerns", "Attendance", "Follow-ups", "LADO"):
        go_to(page, title)
        expect(page.get_by_role("tab", name=WHICH)).to_have_count(0)
        assert not re.search(r"\b[CAR]-[0-9A-Z]{4}-[0-9A-Z]{4}\b", page.get_by_test_id("stMain").inner_text())
