"""A matrix: how each stands with each, in mark and words. It is a table, so that everybody can read it."""

import pandas as pd

from sgdata.measures.picture import Picture
from sgdata.outputs import words
from sgdata.outputs.pictures.kind import Row, in_order


def table(picture: Picture, rows: list[Row]) -> pd.DataFrame:
    """A row a row, a column a column, in the order in which they come."""
    columns = in_order(rows, "column")
    said = {(row["row"], row["column"]): words.marked(row["status"], row["says"]) for row in rows}
    names = [words.label(column) for column in columns]
    shown = [[words.label(one), *(said.get((one, column), "") for column in columns)] for one in in_order(rows, "row")]
    return pd.DataFrame(shown, columns=[next(iter(picture.columns.values())), *names])
