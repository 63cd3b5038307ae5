"""A spark line: the last months of a figure as a small drawing beside its sentence, for the direction alone."""

from base64 import b64encode

from sgdata.measures.figure import TrendPoint
from sgdata.outputs.colours import Colours

WIDTH, HEIGHT, EDGE = 120, 28, 4


def spark(points: list[TrendPoint], says: str, colours: Colours) -> str:
    """The drawing as an image in markdown, from zero, the last month a dot; a month not known is a gap. `says` is
    read out instead."""
    known = [point.value for point in points if point.value is not None]
    if not known:
        return ""
    top = max(*known, 1e-9)
    step = (WIDTH - 2 * EDGE) / max(len(points) - 1, 1)
    runs: list[list[str]] = [[]]
    for place, point in enumerate(points):
        if point.value is None:
            runs.append([])
        else:
            runs[-1].append(f"{EDGE + place * step:.1f},{HEIGHT - EDGE - point.value / top * (HEIGHT - 2 * EDGE):.1f}")
    lines = "".join(
        f'<polyline points="{" ".join(run)}" fill="none" stroke="{colours.line}" stroke-width="2"/>'
        for run in runs
        if run
    )
    last_x, last_y = next(run for run in reversed(runs) if run)[-1].split(",")
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'{lines}<circle cx="{last_x}" cy="{last_y}" r="3" fill="{colours.line}"/></svg>'
    )
    return f"![{says}](data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()})"
