"""A browser as a person uses it: fixtures, and what its tests share. What goes wrong behind the screen is a fault."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.support import PROJECT

# Streamlit lays the style of a page at the end of its first run.
HAS_STYLE = "[...document.querySelectorAll('style')].some(one => one.textContent.includes('stMainBlockContainer'))"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
# Visited by its address, a page makes Streamlit's own script look for the server below that address first.
LOOKING_FOR_SERVER = ("/_stcore/health", "/_stcore/host-config")

expect.set_options(timeout=60_000)  # a busy machine is slow, not wrong


class Watch:
    """What went wrong behind the screen."""

    def __init__(self, page: Page) -> None:
        self.faults: list[str] = []
        page.on("console", lambda message: self._console(message.type, message.text))
        page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        page.on("request", lambda request: self._request(request.url))
        page.on("response", lambda response: self._response(response.status, response.url))

    def _console(self, kind: str, text: str) -> None:
        if kind == "error" and "404 (Not Found)" not in text:  # told with its address by _response
            self.faults.append(f"console: {text}")

    def _request(self, url: str) -> None:
        if urlsplit(url).scheme in ("http", "https", "ws", "wss") and urlsplit(url).hostname != "localhost":
            self.faults.append(f"left this machine: {url}")

    def _response(self, status: int, url: str) -> None:
        if status >= 400 and not url.endswith(LOOKING_FOR_SERVER):
            self.faults.append(f"{status}: {url}")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, "--disable-sync"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One for all tests: what a page is made of is fetched and compiled once."""
    opened = browser.new_context(viewport={"width": 1366, "height": 900}, locale="en-GB")
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    watch = Watch(opened)
    yield opened
    opened.close()
    assert watch.faults == []


def figures(store: Path, *options: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "sgdata", "figures", "--json", "--store", str(store), *options]
    printed = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    return {figure["id"]: figure for figure in json.loads(printed)["figures"]}


def wait_until_whole(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1, name=title, exact=True)).to_be_visible()
    page.wait_for_function(HAS_STYLE)
    wait_until_still(page)


def wait_until_still(page: Page) -> None:
    """Until nothing is worked out any more, nothing is of before, and nothing fades in."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator("[data-stale='true']")).to_have_count(0)
    page.wait_for_function("document.getAnimations().every(one => one.playState !== 'running')")


def open_page(page: Page, served: str, name: str, title: str, **query: str) -> None:
    """Goes to a page by its address and waits until it is whole."""
    page.goto(f"{served}/{name}?{urlencode(query)}")
    wait_until_whole(page, title)


def go_to(page: Page, title: str) -> None:
    """Goes to a page by the menu."""
    page.get_by_test_id("stSidebar").get_by_role("link", name=title, exact=True).click()
    wait_until_whole(page, title)


def open_tab(page: Page, name: str) -> None:
    """Opens a tab of a page and waits until it is whole."""
    page.get_by_role("tab", name=name, exact=True).click()
    wait_until_still(page)
