"""The tables of a snapshot: one for each model of sgdata/tables, and what every load derives from them."""

import csv
import hashlib
from datetime import date
from functools import cache
from importlib.resources import files

import duckdb

from sgdata.calendar import bank_holidays, known_years
from sgdata.store.generated import never_filled
from sgdata.store.references import give_references
from sgdata.tables import TABLES

DERIVED = (
    "working_day",
    "term_day",
    "school_day",
    "school_year",
    "school_calendar",
    "school_week",
    "attendance_week",
    "doubtful_mark",
    "guidance_edition",
)


def lay_tables(con: duckdb.DuckDBPyConnection, database: str) -> None:
    """Makes every table that is not there, and in an older snapshot every column that is not."""
    for name, table in TABLES.items():
        columns = table.stored_columns()
        declared = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
        con.execute(f'CREATE TABLE IF NOT EXISTS {database}."{name}" ({declared})')
        for column, kind in columns.items():
            con.execute(f'ALTER TABLE {database}."{name}" ADD COLUMN IF NOT EXISTS "{column}" {kind}')


def derive(con: duckdb.DuckDBPyConnection, database: str, loaded_on: date) -> None:
    """Makes anew what is worked out once a load, so that no figure has to: the SQL files of store/derived.

    They read `bank_holiday`, `known_day`, `attendance_code`, `loaded` (the day of the load), and the tables of the
    snapshot by their plain names."""
    con.execute(f"USE {database}")
    _lay_days(con)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE published_guidance AS SELECT guidance[1] AS name, guidance[2] AS also, "
        "guidance[3] AS edition, CAST(guidance[4] AS DATE) AS in_force_from "
        "FROM (SELECT unnest(?::VARCHAR[][]) AS guidance)",
        [guidance_editions()],
    )
    con.execute(
        "CREATE OR REPLACE TABLE attendance_code AS SELECT code[1] AS code, code[2] AS meaning, code[3] AS class, "
        "CAST(code[4] AS BOOLEAN) AS is_possible, CAST(code[5] AS DATE) AS last_used_on "
        "FROM (SELECT unnest(?::VARCHAR[][]) AS code)",
        [attendance_codes()],
    )
    con.execute("CREATE OR REPLACE TABLE loaded AS SELECT ?::DATE AS loaded_on", [loaded_on])
    con.execute(f"CREATE OR REPLACE TABLE never_filled AS {never_filled(database)}")
    for name in DERIVED:
        con.execute(_derived(name))
    con.execute("USE memory")


def derive_school_days(con: duckdb.DuckDBPyConnection, database: str) -> None:
    """Makes the terms and school days alone (`term_day`, `school_day`), for a load that needs them before its end."""
    con.execute(f"USE {database}")
    _lay_days(con)
    for name in ("term_day", "school_day"):
        con.execute(_derived(name))
    con.execute("USE memory")


def _lay_days(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        "CREATE OR REPLACE TEMP TABLE bank_holiday AS SELECT unnest(?::DATE[]) AS date", [list(bank_holidays())]
    )
    years = known_years()
    con.execute(
        "CREATE OR REPLACE TEMP TABLE known_day AS SELECT CAST(day AS DATE) AS date "
        f"FROM generate_series(DATE '{years[0]}-01-01', DATE '{years[-1]}-12-31', INTERVAL 1 DAY) AS days(day)"
    )


def complete(con: duckdb.DuckDBPyConnection, database: str, loaded_on: date) -> tuple[dict[str, int], date | None]:
    """Makes a snapshot of the rows that lie in its tables: what is worked out, and the references. Returns the rows of
    each table and the newest event."""
    derive(con, database, loaded_on)
    give_references(con, database)
    rows = {}
    for name in TABLES:
        (rows[name],) = con.execute(f'SELECT count(*) FROM {database}."{name}"').fetchone() or (0,)
    return rows, newest_event(con, database, not_after=loaded_on)


@cache
def layout() -> str:
    """Eight letters that name the way this version of the program lays out a snapshot: its tables, and what is worked
    out at a load from which data. A snapshot of another layout is renewed before it is read."""
    laid = [table.stored_columns() for table in TABLES.values()] + [_derived(name) for name in DERIVED]
    data = [sorted(bank_holidays()), attendance_codes(), guidance_editions()]
    return hashlib.sha256(repr((laid, data)).encode()).hexdigest()[:8]


def _derived(name: str) -> str:
    return files("sgdata.store").joinpath("derived", f"{name}.sql").read_text(encoding="utf-8")


def attendance_codes() -> list[list[str | None]]:
    """The national attendance codes: code, meaning, statistical class, whether a possible attendance, and the last
    day of use of those of before 19 August 2024.

    Shipped as data: School Attendance (Pupil Registration) (England) Regulations 2024, regulation 10; classes as in
    Working together to improve school attendance."""
    return _shipped("attendance_codes.csv")


def guidance_editions() -> list[list[str | None]]:
    """The editions of guidance that policies quote: name, another name, edition, in force from. Shipped as data."""
    return _shipped("guidance_editions.csv")


def _shipped(name: str) -> list[list[str | None]]:
    with files("sgdata").joinpath(name).open(encoding="utf-8") as lines:
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
            if column.happened
        ]
        newest = _newest(con, events, not_after)
    return newest


def _newest(con: duckdb.DuckDBPyConnection, queries: list[str], not_after: date) -> date | None:
    newest: date | None
    (newest,) = con.execute(
        f"SELECT max(day) FROM ({' UNION ALL '.join(queries)}) WHERE day <= ?", [not_after]
    ).fetchone() or (None,)
    return newest
