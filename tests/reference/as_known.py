"""A world as it was known on a day: without the rows and the cells that are dated later."""

from collections.abc import Mapping
from datetime import date

from sgdata.tables import TABLES
from sgdata.tables.columns import BirthDate, Day, Moment
from tests.support import TableText

# The columns that say when a row began: dated later, the row is not there yet.
BEGINS = {
    "attendance": ["date", "recorded_at"],
    "concerns": ["observed_at", "recorded_at"],
    "allegations": ["recorded_at"],
    "actions": ["set_on"],
    "referrals": ["referred_at"],
    "low_level_concerns": ["raised_on"],
    "part_time_timetables": ["started_on"],
    "missing_education": ["started_on"],
    "suspensions": ["started_on"],
    "staff": ["started_on"],
    "training": ["completed_on"],
    "supervision": ["held_on"],
    "meetings": ["held_on"],
    "policies": ["approved_on"],
    "assurances": ["requested_on"],
    "whistleblowing": ["raised_on"],
}
# Tables that say how things are today, and the cells that place a row without being an event that follows it.
AS_TODAY = ("children", "providers", "calendar")
PLACES = {("allegations", "aware_at"), ("part_time_timetables", "started_on"), ("missing_education", "started_on")}


def as_known_on(tables: Mapping[str, TableText], day: date) -> dict[str, TableText]:
    """The tables without what is dated after `day`. Planned dates stay: they lie ahead."""
    return {
        name: rows if name in AS_TODAY else [rows[0], *_known_rows(name, _last_of_each_key(name, rows), day)]
        for name, rows in tables.items()
    }


def _last_of_each_key(table: str, rows: TableText) -> TableText:
    """A row that a later one replaced does not come back."""
    header, *lines = rows
    places = [header.index(name) for name in TABLES[table].KEY]
    return [header, *{tuple(line[place] for place in places): line for line in lines}.values()]


def _known_rows(table: str, rows: TableText, day: date) -> TableText:
    header, *lines = rows
    columns = {column.name: column for column in TABLES[table].columns()}

    def is_later(cell: str) -> bool:
        return cell != "" and date.fromisoformat(cell[:10]) > day

    def known(name: str, cell: str) -> str:
        kind = columns[name].kind
        is_event = isinstance(kind, Moment) or (isinstance(kind, Day) and not kind.planned)
        if not is_event or isinstance(kind, BirthDate) or (table, name) in PLACES:
            return cell
        return "" if is_later(cell) else cell

    def is_there(line: list[str]) -> bool:
        # What ended by then counts by its end, also where it is said to have begun later.
        if "ended_on" in header and (ended_on := line[header.index("ended_on")]):
            return not is_later(ended_on) or not is_later(line[header.index("started_on")])
        return not any(is_later(line[header.index(name)]) for name in BEGINS.get(table, []))

    return [[known(name, cell) for name, cell in zip(header, line, strict=True)] for line in lines if is_there(line)]
