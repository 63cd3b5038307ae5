"""Cohorts: counts against a slow reading of the rows, what is named, its sentences, command, page, and leaders."""

import json
import re
import subprocess
import sys
from collections import defaultdict
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sgdata.cohorts import counts
from sgdata.cohorts.compare import Pair, compare, corrected, without_same
from sgdata.cohorts.counts import CHARACTERISTICS, Cell, can_be_explored, count, each_child, sets_of
from sgdata.cohorts.explorer import explore, over_represented
from sgdata.cohorts.shapes import FEWEST_COMPARED, ComparedCohort
from sgdata.cohorts.statistics import difference_of_shares
from sgdata.cohorts.terms import last_terms
from sgdata.errors import Misuse, Refused
from sgdata.measures.catalogue import catalogue
from sgdata.measures.dimensions import Dimension
from sgdata.measures.indicator import Indicator
from sgdata.measures.measure import Asked, records
from sgdata.outputs import cohort_words
from sgdata.outputs.cohort_tables import cohort_rows, cohort_table
from sgdata.outputs.colours import LIGHT
from sgdata.outputs.export import as_csv
from sgdata.outputs.pictures.ratios import ratios, ratios_words
from sgdata.release import ask_cohorts
from sgdata.release.live import cursor_of
from sgdata.release.released import releases_of
from sgdata.release.scope import Scope, open_release, open_scope
from sgdata.store.reading import Cursor
from sgdata.tables.children import Child
from sgdata.ui.cohorts import OVER_REPRESENTED
from tests.cold_page import open_cold
from tests.planted_cohorts import found_of_planted, known_of, named_for_nothing
from tests.support import PROJECT, snapshot_of

EXPLORABLE = [one for one in catalogue().values() if can_be_explored(one)]
AS_AT = date(2026, 11, 13)
CONTRACT = [
    *("cohort", "children", "numerator", "denominator", "rate", "ratio", "low", "high", "q_value", "named", "sentence")
]


@pytest.fixture(scope="module")
def scope(sample_stores: Path) -> Scope:
    return open_scope(sample_stores / "virtual_school")


def words_of(one: Dimension) -> list[str]:
    if one.name == "year_group":
        return [str(year) for year in range(14)]
    return [word for word in one.words if word != "unknown"]


def test_what_tells_of_no_child_cannot_be_explored() -> None:
    cannot = {one.id for one in catalogue().values()} - {one.id for one in EXPLORABLE}
    assert {"dsl_trained_in_two_years", "lado_in_one_working_day", "policies_in_date", "low_level_pattern"} <= cannot
    assert {one.theme for one in EXPLORABLE} == {
        *("concerns", "follow_ups", "attendance", "missing_education", "part_time")
    }
    assert len(EXPLORABLE) > 40


def slow(
    cursor: Cursor, indicator: Indicator, scope: Scope, depth: int
) -> dict[tuple[tuple[str, str], ...], list[int]]:
    """Children known, not known and counted, cohort by cohort, from the listed rows one by one."""
    rows_of: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for row in records(cursor, indicator, scope.rules, Asked(scope.as_at, scope.since)):
        if row.child:
            rows_of[row.child].append((row.known, row.hit))
    children = cursor.rows(
        "SELECT child.*, everyone.on_roll_from AS first, everyone.on_roll_to AS last, everyone.school_age_from AS "
        "age_from, everyone.school_age_to AS age_to FROM child_dimension AS child "
        "INNER JOIN child_on_roll AS everyone ON everyone.child_id = child.child_id"
    )
    found: dict[tuple[tuple[str, str], ...], list[int]] = defaultdict(lambda: [0, 0, 0])
    for child in children:
        rows = rows_of[child["child_id"]]
        if indicator.unit == "count":
            start, end = child["first"], child["last"]
            if indicator.theme != "concerns":
                start, end = max(start, child["age_from"]), min(end, child["age_to"])
            if max(start, scope.since if indicator.kind == "flow" else scope.as_at) > min(end, scope.as_at):
                continue
            known, bad = True, any(hit for _, hit in rows)
        elif not rows:
            continue
        else:
            known = any(is_known for is_known, _ in rows)
            bad = any(is_known and hit is not (indicator.good == "high") for is_known, hit in rows)
        year = None
        if child["birth_academic_year"] is not None:
            year = str(max(2026 - child["birth_academic_year"] - 5, 0))
        words = [("year_group", year), *((one.name, child[one.name]) for one in CHARACTERISTICS[1:])]
        for size in range(1, depth + 1):
            for cohort in combinations(words, size):
                if all(word is not None and word != "unknown" for _, word in cohort):
                    for place, is_so in enumerate((known, not known, known and bad)):
                        found[cohort][place] += is_so
    return dict(found)


