"""What a person has said of one source: which of its columns are ours, what its words and dates mean.

A mapping is kept beside the store (`profiles/<name>.toml`) and used wherever the headers that it names stand. What is
kept there never tells of a child: a header or word that is not made of usual words is kept as its keyed hash, words are
kept for closed lists alone, and what is the same in every row is a word, a date, or the code or name of a setting. That
one stands in the clear, as the names of settings do in the store: it has to outlive a change of the key, and the person
who reads the file has to know whose it is.
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from sgdata.errors import Misuse
from sgdata.intake.dates import DateForm, Order, is_date
from sgdata.intake.detectors import detected
from sgdata.intake.names import sayable
from sgdata.intake.pseudonym import Pseudonymiser
from sgdata.intake.words import kept
from sgdata.store.disk import replace_text
from sgdata.tables import TABLES, Table
from sgdata.tables.columns import BirthDate, Column, Identifier, Title, Vocabulary, YesOrNo, folded

FOLDER = "profiles"
NAME = r"[a-z][a-z0-9_]{0,39}"
Remembered = Callable[[str], str]
"""How a header or word is kept."""


class Mapping(BaseModel):
    """One source of one table. Headers and words stand as `remembering` gives them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=rf"^{NAME}$")
    table: str
    columns: dict[str, str]
    """Ours, each with the header it is read from; what is not named is left out. Where all these headers stand, the
    source is recognised."""
    words: dict[str, dict[str, str]] = {}
    """For a column of ours with a closed list: what is found, and the word of ours that it means."""
    dates: dict[str, DateForm] = {}
    constants: dict[str, str] = {}
    """Columns of ours that are the same in every row."""

    @field_validator("name")
    @classmethod
    def _names_nobody(cls, name: str) -> str:
        if hit := detected(name.replace("_", " ")):
            raise ValueError(f"the name looks like {hit}: wanted that of a system or a school")
        return name

    @field_validator("columns", mode="before")
    @classmethod
    def _is_read_once(cls, columns: object) -> object:
        """Pairs, as a person chooses them, may name a column of ours twice."""
        if not isinstance(columns, list):
            return columns
        names = [name for name, _ in columns]
        if twice := [name for name in dict.fromkeys(names) if names.count(name) > 1]:
            raise ValueError(f"two columns of the file cannot both be {' or '.join(twice)}: leave one out")
        return dict(columns)

    @model_validator(mode="after")
    def _can_be(self) -> Self:
        if self.table not in TABLES:
            raise ValueError(f"there is no table {self.table}")
        table = self.model
        known = {column.name: column for column in table.columns()}
        named = (*self.columns, *self.words, *self.dates, *self.constants)
        if strange := [name for name in dict.fromkeys(named) if name not in known]:
            raise ValueError(f"{self.table} has no column {', '.join(map(sayable, strange))}")
        given = {*self.columns, *self.constants}
        if missing := [one.name for one in table.columns() if not one.may_be_empty and one.name not in given]:
            raise ValueError(f"{', '.join(missing)} of {self.table} may not be empty: choose a column for it")
        if not set(self.columns):
            raise ValueError("no column is taken")
        if twice := [one for one in self.columns if list(self.columns.values()).count(self.columns[one]) > 1]:
            raise ValueError(f"{' and '.join(twice)} are read from one column: choose another for one of them")
        if both := set(self.columns) & set(self.constants):
            raise ValueError(f"{', '.join(sorted(both))} is read from a column and the same in every row: choose one")
        for name, words in self.words.items():
            _hold_words(known[name], words)
        for name in self.dates:
            if not is_date(known[name]):
                raise ValueError(f"{name} holds no dates")
        for name, value in self.constants.items():
            _hold_constant(known[name], value)
        return self

    @property
    def model(self) -> type[Table]:
        return TABLES[self.table]

    def as_toml(self) -> str:
        """The file: JSON's strings are TOML's, too."""
        lines = [f"name = {json.dumps(self.name)}", f"table = {json.dumps(self.table)}"]
        parts: dict[str, dict[str, str]] = {"columns": self.columns, "dates": dict(self.dates)}
        parts |= {"constants": self.constants} | {f"words.{name}": words for name, words in self.words.items()}
        for part, pairs in parts.items():
            if pairs:
                lines += [
                    "",
                    f"[{part}]",
                    *(f"{json.dumps(one)} = {json.dumps(other)}" for one, other in pairs.items()),
                ]
        return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Reading:
    """How the texts of one sheet are read where the contract does not know them; what a person said comes first."""

    today: date
    order: Order | None = None
    mapping: Mapping | None = None
    remember: Remembered = field(default=folded)

    def words(self, column: str) -> dict[str, str]:
        """What a person said of the words of a column."""
        return self.mapping.words.get(column, {}) if self.mapping else {}

    def said(self, column: str, text: str) -> str | None:
        """The word that a person said the text means, None where nothing was said."""
        words = self.words(column)
        return words.get(self.remember(text)) if words else None


