"""The colours of charts on light and on dark paper: Okabe and Ito's, with 3 : 1 or more against the paper for every
mark. Never the only sign of anything: series differ in pattern or mark too, statuses in mark and word."""

from dataclasses import dataclass

from sgdata.measures.control import Mark
from sgdata.measures.figure import Status


@dataclass(frozen=True)
class Colours:
    """The colours of one theme."""

    paper: str
    line: str
    """One series, and the first of several."""
    quiet: str
    """Targets, grids that carry meaning, and today."""
    series: tuple[str, ...]
    status: dict[Status, str]
    scale: tuple[str, str]
    """From little to much."""
    marks: dict[Mark, str]
    """Months that stand out from ordinary variation, and those that do not."""


LIGHT = Colours(
    paper="#FCFBF8",
    line="#0072B2",
    quiet="#505A5F",
    series=("#0072B2", "#D55E00", "#008A64", "#A5548A", "#6B5B00", "#505A5F"),
    status={"met": "#00703C", "near": "#8A5300", "missed": "#B10E1E", "no_target": "#505A5F", "no_data": "#505A5F"},
    scale=("#E6EEF3", "#00486F"),
    marks={"common": "#0072B2", "improving": "#008A64", "worsening": "#D55E00", "special": "#A5548A"},
)
DARK = Colours(
    paper="#12191C",
    line="#56B4E9",
    quiet="#A9B4B9",
    series=("#56B4E9", "#F08A4B", "#2FBF94", "#D79BC0", "#F0E442", "#A9B4B9"),
    status={"met": "#4CC38A", "near": "#F2A93B", "missed": "#FF8A80", "no_target": "#A9B4B9", "no_data": "#A9B4B9"},
    scale=("#1E2B31", "#9AD4F5"),
    marks={"common": "#56B4E9", "improving": "#2FBF94", "worsening": "#F08A4B", "special": "#D79BC0"},
)
PATTERNS = ("", "/", "x", ".", "-", "+")
"""Beside the colours of series that lie side by side."""
MARK_SYMBOLS: dict[Mark, str] = {
    "common": "circle",
    "improving": "diamond",
    "worsening": "square",
    "special": "triangle-up",
}
"""The shapes of the months of a trend, as its words show them."""
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "star")
