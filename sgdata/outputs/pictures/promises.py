"""Promises: a bar a meeting, in parts by what became of its promises; parts differ in colour and pattern."""

import plotly.graph_objects as go

from sgdata.meeting.trend import PromisesOf
from sgdata.outputs import promise_words, words
from sgdata.outputs.colours import Colours
from sgdata.outputs.pictures.kind import ROW_HEIGHT, calm, pattern, whole_steps


def draw(found: list[PromisesOf], colours: Colours) -> go.Figure:
    """The chart of at least one meeting, the newest at the bottom; how many were put back stands beside its bar."""
    names = [promise_words.meeting(one.kind, one.held_on) for one in found]
    chart = go.Figure()
    for place, (part, told) in enumerate(promise_words.PARTS.items()):
        chart.add_bar(
            x=[getattr(one, part) for one in found],
            y=names,
            orientation="h",
            name=words.capital(told),
            marker={
                "color": colours.series[place],
                "pattern": pattern(place, colours),
                "line": {"color": colours.paper, "width": 1},
            },
            customdata=[f"{words.number(getattr(one, part))} {told}" for one in found],
            hovertemplate="%{y}: %{customdata}<extra></extra>",
        )
    lengths = [sum(getattr(one, part) for part in promise_words.PARTS) for one in found]
    chart.add_scatter(
        x=lengths,
        y=names,
        mode="text",
        text=[
            f" {length}" + (f", {one.put_back} put back" if one.put_back else "")
            for one, length in zip(found, lengths, strict=True)
        ],
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )
    most = max([*lengths, 1])
    chart.update_layout(barmode="stack")
    chart.update_xaxes(range=[0, most * 1.4], title=None, **whole_steps(most))
    chart.update_yaxes(autorange="reversed", type="category", categoryorder="array", categoryarray=names)
    return calm(chart, 90 + ROW_HEIGHT * len(names), legend=True)
