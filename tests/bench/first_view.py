"""How long a person waits: the first view of each page in a browser beside a bare Streamlit page with one Plotly chart,
in turns in one run; and the server's time for a changed date.

    python -m tests.bench.first_view STORE_FOLDER [RUNS]
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from streamlit.testing.v1 import AppTest

from sgdata.ui.navigation import PAGES
from tests.support import PROJECT

BARE = """
import plotly.graph_objects as go
import streamlit as st
st.title("Bare")
st.plotly_chart(go.Figure(go.Scatter(x=[1, 2, 3], y=[2, 1, 3])))
"""
WHOLE = "[data-testid=stApp][data-test-script-state=notRunning] h1"
DAYS = (date(2026, 11, 2), date(2026, 10, 20), date(2026, 10, 6), date(2026, 9, 28), date(2026, 11, 9))


@contextmanager
def streamlit(script: Path, folder: Path, **environment: str) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    command += ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    server = subprocess.Popen(command, cwd=folder, env=os.environ | environment, stdout=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.2)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait()


def first_view(browser: Browser, address: str, seen: str) -> float:
    page = browser.new_context(viewport={"width": 1366, "height": 900}).new_page()
    began = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(seen, timeout=60_000)
    took = time.perf_counter() - began
    page.context.close()
    return took


def main() -> None:
    store, runs = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        with (
            streamlit(bare, Path(folder)) as plain,
            streamlit(PROJECT / "app.py", PROJECT, SGDATA_STORE=str(store)) as ours,
        ):
            chart = ".js-plotly-plot svg.main-svg"
            first_view(browser, plain, chart)
            print("| page | bare s | ours s | times | changed date, server s |\n|---|---|---|---|---|")
            for page in PAGES:
                seen = chart if page.themes else WHOLE
                first_view(browser, f"{ours}/{page.name}", seen)
                pairs = [
                    (first_view(browser, plain, chart), first_view(browser, f"{ours}/{page.name}", seen))
                    for _ in range(runs)
                ]
                bare_s, ours_s = (statistics.median(times) for times in zip(*pairs, strict=True))
                waits = f"{bare_s:.2f} | {ours_s:.2f} | {ours_s / bare_s:.2f} | {changed(store, page.name)}"
                print(f"| {page.title} | {waits} |")
        browser.close()


def changed(store: Path, name: str) -> str:
    """The median time that the server takes for another date."""
    os.environ["SGDATA_STORE"] = str(store)
    page = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60).switch_page(f"pages/{name}.py").run()
    times = []
    for day in DAYS:
        next(one for one in page.date_input if one.label == "As at").set_value(day)
        began = time.perf_counter()
        page.run()
        times.append(time.perf_counter() - began)
    return f"{statistics.median(times):.2f}"


if __name__ == "__main__":
    main()
