"""What tests share: a snapshot in memory from small tables of text, read through the door like any file."""

import csv
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sgdata.intake.apply import apply
from sgdata.intake.check import check
from sgdata.intake.pseudonym import Pseudonymiser
from sgdata.intake.staging import Workbench
from sgdata.intake.text_file import decide
from sgdata.store.reading import Cursor, lay_views
from sgdata.store.references import lay_references
from sgdata.store.schema import derive, lay_tables
from sgdata.tables import TABLES
from sgdata.tables.columns import PseudonymKind

TableText = list[list[str]]
"""A table as rows of cells, the header first."""

PROJECT = Path(__file__).parent.parent
LOADED_ON = date(2027, 12, 31)
SHARED = PROJECT.parent / "shared"


class PlainIds(Pseudonymiser):
    """Leaves ids as they are, so that a test can name the child it means."""

    def __init__(self) -> None:
        super().__init__(bytes(32))

    def pseudonym(self, kind: PseudonymKind, identifier: str) -> str:
        return identifier


@contextmanager
def snapshot_of(folder: Path, tables: Mapping[str, TableText]) -> Iterator[Cursor]:
    """A cursor on a snapshot that holds these tables; every row must be accepted at the door."""
    bench = Workbench()
    bench.con.execute("ATTACH ':memory:' AS draft")
    lay_tables(bench.con, "draft")
    for name, rows in tables.items():
        file = folder / f"{name}.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(rows)
        text = decide(file, set())
        staged = bench.stage(text, {column: place for place, column in enumerate(rows[0])})
        checked = check(bench, staged, TABLES[name], PlainIds())
        assert checked.refused == 0, checked.reasons
        apply(bench, checked.name, TABLES[name])
    derive(bench.con, "draft", LOADED_ON)
    lay_references(bench.con, "draft")
    lay_views(bench.con, "draft")
    yield Cursor(bench.con)
    bench.con.close()


def squeezed(text: str) -> str:
    """The text with every stretch of white space as one space."""
    return re.sub(r"\s+", " ", text).strip()
