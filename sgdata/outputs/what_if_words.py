"""What another number in a rule would do, as sentences; and the numbers of rules in words for people."""

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from sgdata.measures.figure import Figure, Group
from sgdata.measures.indicator import Indicator, Subject
from sgdata.measures.what_if import Try, WhatIf
from sgdata.outputs import words
from sgdata.rules import Override, Rules


class Named(NamedTuple):
    """A number of a rule as people say it: its label, and what stands behind the number where it is 1, and many."""

    label: str
    one: str
    many: str


PARAMETERS: dict[str, Named] = {
    "percent": Named("Share of sessions missed", "%", "%"),
    "severe_percent": Named("Share of sessions missed that counts as severe", "%", "%"),
    "provisional_below_sessions": Named("Sessions below which a child is provisional", "session", "sessions"),
    "sessions": Named("Sessions", "session", "sessions"),
    "most_sessions": Named("Sessions of a suspension, at most", "session", "sessions"),
    "points": Named("Rise of absence in percentage points", "point", "points"),
    "hours": Named("Hours", "hour", "hours"),
    "days": Named("Days", "day", "days"),
    "concern_days": Named("Days in which the concerns were raised", "day", "days"),
    "contact_days": Named("Days without a recorded contact", "day", "days"),
    "recent_days": Named("Recent days whose absence is compared", "day", "days"),
    "days_before": Named("Days before them that it is compared with", "day", "days"),
    "grace_days": Named("Days of grace after the start", "day", "days"),
    "least_days": Named("Days on which it happened, at least", "day", "days"),
    "least_marks": Named("Marks of a part-time timetable, at least", "mark", "marks"),
    "school_day": Named("School day of the suspension from which provision is due", "school day", "school days"),
    "school_days": Named("School days", "school day", "school days"),
    "watch_from_school_days": Named("School days from which a child is watched", "school day", "school days"),
    "working_days": Named("Working days", "working day", "working days"),
    "weeks": Named("Weeks", "week", "weeks"),
    "months": Named("Months", "month", "months"),
    "concerns": Named("Concerns about a child", "concern", "concerns"),
    "rules": Named("Rules of vulnerability that a child meets", "rule", "rules"),
    "references_wanted": Named("References wanted", "reference", "references"),
}
"""Every parameter of every indicator by its name."""
THINGS: dict[Subject, tuple[str, str]] = {
    "child": ("child", "children"),
    "concern": ("concern", "concerns"),
    "action": ("follow-up", "follow-ups"),
    "referral": ("referral", "referrals"),
    "episode": ("episode", "episodes"),
    "timetable": ("timetable", "timetables"),
    "suspension": ("suspension", "suspensions"),
    "allegation": ("case", "cases"),
    "low_level_concern": ("low-level concern", "low-level concerns"),
    "adult": ("adult", "adults"),
    "person": ("person", "people"),
    "training_item": ("course", "courses"),
    "meeting": ("meeting", "meetings"),
    "policy": ("policy", "policies"),
    "assurance": ("assurance", "assurances"),
    "report": ("report", "reports"),
    "return": ("return", "returns"),
    "session": ("session", "sessions"),
    "role": ("role", "roles"),
    "record": ("record", "records"),
}
LEADERS = (
    "Rules are tried out by practitioners only: whoever could set one threshold beside another would learn from their "
    "difference of single children."
)
NOT_STORED = (
    "Nothing is stored, and no other page changes. To set a number for good, put these lines into the organisation's "
    "rule file, `rules.toml` in the folder of its store, in place of those that stand there for the same figure:"
)
SAME_WORDS = "The words beside a figure keep the number that the indicator's own file has."


def choice(parameter: str) -> str:
    """A parameter as a person chooses it."""
    return PARAMETERS[parameter].label


def amount(parameter: str, value: int) -> str:
    """8 %, 1 week, 6 weeks."""
    named = PARAMETERS[parameter]
    return f"{words.number(value)} {named.one if value == 1 else named.many}"


def answer(indicator: Indicator, found: WhatIf) -> str:
    """What each of the values would do, in one answer."""
    now = _present(found)
    rule = f"its present rule ({amount(found.parameter, found.present)})"
    told = [f"{indicator.title} by {rule}: {_of(indicator, now.figure)}."]
    told += [sentence(indicator, found, one) for one in found.tries if one.value != found.present]
    return " ".join(told)


