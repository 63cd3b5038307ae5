"""Lines: one a series, its name at its end; a day not known is a gap, provisional days are shaded."""

from datetime import date

import plotly.graph_objects as go

from sgdata.measures.picture import Picture
from sgdata.outputs import words
from sgdata.outputs.colours import SYMBOLS, Colours
from sgdata.outputs.pictures.kind import Row, calm, cell, parts_of, whole_steps

HEIGHT = 320
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")


def draw(picture: Picture, rows: list[Row], colours: Colours, as_at: date) -> go.Figure:
    """A line a series from zero."""
    scale = 100 if picture.unit == "percent" else 1
    series = parts_of(picture, rows, "series")
    chart = go.Figure()
    for place, name in series:
        own = [row for row in rows if row["series"] == name]
        chart.add_scatter(
            x=[row["day"] for row in own],
            y=[None if row["value"] is None else row["value"] * scale for row in own],
            mode="lines+markers",
            name=words.label(name),
            line={"color": colours.series[place % len(colours.series)], "dash": DASHES[place % len(DASHES)]},
            marker={"symbol": SYMBOLS[place % len(SYMBOLS)], "size": 6},
            connectgaps=False,
            customdata=[_written(picture, row) for row in own],
            hovertemplate=f"{words.label(name)}, %{{x|%-d %B %Y}}: %{{customdata}}<extra></extra>",
        )
    shaded = sorted({row["day"] for row in rows if row.get("provisional")})
    if shaded:
        chart.add_vrect(
            x0=shaded[0],
            x1=max(row["day"] for row in rows),
            fillcolor=colours.quiet,
            opacity=0.12,
            line_width=0,
            annotation={"text": "provisional", "xanchor": "left", "yanchor": "top"},
            annotation_position="top left",
        )
    known = [row["value"] * scale for row in rows if row["value"] is not None]
    most = max([*known, 1])
    suffix = " %" if scale == 100 else ""
    chart.update_yaxes(range=[0, most * 1.15], ticksuffix=suffix, **whole_steps(most))
    chart.update_xaxes(tickformat="%-d %b<br>%Y")
    return calm(chart, HEIGHT, legend=len(series) > 1)


def _written(picture: Picture, row: Row) -> str:
    shown = "not known" if row["value"] is None else cell(float(row["value"]), picture.unit)
    return f"{shown}, {words.number(row['n'])} of {words.number(row['of'])}" if row.get("of") else shown
