"""What other systems call our columns and our words (synonyms.toml)."""

import re
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from sgdata.tables import TABLES, Table
from sgdata.tables.columns import Column, VocabularyList, YesOrNo, folded

SEPARATORS = re.compile(r"[;,|\n]")
Said = Callable[[str], str | None]
"""What a person said a word means, None where nothing was said."""


def bare(text: str) -> str:
    """What is left of a header or word when signs do not matter either; of signs alone, the signs."""
    low = folded(text)
    return re.sub(r"[^a-z0-9]", "", low) or low


def columns_called(table: type[Table], header: str) -> tuple[str, ...]:
    """The columns of the table that another system may mean by this header."""
    return _headers_of(table).get(bare(header), ())


def known_synonyms() -> set[str]:
    """Every header that another system may use for a column of ours, folded."""
    return {folded(name) for columns in _all()["headers"].values() for names in columns.values() for name in names}


def synonym_words() -> set[str]:
    """The single words that the headers and words of other systems are made of, in lower case; no abbreviations, for
    any name is made of those."""
    return set(re.findall(r"[a-z]{4,}", str(_all()).lower()))


def word_of_ours(table: type[Table], column: Column, text: str, said: Said) -> str:
    """The text in the words of the contract: as a person `said`, else where another system's word is known; else as it
    stands."""
    known = _words_of(table.TABLE, column)
    ours = []
    for part in parts_of(table, column, text, said):
        word = said(part)
        ours.append(known.get(bare(part), part) if word is None else word)
    return ";".join(ours)


def parts_of(table: type[Table], column: Column, text: str, said: Said) -> list[str]:
    """The words in a text. A list may have commas, bars or line ends between them; so may a word that is known."""
    if not isinstance(column.kind, VocabularyList):
        return [text.strip()]
    known = _words_of(table.TABLE, column)
    found: list[str] = []
    for part in text.split(";"):
        is_one = bare(part) in known or said(part.strip()) is not None
        found += [part] if is_one else SEPARATORS.split(part)
    return [part.strip() for part in found if part.strip()]


def is_known(table: type[Table], column: Column, word: str) -> bool:
    """Whether it is a word of ours or of another system."""
    return bare(word) in _words_of(table.TABLE, column)


@cache
def _all() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("sgdata.intake").joinpath("synonyms.toml").read_text(encoding="utf-8"))


@cache
def _headers_of(table: type[Table]) -> dict[str, tuple[str, ...]]:
    """Their headers, bare, with the columns of the table that each may be."""
    headers = _all()["headers"]
    found: dict[str, list[str]] = {}
    for column in table.columns():
        theirs = (*headers["any"].get(column.name, ()), *headers.get(table.TABLE, {}).get(column.name, ()))
        for name in dict.fromkeys(map(bare, theirs)):
            found.setdefault(name, []).append(column.name)
    return {name: tuple(columns) for name, columns in found.items()}


@cache
def _words_of(table: str, column: Column) -> dict[str, str]:
    """Their words, bare, with ours; ours stand for themselves."""
    words = _all()["words"]
    own = ("yes", "no") if isinstance(column.kind, YesOrNo) else getattr(column.kind, "words", ())
    theirs = words["yes_or_no"] if isinstance(column.kind, YesOrNo) else words.get(table, {}).get(column.name, {})
    found = {bare(name): word for word, names in theirs.items() for name in names}
    return found | {bare(word): word for word in own}


def faults() -> list[str]:
    """What in the file of synonyms names no table, column or word of ours, or stands under two words."""
    found = []
    data = _all()
    for table, columns in data["headers"].items():
        for name in columns:
            tables = TABLES.values() if table == "any" else [TABLES[table]] if table in TABLES else []
            if not any(column.name == name for one in tables for column in one.columns()):
                found.append(f"headers.{table}.{name} is no column")
    for table, columns in data["words"].items():
        for name, words in columns.items() if table != "yes_or_no" else ():
            kind = TABLES[table].column(name).kind
            own = getattr(kind, "words", ())
            found += [f"words.{table}.{name}.{word} is no word of it" for word in words if word not in own]
            theirs = [one for names in words.values() for one in {bare(name) for name in names}]
            found += [f"words.{table}.{name}: {one} twice" for one in set(theirs) if theirs.count(one) > 1]
            found += [
                f"words.{table}.{name}: {one} is a word of ours for {word}"
                for ours, names in words.items()
                for one in names
                for word in own
                if bare(one) == bare(word) and word != ours
            ]
    return found
