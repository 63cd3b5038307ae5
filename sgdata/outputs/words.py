"""Figures as words: one place for every sentence, number and date that a person reads."""

import re
from collections import Counter
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from sgdata.measures.figure import Figure, Group, Status, TrendPoint
from sgdata.measures.indicator import Example, Indicator

HIDDEN = "Hidden to protect children."
STATUS_WORDS: dict[Status, str] = {
    "met": "met",
    "near": "near",
    "missed": "missed",
    "no_target": "no target",
    "no_data": "not known",
}
STATUS_MARKS: dict[Status, str] = {"met": "●", "near": "▲", "missed": "■", "no_target": "○", "no_data": "◌"}


def day(when: date) -> str:
    """31 October 2026."""
    return f"{when.day} {when:%B %Y}"


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
    """The value as it is shown: 83.3 %, 14, 2.5 per 100; "not known" where there is nothing to judge."""
    if figure.value is None:
        return "not known"
    if unit == "percent":
        return percent(figure.numerator or 0, (figure.denominator or 0) - (figure.unknown or 0))
    if unit == "rate":
        return f"{number(figure.value)} per 100"
    return number(figure.value)


def of(figure: Figure | Group | TrendPoint, unit: str) -> str:
    """Numerator and denominator: "5 of 6"; for counts the count."""
    if figure.numerator is None:
        return ""
    if unit == "count":
        return number(figure.numerator)
    return f"{number(figure.numerator)} of {number((figure.denominator or 0) - (figure.unknown or 0))}"


def answer(indicator: Indicator, figure: Figure) -> str:
    """The figure as one plain sentence."""
    if figure.suppressed:
        return HIDDEN
    if not figure.is_known and figure.not_loaded:
        return f"Nothing has been loaded about {listed(figure.not_loaded)}."
    unknown = figure.unknown or 0
    if figure.value is None or (indicator.unit == "count" and not figure.numerator):
        sentence = indicator.answer_no_data
    else:
        sentence = indicator.answer if figure.numerator else indicator.answer_none
    numerator, denominator = figure.numerator or 0, figure.denominator or 0
    judged = denominator - unknown
    values = {"n": numerator, "d": denominator, "judged": judged, "unknown": unknown}
    text = re.sub(
        r"\{(\w+)\|([^|}]*)\|([^|}]*)\}",
        lambda match: match[2] if values[match[1]] == 1 else match[3],
        sentence,
    )
    shares = percent(numerator, judged) if judged else ""
    text = text.format(**{name: number(amount) for name, amount in values.items()}, percent=shares)
    return f"{text} {_not_known(unknown)}" if unknown else text


def listed(names: list[str]) -> str:
    """Names of tables as words: actions and part-time timetables."""
    words = [name.replace("_", " ").replace("part time", "part-time") for name in names]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def status(figure: Figure) -> Status:
    """The status as it is shown: what was never loaded is not known, whatever its zero would make it."""
    return figure.status if figure.is_known or figure.status == "no_data" else "no_data"


def _not_known(unknown: float) -> str:
    return f"{number(unknown)} cannot be judged."


def change(indicator: Indicator, now: Figure, before: Figure | None, when: date | None) -> str:
    """What it was at the last meeting: "was 9 of 40 on 2 October 2026"."""
    if before is None or when is None or before.suppressed or not now.is_known:
        return ""
    if before.value is None:
        return f"not known on {day(when)}"
    was = of(before, indicator.unit)
    same = now.value == before.value and was == of(now, indicator.unit)
    return f"unchanged since {day(when)}" if same else f"was {was} on {day(when)}"


def summary(figures: list[Figure]) -> str:
    """How the figures stand, in a sentence: how many miss their target, are near it, meet it, are not known."""
    counts = Counter(status(figure) for figure in figures)
    parts = []
    if counts["missed"]:
        parts.append(plural(counts["missed"], "figure misses its target", "figures miss their target"))
    if counts["near"]:
        parts.append(plural(counts["near"], "is near it", "are near it"))
    first = " and ".join(parts) or "No figure misses its target"
    return f"{first}; {counts['met']} met, {counts['no_data']} not known."


def trend_words(indicator: Indicator, points: list[TrendPoint]) -> str:
    """What a trend chart shows, for whoever does not see it."""
    known = [point for point in points if point.value is not None]
    if not known:
        return f"{indicator.title}: no month of the last thirteen can be judged."
    first, last = known[0], known[-1]
    lowest = min(known, key=lambda point: point.value or 0)
    highest = max(known, key=lambda point: point.value or 0)
    return (
        f"{indicator.title} by month: {value(first, indicator.unit)} in {first.as_at:%B %Y}, "
        f"{value(last, indicator.unit)} in {last.as_at:%B %Y}; lowest {value(lowest, indicator.unit)} in "
        f"{lowest.as_at:%B %Y}, highest {value(highest, indicator.unit)} in {highest.as_at:%B %Y}."
    )


def label(word: str) -> str:
    """A word of a vocabulary as a person writes it: physical_abuse -> Physical abuse."""
    known = {"dsl": "DSL", "deputy_dsl": "Deputy DSL", "setting_dsl": "Setting's DSL", "fgm": "FGM", "ehcp": "EHCP"}
    if word in known or word.isupper():
        return known.get(word, word)
    if word.lstrip("-").isdigit():
        return f"Year {word}" if int(word) > 0 else "Reception or younger"
    text = word.replace("_", " ")
    return text[:1].upper() + text[1:]


def target(indicator: Indicator) -> str:
    """The target as it is written: 100 %, 0."""
    return f"{number(indicator.target or 0)} %" if indicator.unit == "percent" else number(indicator.target or 0)


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
