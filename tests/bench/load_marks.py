"""How long a load of attendance marks takes beside a bare CREATE TABLE AS FROM read_csv plus CHECKPOINT of the file.

    uv run --group dev python -m tests.bench.load_marks [MARKS]

Prints the times of three paired runs and their ratio: of the load in this process, as the bare one is, and of the whole
command, which starts two; and the most memory that a process of it took. Not part of the test run.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from sgdata.intake.load import load_paths
from tests.hostile_workbooks import load


def write_marks(file: Path, marks: int) -> None:
    """A register of 10,000 children over as many school days as it takes."""
    days = -(-marks // 20_000)
    duckdb.execute(
        f"""
        COPY (
            SELECT 'C' || lpad(child::VARCHAR, 5, '0') AS child_id,
                strftime(DATE '2025-09-01' + day::INTEGER, '%Y-%m-%d') AS date,
                half AS session,
                'S' || (child % 60) AS provider_id,
                CASE WHEN hash(child, day, half) % 17 = 0 THEN 'I' WHEN half = 'AM' THEN '/' ELSE '\\' END AS code,
                strftime(DATE '2025-09-01' + day::INTEGER, '%Y-%m-%d') || 'T09:10' AS recorded_at
            FROM range(10000) AS children(child), range({days}) AS days(day), (VALUES ('AM'), ('PM')) AS halves(half)
            ORDER BY day, half, child LIMIT {marks}
        ) TO '{file}' (HEADER, DELIMITER ',')
        """
    )


def bare(file: Path, folder: Path) -> float:
    """Seconds of the plain way: no check, no pseudonym, no report."""
    database = folder / "bare.duckdb"
    database.unlink(missing_ok=True)
    began = time.perf_counter()
    con = duckdb.connect(str(database))
    con.execute(f"CREATE TABLE marks AS FROM read_csv('{file}')")
    con.execute("CHECKPOINT")
    con.close()
    return time.perf_counter() - began


def loaded(file: Path, folder: Path) -> float:
    """Seconds of a load into a new store, in this process."""
    began = time.perf_counter()
    load_paths(folder / "here", [file], key_file=folder / "key")
    taken = time.perf_counter() - began
    shutil.rmtree(folder / "here")
    return taken


def main() -> None:
    marks = int(sys.argv[1]) if len(sys.argv) > 1 else 4_000_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "attendance.csv"
        write_marks(file, marks)
        for _ in range(3):
            plain, here, whole = bare(file, folder), loaded(file, folder), load(file, folder)
            print(
                f"{marks:,} marks: bare {plain:.2f} s, load {here:.2f} s ({here / plain:.2f} times), whole command "
                f"{whole.seconds:.2f} s ({whole.seconds / plain:.2f} times), at most {whole.megabytes:,.0f} MB"
            )
            shutil.rmtree(folder / "store")


if __name__ == "__main__":
    main()
