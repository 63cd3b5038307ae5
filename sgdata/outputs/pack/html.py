"""A paper as one web page that needs nothing else: no script, no font, no address. It prints with its source on every
page."""

from functools import cache
from html import escape
from importlib.resources import files

from sgdata.outputs.pack.drawing import Drawing, drawing
from sgdata.outputs.pack.paper import Block, Bullets, Chart, Heading, Paper, Paragraph, Table


def as_html(paper: Paper) -> bytes:
    """The page."""
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{paper.language}">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(paper.title)}</title>",
        f"<style>{_style()}{_on_every_page(paper.source)}</style></head>",
        f"<body><main><h1>{escape(paper.title)}</h1>",
        f"<p>{escape(paper.subtitle)}</p>",
        *(_block(block) for block in paper.blocks),
        f"</main><footer>{escape(paper.source)}</footer></body></html>\n",
    ]
    return "\n".join(parts).encode()


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>"
        case Paragraph():
            return f"<p>{escape(block.text)}</p>"
        case Bullets():
            return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in block.items)}</ul>"
        case Table():
            return _table(block)
        case Chart():
            return _chart(block)


def _table(block: Table) -> str:
    """A table that can be scrolled sideways by keyboard, too, where a screen is small."""
    header = "".join(f'<th scope="col">{escape(name)}</th>' for name in block.header)
    rows = "\n".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in block.rows
    )
    return (
        f'<div class="wide" tabindex="0" role="group" aria-label="{escape(block.caption)}">'
        f"<table><caption>{escape(block.caption)}</caption>\n"
        f"<thead><tr>{header}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>"
    )


def _chart(block: Chart) -> str:
    shown = drawing(block)
    return (
        f"<figure><figcaption>{escape(block.title)}</figcaption>\n"
        f'<svg role="img" viewBox="0 0 {shown.width} {shown.height}" width="{shown.width * 1.5:.0f}">'
        f"<title>{escape(block.alt)}</title>{_drawn(shown)}</svg></figure>"
    )


def _drawn(shown: Drawing) -> str:
    parts = [
        f'<line class="{line.kind}" x1="{line.x1}" y1="{line.y1}" x2="{line.x2}" y2="{line.y2}"/>'
        for line in shown.lines
    ]
    parts += [f'<circle cx="{x}" cy="{y}" r="2.5"/>' for x, y in shown.dots]
    parts += [
        f'<text x="{label.x}" y="{label.y}" text-anchor="{label.anchor}">{escape(label.text)}</text>'
        for label in shown.labels
    ]
    return "".join(parts)


def _on_every_page(source: str) -> str:
    """The style that prints the source and the number of the page below each page."""
    text = "".join(sign if sign.isalnum() else f"\\{ord(sign):x} " for sign in source)  # nothing else ends a string
    return (
        f'@page {{ @bottom-left {{ content: "{text}"; font: 8pt Arial, sans-serif; }}\n'
        '@bottom-right { content: counter(page) " of " counter(pages); font: 8pt Arial, sans-serif; } }\n'
    )


@cache
def _style() -> str:
    return files("sgdata.outputs.pack").joinpath("paper.css").read_text(encoding="utf-8")
