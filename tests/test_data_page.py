"""The Data page: files are told of before anything is stored, corrected, loaded, remembered, and taken back."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from sgdata.intake import uploads
from sgdata.intake.uploads import lying_ready
from sgdata.store.snapshots import Store
from tests.browsing import go_to, open_page, open_tab, wait_until_still
from tests.cold_page import open_cold
from tests.conftest import serving
from tests.door import stored

MESSY = (
    "Ref,UPN,School URN,Date of Concern,Concern Type,Severity,Narrative,Wie\n"
    'Z9001,A1,100123,03/11/2026 09:15,"Neglect, Online safety",Amber,Zebedee said,in class\n'
    "Z9002,A2,100123,25/10/2026 11:15,Worrying posts,High,Zebedee was,in class\n"
    "Z9003,A3,100123,04/11/2026 2.30 pm,Sexting|Self-harm,Tier 4,Zebedee did,in class\n"
)
CLEAN = "concern_id,child_id,level,observed_at\nZ9004,A1,low,2026-11-02T10:00\nZ9005,A1,severe,2026-11-02T10:00\n"
NEW = "SELECT count(*) AS n FROM concerns WHERE observed_at >= '2026-10-25' AND level IS NOT NULL"


@pytest.fixture
def stores(sample_stores: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one store that a test may change."""
    folder = tmp_path / "stores"
    shutil.copytree(sample_stores / "virtual_school", folder / "virtual_school")
    monkeypatch.setenv("SGDATA_STORE", str(folder))
    return folder


def dropped(page: AppTest, text: str, name: str = "concerns.csv") -> AppTest:
    page.file_uploader[0].set_value([(name, text.encode(), "text/csv")])
    page.run()
    assert not page.exception, page.exception
    return page


def said(page: AppTest) -> str:
    shown = [*page.header, *page.markdown, *page.text, *page.success, *page.error]
    tables = "\n".join(table.value.to_string() for table in page.table)
    return "\n".join(str(one.value) for one in shown) + tables


def load_button(page: AppTest) -> str:
    return next(one.label for one in page.button if one.key == "load")


def test_before_anything_is_stored_the_page_says_what_it_will_do(stores: Path) -> None:
    store = Store(stores / "virtual_school")
    before = store.current().id
    page = dropped(open_cold("data"), CLEAN)
    assert "1 sheet is recognised: Concerns." in said(page)
    assert load_button(page) == "Load 1 row, refuse 1"
    refused = page.table[1].value.to_dict("records")
    assert refused == [
        {
            "File": "concerns.csv",
            "Line": "3",
            "Column": "level",
            "Found": "aaaaaa",
            "Wanted": "one of low, medium, high",
        }
    ]
    assert store.current().id == before


def test_of_whole_files_what_did_not_come_again_goes_and_the_button_says_so(stores: Path) -> None:
    page = dropped(open_cold("data"), CLEAN.replace("severe", "high"))
    assert load_button(page) == "Load 2 rows"
    page.checkbox(key="data_full").check().run()
    held = Store(stores / "virtual_school").current().rows["concerns"]
    assert load_button(page) == f"Load 2 rows, remove {held:,}"
    page.button(key="load").click().run()
    assert f"{held:,} rows did not come again and went." in said(page)
    assert Store(stores / "virtual_school").current().rows["concerns"] == 2


def test_a_load_is_told_of_and_taken_back(stores: Path) -> None:
    store = Store(stores / "virtual_school")
    before = store.current().id
    page = dropped(open_cold("data"), CLEAN)
    page.button(key="load").click().run()
    assert not page.exception, page.exception
    assert "1 row was taken: 1 new, 0 corrected. 1 row was refused." in said(page)
    assert store.current().id != before
    page.button(key="go_back").click().run()
    assert store.current().id == before
    lines = (stores / "virtual_school" / "access").glob("*.jsonl")
    assert [re.findall(r'"kind":"(load|snapshots)"', line.read_text(encoding="utf-8")) for line in lines] == [
        ["load", "snapshots"]
    ]


def test_dates_that_leave_it_open_are_a_question_on_the_page(stores: Path) -> None:
    page = dropped(open_cold("data"), "concern_id,closed_on,level\nZ1,03/04/2026,low\n")
    assert "third of April or the fourth of March" in said(page)
    assert load_button(page) == "Nothing to load yet"
    page.segmented_control(key="data_dates").set_value("Day first: 3 April").run()
    assert load_button(page) == "Load 1 row"


