"""The clauses of the policies, as data."""

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import BaseModel


class Clause(BaseModel):
    """One clause: its number, what it is about, what must be visible of it, and the page that shows it where no figure
    can."""

    number: str
    title: str
    shows: str
    page: str = ""


@cache
def clauses() -> dict[str, Clause]:
    """Every clause by its number, in the order of the policies."""
    found = tomllib.loads(files("sgdata.rules").joinpath("clauses.toml").read_text(encoding="utf-8"))
    return {number: Clause(number=number, **words) for number, words in found.items()}
