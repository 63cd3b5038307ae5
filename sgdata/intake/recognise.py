"""Which table a sheet is: by its columns, never by its name."""

from dataclasses import dataclass

from sgdata.intake.names import column_called
from sgdata.tables import TABLES, Table
from sgdata.tables.columns import folded


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
    table = TABLES[best[0]]
    heads = [folded(name) for name in header]
    if repeated := [column.name for column in table.columns() if heads.count(folded(column.name)) > 1]:
        return f"a column of {table.TABLE} stands in it twice: {', '.join(repeated)}"
    columns = {column.name: places[folded(column.name)] for column in table.columns() if folded(column.name) in places}
    dropped = tuple(
        column_called(name, place + 1) for place, name in enumerate(header) if place not in columns.values()
    )
    return Recognised(table, columns, dropped)


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
