"""A backup is whole or not there, and what it holds comes back as it was or not at all."""

import hashlib
import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from sgdata.errors import Misuse, Refused
from sgdata.release.access_log import log_of
from sgdata.store.backup import back_up, bring_back
from sgdata.store.faults import faults_of
from sgdata.store.snapshots import Store
from tests.door import sgdata
from tests.test_load import contents

Output = pytest.CaptureFixture[str]
FIGURES = ("figures", "--json")


@pytest.fixture(scope="module")
def once(sample_stores: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with minutes, an access log, profiles and other files."""
    store = tmp_path_factory.mktemp("backup") / "store"
    shutil.copytree(sample_stores / "mentoring_provider", store)
    for name in ("meetings/2026-11-20.json", "meetings/counted/meetings.csv", "profiles/of/ours.txt", "kept.csv"):
        (store / name).parent.mkdir(parents=True, exist_ok=True)
        (store / name).write_text(f"what stands in {name}", encoding="utf-8")
    log_of(store).note("page", "overview", role="practitioner", organisation="Test")
    return store


@pytest.fixture
def store(once: Path, tmp_path: Path) -> Path:
    return shutil.copytree(once, tmp_path / "store")


def kept(store: Path) -> dict[str, bytes]:
    return {name: text for name, text in contents(store).items() if not name.endswith(".lock")}


def test_what_was_backed_up_comes_back_byte_for_byte_with_the_same_figures(
    store: Path, tmp_path: Path, capsys: Output
) -> None:
    before, file = kept(store), tmp_path / "backup.zip"
    ran = sgdata(capsys, "backup", file, "--store", store)
    assert (ran.status, ran.err) == (0, "")
    assert hashlib.sha256(file.read_bytes()).hexdigest() in ran.out
    assert "The key of the pseudonyms is not in it" in ran.out
    assert log_of(store).read()[-1].kind == "backup"
    figures = sgdata(capsys, *FIGURES, "--store", store).out
    assert json.loads(figures)["figures"]
    shutil.rmtree(store)

    back = tmp_path / "another" / "store"
    assert sgdata(capsys, "restore", file, "--store", back, "--json").status == 0
    after = kept(back)
    assert {name: text for name, text in after.items() if not name.startswith("access/")} == {
        name: text for name, text in before.items() if not name.startswith("access/")
    }
    assert log_of(back).read()[-1].kind == "restore"
    assert log_of(back).verify() == faults_of(Store(back)) == []
    assert sgdata(capsys, *FIGURES, "--store", back).out == figures
    assert not [path for path in back.parent.iterdir() if path != back]


def test_a_folder_of_stores_is_backed_up_with_all_of_them(sample_stores: Path, tmp_path: Path) -> None:
    back_up(sample_stores, tmp_path / "backup.zip")
    bring_back(tmp_path / "backup.zip", tmp_path / "back")
    assert kept(tmp_path / "back") == kept(sample_stores)


def test_the_key_is_never_in_it(store: Path, tmp_path: Path, own_key: Path, capsys: Output) -> None:
    inside = store / own_key.name
    shutil.copyfile(own_key, inside)
    back_up(store, tmp_path / "backup.zip", never=[inside])
    with ZipFile(tmp_path / "backup.zip") as archive:
        assert own_key.read_bytes() not in [archive.read(name) for name in archive.namelist()]


def test_a_damaged_store_is_not_backed_up_over_a_good_backup(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    back_up(store, file)
    good = file.read_bytes()
    snapshot = Store(store).file(Store(store).current().id)
    snapshot.write_bytes(snapshot.read_bytes()[:-1])
    with pytest.raises(Refused, match="Nothing was backed up"):
        back_up(store, file)
    assert file.read_bytes() == good
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_backup_is_written_neither_into_the_store_nor_over_another_file(store: Path, tmp_path: Path) -> None:
    other = tmp_path / "returns.xlsx"
    other.write_bytes(b"a workbook")
    for place in (store / "backup.zip", other, tmp_path / "missing" / "backup.zip"):
        with pytest.raises(Misuse):
            back_up(store, place)
    assert other.read_bytes() == b"a workbook"
    with pytest.raises(Misuse, match="There is no store"):
        back_up(tmp_path / "none", tmp_path / "backup.zip")


def test_it_is_restored_into_an_empty_folder_alone(store: Path, tmp_path: Path, capsys: Output) -> None:
    back_up(store, tmp_path / "backup.zip")
    before = contents(store)
    ran = sgdata(capsys, "restore", tmp_path / "backup.zip", "--store", store)
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert "is not empty" in ran.err
    assert contents(store) == before
    (tmp_path / "empty").mkdir()
    bring_back(tmp_path / "backup.zip", tmp_path / "empty")
    assert kept(tmp_path / "empty") == kept(store)


def test_every_flip_and_cut_of_a_backup_is_refused_and_brings_nothing_back(store: Path, tmp_path: Path) -> None:
    for manifest in Store(store).all()[:-1]:
        Store(store).file(manifest.id).unlink()
    back_up(store, tmp_path / "backup.zip")
    whole, chance = (tmp_path / "backup.zip").read_bytes(), random.Random(4)
    came_back = 0
    for trial in range(40):
        damaged = bytearray(whole)
        if trial % 4:
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        else:
            damaged = damaged[: chance.randrange(len(damaged))]
        (tmp_path / "damaged.zip").write_bytes(damaged)
        back = tmp_path / "back"
        try:
            bring_back(tmp_path / "damaged.zip", back)
        except (Misuse, Refused):
            assert not back.exists()
        else:  # it hit what the zip says twice, or says of itself
            came_back += 1
            assert kept(back) == kept(store)
            shutil.rmtree(back)
    assert came_back < 20
    assert not list(tmp_path.glob(".back*"))


def listing(names: dict[str, bytes]) -> bytes:
    files = {name: {"size": len(text), "sha256": hashlib.sha256(text).hexdigest()} for name, text in names.items()}
    return json.dumps({"format": 1, "made_at": "2026-11-21T12:00:00Z", "files": files}).encode()


@pytest.mark.parametrize(
    "name",
    ["../outside", "a/../../outside", "/outside", "C:\\outside", "C:outside", "a\\..\\outside", "./a", "a//b", ".."],
)
def test_a_path_that_leads_out_of_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "backup.zip", "w") as archive:
        archive.writestr("backup.json", listing({name: b"text"}))
        archive.writestr(f"files/{name}", b"text")
    with pytest.raises(Refused):
        bring_back(tmp_path / "backup.zip", tmp_path / "deep" / "back")
    assert {path.name for path in tmp_path.rglob("*")} <= {"backup.zip", "deep"}


def bomb(file: Path) -> None:
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("backup.json", listing({"current": b"text"}))
        archive.writestr("files/current", bytes(50_000_000))


def unlisted(file: Path) -> None:
    with ZipFile(file, "w") as archive:
        archive.writestr("backup.json", listing({"current": b"text"}))
        archive.writestr("files/current", b"text")
        archive.writestr("files/rules.toml", b"text")


def of_another_kind(file: Path) -> None:
    with ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", b"text")


def too_large(file: Path) -> None:
    told = json.loads(listing({"current": b"text"}))
    told["files"]["current"]["size"] = 10**15
    with ZipFile(file, "w") as archive:
        archive.writestr("backup.json", json.dumps(told))
        archive.writestr("files/current", b"text")


@pytest.mark.parametrize(
    "make", [bomb, unlisted, of_another_kind, too_large, lambda file: file.write_bytes(b"no zip at all")]
)
def test_what_is_no_backup_is_refused(make: Callable[[Path], object], tmp_path: Path) -> None:
    make(tmp_path / "backup.zip")
    with pytest.raises(Refused):
        bring_back(tmp_path / "backup.zip", tmp_path / "back")
    assert [path.name for path in tmp_path.iterdir()] == ["backup.zip"]
