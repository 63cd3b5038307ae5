"""The funnel: limits held against exact arithmetic and published tables, and settings that are never ranked."""

from fractions import Fraction
from math import comb
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from sgdata.cohorts.funnel import can_have_funnel, funnel, limits
from sgdata.cohorts.funnel_shapes import EDGE, FEWEST, OUTSIDE, Funnel
from sgdata.errors import Misuse, Refused
from sgdata.measures.catalogue import catalogue
from sgdata.measures.figure import Figure, Group
from sgdata.outputs import funnel_words
from sgdata.outputs.colours import DARK, LIGHT
from sgdata.outputs.pictures import funnel as chart
from sgdata.release import ask, ask_funnel
from sgdata.release.released import releases_of
from sgdata.release.scope import open_release, open_scope

PERSISTENT = catalogue()["persistent_absence"]
BY = ("provider", "local_authority")
SHARES = (Fraction(1, 20), Fraction(3, 10), Fraction(1, 2), Fraction(17, 20))


def at_most(hits: int, size: int, share: Fraction) -> Fraction:
    return sum(
        (comb(size, one) * share**one * (1 - share) ** (size - one) for one in range(hits + 1)), start=Fraction(0)
    )


def lower_limit(size: int, share: Fraction, chance: Fraction) -> Fraction:
    """Spiegelhalter 2005, appendix A.1.1: the least r with P(R <= r) >= p, less (P(R <= r) - p) / P(R = r)."""
    reached = next(one for one in range(size + 1) if at_most(one, size, share) >= chance)
    below = at_most(reached, size, share)
    alike = below - (at_most(reached - 1, size, share) if reached else 0)
    return max(reached - (below - chance) / alike, Fraction(0)) / size


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("size", [5, 8, 10, 19, 60, 187])
def test_limits_are_those_of_exact_arithmetic(size: int, share: Fraction) -> None:
    found = limits(size, share.numerator, share.denominator)
    edge, outside = Fraction("0.025"), Fraction("0.001")
    assert found.lower == pytest.approx(float(lower_limit(size, share, edge)), abs=1e-9)
    assert found.outer_lower == pytest.approx(float(lower_limit(size, share, outside)), abs=1e-9)
    assert found.upper == pytest.approx(1 - float(lower_limit(size, 1 - share, edge)), abs=1e-9)
    assert found.outer_upper == pytest.approx(1 - float(lower_limit(size, 1 - share, outside)), abs=1e-9)


# Cumulative binomial probabilities to four places, as printed tables of the distribution give them: P(R <= r - 1) and
# P(R <= r) about the chance of 0.025. The test holds them against exact arithmetic first.
@pytest.mark.parametrize(
    ("size", "share", "reached", "before", "there"),
    [
        (10, Fraction(1, 2), 2, 0.0107, 0.0547),
        (20, Fraction(3, 10), 2, 0.0076, 0.0355),
        (20, Fraction(1, 2), 6, 0.0207, 0.0577),
    ],
)
def test_the_lower_limit_lies_between_the_two_numbers_that_a_printed_table_gives(
    size: int, share: Fraction, reached: int, before: float, there: float
) -> None:
    assert round(float(at_most(reached - 1, size, share)), 4) == before
    assert round(float(at_most(reached, size, share)), 4) == there
    by_table = (reached - (there - EDGE) / (there - before)) / size
    assert limits(size, share.numerator, share.denominator).lower == pytest.approx(by_table, abs=3e-4)


def test_the_limits_worked_out_by_hand() -> None:
    """P(R <= 1) = 11/1024 and P(R <= 2) = 56/1024 of ten with a half: 2 - (56 - 25.6)/45 = 1.32444 of ten."""
    found = limits(10, 1, 2)
    assert (round(found.lower, 4), round(found.upper, 4)) == (0.1324, 0.8676)
    assert (round(found.outer_lower, 4), round(found.outer_upper, 4)) == (0.0002, 0.9998)


@pytest.mark.parametrize("share", SHARES)
def test_on_either_side_no_more_than_the_stated_chance_lies_outside(share: Fraction) -> None:
    for size in range(FEWEST, 40):
        at = limits(size, share.numerator, share.denominator)
        for hits in range(size + 1):
            fewer, more = at_most(hits, size, share), 1 - (at_most(hits - 1, size, share) if hits else 0)
            assert (hits / size < at.lower) == (fewer < EDGE)
            assert (hits / size > at.upper) == (more < EDGE)
            assert (hits / size < at.outer_lower) == (fewer < OUTSIDE)
            assert (hits / size > at.outer_upper) == (more < OUTSIDE)


