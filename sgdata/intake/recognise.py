"""Which table a sheet is: by its columns, never by its name."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sgdata.intake.words import detected
from sgdata.tables import TABLES, Table
from sgdata.tables.columns import folded

MOST_HEADER_LETTERS = 60


@dataclass(frozen=True)
class Recognised:
    """A sheet as one of our tables: where each known column stands, and the headers that are dropped."""

    table: type[Table]
    columns: dict[str, int]
    dropped: tuple[str, ...]


def known_headers() -> set[str]:
    """Every column name of every table, folded."""
    return {folded(column.name) for table in TABLES.values() for column in table.columns()}


def recognise(header: tuple[str, ...]) -> Recognised | str:
    """The table that knows most of the columns and whose key is all there; or, in words, why there is none.

    Where a table without its key knows more of them, there is none: marks without a date are no children."""
    places = {folded(name): place for place, name in reversed(list(enumerate(header)))}
    scores, most = {}, 0
    for table in TABLES.values():
        needed = {column.name for column in table.columns() if not column.may_be_empty}
        found = {column.name for column in table.columns() if folded(column.name) in places}
        most = max(most, len(found))
        if needed <= found and set(table.KEY) & found:
            scores[table.TABLE] = len(found)
    best = sorted(scores, key=lambda name: scores[name], reverse=True)
    if not best or scores[best[0]] < most:
        return _why_none(set(places))
    if len(best) > 1 and scores[best[0]] == scores[best[1]]:
        return f"its columns fit {best[0]} and {best[1]} equally well: add a column that only one of them has"
    repeated = sorted({name for name in header if name and [folded(other) for other in header].count(folded(name)) > 1})
    table = TABLES[best[0]]
    if any(folded(name) in {folded(column.name) for column in table.columns()} for name in repeated):
        return f"a column of {table.TABLE} stands in it twice: {', '.join(sayable(name) for name in repeated)}"
    columns = {column.name: places[folded(column.name)] for column in table.columns() if folded(column.name) in places}
    dropped = tuple(sayable(name) for place, name in enumerate(header) if place not in columns.values())
    return Recognised(table, columns, dropped)


def sayable(header: str) -> str:
    """A header as a report may show it: one that looks like a value rather than a name of a column is masked."""
    if not header:
        return "(no header)"
    digits = sum(letter.isdigit() for letter in header)
    is_a_value = detected(header) or digits > 2 or len(header.splitlines()) > 1 or _could_be_a_person(header)
    return mask(header) if is_a_value or len(header) > MOST_HEADER_LETTERS else header


def _could_be_a_person(header: str) -> bool:
    """Whether it is two to four words, none of which headers are made of: there may be a column for each child."""
    words = re.findall(r"[^\W\d]+", header)
    return 2 <= len(words) <= 4 and _usual_words().isdisjoint(map(str.lower, words))


@cache
def _usual_words() -> frozenset[str]:
    """The words that headers of exports are made of: those of the contract, and the usual ones in other systems."""
    columns = (column.name for table in TABLES.values() for column in table.columns())
    others = files("sgdata.intake").joinpath("header_words.txt").read_text(encoding="utf-8").split()
    return frozenset([*others, *(word for column in columns for word in column.split("_"))])


def mask(value: str) -> str:
    """The shape of a value, its letters and digits hidden: what a report shows in place of the value itself."""
    shape = "".join("9" if sign.isdigit() else "a" if sign.isalpha() else sign for sign in value)
    return shape if len(shape) <= 24 else f"{shape[:24]}… ({len(value)} characters)"


def _why_none(places: set[str]) -> str:
    """Names no header of the file: one without a header row would show its first child's values."""
    near = []
    for table in TABLES.values():
        missing = [name for name in table.KEY if folded(name) not in places and not table.column(name).may_be_empty]
        known = sum(folded(column.name) in places for column in table.columns())
        if known:
            near.append((known, table.TABLE, missing))
    if not near:
        return "none of its columns is a column of ours: wanted a header row with the names of the contract"
    known, name, missing = max(near)
    return f"it has {known} columns of {name}, but not its key: {', '.join(missing)}"
