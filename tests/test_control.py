"""A trend as judged: months that are not known or not over, known changes, rounded counts; what is said of it is true
of its numbers; and figures that go with the seasons beside the same weeks of last year."""

import csv
import re
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgdata.calendar import academic_year_start, months_to
from sgdata.errors import Misuse
from sgdata.measures.catalogue import catalogue, hold_rules
from sgdata.measures.control import Control, control
from sgdata.measures.figure import Figure, TrendPoint
from sgdata.measures.indicator import Indicator
from sgdata.outputs import charts, control_words
from sgdata.outputs.colours import LIGHT
from sgdata.outputs.tables import trend_table
from sgdata.release import ask
from sgdata.release.released import write
from sgdata.release.scope import Scope, open_release, open_scope
from sgdata.rules import Change, read_rules, shipped_rules
from tests.support import PROJECT

STATE, SHARE, LATE, UNCOLOURED, YEAR_SO_FAR = (
    catalogue()[one]
    for one in ("missing_education_open", "actions_overdue", "late", "concerns_raised", "persistent_absence")
)
END = date(2026, 10, 31)


def trend(
    indicator: Indicator, counts: Sequence[float | None], of: int = 40, precision: str = "exact"
) -> list[TrendPoint]:
    """A trend of counts, or of shares of so many, up to the end of October 2026."""
    return [
        TrendPoint.model_validate(
            {
                "since": first,
                "as_at": last,
                "value": count if count is None or indicator.unit == "count" else count / of,
                "numerator": count,
                "denominator": None if indicator.unit == "count" else of,
                "unknown": 0,
                "precision": precision,
            }
        )
        for count, (first, last) in zip(counts, months_to(END, len(counts)), strict=True)
    ]


def judged(indicator: Indicator, counts: Sequence[float | None], **more: object) -> tuple[Control, str]:
    points = trend(indicator, counts, **more)  # type: ignore[arg-type]
    found = control(indicator, points)
    return found, control_words.told(indicator, points, found)


def places(found: Control) -> list[int]:
    return [at for at, one in enumerate(found.points) if one.stands_out]


@pytest.mark.parametrize(
    "counts",
    [
        [1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1],
        [1] * 12 + [2],
        [0] * 12 + [1],
        [0] * 11 + [1, 1],
        [0] * 6 + [2] + [0] * 6,
        [3] * 12 + [2],
        [2, 3] * 6,
    ],
)
def test_a_step_of_one_child_in_a_flat_series_is_no_signal(counts: list[float | None]) -> None:
    for indicator in (STATE, SHARE):
        found, told = judged(indicator, counts)
        assert places(found) == []
        assert told == f"Nothing beyond ordinary variation in {len(counts)} months."


def test_a_share_of_all_but_one_is_no_signal_and_of_all_but_six_is() -> None:
    assert places(judged(SHARE, [20] * 12 + [19], of=20)[0]) == []
    found, told = judged(SHARE, [20] * 12 + [14], of=20)
    assert places(found) == [12]
    assert told.startswith("October 2026 is lower than the variation of 13 months explains: a change for the better.")


def test_a_series_that_never_moves_says_so() -> None:
    for count in (0, 3, 40):
        assert judged(SHARE, [count] * 13)[1] == "The same in all 13 months."


@pytest.mark.parametrize("counts", [[3], [1, 1, 1, 1, 2], [0, 9, 0, 9, 0, 30], [None] * 7 + [1, 2, 3, 4, 5, 90]])
def test_of_fewer_than_seven_known_months_nothing_is_said(counts: list[float | None]) -> None:
    found, told = judged(STATE, counts)
    assert (places(found), found.stretches, told) == ([], [], control_words.TOO_FEW)
    assert all(one.low is None and one.mark is None for one in found.points)


def test_of_no_known_month_there_are_no_words() -> None:
    assert judged(STATE, [None] * 13)[1] == ""


def test_seven_to_eleven_months_make_early_limits() -> None:
    for months, early in ((7, True), (11, True), (12, False), (13, False)):
        found, told = judged(STATE, [4, 5, 3, 4, 6, 4, 5, 3, 4, 5, 6, 4, 5][:months])
        assert found.stretches[0].is_early is early
        assert (f"{months} months make early limits." in told) is early


