"""The page for young people: what adults promised and whether they kept it, in words that need no explaining."""

from dataclasses import dataclass

from sgdata.measures.catalogue import catalogue
from sgdata.measures.figure import Figure
from sgdata.outputs import words
from sgdata.outputs.pack.paper import Block, Bullets, Heading, Paragraph
from sgdata.outputs.pack.sections import Asked

MOST_OPEN = 3


@dataclass(frozen=True)
class Plain:
    """One figure in plain words."""

    told: str
    """{of} is filled in: 93 of 99, about 60 of 320, 6."""
    none: str
    """Where its number is 0."""
    aim: str
    """What we want instead, where it misses its target or is near it."""


PLAIN = {
    "reported_to_dsl_same_day": Plain(
        "When someone was worried about a young person, the right adult heard of it the same day: {of} times.",
        "When someone was worried about a young person, the right adult did not hear of it the same day.",
        "We want the right adult to know on the same day, every time.",
    ),
    "actions_on_time": Plain(
        "We did what we said we would do on time: {of} times.",
        "We did nothing of what we said we would do on time.",
        "We want to do what we say we will do, on time.",
    ),
    "return_interview_in_72_hours": Plain(
        "When a young person came back after being missing, somebody listened to them within three days: {of} times.",
        "When a young person came back after being missing, nobody listened to them within three days.",
        "We want to listen to everybody who was missing within three days of their coming back.",
    ),
    "missing_education_open": Plain(
        "Young people who have no school at the moment: {of}.",
        "Every young person has a school at the moment.",
        "We want every young person to have a school.",
    ),
    "part_time_open": Plain(
        "Young people who go to school for only part of the week: {of}.",
        "No young person goes to school for only part of the week.",
        "We want school for the whole week for everybody.",
    ),
    "persistent_absence": Plain(
        "Young people who missed one school day in ten, or more: {of}.",
        "No young person missed one school day in ten, or more.",
        "We want to find out what makes school hard, and help.",
    ),
    "training_people_in_date": Plain(
        "Adults who work with you and have learned all they must to keep you safe: {of}.",
        "None of the adults who work with you has learned all they must to keep you safe.",
        "We want every adult to have learned all they must.",
    ),
}
HELP = (
    "Tell an adult you trust: a teacher, your social worker, somebody at home.",
    "You can ring Childline on 0800 1111. It is free, day and night, and it does not show on the bill.",
    "If you are in danger now, ring 999.",
)


def page(asked: Asked) -> list[Block]:
    """The whole page: how it went, what is to get better, what is not known or not said, where there is help."""
    figures = asked.agenda.figures
    hidden = [name for name in PLAIN if figures[name].suppressed]
    told = [name for name in PLAIN if name not in hidden and figures[name].has_number]
    unknown = sum(_has_to_be_found_out(figures[name]) for name in PLAIN if name not in (*hidden, *told))
    aims = [matter.id for matter in asked.agenda.matters if matter.id in told][:MOST_OPEN]
    blocks: list[Block] = [Paragraph(text="Adults here have to keep you safe. This page tells you how they are doing.")]
    if told:
        blocks += [Heading(text="How it went"), Bullets(items=tuple(_sentence(name, figures[name]) for name in told))]
    if aims:
        blocks += [Heading(text="What has to get better"), Bullets(items=tuple(PLAIN[name].aim for name in aims))]
    if hidden or unknown:
        blocks.append(Heading(text="What we cannot tell you"))
    if hidden:
        count = words.plural(len(hidden), "number is", "numbers are")
        blocks.append(Paragraph(text=f"{count} not shown here. So few people are in it that you could guess who."))
    if unknown:
        count = words.plural(unknown, "number that we should know is", "numbers that we should know are")
        blocks.append(Paragraph(text=f"{count} not known. We have to find out."))
    return [*blocks, Heading(text="If you are worried"), Bullets(items=HELP)]


def _has_to_be_found_out(figure: Figure) -> bool:
    """Whether it should have a number: where nothing happened there is nothing to tell."""
    return bool(figure.not_loaded or figure.unknown)


def _sentence(name: str, figure: Figure) -> str:
    plain = PLAIN[name]
    return plain.told.format(of=words.of(figure, catalogue()[name].unit)) if figure.numerator else plain.none
