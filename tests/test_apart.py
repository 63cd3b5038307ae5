"""Files are read in a child process: whatever one does to its reader, we stay up, and the store is as it was."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sgdata.errors import Misuse, Refused
from sgdata.intake import apart
from sgdata.intake.apart import load_apart
from sgdata.intake.load import load_paths
from sgdata.intake.names import file_called
from sgdata.store.snapshots import Store
from tests.door import Ran, sgdata, write_csv
from tests.failing_reader import NAME
from tests.support import PROJECT

pytestmark = pytest.mark.apart

CHILDREN = [["child_id", "sex"], ["C1", "female"], ["C2", "male"]]
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows and limits what a process takes")


@pytest.fixture
def store(tmp_path: Path, own_key: Path) -> Path:
    load_paths(tmp_path / "store", [write_csv(tmp_path / "children.csv", CHILDREN)], key_file=own_key)
    return tmp_path / "store"


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    start = apart.START.replace("sgdata.intake.child", "tests.failing_reader")
    assert start != apart.START
    monkeypatch.setattr(apart, "START", start)


def files_of(store: Path) -> list[tuple[Path, bytes]]:
    return [(file, file.read_bytes()) for file in sorted(store.rglob("*")) if file.is_file() and file.suffix != ".lock"]


@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("crash", "reading .SIGSEGV"),
        ("abort", "reading .SIGABRT"),
        ("exit", "reading .status 0"),
        pytest.param("memory", "memory|MemoryError", marks=linux),
        pytest.param("loop", "takes too long", marks=linux),
        ("silence", "takes too long"),
        ("fault", "RuntimeError in failing_reader.py, line"),
    ],
)
def test_whatever_a_file_does_to_its_reader_the_person_is_told_which_and_the_store_is_as_it_was(
    what: str, told: str, store: Path, own_key: Path, tmp_path: Path
) -> None:
    before, began = files_of(store), time.monotonic()
    file = write_csv(tmp_path / what / f"{what}.csv", [["child_id", "sex"], ["C9", "other"]])
    with pytest.raises(Misuse, match=told) as fault:
        load_apart(store, [file], key_file=own_key)
    assert NAME not in str(fault.value)
    assert str(fault.value).startswith(f"Reading {file_called(file)} ")
    assert "Nothing was loaded" in str(fault.value)
    assert time.monotonic() - began < 60
    with Store(store).writing():  # what the child left behind is tidied away by whoever writes next
        pass
    assert files_of(store) == before
    load_paths(store, [write_csv(tmp_path / "more.csv", [["child_id", "sex"], ["C3", "other"]])], key_file=own_key)
    assert Store(store).current().rows["children"] == 3


@pytest.mark.usefixtures("failing")
def test_what_a_reader_prints_goes_nowhere(
    store: Path, own_key: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    report = load_apart(store, [write_csv(tmp_path / "print.csv", CHILDREN)], key_file=own_key)
    assert report.outcome == "nothing new"
    assert capfd.readouterr() == ("", "")


@linux
def test_a_child_ends_with_its_parent(store: Path, own_key: Path, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "silence.csv", CHILDREN)
    code = (
        "from pathlib import Path; from sgdata.intake import apart; "
        "apart.START = apart.START.replace('sgdata.intake.child', 'tests.failing_reader'); "
        f"apart.load_apart(Path({str(store)!r}), [Path({str(file)!r})], key_file=Path({str(own_key)!r}), "
        "progress=lambda text: print(text, flush=True))"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=PROJECT, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    assert parent.stdout.readline()
    (child,) = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()
    parent.kill()
    parent.communicate()
    until = time.monotonic() + 30
    while Path(f"/proc/{child}/stat").exists() and Path(f"/proc/{child}/stat").read_text().split()[2] != "Z":
        assert time.monotonic() < until
        time.sleep(0.05)


@linux
def test_nothing_about_a_load_stands_where_other_users_could_see_it(store: Path, own_key: Path, tmp_path: Path) -> None:
    seen: list[bytes] = []

    def look(_: str) -> None:
        for child in Path(f"/proc/{os.getpid()}/task").glob("*/children"):
            for number in child.read_text().split():
                seen.append(Path(f"/proc/{number}/cmdline").read_bytes())

    load_apart(store, [write_csv(tmp_path / f"{NAME}.csv", CHILDREN)], key_file=own_key, progress=look)
    assert any(b"sgdata.intake.child" in line for line in seen)
    assert not any(word in line for line in seen for word in (b"Zebedee", str(store).encode(), str(own_key).encode()))


def test_the_folder_that_one_is_in_is_not_imported_from(
    store: Path, own_key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "openpyxl.py").write_text("raise SystemExit('imported')")
    (tmp_path / "json.py").write_text("raise SystemExit('imported')")
    monkeypatch.chdir(tmp_path)
    assert load_apart(store, [Path("children.csv")], key_file=own_key).outcome == "nothing new"


def test_what_is_refused_or_misused_is_told_as_in_one_process(store: Path, own_key: Path, tmp_path: Path) -> None:
    with pytest.raises(Misuse, match=r"There is no .*nowhere\.csv"):
        load_apart(store, [tmp_path / "nowhere.csv"], key_file=own_key)
    with pytest.raises(Refused, match="was made with other rules"):
        load_apart(store, [tmp_path / "children.csv"], key_file=own_key, rules="mentoring_provider")


def test_the_command_tells_what_is_being_done_and_reports_as_before(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: Ran = sgdata(capsys, "load", tmp_path / "children.csv", "--store", store, "--json")
    assert (ran.status, ran.err) == (0, "")
    (table,) = json.loads(ran.out)["tables"]
    assert (table["table"], table["read"], table["unchanged"]) == ("children", 2, 2)


def test_a_proposal_holds_the_headers_that_a_person_is_asked_about(store: Path, own_key: Path, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "unknown.csv", [["child_id", "something"], ["C1", "x"]])
    report = load_apart(store, [file], key_file=own_key, dry_run=True)
    (table,) = report.tables
    assert len(table.headers) == 2
    assert table.likely is not None


def test_a_child_is_gone_when_the_load_is_stopped(store: Path, own_key: Path, tmp_path: Path) -> None:
    started: list[int] = []

    def stop(_: str) -> None:
        started.append(1)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_apart(store, [tmp_path / "children.csv"], key_file=own_key, progress=stop)
    assert started == [1]
    with Store(store).writing():  # nobody holds it
        pass