def test_a_month_that_is_not_known_is_left_out_and_breaks_nothing() -> None:
    counts: list[float | None] = [30, 31, 29, 30, 30, None, 12, 11, 12, None, 13, 12, 11, 12]
    found, told = judged(STATE, counts)
    assert found.points[5].mark is None
    assert found.stretches[0].months == 12
    whole, _ = judged(STATE, [one for one in counts if one is not None])
    assert [one for one, count in zip(found.points, counts, strict=True) if count is not None] == whole.points
    assert told.startswith("7 known months in a row below the usual 19.4, up to October 2026: a change for the better.")


def test_a_month_that_is_not_over_is_shown_and_never_flagged() -> None:
    points = trend(UNCOLOURED, [30, 28, 31, 29, 30, 32, 30, 28, 29, 31, 30, 29, 2])
    cut = [*points[:-1], points[-1].model_copy(update={"as_at": date(2026, 10, 13)})]
    whole, so_far = control(UNCOLOURED, points), control(UNCOLOURED, cut)
    assert places(whole) == [12]
    assert places(so_far) == []
    assert so_far.points[12].is_unfinished
    assert so_far.stretches[0].months == 12
    assert control_words.told(UNCOLOURED, cut, so_far) == "Nothing beyond ordinary variation in 12 months."
    assert so_far.points[0] == control(UNCOLOURED, points[:-1]).points[0]
    state = [one.model_copy(update={"as_at": date(2026, 10, 13)}) for one in trend(STATE, [1] * 13)[-1:]]
    assert not control(STATE, state).points[0].is_unfinished  # a state is one on every day


def test_a_table_says_what_its_months_are() -> None:
    counts = [4, 5, 3, 4, 6, 4, 5, 3, 4, 5, 6, 4, 5]
    for indicator, since, says in (
        (STATE, lambda end: academic_year_start(end), "At the end of"),
        (YEAR_SO_FAR, lambda end: academic_year_start(end), "Academic year to"),
        (YEAR_SO_FAR, lambda end: end - timedelta(days=364), "Twelve months to"),
        (LATE, lambda end: end.replace(day=1), "Month"),
    ):
        points = [one.model_copy(update={"since": since(one.as_at)}) for one in trend(indicator, counts)]
        assert next(iter(trend_table(indicator, points, control(indicator, points)))) == says


def test_points_that_hold_the_months_before_them_are_not_judged() -> None:
    points = trend(YEAR_SO_FAR, [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 30, 2])
    year = [one.model_copy(update={"since": one.as_at - timedelta(days=364)}) for one in points]
    found = control(YEAR_SO_FAR, year)
    assert (found.lacks, places(found)) == ("own_months", [])
    assert control_words.told(YEAR_SO_FAR, year, found) == control_words.OWN_MONTHS_AND_SEASONS


def changed(on: date, says: str = "New policy") -> Change:
    return Change.model_validate({"on": on, "says": says, "figures": ["missing_education_open"]})


def test_limits_begin_anew_at_a_known_change_that_enough_months_follow() -> None:
    points = trend(STATE, [*[30, 31, 29, 30, 32, 30, 29], *[12, 11, 13, 12, 11, 12, 13]])
    before, after = control(STATE, points), control(STATE, points, [changed(date(2026, 4, 1))])
    assert len(places(before)) == 14
    assert places(after) == []
    assert [(one.first, one.last, one.months) for one in after.stretches] == [(0, 6, 7), (7, 13, 7)]
    assert (round(after.points[0].usual or 0, 4), round(after.points[13].usual or 0, 4)) == (30.1429, 12.0)
    told = control_words.told(STATE, points, after)
    assert told.endswith("7 months make early limits. The usual is counted anew from 1 April 2026: New policy.")
    assert control(SHARE, points, [changed(date(2026, 4, 1))]).changes == []


