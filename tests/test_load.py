"""A load is whole or not at all, says what became of every row, and lets no mistake of a person pass as success."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sgdata.errors import Misuse, Refused
from sgdata.intake.load import load, load_paths
from sgdata.intake.pseudonym import KEY_BYTES, Pseudonymiser
from sgdata.meeting.kept import prune
from sgdata.sample import REFUSED
from sgdata.store import disk
from sgdata.store import snapshots as snapshots_module
from sgdata.store.manifest import Manifest
from sgdata.store.reading import Reader, open_snapshot
from sgdata.store.snapshots import Store
from sgdata.tables import TABLES
from sgdata.tables.columns import Day, Moment, Vocabulary
from tests.door import KEY, load_into, only_table, sgdata, stored, write_csv, write_xlsx
from tests.processes import PROCESSES
from tests.support import PROJECT

Output = pytest.CaptureFixture[str]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture(scope="module")
def small_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds two concerns."""
    folder = tmp_path_factory.mktemp("small")
    rows = [["concern_id", "level", "recorded_at"], ["K1", "low", "2026-11-20T16:50"], ["K2", "high", ""]]
    load_into(folder / "store", write_csv(folder / "small.csv", rows))
    return folder / "store"


@pytest.fixture
def small(small_once: Path, store: Path) -> Path:
    """A store that holds two concerns, for one test."""
    return shutil.copytree(small_once, store)


# --- What a second load does -------------------------------------------------------------------------------------


def test_loading_the_sample_twice_changes_nothing_and_keeps_the_snapshot(
    sample_stores: Path, own_key: Path, store: Path
) -> None:
    shutil.copytree(sample_stores / "virtual_school", store)
    before = contents(store)
    report = load_paths(store, [PROJECT / "sample_data" / "virtual_school"], key_file=own_key)
    assert report.outcome == "nothing new"
    assert report.snapshot == Store(store).current().id
    assert contents(store) == before
    assert {table.table for table in report.tables} == set(TABLES)
    for table in report.tables:
        assert (table.new, table.replaced) == (0, 0), table.table
        assert table.unchanged == table.accepted - table.repeated == Store(store).current().rows[table.table or ""]
        assert table.refused == REFUSED.get(table.table or "", 0)
        assert table.read == table.accepted + table.refused
    assert report.needs_a_person


def test_a_corrected_row_replaces_the_old_one_and_a_new_snapshot_is_made(small: Path, tmp_path: Path) -> None:
    first = Store(small).current()
    rows = [["level", "concern_id"], ["medium", "k 1"], ["low", "K3"]]
    report = load_into(small, write_csv(tmp_path / "corrected.csv", rows))
    table = only_table(report)
    assert (table.new, table.replaced, table.unchanged) == (1, 1, 0)
    assert report.outcome == "loaded"
    assert report.snapshot == Store(small).current().id != first.id
    held = stored(small, "SELECT level, recorded_at FROM concerns ORDER BY level")
    assert [(row["level"], row["recorded_at"]) for row in held] == [("high", None), ("low", None), ("medium", None)]
    assert [manifest.id for manifest in Store(small).all()] == [first.id, report.snapshot]


def test_the_manifest_says_what_the_snapshot_holds(small: Path) -> None:
    manifest = Store(small).current()
    assert manifest.rows == {name: 2 if name == "concerns" else 0 for name in TABLES}
    assert str(manifest.newest_event) == "2026-11-20"
    assert manifest.key_id == KEY.key_id


def test_a_dry_run_reports_and_leaves_the_store_as_it_was(small: Path, tmp_path: Path, capsys: Output) -> None:
    before = contents(small)
    file = write_csv(tmp_path / "more.csv", [["concern_id", "level"], ["K1", "high"], ["K9", "severe"]])
    report = load_into(small, file, dry_run=True)
    table = only_table(report)
    assert (report.outcome, report.snapshot) == ("dry run", Store(small).current().id)
    assert (table.read, table.accepted, table.refused, table.replaced) == (2, 1, 1, 1)
    assert contents(small) == before
    ran = sgdata(capsys, "load", "--dry-run", file, "--store", tmp_path / "none")
    assert (ran.status, Store(tmp_path / "none").exists) == (1, False)