def group(name: str, hits: int, size: int, unknown: int = 0) -> Group:
    share = hits / size if size else None
    return Group(group=name, label=name, value=share, numerator=hits, denominator=size + unknown, unknown=unknown)


def figure(*groups: Group, identifier: str = "persistent_absence") -> Figure:
    hits, size = sum(one.numerator or 0 for one in groups), sum(one.denominator or 0 for one in groups)
    unknown = sum(one.unknown or 0 for one in groups)
    return Figure(
        id=identifier,
        title="",
        unit="percent",
        kind="flow",
        value=None,
        numerator=hits,
        denominator=size,
        unknown=unknown,
        worst_case=None,
        status="no_target",
        groups=list(groups),
    )


def planted() -> Funnel:
    told = [group("Far", 28, 30), group("Near", 14, 30), group("Large", 60, 200, 3), group("Alike", 60, 200)]
    rest = [group("Few", 4, 4), group("Nobody", 0, 0), group("not known", 2, 7)]
    returns = figure(group("Far", 3, 4), group("Large", 4, 4), identifier="returns_received")
    return funnel(figure(*told, *rest), "provider", returns)


def test_a_setting_that_differs_lies_outside_and_one_that_hardly_does_at_the_edge() -> None:
    placed = {one.name: (one.position, one.direction) for one in planted().settings}
    assert placed == {
        "Far": ("outside", "above"),
        "Near": ("inside", ""),
        "Large": ("inside", ""),
        "Alike": ("inside", ""),
    }
    edge = funnel(figure(group("A", 16, 30), group("B", 100, 330), group("C", 0, 12)), "provider")
    assert {one.name: (one.position, one.direction) for one in edge.settings} == {
        "A": ("edge", "above"),
        "B": ("inside", ""),
        "C": ("edge", "below"),
    }


def test_settings_stand_by_size_and_none_is_left_out() -> None:
    found = planted()
    assert [one.name for one in found.settings] == ["Alike", "Large", "Far", "Near"]
    assert [one.name for one in found.few] == ["Few"]
    assert found.empty == ["Nobody"]
    assert [(one.name, one.received, one.expected) for one in found.silent] == [("Far", 3, 4)]
    assert found.without_setting == 7
    assert (found.count, found.size) == (168, 471)
    assert [found.limits[0].size, found.limits[-1].size] == [30, 200]


def test_a_funnel_in_words() -> None:
    found = planted()
    assert funnel_words.whole(found) == (
        "Of 4 settings with 5 or more that can be judged, one lies further from the 35.7 % of all than chance at its "
        "size explains: Far (28 of 30, above). Chance alone puts up to one in 500 so far out. Outside is a question to "
        "ask, not a verdict; inside is no proof that all is well."
    )
    assert [funnel_words.setting(found, one) for one in (*found.settings[1:3], *found.few)] == [
        "Large: 60 of 200 (30.0 %), no further from the 35.7 % of all than chance at its size explains.",
        "Far: 28 of 30 (93.3 %), above the 35.7 % of all, further than chance at its size explains: a question to ask.",
        "Few: 4 of 4, too few to tell chance from difference.",
    ]
    assert funnel_words.beside(PERSISTENT, found) == [
        "1 setting has fewer than 5 that can be judged, and no limits: Few (4 of 4).",
        "Nothing can be judged, which is not nought: Nobody.",
        "Expected returns have not all come, so what is known of these may not be all: Far (3 of 4).",
        "7 belong to no setting that is known: they count in the share of all alone.",
    ]
    shown = funnel_words.table(found)
    assert list(shown["Setting"]) == ["Alike", "Large", "Far", "Near", "Few", "Nobody"]
    assert list(shown["Where"])[2:] == [
        "■ further than chance explains, above",
        "○ where chance could put it",
        "too few to tell",
        "",
    ]


def test_of_many_settings_some_lie_outside_by_chance_and_not_all_are_named() -> None:
    far = [group(f"Far {number}", 30, 30) for number in range(10)]
    found = funnel(figure(*far, *(group(f"Like {number}", 3, 10) for number in range(390))), "provider")
    told = funnel_words.whole(found)
    assert "Far 7 (30 of 30, above); and 2 more." in told
    assert "Chance alone puts up to one in 500 so far out: of 400 settings up to 1." in told