@pytest.mark.parametrize(
    "identifier",
    [
        *("persistent_absence", "concerns_raised", "social_worker_informed", "part_time_open", "silent_child"),
        *("missing_education_open", "actions_overdue", "part_time_agreed"),
    ],
)
def test_every_count_is_that_of_a_slow_reading_of_the_rows(scope: Scope, identifier: str) -> None:
    indicator = catalogue()[identifier]
    with cursor_of(scope) as cursor:
        given = each_child(indicator, scope.rules, [Asked(scope.as_at, scope.since)])
        cells = count(cursor, given, sets_of(2))
        wanted = slow(cursor, indicator, scope, 2)
    found = {one.cohort: [one.children, one.unknown, int(one.numerator)] for one in cells if one.cohort}
    assert found == wanted
    assert len(found) > 50


def test_sessions_of_a_child_are_added_up(scope: Scope) -> None:
    indicator = catalogue()["absence"]
    with cursor_of(scope) as cursor:
        asked = Asked(scope.as_at, scope.since)
        cells = count(cursor, each_child(indicator, scope.rules, [asked]), sets_of(1))
        rows = records(cursor, indicator, scope.rules, asked)
    (whole,) = [one for one in cells if not one.cohort]
    told = [re.match(r"(\d+) of (\d+) sessions", row.why) for row in rows]
    assert whole.numerator == sum(int(one[1]) for one in told if one)
    assert whole.denominator == sum(int(one[2]) for one in told if one)
    assert whole.children == len({row.child for row in rows})
    assert whole.ranks == whole.children * (whole.children + 1) / 2
    by_sex = [one for one in cells if one.cohort and one.cohort[0][0] == "sex"]
    assert sum(one.numerator for one in by_sex) == whole.numerator


def cell(*cohort: tuple[str, str], children: int = 50, numerator: float = 10) -> Cell:
    return Cell(AS_AT, cohort, children, 0, numerator, children)


def test_a_pair_with_the_children_of_one_of_its_parents_is_not_looked_at_twice() -> None:
    cohorts = [
        cell(("sen", "ehcp"), children=40),
        cell(("phase", "special"), children=30),
        cell(("sen", "ehcp"), ("phase", "special"), children=30),
        cell(("sen", "support"), children=40),
        cell(("sen", "support"), ("phase", "special"), children=39),
    ]
    pairs = [Pair(one, cell(children=200)) for one in cohorts]
    assert [pair.cohort for pair in without_same(pairs)] == [cohorts[0], cohorts[1], cohorts[3], cohorts[4]]


def test_with_too_few_on_either_side_nothing_is_compared_or_counted_in_the_family() -> None:
    few, many = FEWEST_COMPARED - 1, 300
    pairs = [
        Pair(cell(("sex", "other"), children=few, numerator=few), cell(children=many)),
        Pair(cell(("eal", "no"), children=many), cell(children=few)),
        Pair(cell(("sen", "ehcp"), children=40, numerator=20), cell(children=280, numerator=40)),
    ]
    (found,) = corrected([compare(pairs, "shares")])
    assert [one.is_compared for one in found] == [False, False, True]
    assert found[2].q_value == found[2].p_value
    assert not found[0].named
    assert found[0].rate == 1


def test_two_cohorts_that_are_each_others_rest_are_one_comparison() -> None:
    yes, no = cell(("fsm", "yes"), children=100, numerator=40), cell(("fsm", "no"), children=200, numerator=40)
    other = Pair(cell(("sen", "ehcp"), children=100, numerator=25), cell(children=200, numerator=50))
    (found,) = corrected([compare([Pair(yes, no), Pair(no, yes), other], "shares")])
    assert found[0].q_value == found[1].q_value == pytest.approx(2 * (found[0].p_value or 0))
    assert (found[0].named, found[1].named, found[2].named) == (True, True, False)
    assert (found[0].is_more, found[1].is_more) == (True, False)