def remembering(pseudonyms: Pseudonymiser) -> Remembered:
    """How headers and words are kept under this key."""
    return partial(_remembered, pseudonyms)


def _remembered(pseudonyms: Pseudonymiser, text: str) -> str:
    low = folded(text)
    return low if sayable(text) == text else f"~{pseudonyms.pseudonym('case', f'header or word: {low}')}"


def _hold_words(column: Column, words: dict[str, str]) -> None:
    """ValueError where the column has no closed list, or a word is none of it."""
    if not isinstance(column.kind, Vocabulary | YesOrNo):
        raise ValueError(f"{column.name} has no closed list of words")
    for word in words.values():
        if word:
            column.read(word)


def _hold_constant(column: Column, value: str) -> None:
    """ValueError where the value could not stand in every row of the column, or could tell of a person."""
    kind = column.kind
    if isinstance(kind, BirthDate) or (isinstance(kind, Identifier) and kind.kind != "provider"):
        raise ValueError(f"{column.name} differs from row to row: it cannot be the same in all")
    column.read(value)
    title = Title("setting") if isinstance(kind, Identifier) else kind
    if isinstance(title, Title) and (detected(value) or kept(title, value) is None):
        raise ValueError(f"{column.name} does not look like the code or name of a thing")


def saved(store: Path) -> list[Mapping]:
    """Every mapping that is kept beside the store, by name; Misuse names the file that has a fault."""
    return [_read(file) for file in sorted((store / FOLDER).glob("*.toml"))]


def save(store: Path, mapping: Mapping) -> Path:
    """Keeps the mapping beside the store, whole or not at all, in the place of one of the same name or headers."""
    same = [one for one in saved(store) if {*one.columns.values()} == {*mapping.columns.values()}]
    file = store / FOLDER / f"{mapping.name}.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_text(file, mapping.as_toml())
    for one in same:
        if one.name != mapping.name:
            (store / FOLDER / f"{one.name}.toml").unlink(missing_ok=True)
    return file


def made(**parts: object) -> Mapping:
    """The mapping of these parts; Misuse says what cannot be."""
    try:
        return Mapping.model_validate(parts)
    except ValidationError as fault:
        raise Misuse(f"This mapping cannot be: {_told(fault)}.") from None


def _read(file: Path) -> Mapping:
    try:
        mapping = Mapping.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except ValidationError as fault:
        raise Misuse(f"The profile {file} has a fault: {_told(fault)}. Mend it or remove the file.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise Misuse(f"The profile {file} is not TOML: mend it or remove the file.") from None
    if mapping.name != file.stem:
        raise Misuse(f"The profile {file} is called {mapping.name} in the file: give both one name.")
    return mapping


def _told(fault: ValidationError) -> str:
    """The first fault without the value that it was found in."""
    (first, *_) = fault.errors()
    place = ".".join(map(str, first["loc"]))
    if place == "name" and "pattern" in first["type"]:
        return "a name has small letters, digits and _, up to 40, and begins with a letter"
    says = re.sub(r"^Value error, ", "", first["msg"])
    return f"{place}: {says}" if place in ("name", "table") and first["type"] != "value_error" else says


def fitting(mappings: Iterable[Mapping], header: Sequence[str], remember: Remembered) -> list[Mapping]:
    """The mappings whose headers all stand there once, of those with the most headers."""
    heads = [remember(one) for one in header]
    found = [one for one in mappings if all(heads.count(name) == 1 for name in one.columns.values())]
    most = max((len(one.columns) for one in found), default=0)
    return [one for one in found if len(one.columns) == most]
