"""Everybody reads the same: axe-core on every page, tab and role in both themes, the keyboard, a narrow screen, and
colours as those see them who do not see all."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from sgdata.outputs.colours import DARK, LIGHT, Colours
from sgdata.ui.navigation import PAGES
from tests.browsing import go_to, open_page, open_tab, wait_until_still

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LEADERS = "As leaders see it"
USUAL: ViewportSize = {"width": 1366, "height": 900}
NARROW: ViewportSize = {"width": 320, "height": 800}


def is_upstream(rule: str, html: str) -> bool:
    """What only Streamlit can mend: the day, month and year in a date input are 18 by 20 pixels; the box that files are
    dropped into names itself, although its button and its input do."""
    is_date = rule == "target-size" and 'role="spinbutton"' in html
    return is_date or (rule == "presentation-role-conflict" and "stFileUploaderDropzone" in html)


def faults(page: Page) -> list[str]:
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    return [
        f"{fault['id']}: {node['failureSummary']}: {node['html']}"
        for fault in Axe().run(page, options=options).response["violations"]
        for node in fault["nodes"]
        if not is_upstream(fault["id"], node["html"])
    ]


def beyond(page: Page) -> list[str]:
    """What is wider than the screen."""
    wide: list[str] = page.evaluate(
        "[...document.querySelectorAll('[data-testid=stMain] *')].filter(one => "
        "one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('[data-testid=stTable], "
        "[data-testid=stDataFrame], [role=tablist], pre, svg, .js-plotly-plot')).map(one => one.className)"
    )
    return wide + ["the page"] * page.evaluate("document.documentElement.scrollWidth > innerWidth")


def tabs_of(page: Page) -> Iterator[str]:
    """Opens one tab of the page after the other; a page without tabs as it is."""
    names = page.get_by_role("tab").all_inner_texts()
    for name in names:
        open_tab(page, name)
        yield name
    if not names:
        yield "the page"


@pytest.mark.browser
def test_practitioners_pages_have_no_accessibility_fault_and_fit_a_narrow_screen(page: Page, served: str) -> None:
    """Every tab in the light, the last one in the dark, and every tab on 320 pixels: less than a phone, and what is
    left of 1280 at 400 %."""
    page.emulate_media(reduced_motion="reduce")
    open_page(page, served, "", "Overview")
    found: dict[tuple[str, str, str], list[str]] = {}
    for one in PAGES:
        go_to(page, one.title)
        for tab in tabs_of(page):
            found[one.name, tab, "light"] = faults(page)
            page.set_viewport_size(NARROW)
            wait_until_still(page)
            found[one.name, tab, "narrow"] = beyond(page)
            page.set_viewport_size(USUAL)
        page.emulate_media(color_scheme="dark")
        expect(page.get_by_test_id("stApp")).to_have_css("background-color", "rgb(18, 25, 28)")
        found[one.name, "the last tab", "dark"] = faults(page)
        page.emulate_media(color_scheme="light")
    assert {place: told for place, told in found.items() if told} == {}
    assert len(found) >= 3 * len(PAGES)


@pytest.mark.browser
def test_leaders_pages_have_no_accessibility_fault(page: Page, served: str) -> None:
    """Every tab in the light: they are made of the same as those of practitioners."""
    page.emulate_media(reduced_motion="reduce")
    open_page(page, served, "", "Overview", role=LEADERS)
    found: dict[tuple[str, str], list[str]] = {}
    shown = [one for one in PAGES if one.for_leaders]
    for one in shown:
        go_to(page, one.title)
        found |= {(one.name, tab): faults(page) for tab in tabs_of(page)}
    assert {place: told for place, told in found.items() if told} == {}
    assert len(found) >= len(shown)


@pytest.mark.browser
def test_the_keyboard_alone_reaches_everything(page: Page, served: str) -> None:
    open_page(page, served, "follow_ups", "Follow-ups")
    wanted = {"Concerns", "Virtual School", "How do we stand?", "Table", "How it is counted", "Download plot"}
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        text = page.evaluate(
            "(one => [one.innerText, one.getAttribute('aria-label'), one.value].join(' '))(document.activeElement)"
        )
        reached |= {one for one in wanted if one in text}
    assert reached == wanted
    page.get_by_role("tab", name="How do we stand?").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-picture_late_follow_ups_list")).to_be_visible()


def brightness(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((brightness(one), brightness(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_stand_out_from_the_paper(colours: Colours) -> None:
    marks = [colours.line, colours.quiet, *colours.series, *colours.status.values()]
    assert {mark: round(contrast(mark, colours.paper), 2) for mark in marks if contrast(mark, colours.paper) < 3} == {}


# How red, green and blue (linear) are seen by those without one kind of cones: Vienot, Brettel and Mollon 1999.
SEEN = {
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("sight", SEEN)
def test_the_first_series_differ_for_those_who_do_not_see_all_colours(colours: Colours, sight: str) -> None:
    """Lightness or hue of the first three differ; from the fourth on only their patterns and shapes are relied on."""
    seen = [as_seen(colour, sight) for colour in colours.series[:3]]
    for one, other in combinations(seen, 2):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 0.1, (one, other)


def as_seen(colour: str, sight: str) -> tuple[float, ...]:
    linear = [(int(colour[place : place + 2], 16) / 255) ** 2.2 for place in (1, 3, 5)]
    seen = [max(0.0, sum(part * share for part, share in zip(linear, row, strict=True))) for row in SEEN[sight]]
    return tuple(part ** (1 / 2.2) for part in seen)
