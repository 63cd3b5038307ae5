"""`sgdata figures` and `records`: the contract's JSON for every indicator, role, date and breakdown."""

import json
import subprocess
import sys
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from sgdata.errors import Misuse
from sgdata.measures.catalogue import CatalogueFaults, catalogue, read_catalogue
from sgdata.measures.indicator import Indicator
from sgdata.outputs import charts, words
from sgdata.outputs.colours import LIGHT
from sgdata.release import ask
from sgdata.release.scope import Scope, open_scope, organisations
from tests.support import PROJECT

FIGURE_KEYS = {
    *("id", "title", "unit", "kind", "value", "numerator", "denominator", "unknown", "worst_case", "status"),
    *("suppressed", "parts", "groups"),
}
GROUP_KEYS = {"group", "value", "numerator", "denominator", "unknown", "suppressed"}
DATES = [date(2024, 9, 1), date(2025, 2, 14), date(2025, 12, 31), date(2026, 8, 31), date(2026, 11, 13)]


def printed(*arguments: str) -> Any:
    command = [sys.executable, "-m", "sgdata", *arguments, "--json"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True, encoding="utf-8")
    return json.loads(done.stdout)


@pytest.fixture(params=["virtual_school", "mentoring_provider"])
def scope(request: pytest.FixtureRequest, sample_stores: Path) -> Scope:
    return open_scope(sample_stores / request.param)


def test_the_json_of_figures_is_the_contract(sample_stores: Path) -> None:
    report = printed("figures", "--store", str(sample_stores / "virtual_school"), "--by", "sex")
    assert {"as_at", "since", "snapshot", "role", "organisation", "figures"} <= set(report)
    assert (report["as_at"], report["since"], report["role"]) == ("2026-11-13", "2026-09-01", "practitioner")
    assert [figure["id"] for figure in report["figures"]] == list(catalogue())
    for figure in report["figures"]:
        assert set(figure) >= FIGURE_KEYS
        assert figure["status"] in ("met", "near", "missed", "no_target", "no_data")
        for group in figure["groups"]:
            assert set(group) >= GROUP_KEYS
    by_sex = next(figure for figure in report["figures"] if figure["id"] == "concerns_raised")
    assert [group["group"] for group in by_sex["groups"]] == ["female", "male", "other", "not known"]
    assert sum(group["numerator"] for group in by_sex["groups"]) == by_sex["numerator"]


def test_the_json_of_records_is_the_contract_and_its_hits_are_the_numerator(sample_stores: Path) -> None:
    store = str(sample_stores / "virtual_school")
    (figure,) = printed("figures", "--store", store, "--only", "actions_overdue")["figures"]
    records = printed("records", "actions_overdue", "--store", store)
    assert records["id"] == "actions_overdue"
    assert all(set(row) == {"subject", "happened_on", "hit", "known", "why"} for row in records["rows"])
    assert sum(row["hit"] for row in records["rows"]) == figure["numerator"]
    assert len(records["rows"]) == figure["denominator"]


@pytest.mark.parametrize("as_at", DATES, ids=str)
def test_every_figure_holds_together_on_any_date(scope: Scope, as_at: date) -> None:
    then = open_scope(scope.store, as_at)
    for figure in ask.figures(then):
        indicator = catalogue()[figure.id]
        assert figure.numerator is not None
        if indicator.unit == "count":
            assert (figure.value, figure.denominator, figure.worst_case, figure.unknown) == (
                figure.numerator,
                None,
                None,
                0,
            )
            continue
        assert figure.denominator is not None
        assert figure.unknown is not None
        judged = figure.denominator - figure.unknown
        assert 0 <= figure.unknown <= figure.denominator
        if judged == 0:
            assert (figure.value, figure.status) == (None, "no_data")
        elif indicator.unit == "percent":
            assert 0 <= figure.numerator <= judged
            assert figure.value == pytest.approx(figure.numerator / judged)


def test_every_figure_has_its_rows_each_with_a_reason(scope: Scope) -> None:
    for identifier in catalogue():
        (figure,) = ask.figures(scope, [identifier])
        rows = ask.records(scope, identifier)
        assert all(row.why and row.subject for row in rows), identifier
        assert not (figure.numerator and not any(row.hit for row in rows)), identifier
        assert len(ask.listed_records(scope, identifier)) == len(rows)


def test_every_breakdown_of_every_figure_adds_up(scope: Scope) -> None:
    for identifier in islice(catalogue(), 0, None, 3 if scope.store.name == "virtual_school" else 1):
        for by in ask.breakdowns(scope, identifier):
            (figure,) = ask.figures(scope, [identifier], by)
            assert figure.groups[-1].group == "not known"
            total = sum(group.numerator or 0 for group in figure.groups)
            assert total >= (figure.numerator or 0) - 1e-6, (identifier, by)
            if not figure.groups_overlap:
                assert total == pytest.approx(figure.numerator), (identifier, by)


