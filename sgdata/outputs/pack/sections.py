"""The sections that papers share. Each gives its blocks, heading first, and nothing where it has nothing to say."""

from collections.abc import Iterable
from dataclasses import dataclass

from sgdata.measures.catalogue import catalogue
from sgdata.measures.figure import Figure, TrendPoint
from sgdata.measures.indicator import Indicator, Theme
from sgdata.meeting.agenda import Agenda, agenda
from sgdata.outputs import meeting_words, words
from sgdata.outputs.agenda_items import Item, Kind, agenda_items
from sgdata.outputs.pack.paper import Block, Bullets, Chart, Heading, Paragraph, Table
from sgdata.outputs.tables import trend_table
from sgdata.release import ask
from sgdata.release.scope import AnyScope

MOST_CHARTS = 6
AREAS: dict[Theme, str] = {
    "concerns": "Concerns",
    "follow_ups": "Follow-ups",
    "attendance": "Attendance",
    "missing_education": "Children missing education",
    "part_time": "Part-time timetables",
    "adults": "Allegations about adults (LADO)",
    "staff": "Staff: checks, training, supervision",
    "governance": "Governance",
    "data_quality": "Data quality",
}
MATTER_HEADER = ("What", "Figure", "Change", "Why it is here", "Clauses", "What to ask")
COUNTED = (
    "A figure says how many, of how many. What cannot be judged is left out of both, and the sentence says how many "
    "that are."
)


@dataclass(frozen=True)
class Asked:
    """What a paper is about: whose agenda, and which figures of it."""

    scope: AnyScope
    agenda: Agenda
    indicators: list[Indicator]

    @classmethod
    def about(cls, scope: AnyScope, ids: Iterable[str] | None = None) -> "Asked":
        """The paper about these figures, or about all."""
        wanted = set(ids) if ids is not None else set(catalogue())
        return cls(scope, agenda(scope), [one for one in catalogue().values() if one.id in wanted])

    @property
    def ids(self) -> set[str]:
        return {indicator.id for indicator in self.indicators}

    @property
    def figures(self) -> list[Figure]:
        return [self.agenda.figures[indicator.id] for indicator in self.indicators]

    def items(self, *kinds: Kind) -> list[Item]:
        """The items of the agenda that are of these kinds and about these figures, in its order."""
        is_all = len(self.indicators) == len(catalogue())
        found = [item for item in agenda_items(self.agenda) if item.kind in kinds]
        return [item for item in found if item.figure in self.ids or (is_all and not item.figure)]


def summary(asked: Asked) -> list[Block]:
    """How the figures stand, in a sentence, and since when changes are told."""
    since = asked.agenda.last_meeting
    compared = f" Changes are since {words.day(since)}." if since else ""
    shown = [figure for figure in asked.figures if not figure.suppressed]
    return [Paragraph(text=meeting_words.summary(shown) + compared)]


def needs_us(asked: Asked, *kinds: Kind) -> list[Block]:
    """The matters, the most urgent first."""
    heading = Heading(text="What needs us")
    items = asked.items(*kinds)
    if not items:
        return [heading, Paragraph(text="Nothing that can be shown misses its target or is near it.")]
    return [heading, _items_table("What misses its target or is near it, the most urgent first", items)]


def governance(asked: Asked) -> list[Block]:
    """What is to be said of governance itself."""
    items = asked.items("governance")
    return (
        [Heading(text="Governance"), _items_table("Meetings, policies, promises of partners", items)] if items else []
    )


def _items_table(caption: str, items: list[Item]) -> Table:
    rows = tuple(
        (item.title, item.value, item.change, words.capital(item.reason), ", ".join(item.clauses), item.question)
        for item in items
    )
    return Table(caption=caption, header=MATTER_HEADER, rows=rows)


def months(asked: Asked) -> list[Block]:
    """The last thirteen months of the first matters, each as a chart with the table behind it."""
    first = [matter.id for matter in asked.agenda.matters if matter.id in asked.ids][:MOST_CHARTS]
    blocks: list[Block] = []
    for identifier, points in ask.trends(asked.scope, first).items():
        indicator = catalogue()[identifier]
        if any(point.value is not None for point in points):
            blocks += [_chart(indicator, asked.agenda.figures[identifier], points), _months_table(indicator, points)]
        else:
            is_hidden = asked.agenda.role == "leader"
            told = f"{indicator.title}: {words.NO_TREND}" if is_hidden else words.trend_words(indicator, points)
            blocks.append(Paragraph(text=told))
    return [Heading(text="The first of them, month by month"), *blocks] if blocks else []


