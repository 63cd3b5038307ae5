"""What the kinds of pictures share."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal, TypeAlias

import plotly.graph_objects as go

from sgdata.measures.picture import Picture
from sgdata.outputs import words
from sgdata.outputs.colours import PATTERNS, Colours

Row = dict[str, Any]
Chart: TypeAlias = go.Figure
Drawing = Callable[[Picture, list[Row], Colours, date], Chart]
ROW_HEIGHT = 30
MOST_BY_ONE = 6
TRANSPARENT = "rgba(0, 0, 0, 0)"


def cell(value: Any, unit: Literal["count", "percent"]) -> str:
    """A value as a person reads it in a table."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return words.moment(value)
        case date():
            return words.day(value)
        case list():
            return ", ".join(words.label(one) for one in value)
        case float() if unit == "percent":
            return words.percent(value, 1)
        case int() | float():
            return words.number(value)
    return str(value) if str(value).isdigit() else words.label(str(value))


def parts_of(picture: Picture, rows: list[Row], column: str) -> list[tuple[int, str]]:
    """The different words of a column, each with the place that its colour and shape have."""
    there = in_order(rows, column)
    declared = [part for part in picture.parts if part in there]
    return list(enumerate([*declared, *(part for part in there if part not in declared)]))


def in_order(rows: list[Row], column: str) -> list[str]:
    """The different words of a column in the order in which they come."""
    return list(dict.fromkeys(row[column] for row in rows))


def pattern(place: int, colours: Colours) -> dict[str, Any]:
    """The pattern of a series that lies beside others, over its colour."""
    shape = PATTERNS[place % len(PATTERNS)]
    return {"shape": shape, "fillmode": "overlay", "fgcolor": colours.paper, "fgopacity": 1, "solidity": 0.2}


def whole_steps(most: float) -> dict[str, int]:
    """What keeps the steps of an axis of small numbers of things whole."""
    return {"dtick": 1} if most < MOST_BY_ONE else {"nticks": 6}


def calm(chart: go.Figure, height: int, *, legend: bool = False) -> go.Figure:
    """The chart as all charts are: nothing that moves, room for the numbers beside the bars, the legend above."""
    chart.update_layout(
        height=height,
        margin={"l": 8, "r": 56, "t": 40 if legend else 12, "b": 8},
        showlegend=legend,
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1,
            "yanchor": "bottom",
            "title": None,
            "itemclick": False,
            "traceorder": "normal",
        },
        paper_bgcolor=TRANSPARENT,
        plot_bgcolor=TRANSPARENT,
        dragmode=False,
        hovermode="closest",
    )
    return chart