def test_what_is_asked_together_is_corrected_together() -> None:
    strong = Pair(cell(("sen", "ehcp"), children=60, numerator=22), cell(children=240, numerator=45))
    nothing = Pair(cell(("sen", "ehcp"), children=60, numerator=12), cell(children=240, numerator=48))
    alone = corrected([compare([strong], "shares")])[0][0]
    together = corrected([compare([strong], "shares"), *[compare([nothing], "shares")] * 19])[0][0]
    assert together.q_value == pytest.approx(20 * (alone.q_value or 0))
    assert alone.named
    assert not together.named


def test_cohorts_are_ordered_by_the_pooled_ratio_and_not_by_noise(scope: Scope) -> None:
    with cursor_of(scope) as cursor:
        report = explore(cursor, catalogue()["part_time_open"], scope.rules, Asked(scope.as_at, scope.since), 2)
    order = [(one.named, one.is_compared) for one in report.cohorts]
    assert order == sorted(order, reverse=True)
    pooled = [one.pooled for one in report.cohorts if one.is_compared and not one.named]
    assert pooled == sorted(pooled, key=lambda ratio: -(ratio or 0))
    compared = [one for one in report.cohorts if one.ratio]
    assert all(abs((one.pooled or 1) - 1) <= abs((one.ratio or 1) - 1) + 0.2 for one in compared)
    assert report.looked_at == sum(one.is_compared for one in report.cohorts)
    assert report.looked_at + report.too_few == len(report.cohorts)
    for one in report.named:
        assert (one.q_value or 1) <= 0.05
        assert one.of_terms == 3
        assert one.seen_in_terms is not None


def test_the_last_three_terms_join_their_halves_and_end_before_the_date(tmp_path: Path) -> None:
    halves = [("2025-09-02", "2025-10-24"), ("2025-11-03", "2025-12-19"), ("2026-01-05", "2026-02-13")]
    halves += [("2026-02-23", "2026-03-27"), ("2026-04-13", "2026-05-22"), ("2026-06-01", "2026-07-22")]
    halves += [("2026-09-02", "2026-10-23"), ("2026-11-02", "2026-12-18")]
    table = [["provider_id", "kind", "date_from", "date_to"], *(["", "term", *half] for half in halves)]
    with snapshot_of(tmp_path, {"calendar": table}) as cursor:
        found = [(one.since.isoformat(), one.as_at.isoformat()) for one in last_terms(cursor, AS_AT)]
        on_the_last_day = last_terms(cursor, date(2026, 7, 22))
    assert found == [("2025-09-02", "2025-12-19"), ("2026-01-05", "2026-03-27"), ("2026-04-13", "2026-07-22")]
    assert on_the_last_day[-1].as_at == date(2026, 3, 27)


def test_where_no_term_is_known_they_end_by_fixed_dates(tmp_path: Path) -> None:
    with snapshot_of(tmp_path, {}) as cursor:
        found = [one.as_at for one in last_terms(cursor, AS_AT)]
    assert found == [date(2025, 12, 31), date(2026, 4, 15), date(2026, 7, 31)]


def compared_cohort(**known: Any) -> ComparedCohort:
    given: dict[str, Any] = {
        "cohort": {"placement_type": "residential"},
        "children": 28,
        "unknown": 0,
        "numerator": 12,
        "denominator": 28,
        "rate": 12 / 28,
        "rate_low": 0.27,
        "rate_high": 0.61,
        "rest_children": 292,
        "rest_numerator": 61,
        "rest_denominator": 292,
        "rest_rate": 61 / 292,
        "ratio": 2.05,
        "low": 1.21,
        "high": 3.16,
        "p_value": 0.01,
        "q_value": 0.04,
        "named": True,
        "seen_in_terms": 3,
        "of_terms": 3,
    }
    return ComparedCohort(**given | known)