def _chart(indicator: Indicator, figure: Figure, points: list[TrendPoint]) -> Chart:
    scale = 100 if indicator.unit == "percent" else 1
    return Chart(
        title=f"{indicator.title}, the last thirteen months",
        alt=words.trend_words(indicator, points),
        labels=tuple(f"{point.as_at:%b %Y}" for point in points),
        values=tuple(None if (share := _stands(point)) is None else round(share * scale, 2) for point in points),
        written=tuple(words.value(point, indicator.unit) for point in points),
        unit=" %" if indicator.unit == "percent" else "",
        target=figure.target,
    )


def _stands(point: TrendPoint) -> float | None:
    """Where a point stands: a share in steps at that of the counts beside it, as on the screen."""
    if point.precision != "steps" or point.value is None or not point.denominator:
        return point.value
    return (point.numerator or 0) / (point.denominator - (point.unknown or 0))


def _months_table(indicator: Indicator, points: list[TrendPoint]) -> Table:
    behind = trend_table(indicator, points)
    return Table(
        caption=f"{indicator.title}: the numbers behind the chart",
        header=tuple(behind.columns),
        rows=tuple(tuple(row) for row in behind.values.tolist()),
    )


def ahead(asked: Asked) -> list[Block]:
    """What runs out before the next meeting; nothing for leaders, who are not told."""
    until = asked.agenda.next_meeting
    if until is None:
        return []
    items = asked.items("outlook")
    listed = [Bullets(items=tuple(item.title for item in items))] if items else []
    told = meeting_words.outlook_summary(asked.agenda.outlook, until)
    return [Heading(text="What runs out before the next meeting"), Paragraph(text=told), *listed]


def not_known(asked: Asked) -> list[Block]:
    """What cannot be judged, the least known first, and how many figures are hidden."""
    items = asked.items("unknown")
    hidden = sum(figure.suppressed for figure in asked.figures)
    blocks: list[Block] = []
    if items:
        told = tuple(f"{catalogue()[item.figure].title}: {item.title} {item.question}" for item in items)
        blocks.append(Bullets(items=told))
    if hidden:
        count = words.plural(hidden, "figure is", "figures are")
        blocks.append(Paragraph(text=f"{count} hidden, since so few are concerned that they could be known by it."))
    return [Heading(text="What we do not know"), *blocks] if blocks else []


def learning(asked: Asked) -> list[Block]:
    """Whether meetings learn, and what this one may ask."""
    items = asked.items("learning")
    if not items:
        return []
    return [Heading(text="Learning"), *(Paragraph(text=f"{item.title} {item.question}") for item in items)]


def areas(asked: Asked) -> list[Block]:
    """Every figure, a table an area."""
    blocks: list[Block] = []
    for theme, name in AREAS.items():
        shown = [indicator for indicator in asked.indicators if indicator.theme == theme]
        if not shown:
            continue
        rows = tuple(_row(indicator, asked.agenda.figures[indicator.id]) for indicator in shown)
        header = ("Figure", "Value", "Target", "It is")
        blocks.append(Table(caption=name, header=header, rows=rows))
    return [Heading(text="All figures, by area"), *blocks]


def _row(indicator: Indicator, figure: Figure) -> tuple[str, str, str, str]:
    if figure.suppressed:
        return indicator.title, words.HIDDEN_GROUP, words.target(figure), words.HIDDEN_GROUP
    standing = words.STATUS_WORDS[words.status(figure)]
    if figure.value is None and figure.precision != "exact":  # a count that is shown, of too few for a percentage
        value = f"{words.of(figure, indicator.unit)} ({words.value(figure, indicator.unit)})"
    else:
        value = words.figure(indicator, figure)
    return indicator.title, value, words.target(figure), standing


def how_to_read(asked: Asked) -> list[Block]:
    """What stands behind the figures: for leaders the release, then the definition of each."""
    made = ask.last_release(asked.scope) if asked.agenda.role == "leader" else None
    return [
        Heading(text="How to read this"),
        Paragraph(text=COUNTED),
        *([Paragraph(text=words.release(made))] if made else []),
        Bullets(items=tuple(_definition(indicator) for indicator in asked.indicators)),
    ]


def _definition(indicator: Indicator) -> str:
    """The lines of a definition as one, without the marks that a screen reads as bold."""
    return words.definition(indicator).replace(f"**{indicator.title}**", indicator.title, 1).replace("\n\n", " ")