def test_a_figure_that_cannot_be_cut_so_has_no_groups(scope: Scope) -> None:
    (figure,) = ask.figures(scope, ["dsl_trained_in_two_years"], "ethnicity")
    assert figure.groups == []
    with pytest.raises(Misuse, match="There is no breakdown shoe_size"):
        ask.figures(scope, ["dsl_trained_in_two_years"], "shoe_size")


def test_an_organisations_own_target_judges_a_figure_and_is_shown_with_it(sample_stores: Path) -> None:
    shipped = open_scope(sample_stores / "virtual_school")
    own_lines = "[indicators.actions_overdue]\ntarget = 40\namber = 50\n"
    scope = shipped.model_copy(update={"rules_text": f"{shipped.rules_text}\n{own_lines}"})
    found = {}
    for asked in (shipped, scope):
        (figure,) = ask.figures(asked, ["actions_overdue"])
        points = ask.trend(asked, "actions_overdue")
        chart = charts.trend(catalogue()["actions_overdue"], figure, points, ask.judged(asked, figure, points), LIGHT)
        lines, names = [one.y0 for one in chart.layout.shapes], [one.text for one in chart.layout.annotations]
        found[asked] = (figure.status, figure.target, figure.amber, words.target(figure), lines, names)
    assert found == {
        shipped: ("missed", 0, 5, "0 %", [0], ["target<br>0 %"]),
        scope: ("met", 40, 50, "40 %", [40], ["target<br>40 %"]),
    }


def test_a_target_without_an_amber_line_is_none(sample_stores: Path) -> None:
    shipped = open_scope(sample_stores / "virtual_school")
    own_line = "[indicators.persistent_absence_without_part_time]\ntarget = 40\n"
    scope = shipped.model_copy(update={"rules_text": f"{shipped.rules_text}\n{own_line}"})
    (figure,) = ask.figures(scope, ["persistent_absence_without_part_time"])
    assert (figure.status, figure.target, words.target(figure)) == ("no_target", None, "")
    points = ask.trend(scope, figure.id)
    chart = charts.trend(catalogue()[figure.id], figure, points, ask.judged(scope, figure, points), LIGHT)
    assert not chart.layout.shapes


def test_listed_records_show_references_and_never_a_pseudonym(scope: Scope) -> None:
    for identifier in ("actions_overdue", "missing_education_open", "lado_in_one_working_day"):
        pseudonyms = {record.subject for record in ask.records(scope, identifier)}
        listed = ask.listed_records(scope, identifier)
        assert len(listed) == len(ask.records(scope, identifier))
        text = " ".join(record.model_dump_json() for record in listed)
        assert not any(pseudonym in text for pseudonym in pseudonyms)


def test_the_trend_ends_with_the_state_of_today(scope: Scope) -> None:
    (figure,) = ask.figures(scope, ["actions_overdue"])
    points = ask.trend(scope, "actions_overdue")
    assert len(points) == 13
    assert (points[-1].as_at, points[-1].value) == (scope.as_at, figure.value)
    assert points[0].as_at == date(2025, 11, 30)


def test_a_past_date_is_answered_as_it_would_have_been_then(sample_stores: Path) -> None:
    scope = open_scope(sample_stores / "virtual_school", date(2026, 3, 2))
    assert scope.since == date(2025, 9, 1)
    newest = open_scope(sample_stores / "virtual_school")
    assert ask.figures(scope, ["actions_overdue"]) != ask.figures(newest, ["actions_overdue"])


def test_the_organisations_of_a_folder_are_offered_in_order(sample_stores: Path) -> None:
    assert [one.name for one in organisations(sample_stores)] == ["Virtual School", "Mentoring provider"]


def test_all_faults_of_all_indicator_files_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "no_head.sql").write_text("SELECT 1", encoding="utf-8")
    (tmp_path / "bad_toml.sql").write_text("/* title = */ SELECT 1 /* Example: x */", encoding="utf-8")
    good = (PROJECT / "sgdata" / "indicators" / "actions_overdue.sql").read_text(encoding="utf-8")
    bad = good.replace('unit = "percent"', 'unit = "furlongs"').replace('owner = "', 'ownr = "')
    (tmp_path / "two_faults.sql").write_text(bad, encoding="utf-8")
    (tmp_path / "good.sql").write_text(good, encoding="utf-8")
    with pytest.raises(CatalogueFaults) as told:
        read_catalogue(tmp_path, Indicator)
    text = str(told.value)
    for part in ("no_head.sql", "bad_toml.sql, TOML head", "two_faults.sql, unit", "two_faults.sql, owner", "ownr"):
        assert part in text
    assert "good.sql" not in text
