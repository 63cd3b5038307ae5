"""A paper as what it says, in order: every form of it (PDF, Word, Excel, web page) renders this and nothing else."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from sgdata.release.ask import FiguresReport


def _printable(text: str) -> str:
    """What cannot be printed (a tab, the end of a line, a sign that turns the direction) becomes a space: it has no
    place in XML and could say one thing on paper and another on a screen."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


Text = Annotated[str, AfterValidator(_printable)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Heading(_Frozen):
    """The heading of a section (1) or of a part of one (2)."""

    kind: Literal["heading"] = "heading"
    text: Text
    level: Literal[1, 2] = 1


class Paragraph(_Frozen):
    """Some sentences."""

    kind: Literal["paragraph"] = "paragraph"
    text: Text


class Bullets(_Frozen):
    """A list without an order of its own."""

    kind: Literal["bullets"] = "bullets"
    items: Annotated[tuple[Text, ...], Field(min_length=1)]


class Table(_Frozen):
    """A table with a header row; the first cell of a row says what the row is about."""

    kind: Literal["table"] = "table"
    caption: Text
    header: tuple[Text, ...]
    rows: Annotated[tuple[tuple[Text, ...], ...], Field(min_length=1)]

    @property
    def widths(self) -> list[float]:
        """How wide each column should be, set against the others: by its longest cell, within reason."""
        columns = zip(self.header, *self.rows, strict=True)
        return [min(max(*(len(cell) for cell in column), 16), 90) ** 0.6 for column in columns]


class Chart(_Frozen):
    """A line of months. What it shows stands in the table behind it, too."""

    kind: Literal["chart"] = "chart"
    title: Text
    alt: Text
    """What it shows, for whoever does not see it."""
    labels: tuple[Text, ...]
    values: tuple[float | None, ...]
    """Where each point stands, in per cent for percentages; None is a gap."""
    written: tuple[Text, ...]
    """Each value as it is shown."""
    unit: Text
    """What stands behind a number of the axis."""
    target: float | None


Block = Annotated[Heading | Paragraph | Bullets | Table | Chart, Field(discriminator="kind")]


class Paper(_Frozen):
    """A paper."""

    title: Text
    subtitle: Text
    source: Text
    """The snapshot or release that everything is from: it stands on every page."""
    as_at: date
    language: Literal["en-GB"] = "en-GB"
    blocks: tuple[Block, ...]
    report: FiguresReport
    """The figures that it is about, for the workbook."""

    def texts(self) -> list[str]:
        """Everything that it says, in the order in which it is read."""
        return [self.title, self.subtitle, *(text for block in self.blocks for text in _texts(block))]


def _texts(block: Block) -> list[str]:
    match block:
        case Heading() | Paragraph():
            return [block.text]
        case Bullets():
            return [*block.items]
        case Table():
            return [block.caption, *block.header, *(cell for row in block.rows for cell in row)]
        case Chart():
            return [block.title, block.alt]