def test_a_change_that_too_few_months_follow_is_marked_and_changes_no_limit() -> None:
    points = trend(STATE, [*[30, 31, 29, 30, 32, 30, 29], *[12, 11, 13, 12, 11, 12, 13]])
    late = control(STATE, points, [changed(date(2026, 9, 12))])
    assert late.points == control(STATE, points).points
    assert [(one.at, one.is_new_start) for one in late.changes] == [(12, False)]
    assert "A change on 12 September 2026: New policy; too few months follow" in control_words.told(STATE, points, late)
    for outside in (date(2025, 9, 1), date(2026, 11, 1)):
        assert control(STATE, points, [changed(outside)]).changes == []


def test_of_two_changes_each_needs_months_of_its_own() -> None:
    points = trend(STATE, [30] * 4 + [20] * 3 + [10] * 7)
    found = control(STATE, points, [changed(date(2026, 4, 1), "Second"), changed(date(2026, 1, 1), "First")])
    assert [(one.says, one.is_new_start) for one in found.changes] == [("First", False), ("Second", True)]


def test_a_change_stands_on_the_chart_and_in_the_rules() -> None:
    more = '\n[[changes]]\non = 2026-04-01\nsays = "New policy"\n'
    rules = read_rules(shipped_rules("virtual_school") + more, "ours.toml")
    assert [one.is_about("absence") for one in rules.changes] == [True]
    points = trend(STATE, [4, 5, 3, 4, 6, 4, 5, 3, 4, 5, 6, 4, 5])
    chart = charts.trend(STATE, of_nothing(STATE), points, control(STATE, points, rules.changes), LIGHT)
    assert [one.text for one in chart.layout.annotations] == ["New policy"]
    with pytest.raises(Misuse, match=r"changes\.0\.says: found '', wanted"):
        read_rules(shipped_rules("virtual_school") + more.replace("New policy", ""), "ours.toml")
    named = read_rules(shipped_rules("virtual_school") + more + 'figures = ["abscence"]\n', "ours.toml")
    with pytest.raises(Misuse, match=r"changes\.0\.figures: there is no indicator abscence"):
        hold_rules(named, "ours.toml")


@pytest.mark.parametrize("kind", ["virtual_school", "mentoring_provider"])
def test_the_example_of_a_change_in_the_shipped_rules_can_be_used(kind: str) -> None:
    head, example = shipped_rules(kind).split("# [[changes]]")
    lines = [line.removeprefix("# ") for line in example.splitlines()[:4]]
    (change,) = hold_rules(read_rules("\n".join([head, "[[changes]]", *lines]), kind), kind).changes
    assert change.is_about("absence")
    assert not change.is_about("actions_overdue")


def test_a_step_of_rounding_is_no_signal() -> None:
    counts = [95] * 12 + [90]
    for of in (95, 100, 320):
        found, told = judged(SHARE, counts, of=of, precision="steps")
        assert places(found) == []
        assert told.endswith(control_words.ROUNDED)
    assert places(judged(SHARE, [*[95] * 12, 60], of=100, precision="steps")[0]) == [12]


def test_what_was_never_loaded_is_not_called_ordinary(scope: Scope) -> None:
    (figure,) = ask.figures(scope, ["missing_education_open"])
    lacking = figure.model_copy(update={"numerator": 0, "value": 0.0, "not_loaded": ["missing_education"]})
    points = trend(STATE, [0] * 13)
    found = ask.judged(scope, lacking, points)
    assert (found.lacks, control_words.told(STATE, points, found)) == ("data", "")


def of_nothing(indicator: Indicator) -> Figure:
    shape = {"value": None, "numerator": None, "denominator": None, "unknown": None, "worst_case": None}
    return Figure.model_validate(
        {"id": indicator.id, "title": indicator.title, "unit": indicator.unit, "kind": "stock", "status": "no_data"}
        | shape
    )


