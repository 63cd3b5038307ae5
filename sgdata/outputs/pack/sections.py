"""The sections that papers share. Each gives its blocks, heading first, and nothing where it has nothing to say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sgdata.measures.catalogue import catalogue
from sgdata.measures.catalogue import pictures as all_pictures
from sgdata.measures.control import Control
from sgdata.measures.figure import Figure, TrendPoint
from sgdata.measures.indicator import Indicator, Theme
from sgdata.meeting import held
from sgdata.meeting.agenda import Agenda, agenda
from sgdata.meeting.item import Item, Kind
from sgdata.meeting.minutes import Minutes
from sgdata.outputs import control_words, meeting_words, words
from sgdata.outputs.agenda_items import agenda_items
from sgdata.outputs.pack.paper import Block, Bullets, Chart, Heading, Paragraph, Table
from sgdata.outputs.tables import trend_table
from sgdata.release import ask
from sgdata.release.scope import AnyScope

MOST_CHARTS = 6
FEWEST_POINTS = 3
"""Months that are known, below which nothing is drawn."""
MOST_ASKED = 10
"""Matters that come with a question; the others are told."""
AREAS: dict[Theme, str] = {
    "concerns": "Concerns",
    "follow_ups": "Follow-ups",
    "attendance": "Attendance",
    "missing_education": "Children missing education",
    "part_time": "Part-time timetables",
    "cohorts": "At-risk cohorts",
    "adults": "Allegations about adults (LADO)",
    "staff": "Staff: checks, training, supervision",
    "governance": "Governance",
    "data_quality": "Data quality",
}
MATTER_HEADER = ("What", "Figure", "Change", "Why it is here", "Clauses", "What to ask")
FEW_MONTHS = "known in {} of the last thirteen, too few to draw."
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

    @cached_property
    def ids(self) -> set[str]:
        return {indicator.id for indicator in self.indicators}

    @property
    def figures(self) -> list[Figure]:
        return [self.agenda.figures[indicator.id] for indicator in self.indicators]

    def items(self, *kinds: Kind) -> list[Item]:
        """The items of the agenda that are of these kinds and about these figures, in its order."""
        return [item for item in self._items if item.kind in kinds]

    @cached_property
    def _items(self) -> list[Item]:
        is_all = len(self.indicators) == len(catalogue())
        promises = [one for minutes in self.meetings for one in minutes.promises]
        return [
            one
            for one in agenda_items(self.agenda, sorted(promises, key=lambda one: one.due_on))
            if one.figure in self.ids or ((is_all or one.kind == "carried") and not one.figure)
        ]

    @cached_property
    def meetings(self) -> list[Minutes]:
        """The closed meetings that were held by the date, the newest first."""
        return [one for one in held.meetings(self.scope) if one.held_on <= self.agenda.as_at]


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
    first, others = items[:MOST_ASKED], items[MOST_ASKED:]
    blocks: list[Block] = [heading, _items_table("What misses its target or is near it, the most urgent first", first)]
    if others:
        rows = tuple((one.title, one.value, one.change, words.capital(one.reason)) for one in others)
        caption = "What else misses its target or is near it, in the same order"
        blocks.append(Table(caption=caption, header=MATTER_HEADER[:4], rows=rows))
    return blocks


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
        indicator, figure = catalogue()[identifier], asked.agenda.figures[identifier]
        judged = ask.judged(asked.scope, figure, points)
        known = sum(point.value is not None for point in points)
        if known >= FEWEST_POINTS:
            blocks += [_chart(indicator, figure, points, judged), _months_table(indicator, points, judged)]
            if told := control_words.told(indicator, points, judged):
                blocks.insert(-1, Paragraph(text=told))
        else:
            is_hidden = asked.agenda.role == "leader" and not known
            told = words.NO_TREND if is_hidden else words.plural(known, "month", "months")
            blocks.append(Paragraph(text=f"{indicator.title}: {told if is_hidden else FEW_MONTHS.format(told)}"))
    return [Heading(text="The first of them, month by month"), *blocks] if blocks else []


def _chart(indicator: Indicator, figure: Figure, points: list[TrendPoint], judged: Control) -> Chart:
    scale = 100 if indicator.unit == "percent" else 1
    return Chart(
        title=f"{indicator.title}, the last thirteen months",
        alt=control_words.trend_words(indicator, points, judged),
        labels=tuple(f"{point.as_at:%b %Y}" for point in points),
        values=tuple(None if (stands := point.stands_at) is None else round(stands * scale, 2) for point in points),
        written=tuple(words.value(point, indicator.unit) for point in points),
        unit=" %" if indicator.unit == "percent" else "",
        target=figure.target,
    )


def _months_table(indicator: Indicator, points: list[TrendPoint], judged: Control) -> Table:
    behind = trend_table(indicator, points, judged)
    return Table(
        caption=f"{indicator.title}: the numbers behind the chart",
        header=tuple(behind.columns),
        rows=tuple(tuple(row) for row in behind.values.tolist()),
    )


def in_full(
    asked: Asked, heading: str, ids: Iterable[str], cuts: Mapping[str, str], pictures: Iterable[str] = ()
) -> list[Block]:
    """What some figures say, some of them by group, and for a practitioner the cases behind them, a line each."""
    blocks: list[Block] = [Heading(text=heading)]
    told = [words.answer(catalogue()[one], asked.agenda.figures[one]) for one in ids]
    blocks.append(
        Bullets(items=tuple(f"{catalogue()[one].title}: {said}" for one, said in zip(ids, told, strict=True)))
    )
    for identifier, by in cuts.items():
        blocks += _by_group(asked, catalogue()[identifier], by)
    if asked.agenda.role == "practitioner":
        for one in pictures:
            blocks += _cases(asked, one)
    return blocks


def _by_group(asked: Asked, indicator: Indicator, by: str) -> list[Block]:
    """A figure by group, without the groups in which there is nobody; nothing where it is not cut so."""
    (figure,) = ask.figures(asked.scope, [indicator.id], by)
    shown = [group for group in figure.groups if not group.suppressed and (group.denominator or group.numerator)]
    if not shown:
        return []
    rows = [(words.label(group.label), words.of(group, indicator.unit)) for group in shown]
    if any(group.suppressed for group in figure.groups):
        rows.append(("The others", words.HIDDEN_GROUP))
    caption = f"{indicator.title}, by {words.label(by).lower()}"
    return [Table(caption=caption, header=(words.label(by), "Number"), rows=tuple(rows))]


def _cases(asked: Asked, identifier: str) -> list[Block]:
    from sgdata.outputs import pictures  # which loads plotly: no other paper needs it

    picture = all_pictures()[identifier]
    drawn = ask.picture(asked.scope, identifier)
    said = Paragraph(text=pictures.answer(picture, drawn))
    if not drawn.rows:
        return [said]
    table = pictures.table(picture, drawn)
    rows = tuple(tuple(row) for row in table.values.tolist())
    return [said, Table(caption=picture.asks, header=tuple(table.columns), rows=rows)]


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
    standing = words.HIDDEN_GROUP if figure.suppressed else words.stands(figure)
    return indicator.title, words.figure(indicator, figure), words.target(figure), standing


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
