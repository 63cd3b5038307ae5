"""Every page opens itself: cold, in both roles, for both organisations, on an empty store, for a past date."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from sgdata.outputs import words
from sgdata.release import ask
from sgdata.release.released import releases_of
from sgdata.release.scope import open_release, open_scope
from sgdata.ui.navigation import PAGES
from sgdata.ui.panels import BEHIND, WHICH
from tests.cold_page import TIMEOUT, open_cold
from tests.support import PROJECT

NAMES = [page.name for page in PAGES]
ORGANISATIONS = {"Virtual School": "virtual_school", "Mentoring provider": "mentoring_provider"}


@pytest.fixture
def stores(sample_stores: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SGDATA_STORE", str(sample_stores))
    return sample_stores


def text_of(page: AppTest) -> str:
    text = "\n".join(
        str(one.value) for one in [*page.title, *page.header, *page.subheader, *page.markdown, *page.info, *page.error]
    )
    return text + "\n".join(one.label for one in page.expander)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_visited_cold_answers_its_question(stores: Path, name: str) -> None:
    page = open_cold(name)
    expected = next(one for one in PAGES if one.name == name)
    assert page.title[0].value == expected.title
    assert expected.question in text_of(page)
    assert len(text_of(page)) > 300


@pytest.mark.parametrize("organisation", ORGANISATIONS)
@pytest.mark.parametrize("name", [page.name for page in PAGES if page.themes])
def test_a_practitioner_reads_the_figures_that_the_release_gives(stores: Path, name: str, organisation: str) -> None:
    scope = open_scope(stores / ORGANISATIONS[organisation])
    page = open_cold(name, organisation=organisation)
    shown = text_of(page)
    expected = next(one for one in PAGES if one.name == name)
    for indicator in expected.indicators():
        (figure,) = ask.figures(scope, [indicator.id])
        assert (words.answer(indicator, figure) if indicator.id in expected.leads else indicator.asks) in shown
    for picture in ask.pictures(scope, expected.themes):
        assert (picture.asks in shown) is picture.leads
    assert not page.dataframe
    assert open_cold(name, organisation=organisation, tab=WHICH).dataframe[0].value.shape[0] > 0


@pytest.mark.parametrize("organisation", ORGANISATIONS)
@pytest.mark.parametrize("name", [page.name for page in PAGES if page.themes])
def test_what_is_behind_it_shows_the_other_pictures_and_only_them(stores: Path, name: str, organisation: str) -> None:
    scope = open_scope(stores / ORGANISATIONS[organisation])
    drawn = ask.pictures(scope, next(one for one in PAGES if one.name == name).themes)
    shown = text_of(open_cold(name, organisation=organisation, tab=BEHIND))
    for picture in drawn:
        assert (picture.asks in shown) is not picture.leads


@pytest.mark.parametrize("organisation", ORGANISATIONS)
@pytest.mark.parametrize("name", NAMES)
def test_a_leader_reads_the_release_and_no_row(
    released_stores: Path, monkeypatch: pytest.MonkeyPatch, name: str, organisation: str
) -> None:
    monkeypatch.setenv("SGDATA_STORE", str(released_stores))
    page = open_cold(name, organisation=organisation, role="As leaders see it")
    shown = text_of(page)
    assert not page.dataframe
    if name == "definitions":  # its tables are the worked examples and the clauses
        return
    store = released_stores / ORGANISATIONS[organisation]
    released = {figure.id: figure for figure in ask.figures(open_release(releases_of(store), store))}
    assert name == "privacy" or "Release of 13 November 2026" in shown
    for indicator in next(one for one in PAGES if one.name == name).indicators():
        assert indicator.asks in shown
        if released[indicator.id].suppressed:
            assert words.answer(indicator, released[indicator.id]) in shown
            live = next(iter(ask.figures(open_scope(store), [indicator.id])))
            assert words.answer(indicator, live) not in shown


@pytest.mark.parametrize("name", NAMES)
def test_where_nothing_was_released_a_leader_is_told_what_to_do(stores: Path, name: str) -> None:
    shown = text_of(open_cold(name, role="As leaders see it"))
    assert "Leaders see releases only" in shown
    assert "sgdata release" in shown


@pytest.mark.parametrize("name", NAMES)
def test_on_an_empty_store_a_page_says_what_to_do(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SGDATA_STORE", str(tmp_path))
    shown = text_of(open_cold(name))
    assert "Nothing has been loaded yet" in shown
    assert "sgdata load" in shown


@pytest.mark.parametrize("name", NAMES)
def test_a_past_date_is_answered_and_named_as_past(stores: Path, name: str) -> None:
    shown = text_of(open_cold(name, as_at="2026-03-02"))
    assert "a past date is shown" in shown
    assert "since 1 September 2025" in shown


def test_what_was_never_loaded_is_not_known_and_never_green(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_key: Path
) -> None:
    from sgdata.intake.load import load_paths

    file = tmp_path / "children.csv"
    file.write_text("child_id,on_roll_from\nC1,2026-09-01\n", encoding="utf-8")
    load_paths(tmp_path / "store", [file], key_file=own_key)
    monkeypatch.setenv("SGDATA_STORE", str(tmp_path / "store"))
    shown = text_of(open_cold("missing_education"))
    assert "Nothing has been loaded about missing education." in shown
    assert "● met" not in shown


def test_the_target_that_is_shown_is_that_of_the_organisation(
    sample_stores: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = shutil.copytree(sample_stores / "virtual_school", tmp_path / "virtual_school")
    monkeypatch.setenv("SGDATA_STORE", str(tmp_path))
    assert "target 40 %" not in text_of(open_cold("follow_ups"))
    with (store / "rules.toml").open("a", encoding="utf-8") as rules:
        rules.write("\n[indicators.actions_overdue]\ntarget = 40\namber = 50\n")
    assert "target 40 %" in text_of(open_cold("follow_ups"))


def test_only_groups_that_overlap_are_said_to_add_up_to_more(stores: Path) -> None:
    page = open_cold("concerns", tab=BEHIND)
    said = "One can count in several groups, so the groups add up to more than the total."
    for by, is_said in (("category", True), ("sex", False), ("category_group", True)):
        next(one for one in page.selectbox if one.label == "Break down by").set_value(by).run()
        assert (said in text_of(page)) is is_said, by


def test_the_router_opens_the_overview(stores: Path) -> None:
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=TIMEOUT).run()
    assert not app.exception, app.exception
    app.switch_page("pages/lado.py").run()
    assert app.title[0].value == "LADO"
