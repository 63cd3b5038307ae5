"""Which input tables an indicator reads: so that a figure on a table that was never loaded is not taken for a zero."""

from functools import cache

from sgdata.measures.catalogue import catalogue
from sgdata.measures.measure import GIVEN
from sgdata.store.reading import names_read, view_texts
from sgdata.tables import TABLES

# Tables that describe: without them a figure can still be judged.
BACKGROUND = ("children", "providers", "calendar", "returns")
# What a load works out from a table of events stands for that table.
SUMMARIES = {"attendance_week": "attendance"}


@cache
def tables_read(identifier: str) -> tuple[str, ...]:
    """The tables of events that the query reads, itself or through the shared views, in the order of the contract."""
    seen = names_read(catalogue()[identifier].sql, view_texts() | GIVEN | SUMMARIES)
    return tuple(name for name in TABLES if name in seen and name not in BACKGROUND)
