"""A meeting on the screen, from its agenda to its minutes, and what was promised in it on the next agenda."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sgdata.meeting.agenda import agenda
from sgdata.meeting.book import MinutesBook
from sgdata.meeting.held import meetings
from sgdata.outputs.agenda_items import agenda_items
from sgdata.release.access_log import log_of
from sgdata.release.released import listed, releases_of
from sgdata.release.scope import open_release, open_scope
from tests.browsing import go_to, open_page, wait_until_still, wait_until_whole
from tests.conftest import serving

pytestmark = pytest.mark.browser
HELD_ON, LATER = date(2026, 11, 2), date(2026, 11, 13)


@pytest.fixture
def store(released_stores: Path, tmp_path: Path) -> Path:
    """A store of this test's own, for a meeting is written into it."""
    return shutil.copytree(released_stores / "virtual_school", tmp_path / "stores" / "virtual_school")


@pytest.fixture
def address(store: Path) -> Iterator[str]:
    with serving(store.parent) as address:
        yield address


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


def settle(page: Page) -> None:
    page.wait_for_timeout(300)
    wait_until_whole(page, "Meeting")


def test_a_meeting_from_its_agenda_to_the_next(address: str, page: Page, store: Path) -> None:
    # The address comes first: a page that outlives its server would tell of it.
    book = MinutesBook(store)
    open_page(page, address, "meeting", "Meeting", as_at=HELD_ON.isoformat())
    expect(page.get_by_role("heading", level=2)).to_contain_text("items on the agenda")
    first = page.locator(".st-key-agenda_matter li").nth(1).inner_text().splitlines()[0]
    press(page, "Begin the meeting")
    expect(page.get_by_text(re.compile(r"^1 of \d+$"))).to_be_visible()

    page.keyboard.press("ArrowRight")
    expect(page.get_by_text(re.compile(r"^2 of \d+$"))).to_be_visible()
    settle(page)
    now = page.locator(".st-key-matter_now p")
    expect(now.nth(1)).to_have_text(first)
    assert now.nth(1).evaluate("one => getComputedStyle(one).fontSize") == "22px"
    assert re.search(r"[?&]matter=2", page.url)

    settle(page)
    decision = page.get_by_label("What is decided")
    decision.fill("Ask Sarah Jones to look into it.")
    decision.blur()
    expect(page.get_by_text("what looks like the name of a person")).to_be_visible()
    decision.fill("Every setting is asked for its plan.")
    decision.press("ArrowLeft")  # which moves in the text, not in the agenda
    decision.blur()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(page.get_by_label("Discussed")).to_be_checked()
    wait_until_still(page)  # the matter of before may still be there
    page.get_by_label("Who does what by when").fill("Review the referral route")
    page.get_by_label("By", exact=True).get_by_role("spinbutton").first.click()
    page.keyboard.type("05112026")
    page.keyboard.press("Tab")
    press(page, "Add")
    expect(page.get_by_text("Review the referral route: DSL, by 5 November 2026")).to_be_visible()

    minutes = book.of(HELD_ON)
    assert minutes
    item = minutes.items[1]
    book.note(HELD_ON, item.key, "The plans are there.", True, minutes.note(item.key).version)  # somebody else
    decision.fill("Wait until the next meeting.")
    decision.blur()
    expect(page.get_by_text("Somebody else wrote about this while you did")).to_be_visible()
    expect(page.get_by_text("The plans are there.", exact=False).first).to_be_visible()
    press(page, "Keep both")
    minutes = book.of(HELD_ON)
    assert minutes
    assert minutes.note(item.key).decision == "The plans are there.\nWait until the next meeting."

    for way, place in (("next", 3), ("previous", 2)):
        page.locator(f".st-key-{way} button").click()
        expect(page.get_by_text(re.compile(rf"^{place} of \d+$"))).to_be_visible()
        settle(page)
    expect(page.get_by_label("What is decided")).to_have_value(minutes.note(item.key).decision)
    press(page, "To the close of the meeting")
    present = page.get_by_role("combobox", name=re.compile("Who was there"))
    present.click()
    page.get_by_role("option", name="DSL", exact=True).click()
    page.keyboard.press("Escape")
    page.get_by_role("radio", name="Yes").or_(page.get_by_role("button", name="Yes", exact=True)).first.click()
    settle(page)
    press(page, "Close the meeting")
    expect(page.get_by_role("heading", name="Leadership meeting of 2 November 2026")).to_be_visible()
    told = page.locator(".st-key-minutes")
    expect(told).to_contain_text("Present: DSL.")
    expect(told).to_contain_text("Wait until the next meeting.")
    for _ in range(120):  # the meeting goes through the door before it is counted
        minutes = book.of(HELD_ON)
        if minutes and minutes.counted_at:
            break
        page.wait_for_timeout(500)
    assert minutes
    assert minutes.counted_at
    wait_until_still(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the minutes").click()
    assert "Figures as they were shown" in Path(download.value.path()).read_text(encoding="utf-8")

    open_page(page, address, "meeting", "Meeting", as_at=LATER.isoformat(), meeting="next")
    carried = page.locator(".st-key-agenda_carried li")
    expect(carried).to_have_count(1)
    expect(carried).to_contain_text("Late since 6 November 2026: Review the referral route (DSL)")
    go_to(page, "Overview")
    expect(page.locator(".st-key-promises")).to_contain_text("1 promise of an earlier meeting is late.")

    expect(page.locator(".st-key-promises")).to_contain_text("Meeting")
    page.goto(f"{address}/meeting?role=As+leaders+see+it")
    wait_until_whole(page, "Meeting")
    expect(page.locator(".st-key-agenda_carried li")).to_contain_text("Late since 6 November 2026: Review the referral")
    expect(page.locator(".st-key-kept_promises")).to_contain_text("Of 1 promise of 1 meeting that fell due")
    noted = {line.what[0] for line in log_of(store).read() if line.kind == "minutes"}
    assert noted == {"begin", "note", "promise", "close", "2026-11"}


def test_leaders_own_process_reads_what_was_decided_and_cannot_change_it(store: Path, page: Page) -> None:
    held(store)
    with serving(store.parent, "--audience", "leaders") as address:
        open_page(page, address, "meeting", "Meeting")
        expect(page.locator(".st-key-agenda_carried li")).to_contain_text("Ask the (number) settings for their plans")
        expect(page.locator(".st-key-kept_promises")).to_contain_text("1 not yet")
        expect(page.get_by_role("button", name="Begin the meeting")).to_have_count(0)
        open_page(page, address, "meeting", "Meeting", meeting=HELD_ON.isoformat())
        told = page.locator(".st-key-minutes")
        expect(told).to_contain_text("Write to (number) settings about the case.")
        expect(told).to_contain_text("they are left out here")
        expect(page.get_by_text("Ask the (number) settings for their plans: DSL").first).to_be_visible()
        expect(page.get_by_role("button", name="Done or put back")).to_have_count(0)
        expect(page.get_by_text("The figures as they were shown")).to_have_count(0)
        go_to(page, "Overview")
        expect(page.locator(".st-key-promises")).to_contain_text("1 promise of an earlier meeting is late.")
        page.goto("about:blank")  # a page that outlives its server would tell of it


def held(store: Path) -> None:
    """A closed meeting that saw counts as they are."""
    book, shown = MinutesBook(store), agenda(open_scope(store, HELD_ON))
    minutes = book.begin(shown, agenda_items(shown), HELD_ON, "leadership")
    item = next(one for one in minutes.items if one.kind == "matter")
    book.note(HELD_ON, item.key, "Write to 4 settings about C-7K2M-9QXA.", True, 0)
    book.promise(HELD_ON, "Ask the 4 settings for their plans", item.figure, "dsl", HELD_ON)
    book.close(HELD_ON, ["dsl"], True)


def test_a_meeting_with_the_figures_of_a_release_passes_whole(store: Path, address: str, page: Page) -> None:
    open_page(page, address, "meeting", "Meeting", role="As leaders see it", as_at=LATER.isoformat())
    press(page, "Begin the meeting")
    expect(page.get_by_text(re.compile(r"^1 of \d+$"))).to_be_visible()
    decision = page.get_by_label("What is decided")
    decision.fill("The 3 settings are asked again.")
    decision.blur()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    (minutes,) = MinutesBook(store).held()
    assert (minutes.role, minutes.snapshot) == ("leader", listed(releases_of(store))[0].id)
    MinutesBook(store).close(minutes.held_on, ["dsl"], None)
    (told,) = meetings(open_release(releases_of(store), store))
    assert told.figures == minutes.figures
    assert told.note(minutes.items[0].key).decision == "The 3 settings are asked again."
    page.goto("about:blank")
