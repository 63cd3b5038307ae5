"""A person with a browser: walks every page, reads the numbers of `sgdata figures --json`, and nothing goes wrong
behind the screen: no error in the console, no request that leaves this machine."""

import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from sgdata.ui.navigation import PAGES
from sgdata.ui.panels import BEHIND, STAND, WHICH
from tests.browsing import figures, go_to, open_page, open_tab, wait_until_whole
from tests.conftest import serving

pytestmark = pytest.mark.browser
SHOWING = [page for page in PAGES if page.themes]
ORGANISATIONS = {"Virtual School": "virtual_school", "Mentoring provider": "mentoring_provider"}


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


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_the_walk_shows_the_numbers_of_the_command_line(
    page: Page, served: str, released_stores: Path, organisation: str
) -> None:
    expected = figures(released_stores / ORGANISATIONS[organisation])
    page.goto(f"{served}/?{urlencode({'organisation': organisation})}")
    wait_until_whole(page, "Overview")
    seen = set()
    for one in SHOWING:
        go_to(page, one.title)
        for indicator in one.indicators():
            figure = expected[indicator.id]
            panel = page.locator(f".st-key-panel_{indicator.id}")
            expect(panel).to_be_visible()
            if figure["value"] is not None and not figure["not_loaded"]:
                expect(panel).to_contain_text(as_shown(figure))
            seen.add(indicator.id)
        expect(page.locator(".js-plotly-plot svg.main-svg").first).to_be_visible()
        open_tab(page, WHICH)
        expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    assert len(seen) >= 12


def test_a_leader_reads_the_release(page: Page, served: str, released_stores: Path) -> None:
    expected = figures(released_stores / "virtual_school", "--role", "leader")
    open_page(page, served, "", "Overview", role="As leaders see it")
    for one in SHOWING:
        go_to(page, one.title)
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
    open_page(page, served, "follow_ups", "Follow-ups", as_at="2026-03-02")
    expect(page.locator(".st-key-panel_actions_overdue")).to_contain_text(as_shown(expected["actions_overdue"]))
    go_to(page, "Concerns")
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


def test_a_link_opens_the_same_tab_and_the_same_breakdown(page: Page, served: str) -> None:
    open_page(page, served, "concerns", "Concerns")
    open_tab(page, BEHIND)
    page.get_by_role("combobox", name="Break down by").click()
    page.keyboard.type("Sex")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**by=Sex**")
    link = page.url
    go_to(page, "Attendance")
    expect(page.get_by_role("tab", name=STAND)).to_have_attribute("aria-selected", "true")
    assert "tab=" not in page.url
    page.goto(link)
    wait_until_whole(page, "Concerns")
    expect(page.get_by_role("tab", name=BEHIND)).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("combobox", name="Break down by")).to_have_value("Sex")


def test_every_page_is_printed_on_one_sheet(page: Page, served: str) -> None:
    open_page(page, served, "", "Overview")
    sheets = {}
    for one in SHOWING:
        go_to(page, one.title)
        expect(page.locator(".js-plotly-plot svg.main-svg").first).to_be_visible()
        page.wait_for_timeout(500)  # until every chart is drawn
        sheets[one.name] = len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(prefer_css_page_size=True)))
    assert sheets == dict.fromkeys(sheets, 1)


def test_a_chart_can_be_taken_away_as_a_drawing(page: Page, served: str) -> None:
    open_page(page, served, "follow_ups", "Follow-ups")
    chart = page.locator(".st-key-trend_actions_overdue")
    chart.locator("svg.main-svg").first.hover()
    with page.expect_download() as taken:
        chart.get_by_role("button", name="Download plot").click()
    assert taken.value.suggested_filename == "trend_actions_overdue.svg"
