"""Where the lines, points and words of a chart stand: the same in the PDF and on the web page."""

from itertools import pairwise
from math import ceil, floor, log10
from typing import Literal

from pydantic import BaseModel

from sgdata.outputs.pack.paper import Chart
from sgdata.outputs.words import number

WIDTH, HEIGHT = 480, 140
LEFT, RIGHT, TOP, BOTTOM = 44, 410, 14, 112
MOST_STEPS = 4


class Line(BaseModel):
    """From one point to another, in points of a page from the upper left corner."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: Literal["grid", "target", "series"]


class Label(BaseModel):
    """Words whose start, middle or end is at x, and whose middle is at y."""

    x: float
    y: float
    text: str
    anchor: Literal["start", "middle", "end"]


class Drawing(BaseModel):
    """All of a chart."""

    width: int = WIDTH
    height: int = HEIGHT
    lines: list[Line]
    dots: list[tuple[float, float]]
    labels: list[Label]


def drawing(chart: Chart) -> Drawing:
    """The chart from zero up, its target as a line with its name; a month that is not known is a gap."""
    step, top = _axis(max([*(value for value in chart.values if value is not None), chart.target or 0, 1]))

    def height(value: float) -> float:
        return round(BOTTOM - value / top * (BOTTOM - TOP), 2)

    places = [round(LEFT + (RIGHT - LEFT) * (one + 0.5) / len(chart.values), 2) for one in range(len(chart.values))]
    points = [
        None if value is None else (place, height(value)) for place, value in zip(places, chart.values, strict=True)
    ]
    ticks = [step * one for one in range(round(top / step) + 1)]
    lines = [Line(x1=LEFT, y1=height(tick), x2=RIGHT, y2=height(tick), kind="grid") for tick in ticks]
    labels = [Label(x=LEFT - 6, y=height(tick), text=f"{number(tick)}{chart.unit}", anchor="end") for tick in ticks] + [
        Label(x=place, y=BOTTOM + 14, text=label, anchor="middle")
        for place, label in [*zip(places, chart.labels, strict=True)][::-3][::-1]
    ]
    if chart.target is not None:
        at = height(chart.target)
        lines.append(Line(x1=LEFT, y1=at, x2=RIGHT, y2=at, kind="target"))
        name = f"target {number(chart.target)}{chart.unit}"
        labels.append(Label(x=RIGHT + 6, y=at, text=name, anchor="start"))
    lines += [
        Line(x1=one[0], y1=one[1], x2=other[0], y2=other[1], kind="series")
        for one, other in pairwise(points)
        if one and other
    ]
    return Drawing(lines=lines, dots=[point for point in points if point], labels=labels)


def _axis(most: float) -> tuple[float, float]:
    """A round step and the top of the axis, a few steps up, that has room for the most."""
    rough = most / MOST_STEPS
    power = 10 ** floor(log10(rough))
    step = next(one * power for one in (1, 2, 2.5, 5, 10) if one * power >= rough)
    return step, step * ceil(most / step)
