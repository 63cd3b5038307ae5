"""A calendar: a square a day, weeks from left to right, the more the darker."""

from datetime import date, timedelta

import plotly.graph_objects as go

from sgdata.measures.picture import Picture
from sgdata.outputs import words
from sgdata.outputs.colours import Colours
from sgdata.outputs.pictures.kind import Row, calm

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")


def draw(picture: Picture, rows: list[Row], colours: Colours, as_at: date) -> go.Figure:
    """Monday to Friday downwards; a day that is not in the rows is left out."""
    days = {row["day"]: row for row in rows}
    first, last = (day - timedelta(days=day.weekday()) for day in (min(days), max(days)))
    mondays = [first + timedelta(weeks=week) for week in range((last - first).days // 7 + 1)]  # holidays are gaps
    grid = [[days.get(monday + timedelta(days=place)) for monday in mondays] for place in range(len(WEEKDAYS))]
    chart = go.Figure(
        go.Heatmap(
            x=mondays,
            y=WEEKDAYS,
            z=[[None if one is None or one["value"] is None else one["value"] * 100 for one in line] for line in grid],
            customdata=[[f"{words.day(one['day'])}: {one['says']}" if one else "" for one in line] for line in grid],
            hovertemplate="%{customdata}<extra></extra>",
            hoverongaps=False,
            colorscale=[[0, colours.scale[0]], [1, colours.scale[1]]],
            zmin=0,
            zmax=max([100 * row["value"] for row in rows if row["value"] is not None], default=1),
            xgap=2,
            ygap=2,
            colorbar={"ticksuffix": " %", "thickness": 12, "outlinewidth": 0},
        )
    )
    chart.update_yaxes(autorange="reversed", showgrid=False)
    chart.update_xaxes(tickformat="%-d %b<br>%Y", showgrid=False, tickvals=mondays[:: max(1, len(mondays) // 10)])
    return calm(chart, 240)
