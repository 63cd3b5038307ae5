"""Runs the app on this machine only, and opens a browser window once it answers."""

import os
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path

from streamlit.web import cli

from sgdata.errors import Misuse
from sgdata.settings import PROJECT

WAIT_FOR_APP = 60  # seconds


def serve(store: Path, port: int, browser: bool) -> None:
    """Runs the app on the store, in this process, until it is stopped."""
    app = PROJECT / "app.py"
    if not app.exists():
        raise Misuse(f"{app} is not there: run sgdata from a checkout of the project.")
    address = f"http://localhost:{port}"
    os.environ["SGDATA_STORE"] = str(store.resolve())
    os.chdir(PROJECT)  # where Streamlit looks for its settings
    print(f"The dashboard is at {address} (stop it with Ctrl+C).", file=sys.stderr)
    if browser:
        threading.Thread(target=_open_when_ready, args=(address,), daemon=True).start()
    cli.main(args=["run", str(app), "--server.port", str(port)], standalone_mode=False)


def _open_when_ready(address: str) -> None:
    until = time.monotonic() + WAIT_FOR_APP
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                webbrowser.open(address)
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
