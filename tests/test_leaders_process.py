"""The process that leaders' browsers reach: it holds no path of the stores and no key, finds the releases, ends with
its keeper however that ends, and what it logs is in the log of the store afterwards."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sgdata.errors import Refused
from sgdata.release.access_log import log_of
from sgdata.release.mirror import Mirror
from sgdata.settings import RELEASES, Settings, audience, releases_folder
from tests.conftest import serving

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
RELEASE = '{"release": "fake"}'


@dataclass(frozen=True)
class Served:
    """What was started, and for whom."""

    address: str
    stores: Path
    key: Path
    keeper: subprocess.Popen[bytes]
    child: int
    releases: Path


@pytest.fixture
def stores(sample_stores: Path, tmp_path: Path) -> Path:
    """A folder with a store that holds a release."""
    folder = tmp_path / "stores_of_this_test"
    # Without its log: other tests, too, have looked into this store.
    shutil.copytree(
        sample_stores / "virtual_school", folder / "virtual_school", ignore=shutil.ignore_patterns("access")
    )
    (folder / "virtual_school" / "releases").mkdir()
    (folder / "virtual_school" / "releases" / "first.json").write_text(RELEASE, encoding="utf-8")
    return folder


@pytest.fixture
def served(stores: Path, own_key: Path) -> Iterator[Served]:
    app = serving(stores, "--audience", "leaders")
    with app as address:
        (child,) = children_of(app.process.pid)
        found = Path(f"/proc/{child}/environ").read_bytes().split(b"\0")
        (releases,) = [one.partition(b"=")[2].decode() for one in found if one.startswith(RELEASES.encode())]
        yield Served(address, stores, own_key, app.process, child, Path(releases))
    until(lambda: not runs(child))


def children_of(process: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not done():
        assert time.monotonic() < end, "it did not come to pass within 20 seconds"
        time.sleep(0.1)


def held_by(process: int) -> dict[str, bytes]:
    """All that a process was given and has open, and what stands in its memory."""
    of = Path(f"/proc/{process}")
    found = {name: (of / name).read_bytes() for name in ("cmdline", "environ", "maps")}
    found["cwd"] = os.fsencode((of / "cwd").readlink())
    found["fd"] = b"\n".join(os.fsencode(one.readlink()) for one in (of / "fd").iterdir())
    memory = []
    with (of / "mem").open("rb", buffering=0) as stream:
        for area in found["maps"].decode().splitlines():
            if place := re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", area):
                start, end = (int(one, 16) for one in place.groups())
                try:
                    stream.seek(start)
                    memory.append(stream.read(end - start))
                except (OSError, ValueError):  # what cannot be read by anybody, such as [vvar]
                    continue
    return found | {"memory": b"".join(memory)}


def test_it_holds_neither_the_path_of_a_store_nor_the_key(served: Served) -> None:
    urllib.request.urlopen(f"{served.address}/", timeout=10).close()
    held = held_by(served.child)
    assert len(held["memory"]) > 1_000_000
    assert str(served.releases).encode() in held["memory"]
    secrets = {
        "store": str(served.stores),
        "name of the folder of stores": served.stores.name,
        "key": str(served.key),
        "variable of the store": "SGDATA_STORE=",
        "variable of the key": "SGDATA_KEY_FILE=",
    }
    told = [
        f"{secret} in {place}" for secret, text in secrets.items() for place in held if text.encode() in held[place]
    ]
    assert told == []
    assert served.key.read_bytes().strip() not in held["memory"]
    assert str(served.stores).encode() in held_by(served.keeper.pid)["cmdline"]  # the search finds what is there


def test_releases_come_change_and_go_and_the_folder_is_closed_to_others(served: Served) -> None:
    copy = served.releases / "virtual_school"
    assert (copy / "first.json").read_text() == RELEASE
    assert served.releases.parent.stat().st_mode & 0o777 == 0o700
    releases = served.stores / "virtual_school" / "releases"
    (releases / "second.json").write_text(RELEASE)
    until((copy / "second.json").exists)
    (releases / "first.json").write_text("changed")
    until(lambda: (copy / "first.json").read_text() == "changed")
    (releases / "first.json").unlink()
    until(lambda: not (copy / "first.json").exists())


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_stopping_the_keeper_ends_both_keeps_the_log_and_removes_the_copies(served: Served, stop: int) -> None:
    line_for_leader(served.releases / "virtual_school")
    collected = log_of(served.stores / "virtual_school")
    until(lambda: len(collected.read()) == 1)
    line_for_leader(served.releases / "virtual_school")
    served.keeper.send_signal(stop)
    assert served.keeper.wait(timeout=20) == 0
    assert not runs(served.child)
    assert not served.releases.parent.exists()
    assert [(line.who, line.role, line.kind, line.what, line.snapshot) for line in collected.read()] == [
        ("A. Governor", "leader", "page", ("overview",), "first")
    ] * 2
    assert collected.verify() == []
    assert [one.name for one in served.stores.iterdir()] == ["virtual_school"]


def test_killing_the_keeper_ends_the_process_and_the_next_keeper_collects(served: Served) -> None:
    served.keeper.kill()
    until(lambda: not runs(served.child))
    line_for_leader(served.releases / "virtual_school")
    Mirror(served.stores).close()
    assert len(log_of(served.stores / "virtual_school").read()) == 1
    assert not served.releases.parent.exists()


def test_a_process_that_ends_by_itself_ends_the_keeper_with_a_fault(served: Served) -> None:
    os.kill(served.child, signal.SIGKILL)
    assert served.keeper.wait(timeout=20) == 1
    assert not served.releases.parent.exists()


def line_for_leader(store: Path) -> None:
    log_of(store).note(
        "page", "overview", who="A. Governor", role="leader", organisation="Virtual School", snapshot="first"
    )


def test_a_running_keeper_is_left_alone_by_another(stores: Path) -> None:
    one, other = Mirror(stores), Mirror(stores)
    one.look()
    other.look()
    third = Mirror(stores)
    assert one.folder.exists()
    assert other.folder.exists()
    for mirror in (one, other, third):
        mirror.close()
        assert not mirror.folder.exists()


def test_what_cannot_be_collected_ends_the_serving_and_is_kept(stores: Path) -> None:
    mirror = Mirror(stores)
    mirror.look()
    line_for_leader(mirror.releases / "virtual_school")
    (written,) = (mirror.releases / "virtual_school" / "access").glob("*.jsonl")
    written.write_bytes(written.read_bytes().replace(b"overview", b"training"))
    with pytest.raises(Refused, match="is not what was written"):
        mirror.look()
    with pytest.raises(Refused, match="is kept in"):
        mirror.close()
    with pytest.raises(Refused, match="is kept in"):
        Mirror(stores)
    shutil.rmtree(mirror.folder)
    Mirror(stores).close()


def test_leaders_are_served_where_there_is_nothing_yet(tmp_path: Path) -> None:
    with serving(tmp_path / "no_store", "--audience", "leaders") as address:
        assert urllib.request.urlopen(f"{address}/", timeout=10).status == 200


def test_a_process_for_leaders_has_no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert (audience(), releases_folder()) == ("practitioners", None)
    monkeypatch.setenv(RELEASES, str(tmp_path))
    assert (audience(), releases_folder()) == ("leaders", tmp_path)
    with pytest.raises(RuntimeError, match="has no Settings"):
        Settings()
