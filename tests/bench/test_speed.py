"""What a person waits for, timed: `uv run --group dev pytest tests/bench -n0 --benchmark-enable`.

In the usual run each is done once, untimed. What needs more than the sample has scripts of its own beside this file."""

from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from sgdata.intake.load import load_paths
from sgdata.intake.session import Session
from sgdata.intake.staging import Workbench
from sgdata.measures.catalogue import catalogue, pictures
from sgdata.meeting.agenda import agenda
from sgdata.release import ask, ask_cohorts, live
from sgdata.release.scope import Scope, open_scope
from sgdata.store.schema import lay_tables
from sgdata.ui.navigation import BY_NAME
from tests.door import KEY, write_csv

AS_AT = date(2026, 11, 13)


@pytest.fixture
def store(sample_stores: Path) -> Path:
    return sample_stores / "virtual_school"


@pytest.fixture
def fresh(store: Path) -> Callable[[], tuple[tuple[Scope], dict[str, object]]]:
    """A date that was not asked before, each time: an answer of before costs nothing."""
    days = count()
    live.cohort(open_scope(store, AS_AT))
    return lambda: ((open_scope(store, AS_AT - timedelta(days=next(days))),), {})


def test_every_figure_and_as_it_was_at_the_last_meeting(benchmark: Any, fresh: Any) -> None:
    found = benchmark.pedantic(lambda scope: ask.compared(scope, seasons=True), setup=fresh, rounds=10)
    assert len(found.now) == len(catalogue())


def test_the_figures_of_a_page_with_their_trends(benchmark: Any, fresh: Any) -> None:
    ids = [one.id for one in BY_NAME["attendance"].indicators()]

    def page(scope: Scope) -> int:
        return len(ask.compared(scope, ids).now) + len(ask.trends(scope, ids))

    assert benchmark.pedantic(page, setup=fresh, rounds=10) == 2 * len(ids)


def test_what_runs_out(benchmark: Any, fresh: Any) -> None:
    found = benchmark.pedantic(
        lambda scope: ask.outlook(scope, scope.as_at + timedelta(days=28)), setup=fresh, rounds=10
    )
    assert found


@pytest.mark.parametrize("name", ["lado_clocks", "vulnerable_children", "not_full_time_overlaps"])
def test_a_picture(benchmark: Any, fresh: Any, name: str) -> None:
    assert name in pictures()
    drawn = benchmark.pedantic(lambda scope: ask.picture(scope, name), setup=fresh, rounds=10)
    assert drawn.rows


def test_the_cohorts_of_a_figure(benchmark: Any, fresh: Any) -> None:
    found = benchmark.pedantic(lambda scope: ask_cohorts.cohorts(scope, "persistent_absence", 2), setup=fresh, rounds=5)
    assert found.cohorts


def test_the_agenda(benchmark: Any, fresh: Any) -> None:
    assert benchmark.pedantic(agenda, setup=fresh, rounds=5).matters


def test_a_small_load(benchmark: Any, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "staff.csv", [["staff_id"], ["S1"]])
    numbers = count()

    def load() -> str:
        return load_paths(tmp_path / f"store {next(numbers)}", [file], key_file=tmp_path / "key").outcome

    assert benchmark.pedantic(load, rounds=5) == "loaded"


def test_a_register_of_a_year_a_column_a_session(benchmark: Any, tmp_path: Path) -> None:
    days = [date(2026, 9, 1) + timedelta(days=number) for number in range(190)]
    header = ["child_id", "provider_id", *(f"{day} {half}" for day in days for half in ("AM", "PM"))]
    rows = [[f"C{child}", "P1", *["/", "\\"] * len(days)] for child in range(300)]
    file = write_csv(tmp_path / "register.csv", [header, *rows])

    def load() -> tuple[int, int, int]:
        with closing(Workbench()) as bench:
            bench.attach(Path(":memory:"))
            lay_tables(bench.con, "draft")
            (report,) = Session(bench, KEY, lambda _: None).load([file])
            return report.read, report.accepted, bench.count("draft.attendance")

    assert benchmark.pedantic(load, rounds=3) == (114_000, 114_000, 114_000)