@pytest.mark.parametrize(
    ("identifier", "known", "sentence"),
    [
        (
            "persistent_absence",
            {},
            "Of 28 children in residential placements 12 are persistently absent; for the other 292 it is 61. "
            "More than chance would explain; seen in each of the last three terms.",
        ),
        (
            "persistent_absence",
            {"named": False, "seen_in_terms": None, "of_terms": 0},
            "Of 28 children in residential placements 12 are persistently absent; for the other 292 it is 61. "
            "No more than chance would explain.",
        ),
        (
            "persistent_absence",
            {"numerator": 1, "rate": 1 / 28, "seen_in_terms": 1, "cohort": {"sen": "ehcp", "phase": "special"}},
            "Of 28 children with an EHCP and at special schools 1 is persistently absent; for the other 292 it is 61. "
            "Fewer than chance would explain; seen in one of the last three terms. Take care: these are few children.",
        ),
        (
            "concerns_raised",
            {"children": 1, "numerator": 0, "rate": 0, "p_value": None, "q_value": None, "named": False},
            "Of 1 child in residential placements none have had a concern raised about them; for the other 292 it is "
            "61. Too few children to compare.",
        ),
        (
            "social_worker_informed",
            {"rest_children": 4, "rest_numerator": 0, "p_value": None, "q_value": None, "named": False},
            "Of 28 children in residential placements, with a concern, 12 have one of which the social worker was not "
            "told in time; for the other 4 it is none. Too few others to compare with.",
        ),
        (
            "absence",
            {"rate": 0.1416, "rest_rate": 0.0812, "of_terms": 2, "seen_in_terms": 2},
            "28 children in residential placements missed 14.2 % of their sessions; for the other 292 it is 8.1 %. "
            "More than chance would explain; seen in both of the last two terms.",
        ),
        (
            "concerns_per_100_children",
            {"rate": 53.571, "rest_rate": 61.0, "named": False},
            "28 children in residential placements had 53.6 concerns per 100 children; for the other 292 it is 61. "
            "No less than chance would explain.",
        ),
        (
            "persistent_absence",
            {"precision": "about", "children": 30, "numerator": 10, "rest_children": 1, "seen_in_terms": None},
            "Of about 30 children in residential placements about 10 are persistently absent; for the one other child "
            "it is about 61. More than chance would explain.",
        ),
        (
            "persistent_absence",
            {"rate": 0.5, "rest_rate": 0.5, "named": False},
            "Of 28 children in residential placements 12 are persistently absent; for the other 292 it is 61. "
            "No difference.",
        ),
        (
            "persistent_absence",
            {"of_terms": 0, "seen_in_terms": 0, "rest_children": 0, "p_value": None, "named": False},
            "Of 28 children in residential placements 12 are persistently absent; nobody else can be judged. "
            "Too few others to compare with.",
        ),
    ],
)
def test_a_cohort_is_told_in_a_plain_sentence(identifier: str, known: dict[str, Any], sentence: str) -> None:
    assert cohort_words.sentence(catalogue()[identifier], compared_cohort(**known)) == sentence


@pytest.mark.parametrize("indicator", EXPLORABLE, ids=lambda one: one.id)
def test_every_figure_reads_as_a_sentence_of_every_cohort(indicator: Indicator) -> None:
    assert indicator.children_who, f"{indicator.id}: wanted children_who in its head"
    assert ("{rate}" in indicator.children_who) is indicator.amounts
    cohorts: list[dict[str, str]] = [{one.name: word} for one in CHARACTERISTICS for word in words_of(one)]
    cohorts += [first | second for first, second in pairwise(cohorts) if first.keys() != second.keys()]
    for cohort in cohorts:
        for children, numerator in ((40, 12), (1, 1), (1, 0), (11, 1)):
            one = compared_cohort(cohort=cohort, children=children, numerator=numerator)
            told = cohort_words.sentence(indicator, one)
            assert re.fullmatch(r"[A-Z0-9][^{}|_]*\.", told), told
            assert "  " not in told
            assert " 1 children" not in told
            assert " because" not in told
            assert re.search(r"(?<!year )\b1 (are|have|were)\b", told) is None, told
            assert re.search(r"(?<!year )\b(12|none) (is|has|was)\b", told) is None, told


def test_every_word_of_every_characteristic_has_its_phrase() -> None:
    for one in CHARACTERISTICS:
        phrases = [cohort_words.who({one.name: word}) for word in words_of(one)]
        assert len(set(phrases)) == len(phrases) or one.name == "year_group"
        assert all(
            re.match(
                r"(in|with|without|of|on|at|recorded|living|looked|previously|leaving|receiving|placed|"
                r"eligible|not) ?",
                phrase,
            )
            for phrase in phrases
        ), phrases
    assert set(cohort_words.PHRASES) | {"year_group"} == {one.name for one in CHARACTERISTICS}


def test_the_words_of_a_cohort_are_those_of_the_tables() -> None:
    declared = Child.column("ethnicity").kind
    assert counts.SAYS_NOT_KNOWN in getattr(declared, "words", ())


