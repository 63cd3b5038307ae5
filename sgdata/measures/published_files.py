"""Files that the Department for Education publishes, read as benchmarks: pupil attendance in schools, by term or by
week, as "explore education statistics" gives them (geographic_level, school_type, ..._perc)."""

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from sgdata.errors import Misuse
from sgdata.measures.benchmarks import COLUMNS, Phase, Published, read_published

SHARES = {
    "overall_absence_perc": "absence",
    "pa_perc": "persistent_absence",
    "auth_part_time_perc": "part_time_share_of_sessions",
}
"""Columns that are shares for the period of the row."""
PHASES: dict[str, Phase] = {"Total": "all", "Primary": "primary", "Secondary": "secondary", "Special": "special"}
WANTED = ("time_period", "time_identifier", "geographic_level", "country_name", "la_name", "school_type")
SESSIONS = ("overall_absence", "possible_sessions")
SOURCE = "DfE Pupil attendance in schools, Open Government Licence v3.0"
CAVEAT = "state-funded schools that share their registers; counted register by register"
Row = dict[str, str]
Key = tuple[str, Phase]


def read_file(text: str, file: str, areas: Sequence[str] = ()) -> list[Published]:
    """The benchmarks of a file: ours, by its columns, or one of the DfE, of England and of the authorities in `areas`.

    Misuse where it is neither, has a fault or lacks an area; then nothing of it is taken."""
    lines = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    there = lines.fieldnames or ()
    if set(WANTED) <= set(there):
        return _of_attendance(lines, file, areas)
    if "measure" not in there:
        raise Misuse(
            f"{file}, line 1: found neither our columns ({', '.join(COLUMNS)}) nor those of the DfE's files on pupil "
            f"attendance ({', '.join(WANTED)})."
        )
    if areas:
        raise Misuse(f"--area {areas[0]}: a file with our columns is taken whole; wanted no --area.")
    return read_published(text.removeprefix("\ufeff"), file)


def _of_attendance(lines: "csv.DictReader[str]", file: str, areas: Sequence[str]) -> list[Published]:
    there = set(lines.fieldnames or ())
    rows: dict[Key, list[tuple[int, Row]]] = defaultdict(list)
    for row in lines:
        if None in row or None in row.values():
            raise Misuse(f"{file}, line {lines.line_num}: found another number of cells than line 1 has columns.")
        area = {"National": row["country_name"], "Local authority": row["la_name"]}.get(row["geographic_level"], "")
        if (area == "England" or area in areas) and row["school_type"] in PHASES:
            rows[area, PHASES[row["school_type"]]].append((lines.line_num, row))
    if lacking := [area for area in ("England", *areas) if area not in {area for area, _ in rows}]:
        raise Misuse(f"{file}: found no row of {', '.join(lacking)}, wanted one as it is named in la_name.")
    is_weekly = all(row["time_identifier"].startswith("Week") for own in rows.values() for _, row in own)
    read: Callable[[str, Key, list[tuple[int, Row]], set[str]], list[Published]] = _weeks if is_weekly else _terms
    return [one for key, own in rows.items() for one in read(file, key, own, there)]


def _terms(file: str, key: Key, rows: list[tuple[int, Row]], there: set[str]) -> list[Published]:
    """The shares of each term as they are published."""
    return [
        _published(key, measure, _period(file, line, row), _number(file, line, row, column))
        for line, row in rows
        for column, measure in SHARES.items()
        if column in there
    ]


def _weeks(file: str, key: Key, rows: list[tuple[int, Row]], there: set[str]) -> list[Published]:
    """The weeks of the file together: the sessions missed in all of them, of those possible."""
    if lacking := [column for column in SESSIONS if column not in there]:
        raise Misuse(f"{file}, line 1: found no column {', '.join(lacking)}, which weeks are added up from.")
    missed, possible = (sum(_number(file, line, row, column) for line, row in rows) for column in SESSIONS)
    mondays = [_monday(file, line, row) for line, row in rows]
    if not possible:
        raise Misuse(f"{file}, column possible_sessions: found no session, wanted those of the weeks.")
    first, last = min(mondays), max(mondays) + timedelta(days=4)
    return [_published(key, "absence", f"{_day(first)} to {_day(last)}", 100 * Decimal(missed) / Decimal(possible))]


def _published(key: Key, measure: str, period: str, value: Decimal) -> Published:
    area, phase = key
    return Published(
        measure=measure,
        cohort="all_pupils",
        phase=phase,
        area=area,
        period=period,
        value=value.quantize(Decimal("0.001"), ROUND_HALF_UP),
        unit="percent",
        source=SOURCE,
        caveat=CAVEAT,
    )


def _period(file: str, line: int, row: Row) -> str:
    """2024/25 of a whole year, autumn 2024 of a term, both terms as their days."""
    year, when = row["time_period"], row["time_identifier"]
    if len(year) == 6 and year.isdigit() and int(year[4:]) == (int(year[:4]) + 1) % 100:
        first = int(year[:4])
        known = {
            "Academic year": f"{first}/{year[4:]}",
            "Autumn term": f"autumn {first}",
            "Spring term": f"spring {first + 1}",
            "Summer term": f"summer {first + 1}",
            "Autumn and spring term": f"1 September {first} to 30 April {first + 1}",
        }
        if when in known:
            return known[when]
    raise Misuse(
        f"{file}, line {line}, columns time_period and time_identifier: found another form, wanted a year such as "
        "202425 with a term or Academic year, or weeks throughout."
    )


def _monday(file: str, line: int, row: Row) -> date:
    try:
        return date.fromisocalendar(int(row["time_period"]), int(row["time_identifier"].removeprefix("Week ")), 1)
    except ValueError:
        raise Misuse(
            f"{file}, line {line}, columns time_period and time_identifier: wanted a year such as 2022 and Week 37."
        ) from None


def _number(file: str, line: int, row: Row, column: str) -> Decimal:
    try:
        number = Decimal(row[column])
    except InvalidOperation:
        number = Decimal(-1)
    if not number.is_finite() or number < 0 or (column in SHARES and number > 100):
        wanted = "a share from 0 to 100" if column in SHARES else "a number of sessions"
        raise Misuse(f"{file}, line {line}, column {column}: found something else, wanted {wanted}. Nothing was taken.")
    return number


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