def test_a_funnel_without_enough_to_compare_says_so() -> None:
    assert "chance cannot be told" in funnel_words.whole(funnel(figure(group("Few", 1, 4)), "provider"))
    assert "none to compare it with" in funnel_words.whole(funnel(figure(group("One", 1, 40)), "provider"))
    assert "chance cannot be told" in funnel_words.whole(funnel(figure(), "provider"))


def test_figures_that_add_up_amounts_have_no_funnel() -> None:
    offered = ask_funnel.comparable()
    assert PERSISTENT in offered
    assert [one.id for one in offered if one.amounts or one.unit != "percent"] == []
    assert not can_have_funnel(catalogue()["absence"])
    assert not can_have_funnel(catalogue()["returns_received"])


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("organisation", ["virtual_school", "mentoring_provider"])
def test_every_funnel_of_a_sample_is_told_tabled_and_drawn(sample_stores: Path, organisation: str, by: str) -> None:
    scope = open_scope(sample_stores / organisation)
    drawn = 0
    for indicator in ask_funnel.comparable():
        found = ask_funnel.funnel(scope, indicator.id, by)
        (whole,) = ask.figures(scope, [indicator.id], by)
        told = " ".join([funnel_words.whole(found), *funnel_words.beside(indicator, found)])
        assert "{" not in told
        assert "None" not in told
        assert "  " not in told
        assert funnel_words.alternative(indicator, found)
        assert found.size == sum((one.denominator or 0) - (one.unknown or 0) for one in whole.groups)
        assert len(funnel_words.table(found)) == len(whole.groups) - 1
        sizes = [one.size for one in found.settings]
        assert sizes == sorted(sizes, reverse=True)
        if found.settings:
            drawn += 1
            for colours in (LIGHT, DARK):
                assert chart.draw(found, colours).data
    assert drawn or organisation == "mentoring_provider"


def test_no_pseudonym_is_in_a_funnel(sample_stores: Path) -> None:
    scope = open_scope(sample_stores / "virtual_school")
    (whole,) = ask.figures(scope, ["persistent_absence"], "provider")
    told = ask_funnel.funnel(scope, "persistent_absence", "provider").model_dump_json()
    assert [one.label for one in whole.groups if one.group != one.label and one.group in told] == []


def test_what_has_no_funnel_is_refused_in_words(sample_stores: Path, released_stores: Path) -> None:
    scope = open_scope(sample_stores / "virtual_school")
    for identifier, by in (("absence", "provider"), ("persistent_absence", "sex")):
        with pytest.raises(Misuse, match="wanted provider or local_authority"):
            ask_funnel.funnel(scope, identifier, by)
    store = released_stores / "virtual_school"
    with pytest.raises(Refused, match="ask a practitioner"):
        ask_funnel.funnel(open_release(releases_of(store), store), "persistent_absence", "provider")


def script(store: str, released: str = "") -> None:
    from pathlib import Path

    from sgdata.release.scope import open_release, open_scope
    from sgdata.ui.funnel import show_funnel

    show_funnel(open_release(Path(released), Path(store)) if released else open_scope(Path(store)))


def test_the_page_answers_first_and_keeps_its_choice_in_the_address(sample_stores: Path) -> None:
    store = sample_stores / "virtual_school"
    page = AppTest.from_function(script, args=(str(store),), default_timeout=60).run()
    assert not page.exception
    found = ask_funnel.funnel(open_scope(store), "persistent_absence", "provider")
    assert page.markdown[0].value == f"**{funnel_words.whole(found)}**"
    page = AppTest.from_function(script, args=(str(store),), default_timeout=60)
    page.query_params.update({"funnel": "Severe absence", "funnel_by": "Local authorities"})
    page.run()
    assert not page.exception
    other = ask_funnel.funnel(open_scope(store), "severe_absence", "local_authority")
    assert page.markdown[0].value == f"**{funnel_words.whole(other)}**"


def test_leaders_are_told_why_they_see_no_settings(released_stores: Path) -> None:
    store = released_stores / "virtual_school"
    page = AppTest.from_function(script, args=(str(store), str(releases_of(store))), default_timeout=60).run()
    assert not page.exception
    assert [one.value for one in page.info] == [funnel_words.LEADERS]
    assert not page.selectbox