@pytest.mark.parametrize(
    ("named", "looked_at", "answer"),
    [
        (0, 0, "No cohort has enough children to be compared."),
        (
            0,
            1,
            "The one cohort that was looked at does not differ from everyone else by more than chance would explain.",
        ),
        (
            0,
            41,
            "None of the 41 cohorts that were looked at differs from everyone else by more than chance would explain.",
        ),
        (1, 41, "1 of 41 cohorts that were looked at differs from everyone else by more than chance would explain."),
        (2, 41, "2 of 41 cohorts that were looked at differ from everyone else by more than chance would explain."),
    ],
)
def test_the_answer_says_how_much_was_looked_at(scope: Scope, named: int, looked_at: int, answer: str) -> None:
    report = ask_cohorts.cohorts(scope, "persistent_absence")
    shown = report.model_copy(update={"looked_at": looked_at, "cohorts": [compared_cohort()] * named})
    assert cohort_words.answer([shown]) == answer


def test_what_is_not_known_is_counted_and_no_cohort(scope: Scope) -> None:
    report = ask_cohorts.cohorts(scope, "persistent_absence", 2)
    assert not [one for one in report.cohorts if {"unknown", "not known"} & set(one.cohort.values())]
    assert report.unknown_words["ethnicity"] > 0
    told = cohort_words.looked_at(report)
    assert f"Ethnicity of {report.unknown_words['ethnicity']}" in told
    assert f"{report.looked_at} cohorts were compared." in told


def printed(*arguments: str) -> Any:
    command = [sys.executable, "-m", "sgdata", *arguments]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True, encoding="utf-8")
    return json.loads(done.stdout) if "--json" in arguments else done.stdout


def test_the_json_is_the_contract(scope: Scope) -> None:
    found = printed("cohorts", "persistent_absence", "--depth", "2", "--store", str(scope.store), "--json")
    assert list(found)[:3] == ["id", "as_at", "cohorts"]
    assert (found["id"], found["as_at"]) == ("persistent_absence", "2026-11-13")
    assert all(list(one)[: len(CONTRACT)] == CONTRACT for one in found["cohorts"])
    assert {len(one["cohort"]) for one in found["cohorts"]} == {1, 2}


def test_the_terminal_answers_first_and_lists_every_cohort(scope: Scope) -> None:
    shown = printed("cohorts", "part_time_open", "--store", str(scope.store))
    report = ask_cohorts.cohorts(scope, "part_time_open")
    assert cohort_words.answer([report]) in shown
    for one in report.cohorts:
        assert cohort_words.name(one.cohort) in shown


def test_a_figure_of_no_child_is_refused_with_what_to_do(scope: Scope) -> None:
    with pytest.raises(Misuse, match="does not tell of children"):
        ask_cohorts.cohorts(scope, "policies_in_date")


def test_the_files_hold_every_cohort(scope: Scope) -> None:
    report = ask_cohorts.cohorts(scope, "persistent_absence")
    rows = cohort_rows([report])
    assert len(rows) == len(report.cohorts) + 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert as_csv(rows).decode("utf-8-sig").startswith("id,cohort,children")
    assert len(cohort_table(catalogue()[report.id], report.cohorts)) == len(report.cohorts)


def test_the_chart_tells_named_from_others_by_shape_and_in_words() -> None:
    shown = [compared_cohort(), compared_cohort(cohort={"sen": "ehcp"}, named=False, ratio=None, high=None)]
    chart = ratios(shown, LIGHT)
    assert [trace.marker.symbol for trace in chart.data] == ["diamond", "circle-open"]
    assert [len(trace.x) for trace in chart.data] == [1, 1]
    assert chart.layout.xaxis.type == "log"
    told = ratios_words(catalogue()["persistent_absence"], shown)
    assert "Placement type: Residential, stands out: 2.05 times the rate of everyone else" in told
    assert "SEN: EHCP, does not stand out: nobody else counts" in told


def test_over_represented_is_one_family(scope: Scope) -> None:
    indicators = [catalogue()[one] for one in ask_cohorts.OVER_REPRESENTED]
    with cursor_of(scope) as cursor:
        reports = over_represented(cursor, indicators, scope.rules, Asked(scope.as_at, scope.since))
        alone = explore(cursor, catalogue()["part_time_open"], scope.rules, Asked(scope.as_at, scope.since), 1)
    together = next(report for report in reports if report.id == "part_time_open")
    q_values = {tuple(one.cohort.items()): one.q_value for one in alone.cohorts if one.named}
    assert q_values
    for one in together.cohorts:
        if (before := q_values.get(tuple(one.cohort.items()))) is not None:
            assert (one.q_value or 0) > before


