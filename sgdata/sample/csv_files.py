"""Writes rows as the CSV files of the input contract: the model's columns, the same bytes everywhere."""

import csv
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from sgdata.tables import TABLES

Cell = str | int | float | bool | date | datetime | tuple[str, ...] | None
Row = dict[str, Cell]


def columns_of(table: str) -> list[str]:
    """The names of the table's columns, in the order of the contract."""
    return [column.name for column in TABLES[table].columns()]


def written(cell: Cell) -> str:
    """The text of one cell as the contract writes it; unknown is empty."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case datetime():
            return cell.isoformat(timespec="minutes")
        case date():
            return cell.isoformat()
        case float():
            return f"{cell:g}"
        case tuple():
            return ";".join(cell)
    return str(cell)


def write_table(folder: Path, table: str, rows: Iterable[Row]) -> None:
    """Writes `<table>.csv` into `folder`. A row may leave columns out (empty); KeyError if it has others."""
    columns = columns_of(table)
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(columns)
        for row in rows:
            if unknown := [name for name in row if name not in columns]:
                raise KeyError(f"{table} has no column {', '.join(unknown)}")
            lines.writerow([written(row.get(name)) for name in columns])