# --- Which table a file is ---------------------------------------------------------------------------------------


def test_order_case_spaces_and_hyphens_of_the_columns_do_not_matter_nor_does_the_name_of_the_file(
    store: Path, tmp_path: Path
) -> None:
    header = ["LEVEL", "Social-Worker Informed_At", "  Concern ID "]
    report = load_into(store, write_csv(tmp_path / "meetings.csv", [header, ["low", "2026-11-20T10:00", "K1"]]))
    assert only_table(report).table == "concerns"
    assert only_table(report).dropped_columns == []
    (row,) = stored(store, "SELECT level, CAST(social_worker_informed_at AS VARCHAR) AS at FROM concerns")
    assert row == {"level": "low", "at": "2026-11-20 10:00:00"}


def test_unknown_columns_are_dropped_and_named(store: Path, tmp_path: Path) -> None:
    header = ["concern_id", "Forename", "Home Address", "shoe_size", "level", "", "What happened, in full"]
    row = ["K1", "Zebedee", "1 Quill Lane", "9", "low", "x", "He said that"]
    report = only_table(load_into(store, write_csv(tmp_path / "export.csv", [header, row])))
    named = ["Forename", "Home Address", "shoe_size", "(no header)", "What happened, in full"]
    assert report.dropped_columns == named
    assert (report.accepted, report.refused) == (1, 0)


def test_a_header_that_looks_like_a_value_is_not_echoed(store: Path, tmp_path: Path) -> None:
    values = ["Zebedee Quillfeather", "Quillfeather, Zebedee", "04/03/2011", "ZQ9 9XQ", "zebedee@example.org", "A" * 61]
    report = only_table(load_into(store, write_csv(tmp_path / "x.csv", [["staff_id", *values], ["S1", *values]])))
    assert report.accepted == 1
    assert len(report.dropped_columns) == len(values)
    assert not set(values) & set(report.dropped_columns)


@pytest.mark.parametrize("name", ["names.csv", "names.xlsx"])
def test_a_headerless_file_of_names_is_not_recognised_and_not_echoed(
    name: str, store: Path, tmp_path: Path, capsys: Output
) -> None:
    rows = [["Quillfeather", "Zebedee", "04/03/2011"], ["Marlowe", "Ottoline", "05/03/2011"]]
    file = write_csv(tmp_path / name, rows) if name.endswith("csv") else write_xlsx(tmp_path / name, {"Marlowe": rows})
    for arguments in ([], ["--json"], ["--dry-run"]):
        ran = sgdata(capsys, "load", file, "--store", store, *arguments)
        assert ran.status == 1
        assert "Not recognised" in ran.out
        for value in (*rows[0], *rows[1]):
            assert value.lower() not in (ran.out + ran.err).lower()
    assert not Store(store).exists


def test_a_file_of_a_header_alone_that_is_not_recognised_needs_a_person(tmp_path: Path, capsys: Output) -> None:
    file = write_csv(tmp_path / "export.csv", [["pupil", "mark"]])
    assert sgdata(capsys, "load", file, "--store", tmp_path / "store").status == 1


@pytest.mark.parametrize(
    ("header", "why"),
    [
        (["concern_id", "notes"], "fit concerns and low_level_concerns equally well"),
        (["concern_id", "outcome"], "fit concerns and low_level_concerns equally well"),
        (["episode_id", "child_id"], "fit missing_education and missing_episodes equally well"),
        (["concern_id", "level", "place", "Level"], "stands in it twice"),
        (["staff_id", "roles", "STAFF ID"], "stands in it twice"),
        (["child_id", "session", "code"], "but not its key"),
        (["level", "place"], "but not its key"),
        (["pupil", "mark"], "none of its columns"),
    ],
)
def test_columns_that_fit_no_table_or_two_are_not_guessed_at(
    header: list[str], why: str, store: Path, tmp_path: Path
) -> None:
    report = load_into(store, write_csv(tmp_path / "export.csv", [header, ["x" for _ in header]]))
    table = only_table(report)
    assert (table.table, table.read, table.accepted, table.refused) == (None, 1, 0, 1)
    assert why in table.note
    assert (report.outcome, report.snapshot, report.needs_a_person) == ("nothing recognised", None, True)
    assert not Store(store).exists


