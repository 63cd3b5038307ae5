"""Snapshots, and what changed between two of them, as sentences and small tables."""

import pandas as pd

from sgdata.measures.catalogue import catalogue
from sgdata.outputs.words import day, number, of, plural, value
from sgdata.release.changed import Changed
from sgdata.store.retention import Kept


def snapshots_table(held: list[Kept]) -> pd.DataFrame:
    """A row a snapshot: when it was made, until when it is kept."""
    return pd.DataFrame(
        {
            "State": ["in use" if one.in_use else "" for one in held],
            "Snapshot": [one.manifest.id for one in held],
            "Made": [f"{one.manifest.made_at:%Y-%m-%d %H:%M}" for one in held],
            "Newest event": [str(one.manifest.newest_event or "") for one in held],
            "Rows": [f"{sum(one.manifest.rows.values()):,}" for one in held],
            "Kept": [one.told for one in held],
        }
    )


def called(one: Kept) -> str:
    """A snapshot in a list to choose from, unlike every other: 20 November 2026, 14:03 UTC (9c1f07aa), in use."""
    made = one.manifest.made_at
    return f"{day(made)}, {made:%H:%M} UTC ({one.manifest.id[-8:]})" + (", in use" if one.in_use else "")


def rows_told(changed: Changed) -> str:
    """How many rows changed, in a sentence."""
    if not changed.rows:
        return "No row differs."
    new, gone, other = (sum(getattr(one, name) for one in changed.rows) for name in ("new", "gone", "changed"))
    is_new, is_gone = plural(new, "row is", "rows are"), plural(gone, "is", "are")
    return f"{is_new} new, {is_gone} gone, {plural(other, 'was', 'were')} changed."


def rows_table(changed: Changed) -> pd.DataFrame:
    """A row a table with a row that differs."""
    return pd.DataFrame(
        {
            "Table": [one.table for one in changed.rows],
            "Rows before": [number(one.before) for one in changed.rows],
            "Rows now": [number(one.after) for one in changed.rows],
            "New": [number(one.new) for one in changed.rows],
            "Gone": [number(one.gone) for one in changed.rows],
            "Changed": [number(one.changed) for one in changed.rows],
            "In the columns": [
                ", ".join(f"{name} ({number(count)})" for name, count in one.columns.items()) for one in changed.rows
            ],
        }
    )


def figures_told(changed: Changed) -> str:
    """How many figures changed, in a sentence."""
    if changed.not_compared or changed.as_at is None:
        return f"The figures were not compared. {changed.not_compared}"
    if not changed.figures:
        return f"As at {day(changed.as_at)}, every figure is the same in both."
    differ = plural(len(changed.figures), "figure differs", "figures differ")
    return f"As at {day(changed.as_at)}, {differ}."


def figures_table(changed: Changed) -> pd.DataFrame:
    """A row a figure that differs, as the older snapshot told it and as the newer does."""
    units = [catalogue()[one.id].unit for one in changed.figures]
    pairs = list(zip(changed.figures, units, strict=True))
    return pd.DataFrame(
        {
            "Figure": [one.title for one in changed.figures],
            "Before": [value(one.before, unit) for one, unit in pairs],
            "Of, before": [of(one.before, unit) for one, unit in pairs],
            "Now": [value(one.after, unit) for one, unit in pairs],
            "Of, now": [of(one.after, unit) for one, unit in pairs],
            "Not known, before": [number(one.before.unknown or 0) for one in changed.figures],
            "Not known, now": [number(one.after.unknown or 0) for one in changed.figures],
        }
    )
