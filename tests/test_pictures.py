"""The worked examples of every picture file, run as they stand there; and what holds for all pictures."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sgdata.errors import Refused
from sgdata.measures.catalogue import catalogue, pictures
from sgdata.measures.indicator import Worked
from sgdata.measures.measure import Asked, draw
from sgdata.measures.picture import NEEDED, Picture
from sgdata.outputs.colours import DARK, LIGHT
from sgdata.outputs.pictures import alternative, answer, chart, table
from sgdata.release import ask
from sgdata.release.released import releases_of
from sgdata.release.scope import open_release, open_scope
from sgdata.rules import read_rules, shipped_rules
from sgdata.rules.clauses import clauses
from tests.support import snapshot_of, squeezed

RULES = read_rules(shipped_rules("virtual_school"), "virtual_school.toml")
EXAMPLES = [(picture, example) for picture in pictures().values() for example in picture.examples]
ORGANISATIONS = ("virtual_school", "mentoring_provider")
DATES = (None, date(2026, 3, 2), date(2024, 1, 1))


@pytest.mark.parametrize(
    ("picture", "example"), EXAMPLES, ids=[f"{picture.id}: {example.says}" for picture, example in EXAMPLES]
)
def test_example(picture: Picture, example: Worked, tmp_path: Path) -> None:
    tables = {one.name: [one.header, *one.rows] for one in example.given}
    indicator = catalogue()[picture.of] if picture.of else None
    with snapshot_of(tmp_path, tables) as cursor:
        drawn = draw(cursor, picture, indicator, RULES, Asked.at(example.as_at, example.since))
    assert example.gives is not None, "wanted a table gives"
    shown = [[as_text(row[name]) for name in example.gives.header] for row in drawn.rows]
    assert shown == [[squeezed(cell) for cell in row] for row in example.gives.rows]
    assert "{" not in answer(picture, drawn)


def as_text(value: Any) -> str:
    if isinstance(value, list):
        return ";".join(map(str, value))
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else str(value)


@pytest.mark.parametrize("organisation", ORGANISATIONS)
@pytest.mark.parametrize("picture", pictures().values(), ids=lambda picture: picture.id)
def test_a_picture_is_drawn_told_and_tabled_of_any_data(
    picture: Picture, organisation: str, sample_stores: Path
) -> None:
    for as_at in DATES:
        scope = open_scope(sample_stores / organisation, as_at)
        drawn = ask.picture(scope, picture.id)
        assert not drawn.rows or NEEDED[picture.draw] | set(picture.columns) <= set(drawn.rows[0])
        assert "{" not in answer(picture, drawn)
        assert "None" not in answer(picture, drawn)
        assert len(table(picture, drawn)) == len(drawn.rows) or picture.draw == "matrix"
        assert alternative(picture, drawn)
        for colours in (LIGHT, DARK):
            assert (chart(picture, drawn, colours, scope.as_at) is None) == (
                not drawn.rows or picture.draw in ("table", "matrix")
            )


@pytest.mark.parametrize("picture", pictures().values(), ids=lambda picture: picture.id)
def test_a_picture_names_clauses_and_an_indicator_that_there_are(picture: Picture) -> None:
    assert set(picture.clauses) <= set(clauses())
    assert not picture.of or picture.of in catalogue()


def test_the_pictures_of_a_sample_are_not_empty(sample_stores: Path) -> None:
    scope = open_scope(sample_stores / "virtual_school")
    assert [picture for picture in pictures() if not ask.picture(scope, picture).rows] == []


def test_a_leader_is_drawn_nothing_from_single_rows(released_stores: Path) -> None:
    store = released_stores / "virtual_school"
    scope = open_release(releases_of(store), store)
    assert ask.pictures(scope, {picture.theme for picture in pictures().values()}) == []
    for picture in pictures():
        with pytest.raises(Refused, match="ask a practitioner"):
            ask.picture(scope, picture)
