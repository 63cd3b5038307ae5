"""A paper as a PDF that a screen reader can read (PDF/UA-1): tagged, in its language, charts with words for them."""

import json
import re
from datetime import UTC
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from sgdata.outputs.pack.drawing import drawing
from sgdata.outputs.pack.paper import Block, Chart, Paper, Table
from sgdata.outputs.pack.zipped import moment

NO_FONT = "could not be displayed"
NO_LETTER = "□"
BEYOND_LATIN = re.compile(r"[^\u0020-\u024f\u2010-\u203a\u20ac]")


def as_pdf(paper: Paper) -> bytes:
    """The document; the same bytes for the same paper on every machine, since only the fonts that come with typst are
    used. A letter that they do not have is shown as a box."""
    content = {
        **paper.model_dump(mode="json", include={"title", "subtitle", "source"}),
        "date": [paper.as_at.year, paper.as_at.month, paper.as_at.day],
        "blocks": [_block(block) for block in paper.blocks],
    }
    text = json.dumps(content, ensure_ascii=False)
    try:
        return _compiled(text, paper)
    except typst.TypstError as fault:
        if NO_FONT not in fault.message:
            raise
        return _compiled(BEYOND_LATIN.sub(NO_LETTER, text), paper)


def _compiled(text: str, paper: Paper) -> bytes:
    return typst.compile(
        _template(),
        sys_inputs={"paper": text},
        pdf_standards=["ua-1"],
        timestamp=moment(paper.as_at).replace(tzinfo=UTC),
        font_paths=_fonts(),
    )


def _block(block: Block) -> dict[str, Any]:
    told = block.model_dump(mode="json")
    match block:
        case Table():
            return told | {"widths": block.widths}
        case Chart():
            return told | {"drawing": drawing(block).model_dump()}
    return told


@cache
def _template() -> bytes:
    return files("sgdata.outputs.pack").joinpath("paper.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)
