"""Fixtures: a key of the tests' own, the two samples in a store, and the app on it."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from sgdata.intake import apart
from sgdata.intake.child import TASKS
from sgdata.intake.load import load_samples
from sgdata.intake.pseudonym import open_key
from sgdata.release.make import make_release
from sgdata.release.scope import open_scope, organisations
from tests.browsing import browser, context, page  # noqa: F401  # fixtures for every test that asks for them
from tests.support import PROJECT

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process runs a file, and takes the next of them in this order. Making the releases takes a while: one process
    begins with them while the others do what needs none. What takes longest, the browser, does not come last."""
    needing = {item.path: 3 for item in items if "released_stores" in getattr(item, "fixturenames", ())}
    of_browser = {item.path: 2 for item in items if item.get_closest_marker("browser")}
    first = dict.fromkeys(sorted(needing.keys() - of_browser.keys())[:1], 0)
    place = needing | of_browser | first
    items.sort(key=lambda item: place.get(item.path, 1))


def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session", autouse=True)
def own_key(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test touches the key or the store of the person who runs it. Every process has one key: they share stores."""
    folder = shared_folder(tmp_path_factory) / "own"
    key = folder / "pseudonym.key"
    open_key(key, folder / "no_store")
    kept = dict(os.environ)
    os.environ |= {"SGDATA_KEY_FILE": str(key), "SGDATA_STORE": str(folder / "no_store")}
    yield key
    os.environ.clear()
    os.environ.update(kept)


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """A page that is run becomes the main module, and what multiprocessing starts afterwards would run it again."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before


@pytest.fixture(autouse=True)
def in_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in this process but where a test is about the child process, which takes a second to start."""
    if not request.node.get_closest_marker("apart"):

        def here(name: str, task: dict[str, Any], progress: apart.Progress = lambda _: None) -> Any:
            return TASKS[name](json.loads(json.dumps(task)), progress)

        monkeypatch.setattr(apart, "apart", here)


@pytest.fixture(scope="session")
def sample_stores(own_key: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of each sample, as `sgdata demo` makes it. Tests only read it."""
    folder = tmp_path_factory.mktemp("stores")
    load_samples(folder, key_file=own_key)
    return folder


@pytest.fixture(scope="session")
def released_stores(own_key: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As `sample_stores`, with the leaders' releases of both: made once for all processes, since it takes a while."""
    shared = shared_folder(tmp_path_factory)
    folder = shared / "released"
    with FileLock(shared / "released.lock"):
        if not (folder / "done").exists():
            load_samples(folder, key_file=own_key)
            for organisation in organisations(folder):
                make_release(open_scope(organisation.folder))
            (folder / "done").touch()
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium; without one the browser tests are skipped, but never where CI is set."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("There is no Chromium: install it (Debian: apt-get install chromium).")
        pytest.skip("There is no Chromium on this machine.")
    return CHROMIUM


@pytest.fixture(scope="session")
def served(released_stores: Path) -> Iterator[str]:
    """The address of the app on the two samples."""
    with serving(released_stores) as address:
        yield address


class serving:  # noqa: N801  # used like a function: with serving(folder) as address
    """Runs `sgdata serve` on a folder for as long as the block lasts."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.options = options

    def __enter__(self) -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "sgdata", "serve", "--no-browser", "--port", str(port)]
        self.process = subprocess.Popen([*command, "--store", str(self.folder), *self.options], cwd=PROJECT)
        address = f"http://localhost:{port}"
        until = time.monotonic() + 120  # a busy machine is slow, not wrong
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                    return address
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        self.process.kill()
        raise AssertionError("the app did not answer within 120 seconds")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