def test_an_unknown_column_twice_is_no_matter(store: Path, tmp_path: Path) -> None:
    rows = [["notes", "staff_id", "Notes"], ["a", "S1", "b"]]
    assert only_table(load_into(store, write_csv(tmp_path / "export.csv", rows))).accepted == 1


# --- Rules and keys ----------------------------------------------------------------------------------------------


def test_the_rules_of_the_first_load_are_kept_and_others_are_refused(
    store: Path, tmp_path: Path, capsys: Output
) -> None:
    file = write_csv(tmp_path / "staff.csv", [["staff_id"], ["S1"]])
    assert sgdata(capsys, "load", file, "--store", store, "--rules", "mentoring_provider").status == 0
    kept = (store / "rules.toml").read_bytes()
    assert kept == (PROJECT / "sgdata" / "rules" / "mentoring_provider.toml").read_bytes()
    before = contents(store)
    other = write_csv(tmp_path / "more.csv", [["staff_id"], ["S2"]])
    ran = sgdata(capsys, "load", other, "--store", store, "--rules", "virtual_school")
    assert (ran.status, ran.out) == (1, "")
    assert "other rules" in ran.err
    assert contents(store) == before
    assert sgdata(capsys, "load", other, "--store", store).status == 0
    assert (store / "rules.toml").read_bytes() == kept


def test_another_key_is_refused_and_the_store_is_as_it_was(small: Path, tmp_path: Path) -> None:
    before = contents(small)
    with pytest.raises(Refused, match="one child would become two"):
        load(Store(small), [write_csv(tmp_path / "more.csv", [["staff_id"], ["S1"]])], Pseudonymiser(bytes(32)))
    assert contents(small) == before


