"""The attackers read leaders' papers: no number stands beside the words of a figure that the release does not show
there; and a builder that read one figure from the snapshot would be found."""

from functools import cache
from pathlib import Path

import pytest

from sgdata.measures.figure import Figure
from sgdata.meeting.agenda import Agenda, agenda
from sgdata.outputs.pack.editions import editions, paper
from sgdata.outputs.pack.making import FORMATS, rendered
from sgdata.outputs.pack.paper import Paper
from sgdata.release import ask
from sgdata.release.released import Release, releases_of
from sgdata.release.scope import ReleaseScope, Scope, open_release, open_scope
from tests.attackers.paper import findings

HIDDEN = "missing_education_open"
EVERY = [(edition, ending) for edition in editions() for ending in FORMATS]


@pytest.fixture(scope="module")
def leader(released_stores: Path) -> ReleaseScope:
    store = released_stores / "virtual_school"
    return open_release(releases_of(store), store)


@pytest.fixture(scope="module")
def live(released_stores: Path) -> Scope:
    return open_scope(released_stores / "virtual_school")


@cache
def paper_of(scope: ReleaseScope, edition: str) -> Paper:
    return paper(scope, edition)


def attacked(release: Release, shown: Paper, ending: str) -> list[str]:
    return findings(release, ending, rendered(shown, ending))


@pytest.mark.parametrize(("edition", "ending"), EVERY)
def test_a_leaders_paper_holds_released_numbers_alone(leader: ReleaseScope, edition: str, ending: str) -> None:
    assert attacked(leader.release, paper_of(leader, edition), ending) == []


def one_live(leader: ReleaseScope, live: Scope, monkeypatch: pytest.MonkeyPatch, name: str) -> Figure:
    """The builder of papers reads one figure from the snapshot."""
    (figure,) = ask.figures(live, [name])

    def mutant(scope: ReleaseScope) -> Agenda:
        found = agenda(scope)
        return found.model_copy(update={"figures": {**found.figures, name: figure}})

    monkeypatch.setattr("sgdata.outputs.pack.sections.agenda", mutant)
    return figure


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("name", [HIDDEN, "part_time_past_end", "persistent_absence"])
def test_one_figure_from_the_snapshot_is_found(
    leader: ReleaseScope, live: Scope, monkeypatch: pytest.MonkeyPatch, ending: str, name: str
) -> None:
    figure = one_live(leader, live, monkeypatch, name)
    assert figure.numerator != leader.release.of(name).figure.numerator
    assert attacked(leader.release, paper(leader, "board"), ending) != []


@pytest.mark.parametrize("ending", FORMATS)
def test_a_trend_from_the_snapshot_is_found(
    leader: ReleaseScope, live: Scope, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr(ask, "trends", lambda scope, ids, read=ask.trends: read(live, ids))
    assert any("a month of" in one for one in attacked(leader.release, paper(leader, "board"), ending))


@pytest.mark.parametrize("ending", FORMATS)
def test_a_breakdown_from_the_snapshot_is_found(
    leader: ReleaseScope, live: Scope, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr(ask, "figures", lambda scope, ids, by, read=ask.figures: read(live, ids, by))
    assert any("a group of" in one for one in attacked(leader.release, paper(leader, "inspection"), ending))


def test_a_workbook_with_figures_from_the_snapshot_is_found(leader: ReleaseScope, live: Scope) -> None:
    shown = paper_of(leader, "young_people")
    ids = [figure.id for figure in shown.report.figures]
    mutant = shown.model_copy(update={"report": ask.report_of(leader, ask.figures(live, ids))})
    assert any("cells of" in one for one in attacked(leader.release, mutant, "xlsx"))