@pytest.fixture
def released(released_stores: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    def never(_: object) -> None:
        raise AssertionError("a leader's question reached a snapshot")

    store = released_stores / "virtual_school"
    monkeypatch.setattr("sgdata.release.ask_cohorts.cursor_of", never)
    return open_release(releases_of(store), store)


def test_a_leader_reads_cohorts_from_the_groups_of_the_release_alone(released: Any) -> None:
    report = ask_cohorts.cohorts(released, "persistent_absence")
    shown = released.release.of("persistent_absence")
    assert report.role == "leader"
    assert report.cohorts
    for one in report.cohorts:
        ((name, word),) = one.cohort.items()
        (group,) = [group for group in shown.groups[name] if group.group == word]
        assert not group.suppressed
        assert one.numerator == group.numerator
        assert one.children == group.denominator - (group.unknown or 0)
        assert one.precision == group.precision != "exact"
        assert one.numerator % 5 == one.children % 5 == 0
        assert one.seen_in_terms is None
        if one.p_value is not None:  # tested where the difference behind the rounded counts is least
            shown_counts = (one.numerator, one.denominator, one.rest_numerator, one.rest_denominator)
            count, of, rest, rest_of = (np.array([number]) for number in shown_counts)
            assert one.p_value >= float(difference_of_shares(count, of, rest, rest_of)[0])


def test_a_leader_is_told_why_there_is_no_more(released: Any) -> None:
    with pytest.raises(Refused, match="Ask for depth 1"):
        ask_cohorts.cohorts(released, "persistent_absence", 2)
    with pytest.raises(Refused, match="choose a figure that counts children"):
        ask_cohorts.cohorts(released, "concerns_raised")
    with pytest.raises(Misuse, match="does not tell of children"):
        ask_cohorts.cohorts(released, "policies_in_date")
    assert "persistent_absence" in {one.id for one in ask_cohorts.can_be_asked(released)}
    assert all(one.subject == "child" for one in ask_cohorts.can_be_asked(released))


@pytest.mark.parametrize("identifier", ["part_time_open", "absence"])
def test_the_page_tells_each_that_stands_out_and_how_many_were_looked_at(
    scope: Scope, monkeypatch: pytest.MonkeyPatch, identifier: str
) -> None:
    monkeypatch.setenv("SGDATA_STORE", str(scope.store.parent))
    page = open_cold("cohorts", figure=catalogue()[identifier].title)
    report = ask_cohorts.cohorts(scope, identifier)
    assert page.header[0].value == cohort_words.answer([report])
    text = "\n".join(str(one.value) for one in page.markdown)
    for one in report.named[:8]:
        assert cohort_words.sentence(catalogue()[identifier], one) in text
    assert cohort_words.looked_at(report) in text
    assert cohort_words.OVERLAP in text


def test_the_page_opens_pairs_from_its_address(scope: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SGDATA_STORE", str(scope.store.parent))
    page = open_cold("cohorts", figure="Part-time timetables open", depth="One and two together")
    assert page.header[0].value == cohort_words.answer([ask_cohorts.cohorts(scope, "part_time_open", 2)])
    assert page.dataframe[0].value.shape[0] == len(ask_cohorts.cohorts(scope, "part_time_open", 2).cohorts)


def test_the_page_tells_who_is_over_represented(scope: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SGDATA_STORE", str(scope.store.parent))
    page = open_cold("cohorts", tab=OVER_REPRESENTED)
    reports = ask_cohorts.over_represented(scope)
    assert page.header[0].value == cohort_words.answer(reports)
    assert [one.value for one in page.subheader] == [catalogue()[one].title for one in ask_cohorts.OVER_REPRESENTED]


@pytest.mark.parametrize("identifier", ["persistent_absence", "absence"])
def test_with_nothing_planted_hardly_a_cohort_is_named(scope: Scope, identifier: str) -> None:
    assert named_for_nothing(known_of(scope.store, identifier), 1, 40) <= 0.1


def test_a_planted_cohort_is_found(scope: Scope) -> None:
    known = known_of(scope.store, "persistent_absence")
    found, of = found_of_planted(known, 0.25, 3.0, (40, 80), 20)
    assert (of, found >= 18) == (20, True)
    found, of = found_of_planted(known, 0.25, 1.0, (40, 80), 20)
    assert (of, found <= 1) == (20, True)
