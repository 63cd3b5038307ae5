"""Minutes as Markdown: who was there, what was shown and decided, who does what by when, and the figures as shown."""

from sgdata.measures.catalogue import catalogue
from sgdata.meeting.minutes import Minutes, Promise, Shown
from sgdata.outputs.agenda_items import HEADINGS
from sgdata.outputs.words import answer, capital, day, label, listed, plural, stands

LEARNING = {True: "Learning was shared.", False: "Learning was not shared.", None: ""}
_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>()#+-!|$:~&"})


def as_typed(text: str) -> str:
    """Words that somebody typed, so that Markdown shows them as they are; lines stay lines."""
    return "  \n".join(text.translate(_SPECIAL).splitlines())


def title(minutes: Minutes) -> str:
    """Leadership meeting of 20 November 2026."""
    return f"{label(minutes.kind)} meeting of {day(minutes.held_on)}"


def promise(one: Promise) -> str:
    """Review the referral route: DSL, by 4 December 2026 (first 20 November 2026)."""
    first = f" (first {day(one.first_due_on)})" if one.first_due_on != one.due_on else ""
    ended = "".join(
        f", {how} {day(when)}" for how, when in (("done", one.done_on), ("cancelled", one.cancelled_on)) if when
    )
    return f"{as_typed(capital(one.what.rstrip('.')))}: {label(one.owner_role)}, by {day(one.due_on)}{first}{ended}"


def summary(minutes: Minutes) -> str:
    """How much was talked about and promised, in a sentence; of minutes that leaders read in part, only the second."""
    noted = sum(note.discussed or bool(note.decision) for note in minutes.notes.values())
    items = plural(len(minutes.items), "item", "items")
    promises = plural(len(minutes.promises), "promise was made", "promises were made")
    return f"{noted} of {items} discussed; {promises}." if minutes.snapshot else f"{promises}."


def decided(minutes: Minutes) -> str:
    """The minutes as a text under headings, without their figures."""
    there = listed([label(role) for role in minutes.present])
    present = f"Present: {there}. " if there else ""
    lines = [f"{present}{summary(minutes)} {LEARNING[minutes.learning_shared]}".rstrip()]
    lines.append(_source(minutes))
    noted = [one for one in minutes.items if one.key in minutes.notes]
    lines += ["### What was decided" if noted else "Nothing was noted.", *(_item(minutes, one) for one in noted)]
    if minutes.promises:
        lines += ["### Who does what by when", "\n".join(f"- {promise(one)}" for one in minutes.promises)]
    if rest := [one for one in minutes.items if one.key not in minutes.notes]:
        lines += ["### On the agenda, without a note", "\n".join(f"- {_heading(one)}" for one in rest)]
    return "\n\n".join(lines)


def _source(minutes: Minutes) -> str:
    """What the meeting had before it."""
    figures = f"Figures as at {day(minutes.as_at)}"
    if minutes.role == "leader":
        return f"{figures}, release {minutes.snapshot}."
    if not minutes.snapshot:  # leaders are told of no snapshot
        return (
            f"{figures}. The meeting saw numbers that could tell of single children: they are left out here, in what "
            "was decided too."
        )
    shown_for = f", release {minutes.release}" if minutes.release else ""
    return f"{figures}, snapshot {minutes.snapshot}{shown_for}."


def figures(minutes: Minutes) -> str:
    """The figures as the meeting saw them, a line each."""
    return "\n".join(
        f"- {answer(catalogue()[one.id], one)} ({stands(one)})" for one in minutes.figures if one.id in catalogue()
    )


def markdown(minutes: Minutes) -> str:
    """All of it, as a file."""
    shown = f"\n\n### Figures as they were shown\n\n{figures(minutes)}" if minutes.figures else ""
    return f"# {title(minutes)}\n\n{minutes.organisation}\n\n{decided(minutes)}{shown}\n"


def _item(minutes: Minutes, item: Shown) -> str:
    note = minutes.note(item.key)
    decision = as_typed(note.decision) or ("Discussed, no decision." if note.discussed else "No decision.")
    return f"**{_heading(item)}**  \n{decision}"


def _heading(item: Shown) -> str:
    title = as_typed(item.title) if item.promise else item.title
    return title if item.kind == "matter" else f"{HEADINGS[item.kind]}: {title}"