def test_a_person_says_which_profile_reads_the_files(stores: Path) -> None:
    export = "student_id,school_id,attendance_date,period,status\nA1,100123,2019-11-04,1,Present\n"
    page = dropped(open_cold("data"), export, "lessons.csv")
    assert "the profile class_sections reads" in said(page)
    (box,) = (one for one in page.selectbox if one.key == "data_profile")
    assert box.options == [
        *("Attendance by class or lesson", "A register of exceptions alone", "A log of incidents"),
        *("The school census", "Session records", "The SSDA903 return"),
    ]
    box.set_value("class_sections").run()
    assert not page.exception, page.exception
    assert "the first lesson and the last of each day" in said(page)
    next(one for one in page.button if one.key == "load").click().run(timeout=60)
    marks = stored(stores / "virtual_school", "SELECT session, code FROM attendance WHERE date = '2019-11-04'")
    assert {(row["session"], row["code"]) for row in marks} == {("AM", "/"), ("PM", "\\")}


def test_the_returns_tab_shows_how_far_the_marks_of_each_setting_go(stores: Path) -> None:
    page = open_cold("data", tab="Returns")
    assert not page.exception, page.exception
    assert "How far do the marks of each setting go, and what was it to send?" in [one.value for one in page.subheader]


def test_what_cannot_be_read_is_said_and_the_page_stays(stores: Path) -> None:
    page = dropped(open_cold("data"), "", "empty.csv")
    assert "is empty" in said(page)
    assert not [one for one in page.button if one.key == "load"]


def test_on_an_empty_store_the_first_load_begins_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SGDATA_STORE", str(tmp_path / "new"))
    page = dropped(open_cold("data"), CLEAN)
    page.button(key="load").click().run()
    assert not page.exception, page.exception
    assert Store(tmp_path / "new").current().rows["concerns"] == 1
    assert "1 row was taken" in said(page)


def test_leaders_are_told_whom_to_ask_and_can_drop_nothing(
    released_stores: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SGDATA_STORE", str(released_stores))
    page = open_cold("data", role="As leaders see it")
    assert "Ask a practitioner or your data officer" in said(page)
    assert not page.file_uploader


def test_an_upload_lies_where_its_owner_alone_can_look_and_is_gone_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "IN_MEMORY", tmp_path)
    left = tmp_path / f"{uploads.BEGINS}999999999-x"
    left.mkdir()
    with lying_ready([("../a.csv", b"x"), ("C:\\b.csv", b"y")]) as files:
        assert [(file.name, file.read_bytes()) for file in files] == [("a.csv", b"x"), ("b.csv", b"y")]
        assert files[0].parent.parent == tmp_path
        assert files[0].parent.stat().st_mode & 0o777 == 0o700
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def served_store(sample_stores: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The app on a store that the test may change."""
    folder = tmp_path / "stores"
    store = shutil.copytree(sample_stores / "virtual_school", folder / "virtual_school")
    with (app := serving(folder)) as address:
        yield address, store
    assert app.process.returncode is not None


def choose(page: Page, label: str | re.Pattern[str], option: str) -> None:
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).first.click()


@pytest.mark.browser
def test_a_messy_export_is_corrected_loaded_and_recognised_the_next_time(
    served_store: tuple[str, Path], page: Page, tmp_path: Path
) -> None:
    address, store = served_store
    file = tmp_path / "messy.csv"
    file.write_text(MESSY, encoding="utf-8")
    (before,) = stored(store, NEW)
    open_page(page, address, "data", "Data")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_role("heading", name="1 sheet is not recognised yet: say what it is.")).to_be_visible()
    choose(page, "Ref (column 1) is", "Concern id")
    again = page.get_by_role("button", name="Look again with these choices")
    again.click()
    expect(page.get_by_role("button", name="Load 1 row, refuse 2")).to_be_visible()
    choose(page, re.compile("aaaaaaaa posts .1 row, first in line 3. means"), "Online harm")
    choose(page, re.compile("Tier 4 .1 row, first in line 4. means"), "High")
    page.get_by_role("textbox", name="Remember these choices as").fill("incident_log")
    again.click()
    page.get_by_role("button", name="Load 3 rows", exact=True).click()
    expect(page.get_by_text("3 rows were taken: 3 new, 0 corrected.")).to_be_visible()
    wait_until_still(page)
    (after,) = stored(store, NEW)
    assert after["n"] == before["n"] + 3
    assert "ebedee" not in page.content()
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_role("heading", name="1 sheet is recognised: Concerns.")).to_be_visible()
    expect(page.get_by_role("button", name="Load 3 rows", exact=True)).to_be_visible()
    go_to(page, "Concerns")
    open_tab(page, "Which ones?")
