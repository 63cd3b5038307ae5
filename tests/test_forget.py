"""A child is forgotten in every snapshot and every byte; whatever kills it, it can be run again to the end."""

import json
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import duckdb
import pytest

from sgdata.errors import Refused
from sgdata.intake.load import load_paths
from sgdata.intake.pseudonym import Pseudonymiser, kept_keys
from sgdata.meeting.book import MinutesBook
from sgdata.meeting.minutes import Minutes, Note
from sgdata.store import disk
from sgdata.store.forget import forget
from sgdata.store.snapshots import Store
from sgdata.tables import TABLES
from tests.door import Rows, die_at_step, sgdata, stored, write_csv
from tests.processes import PROCESSES
from tests.test_load import assert_whole, contents

Output = pytest.CaptureFixture[str]
TABLES_OF_A_CHILD = {
    "children": [["child_id", "sex"], ["C1", "female"], ["C2", "male"]],
    "attendance": [
        ["child_id", "date", "session", "provider_id", "code"],
        *([child, "2026-11-20", session, "P1", "/"] for child in ("C1", "C2") for session in ("AM", "PM")),
    ],
    "concerns": [["concern_id", "child_id", "level"], ["K1", "C1", "low"], ["K2", "C2", "low"], ["K3", "C1", "high"]],
    "actions": [
        ["action_id", "concern_id", "kind"],
        ["A1", "K1", "support"],
        ["A2", "K2", "support"],
        ["A3", "", "other"],
    ],
    "referrals": [
        ["referral_id", "concern_id", "child_id", "agency"],
        *(["R1", "K1", "", "mash"], ["R2", "", "C1", "mash"], ["R3", "K2", "C2", "mash"]),
    ],
    "part_time_timetables": [["timetable_id", "child_id"], ["T1", "C1"], ["T2", "C2"]],
    "timetable_reviews": [["timetable_id", "due_on"], ["T1", "2026-11-20"], ["T2", "2026-11-20"]],
    "suspensions": [["suspension_id", "child_id", "kind"], ["X1", "C1", "suspension"], ["X2", "C2", "suspension"]],
    # Concerns about adults have numbers of their own: K1 here is none of the child's.
    "low_level_concerns": [["concern_id", "adult_id", "behaviour"], ["K1", "S1", "other"], ["K3", "S1", "other"]],
    "staff": [["staff_id", "roles"], ["S1", "dsl"]],
}
GONE = {
    "children": 1,
    "attendance": 2,
    "suspensions": 1,
    "part_time_timetables": 1,
    "timetable_reviews": 1,
    "concerns": 2,
    "actions": 1,
    "referrals": 2,
}
IDS_GONE = (("child", "C1"), ("case", "A1"), ("case", "R1"), ("case", "R2"), ("case", "T1"), ("case", "X1"))


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of three snapshots, of which the first knows nothing of C1, and its key."""
    folder = tmp_path_factory.mktemp("forget")
    key_file = folder / "pseudonym.key"
    first = write_csv(folder / "first.csv", [["child_id", "sex"], ["C2", "male"]])
    load_paths(folder / "store", [first], key_file=key_file)
    for name, rows in TABLES_OF_A_CHILD.items():
        write_csv(folder / "export" / f"{name}.csv", rows)
    load_paths(folder / "store", [folder / "export"], key_file=key_file)
    more = write_csv(folder / "more.csv", [["child_id", "sex", "fsm"], ["C1", "female", "yes"], ["C3", "male", "no"]])
    load_paths(folder / "store", [more], key_file=key_file)
    return folder


@pytest.fixture
def store(once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SGDATA_KEY_FILE", str(once / "pseudonym.key"))
    return shutil.copytree(once / "store", tmp_path / "store")


def pseudonym_of(once: Path, kind: str, identifier: str) -> str:
    return Pseudonymiser((once / "pseudonym.key").read_bytes()).pseudonym(kind, identifier)  # type: ignore[arg-type]


def texts_of(store: Path) -> Iterator[str]:
    """Every text of every table of every snapshot."""
    for manifest in Store(store).all():
        with duckdb.connect(str(Store(store).file(manifest.id)), read_only=True) as con:
            for table, column in con.execute(
                "SELECT table_name, column_name FROM duckdb_columns() WHERE data_type LIKE 'VARCHAR%' AND NOT internal"
            ).fetchall():
                values = con.execute(f'SELECT DISTINCT CAST("{column}" AS VARCHAR) FROM "{table}"').fetchall()
                yield from (str(value) for (value,) in values)


def assert_forgotten(once: Path, store: Path) -> None:
    texts = set(texts_of(store))
    files = [file for file in store.rglob("*") if file.is_file()]
    for kind, identifier in IDS_GONE:
        pseudonym = pseudonym_of(once, kind, identifier)
        assert pseudonym not in texts, identifier
        assert [file.name for file in files if pseudonym.encode() in file.read_bytes()] == [], identifier
    snapshots = {manifest.id for manifest in Store(store).all()}
    assert {file.stem for file in (store / "snapshots").iterdir()} == snapshots
    assert len(snapshots) == 3
    assert_whole(store)


def test_every_row_of_the_child_is_gone_from_every_snapshot_and_byte(once: Path, store: Path, capsys: Output) -> None:
    before = Store(store).all()
    references: Rows = stored(store, "SELECT pseudonym, reference FROM case_reference")
    assert pseudonym_of(once, "child", "C1") in set(texts_of(store)), "or nothing would be proved"
    ran = sgdata(capsys, "forget", " c 1", "--store", store, "--json")
    assert (ran.status, ran.err) == (0, "")
    told = json.loads(ran.out)["snapshots"]
    assert [one["replaced"] for one in told] == [manifest.id for manifest in before[1:]]
    assert [one["rows"] for one in told] == [GONE, GONE]
    assert_forgotten(once, store)

    after = Store(store).all()
    assert after[0] == before[0]
    assert [one.made_at for one in after] == [one.made_at for one in before]
    for old, new in zip(before[1:], after[1:], strict=True):
        assert new.rows == {name: rows - GONE.get(name, 0) for name, rows in old.rows.items()}
    assert Store(store).current().id == after[-1].id
    kept = {row["pseudonym"]: row["reference"] for row in stored(store, "SELECT * FROM case_reference")}
    known = {row["pseudonym"]: row["reference"] for row in references}
    assert kept.items() <= known.items()
    assert pseudonym_of(once, "case", "K1") in kept, "the concern about an adult of the same number stays"
    assert pseudonym_of(once, "child", "C2") in kept
    marks = stored(store, "SELECT count(*) AS n FROM attendance_week WHERE child_id IS NOT NULL")
    assert marks == [{"n": 1}]


def test_the_command_says_what_was_removed_and_that_releases_stay(store: Path, capsys: Output) -> None:
    (store / "releases").mkdir()
    (store / "releases" / "one.json").write_text("{}", encoding="utf-8")
    ran = sgdata(capsys, "forget", "C1", "--store", store)
    assert ran.status == 0
    removed = ", ".join(f"{rows} of {table}" for table, rows in GONE.items())
    assert ran.out.count(f": removed {removed}\n") == 2
    assert "releases stay" in ran.out
    assert "C1" not in ran.out
    assert (store / "releases" / "one.json").exists()


def test_minutes_that_name_the_child_by_a_reference_are_told(once: Path, store: Path, capsys: Output) -> None:
    references = {row["pseudonym"]: row["reference"] for row in stored(store, "SELECT * FROM case_reference")}
    said = {
        1: pseudonym_of(once, "child", "C1"),
        2: pseudonym_of(once, "case", "K3"),
        3: pseudonym_of(once, "child", "C2"),
    }
    book = MinutesBook(store)
    book.folder.mkdir()
    for day, pseudonym in said.items():
        held_on = date(2026, 11, day)
        book._keep(minutes_of(held_on, Note(matter="m", decision=f"See {references[pseudonym]}", version=1)))
    (book.folder / "2026-11-04.json").write_text("{", encoding="utf-8")
    ran = sgdata(capsys, "forget", "C1", "--store", store, "--json")
    assert ran.status == 0
    told = json.loads(ran.out)["minutes"]
    assert [line for line in told if "name the child" in line] == told[:2]
    assert ["2026-11-01" in told[0], "2026-11-02" in told[1], "2026-11-04" in told[2]] == [True] * 3
    assert len(told) == 3
    assert ran.err.splitlines() == [f"sgdata: {line}" for line in told]
    assert_forgotten(once, store)


def minutes_of(held_on: date, note: Note) -> Minutes:
    return Minutes(
        held_on=held_on,
        kind="leadership",
        as_at=held_on,
        snapshot="",
        release=None,
        role="practitioner",
        organisation="Test",
        figures=[],
        items=[],
        notes={note.matter: note},
    )


def test_the_id_may_be_asked_for_so_that_no_history_of_commands_holds_it(
    once: Path, store: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("typer.prompt", lambda *_, **__: "C1")
    assert sgdata(capsys, "forget", "-", "--store", store).status == 0
    assert_forgotten(once, store)


def test_a_child_who_is_in_no_snapshot_is_status_1_and_nothing_changes(store: Path, capsys: Output) -> None:
    before = contents(store)
    ran = sgdata(capsys, "forget", "C99", "--store", store)
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert contents(store) == before
    assert sgdata(capsys, "forget", "C1", "--store", store.parent / "none").status == 2


def test_a_snapshot_of_another_key_or_a_damaged_one_is_refused_before_anything_changes(
    store: Path, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(store)
    with monkeypatch.context() as patch:
        patch.setenv("SGDATA_KEY_FILE", str(tmp_path / "other.key"))
        assert "was made with the key" in sgdata(capsys, "forget", "C1", "--store", store).err
    assert not (tmp_path / "other.key").exists()
    oldest = Store(store).file(Store(store).all()[0].id)
    oldest.write_bytes(oldest.read_bytes()[:-1])
    assert sgdata(capsys, "forget", "C1", "--store", store).status == 1
    assert contents(store) == before | {f"snapshots/{oldest.name}": oldest.read_bytes()}


def test_a_child_in_an_older_snapshot_alone_is_forgotten_and_the_one_in_use_stays(
    once: Path, store: Path, capsys: Output
) -> None:
    oldest = Store(store).all()[0].id
    Store(store).use(oldest)
    assert sgdata(capsys, "forget", "C1", "--store", store).status == 0
    assert Store(store).current().id == oldest
    assert_forgotten(once, store)


def test_a_snapshot_of_an_older_version_is_written_as_this_one_lays_it_out(once: Path, store: Path) -> None:
    newest = Store(store).all()[-1]
    file = Store(store).file(newest.id)
    with duckdb.connect(str(file)) as con:
        con.execute("ALTER TABLE children DROP COLUMN uasc")
        con.execute("DROP TABLE whistleblowing")
        con.execute("CREATE TABLE of_old (child_id VARCHAR)")
    sha256 = disk.sha256(file)
    manifest = newest.model_copy(update={"sha256": sha256, "layout": "older"})
    (store / "snapshots" / f"{newest.id}.json").write_text(manifest.model_dump_json(), encoding="utf-8")
    forget(Store(store), pseudonyms(once))
    assert_forgotten(once, store)
    assert Store(store).current().layout != "older"
    assert stored(store, "SELECT count(*) AS n FROM children") == [{"n": 2}]


def pseudonyms(once: Path) -> dict[str, str]:
    return {key_id: key.pseudonym("child", "C1") for key_id, key in kept_keys(once / "pseudonym.key").items()}


def forget_and_die(folder: Path, pseudonym: dict[str, str], step: int) -> None:
    die_at_step(step)
    forget(Store(folder), pseudonym)


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX systems")
def test_killed_at_any_step_it_leaves_a_whole_store_and_can_be_run_again(once: Path, tmp_path: Path) -> None:
    died = 0
    for step in (0, 1, 3, 5, 6, 8, 11, 14):
        store = shutil.copytree(once / "store", tmp_path / str(step))
        process = PROCESSES.Process(target=forget_and_die, args=(store, pseudonyms(once), step))
        process.start()
        process.join(60)
        died += process.exitcode == -signal.SIGKILL
        assert_whole(store)
        more = write_csv(tmp_path / "staff.csv", [["staff_id"], ["S2"]])
        if step % 2 == 0:  # a load in between
            load_paths(store, [more], key_file=once / "pseudonym.key", dry_run=True)
        with suppress(Refused):  # it was forgotten before it was killed
            forget(Store(store), pseudonyms(once))
        assert_forgotten(once, store)
    assert died > 4


def test_what_a_killed_load_left_without_a_manifest_is_removed_by_the_next(store: Path, once: Path) -> None:
    in_use = Store(store).current().id
    stray = store / "snapshots" / "20260101T000000000000Z-00000000.duckdb"
    stray.write_bytes(b"the rows of a child")
    Store(store).file(in_use).with_suffix(".json").rename(store / "away.json")
    with Store(store).writing():
        pass
    assert not stray.exists()
    assert Store(store).file(in_use).exists(), "the one in use may yet get its manifest back"


def test_every_table_with_a_child_is_in_this_test() -> None:
    with_children = {name for name, table in TABLES.items() if "child_id" in table.stored_columns()}
    assert with_children - set(TABLES_OF_A_CHILD) == {"missing_education", "missing_episodes"}