def test_what_stands_out_differs_in_shape_and_word() -> None:
    points = trend(STATE, [*[4, 5, 3, 4, 6, 4, 5, 3, 4, 5, 4, 5], 40])
    found = control(STATE, points)
    *_, line = charts.trend(STATE, of_nothing(STATE), points, found, LIGHT).data
    assert set(line.marker.symbol[:12]) == {"circle"}
    assert (line.marker.symbol[12], line.marker.color[12]) == ("square", LIGHT.marks["worsening"])
    assert line.customdata[12] == "40, 40<br>■ worse: above the limits"
    table = trend_table(STATE, points, found)
    assert list(table["Variation"]) == ["ordinary"] * 12 + ["■ worse: above the limits"]
    assert table["Ordinary range"][0].startswith("0 to ")
    assert "October 2026 is higher than the variation of 13 months explains" in control_words.trend_words(
        STATE, points, found
    )


SAYS = re.compile(
    r"(?P<one>\w+ \d+) (?:is|was) (?P<way>higher|lower) than the variation of (?P<of>\d+) months explains"
    r"|(?P<run>\d+) (?P<known>known )?months in a row (?P<side>above|below) the usual (?P<usual>[\d.,]+)( %)?, "
    r"up to (?P<until>\w+ \d+)"
    r"|(?P<going>Rising|Falling) for (?P<length>\d+) (?:known )?months in a row, up to (?P<end>\w+ \d+)"
    r"|(?P<a>\w+ \d+) and (?P<b>\w+ \d+) (?:are|were) both near the (?P<limit>upper|lower) limit"
)


@given(
    st.lists(st.none() | st.integers(0, 12) | st.integers(0, 60), min_size=7, max_size=16),
    st.sampled_from([STATE, SHARE, LATE]),
)
def test_whatever_is_said_of_a_trend_is_true_of_its_numbers(counts: list[float | None], indicator: Indicator) -> None:
    points = trend(indicator, counts, of=60)
    found = control(indicator, points)
    told = control_words.told(indicator, points, found)
    known = {f"{point.as_at:%B %Y}": point.value for point in points if point.value is not None}
    names, values = list(known), list(known.values())
    scale = 100 if indicator.unit == "percent" else 1
    if not known:
        assert told == ""
        return
    if len(known) < 7:
        assert told == control_words.TOO_FEW
        return
    mean = sum(values) / len(values)
    said = SAYS.match(told)
    if not said:
        assert not places(found)
        same = f"The same in all {len(known)} months."
        ordinary = f"Nothing beyond ordinary variation in {len(known)} months."
        assert told.startswith(same if len(set(values)) == 1 else ordinary)
        return
    if said["one"]:
        assert (known[said["one"]] > mean) == (said["way"] == "higher")
        assert int(said["of"]) == len(known)
    elif said["run"]:
        last = names.index(said["until"])
        run = values[last - int(said["run"]) + 1 : last + 1]
        assert len(run) == int(said["run"]) >= 7
        assert all((one > mean) == (said["side"] == "above") and one != mean for one in run)
        assert float(said["usual"]) == pytest.approx(mean * scale, abs=0.0501)
    elif said["going"]:
        last = names.index(said["end"])
        run = values[last - int(said["length"]) + 1 : last + 1]
        assert len(run) == int(said["length"]) >= 7
        assert run == sorted(set(run), reverse=said["going"] == "Falling")
    else:
        assert 1 <= names.index(said["b"]) - names.index(said["a"]) <= 2
        assert all((known[said[one]] > mean) == (said["limit"] == "upper") for one in "ab")
    assert ("for the worse" in told) == (found.points[places(found)[-1]].mark == "worsening")
    others = re.search(r"(\d+) other months? stands? out", told)
    assert (int(others[1]) if others else 0) < len(places(found))


@pytest.fixture(scope="session")
def scope(sample_stores: Path) -> Scope:
    return open_scope(sample_stores / "virtual_school", as_at=date(2026, 11, 13))


