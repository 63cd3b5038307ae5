"""A timeline: a line a case, with stretches and marks of different shapes, and the date of the figures."""

from datetime import date, datetime

import plotly.graph_objects as go

from sgdata.measures.picture import Picture
from sgdata.outputs import words
from sgdata.outputs.colours import SYMBOLS, Colours
from sgdata.outputs.pictures.kind import Row, calm, cell, in_order, parts_of, pattern

MOST_DRAWN = 40
LINE_HEIGHT = 26


def draw(picture: Picture, rows: list[Row], colours: Colours, as_at: date) -> go.Figure:
    """The first cases as lines; the table has them all."""
    cases = in_order(rows, "case")
    shown = [row for row in rows if row["case"] in set(cases[:MOST_DRAWN])]
    chart = go.Figure()
    stretches = [row for row in shown if row["ends"] is not None]
    marks = [row for row in shown if row["ends"] is None]
    for place, what in parts_of(picture, stretches, "what"):
        own = [row for row in stretches if row["what"] == what]
        chart.add_bar(
            base=[row["starts"] for row in own],
            x=[(_moment(row["ends"]) - _moment(row["starts"])).total_seconds() * 1000 for row in own],
            y=[row["case"] for row in own],
            orientation="h",
            width=0.5,
            name=words.capital(what),
            marker={
                "color": colours.series[place % len(colours.series)],
                "pattern": pattern(place, colours),
            },
            customdata=[f"{cell(row['starts'], picture.unit)} to {cell(row['ends'], picture.unit)}" for row in own],
            hovertemplate=f"%{{y}}: {what}, %{{customdata}}<extra></extra>",
        )
    for place, what in parts_of(picture, marks, "what"):
        own = [row for row in marks if row["what"] == what]
        chart.add_scatter(
            x=[row["starts"] for row in own],
            y=[row["case"] for row in own],
            mode="markers",
            name=words.capital(what),
            marker={
                "symbol": SYMBOLS[place % len(SYMBOLS)],
                "size": 10,
                "color": colours.paper,
                "line": {"color": colours.quiet, "width": 2},
            },
            customdata=[cell(row["starts"], picture.unit) for row in own],
            hovertemplate=f"%{{y}}: {what}, %{{customdata}}<extra></extra>",
        )
    chart.add_vline(x=_moment(as_at).isoformat(), line={"color": colours.quiet, "width": 1, "dash": "dash"})
    chart.add_annotation(
        x=_moment(as_at).isoformat(),
        y=1,
        yref="paper",
        yanchor="bottom",
        xanchor="left",
        showarrow=False,
        text=f"{as_at.day} {as_at:%b}",
    )
    chart.update_layout(barmode="overlay", bargap=0.2)
    chart.update_yaxes(type="category", categoryorder="array", categoryarray=cases[:MOST_DRAWN][::-1])
    chart.update_xaxes(type="date", tickformat="%-d %b<br>%Y", nticks=8)
    return calm(chart, 110 + LINE_HEIGHT * len(cases[:MOST_DRAWN]), legend=True)


def _moment(when: date) -> datetime:
    return when if isinstance(when, datetime) else datetime(when.year, when.month, when.day)
