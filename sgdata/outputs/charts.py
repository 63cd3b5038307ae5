"""Charts, drawn from released values only: not in a label, a hover or an axis is there anything else."""

import plotly.graph_objects as go

from sgdata.measures.figure import Figure, Group, TrendPoint
from sgdata.measures.indicator import Indicator
from sgdata.outputs.colours import Colours
from sgdata.outputs.pictures.kind import ROW_HEIGHT, calm
from sgdata.outputs.words import label, of, target, value

HEIGHT = 220


def trend(indicator: Indicator, figure: Figure, points: list[TrendPoint], colours: Colours) -> go.Figure:
    """Thirteen months as a line from zero, the figure's target as a line with its name; a month not known is a gap."""
    is_percent = indicator.unit == "percent"
    heights = [None if (share := _share(point)) is None else share * (100 if is_percent else 1) for point in points]
    chart = go.Figure(
        go.Scatter(
            x=[f"{point.as_at:%b %Y}" for point in points],
            y=heights,
            mode="lines+markers",
            line={"color": colours.line, "width": 2},
            marker={"size": 7},
            connectgaps=False,
            customdata=[f"{value(point, indicator.unit)}, {of(point, indicator.unit)}" for point in points],
            hovertemplate="%{x}: %{customdata}<extra></extra>",
            name=indicator.title,
        )
    )
    if figure.target is not None:
        chart.add_hline(
            y=figure.target,
            line={"color": colours.quiet, "width": 1, "dash": "dash"},
        )
        chart.add_annotation(
            text=f"target<br>{target(figure)}",
            x=1,
            xref="paper",
            xanchor="left",
            yanchor="bottom" if figure.target == 0 else "middle",
            y=figure.target,
            showarrow=False,
            align="left",
            font={"color": colours.quiet, "size": 12},
        )
    top = 105 if is_percent and indicator.good == "high" else max([*filter(None, heights), figure.target or 0, 1]) * 1.2
    chart.update_yaxes(range=[0, top], ticksuffix=" %" if is_percent else "", rangemode="tozero", nticks=5)
    every_third = [point.as_at for point in points][::-3]
    chart.update_xaxes(
        type="category",
        tickvals=[f"{when:%b %Y}" for when in every_third],
        ticktext=[f"{when:%b}<br>{when:%Y}" for when in every_third],
        tickangle=0,
    )
    return calm(chart, HEIGHT)


def _share(point: TrendPoint) -> float | None:
    """Where a point stands: a share in steps at that of the counts beside it, so that it agrees with the status."""
    if point.precision != "steps" or point.value is None or not point.denominator:
        return point.value
    return (point.numerator or 0) / (point.denominator - (point.unknown or 0))


def breakdown(indicator: Indicator, groups: list[Group], colours: Colours) -> go.Figure:
    """A bar a group in the declared order, its number written beside it."""
    is_percent = indicator.unit == "percent"
    names = [label(group.label) for group in groups]
    written = [
        f"{of(group, indicator.unit)} ({value(group, indicator.unit)})"
        if is_percent and not group.suppressed
        else value(group, indicator.unit)
        for group in groups
    ]
    lengths = [(group.value or 0) * (100 if is_percent else 1) for group in groups]
    chart = go.Figure(
        go.Bar(
            x=lengths,
            y=names,
            orientation="h",
            marker={"color": colours.line},
            text=written,
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    chart.update_yaxes(autorange="reversed", type="category")
    chart.update_xaxes(
        range=[0, max([*lengths, 1]) * 1.25], ticksuffix=" %" if is_percent else "", title=None, rangemode="tozero"
    )
    return calm(chart, 60 + ROW_HEIGHT * len(groups))
