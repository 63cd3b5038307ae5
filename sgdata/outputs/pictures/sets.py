"""Sets that overlap: a bar for each combination, and under it dots that say of which sets it is (an UpSet plot)."""

from datetime import date

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from sgdata.measures.picture import Picture
from sgdata.outputs import words
from sgdata.outputs.colours import Colours
from sgdata.outputs.pictures.kind import ROW_HEIGHT, Row, calm, whole_steps

MOST_DRAWN = 12


def draw(picture: Picture, rows: list[Row], colours: Colours, as_at: date) -> go.Figure:
    """The combinations in the order of the rows, most of all first; each thing is in one of them only."""
    drawn = rows[:MOST_DRAWN]
    sizes: dict[str, int] = {}
    for row in rows:
        for member in row["members"]:
            sizes[member] = sizes.get(member, 0) + row["n"]
    members = sorted(sizes, key=lambda member: -sizes[member])
    names = {member: f"{words.label(member)}: {words.number(sizes[member])}" for member in members}
    places = list(range(len(drawn)))
    height = 150 + ROW_HEIGHT * len(members)
    chart = make_subplots(2, 1, shared_xaxes=True, vertical_spacing=0.04, row_heights=[150, ROW_HEIGHT * len(members)])
    said = [" and ".join(words.label(member) for member in row["members"]) for row in drawn]
    chart.add_bar(
        x=places,
        y=[row["n"] for row in drawn],
        marker={"color": colours.line},
        text=[words.number(row["n"]) for row in drawn],
        textposition="outside",
        cliponaxis=False,
        customdata=said,
        hovertemplate="%{customdata}: %{y}<extra></extra>",
    )
    for place, row in zip(places, drawn, strict=True):
        there = [names[member] for member in members if member in row["members"]]
        chart.add_scatter(
            x=[place] * len(there),
            y=there,
            mode="lines+markers",
            line={"color": colours.quiet, "width": 2},
            marker={"size": 10, "color": colours.line},
            hoverinfo="skip",
            row=2,
            col=1,
        )
    chart.update_yaxes(rangemode="tozero", **whole_steps(max(row["n"] for row in drawn)), row=1, col=1)
    chart.update_yaxes(
        type="category", categoryorder="array", categoryarray=[names[one] for one in members[::-1]], row=2, col=1
    )
    chart.update_xaxes(showticklabels=False, showgrid=False)
    return calm(chart, height)
