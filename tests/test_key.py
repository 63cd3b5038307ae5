"""The key is exchanged wholly or not at all, from the exports; whatever kills it, every snapshot has its key."""

import json
import os
import re
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from sgdata.errors import Misuse
from sgdata.intake.load import load_paths
from sgdata.intake.pseudonym import Pseudonymiser, kept_keys
from sgdata.intake.rotate import rotate
from sgdata.sample import write_sample
from sgdata.store.faults import faults_of
from sgdata.store.snapshots import Store
from sgdata.tables import TABLES
from sgdata.tables.columns import Identifier
from tests.door import Rows, die_at_step, sgdata, stored, write_csv
from tests.processes import PROCESSES
from tests.test_forget import texts_of
from tests.test_load import assert_whole, contents

Output = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with exports, a store of two snapshots of them, and its key."""
    folder = tmp_path_factory.mktemp("key")
    write_sample(folder / "export", kind="mentoring_provider", children=8, years=1, seed=3)
    write_csv(folder / "more.csv", [["child_id", "sex"], ["C-MORE", "male"]])
    for path in (folder / "export", folder / "more.csv"):
        load_paths(folder / "store", [path], key_file=folder / "keys" / "pseudonym.key")
    return folder


@pytest.fixture
def here(once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, for one test."""
    folder = shutil.copytree(once, tmp_path / "here")
    monkeypatch.setenv("SGDATA_KEY_FILE", str(folder / "keys" / "pseudonym.key"))
    return folder


def exports(folder: Path) -> list[Path]:
    return [folder / "export", folder / "more.csv"]


def key_of(folder: Path) -> Pseudonymiser:
    return Pseudonymiser((folder / "keys" / "pseudonym.key").read_bytes())


def everything(store: Path) -> dict[str, Rows]:
    """Every row of every table and of what is worked out, with the reference in place of every pseudonym."""
    reference = {row["pseudonym"]: row["reference"] for row in stored(store, "SELECT * FROM case_reference")}
    tables = stored(store, "SELECT table_name FROM duckdb_tables() WHERE database_name = 'snapshot'")
    found = {}
    for name in {row["table_name"] for row in tables} - {"case_reference"}:
        rows = stored(store, f'SELECT * FROM "{name}"')
        if name == "attendance_week":  # of two equal marks in two registers it takes that of the first pseudonym
            twice = "SELECT child_id FROM attendance GROUP BY child_id HAVING count(DISTINCT provider_id) > 1"
            rows = stored(store, f"SELECT * FROM attendance_week WHERE child_id NOT IN ({twice})")
            assert rows
        for row in rows:  # settings have no reference
            row |= {key: reference.get(str(value), value) for key, value in row.items()}
            row |= dict.fromkeys({"provider_id", "organisation_id"} & set(row), "")
        found[name] = sorted(rows, key=str)
    return found


def assert_fits(folder: Path) -> None:
    """Every snapshot is whole and of a key that is there."""
    assert_whole(folder / "store")
    keys = kept_keys(folder / "keys" / "pseudonym.key")
    assert {manifest.key_id for manifest in Store(folder / "store").all()} <= set(keys)
    assert faults_of(Store(folder / "store")) == []


def test_the_id_of_the_key_is_all_that_is_shown(here: Path, capsys: Output) -> None:
    ran = sgdata(capsys, "key", "show", "--store", here / "store")
    assert (ran.status, ran.out, ran.err) == (0, f"{key_of(here).key_id}\n", "")
    ran = sgdata(capsys, "key", "show", "--store", here / "store", "--json")
    assert json.loads(ran.out) == {"key_id": Store(here / "store").current().key_id}
    (here / "keys" / "pseudonym.key").unlink()
    for store in ("store", "none"):
        ran = sgdata(capsys, "key", "show", "--store", here / store)
        assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert list((here / "keys").iterdir()) == []


