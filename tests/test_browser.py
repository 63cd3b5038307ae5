"""A person with a browser: walks every page, reads the numbers of `sgdata figures --json`, and nothing goes wrong
behind the screen: no error in the console, no request that leaves this machine, no accessibility fault."""

import json
import subprocess
import sys
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from sgdata.ui.navigation import PAGES
from tests.conftest import serving
from tests.support import PROJECT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]  # one server for all of them
SHOWING = [page for page in PAGES if page.themes]
ORGANISATIONS = {"Virtual School": "virtual_school", "Mentoring provider": "mentoring_provider"}
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


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, "--disable-sync"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 900}, locale="en-GB")
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    watch = Watch(opened)
    yield opened
    context.close()
    assert watch.faults == []


def figures(store: Path, *options: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "sgdata", "figures", "--json", "--store", str(store), *options]
    printed = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    return {figure["id"]: figure for figure in json.loads(printed)["figures"]}


def number(value: float) -> str:
    return f"{int(value):,}" if value == int(value) else f"{Decimal(value).quantize(Decimal('0.1'), ROUND_HALF_UP):,}"


def as_shown(figure: dict[str, Any]) -> str:
    """The number of a panel, worked out from the JSON without the product's words."""
    if figure["unit"] == "count":
        return number(figure["numerator"])
    judged = figure["denominator"] - figure["unknown"]
    share = (Decimal(str(figure["value"])) * (100 if figure["unit"] == "percent" else 1)).quantize(
        Decimal("0.1"), ROUND_HALF_UP
    )
    shown = f"{share} %" if figure["unit"] == "percent" else f"{number(figure['value'])} per 100"
    return f"{number(figure['numerator'])} of {number(judged)} ({shown})"


def wait_until_whole(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1, name=title, exact=True)).to_be_visible()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    expect(page.locator("[data-stale='true']")).to_have_count(0)


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_the_walk_shows_the_numbers_of_the_command_line(
    page: Page, served: str, released_stores: Path, organisation: str
) -> None:
    expected = figures(released_stores / ORGANISATIONS[organisation])
    page.goto(f"{served}/?{urlencode({'organisation': organisation})}")
    wait_until_whole(page, "Overview")
    seen = set()
    for one in SHOWING:
        page.get_by_test_id("stSidebar").get_by_role("link", name=one.title, exact=True).click()
        wait_until_whole(page, one.title)
        for indicator in one.indicators():
            figure = expected[indicator.id]
            panel = page.locator(f".st-key-panel_{indicator.id}")
            expect(panel).to_be_visible()
            if figure["value"] is not None and not figure["not_loaded"]:
                expect(panel).to_contain_text(as_shown(figure))
            seen.add(indicator.id)
        expect(page.locator(".js-plotly-plot svg.main-svg").first).to_be_visible()
        expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    assert len(seen) >= 12


def test_a_leader_reads_the_release(page: Page, served: str, released_stores: Path) -> None:
    expected = figures(released_stores / "virtual_school", "--role", "leader")
    for one in SHOWING:
        page.goto(f"{served}/{one.name}?role=As+leaders+see+it")
        wait_until_whole(page, one.title)
        expect(page.get_by_text("Release of 13 November 2026")).to_be_visible()
        for indicator in one.indicators():
            panel = page.locator(f".st-key-panel_{indicator.id}")
            figure = expected[indicator.id]
            if figure["suppressed"]:
                expect(panel).to_have_count(0)
            elif figure["value"] is not None and figure["precision"] == "exact":
                expect(panel).to_contain_text(as_shown(figure))
            elif figure["value"] is not None:
                expect(panel).to_contain_text(f"about {figure['numerator']:,.0f}")
        expect(page.get_by_test_id("stDataFrame")).to_have_count(0)


def test_a_link_opens_the_same_view_and_the_bar_keeps_it(page: Page, served: str, released_stores: Path) -> None:
    expected = figures(released_stores / "virtual_school", "--as-at", "2026-03-02")
    page.goto(f"{served}/follow_ups?as_at=2026-03-02")
    wait_until_whole(page, "Follow-ups")
    expect(page.locator(".st-key-panel_actions_overdue")).to_contain_text(as_shown(expected["actions_overdue"]))
    page.get_by_test_id("stSidebar").get_by_role("link", name="Concerns", exact=True).click()
    wait_until_whole(page, "Concerns")
    page.wait_for_url("**as_at=2026-03-02**")
    expect(page.locator(".st-key-panel_concerns_raised")).to_contain_text(as_shown(expected["concerns_raised"]))
    page.get_by_role("radio", name="As leaders see it").click()
    expect(page.get_by_text("Release of 13 November 2026")).to_be_visible()
    page.wait_for_url("**role=As+leaders+see+it**")


def test_any_page_may_be_the_first_of_a_fresh_server(page: Page, released_stores: Path) -> None:
    with serving(released_stores) as address:
        page.goto(f"{address}/lado")
        wait_until_whole(page, "LADO")
        page.get_by_test_id("stSidebar").get_by_role("link", name="Overview", exact=True).click()
        wait_until_whole(page, "Overview")
        page.goto("about:blank")  # a page must not be left asking a server that is gone


def is_upstream(rule: str, html: str) -> bool:
    """What only Streamlit can mend: the day, month and year in a date input are 18 by 20 pixels."""
    return rule == "target-size" and 'role="spinbutton"' in html


@pytest.mark.parametrize("role", ["Practitioner", "As leaders see it"])
@pytest.mark.parametrize("name", [one.name for one in PAGES])
def test_a_page_has_no_accessibility_fault(page: Page, served: str, name: str, role: str) -> None:
    shown = next(one for one in PAGES if one.name == name)
    page.goto(f"{served}/{name}?role={role.replace(' ', '+')}")
    wait_until_whole(page, shown.title)
    if shown.themes:
        expect(page.locator(".js-plotly-plot svg.main-svg").first).to_be_visible()
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    told = [
        f"{fault['id']}: {fault['help']}: {node['html']}"
        for fault in Axe().run(page, options={"runOnly": rules}).response["violations"]
        for node in fault["nodes"]
        if not is_upstream(fault["id"], node["html"])
    ]
    assert told == []
