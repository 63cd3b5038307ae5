"""What a meeting has to talk about: the order, its reasons, and what changed."""

from datetime import date
from typing import Any

import pytest

from sgdata.errors import Misuse
from sgdata.measures.catalogue import catalogue, hold_rules
from sgdata.measures.figure import Figure
from sgdata.meeting.matters import changed, direction, matters, unknown
from sgdata.outputs import meeting_words, words
from sgdata.outputs.colours import LIGHT
from sgdata.outputs.spark import spark
from sgdata.release import ask
from sgdata.release.scope import open_scope
from sgdata.rules import Agenda, Rules, read_rules, shipped_rules

LATE, UNDATED, ON_TIME, RAISED = (
    catalogue()[name] for name in ("actions_overdue", "actions_undated", "actions_on_time", "concerns_raised")
)


def figure(name: str, value: float | None, status: str, **more: Any) -> Figure:
    shown = catalogue()[name]
    fields = {"id": name, "title": shown.title, "unit": shown.unit, "kind": shown.kind, "value": value}
    counts = {"numerator": (value or 0) * 100, "denominator": 100, "unknown": 0, "worst_case": value, "target": 0}
    return Figure.model_validate(fields | counts | {"status": status} | more)


def test_points_add_up_and_the_first_of_the_organisation_break_the_tie() -> None:
    now = {
        LATE.id: figure(LATE.id, 0.3, "missed"),
        UNDATED.id: figure(UNDATED.id, 0.3, "missed"),
        ON_TIME.id: figure(ON_TIME.id, 0.9, "near"),
    }
    before = {UNDATED.id: figure(UNDATED.id, 0.1, "missed"), ON_TIME.id: figure(ON_TIME.id, 0.95, "met")}
    agenda = Agenda(first=[ON_TIME.id, LATE.id])
    found = matters([UNDATED, LATE, ON_TIME], now, before, agenda)
    assert [(one.id, one.points, one.reasons) for one in found] == [
        (ON_TIME.id, 7, ("near", "worse", "first")),
        (LATE.id, 7, ("missed", "first")),
        (UNDATED.id, 6, ("missed", "worse")),
    ]
    assert meeting_words.reasons(found[0]) == "near its target of 0 %, worse, a priority here"


def test_what_is_met_hidden_or_not_known_is_no_matter() -> None:
    now = {
        LATE.id: figure(LATE.id, 0.0, "met"),
        UNDATED.id: figure(UNDATED.id, None, "no_data", suppressed=True),
        ON_TIME.id: figure(ON_TIME.id, None, "no_data"),
    }
    assert matters([LATE, UNDATED, ON_TIME], now, {}, Agenda()) == []


def test_of_what_is_not_known_comes_first_what_is_not_known_at_all_and_then_the_least_known() -> None:
    now = {
        LATE.id: figure(LATE.id, 0.2, "missed", unknown=10),
        UNDATED.id: figure(UNDATED.id, 0.2, "missed", unknown=40),
        ON_TIME.id: figure(ON_TIME.id, None, "no_data"),
        RAISED.id: figure(RAISED.id, 5, "no_target"),
    }
    found = unknown([LATE, UNDATED, ON_TIME, RAISED], now)
    assert [one.id for one in found] == [ON_TIME.id, UNDATED.id, LATE.id]
    hidden = now | {ON_TIME.id: figure(ON_TIME.id, None, "no_data", suppressed=True)}
    assert [one.id for one in unknown([LATE, ON_TIME], hidden)] == [LATE.id]


def test_a_number_of_too_few_for_a_percentage_is_told_as_it_is() -> None:
    few = figure(ON_TIME.id, None, "no_data", numerator=10, denominator=15, unknown=5, precision="about")
    told = "about 10 of 10 (too few for a percentage)"
    assert words.figure(ON_TIME, few) == told
    now = figure(ON_TIME.id, 0.9, "near", numerator=90, precision="about")
    assert meeting_words.change(ON_TIME, now, few, date(2026, 10, 2)) == f"was {told} on 2 October 2026"


def test_what_is_hidden_was_never_loaded_or_cannot_be_judged_is_told_so() -> None:
    hidden = figure(ON_TIME.id, None, "no_data", numerator=None, denominator=None, precision="about", suppressed=True)
    never = figure(ON_TIME.id, None, "no_data", numerator=0, denominator=0, precision="about", not_loaded=["actions"])
    assert words.figure(ON_TIME, hidden) == "hidden"
    assert words.figure(ON_TIME, never) == "not known"
    assert words.figure(ON_TIME, figure(ON_TIME.id, None, "no_data")) == "not known"


@pytest.mark.parametrize(
    ("name", "before", "now", "went"),
    [
        (LATE.id, 0.1, 0.2, "worse"),
        (LATE.id, 0.2, 0.1, "better"),
        (ON_TIME.id, 0.9, 0.95, "better"),
        (ON_TIME.id, 0.9, 0.8, "worse"),
        (ON_TIME.id, 0.9, 0.9, "same"),
        (ON_TIME.id, None, 0.9, None),
        (RAISED.id, 10.0, 20.0, None),
    ],
)
def test_better_is_where_the_figure_should_go(name: str, before: float, now: float, went: str | None) -> None:
    assert direction(catalogue()[name], figure(name, now, "near"), figure(name, before, "near")) == went


def test_of_changes_those_that_turned_come_first() -> None:
    now = {LATE.id: figure(LATE.id, 0.9, "missed"), UNDATED.id: figure(UNDATED.id, 0.1, "missed")}
    before = {LATE.id: figure(LATE.id, 0.1, "missed"), UNDATED.id: figure(UNDATED.id, 0.0, "met")}
    assert [one.id for one in changed([LATE, UNDATED], now, before)["worse"]] == [UNDATED.id, LATE.id]


def test_an_agenda_in_a_rule_file_sets_some_points_and_keeps_the_others() -> None:
    text = shipped_rules("virtual_school") + "\n[agenda]\npoints = { worse = 9 }\n"
    rules = read_rules(text, "rules.toml")
    assert rules.agenda.points == {"missed": 4, "near": 2, "worse": 9, "first": 3}


def test_an_agenda_that_names_what_there_is_not_is_refused() -> None:
    rules = Rules(organisation="x", kind="virtual_school", required_courses=[], agenda=Agenda(first=["nothing"]))
    with pytest.raises(Misuse, match=r"agenda\.first: there is no indicator nothing"):
        hold_rules(rules, "rules.toml")


def test_now_and_before_of_one_query_are_those_of_two(sample_stores: Any) -> None:
    scope = open_scope(sample_stores / "virtual_school")
    found = ask.compared(scope)
    assert found.when is not None
    assert list(found.now.values()) == ask.figures(scope)
    assert list(found.before.values()) == ask.figures(open_scope(sample_stores / "virtual_school", found.when))


def test_a_spark_line_has_gaps_and_words(sample_stores: Any) -> None:
    points = ask.trend(open_scope(sample_stores / "virtual_school"), LATE.id)
    assert spark(points, "what it shows", LIGHT).startswith("![what it shows](data:image/svg+xml;base64,")
    assert spark([point.model_copy(update={"value": None}) for point in points], "nothing", LIGHT) == ""
