"""Figures as words: one place for every sentence, number and date that a person reads."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from sgdata.measures.figure import Figure, Group, Status, TrendPoint
from sgdata.measures.indicator import Example, Indicator
from sgdata.release.display import PROFILES
from sgdata.release.released import Release

HIDDEN = "Hidden to protect children: fewer than 8 are concerned, or other figures would then tell of fewer."
HIDDEN_ADULTS = "Hidden to protect single adults: fewer than 8 are concerned."
HIDDEN_GROUP = "hidden"
TOO_FEW = "too few to judge"
NOTHING_TO_SEE = "Nothing on this page is about enough children to be shown."
OTHER_CATEGORIES = "This organisation's rules leave out other categories that have concerns: the table has them all."
GROUPS_OVERLAP = "One can count in several groups, so the groups add up to more than the total."
NO_TREND = "Each of the last thirteen months is about too few children for its number to be shown."
NOTHING_IN_ANY_MONTH = "There was nothing to judge in any of the last thirteen months."
SHOWABLE = "It is shown in a release in which it concerns 8 or more, and no other figure would give fewer away."
STATUS_WORDS: dict[Status, str] = {
    "met": "met",
    "near": "near",
    "missed": "missed",
    "no_target": "no target",
    "no_data": "not known",
}
LABELS = {
    "dsl": "DSL",
    "deputy_dsl": "Deputy DSL",
    "setting_dsl": "Setting's DSL",
    "fgm": "FGM",
    "ehcp": "EHCP",
    "lado": "LADO",
    "nspcc": "NSPCC",
    "mash": "MASH",
    "child_on_child": "Child-on-child",
    "self_harm_suicidality": "Self-harm and suicidality",
}
"""Words of the vocabularies that are not written as they are read."""
STATUS_COLOURS: dict[Status, str] = {
    "met": "green",
    "near": "orange",
    "missed": "red",
    "no_target": "gray",
    "no_data": "gray",
}
STATUS_MARKS: dict[Status, str] = {"met": "●", "near": "▲", "missed": "■", "no_target": "○", "no_data": "◌"}


def day(when: date) -> str:
    """31 October 2026."""
    return f"{when.day} {when:%B %Y}"


def weekday(when: date) -> str:
    """Tue 24 November."""
    return f"{when:%a} {when.day} {when:%B}"


def number(value: float) -> str:
    """1,234 or 12.5."""
    return f"{int(value):,}" if value == int(value) else f"{value:,.1f}"


def plural(count: float, one: str, many: str) -> str:
    """1 figure is, 3 figures are."""
    return f"{number(count)} {one if count == 1 else many}"


def percent(numerator: float, denominator: float) -> str:
    """The percentage, rounded half up to one decimal, as DfE figures are."""
    share = Fraction(numerator) / Fraction(denominator) * 100
    exact = Decimal(share.numerator) / Decimal(share.denominator)
    return f"{exact.quantize(Decimal('0.1'), ROUND_HALF_UP)} %"


def value(figure: Figure | Group | TrendPoint, unit: str) -> str:
    """The value as it is shown: 83.3 %, 14, 2.5 per 100, about 85 %; "not known" where there is nothing to judge."""
    if figure.value is None:
        if figure.precision == "exact":
            return "not known"
        return HIDDEN_GROUP if figure.numerator is None else "too few for a percentage"
    if figure.precision != "exact":
        return _protected_value(figure.value, unit, in_steps=figure.precision == "steps")
    if unit == "percent":
        return percent(figure.numerator or 0, (figure.denominator or 0) - (figure.unknown or 0))
    if unit == "rate":
        return f"{number(figure.value)} per 100"
    return number(figure.value)


def _protected_value(share: float, unit: str, *, in_steps: bool) -> str:
    """What a share of counts in steps is worth: about 85 %, 90 % or more."""
    if unit == "rate":
        return f"about {number(round(share))} per 100"
    if unit == "count":
        return f"about {number(share)}"
    if in_steps and share in (0.1, 0.9):
        return "90 % or more" if share > 0.5 else "10 % or less"
    return f"about {share * 100:.0f} %" if in_steps else f"about {share * 100:.1f} %"


def of(figure: Figure | Group | TrendPoint, unit: str) -> str:
    """Numerator and denominator: "5 of 6", "about 60 of 320"; for counts the count; "hidden" where it is."""
    if figure.numerator is None:
        return HIDDEN_GROUP if figure.precision != "exact" else ""
    about = "" if figure.precision == "exact" else "about "
    if unit == "count":
        return f"{about}{number(figure.numerator)}"
    if figure.denominator is None:
        return f"{about}{number(figure.numerator)}"
    return f"{about}{number(figure.numerator)} of {number(figure.denominator - (figure.unknown or 0))}"


def answer(indicator: Indicator, figure: Figure) -> str:
    """The figure as one plain sentence."""
    if figure.suppressed:
        return HIDDEN_ADULTS if indicator.about == "adult" else HIDDEN
    if not figure.is_known and figure.not_loaded:
        return f"Nothing has been loaded about {listed(figure.not_loaded)}."
    unknown = figure.unknown or 0
    if figure.precision != "exact" and figure.value is None:
        return f"{capital(of(figure, indicator.unit))}: too few for a percentage."
    if figure.value is None or (indicator.unit == "count" and not figure.numerator):
        sentence = indicator.answer_no_data
    else:
        sentence = indicator.answer if figure.numerator else indicator.answer_none
    numerator, denominator = figure.numerator or 0, figure.denominator or 0
    judged = denominator - unknown
    values = {"n": numerator, "d": denominator, "judged": judged, "unknown": unknown}
    text = agreeing(sentence, values)
    told = {name: number(amount) for name, amount in values.items()}
    shares = percent(numerator, judged) if judged else ""
    if figure.precision != "exact":
        told["n"] = f"about {told['n']}"
        shares = value(figure, indicator.unit)
    text = capital(text.format(**told, percent=shares))
    return f"{text} {_not_known(unknown)}" if unknown else text


def filled(sentence: str, values: Mapping[str, object]) -> str:
    """A sentence with its {name} and {name|one|many} filled in: numbers, dates, words of a vocabulary. What stands in
    [ ] is left out where every value that it names is 0 or not known."""
    sentence = re.sub(
        r"\[([^\[\]]*)\]",
        lambda match: match[1] if any(values[name] for name in re.findall(r"\{(\w+)", match[1])) else "",
        sentence,
    )
    told = {name: _told(value) for name, value in values.items()}
    numbers = {name: value for name, value in values.items() if isinstance(value, int | float)}
    return capital(agreeing(sentence, numbers).format(**told))


def _told(value: object) -> str:
    match value:
        case None:
            return "not known"
        case int() | float():
            return number(value)
        case date():
            return day(value)
    return label(str(value))


def agreeing(sentence: str, values: Mapping[str, float]) -> str:
    """The sentence with {n|one is|many are} as its number has it."""
    return re.sub(
        r"\{(\w+)\|([^|}]*)\|([^|}]*)\}",
        lambda match: match[2] if values[match[1]] == 1 else match[3],
        sentence,
    )


def capital(text: str) -> str:
    """The text with a capital first."""
    return text[:1].upper() + text[1:]


def listed(names: list[str]) -> str:
    """Names of tables as words: actions and part-time timetables."""
    words = [name.replace("_", " ").replace("part time", "part-time") for name in names]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def marked(status: Status, says: str) -> str:
    """What is said of a status, behind its mark and in its colour, as markdown."""
    return f":{STATUS_COLOURS[status]}[{STATUS_MARKS[status]} {says}]"


def status(figure: Figure) -> Status:
    """The status as it is shown: what was never loaded is not known, whatever its zero would make it."""
    return figure.status if figure.is_known or figure.status == "no_data" else "no_data"


def stands(figure: Figure) -> str:
    """The word of its status; of a number of too few for a percentage, that it cannot be judged."""
    known = status(figure)
    return TOO_FEW if known == "no_data" and figure.has_number else STATUS_WORDS[known]


def _not_known(unknown: float) -> str:
    return f"{number(unknown)} cannot be judged."


def figure(indicator: Indicator, shown: Figure) -> str:
    """5 of 6 (83.3 %); for counts the count; about 10 of 10 (too few for a percentage); hidden; not known."""
    if shown.suppressed:
        return HIDDEN_GROUP
    if not shown.has_number:
        return "not known"
    if indicator.unit == "count":
        return value(shown, indicator.unit)
    return f"{of(shown, indicator.unit)} ({value(shown, indicator.unit)})"


def moment(when: datetime) -> str:
    """31 October 2026, 14:05; without a time at midnight, where only the day is known."""
    return day(when) if (when.hour, when.minute) == (0, 0) else f"{day(when)}, {when:%H:%M}"


def label(word: str) -> str:
    """A word of a vocabulary as a person writes it: physical_abuse -> Physical abuse."""
    if word in LABELS or word.isupper():
        return LABELS.get(word, word)
    if word.lstrip("-").isdigit():
        return f"Year {word}" if int(word) > 0 else "Reception or younger"
    return capital(word.replace("_", " "))


def target(figure: Figure) -> str:
    """The target that the figure was judged by, as it is written: 100 %, 0; nothing where there is none."""
    if figure.target is None:
        return ""
    return f"{number(figure.target)} %" if figure.unit == "percent" else number(figure.target)


def worst_case(indicator: Indicator, figure: Figure) -> str:
    """The value if every unknown counted against us."""
    numerator, denominator = figure.numerator or 0, figure.denominator or 0
    against_us = (figure.unknown or 0) if indicator.good == "low" else 0
    return percent(numerator + against_us, denominator)


def breakdown_words(indicator: Indicator, by: str, groups: list[Group]) -> str:
    """What a breakdown chart shows, for whoever does not see it."""
    parts = [f"{label(group.label)} {of(group, indicator.unit)}" for group in groups]
    return f"{indicator.title} by {label(by).lower()}: {'; '.join(parts)}."


def example_figure(example: Example) -> str:
    """2 of 3, 1 not known."""
    unknown = f", {number(example.unknown)} not known" if example.unknown else ""
    return f"{number(example.numerator)} of {number(example.denominator)}{unknown}"


def release(shown: Release) -> str:
    """What leaders have before them, and how far it can be relied on."""
    few = "" if shown.cut_by_group else " With fewer than 150 children on roll no figure is cut by group."
    return (
        f"Release of {day(shown.as_at)}, made on {day(shown.made_at.date())}. Numbers of children are shown "
        f"{PROFILES[shown.profile].says}. How well adults kept a rule is shown as it is.{few} "
        f"{number(shown.audit.shown)} of {number(shown.audit.cells)} numbers can be shown; all of them together were "
        "tested for what they would give away."
    )


def definition(indicator: Indicator) -> str:
    """What is counted and by whose rule, as markdown."""
    unit = {"percent": "per cent", "count": "a count", "rate": "per 100"}[indicator.unit]
    when = {"stock": "the state on the date", "flow": "what happened in the period"}[indicator.kind]
    lines = [
        f"**{indicator.title}**: {unit}, {when}.",
        f"Authority: {indicator.authority}, edition {indicator.edition}.",
        f"Clauses: {', '.join(indicator.clauses)}. Rule: {indicator.rule}.",
        f"Owner: {indicator.owner}. Reviewed {day(indicator.reviewed_on)}, next by {day(indicator.review_due_on)}.",
    ]
    if indicator.caveat:
        lines.append(f"Take care: {indicator.caveat}")
    return "\n\n".join(lines)
