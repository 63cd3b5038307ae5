"""What another number in a rule would do: from the indicator's own query, in words that are true, stored nowhere."""

import tomllib
from pathlib import Path
from typing import get_args

import pytest
from streamlit.testing.v1 import AppTest

from sgdata.errors import Misuse, Refused
from sgdata.measures.catalogue import catalogue, hold_rules
from sgdata.measures.indicator import Indicator, Subject
from sgdata.measures.what_if import present_value, values_around, with_parameter
from sgdata.outputs import what_if_words
from sgdata.release import ask, ask_what_if
from sgdata.release.released import releases_of
from sgdata.release.scope import open_release, open_scope
from sgdata.rules import Override, read_rules, shipped_rules

RULES = read_rules(shipped_rules("virtual_school"), "virtual_school.toml")
PERSISTENT = catalogue()["persistent_absence"]
ADJUSTABLE = [(one, parameter) for one in catalogue().values() for parameter in one.parameters]


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        (10, [8, 10, 12]),
        (6, [4, 6, 8]),
        (12, [9, 12, 15]),
        (28, [21, 28, 35]),
        (50, [40, 50, 60]),
        (20, [15, 20, 25]),
        (3, [2, 3, 4]),
        (1, [1, 2]),
        (7, [6, 7, 8]),
    ],
)
def test_the_values_around_a_number_are_such_as_people_count_in(present: int, expected: list[int]) -> None:
    assert values_around(present) == expected


def test_the_present_value_is_the_organisations_own() -> None:
    changed = with_parameter(PERSISTENT, RULES, "percent", 8)
    assert present_value(PERSISTENT, RULES, "percent") == 10
    assert present_value(PERSISTENT, changed, "percent") == 8
    assert RULES.indicators.get("persistent_absence") is None


def test_trying_one_number_keeps_what_else_the_organisation_has_set() -> None:
    own = {"persistent_absence": Override(target=15, parameters={"provisional_below_sessions": 40, "percent": 9})}
    changed = with_parameter(PERSISTENT, RULES.model_copy(update={"indicators": own}), "percent", 8)
    assert changed.indicators["persistent_absence"] == Override(
        target=15, parameters={"provisional_below_sessions": 40, "percent": 8}
    )


@pytest.mark.parametrize(("parameter", "value"), [("weeks", 8), ("percent", 0), ("percent", -3)])
def test_what_cannot_be_tried_is_refused_in_words(parameter: str, value: int, sample_stores: Path) -> None:
    with pytest.raises(Misuse, match="wanted"):
        ask_what_if.what_if(open_scope(sample_stores / "virtual_school"), "persistent_absence", parameter, [value])


def test_a_try_is_what_the_figure_is_under_a_rule_file_that_says_so(sample_stores: Path) -> None:
    scope = open_scope(sample_stores / "virtual_school")
    found = ask_what_if.what_if(scope, "persistent_absence", "percent", [25])
    assert [one.value for one in found.tries] == [8, 10, 12, 25]
    rows = {}
    for one in found.tries:
        text = f"{scope.rules_text}\n{what_if_words.rule_lines(RULES, found, one.value)}\n"
        told = scope.model_copy(update={"rules_text": text})
        assert one.figure.model_copy(update={"not_loaded": []}) == ask.figures(told, ["persistent_absence"])[0]
        rows[one.value] = {row.subject for row in ask.records(told, "persistent_absence") if row.hit}
        assert one.children == len(rows[one.value])
    for one in found.tries:
        assert (one.added, one.dropped) == (len(rows[one.value] - rows[10]), len(rows[10] - rows[one.value]))
    fewer = [one.children for one in found.tries]
    assert fewer == sorted(fewer, reverse=True)
    assert fewer[0] > fewer[-1]


@pytest.mark.parametrize(("indicator", "parameter"), ADJUSTABLE, ids=[f"{one.id}: {name}" for one, name in ADJUSTABLE])
def test_every_number_of_every_rule_is_named_and_told(
    indicator: Indicator, parameter: str, sample_stores: Path
) -> None:
    named = what_if_words.PARAMETERS[parameter]
    assert named.label[0].isupper()
    assert "_" not in named.label
    scope = open_scope(sample_stores / "virtual_school")
    found = ask_what_if.what_if(scope, indicator.id, parameter)
    (figure,) = ask.figures(scope, [indicator.id])
    now = next(one for one in found.tries if one.value == found.present)
    assert now.figure.numerator == figure.numerator
    assert (now.added, now.dropped) == (0, 0)
    told = what_if_words.answer(indicator, found)
    assert told.startswith(f"{indicator.title} by its present rule (")
    assert told.count("it would be") == len(found.tries) - 1
    for strange in ("{", "None", "_", "  ", " ,", "(now)"):
        assert strange not in told
    assert f"1 {named.many}" not in told.replace(f"1 {named.one}", "") or named.one == named.many
    assert len(what_if_words.table(indicator, found)) == len(found.tries) == len(what_if_words.groups(found))


def test_no_name_is_kept_of_a_number_that_no_rule_has() -> None:
    assert set(what_if_words.PARAMETERS) == {parameter for _, parameter in ADJUSTABLE}


