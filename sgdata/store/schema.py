"""The tables of a snapshot: one for each model of sgdata/tables, and what every load derives from them."""

import csv
from datetime import date
from importlib.resources import files

import duckdb

from sgdata.calendar import bank_holidays, known_years
from sgdata.tables import TABLES
from sgdata.tables.columns import Day, Moment

DERIVED = (
    "working_day",
    "term_day",
    "school_day",
    "school_year",
    "school_calendar",
    "school_week",
    "attendance_week",
)


def lay_tables(con: duckdb.DuckDBPyConnection, database: str) -> None:
    """Makes every table that is not there, and in an older snapshot every column that is not."""
    for name, table in TABLES.items():
        columns = table.stored_columns()
        declared = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
        con.execute(f'CREATE TABLE IF NOT EXISTS {database}."{name}" ({declared})')
        for column, kind in columns.items():
            con.execute(f'ALTER TABLE {database}."{name}" ADD COLUMN IF NOT EXISTS "{column}" {kind}')


def derive(con: duckdb.DuckDBPyConnection, database: str) -> None:
    """Makes anew what is worked out once a load, so that no figure has to: the SQL files of store/derived.

    They read `bank_holiday`, `known_day` and `attendance_code`, and the tables of the snapshot by their plain names."""
    con.execute(f"USE {database}")
    con.execute("CREATE OR REPLACE TEMP TABLE bank_holiday (date DATE)")
    con.executemany("INSERT INTO bank_holiday VALUES (?)", [[day] for day in bank_holidays()])
    years = known_years()
    con.execute(
        "CREATE OR REPLACE TEMP TABLE known_day AS SELECT CAST(day AS DATE) AS date "
        f"FROM generate_series(DATE '{years[0]}-01-01', DATE '{years[-1]}-12-31', INTERVAL 1 DAY) AS days(day)"
    )
    con.execute(
        "CREATE OR REPLACE TABLE attendance_code "
        "(code VARCHAR, meaning VARCHAR, class VARCHAR, is_possible BOOLEAN, last_used_on DATE)"
    )
    con.executemany("INSERT INTO attendance_code VALUES (?, ?, ?, ?, ?)", attendance_codes())
    for name in DERIVED:
        con.execute(files("sgdata.store").joinpath("derived", f"{name}.sql").read_text(encoding="utf-8"))
    con.execute("USE memory")


def attendance_codes() -> list[list[str | None]]:
    """The national attendance codes: code, meaning, statistical class, whether a possible attendance, and the last
    day of use of those of before 19 August 2024.

    Shipped as data: School Attendance (Pupil Registration) (England) Regulations 2024, regulation 10; classes as in
    Working together to improve school attendance."""
    with files("sgdata").joinpath("attendance_codes.csv").open(encoding="utf-8") as lines:
        return [[cell or None for cell in row.values()] for row in csv.DictReader(lines)]


def newest_event(con: duckdb.DuckDBPyConnection, database: str, not_after: date) -> date | None:
    """The day that figures are asked for when nobody names one: the newest attendance mark, else the newest recorded
    event of any table, neither after `not_after`; None in an empty snapshot."""
    newest = _newest(con, [f'SELECT "date" AS day FROM {database}.attendance WHERE code IS NOT NULL'], not_after)
    if newest is None:
        events = [
            f'SELECT CAST("{column.name}" AS DATE) AS day FROM {database}."{name}"'
            for name, table in TABLES.items()
            for column in table.columns()
            if isinstance(column.kind, Moment) or (type(column.kind) is Day and not column.kind.planned)
        ]
        newest = _newest(con, events, not_after)
    return newest


def _newest(con: duckdb.DuckDBPyConnection, queries: list[str], not_after: date) -> date | None:
    newest: date | None
    (newest,) = con.execute(
        f"SELECT max(day) FROM ({' UNION ALL '.join(queries)}) WHERE day <= ?", [not_after]
    ).fetchone() or (None,)
    return newest
