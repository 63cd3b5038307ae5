"""How long all indicators take: today's value and the 13-month trend, in one process after its start.

    uv run --group dev python -m tests.bench.figures [CHILDREN ...]

For each size: makes a sample, loads it, and prints seconds for all indicators, as a ratio to one scan of the marks,
and the slowest of them. Not part of the test run.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from sgdata.intake.load import load_paths
from sgdata.measures.catalogue import catalogue
from sgdata.release import ask
from sgdata.release.scope import open_scope
from sgdata.sample import write_sample
from sgdata.store.reading import open_snapshot
from sgdata.store.snapshots import Store


def measured(folder: Path, children: int) -> None:
    write_sample(folder / "sample", children=children)
    load_paths(folder / "store", [folder / "sample"], key_file=folder / "key")
    scope = open_scope(folder / "store")
    ask.cohort(scope)  # opens the snapshot
    with open_snapshot(Store(scope.store).file(scope.snapshot)).cursor() as cursor:
        began = time.perf_counter()
        cursor.rows("SELECT count(*), count(DISTINCT child_id), max(date), max(code) FROM attendance")
        scan = time.perf_counter() - began
    taken = {}
    for identifier in catalogue():
        began = time.perf_counter()
        ask.figures(scope, [identifier])
        ask.trend(scope, identifier)
        taken[identifier] = time.perf_counter() - began
    total = sum(taken.values())
    five = sorted(taken, key=lambda one: -taken[one])[:5]
    slowest = ", ".join(f"{one} {taken[one] * 1000:.0f} ms" for one in five)
    scans = f"{total / scan:.0f} scans of the marks"
    print(f"{children:,} children: {len(taken)} indicators with trend {total:.2f} s, {scans}")
    print(f"  slowest: {slowest}")


def main() -> None:
    for children in [int(argument) for argument in sys.argv[1:]] or [320, 10_000]:
        with tempfile.TemporaryDirectory() as name:
            os.environ["SGDATA_KEY_FILE"] = str(Path(name) / "key")
            measured(Path(name), children)


if __name__ == "__main__":
    main()
