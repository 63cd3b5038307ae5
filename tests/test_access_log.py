"""The access log: whatever is edited, dropped, cut off, swapped or put back is told; several writers make one chain;
months go by rule and the rest can still be verified; nothing that could identify a child fits in."""

import json
import random
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sgdata.errors import Misuse, Refused
from sgdata.release import access_log
from sgdata.release.access_line import read_line, write_line
from sgdata.release.access_log import AccessLog, log_of
from sgdata.release.scope import open_scope
from tests.door import sgdata
from tests.processes import PROCESSES

MONTHS = ("2026-05", "2026-06", "2026-07", "2026-08")
SEEDS = 1000


def line_in(log: AccessLog, what: str = "overview") -> None:
    log.note("page", what, role="leader", organisation="Virtual School")


@pytest.fixture
def month(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the month in which lines are written."""
    return lambda name: monkeypatch.setattr(access_log, "_this_month", lambda: name)


@pytest.fixture
def log(tmp_path: Path, month: Callable[[str], None]) -> AccessLog:
    """A log of four months, the first of which was removed by rule."""
    log = AccessLog(tmp_path / "access")
    for name in MONTHS:
        month(name)
        for page in ("overview", "concerns", "attendance", "follow_ups", "training", "lado"):
            line_in(log, page)
    assert log.prune(2, role="administrator", organisation="Virtual School") == ["2026-05"]
    line_in(log)
    assert log.verify() == []
    return log


def change(folder: Path, seed: int) -> str:
    """One change that somebody could make to the files of a log; says which."""
    chance = random.Random(seed)
    files = sorted(folder.glob("*.jsonl"))
    file = chance.choice(files)
    lines = file.read_bytes().splitlines(keepends=True)
    place = chance.randrange(len(lines))
    head = folder / "head"
    match seed % 13:
        case 0:
            bits = bytearray(file.read_bytes())
            bits[chance.randrange(len(bits))] ^= 1 << chance.randrange(8)
            file.write_bytes(bits)
            return "a bit flipped"
        case 1:
            del lines[place]
            file.write_bytes(b"".join(lines))
            return "a line dropped"
        case 2:
            text = file.read_bytes()
            file.write_bytes(text[: chance.randrange(len(text))])
            return "a file cut off"
        case 3:
            file.unlink()
            return "a file dropped"
        case 4:
            other = chance.choice([one for one in range(len(lines)) if one != place])
            lines[place], lines[other] = lines[other], lines[place]
            file.write_bytes(b"".join(lines))
            return "two lines swapped"
        case 5:
            other_file = chance.choice([one for one in files if one != file])
            mine, theirs = file.read_bytes(), other_file.read_bytes()
            file.write_bytes(theirs)
            other_file.write_bytes(mine)
            return "two files swapped"
        case 6:
            lines.insert(chance.randrange(len(lines) + 1), lines[place])
            file.write_bytes(b"".join(lines))
            return "a line twice"
        case 7:
            found = read_line(lines[place].rstrip())
            forged = write_line(
                found.model_copy(update={"who": "somebody else"}),
                found.number,
                found.month,
                found.previous,
                found.removed_to,
            )
            lines[place] = forged.text + b"\n"
            file.write_bytes(b"".join(lines))
            return "a line replaced by another with a hash that fits it"
        case 8:
            end = read_line(head.read_bytes())
            forged = write_line(end, end.number + 1, end.month, end.hash)
            with files[-1].open("ab") as stream:
                stream.write(forged.text + b"\n")
            return "a line added that follows from the last"
        case 9:
            head.unlink()
            return "the head dropped"
        case 10:
            head.write_bytes(chance.choice([b"", lines[place].rstrip()[:-1], files[0].read_bytes().splitlines()[0]]))
            return "the head replaced"
        case 11:
            neighbour = files[(files.index(file) + 1) % len(files)]
            neighbour.write_bytes(lines[-1] + neighbour.read_bytes())
            file.write_bytes(b"".join(lines[:-1]))
            return "a line moved to the next file"
        case _:
            sign = chance.choice([b"\n", b" ", b"{}\n", b"\r"])
            at = chance.randrange(len(lines) + 1)
            file.write_bytes(b"".join(lines[:at]) + sign + b"".join(lines[at:]))
            return "something put between lines"


def test_every_change_is_told(log: AccessLog, tmp_path: Path) -> None:
    missed = []
    for seed in range(SEEDS):
        copy = tmp_path / "copy"
        shutil.copytree(log.folder, copy)
        changed = change(copy, seed)
        if not AccessLog(copy).verify():
            missed.append(f"{seed}: {changed}")
        shutil.rmtree(copy)
    assert missed == []


def test_an_older_copy_of_the_last_file_or_of_the_head_is_told(log: AccessLog) -> None:
    newest = log.folder / "2026-08.jsonl"
    older, older_head = newest.read_bytes(), (log.folder / "head").read_bytes()
    line_in(log)
    line_in(log)
    now, head = newest.read_bytes(), (log.folder / "head").read_bytes()
    newest.write_bytes(older)
    assert log.verify() == ["2 lines are missing at the end: the head of the log stands at number 28."]
    newest.write_bytes(now)
    (log.folder / "head").write_bytes(older_head)
    (fault,) = log.verify()
    assert "goes on after number 26" in fault
    (log.folder / "head").write_bytes(head)
    assert log.verify() == []


def test_a_fault_names_its_place_once(log: AccessLog) -> None:
    file = log.folder / "2026-07.jsonl"
    lines = file.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b"attendance", b"governance")
    del lines[4]
    file.write_bytes(b"".join(lines))
    assert log.verify() == [
        "Line 3 of 2026-07.jsonl was changed: its hash is not that of its text.",
        "1 line is missing before line 5 of 2026-07.jsonl.",
    ]
    with pytest.raises(Refused, match=r"line 3 of 2026-07\.jsonl is not what was written"):
        log.read()
    with pytest.raises(Refused, match="Nothing was removed"):
        log.prune(1, role="administrator", organisation="Virtual School")


@pytest.mark.parametrize("cut", range(0, 400, 7))
def test_a_line_that_a_killed_process_left_half_written_is_completed(log: AccessLog, cut: int) -> None:
    newest = log.folder / "2026-08.jsonl"
    whole = newest.read_bytes()
    last = whole.splitlines(keepends=True)[-1]
    newest.write_bytes(whole[: len(whole) - len(last) + cut % len(last)])
    assert log.verify() != []
    line_in(log)
    assert log.verify() == []
    assert newest.read_bytes().startswith(whole)


def append(folder: str) -> None:
    for _ in range(200):
        line_in(AccessLog(Path(folder)))


def test_two_processes_make_one_whole_chain(tmp_path: Path) -> None:
    both = [PROCESSES.Process(target=append, args=(str(tmp_path / "access"),)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    log = AccessLog(tmp_path / "access")
    assert log.verify() == []
    assert [line.number for line in log.read()] == list(range(1, 401))


def test_months_go_by_rule_and_the_removal_is_a_line(log: AccessLog, month: Callable[[str], None]) -> None:
    (removal,) = [line for line in log.read() if line.kind == "prune"]
    assert (removal.what, removal.who) == (("2026-05",), "administrator")
    assert removal.removed_to is not None
    assert (removal.removed_to.number, log.read()[0].previous) == (6, removal.removed_to.hash)
    assert log.prune(2, role="administrator", organisation="Virtual School") == []
    month("2029-01")
    gone = log.prune(24, role="administrator", organisation="Virtual School", who="A. Officer")
    assert gone == ["2026-06", "2026-07", "2026-08"]
    assert log.verify() == []
    assert [(line.who, line.kind) for line in log.read()] == [("A. Officer", "prune")]
    line_in(log)
    assert log.verify() == []


def test_months_may_not_go_without_a_removal_by_rule(log: AccessLog) -> None:
    (log.folder / "2026-06.jsonl").unlink()
    assert log.verify() == ["12 lines are missing at the beginning, and no removal by rule says so."]


def test_a_clock_that_is_set_back_breaks_nothing(log: AccessLog, month: Callable[[str], None]) -> None:
    month("2020-01")
    line_in(log)
    assert log.verify() == []
    assert log.read()[-1].month == "2026-08"


@pytest.mark.parametrize(
    "what",
    ["Amy Smith", "amy smith", "B801200005001", "b801200005001", "1 Long Lane", "a@b.org", "2011-04-05", "x\ny", ""],
)
def test_what_is_not_declared_does_not_fit_in(tmp_path: Path, what: str) -> None:
    with pytest.raises(ValueError, match="what"):
        line_in(AccessLog(tmp_path / "access"), what)
    assert not (tmp_path / "access").exists()


@pytest.mark.parametrize("what", ["missing_education_over_20_school_days", "csv", "ssda903", "C-7KQ2-M9XF", "2026-05"])
def test_what_is_declared_fits_in(tmp_path: Path, what: str) -> None:
    line_in(AccessLog(tmp_path / "access"), what)
    assert AccessLog(tmp_path / "access").read()[0].what == (what,)


def test_a_name_from_a_sign_in_stays_on_one_line(tmp_path: Path) -> None:
    log = AccessLog(tmp_path / "access")
    log.note("page", "overview", role="leader", organisation="Virtual School", who='Zoë\n"Q"\u202e')
    assert log.read()[0].who == 'Zoë?"Q"?'
    assert log.verify() == []


@pytest.mark.parametrize("broken", ["no head", "forged head", "no folder"])
def test_an_access_that_cannot_be_logged_is_refused(log: AccessLog, broken: str) -> None:
    match broken:
        case "no head":
            (log.folder / "head").unlink()
        case "forged head":
            (log.folder / "head").write_bytes(b"{}")
        case _:
            shutil.rmtree(log.folder)
            log.folder.write_text("in the way", encoding="utf-8")
    with pytest.raises(Refused, match="what cannot be logged is not shown"):
        line_in(log)


def test_a_log_of_no_lines_is_whole(tmp_path: Path) -> None:
    assert AccessLog(tmp_path / "access").verify() == []
    assert AccessLog(tmp_path / "access").read() == []
    with pytest.raises(Misuse, match="wanted a month such as 2026-11"):
        AccessLog(tmp_path / "access").read("november")


def test_the_command_line_prints_the_log_and_tells_its_faults(
    sample_stores: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    shutil.copytree(sample_stores / "virtual_school", store)
    access_log.note(open_scope(store), "records", "actions_overdue")
    printed = sgdata(capsys, "access", "--json", "--month", f"{datetime.now(UTC):%Y-%m}", "--store", store)
    line = json.loads(printed.out)["lines"][-1]
    assert (line["kind"], line["what"], line["role"]) == ("records", ["actions_overdue"], "practitioner")
    assert "practitioner: records actions_overdue, as at" in sgdata(capsys, "access", "--store", store).out
    assert sgdata(capsys, "access", "prune", "--store", store).status == 0
    assert "access log" not in sgdata(capsys, "check", "--store", store).err
    (log_of(store).folder / "head").unlink()
    checked = sgdata(capsys, "check", "--store", store)
    assert checked.status == 1
    assert "sgdata: access log: The head of the log is missing" in checked.err
