"""Runs the app on this machine only, and opens a browser window once it answers.

Practitioners are served by this process, which knows the store. Leaders are served by another one that does not: this
one is its keeper, gives it copies of the releases, and takes over what it logs. The absence of the data is the guard.
"""

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from streamlit.web import cli

from sgdata.errors import Misuse, Refused
from sgdata.release.mirror import Mirror
from sgdata.settings import PROJECT, RELEASES

WAIT_FOR_APP = 60  # seconds
WAIT_FOR_END = 10
LOOK_EVERY = 2
# What a process needs of its surroundings to run at all; the last two are for Windows.
KEPT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "SYSTEMROOT", "COMSPEC")
STOPS = [one for name in ("SIGINT", "SIGTERM", "SIGHUP") if (one := getattr(signal, name, None))]


def serve(store: Path, port: int, browser: bool) -> None:
    """Runs the app on the store, in this process, until it is stopped."""
    app = _app()
    os.environ["SGDATA_STORE"] = str(store.resolve())
    os.chdir(PROJECT)  # where Streamlit looks for its settings
    _tell(port, browser)
    cli.main(args=["run", str(app), "--server.port", str(port)], standalone_mode=False)


def serve_leaders(stores: Path, port: int, browser: bool) -> None:
    """Runs the app for leaders in a process that knows neither the stores nor the key, until it is stopped.

    Refused where that process ends by itself, or what it logs cannot be kept."""
    _app()
    with _Stop() as stop:
        mirror = Mirror(stores)
        try:
            mirror.look()
            with _running(mirror, port) as stop.child:
                _tell(port, browser)
                while not stop.asked and stop.child.poll() is None:
                    try:
                        stop.child.wait(LOOK_EVERY)
                    except subprocess.TimeoutExpired:
                        mirror.look()
            if not stop.asked:
                told = f"with status {stop.child.returncode}: what it wrote above says why"
                raise Refused(f"The app ended by itself, {told}.")
        finally:
            mirror.close()


class _Stop:
    """Whether somebody asked us to stop: a signal ends the child, and with it our waiting, and nothing else."""

    def __init__(self) -> None:
        self.asked = False
        self.child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._before = {one: signal.signal(one, self._stop) for one in STOPS}
        return self

    def __exit__(self, *_: object) -> None:
        for one, handler in self._before.items():
            signal.signal(one, handler)

    def _stop(self, *_: object) -> None:
        self.asked = True
        if self.child:
            self.child.terminate()


@contextmanager
def _running(mirror: Mirror, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The process that leaders reach; however we leave, it has ended."""
    home, temporary = str(mirror.folder / "home"), str(mirror.folder / "tmp")
    surroundings = {name: os.environ[name] for name in KEPT if name in os.environ} | {
        # Where the key and the user's own settings would be looked for, there is nothing.
        "HOME": home,
        "USERPROFILE": home,
        "TMPDIR": temporary,
        "TEMP": temporary,
        "TMP": temporary,
        "PYTHONPATH": str(PROJECT),
        RELEASES: str(mirror.releases),
    }
    command = [sys.executable, "-P", "-m", "sgdata.ui.leaders_app", str(port)]
    with subprocess.Popen(command, cwd=home, env=surroundings, stdin=subprocess.PIPE) as child:
        try:
            yield child
        finally:
            child.terminate()
            try:
                child.wait(WAIT_FOR_END)
            except subprocess.TimeoutExpired:
                child.kill()


def _app() -> Path:
    """The script that Streamlit runs; Misuse where it is not there."""
    app = PROJECT / "app.py"
    if not app.exists():
        raise Misuse(f"{app} is not there: run sgdata from a checkout of the project.")
    return app


def _tell(port: int, browser: bool) -> None:
    address = f"http://localhost:{port}"
    print(f"The dashboard is at {address} (stop it with Ctrl+C).", file=sys.stderr)
    if browser:
        threading.Thread(target=_open_when_ready, args=(address,), daemon=True).start()


def _open_when_ready(address: str) -> None:
    until = time.monotonic() + WAIT_FOR_APP
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                webbrowser.open(address)
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