def test_every_pseudonym_of_every_snapshot_is_exchanged_and_nothing_else(here: Path, capsys: Output) -> None:
    old, before, held = key_of(here), everything(here / "store"), Store(here / "store").all()
    old_pseudonyms = {text for text in texts_of(here / "store") if len(text) == 16 and text.isupper()}
    ran = sgdata(capsys, "key", "rotate", *exports(here), "--store", here / "store", "--json")
    assert (ran.status, ran.err) == (0, "")
    new = key_of(here)
    assert json.loads(ran.out)["key_id"] == new.key_id != old.key_id
    assert set(kept_keys(here / "keys" / "pseudonym.key")) == {old.key_id, new.key_id}
    if os.name == "posix":
        assert {file.stat().st_mode & 0o777 for file in (here / "keys").iterdir()} == {0o600}

    after = Store(here / "store").all()
    assert [one.key_id for one in after] == [new.key_id] * len(held)
    assert [(one.made_at, one.rows, one.newest_event) for one in after] == [
        (one.made_at, one.rows, one.newest_event) for one in held
    ]
    assert everything(here / "store") == before
    texts = set(texts_of(here / "store"))
    assert len(old_pseudonyms) > 100
    assert texts & old_pseudonyms == set()
    for file in (here / "store").rglob("*"):
        assert file.is_dir() or not any(one.encode() in file.read_bytes() for one in old_pseudonyms), file.name
    known = {row["child_id"] for row in stored(here / "store", "SELECT child_id FROM children")}
    assert new.pseudonym("child", "C-MORE") in known
    assert_fits(here)

    report = load_paths(here / "store", exports(here), key_file=here / "keys" / "pseudonym.key")
    assert report.outcome == "nothing new", "the exports are still the same children"


def test_the_meetings_that_were_counted_are_read_without_being_named(here: Path, capsys: Output) -> None:
    counted = here / "store" / "meetings" / "counted"
    rows = [["meeting_id", "held_on", "kind"], ["minutes-2026-11-20-leadership", "2026-11-20", "leadership"]]
    file = write_csv(counted / "meetings.csv", rows)
    load_paths(here / "store", [file], key_file=here / "keys" / "pseudonym.key")
    ran = sgdata(capsys, "key", "rotate", *exports(here), "--store", here / "store")
    assert (ran.status, ran.err) == (0, "")
    known = {row["meeting_id"] for row in stored(here / "store", "SELECT meeting_id FROM meetings")}
    assert key_of(here).pseudonym("case", "minutes-2026-11-20-leadership") in known
    assert_fits(here)


def test_what_the_exports_do_not_name_is_told_and_nothing_is_changed(here: Path, capsys: Output) -> None:
    before = contents(here)
    ran = sgdata(capsys, "key", "rotate", here / "export", "--store", here / "store")
    assert (ran.status, ran.out) == (1, "")
    assert re.search(r"sgdata: 1 of \d+ children of snapshot", ran.err)
    assert contents(here) == before
    ran = sgdata(capsys, "key", "rotate", here / "more.csv", "--store", here / "store")
    assert "adults" in ran.err
    assert "settings" in ran.err
    assert "cases" in ran.err
    assert contents(here) == before


def test_another_store_of_the_same_key_file_goes_on_and_is_brought_to_the_new_key(here: Path, capsys: Output) -> None:
    shutil.copytree(here / "store", here / "other")
    assert sgdata(capsys, "key", "rotate", *exports(here), "--store", here / "store").status == 0
    new = key_of(here)
    more = write_csv(here / "staff.csv", [["staff_id", "roles"], ["S-NEW", "dsl"]])
    assert sgdata(capsys, "load", more, "--store", here / "other").status == 0
    assert Store(here / "other").current().key_id != new.key_id
    ran = sgdata(capsys, "key", "rotate", *exports(here), more, "--store", here / "other")
    assert ran.status == 0
    assert key_of(here).key_id == new.key_id, "no third key"
    assert {one.key_id for one in Store(here / "other").all()} == {new.key_id}