@pytest.mark.parametrize("place", ["pseudonym.key", "keys/pseudonym.key", "../store/pseudonym.key"])
def test_a_key_inside_the_store_is_refused_and_none_is_made(
    place: str, store: Path, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SGDATA_KEY_FILE", str(store / place))
    ran = sgdata(capsys, "load", write_csv(tmp_path / "staff.csv", [["staff_id"], ["S1"]]), "--store", store)
    assert ran.status == 2
    assert "inside the store" in ran.err
    assert not (store / place).exists()


def test_the_key_is_made_once_for_its_owner_alone(
    tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = tmp_path / "config" / "pseudonym.key"
    monkeypatch.setenv("SGDATA_KEY_FILE", str(key))
    file = write_csv(tmp_path / "staff.csv", [["staff_id"], ["S1"]])
    assert sgdata(capsys, "load", file, "--store", tmp_path / "one").status == 0
    made = key.read_bytes()
    assert len(made) == KEY_BYTES
    if os.name == "posix":
        assert key.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in key.parent.iterdir()] == ["pseudonym.key"]
    assert sgdata(capsys, "load", file, "--store", tmp_path / "two").status == 0
    assert key.read_bytes() == made
    ids = [stored(tmp_path / each, "SELECT staff_id FROM staff") for each in ("one", "two")]
    assert ids[0] == ids[1] == [{"staff_id": Pseudonymiser(made).pseudonym("adult", "S1")}]
    for file in (tmp_path / "one").rglob("*"):
        assert file.is_dir() or made not in file.read_bytes()


@pytest.mark.parametrize("content", [b"", b"short", bytes(KEY_BYTES + 1)])
def test_a_key_file_that_is_not_whole_is_misuse(
    content: bytes, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    key = tmp_path / "pseudonym.key"
    key.write_bytes(content)
    monkeypatch.setenv("SGDATA_KEY_FILE", str(key))
    ran = sgdata(capsys, "load", write_csv(tmp_path / "staff.csv", [["staff_id"], ["S1"]]), "--store", store)
    assert (ran.status, ran.out) == (2, "")
    assert key.read_bytes() == content


# --- The command line --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def mistakes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of files that cannot be loaded, and one that can."""
    folder = tmp_path_factory.mktemp("mistakes")
    write_csv(folder / "good.csv", [["staff_id"], ["S1"]])
    (folder / "empty.csv").write_bytes(b"")
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 this is no workbook")
    (folder / "broken.parquet").write_bytes(b"PAR1")
    (folder / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xdc\0\xff")
    (folder / "letter.pdf").write_bytes(b"%PDF")
    (folder / "no.toml").write_bytes(b"organisation = ")
    (folder / "strange.toml").write_bytes(b'organisation = "x"\nkind = "zoo"\nrequired_courses = []\n')
    (folder / "nothing").mkdir()
    write_xlsx(folder / "empty.xlsx", {"staff": []})
    return folder


@pytest.mark.parametrize(
    "arguments",
    [
        "frobnicate",
        "load",
        "load {0}/missing.csv",
        "load {0}/good.csv --nope",
        "load {0}/good.csv --profile nope",
        "load {0}/good.csv --rules nope",
        "load {0}/good.csv --rules {0}/no.toml",
        "load {0}/good.csv --rules {0}/strange.toml",
        "load {0}/good.csv --store {0}/good.csv",
        "load {0}/good.csv --store {0}/good.csv/below",
        "load {0}/good.csv {0}/empty.csv",
        "load {0}/empty.csv",
        "load {0}/empty.xlsx",
        "load {0}/broken.xlsx",
        "load {0}/broken.parquet",
        "load {0}/picture.csv",
        "load {0}/letter.pdf",
        "load {0}/nothing",
        "load {0}",
        "figures",
        "figures --as-at 2026-13-01",
        "figures --as-at yesterday",
        "figures --role king",
        "records nope",
        "records",
        "snapshots",
        "snapshots prune",
        "snapshots use",
        "snapshots use nope",
        "snapshots frobnicate",
        "template",
        "template {0}/template.csv",
        "template {0}/missing/template.xlsx",
        "template {0}/good.csv/template.xlsx",
    ],
)
def test_misuse_is_status_2_and_one_line_on_standard_error(
    arguments: str, mistakes: Path, store: Path, capsys: Output
) -> None:
    words = arguments.format(mistakes).split()
    has_store = words[0] in ("load", "figures", "records", "snapshots")
    in_store = ["--store", str(store)] if has_store and "--store" not in words else []
    for as_json in ([], ["--json"]) if has_store else ([],):
        ran = sgdata(capsys, *words, *in_store, *as_json)
        assert (ran.status, ran.out) == (2, "")
        assert re.fullmatch(r"sgdata: .+\n", ran.err), "one line"
        assert "Traceback" not in ran.err
    assert not Store(store).exists


@pytest.mark.parametrize(
    "arguments", ["figures --since 2030-01-01", "figures --only nope", "figures --by nope", "snapshots use ../current"]
)
def test_misuse_of_a_store_that_is_there_is_status_2(arguments: str, small: Path, capsys: Output) -> None:
    ran = sgdata(capsys, *arguments.split(), "--store", small)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_the_command_itself_ends_with_its_status_and_without_a_traceback(
    mistakes: Path, store: Path, own_key: Path
) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "sgdata", *arguments, "--store", str(store)]
        return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, encoding="utf-8", check=False)

    bad = run("load", str(mistakes / "broken.xlsx"))
    assert (bad.returncode, bad.stdout) == (2, "")
    assert bad.stderr.startswith("sgdata: broken.xlsx cannot be read as a workbook")
    assert bad.stderr.count("\n") == 1
    good = run("load", str(mistakes / "good.csv"), "--json")
    assert (good.returncode, good.stderr) == (0, "")
    assert json.loads(good.stdout)["tables"][0]["accepted"] == 1


def test_a_file_that_the_machine_will_not_open_is_misuse(
    mistakes: Path, store: Path, own_key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "good.csv")

    monkeypatch.setattr("sgdata.intake.sheets.decide", refuse)
    with pytest.raises(Misuse, match=r"^good\.csv: Permission denied\.$"):
        load_paths(store, [mistakes / "good.csv"], key_file=own_key)


def test_a_load_is_status_0_where_everything_is_taken_and_1_where_something_is_refused(
    store: Path, tmp_path: Path, capsys: Output
) -> None:
    file = tmp_path / "concerns.csv"
    assert (
        sgdata(capsys, "load", write_csv(file, [["concern_id", "level"], ["K1", "low"]]), "--store", store).status == 0
    )
    ran = sgdata(capsys, "load", write_csv(file, [["concern_id", "level"], ["K1", "severe"]]), "--store", store)
    assert (ran.status, ran.err) == (1, "")
    assert "concerns.csv: line 2, level: found aaaaaa, wanted one of low, medium, high" in ran.out


def test_load_json_is_the_contract(store: Path, tmp_path: Path, capsys: Output) -> None:
    rows = [["concern_id", "level", "pupil_name"], ["K1", "low", "Z"], ["K1", "high", "Z"], ["K2", "severe", "Z"]]
    ran = sgdata(capsys, "load", write_csv(tmp_path / "c.csv", rows), "--store", store, "--json")
    answer = json.loads(ran.out)
    assert ran.status == 1
    assert answer["snapshot"] == Store(store).current().id
    (table,) = answer["tables"]
    expected = {"table": "concerns", "file": "c.csv", "read": 3, "accepted": 2, "refused": 1, "replaced": 0}
    assert {name: table[name] for name in expected} == expected
    assert (table["unchanged"], table["repeated"], table["new"]) == (0, 1, 1)
    assert table["reasons"] == [{"line": 4, "column": "level", "found": "aaaaaa", "wanted": "one of low, medium, high"}]
    assert table["dropped_columns"] == ["pupil_name"]


def test_a_folder_is_loaded_without_its_notes_hidden_and_temporary_files(tmp_path: Path, store: Path) -> None:
    folder = tmp_path / "export"
    for name in ("staff.csv", "notes.txt", ".hidden.csv", "~$book.xlsx", "picture.png", "below/staff.csv"):
        write_csv(folder / name, [["staff_id"], [name]])
    write_xlsx(folder / "book.xlsx", {"Meetings": [["meeting_id"], ["M1"]], "Zebedee": [["supervised"], ["x"]]})
    report = load_into(store, folder)
    found = [(table.file, table.table) for table in report.tables]
    assert found == [("book.xlsx [sheet 2]", None), ("book.xlsx [Meetings]", "meetings"), ("staff.csv", "staff")]
    assert only_table(load_into(store, folder / "notes.txt")).new == 1


def test_the_report_on_the_terminal_shows_file_and_worksheet_names_whole(
    tmp_path: Path, store: Path, capsys: Output
) -> None:
    write_xlsx(tmp_path / "book.xlsx", {"staff": [["staff_id"], ["S1"]]})
    assert "book.xlsx [staff]" in sgdata(capsys, "load", tmp_path / "book.xlsx", "--store", store).out


def test_snapshots_are_listed_used_and_pruned(small: Path, tmp_path: Path, capsys: Output) -> None:
    for number in range(3):
        load_into(small, write_csv(tmp_path / "staff.csv", [["staff_id"], [f"S{number}"]]))
    ids = [manifest.id for manifest in Store(small).all()]
    assert len(set(ids)) == 4

    def told(*arguments: str) -> dict[str, Any]:
        ran = sgdata(capsys, "snapshots", *arguments, "--store", small, "--json")
        assert (ran.status, ran.err) == (0, "")
        answer: dict[str, Any] = json.loads(ran.out)
        assert [each["id"] for each in answer["snapshots"] if each["in_use"]] == [answer["current"]]
        return answer

    assert told()["current"] == ids[-1]
    assert [each["id"] for each in told("list")["snapshots"]] == ids
    assert told("list")["snapshots"][-1]["rows"]["staff"] == 3
    assert told("use", ids[0])["current"] == ids[0]
    assert stored(small, "SELECT count(*) AS n FROM staff") == [{"n": 0}]
    assert [each["id"] for each in told("prune", "--keep", "1")["snapshots"]] == [ids[0], ids[3]]
    assert {file.stem for file in (small / "snapshots").iterdir()} == {ids[0], ids[3]}
    ran = sgdata(capsys, "snapshots", "--store", small)
    assert ran.status == 0
    assert ids[3] in ran.out


def test_a_load_goes_on_from_the_snapshot_in_use(small: Path, tmp_path: Path) -> None:
    first = Store(small).current().id
    load_into(small, write_csv(tmp_path / "staff.csv", [["staff_id"], ["S1"]]))
    Store(small).use(first)
    load_into(small, write_csv(tmp_path / "meetings.csv", [["meeting_id"], ["M1"]]))
    rows = Store(small).current().rows
    assert (rows["concerns"], rows["staff"], rows["meetings"]) == (2, 0, 1)


# --- The template ------------------------------------------------------------------------------------------------


def test_the_template_loads_empty_and_filled_in(store: Path, tmp_path: Path, capsys: Output) -> None:
    template = tmp_path / "template.xlsx"
    ran = sgdata(capsys, "template", template)
    assert (ran.status, ran.err) == (0, "")
    empty = sgdata(capsys, "load", template, "--store", store, "--json")
    tables = {table["table"]: table for table in json.loads(empty.out)["tables"]}
    assert (empty.status, set(tables)) == (0, set(TABLES))
    assert {(table["read"], len(table["dropped_columns"])) for table in tables.values()} == {(0, 0)}
    assert not Store(store).exists

    book = openpyxl.load_workbook(template)
    for name, table in TABLES.items():
        for row in (2, 3):
            for place, column in enumerate(table.columns(), start=1):
                match column.kind:
                    case Vocabulary():
                        value: str | int = column.kind.words[0]
                    case Day():
                        value = "2026-11-20"
                    case Moment():
                        value = "2026-11-20T16:50"
                    case kind:
                        value = {"VARCHAR": f"{name} {row}", "BOOLEAN": "yes"}.get(kind.duckdb_type, row)
                book[name].cell(row=row, column=place, value=value)
    book.save(template)
    filled = sgdata(capsys, "load", template, "--store", store, "--json")
    tables = {table["table"]: table for table in json.loads(filled.out)["tables"]}
    assert {name: (table["read"], table["accepted"], table["new"]) for name, table in tables.items()} == dict.fromkeys(
        TABLES, (2, 2, 2)
    )
    assert filled.status == 0
    assert Store(store).current().rows == dict.fromkeys(TABLES, 2)


def test_the_template_has_a_sheet_for_each_table_with_its_columns_and_drop_downs(
    tmp_path: Path, capsys: Output
) -> None:
    sgdata(capsys, "template", tmp_path / "template.xlsx")
    book = openpyxl.load_workbook(tmp_path / "template.xlsx")
    assert [name for name in book.sheetnames if name in TABLES] == list(TABLES)
    for name, table in TABLES.items():
        assert [cell.value for cell in book[name][1]] == [column.name for column in table.columns()]
        assert all(cell.comment for cell in book[name][1])
        choices = [column for column in table.columns() if column.kind.duckdb_type == "BOOLEAN"]
        choices += [column for column in table.columns() if isinstance(column.kind, Vocabulary)]
        assert len(book[name].data_validations.dataValidation) == len(choices)


# --- Two at once, killed, damaged --------------------------------------------------------------------------------


def first_load(store: Path, file: Path, key_file: Path) -> None:
    """What a process does that loads one file with a key that may not be there yet."""
    load_paths(store, [file], key_file=key_file)


def run(target: Callable[..., object], *arguments: object) -> BaseProcess:
    process = PROCESSES.Process(target=target, args=arguments)
    process.start()
    return process


def test_two_first_loads_at_once_both_end_and_neither_is_lost(store: Path, tmp_path: Path) -> None:
    key = tmp_path / "keys" / "pseudonym.key"
    files = [
        write_csv(tmp_path / "staff.csv", [["staff_id"], *([f"S{number}"] for number in range(2_000))]),
        write_csv(tmp_path / "meetings.csv", [["meeting_id"], *([f"M{number}"] for number in range(2_000))]),
        write_csv(tmp_path / "more.csv", [["staff_id"], *([f"T{number}"] for number in range(2_000))]),
    ]
    loads = [run(first_load, store, file, key) for file in files]
    for process in loads:
        process.join(60)
    assert [process.exitcode for process in loads] == [0, 0, 0]
    rows = Store(store).current().rows
    assert (rows["staff"], rows["meetings"]) == (4_000, 2_000)
    assert len(Store(store).all()) == 3
    assert [file.name for file in key.parent.iterdir()] == ["pseudonym.key"]
    assert not list((store / "snapshots").glob("draft-*"))


def hold(store: Path, held: Event, let_go: Event) -> None:
    """Holds the store as a long load does."""
    with Store(store).writing():
        held.set()
        let_go.wait(60)


def test_while_a_load_holds_the_store_others_that_write_are_told_and_readers_go_on(
    small: Path, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write_csv(tmp_path / "staff.csv", [["staff_id"], ["S1"]])
    before = Store(small).current()
    held, let_go = PROCESSES.Event(), PROCESSES.Event()
    holder = run(hold, small, held, let_go)
    assert held.wait(60)
    monkeypatch.setattr(snapshots_module, "WAIT_FOR_LOCK", 0.1)
    try:
        for write in (lambda: load_into(small, file), lambda: prune(small, 1)):
            with pytest.raises(Refused, match="Another load has held"):
                write()
        assert sgdata(capsys, "snapshots", "--store", small).status == 0
        assert stored(small, "SELECT count(*) AS n FROM concerns") == [{"n": 2}]
    finally:
        let_go.set()
        holder.join(60)
    assert Store(small).current() == before
    assert only_table(load_into(small, file)).new == 1


def assert_whole(store: Path) -> Manifest:
    """The snapshot in use is the file that was written, and holds the rows that its manifest says."""
    opened = Store(store).opened()
    manifest = opened.shown
    assert opened.fault == ""
    Store(store).hold_against(Store(store).file(manifest.id), manifest)
    with Reader(Store(store).file(manifest.id)).cursor() as cursor:
        held = {name: cursor.rows(f'SELECT count(*) AS n FROM "{name}"')[0]["n"] for name in TABLES}
    assert held == manifest.rows
    return manifest


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    """An attendance file that takes a while to load."""
    days = [f"2026-{month:02}-{day:02}" for month in range(1, 11) for day in range(1, 29)]
    rows = [[f"C{child}", day, session, "P1", "/"] for child in range(100) for day in days for session in ("AM", "PM")]
    return write_csv(tmp_path / "attendance.csv", [["child_id", "date", "session", "provider_id", "code"], *rows])


def told_figures(store: Path, capsys: Output) -> str:
    open_snapshot.cache_clear()
    ran = sgdata(capsys, "figures", "--store", store, "--only", "concerns_raised", "--as-at", "2026-11-20", "--json")
    assert ran.status == 0
    return ran.out


def load_and_tell(store: Path, file: Path, begun: Event) -> None:
    begun.set()
    load_into(store, file)


def run_load(store: Path, file: Path) -> tuple[BaseProcess, float]:
    """A process that has begun to load, and when it did."""
    begun = PROCESSES.Event()
    process = run(load_and_tell, store, file, begun)
    assert begun.wait(60)
    return process, time.monotonic()


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX systems")
def test_a_load_killed_at_any_moment_leaves_the_store_with_the_figures_it_had(
    small: Path, marks: Path, tmp_path: Path, capsys: Output
) -> None:
    before = assert_whole(small)
    figures = told_figures(small, capsys)
    shutil.copytree(small, tmp_path / "copy")
    whole, began = run_load(tmp_path / "copy", marks)
    whole.join(60)
    duration = time.monotonic() - began
    assert whole.exitcode == 0
    chance = random.Random(20261120)
    killed = 0
    for part in range(8):
        process, _ = run_load(small, marks)
        process.join((part + chance.random()) / 8 * duration)
        process.kill()
        process.join(60)
        killed += process.exitcode == -signal.SIGKILL
        found = assert_whole(small)
        if found.id == before.id:
            assert told_figures(small, capsys) == figures
        else:  # it was whole before it was killed
            assert found.rows["attendance"] == 56_000
            Store(small).use(before.id)
    assert killed >= 2
    load_into(small, marks)
    assert assert_whole(small).rows == before.rows | {"attendance": 56_000}
    assert not list((small / "snapshots").glob("draft-*"))


def load_and_die(store: Path, file: Path, at: str) -> None:
    """Loads a file and is killed at the named step of publishing."""

    def die(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    if at == "before the draft is a snapshot":
        Store.publish = die  # type: ignore[method-assign,assignment]  # this process is about to end
    elif at == "before the snapshot has a manifest":
        disk.replace_text = die
    else:
        replace = disk.replace_text

        def die_at_current(place: Path, text: str) -> None:
            die() if place.name == "current" else replace(place, text)

        disk.replace_text = die_at_current
    load_into(store, file)


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX systems")
@pytest.mark.parametrize(
    "at",
    ["before the draft is a snapshot", "before the snapshot has a manifest", "before the snapshot is the one in use"],
)
def test_a_load_killed_while_it_publishes_leaves_the_store_as_it_was_and_the_next_one_works(
    at: str, small: Path, tmp_path: Path, capsys: Output
) -> None:
    before, figures = assert_whole(small), told_figures(small, capsys)
    more = write_csv(tmp_path / "staff.csv", [["staff_id"], ["S1"]])
    process = run(load_and_die, small, more, at)
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    assert assert_whole(small) == before
    assert told_figures(small, capsys) == figures
    assert bool(list((small / "snapshots").glob("draft-*"))) == (at != "before the snapshot is the one in use")
    load_into(small, more)
    assert assert_whole(small).rows == before.rows | {"staff": 1}
    assert not list((small / "snapshots").glob("draft-*"))


def test_a_load_that_fails_leaves_no_draft_and_no_lock(small: Path, tmp_path: Path, mistakes: Path) -> None:
    before = contents(small)
    with pytest.raises(Misuse):
        load_into(small, mistakes / "good.csv", mistakes / "empty.csv")
    assert contents(small) == before
    load_into(small, mistakes / "good.csv")


def test_a_snapshot_with_a_flipped_byte_is_refused_and_nothing_is_loaded_on_top_of_it(
    small: Path, tmp_path: Path, capsys: Output
) -> None:
    file = Store(small).file(Store(small).current().id)
    whole = file.read_bytes()
    more = write_csv(tmp_path / "staff.csv", [["staff_id"], ["S1"]])
    chance = random.Random(1)
    for _ in range(20):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        file.write_bytes(damaged)
        ran = sgdata(capsys, "snapshots", "use", file.stem, "--store", small)
        assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
        assert "is not the file that was written" in ran.err
        with pytest.raises(Refused, match=r"No snapshot of .* is whole"):
            load_into(small, more)
        assert [each.name for each in (small / "snapshots").iterdir() if each.stem != file.stem] == []
    file.write_bytes(whole)
    assert sgdata(capsys, "snapshots", "use", file.stem, "--store", small).status == 0


@pytest.mark.parametrize("damage", ["truncated", "gone", "manifest truncated", "manifest gone"])
def test_a_snapshot_that_is_not_whole_is_refused(damage: str, small: Path, tmp_path: Path, capsys: Output) -> None:
    load_into(small, write_csv(tmp_path / "staff.csv", [["staff_id"], ["S1"]]))
    first, second = Store(small).all()
    place = Store(small).file(first.id).with_suffix(".json" if "manifest" in damage else ".duckdb")
    if "gone" in damage:
        place.unlink()
    else:
        place.write_bytes(place.read_bytes()[:-1])
    ran = sgdata(capsys, "snapshots", "use", first.id, "--store", small)
    assert ran.status in (1, 2)
    assert (ran.out, ran.err.count("\n")) == ("", 1)
    assert Store(small).current() == second