def sentence(indicator: Indicator, found: WhatIf, tried: Try) -> str:
    """At 8 % it would be 92 of 320 children, 27 more than now."""
    now = _present(found)
    told = f"At {amount(found.parameter, tried.value)} it would be {_of(indicator, tried.figure)}"
    change = int((tried.figure.numerator or 0) - (now.figure.numerator or 0))
    if change:
        told += f", {words.number(abs(change))} {'more' if change > 0 else 'fewer'} than now"
    else:
        told += ", as now" if tried.figure.denominator == now.figure.denominator else ", as many as now"
        told += _parts(tried, now)
    return f"{told}{_children(indicator, tried, change)}."


def _parts(tried: Try, now: Try) -> str:
    """What changes of its parts where the figure stays: a child may be provisional or not, and counted all the same."""
    there, before = tried.figure.parts, now.figure.parts
    changed = [part for part in there if there[part] != before[part]]
    told = [
        f"{words.label(part).lower()} {words.number(there[part] or 0)} in place of {words.number(before[part] or 0)}"
        for part in changed
    ]
    return f" ({', '.join(told)})" if told else ""


def table(indicator: Indicator, found: WhatIf) -> pd.DataFrame:
    """A row a value, the least first."""
    about_children = any(one.children for one in found.tries)
    columns: dict[str, list[str]] = {
        choice(found.parameter): [_named(found, one) for one in found.tries],
        "Value": [words.figure(indicator, one.figure) for one in found.tries],
        "Not known": [words.number(one.figure.unknown or 0) for one in found.tries],
    }
    for part in found.tries[0].figure.parts:
        columns[words.label(part)] = [words.number(one.figure.parts[part] or 0) for one in found.tries]
    if about_children:
        for heading, number in _CHILDREN.items():
            columns[heading] = [words.number(number(one)) for one in found.tries]
    return pd.DataFrame(columns)


_CHILDREN: dict[str, Callable[[Try], int]] = {
    "Children": lambda one: one.children,
    "Come in": lambda one: one.added,
    "Drop out": lambda one: one.dropped,
}


def groups(found: WhatIf) -> list[Group]:
    """The tries as groups, to be drawn as a breakdown is."""
    return [
        Group(
            group=str(one.value),
            label=_named(found, one),
            **one.figure.model_dump(include={"value", "numerator", "denominator", "unknown"}),
        )
        for one in found.tries
    ]


def rule_lines(rules: Rules, found: WhatIf, value: int) -> str:
    """The lines of the rule file that set a value for good, beside what the organisation has set of the figure."""
    own = rules.indicators.get(found.id, Override())
    lines = [f"{name} = {line:g}" for name, line in (("target", own.target), ("amber", own.amber)) if line is not None]
    numbers = ", ".join(f"{name} = {one}" for name, one in (own.parameters | {found.parameter: value}).items())
    return "\n".join([f"[indicators.{found.id}]", *lines, f"parameters = {{ {numbers} }}"])


def alternative(indicator: Indicator, found: WhatIf) -> str:
    """What the chart shows, for whoever does not see it."""
    return f"Bars, one a value of {choice(found.parameter).lower()}. {answer(indicator, found)}"


def _named(found: WhatIf, tried: Try) -> str:
    return f"{amount(found.parameter, tried.value)}{' (now)' if tried.value == found.present else ''}"


def _present(found: WhatIf) -> Try:
    return next(one for one in found.tries if one.value == found.present)


def _of(indicator: Indicator, figure: Figure) -> str:
    """92 of 320 children (28.8 %); of what is counted alone its number."""
    one, many = THINGS[indicator.subject]
    numerator = figure.numerator or 0
    if indicator.unit == "count" or figure.denominator is None:
        return words.plural(numerator, one, many)
    judged = figure.denominator - (figure.unknown or 0)
    if not judged:
        return f"none, for of no {one} can it be told"
    share = f" ({words.value(figure, indicator.unit)})"
    return f"{words.number(numerator)} of {words.plural(judged, one, many)}{share}"


def _children(indicator: Indicator, tried: Try, change: int) -> str:
    """Of how many children, where that is not said already."""
    moves = []
    if tried.added:
        moves.append(f"{words.plural(tried.added, 'child comes', 'children come')} in")
    if tried.dropped:
        moves.append(f"{words.plural(tried.dropped, 'child drops', 'children drop')} out")
    if not moves or (indicator.subject == "child" and abs(change) == tried.added + tried.dropped):
        return ""
    return f": {' and '.join(moves)}"
