"""Which snapshots are kept until when, and what changed from one to another."""

import json
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from sgdata.errors import Misuse, Refused
from sgdata.intake.load import load_paths
from sgdata.measures.catalogue import catalogue
from sgdata.meeting.book import MinutesBook
from sgdata.meeting.kept import prune, snapshots_kept
from sgdata.meeting.minutes import Minutes
from sgdata.release.access_log import log_of
from sgdata.release.changed import changed
from sgdata.release.scope import ReleaseScope, open_scope
from sgdata.rules import Snapshots, read_rules, shipped_rules
from sgdata.store.manifest import Manifest
from sgdata.store.retention import kept
from sgdata.store.snapshots import Store
from tests.cold_page import TIMEOUT, open_cold
from tests.door import load_into, sgdata, write_csv

Output = pytest.CaptureFixture[str]
TODAY = datetime.now(UTC).date()
CONCERNS = [
    ["concern_id", "child_id", "level", "recorded_at"],
    ["K1", "C1", "low", "2026-11-02T10:00"],
    ["K2", "C1", "low", "2026-11-03T10:00"],
]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    load_into(tmp_path / "store", write_csv(tmp_path / "concerns.csv", CONCERNS))
    return tmp_path / "store"


def made(store: Path, day: date) -> Manifest:
    """One more snapshot, as if it had been made on that day."""
    newest = Store(store).all()[-1]
    place = f"{day:%Y%m%d}T120000000000Z"
    older = newest.model_copy(
        update={"id": f"{place}-{newest.sha256[:8]}", "made_at": datetime(day.year, day.month, day.day, 12, tzinfo=UTC)}
    )
    shutil.copyfile(Store(store).file(newest.id), Store(store).file(older.id))
    (store / "snapshots" / f"{older.id}.json").write_text(older.sealed(), encoding="utf-8")
    return older


def minutes_of(store: Path, snapshot: str) -> None:
    book = MinutesBook(store)
    book.folder.mkdir(exist_ok=True)
    book._keep(
        Minutes(
            held_on=date(2026, 1, 20),
            kind="leadership",
            as_at=date(2026, 1, 20),
            snapshot=snapshot,
            release=None,
            role="practitioner",
            organisation="Test",
            figures=[],
            items=[],
        )
    )


def test_the_rule_keeps_the_newest_those_of_late_and_the_last_of_each_month(store: Path) -> None:
    days = [date(2026, 1, 5), date(2026, 1, 20), date(2026, 2, 10), date(2026, 2, 27), date(2026, 3, 3)]
    for day in days:
        made(store, day)
    found = {
        one.manifest.loaded_on: (one.until, one.why)
        for one in kept(Store(store), Snapshots(keep_newest=2, keep_days=30, keep_months=12), {})
    }
    assert found == {
        date(2026, 1, 5): (date(2026, 2, 4), ""),
        date(2026, 1, 20): (date(2027, 1, 20), ""),
        date(2026, 2, 10): (date(2026, 3, 12), ""),
        date(2026, 2, 27): (date(2027, 2, 27), ""),
        date(2026, 3, 3): (date(2027, 3, 3), "among the newest 2"),
        TODAY: (found[TODAY][0], "in use"),
    }


def test_prune_removes_what_the_rule_file_no_longer_keeps_and_the_list_says_until_when(
    store: Path, capsys: Output
) -> None:
    young, old = made(store, TODAY - timedelta(days=3)), made(store, date(2001, 5, 4))
    named = made(store, date(2001, 5, 9))
    rules = (store / "rules.toml").read_text(encoding="utf-8")
    (store / "rules.toml").write_text(f"{rules}\n[snapshots]\nkeep_newest = 1\nkeep_days = 7\nkeep_months = 0\n")
    minutes_of(store, f"{named.place}-00000000")  # written anew since, for a child was forgotten
    ran = sgdata(capsys, "snapshots", "--store", store, "--json")
    told = {one["id"]: one["kept"] for one in json.loads(ran.out)["snapshots"]}
    in_use = Store(store).current().id
    assert told == {
        old.id: "until 2001-05-11",
        named.id: "named by the minutes of 2026-01-20",
        young.id: f"until {TODAY + timedelta(days=4)}",
        in_use: "in use",
    }
    assert f"until {TODAY + timedelta(days=4)}" in sgdata(capsys, "snapshots", "--store", store).out
    assert sgdata(capsys, "snapshots", "prune", "--store", store).status == 0
    assert [one.id for one in Store(store).all()] == [named.id, young.id, in_use]
    assert sgdata(capsys, "snapshots", "prune", "--keep", "1", "--store", store).status == 0
    assert [one.id for one in Store(store).all()] == [named.id, in_use]


def test_nothing_is_pruned_while_minutes_cannot_be_read(store: Path, capsys: Output) -> None:
    made(store, date(2001, 5, 4))
    minutes_of(store, "x")
    file = MinutesBook(store).files()[0]
    file.write_text(file.read_text(encoding="utf-8").replace("practitioner", "practitioneR"), encoding="utf-8")
    with pytest.raises(Refused, match="cannot be read"):
        prune(store, 1)
    assert len(Store(store).all()) == 2
    assert len(snapshots_kept(store)) == 2
    assert str(file) in sgdata(capsys, "check", "--store", store).err


