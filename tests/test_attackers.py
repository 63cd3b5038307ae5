"""The attackers against the release: they find nothing in one that is protected, and something in every broken one."""

import ast
import random
import re
from functools import cache
from pathlib import Path

import pytest

from sgdata.release import released
from sgdata.release.scope import open_scope
from tests import mutants
from tests.attacked import Attacked, caught_by, of
from tests.attackers import crawl, recount
from tests.attackers.reading import Cell, read_file
from tests.attackers.side_by_side import side_by_side
from tests.mutants import Broken
from tests.populations import Shape, population, small_case
from tests.real_truth import pseudonyms, records_of_store
from tests.support import PROJECT
from tests.synthetic import Made, make
from tests.time_passing import months
from tests.truth import Truth, at_risk, shown_share, truth_of

WORLDS = 25
"""How many small counts of a small case the attackers' own recount is set on."""


def of_mutant(broken: Broken) -> Attacked:
    return Attacked(broken.seen, broken.truth, broken.made.records)


@cache
def base() -> Made:
    """A release of 300 children, unbroken: mutants are made of it."""
    return make(population(300, "skewed", 2), seed=2)


@pytest.mark.parametrize(("n", "shape", "seed"), [(40, "uniform", 1), (40, "skewed", 2), (300, "uniform", 1)])
def test_nothing_is_found_in_a_release(n: int, shape: Shape, seed: int) -> None:
    _holds(make(population(n, shape, seed), seed=seed))


def test_nothing_is_found_in_what_the_mutants_are_made_of() -> None:
    _holds(base())
    for edge in (mutants.ROUNDED_UP, mutants.ONE_HIDDEN, mutants.ALL_AT_THE_EDGE, mutants.BESIDE):
        assert caught_by(of(make(edge))) == set()


def _holds(made: Made) -> None:
    """Nothing is found, and what is about enough children is shown nearly everywhere."""
    given = of(made)
    assert caught_by(given) == set()
    assert made.population.things.size < 300 or shown_share(given.seen, given.truth) >= 0.9


@pytest.mark.parametrize("name", mutants.IN_FILE)
def test_a_release_broken_in_its_file_is_caught(name: str) -> None:
    assert crawl.crawl(mutants.IN_FILE[name](base()).seen) != []


@pytest.mark.parametrize(
    ("name", "by"),
    [
        ("without repair", {"program", "subtractions", "insider"}),
        ("provably none", {"program", "subtractions", "groups"}),
        ("exact without repair", {"program", "subtractions", "ranks"}),
        ("table left out", {"program", "subtractions", "insider"}),
    ],
)
def test_a_release_that_was_not_attacked_is_caught(name: str, by: set[str]) -> None:
    assert caught_by(of_mutant(mutants.IN_AUDIT[name]())) == by


def test_a_month_later_no_change_of_a_child_is_found() -> None:
    before: Attacked | None = None
    for when, people in months(population(100, "skewed", 1), 1):
        given = of(make(people, as_at=when))
        if before:
            assert side_by_side(before.seen, given.seen, _changed(before.truth, given.truth)) == []
        before = given


def test_a_change_between_exact_numbers_is_caught() -> None:
    before, after = (of_mutant(one) for one in mutants.exact_months())
    assert side_by_side(before.seen, after.seen, _changed(before.truth, after.truth)) != []


def _changed(before: Truth, after: Truth) -> list[Cell]:
    """The counts that changed by few, where some change is more than none."""
    return [cell for cell in after if cell in before and 1 <= abs(after[cell].number - before[cell].number) <= 5]


@pytest.mark.parametrize(
    ("n", "figures", "cuts"),
    [(40, 4, 0), (60, 2, 2)],
    ids=["totals", "groups"],
)
def test_other_worlds_print_the_same(n: int, figures: int, cuts: int) -> None:
    made = make(population(n, "uniform", 1, figures=figures, cuts=cuts, by_group=cuts > 0))
    seen, small = made.seen, small_case(made.population)
    for cell in random.Random(1).sample(risk := at_risk(seen, made.truth), min(WORLDS, len(risk))):
        assert len(recount.values_found(small, seen, cell)) >= 5, cell


def test_there_are_no_other_worlds_without_repair() -> None:
    broken = mutants.IN_AUDIT["without repair"]()
    cell = Cell(mutants.AT_THE_EDGE, "hits", "ethnicity", "mixed")
    assert broken.truth[cell].number == 1
    assert recount.values_found(small_case(broken.made.population), broken.seen, cell) == {0, 1}


def test_large_primes_are_not_in_the_file() -> None:
    made = make(mutants.edge((1009, 13, 3), (2003, 2011, 2017)))
    assert made.truth[Cell(mutants.AT_THE_EDGE, "hits")].number == 1025
    secrets = {str(count.number) for count in made.truth.values() if count.number > 999 and count.number % 5}
    assert secrets >= {"1009", "2003", "2011", "2017"}
    assert crawl.planted(made.seen, sorted(secrets)) == []
    assert len(crawl.planted(made.seen, ["1010", "2005"])) == 2


@pytest.mark.parametrize("store", ["virtual_school", "mentoring_provider"])
def test_nothing_is_found_in_the_release_of_a_store(store: str, released_stores: Path) -> None:
    scope = open_scope(released_stores / store)
    folder = released.releases_of(scope.store)
    (made,) = released.listed(folder)
    file = folder / f"{made.id}.json"
    seen = read_file(file)
    records = records_of_store(scope.model_copy(update={"since": made.since}))
    given = Attacked(seen, truth_of(seen, records), records)
    wrong = [
        cell
        for reading in seen.readings.values()
        for cell, where in reading.known.items()
        if cell in given.truth and not where.low <= given.truth[cell].number <= where.high
    ]
    assert wrong == []
    assert caught_by(given) == set()
    secrets = [*pseudonyms(scope), str(scope.store), str(released_stores)]
    assert crawl.planted(seen, secrets) == []
    assert re.findall(r"C-\w{4}-\w{4}", seen.text) == []


def test_attackers_share_no_code_with_the_protection() -> None:
    for module in (PROJECT / "tests" / "attackers").glob("*.py"):
        if module.name == "__main__.py":  # makes the populations that it has attacked
            continue
        names = {
            node.module or ""
            for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom)
        }
        ours = {name for name in names if name.startswith(("sgdata", "tests")) and "attackers" not in name}
        shapes = {"sgdata.measures.catalogue", "sgdata.measures.dimensions"}
        if module.name == "paper.py":  # holds a paper against the release that it was made of
            shapes |= {"sgdata.measures.figure", "sgdata.measures.indicator", "sgdata.release.released"}
            shapes |= {"tests.read_papers"}
        assert ours <= shapes, module