def test_every_trend_of_the_sample_is_told_in_whole_sentences(scope: Scope) -> None:
    figures = {figure.id: figure for figure in ask.figures(scope)}
    for identifier, points in ask.trends(scope, list(catalogue())).items():
        indicator, found = catalogue()[identifier], ask.judged(scope, figures[identifier], points)
        assert len(found.points) == len(points)
        told = control_words.told(indicator, points, found)
        assert told == "" or re.fullmatch(r"([A-Z0-9][^.]*(\.\d[^.]*)*\.( |$))+", told), (identifier, told)
        for point, one in zip(points, found.points, strict=True):
            assert one.low is None or (point.value is not None and 0 <= one.low <= (one.usual or 0) <= (one.high or 0))


def test_a_leaders_trend_is_judged_by_what_was_released_alone(released_stores: Path) -> None:
    store = released_stores / "virtual_school"
    scope = open_release(store / "releases", store)
    for one in scope.release.figures:
        found = ask.judged(scope, one.figure, one.trend)
        assert found == control(catalogue()[one.figure.id], one.trend) or found.lacks == "data"
        exact = all(point.precision == "exact" for point in one.trend)
        assert found.is_rounded is (not exact and not found.lacks) or found.lacks


def test_concerns_of_the_same_weeks_of_last_year_are_those_of_the_file(scope: Scope) -> None:
    found = ask.compared(scope, ["concerns_raised", "absence", "actions_overdue"], seasons=True)
    since, until = scope.since - timedelta(days=364), scope.as_at - timedelta(days=364)
    assert (since.weekday(), until.weekday()) == (scope.since.weekday(), scope.as_at.weekday())
    with (PROJECT / "sample_data" / "virtual_school" / "concerns.csv").open(encoding="utf-8") as lines:
        stands = [(row["observed_at"] or row["recorded_at"], row["recorded_at"]) for row in csv.DictReader(lines)]
    counted = [one for one, written in stands if str(since) <= one[:10] <= str(until) and written[:10] <= str(until)]
    assert len(counted) > 20
    assert found.last_year["concerns_raised"].numerator == len(counted)
    assert set(found.last_year) == {"concerns_raised", "absence"}  # what is a state goes with no season
    (alone,) = ask.figures(scope.model_copy(update={"as_at": until, "since": since}), ["absence"])
    assert found.last_year["absence"] == alone
    assert ask.compared(scope, ["absence"]).last_year == {}


def test_where_last_year_has_no_data_nothing_is_said_of_it(scope: Scope) -> None:
    early = scope.model_copy(update={"as_at": date(2025, 7, 18), "since": date(2024, 9, 1)})
    assert ask.compared(early, ["absence", "concerns_raised", "persistent_absence"], seasons=True).last_year == {}


def test_two_periods_that_end_on_one_day_are_not_added_up(scope: Scope) -> None:
    meeting = ask.compared(scope, ["absence"]).when
    assert meeting is not None
    a_year_on = scope.model_copy(update={"as_at": meeting + timedelta(days=364), "since": scope.since})
    found = ask.compared(a_year_on, ["concerns_raised"], seasons=True)
    assert found.when == meeting
    then = a_year_on.model_copy(update={"as_at": meeting, "since": scope.since - timedelta(days=364)})
    assert found.last_year["concerns_raised"] == ask.figures(then, ["concerns_raised"])[0]
    now = scope.model_copy(update={"as_at": meeting})
    assert found.before["concerns_raised"] == ask.figures(now, ["concerns_raised"])[0]


def test_a_leaders_same_weeks_are_of_a_release_of_then(released_stores: Path, tmp_path: Path) -> None:
    store = released_stores / "virtual_school"
    now = open_release(store / "releases", store).release
    write(tmp_path, now)

    def last_year(days: int) -> set[str]:
        """What is set beside the release of now, where there is one of so many days ago."""
        moved = {"as_at": now.as_at - timedelta(days=days), "since": now.since - timedelta(days=days)}
        file = write(tmp_path, now.model_copy(update=moved))
        scope = open_release(tmp_path, tmp_path)
        found = ask.compared(scope, [one.figure.id for one in now.figures], seasons=True).last_year
        file.unlink()
        return set(found)

    assert last_year(100) == last_year(350) == set()
    assert last_year(364) == last_year(360)
    assert "absence" in last_year(364)
    assert {catalogue()[one].seasonal for one in last_year(364)} == {True}
