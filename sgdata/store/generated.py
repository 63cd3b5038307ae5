"""Views that follow from the table models by themselves: every recorded event, every key that points nowhere, and the
columns that nobody ever filled. The data-quality figures read them."""

from collections.abc import Iterator

from sgdata.tables import TABLES, Table
from sgdata.tables.columns import Column, Identifier

# Attendance marks are too many to be looked through at every question: store/derived/doubtful_mark.sql does it once.
BIG = ("attendance",)
# The table that an id of this name is a key of.
HOME = {
    "child_id": "children",
    "provider_id": "providers",
    "concern_id": "concerns",
    "timetable_id": "part_time_timetables",
    "staff_id": "staff",
}
# Low-level concerns have a concern_id of their own.
OWN_KEYS = ("low_level_concerns",)


def home_of(table: str, column: Column) -> str | None:
    """The table to a row of which this column points; None where it points to none."""
    home = HOME.get(column.name)
    points = isinstance(column.kind, Identifier) and home != table and table not in OWN_KEYS
    return home if points else None


def generated_views() -> dict[str, str]:
    """The views by name."""
    return {
        "recorded_event": " UNION ALL ".join(_events()),
        "lost_key": " UNION ALL ".join(_lost_keys()),
    }


def never_filled(database: str) -> str:
    """SQL of `table_name, column_name` of every column that is empty in all rows of a table that has rows."""
    parts = []
    for name, table in TABLES.items():
        columns = [column for column in table.stored_columns() if column not in table.KEY]
        if columns:
            counted = ", ".join(f'count("{column}") AS "{column}"' for column in columns)
            listed = ", ".join(f'"{column}"' for column in columns)
            parts.append(
                f"SELECT '{name}' AS table_name, column_name FROM (SELECT {counted}, count(*) AS all_rows "
                f'FROM {database}."{name}") UNPIVOT (filled FOR column_name IN ({listed})) '
                "WHERE filled = 0 AND all_rows > 0"
            )
    return " UNION ALL ".join(parts)


def _subject(table: type[Table]) -> str:
    """SQL that names a row: its key, the parts joined by a stroke."""
    return " || '/' || ".join(f"coalesce(CAST(\"{key}\" AS VARCHAR), '')" for key in table.KEY)


def _child(table: type[Table]) -> str:
    return "child_id" if "child_id" in table.stored_columns() else "CAST(NULL AS VARCHAR)"


def _events() -> Iterator[str]:
    for name, table in TABLES.items():
        if name not in BIG:
            for column in (one for one in table.columns() if one.happened):
                yield (
                    f"SELECT '{name}' AS table_name, {_subject(table)} AS subject, {_child(table)} AS child, "
                    f"'{column.name}' AS column_name, CAST(\"{column.name}\" AS DATE) AS happened_on "
                    f'FROM "{name}" WHERE "{column.name}" IS NOT NULL'
                )


def _lost_keys() -> Iterator[str]:
    for name, table in TABLES.items():
        if name in BIG:
            continue
        for column in table.columns():
            home = home_of(name, column)
            if home is None:
                continue
            yield (
                f"SELECT '{name}' AS table_name, {_subject(table)} AS subject, {_child(table)} AS child, "
                f"'{column.name}' AS column_name, '{home}' AS home "
                f'FROM "{name}" AS pointing WHERE "{column.name}" IS NOT NULL AND NOT EXISTS '
                f'(SELECT 1 FROM "{home}" AS home WHERE home."{column.name}" = pointing."{column.name}")'
            )
