"""The words of the field, and sentences that leave out what is nought."""

import pytest

from sgdata.outputs.glossary import explained, glossary
from sgdata.outputs.words import filled


def test_words_are_explained_where_they_stand() -> None:
    assert explained("Was the LADO told?").startswith("**LADO**: Local authority designated officer")
    assert "**part-time timetable**" in explained("Part-time timetables past their end")
    assert explained("What is late?") == ""


def test_an_abbreviation_is_no_part_of_another_word_and_a_word_inside_a_longer_one_is_not_explained_twice() -> None:
    assert explained("A small prevention") == ""
    assert "**DSL**" not in explained("the deputy DSL")


def test_every_meaning_is_a_sentence() -> None:
    assert [word for word, meaning in glossary().items() if not meaning.endswith(".") or "!" in meaning] == []


@pytest.mark.parametrize(
    ("late", "undated", "said"),
    [
        (2, 1, "2 are late; 1 has no date."),
        (2, 0, "2 are late."),
        (0, 0, "0 are late."),
        (1, None, "1 is late."),
    ],
)
def test_what_is_nought_is_left_out(late: int, undated: int | None, said: str) -> None:
    sentence = "{late} {late|is|are} late[; {undated} {undated|has|have} no date]."
    assert filled(sentence, {"late": late, "undated": undated}) == said
