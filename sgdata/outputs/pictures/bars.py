"""Bars: one a label, its number written beside it; in parts that differ in colour and pattern."""

from datetime import date

import plotly.graph_objects as go

from sgdata.measures.picture import Picture
from sgdata.outputs import words
from sgdata.outputs.colours import Colours
from sgdata.outputs.pictures.kind import ROW_HEIGHT, Row, calm, in_order, parts_of, pattern, whole_steps


def draw(picture: Picture, rows: list[Row], colours: Colours, as_at: date) -> go.Figure:
    """A bar a label in the order of the rows."""
    labels = in_order(rows, "label")
    names = {one: words.label(one) for one in labels}
    parts = parts_of(picture, rows, "part") if "part" in rows[0] else [(0, "")]
    totals = dict.fromkeys(labels, 0.0)
    chart = go.Figure()
    for place, part in parts:
        own = [row for row in rows if row.get("part", "") == part]
        for row in own:
            totals[row["label"]] += row["n"] or 0
        chart.add_bar(
            x=[_length(row) for row in own],
            y=[names[row["label"]] for row in own],
            orientation="h",
            name=words.label(part),
            marker={
                "color": colours.series[place % len(colours.series)],
                "pattern": pattern(place, colours),
                "line": {"color": colours.paper, "width": 1},
            },
            customdata=[_written(row) for row in own],
            hovertemplate="%{y}: %{customdata}<extra></extra>",
        )
    shares = {row["label"]: row for row in rows if row.get("of")}
    written = {one: _written(shares[one]) if one in shares else words.number(totals[one]) for one in labels}
    lengths = {one: _length(shares[one]) if one in shares else totals[one] for one in labels}
    chart.add_scatter(
        x=list(lengths.values()),
        y=list(names.values()),
        mode="text",
        text=[f" {written[one]}" for one in labels],
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )
    suffix = " %" if shares else ""
    chart.update_layout(barmode="stack")
    most = max([*lengths.values(), 1])
    chart.update_xaxes(range=[0, most * 1.25], ticksuffix=suffix, title=None, **whole_steps(most))
    chart.update_yaxes(autorange="reversed", type="category", categoryorder="array", categoryarray=list(names.values()))
    return calm(chart, 70 + ROW_HEIGHT * len(labels), legend=len(parts) > 1)


def _length(row: Row) -> float:
    """The number, or of a share its per cent."""
    return 100 * (row["n"] or 0) / row["of"] if row.get("of") else row["n"] or 0


def _written(row: Row) -> str:
    part = f" {words.label(row['part']).lower()}" if row.get("part") else ""
    if row.get("of"):
        return f"{words.number(row['n'])} of {words.number(row['of'])} ({words.percent(row['n'], row['of'])}){part}"
    return f"{words.number(row['n'] or 0)}{part}"