def test_a_rule_that_keeps_nothing_is_refused() -> None:
    text = shipped_rules("virtual_school")
    assert read_rules(text, "rules").snapshots == Snapshots()
    with pytest.raises(Misuse, match="keep_newest"):
        read_rules(f"{text}\n[snapshots]\nkeep_newest = 0\n", "rules")


@pytest.fixture
def three(tmp_path: Path, own_key: Path) -> Path:
    """A store of three snapshots: two concerns; one of them corrected, and one more; the same with one of staff."""
    store = tmp_path / "three"
    load_paths(store, [write_csv(tmp_path / "concerns.csv", CONCERNS)], key_file=own_key)
    corrected = [CONCERNS[0], ["K2", "C1", "high", "2026-11-04T10:00"], ["K3", "C2", "low", "2026-11-05T10:00"]]
    load_paths(store, [write_csv(tmp_path / "concerns.csv", corrected)], key_file=own_key)
    load_paths(store, [write_csv(tmp_path / "staff.csv", [["staff_id"], ["S1"]])], key_file=own_key)
    return store


def test_what_changed_is_told_by_table_column_and_figure(three: Path, capsys: Output) -> None:
    first, second, third = (one.id for one in Store(three).all())
    ran = sgdata(capsys, "snapshots", "diff", first, second, "--store", three, "--json")
    assert (ran.status, ran.err) == (0, "")
    told = json.loads(ran.out)
    assert (told["old"], told["new"], told["as_at"]) == (first, second, "2026-11-05")
    (concerns,) = told["rows"]
    columns = concerns.pop("columns")
    assert concerns == {"table": "concerns", "before": 2, "after": 3, "new": 1, "gone": 0, "changed": 1}
    assert columns["level"] == 1
    assert "child_id" not in columns
    figures = {one["id"]: (one["before"]["numerator"], one["after"]["numerator"]) for one in told["figures"]}
    assert figures["concerns_raised"] == (2, 3)
    assert "training_people_in_date" not in figures

    ran = sgdata(capsys, "snapshots", "diff", "--store", three)
    assert f"From {second} to {third}" in ran.out
    assert "1 row is new, 0 are gone, 0 were changed." in ran.out
    assert sgdata(capsys, "snapshots", "diff", third, second, "--store", three, "--json").status == 0
    assert "No row differs" in sgdata(capsys, "snapshots", "diff", third, third, "--store", three).out


def test_rows_that_are_gone_are_counted(three: Path) -> None:
    first, second, _ = (one.id for one in Store(three).all())
    (concerns,) = changed(open_scope(three), second, first).rows
    assert (concerns.new, concerns.gone, concerns.changed) == (0, 1, 1)


def test_snapshots_that_cannot_be_compared_are_told(three: Path, store: Path, capsys: Output) -> None:
    first = Store(three).all()[0]
    file = three / "snapshots" / f"{first.id}.json"
    file.write_text(first.model_copy(update={"layout": "older"}).sealed(), encoding="utf-8")
    found = changed(open_scope(three), first.id)
    assert found.rows
    assert "another version" in found.not_compared
    file.write_text(first.model_copy(update={"key_id": "00000000"}).sealed(), encoding="utf-8")
    with pytest.raises(Refused, match="cannot be compared"):
        changed(open_scope(three), first.id)
    assert sgdata(capsys, "snapshots", "diff", "nope", "--store", three).status == 2
    assert sgdata(capsys, "snapshots", "diff", "--store", store, "--json").status == 2


def test_leaders_are_told_of_no_snapshot(tmp_path: Path) -> None:
    day = date(2026, 11, 20)
    leader = ReleaseScope(file=tmp_path / "one.json", log_folder=tmp_path, as_at=day, since=day, rules_text="")
    with pytest.raises(Refused, match="ask a practitioner"):
        changed(leader)


def test_every_page_of_a_damaged_store_says_what_is_shown(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SGDATA_STORE", str(three))
    assert not open_cold("privacy").warning
    newest = Store(three).file(Store(three).current().id)
    newest.write_bytes(newest.read_bytes()[:-1])
    (warning,) = open_cold("privacy").warning
    assert warning.value == Store(three).opened().fault
    assert Store(three).all()[1].id in warning.value


SCRATCH = """
from pathlib import Path
from sgdata.release.scope import open_scope
from sgdata.ui.snapshots import show_snapshots
show_snapshots(open_scope(Path({store!r})))
"""


def test_the_page_lists_the_snapshots_and_tells_what_changed_between_two(three: Path) -> None:
    ids = [one.id for one in Store(three).all()]
    page = AppTest.from_string(SCRATCH.format(store=str(three)), default_timeout=TIMEOUT).run()
    assert not page.exception
    listed, rows, _ = (table.value for table in page.table)
    assert list(listed["Snapshot"]) == ids
    assert list(listed["Kept"]) == ["among the newest 10", "among the newest 10", "in use"]
    assert list(rows["Table"])[:1] == ["staff"]
    assert log_of(three).read()[-1].what == ("diff",)

    page.selectbox(key="snapshot_from").select_index(0)
    page.selectbox(key="snapshot_to").select_index(1).run()
    assert "1 row is new, 0 are gone, 1 was changed." in [one.value for one in page.markdown]
    assert "concerns_raised" not in str(page.markdown)
    figures = page.table[2].value
    raised = figures[figures["Figure"] == catalogue()["concerns_raised"].title]
    assert list(raised["Before"]) == ["2"]
    assert list(raised["Now"]) == ["3"]
