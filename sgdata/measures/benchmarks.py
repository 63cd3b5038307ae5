"""What is published of England, to stand beside our figures: context, never a target."""

import csv
from functools import cache
from importlib.resources import files

COLUMNS = ("measure", "cohort", "phase", "area", "period", "value", "source", "caveat")


@cache
def benchmark() -> str:
    """`benchmark`: a row a published figure; `value` in per cent, as published."""
    with files("sgdata").joinpath("benchmarks.csv").open(encoding="utf-8") as lines:
        rows = [", ".join(_literal(name, row[name]) for name in COLUMNS) for row in csv.DictReader(lines)]
    return f"benchmark({', '.join(COLUMNS)}) AS (VALUES ({'), ('.join(rows)}))"


def _literal(name: str, cell: str) -> str:
    return f"CAST({cell} AS DECIMAL(5, 2))" if name == "value" else "'" + cell.replace("'", "''") + "'"
