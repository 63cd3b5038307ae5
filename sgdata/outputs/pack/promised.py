"""The sections about promises: those that a meeting carries on, and whether promises are kept."""

from sgdata.meeting import trend
from sgdata.outputs import promise_words
from sgdata.outputs.pack.paper import Block, Bullets, Heading, Paragraph, Table
from sgdata.outputs.pack.sections import Asked


def carried(asked: Asked) -> list[Block]:
    """What earlier meetings promised: done since the last one, late, due; nothing where no meeting was minuted."""
    if not asked.meetings:
        return []
    items = asked.items("carried")
    blocks: list[Block] = [Heading(text="What we promised"), Paragraph(text=promise_words.carried(items))]
    if items:
        rows = tuple((item.title, item.value, ", ".join(item.clauses), item.question) for item in items)
        caption = "Promises of earlier meetings: done since the last one, late, not yet due"
        blocks.append(Table(caption=caption, header=("What", "It is", "Clauses", "What to ask"), rows=rows))
    return blocks


def kept(asked: Asked) -> list[Block]:
    """Whether the promises of meetings are kept, meeting by meeting, and which matters keep returning."""
    found = trend.of_promises(asked.meetings, asked.agenda.as_at)
    again = promise_words.returning(trend.returning(asked.meetings, asked.agenda.as_at))
    if not (found or again):
        return []
    blocks: list[Block] = [Heading(text=promise_words.ASKS), Paragraph(text=promise_words.answer(found))]
    if found:
        table = Table(caption="By meeting", header=promise_words.HEADER, rows=tuple(promise_words.rows(found)))
        blocks += [table, Paragraph(text=promise_words.COUNTED)]
    if again:
        blocks += [Heading(text="Matters that keep returning", level=2), Bullets(items=tuple(again))]
    return blocks
