"""Pictures as sentences, charts, tables and alternative texts. A kind of picture is one module of this folder."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from sgdata.measures.picture import Drawn, Kind, Picture
from sgdata.outputs import words
from sgdata.outputs.colours import Colours
from sgdata.outputs.pictures import bars, calendar, lines, matrix, sets, timeline
from sgdata.outputs.pictures.kind import Drawing, cell

KINDS: dict[Kind, Drawing] = {
    "bars": bars.draw,
    "lines": lines.draw,
    "timeline": timeline.draw,
    "calendar": calendar.draw,
    "sets": sets.draw,
}
"""The kinds with a chart; of the others the table is the picture."""


def answer(picture: Picture, drawn: Drawn) -> str:
    """The picture as sentences; where its data were never loaded, that."""
    if drawn.not_loaded and not drawn.rows:
        return f"Nothing has been loaded about {words.listed(drawn.not_loaded)}."
    if not drawn.tells["n"]:
        return picture.answer_none
    return words.filled(picture.answer, drawn.tells)


def chart(picture: Picture, drawn: Drawn, colours: Colours, as_at: date) -> go.Figure | None:
    """The chart; None where there is nothing to draw, or the table is the picture."""
    draw = KINDS.get(picture.draw)
    return draw(picture, drawn.rows, colours, as_at) if draw and drawn.rows else None


def table(picture: Picture, drawn: Drawn) -> pd.DataFrame:
    """What stands behind the chart: a row a row; a matrix as one."""
    if picture.draw == "matrix":
        return matrix.table(picture, drawn.rows)
    return pd.DataFrame(
        [[cell(row[column], picture.unit) for column in picture.columns] for row in drawn.rows],
        columns=list(picture.columns.values()),
    )


def alternative(picture: Picture, drawn: Drawn) -> str:
    """What the picture shows, for whoever does not see it."""
    shown = {"lines": "Lines", "timeline": "Timeline", "calendar": "Calendar", "sets": "Bars of combinations"}
    return (
        f"{shown.get(picture.draw, 'Bars')}. {picture.asks} {answer(picture, drawn)} The table below has every number."
    )