def test_everything_that_a_row_can_be_has_a_name() -> None:
    assert set(what_if_words.THINGS) == set(get_args(Subject))


def test_what_if_in_words(sample_stores: Path) -> None:
    scope = open_scope(sample_stores / "virtual_school")
    found = ask_what_if.what_if(scope, "persistent_absence", "percent")
    least, now, _ = found.tries
    change = int((least.figure.numerator or 0) - (now.figure.numerator or 0))
    assert change > 0
    assert what_if_words.sentence(PERSISTENT, found, least) == (
        f"At 8 % it would be {least.children} of {least.figure.denominator:.0f} children "
        f"({100 * (least.figure.value or 0):.1f} %), {change} more than now."
    )
    weeks = catalogue()["part_time_over_6_weeks"]
    longer = ask_what_if.what_if(scope, weeks.id, "weeks", [60])
    last = longer.tries[-1]
    assert (last.children, last.added) == (0, 0)
    assert last.dropped > 1
    told = what_if_words.sentence(weeks, longer, last)
    assert told.startswith("At 60 weeks it would be 0 of ")
    assert told.endswith(f" fewer than now: {last.dropped} children drop out.")


def test_a_number_that_only_marks_children_tells_how_many_it_marks(sample_stores: Path) -> None:
    scope = open_scope(sample_stores / "virtual_school")
    found = ask_what_if.what_if(scope, "persistent_absence", "provisional_below_sessions", [190])
    last, now = found.tries[-1], next(one for one in found.tries if one.value == 60)
    marked, before = last.figure.parts["provisional"], now.figure.parts["provisional"]
    assert what_if_words.sentence(PERSISTENT, found, last).endswith(
        f", as now (provisional {marked:.0f} in place of {before:.0f})."
    )


def test_the_lines_to_copy_are_those_of_a_rule_file(sample_stores: Path) -> None:
    found = ask_what_if.what_if(open_scope(sample_stores / "virtual_school"), "persistent_absence", "percent")
    lines = what_if_words.rule_lines(RULES, found, 8)
    assert tomllib.loads(lines) == {"indicators": {"persistent_absence": {"parameters": {"percent": 8}}}}
    hold_rules(read_rules(f"{shipped_rules('virtual_school')}\n{lines}", "own"), "own")


def test_the_lines_to_copy_keep_what_the_organisation_has_set(sample_stores: Path) -> None:
    found = ask_what_if.what_if(open_scope(sample_stores / "virtual_school"), "persistent_absence", "percent")
    own = Override(target=15, amber=17.5, parameters={"provisional_below_sessions": 40, "percent": 9})
    rules = RULES.model_copy(update={"indicators": {"persistent_absence": own}})
    again = tomllib.loads(what_if_words.rule_lines(rules, found, 8))["indicators"]["persistent_absence"]
    assert again == {"target": 15, "amber": 17.5, "parameters": {"provisional_below_sessions": 40, "percent": 8}}


def test_nothing_is_stored(sample_stores: Path) -> None:
    store = sample_stores / "virtual_school"
    before = {file: file.stat().st_mtime_ns for file in store.rglob("*") if file.is_file()}
    ask_what_if.what_if(open_scope(store), "persistent_absence", "percent", [25])
    assert {file: file.stat().st_mtime_ns for file in store.rglob("*") if file.is_file()} == before


def script(store: str, released: str = "") -> None:
    from pathlib import Path

    from sgdata.release.scope import open_release, open_scope
    from sgdata.ui.what_if import show_what_if

    show_what_if(open_release(Path(released), Path(store)) if released else open_scope(Path(store)))


def test_the_page_answers_first_and_keeps_its_choice_in_the_address(sample_stores: Path) -> None:
    store = sample_stores / "virtual_school"
    scope = open_scope(store)
    page = AppTest.from_function(script, args=(str(store),), default_timeout=60).run()
    assert not page.exception
    first = ask_what_if.what_if(scope, "persistent_absence", "percent")
    assert page.markdown[0].value == f"**{what_if_words.answer(PERSISTENT, first)}**"
    assert page.code[0].value == "[indicators.persistent_absence]\nparameters = { percent = 8 }"
    page.number_input(key="try").set_value(15).run()
    assert not page.exception
    tried = ask_what_if.what_if(scope, "persistent_absence", "percent", [15])
    assert page.markdown[0].value == f"**{what_if_words.answer(PERSISTENT, tried)}**"
    assert page.code[0].value.endswith("{ percent = 15 }")
    page.selectbox(key="what_if").select("part_time_over_6_weeks").run()
    assert not page.exception
    assert page.selectbox(key="parameter").value == "weeks"


def test_leaders_are_told_why_they_try_no_rule(released_stores: Path) -> None:
    store = released_stores / "virtual_school"
    with pytest.raises(Refused, match="ask a practitioner"):
        ask_what_if.what_if(open_release(releases_of(store), store), "persistent_absence", "percent")
    page = AppTest.from_function(script, args=(str(store), str(releases_of(store))), default_timeout=60).run()
    assert not page.exception
    assert [one.value for one in page.info] == [what_if_words.LEADERS]
    assert not page.selectbox
