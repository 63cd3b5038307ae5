"""Which input tables an indicator reads: so that a figure on a table that was never loaded is not taken for a zero."""

from functools import cache

from sgdata.measures.catalogue import catalogue, pictures
from sgdata.measures.measure import GIVEN
from sgdata.rules.vulnerabilities import VULNERABILITIES
from sgdata.store.reading import names_read, view_texts
from sgdata.tables import TABLES

# Tables that describe: without them a figure can still be judged.
BACKGROUND = ("children", "providers", "calendar", "returns")
# What a load works out from a table of events stands for that table.
SUMMARIES = {"attendance_week": "attendance"}


@cache
def tables_read(identifier: str) -> tuple[str, ...]:
    """The tables of events that an indicator reads, itself or through the shared views, in their order."""
    return _tables_of(catalogue()[identifier].sql, {})


@cache
def tables_drawn(identifier: str) -> tuple[str, ...]:
    """As `tables_read` for a picture."""
    picture = pictures()[identifier]
    return _tables_of(picture.sql, {"measured": catalogue()[picture.of].sql} if picture.of else {})


def _tables_of(query: str, own: dict[str, str]) -> tuple[str, ...]:
    seen = names_read(query, view_texts() | GIVEN | SUMMARIES | {"vulnerability": _vulnerabilities()} | own)
    return tuple(name for name in TABLES if name in seen and name not in BACKGROUND)


def _vulnerabilities() -> str:
    """What the named rules read where the rule file names none of its own; those of an organisation are much alike."""
    return " ".join(["concerns", *(catalogue()[one.figure].sql for one in VULNERABILITIES if one.figure)])
