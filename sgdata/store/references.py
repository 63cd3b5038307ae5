"""Case references: the short random names under which the screen shows a child, an adult or a case.

They say nothing about the id or its pseudonym; they stay the same from load to load, and the last sign checks the rest.
"""

import secrets

import duckdb
import pandas as pd

from sgdata.tables import TABLES
from sgdata.tables.columns import Identifier

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without 0 O 1 I L, which are misread; 31 is prime, as the check needs
PREFIX = {"child": "C", "adult": "A", "case": "R"}
RANDOM_SIGNS = 7


def check_sign(signs: str) -> str:
    """The sign that any single mistake, or two neighbours exchanged, would change."""
    return SIGNS[sum(weight * SIGNS.index(sign) for weight, sign in enumerate(signs, start=2)) % len(SIGNS)]


def new_reference(kind: str) -> str:
    """A reference such as C-7KQ2-M9XF."""
    number, signs = secrets.randbelow(len(SIGNS) ** RANDOM_SIGNS), ""
    for _ in range(RANDOM_SIGNS):
        number, place = divmod(number, len(SIGNS))
        signs += SIGNS[place]
    signs += check_sign(signs)
    return f"{PREFIX[kind]}-{signs[:4]}-{signs[4:]}"


def lay_references(con: duckdb.DuckDBPyConnection, database: str) -> None:
    """Makes the table of references where there is none."""
    con.execute(f"CREATE TABLE IF NOT EXISTS {database}.case_reference (pseudonym VARCHAR, reference VARCHAR)")


def pseudonyms(database: str, *kinds: str) -> str:
    """SQL of every pseudonym of these kinds that stands in a table of the snapshot."""
    sources = " UNION ".join(
        f'SELECT "{column.name}" AS pseudonym FROM {database}."{name}"'
        for name, table in TABLES.items()
        for column in table.columns()
        if isinstance(column.kind, Identifier) and column.kind.kind in kinds
    )
    return f"SELECT pseudonym FROM ({sources}) WHERE pseudonym IS NOT NULL"


def give_references(con: duckdb.DuckDBPyConnection, database: str) -> None:
    """Gives a reference to every child, adult and case of the snapshot that has none yet."""
    lay_references(con, database)
    for kind in PREFIX:
        new = con.execute(
            f"{pseudonyms(database, kind)} EXCEPT SELECT pseudonym FROM {database}.case_reference"
        ).fetchall()
        if new:
            taken = {row[0] for row in con.execute(f"SELECT reference FROM {database}.case_reference").fetchall()}
            references = [_unused(kind, taken) for _ in new]
            frame = pd.DataFrame({"pseudonym": [row[0] for row in new], "reference": references}, dtype=object)
            con.register("new_references", frame)
            con.execute(f"INSERT INTO {database}.case_reference SELECT * FROM new_references")
            con.unregister("new_references")


def _unused(kind: str, taken: set[str]) -> str:
    while (reference := new_reference(kind)) in taken:
        pass
    taken.add(reference)
    return reference
