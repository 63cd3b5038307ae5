"""The tables as they were known on a day, for questions about the days after it: nothing that happened since."""

from collections.abc import Iterator
from datetime import date

from sgdata.store.reading import names_read, view_texts
from sgdata.tables import TABLES, Table
from sgdata.tables.columns import Column


def held_still(read: set[str], day: date) -> dict[str, str]:
    """The tables and shared views of these names and those behind them, in their order, as relations to stand before a
    query: what happened after `day` is empty or not there, what is planned stays. What a load works out is as it is."""
    views = view_texts()
    read = names_read(" ".join(read), views)
    tables = {name: _known(table, day) for name, table in TABLES.items() if name in read}
    return tables | {name: text for name, text in views.items() if name in read}


def _known(table: type[Table], day: date) -> str:
    kept = [line for column in table.columns() for line in _cells(column, day)]
    there = [_not_after(column, day) for column in table.columns() if column.happened and not column.may_be_empty]
    # Qualified, for it stands under the name of the table that it reads.
    return f'SELECT {", ".join(kept)} FROM main."{table.TABLE}" WHERE {" AND ".join(there) or "TRUE"}'


def _cells(column: Column, day: date) -> Iterator[str]:
    """SQL of the stored columns of a column: what happened later is empty."""
    if column.happened:
        yield f'CASE WHEN {_not_after(column, day)} THEN "{column.name}" END AS "{column.name}"'
    else:
        yield from (f'"{name}"' for name in column.stored)


def _not_after(column: Column, day: date) -> str:
    return f"CAST(\"{column.name}\" AS DATE) <= DATE '{day}'"