def test_without_the_key_or_the_store_it_is_misuse(here: Path, capsys: Output) -> None:
    for arguments in (["rotate"], ["show", "x"], ["frobnicate"], ["rotate", here / "nothing.csv"]):
        assert sgdata(capsys, "key", *arguments, "--store", here / "store").status == 2
    assert sgdata(capsys, "key", "rotate", here / "more.csv", "--store", here / "none").status == 2
    (here / "keys" / "pseudonym.key").unlink()
    before = contents(here)
    with pytest.raises(Misuse, match="restore it from a backup"):
        rotate(Store(here / "store"), exports(here), key_file=here / "keys" / "pseudonym.key")
    assert contents(here) == before


def rotate_and_die(folder: Path, step: int) -> None:
    die_at_step(step)
    rotate(
        Store(folder / "store"), [folder / "one.csv", folder / "two.csv"], key_file=folder / "keys" / "pseudonym.key"
    )


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX systems")
def test_killed_at_any_step_store_and_key_fit_and_it_can_be_run_again(tmp_path: Path) -> None:
    once = tmp_path / "once"
    rows = [["child_id", "provider_id", "sex"], ["C1", "P1", "female"], ["C2", "P2", "male"]]
    for name, some in (("one", rows[:2]), ("two", rows)):
        file = write_csv(once / f"{name}.csv", some)
        load_paths(once / "store", [file], key_file=once / "keys" / "pseudonym.key")
    died = 0
    for step in (0, 2, 4, 5, 7, 10, 13):
        folder = shutil.copytree(once, tmp_path / str(step))
        key_file = folder / "keys" / "pseudonym.key"
        old = key_of(folder).key_id
        process = PROCESSES.Process(target=rotate_and_die, args=(folder, step))
        process.start()
        process.join(60)
        died += process.exitcode == -signal.SIGKILL
        assert_fits(folder)
        more = write_csv(folder / "staff.csv", [["staff_id", "roles"], ["S-NEW", "dsl"]])
        assert load_paths(folder / "store", [more], key_file=key_file).outcome == "loaded"
        rotate(Store(folder / "store"), [folder / "two.csv", more], key_file=key_file)
        assert_fits(folder)
        assert {one.key_id for one in Store(folder / "store").all()} == {key_of(folder).key_id}
        assert key_of(folder).key_id != old
        assert len(Store(folder / "store").all()) == 3
    assert died > 4


def test_the_crosswalk_never_reaches_the_disk(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file that is there at any moment holds an old and a new pseudonym of the same child."""
    old = key_of(here)
    before = {row["child_id"] for row in stored(here / "store", "SELECT child_id FROM children")}
    seen: list[bytes] = []

    def watch(self: Path, target: Path) -> Path:
        seen.extend(file.read_bytes() for file in here.rglob("*") if file.is_file())
        return rename(self, target)

    rename = Path.replace
    monkeypatch.setattr(Path, "replace", watch)
    rotate(Store(here / "store"), exports(here), key_file=here / "keys" / "pseudonym.key")
    new = key_of(here)
    pairs = [
        (old.pseudonym("child", child), new.pseudonym("child", child))
        for child in ids_of(here / "export" / "children.csv")
    ]
    assert {one for one, _ in pairs} & before
    assert len(seen) > 10
    for content in set(seen):
        assert not any(one.encode() in content and other.encode() in content for one, other in pairs)


def ids_of(file: Path) -> Iterator[str]:
    for line in file.read_text(encoding="utf-8").splitlines()[1:]:
        yield line.split(",")[0]


def test_every_kind_of_pseudonym_is_exchanged() -> None:
    kinds = {
        column.kind.kind
        for table in TABLES.values()
        for column in table.columns()
        if isinstance(column.kind, Identifier)
    }
    assert kinds == {"child", "adult", "provider", "case"}
