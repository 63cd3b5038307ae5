"""Charts, drawn from released values only: not in a label, a hover or an axis is there anything else."""

from html import escape
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from sgdata.measures.control import Control, JudgedPoint, MarkedChange, Stretch
from sgdata.measures.figure import Figure, Group, TrendPoint
from sgdata.measures.indicator import Indicator
from sgdata.outputs.colours import MARK_SYMBOLS, Colours
from sgdata.outputs.control_words import variation
from sgdata.outputs.pictures.kind import ROW_HEIGHT, calm
from sgdata.outputs.words import label, of, target, value

HEIGHT = 220
LETTERS, LINE_HEIGHT = 28, 14
"""How many letters of the words of a change stand side by side, and how high a line of them is."""


def trend(
    indicator: Indicator, figure: Figure, points: list[TrendPoint], control: Control, colours: Colours
) -> go.Figure:
    """Thirteen months as a line from zero, the figure's target as a line with its name; a month not known is a gap.
    Behind it the usual and the range of ordinary variation, anew after each known change; what stands out has a shape
    and colour of its own, and a month that is not over an empty mark."""
    is_percent = indicator.unit == "percent"
    scale = 100 if is_percent else 1
    months = [f"{point.as_at:%b %Y}" for point in points]
    heights = [None if (stands := point.stands_at) is None else stands * scale for point in points]
    chart = go.Figure()
    for stretch in control.stretches:
        _add_limits(chart, months, control, stretch, scale, colours)
    chart.add_scatter(
        x=months,
        y=heights,
        mode="lines+markers",
        line={"color": colours.line, "width": 2},
        marker=_markers(control, colours),
        connectgaps=False,
        customdata=[_hover(indicator, point, one) for point, one in zip(points, control.points, strict=True)],
        hovertemplate="%{x}: %{customdata}<extra></extra>",
        name=indicator.title,
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
    lines_above = max([_add_change(chart, change, len(points), colours) for change in control.changes], default=0)
    highs = [one.high * scale for one in control.points if one.high is not None]
    top = max([*filter(None, heights), *highs, figure.target or 0, 1]) * 1.2
    top = 105 if is_percent and indicator.good == "high" else min(top, 105) if is_percent else top
    chart.update_yaxes(range=[0, top], ticksuffix=" %" if is_percent else "", rangemode="tozero", nticks=5)
    every_third = [point.as_at for point in points][::-3]
    chart.update_xaxes(
        type="category",
        categoryorder="array",
        categoryarray=months,
        tickvals=[f"{when:%b %Y}" for when in every_third],
        ticktext=[f"{when:%b}<br>{when:%Y}" for when in every_third],
        tickangle=0,
    )
    calm(chart, HEIGHT)
    return chart.update_layout(margin_t=chart.layout.margin.t + lines_above * LINE_HEIGHT)


def _add_limits(
    chart: go.Figure, months: list[str], control: Control, stretch: Stretch, scale: int, colours: Colours
) -> None:
    """The usual as a dotted line, the range of ordinary variation as a quiet band."""
    judged = [at for at in range(stretch.first, stretch.last + 1) if control.points[at].usual is not None]
    names = [months[at] for at in judged]
    points = [control.points[at] for at in judged]
    quiet: dict[str, Any] = {"mode": "lines", "hoverinfo": "skip", "line": {"width": 0}}
    chart.add_scatter(x=names, y=[(one.low or 0) * scale for one in points], **quiet)
    shade = f"rgba({', '.join(str(int(colours.quiet[at : at + 2], 16)) for at in (1, 3, 5))}, 0.12)"
    chart.add_scatter(x=names, y=[(one.high or 0) * scale for one in points], fill="tonexty", fillcolor=shade, **quiet)
    dotted = quiet | {"line": {"color": colours.quiet, "width": 1, "dash": "dot"}}
    chart.add_scatter(x=names, y=[(one.usual or 0) * scale for one in points], **dotted)


def _markers(control: Control, colours: Colours) -> dict[str, Any]:
    marks = [one.mark or "common" for one in control.points]
    return {
        "symbol": [
            "circle-open" if one.is_unfinished else MARK_SYMBOLS[mark]
            for one, mark in zip(control.points, marks, strict=True)
        ],
        "color": [colours.marks[mark] for mark in marks],
        "size": [10 if one.stands_out else 7 for one in control.points],
    }


def _hover(indicator: Indicator, point: TrendPoint, judged: JudgedPoint) -> str:
    shown = f"{value(point, indicator.unit)}, {of(point, indicator.unit)}"
    says = variation(judged) if judged.stands_out or judged.is_unfinished else ""
    return f"{shown}<br>{says}" if says else shown


def _add_change(chart: go.Figure, change: MarkedChange, months: int, colours: Colours) -> int:
    """A known change as an upright line before its month, with its words above, on the side that has room; how many
    lines they take."""
    says = wrap(change.says, LETTERS)
    is_late = change.at > months / 2
    chart.add_shape(
        type="line",
        x0=change.at - 0.5,
        x1=change.at - 0.5,
        y0=0,
        y1=1,
        yref="paper",
        line={"color": colours.quiet, "width": 1},
    )
    chart.add_annotation(
        text="<br>".join(map(escape, says)),
        x=change.at - 0.5,
        xanchor="right" if is_late else "left",
        y=1,
        yref="paper",
        yanchor="bottom",
        align="right" if is_late else "left",
        showarrow=False,
        font={"color": colours.quiet, "size": 12},
    )
    return len(says)


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
