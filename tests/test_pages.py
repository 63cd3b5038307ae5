"""Every page opens itself: cold, in both roles, for both organisations, on an empty store, for a past date."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from sgdata.outputs import words
from sgdata.release import ask
from sgdata.release.scope import open_scope
from sgdata.ui.navigation import PAGES
from tests.support import PROJECT

NAMES = [page.name for page in PAGES]
ORGANISATIONS = {"Virtual School": "virtual_school", "Mentoring provider": "mentoring_provider"}
TIMEOUT = 60


@pytest.fixture
def stores(sample_stores: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SGDATA_STORE", str(sample_stores))
    return sample_stores


def open_cold(name: str, **query: str) -> AppTest:
    """Runs the page alone: app.py is named as the main script and never runs."""
    page = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=TIMEOUT).switch_page(f"pages/{name}.py")
    for key, value in query.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception, page.exception
    return page


def text_of(page: AppTest) -> str:
    text = "\n".join(str(one.value) for one in [*page.title, *page.subheader, *page.markdown, *page.info, *page.error])
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
    scope = open_scope(stores / ORGANISATIONS[organisation], "practitioner")
    page = open_cold(name, organisation=organisation)
    shown = text_of(page)
    expected = next(one for one in PAGES if one.name == name)
    for indicator in expected.indicators():
        (figure,) = ask.figures(scope, [indicator.id])
        assert (words.answer(indicator, figure) if indicator.id in expected.leads else indicator.asks) in shown
    assert page.dataframe[0].value.shape[0] > 0


@pytest.mark.parametrize("organisation", ORGANISATIONS)
@pytest.mark.parametrize("name", NAMES)
def test_a_leader_reads_totals_of_process_figures_and_nothing_else(stores: Path, name: str, organisation: str) -> None:
    page = open_cold(name, organisation=organisation, role="Leader")
    shown = text_of(page)
    assert not page.dataframe
    if name != "definitions":  # its tables are the worked examples and the clauses
        assert ask.LEADERS_SEE in shown
        assert not page.table
    scope = open_scope(stores / ORGANISATIONS[organisation], "practitioner")
    for one in PAGES:
        for indicator in one.indicators():
            if indicator.about != "process":
                (figure,) = ask.figures(scope, [indicator.id])
                assert words.answer(indicator, figure) not in shown


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
    assert "Since 1 September 2025" in shown


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


def test_the_router_opens_the_overview(stores: Path) -> None:
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=TIMEOUT).run()
    assert not app.exception, app.exception
    app.switch_page("pages/lado.py").run()
    assert app.title[0].value == "LADO"
