"""Ratios with their intervals: a line a cohort, the vertical line where it is no different from everyone else."""

from collections.abc import Sequence

import plotly.graph_objects as go

from sgdata.cohorts.shapes import ComparedCohort
from sgdata.measures.indicator import Indicator
from sgdata.outputs import cohort_words
from sgdata.outputs.colours import Colours
from sgdata.outputs.pictures.kind import ROW_HEIGHT, Chart, calm

LEAST, MOST = 0.1, 10.0
"""The ends of the axis: an interval that goes beyond is cut there, and the hover tells it whole."""
TICKS = (0.1, 0.2, 0.5, 1, 2, 5, 10)


def ratios(shown: Sequence[ComparedCohort], colours: Colours) -> Chart:
    """Those that stand out as filled diamonds, the others as open circles; half and double are alike far from 1."""
    drawn = [one for one in shown if one.low is not None]
    chart = go.Figure()
    for named, symbol, color, told in (
        (True, "diamond", colours.series[1], "stands out"),
        (False, "circle-open", colours.line, "chance would explain it"),
    ):
        of_kind = [one for one in drawn if one.named is named]
        middles = [_within(one.ratio if one.ratio is not None else MOST) for one in of_kind]
        chart.add_scatter(
            x=middles,
            y=[cohort_words.name(one.cohort) for one in of_kind],
            mode="markers",
            marker={"symbol": symbol, "size": 11, "color": color},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": [_within(one.high or MOST) - at for one, at in zip(of_kind, middles, strict=True)],
                "arrayminus": [at - _within(one.low or 0) for one, at in zip(of_kind, middles, strict=True)],
                "color": color,
                "thickness": 1.5,
                "width": 4,
            },
            customdata=[cohort_words.ratio(one) for one in of_kind],
            hovertemplate="%{y}: %{customdata}<extra></extra>",
            name=told,
        )
    chart.add_vline(x=1, line={"color": colours.quiet, "width": 1, "dash": "dash"})
    chart.update_xaxes(
        type="log",
        range=[-1.05, 1.05],
        tickvals=TICKS,
        ticktext=[f"{tick:g}" for tick in TICKS],
        title="times the rate of everyone else",
    )
    names = [cohort_words.name(one.cohort) for one in drawn]
    chart.update_yaxes(type="category", categoryorder="array", categoryarray=names[::-1], automargin=True)
    return calm(chart, 110 + ROW_HEIGHT * len(drawn), legend=True)


def _within(ratio: float) -> float:
    return min(max(ratio, LEAST), MOST)


def ratios_words(indicator: Indicator, shown: Sequence[ComparedCohort]) -> str:
    """What the chart shows, for whoever does not see it."""
    told = [
        f"{cohort_words.name(one.cohort)}, {'stands out' if one.named else 'does not stand out'}: "
        f"{cohort_words.ratio(one)}"
        for one in shown
        if one.low is not None
    ]
    return f"{indicator.title}, cohorts against everyone else. {'; '.join(told)}."
