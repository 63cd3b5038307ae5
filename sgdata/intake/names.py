"""What a report may say of the names that a person gave: headers, files; and the shape of everything else.

A column may bear the name of a child, and so may a file. What is made of usual words is said as it stands; of the rest
only its shape, and the place where it can be found.
"""

import re
import string
from functools import cache
from importlib.resources import files
from typing import cast

from sgdata.intake.detectors import detected
from sgdata.intake.layout.grid import AnyPath
from sgdata.intake.synonyms import synonym_words
from sgdata.tables import TABLES
from sgdata.tables.columns import folded

MOST_LETTERS = 60
LEAST_LETTERS_OF_SEVERAL_WORDS = 8  # startdate is start and date, but shorter surnames are often made of two words
MOST_DIGITS = 2
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|.", re.ASCII | re.DOTALL)
_YEAR = re.compile(r"(?<!\d)20(\d\d)(?:[-_/ ]?(?:20)?(\d\d))?(?!\d)", re.ASCII)


def column_called(header: str, place: int) -> str:
    """What a report calls a column; `place` counts from 1."""
    if not header:
        return "(no header)"
    shown = sayable(header)
    return shown if shown == header else f"column {place} ({shown})"


def file_called(file: AnyPath) -> str:
    """What reports and errors call a file; one whose name is masked is found by its place among the names of its
    folder."""
    shown = sayable(file.stem) + sayable(file.suffix)
    if shown == file.name:
        return shown
    folder = cast(AnyPath, file.parent)  # of a zipped file it is a folder of the zip
    names = (other.name for other in folder.iterdir() if not other.name.startswith("."))
    return f"file {sum(name <= file.name for name in names)} of its folder ({shown})"


def sayable(text: str) -> str:
    """The text with the words masked that are not usual; all of it where it looks to hold an identifier."""
    if len(text) > MOST_LETTERS or detected(text):
        return mask(text)
    parts = _PARTS.findall(text)
    single = sum(len(part) == 1 and part.isalpha() for part in parts)
    digits_may_stand = sum(map(str.isdigit, text)) <= MOST_DIGITS or _is_one_year(text)
    return "".join(
        part
        if _is_usual(part) or (len(part) == single == 1) or (part.isdigit() and digits_may_stand)
        else _hidden(part)
        for part in _joined(parts)
    )


def mask(value: str) -> str:
    """The shape of a value, its letters and digits hidden: what a report shows in place of the value itself."""
    shape = _hidden(value)
    return shape if len(shape) <= 24 else f"{shape[:24]}… ({len(value)} characters)"


def _hidden(value: str) -> str:
    """Letters as a, digits as 9; of other signs only those of a keyboard stand: a name may be written in odd ones."""
    return "".join(
        sign if sign in string.punctuation else " " if sign.isspace() else "9" if sign.isnumeric() else "a"
        for sign in value
    )


def _joined(parts: list[str]) -> list[str]:
    """The parts, with those that only together are a usual word (UPNs, iPad, ssda903) put together."""
    joined: list[str] = []
    for part in parts:
        if joined and (together := joined[-1] + part).isalnum() and together.lower() in _usual_words():
            joined[-1] = together
        else:
            joined.append(part)
    return joined


def _is_usual(part: str) -> bool:
    word = part.lower()
    if word in _usual_words() or (len(part) == 1 and part in string.punctuation + " "):
        return True
    return word.isalpha() and len(word) >= LEAST_LETTERS_OF_SEVERAL_WORDS and _is_several_words(word)


def _is_several_words(word: str) -> bool:
    """Whether nothing but usual words stands in it, one after the other."""
    ends = {0}
    for end in range(1, len(word) + 1):
        if any(word[start:end] in _usual_words() for start in ends):
            ends.add(end)
    return len(word) in ends


def _is_one_year(text: str) -> bool:
    """Whether its only digits are a year, or an academic year such as 2025-26."""
    found = _YEAR.search(text)
    if not found or re.search(r"\d", text[: found.start()] + text[found.end() :]):
        return False
    return found[2] is None or (int(found[1]) + 1) % 100 == int(found[2])


@cache
def _usual_words() -> frozenset[str]:
    """The words that headers and file names of exports are made of: those of the contract, of other systems, and the
    usual ones elsewhere."""
    columns = (column.name for table in TABLES.values() for column in table.columns())
    others = files("sgdata.intake").joinpath("header_words.txt").read_text(encoding="utf-8").split()
    return frozenset(
        [
            *others,
            *synonym_words(),
            *(word for name in (*TABLES, *columns) for word in name.split("_")),
            *map(folded, TABLES),
        ]
    )
