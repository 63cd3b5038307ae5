"""A chart on the screen: in the colours of the theme, with its alternative text."""

import streamlit as st

from sgdata.outputs.colours import DARK, LIGHT, Colours
from sgdata.outputs.pictures.kind import Chart


def colours() -> Colours:
    """The colours of the theme that the person has chosen."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def show_chart(chart: Chart, key: str, alt: str) -> None:
    """The chart, which can be taken away as a picture (SVG) by the button that appears over it."""
    config = {
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "svg", "filename": key},
    }
    st.plotly_chart(chart, key=key, config=config, alt=alt)
