"""Whatever happens to the files of a store, it opens with the last good state and says what happened."""

import random
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sgdata.errors import Misuse, Refused
from sgdata.store import disk
from sgdata.store import snapshots as snapshots_module
from sgdata.store.faults import faults_of
from sgdata.store.manifest import next_place
from sgdata.store.reading import open_snapshot
from sgdata.store.retention import remove
from sgdata.store.snapshots import Store
from tests.door import load_into, sgdata, stored, write_csv
from tests.test_load import assert_whole, contents

Output = pytest.CaptureFixture[str]
FIGURES = ("figures", "--only", "concerns_raised", "--as-at", "2026-11-20")


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two snapshots: the older with two concerns, the newer with a member of staff as well."""
    folder = tmp_path_factory.mktemp("never_lost")
    concerns = [["concern_id", "level", "recorded_at"], ["K1", "low", "2026-11-20T16:50"], ["K2", "high", ""]]
    load_into(folder / "store", write_csv(folder / "concerns.csv", concerns))
    load_into(folder / "store", write_csv(folder / "staff.csv", [["staff_id"], ["S1"]]))
    return folder / "store"


@pytest.fixture
def store(once: Path, tmp_path: Path) -> Path:
    return shutil.copytree(once, tmp_path / "store")


def flip(file: Path, chance: random.Random) -> None:
    damaged = bytearray(file.read_bytes())
    damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    file.write_bytes(damaged)


def of_newest(store: Path, end: str) -> Path:
    return store / "snapshots" / f"{Store(store).all()[-1].id}.{end}"


def remove_both(file: Path) -> None:
    file.unlink()
    file.with_suffix(".json").unlink()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "a flipped bit": lambda store: flip(of_newest(store, "duckdb"), random.Random(1)),
    "truncated": lambda store: of_newest(store, "duckdb").write_bytes(of_newest(store, "duckdb").read_bytes()[:-4096]),
    "empty": lambda store: of_newest(store, "duckdb").write_bytes(b""),
    "half copied, the rest zeros": lambda store: of_newest(store, "duckdb").write_bytes(
        of_newest(store, "duckdb").read_bytes()[:70_000].ljust(of_newest(store, "duckdb").stat().st_size, b"\0")
    ),
    "gone": lambda store: of_newest(store, "duckdb").unlink(),
    "manifest gone": lambda store: of_newest(store, "json").unlink(),
    "manifest empty": lambda store: of_newest(store, "json").write_bytes(b""),
    "manifest of other rows": lambda store: of_newest(store, "json").write_text(
        of_newest(store, "json").read_text(encoding="utf-8").replace('"staff": 1', '"staff": 7'), encoding="utf-8"
    ),
    "both gone": lambda store: remove_both(of_newest(store, "duckdb")),
    "current empty": lambda store: (store / "current").write_bytes(b""),
    "current gone": lambda store: (store / "current").unlink(),
    "current names none": lambda store: (store / "current").write_text("20260101T000000000000Z-00000000"),
    "current leads elsewhere": lambda store: (store / "current").write_text("../../etc/passwd"),
    "current is no text": lambda store: (store / "current").write_bytes(b"\xff\xfe\0"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_store_opens_with_the_newest_whole_snapshot_and_says_so(
    damage: str, store: Path, tmp_path: Path, capsys: Output
) -> None:
    first, second = Store(store).all()
    DAMAGES[damage](store)
    good = second if damage.startswith("current") else first
    opened = Store(store).opened()
    assert opened.shown == good
    assert good.id in opened.fault
    assert f"{good.made_at:%d/%m/%Y at %H:%M}" in opened.fault
    assert "sgdata snapshots use" in opened.fault

    ran = sgdata(capsys, *FIGURES, "--store", store, "--json")
    assert ran.status == 0
    assert ran.err == f"sgdata: {store}: {opened.fault}\n"
    assert good.id in ran.out
    ran = sgdata(capsys, "check", "--store", store)
    assert ran.status == 1
    assert opened.fault in ran.err
    before = contents(store / "snapshots")
    more = write_csv(tmp_path / "meetings.csv", [["meeting_id"], ["M1"]])
    with pytest.raises(Refused, match="go on from this one"):
        load_into(store, more)
    assert contents(store / "snapshots") == before, "nothing is loaded on top of an older state, and nothing removed"

    assert sgdata(capsys, "snapshots", "use", good.id, "--store", store).status == 0
    load_into(store, more)
    assert assert_whole(store).rows == good.rows | {"meetings": 1}


def test_every_flip_and_cut_of_every_file_of_the_snapshots_is_told(once: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    chance = random.Random(20261121)
    for trial in range(60):
        shutil.rmtree(store, ignore_errors=True)
        shutil.copytree(once, store)
        file = chance.choice([file for file in store.rglob("*") if file.suffix in (".duckdb", ".json")])
        if trial % 2:
            flip(file, chance)
        else:
            file.write_bytes(file.read_bytes()[: chance.randrange(file.stat().st_size)])
        assert faults_of(Store(store)), f"{file.name}, trial {trial}"
        assert Store(store).current() in Store(once).all()


def test_a_damaged_snapshot_that_is_not_in_use_is_told_by_check_and_can_be_removed(store: Path, capsys: Output) -> None:
    first, second = Store(store).all()
    flip(Store(store).file(first.id), random.Random(2))
    ran = sgdata(capsys, *FIGURES, "--store", store)
    assert (ran.status, ran.err) == (0, "")
    assert f"sgdata snapshots remove {first.id}" in sgdata(capsys, "check", "--store", store).err
    assert "damaged: see sgdata check" in sgdata(capsys, "snapshots", "--store", store).out
    assert sgdata(capsys, "snapshots", "prune", "--keep", "1", "--store", store).status == 0
    assert Store(store).all() == [first, second], "what is damaged may yet be mended from a backup"
    assert sgdata(capsys, "snapshots", "remove", first.id, "--store", store).status == 0
    assert faults_of(Store(store)) == []
    with pytest.raises(Refused, match="is in use"):
        remove(Store(store), second.id)
    with pytest.raises(Misuse, match="holds no snapshot"):
        remove(Store(store), first.id)


def test_damaged_ones_do_not_count_when_the_newest_are_kept(store: Path, tmp_path: Path, capsys: Output) -> None:
    oldest = Store(store).all()[0]
    Store(store).use(oldest.id)
    load_into(store, write_csv(tmp_path / "meetings.csv", [["meeting_id"], ["M1"]]))
    for manifest in Store(store).all()[1:]:
        Store(store).file(manifest.id).write_bytes(b"")
    sgdata(capsys, "snapshots", "prune", "--keep", "1", "--store", store)
    assert Store(store).current() == oldest, "the last good one"


def test_a_snapshot_that_lost_its_manifest_is_kept_and_told(store: Path, capsys: Output) -> None:
    first = Store(store).all()[0]
    (store / "snapshots" / f"{first.id}.json").unlink()
    with Store(store).writing():
        pass
    assert Store(store).file(first.id).exists()
    assert "has lost its manifest" in sgdata(capsys, "check", "--store", store).err


def test_nothing_whole_is_told_in_one_line(store: Path, capsys: Output) -> None:
    for manifest in Store(store).all():
        flip(Store(store).file(manifest.id), random.Random(3))
    for command in (FIGURES, ("snapshots",), ("check",)):
        ran = sgdata(capsys, *command, "--store", store)
        assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
        assert "sgdata restore FILE" in ran.err


def test_a_missing_rule_file_is_told(store: Path, capsys: Output) -> None:
    (store / "rules.toml").unlink()
    ran = sgdata(capsys, *FIGURES, "--store", store)
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert "restore it from a backup" in ran.err


def test_a_snapshot_damaged_while_it_is_open_is_noticed(store: Path, tmp_path: Path) -> None:
    days = [f"2026-{month:02}-{day:02}" for month in range(1, 11) for day in range(1, 29)]
    rows = [[f"C{child}", day, "AM", "P1", "/"] for child in range(100) for day in days]
    header = ["child_id", "date", "session", "provider_id", "code"]
    load_into(store, write_csv(tmp_path / "attendance.csv", [header, *rows]))
    open_snapshot.cache_clear()
    newest = Store(store).current()
    file = Store(store).file(newest.id)
    with open_snapshot(file).cursor() as cursor:
        length = file.stat().st_size
        file.write_bytes(file.read_bytes()[:12_288] + random.Random(1).randbytes(length - 12_288))
        with pytest.raises(Refused, match="damaged since it was opened"):
            cursor.rows("SELECT count(DISTINCT marks) FROM attendance AS marks")
    assert Store(store).current() != newest


@pytest.mark.parametrize("day", ["2020-01-01", "2026-11-21"])
def test_a_clock_set_back_puts_no_snapshot_before_another(
    day: str, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class SetBack(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # of this test alone
            return datetime.fromisoformat(day).replace(tzinfo=UTC)

    monkeypatch.setattr(snapshots_module, "datetime", SetBack)
    for number in range(3):
        report = load_into(store, write_csv(tmp_path / "meetings.csv", [["meeting_id"], [f"M{number}"]]))
        assert Store(store).all()[-1].id == report.snapshot == Store(store).current().id
    assert f"{Store(store).current().made_at:%Y-%m-%d}" == day, "when it was made is what the clock said"


def test_the_next_place_is_a_second_after_one_that_is_not_before_it() -> None:
    now = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
    assert next_place(now, []) == "20261121T120000000000Z"
    assert next_place(now, ["20261121T115959999999Z-0123abcd", "draft-7"]) == "20261121T120000000000Z"
    assert next_place(now, ["20261121T120000000000Z-0123abcd"]) == "20261121T120001000000Z"


def full_after(writes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    left = [writes]

    def sync(place: Path) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(disk.FULL[0], "No space left on device", str(place))

    monkeypatch.setattr(disk, "sync", sync)


@pytest.mark.parametrize("writes", range(5))
def test_a_full_disk_is_told_and_leaves_the_store_as_it_was(
    writes: int, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = assert_whole(store)
    more = write_csv(tmp_path / "meetings.csv", [["meeting_id"], ["M1"]])
    with monkeypatch.context() as patch:
        full_after(writes, patch)
        with pytest.raises(Refused, match="is full: the store is as it was"):
            load_into(store, more)
    assert assert_whole(store) == before
    assert not list((store / "snapshots").glob("draft-*"))
    load_into(store, more)
    assert assert_whole(store).rows == before.rows | {"meetings": 1}
    assert {file.stem for file in (store / "snapshots").iterdir()} == {one.id for one in Store(store).all()}
    assert stored(store, "SELECT count(*) AS n FROM meetings") == [{"n": 1}]
