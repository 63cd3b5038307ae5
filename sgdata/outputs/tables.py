"""Figures as small tables: what stands behind every chart, and the lists of records."""

import pandas as pd

from sgdata.measures.control import Control
from sgdata.measures.figure import Group, TrendPoint
from sgdata.measures.indicator import ExampleTable, Indicator, Theme
from sgdata.measures.picture import Picture
from sgdata.outputs.control_words import ordinary_range, variation
from sgdata.outputs.glossary import glossary
from sgdata.outputs.words import label, number, of, value
from sgdata.release.live import ListedRecord
from sgdata.rules.clauses import Clause


def trend_table(indicator: Indicator, points: list[TrendPoint], control: Control) -> pd.DataFrame:
    """A row a month, with the range of ordinary variation and what stands out, where months are judged."""
    return pd.DataFrame(
        {
            _when(indicator, points): [f"{point.as_at:%B %Y}" for point in points],
            "Value": [value(point, indicator.unit) for point in points],
            "Of": [of(point, indicator.unit) for point in points],
            "Not known": ["" if point.unknown is None else number(point.unknown) for point in points],
        }
        | _judged(indicator, control)
    )


def _when(indicator: Indicator, points: list[TrendPoint]) -> str:
    """What the points of a trend are of: a day, a month, twelve months, or the academic year so far."""
    if indicator.kind == "stock":
        return "At the end of"
    if points and all((point.as_at - point.since).days == 364 for point in points):
        return "Twelve months to"
    return "Month" if indicator.is_monthly else "Academic year to"


def _judged(indicator: Indicator, control: Control) -> dict[str, list[str]]:
    if control.lacks:
        return {}
    ranges = [ordinary_range(indicator, one, about=control.is_rounded) for one in control.points]
    return {"Ordinary range": ranges, "Variation": [variation(one) for one in control.points]}


def groups_table(indicator: Indicator, groups: list[Group]) -> pd.DataFrame:
    """A row a group, in the declared order, those with nothing in them too."""
    return pd.DataFrame(
        {
            "Group": [label(group.label) for group in groups],
            "Value": [value(group, indicator.unit) for group in groups],
            "Of": [of(group, indicator.unit) for group in groups],
            "Not known": ["" if group.unknown is None else number(group.unknown) for group in groups],
        }
    )


def example_table(table: ExampleTable) -> pd.DataFrame:
    """A table of a worked example as it stands in the file."""
    return pd.DataFrame(table.rows, columns=table.header)


def glossary_table() -> pd.DataFrame:
    """A row a word."""
    return pd.DataFrame({"Word": list(glossary()), "What it means": list(glossary().values())})


def coverage_table(
    covered: list[tuple[Clause, list[Indicator | Picture]]], pages: dict[Theme, str], titles: dict[str, str]
) -> pd.DataFrame:
    """A row a clause: what it is about, what must be visible, the figures and pictures that show it and where: `pages`
    are the titles of pages by theme, `titles` by name."""
    return pd.DataFrame(
        {
            "Clause": [clause.number for clause, _ in covered],
            "About": [clause.title for clause, _ in covered],
            "To be visible": [clause.shows for clause, _ in covered],
            "Shown by": [
                "; ".join(one.title if isinstance(one, Indicator) else one.asks for one in shown)
                or ("the page itself" if clause.page else "nothing yet")
                for clause, shown in covered
            ],
            "Page": [
                "; ".join(dict.fromkeys(pages[one.theme] for one in shown)) or titles.get(clause.page, "")
                for clause, shown in covered
            ],
        }
    )


def records_table(indicator: Indicator, rows: list[ListedRecord]) -> pd.DataFrame:
    """A row a record, under its case reference."""
    is_child = indicator.subject == "child"
    columns = {
        "Counts": [row.counts for row in rows],
        "Why": [row.why for row in rows],
        "On": [row.happened_on for row in rows],
        **({} if is_child else {"Case": [row.case for row in rows]}),
    }
    if any(row.child != "not known" for row in rows):
        columns |= {"Child": [row.child for row in rows], "Year group": [row.year_group for row in rows]}
    return pd.DataFrame(columns)
