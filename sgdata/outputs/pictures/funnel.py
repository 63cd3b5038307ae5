"""A funnel: the share of each setting over its size, between the limits for it. What lies outside differs in shape and
bears its name."""

import plotly.graph_objects as go

from sgdata.cohorts.funnel_shapes import Funnel, Position
from sgdata.outputs import funnel_words, words
from sgdata.outputs.colours import Colours
from sgdata.outputs.pictures.kind import calm

HEIGHT = 380
MOST_NAMED = 5
"""With more of them their names would lie over one another; each is told by pointing at it, and in the table."""
SYMBOLS: dict[Position, str] = {"inside": "circle-open", "edge": "diamond", "outside": "square"}


def draw(funnel: Funnel, colours: Colours) -> go.Figure:
    """The chart of a funnel with at least one setting."""
    chart = go.Figure()
    sizes = [at.size for at in funnel.limits]
    sides = {
        "limit of 99.8 %": ("solid", "outer_lower", "outer_upper"),
        "limit of 95 %": ("dash", "lower", "upper"),
    }
    for name, (dash, *both) in sides.items():
        for place, side in enumerate(both):
            chart.add_scatter(
                x=sizes,
                y=[100 * getattr(at, side) for at in funnel.limits],
                mode="lines",
                name=words.capital(name),
                showlegend=place == 0,
                line={"color": colours.quiet, "width": 1.5, "dash": dash},
                hoverinfo="skip",
            )
    chart.add_hline(y=100 * funnel.count / funnel.size, line={"color": colours.quiet, "width": 1.5, "dash": "dot"})
    chart.add_annotation(
        text=f"all: {words.percent(funnel.count, funnel.size)}",
        x=1,
        xref="paper",
        xanchor="right",
        y=100 * funnel.count / funnel.size,
        yanchor="bottom",
        showarrow=False,
    )
    tints: dict[Position, str] = {"inside": colours.line, "edge": colours.series[1], "outside": colours.series[1]}
    for position, tint in tints.items():
        own = [setting for setting in funnel.settings if setting.position == position]
        is_named = position != "inside" and len(own) <= MOST_NAMED
        chart.add_scatter(
            x=[setting.size for setting in own],
            y=[100 * setting.count / setting.size for setting in own],
            mode="markers+text" if is_named else "markers",
            text=[setting.name for setting in own],
            textposition="top center",
            cliponaxis=False,
            name=words.capital(funnel_words.POSITIONS[position]),
            showlegend=bool(own),
            marker={"symbol": SYMBOLS[position], "size": 11, "color": tint, "line": {"width": 2, "color": tint}},
            customdata=[funnel_words.setting(funnel, setting) for setting in own],
            hovertemplate="%{customdata}<extra></extra>",
        )
    top = max([*(at.outer_upper for at in funnel.limits), *(one.count / one.size for one in funnel.settings)])
    chart.update_yaxes(range=[-3, min(100 * top * 1.1, 106)], ticksuffix=" %", nticks=6)
    margin = max(1, (sizes[-1] - sizes[0]) * 0.08)
    chart.update_xaxes(
        range=[max(sizes[0] - margin, 0), sizes[-1] + margin], title="How many can be judged", rangemode="nonnegative"
    )
    return calm(chart, HEIGHT, legend=True)
