"""A funnel as sentences: what lies where chance puts it, what does not, and what cannot be told."""

from math import ceil

import pandas as pd

from sgdata.cohorts.funnel_shapes import FEWEST, OUTSIDE, Funnel, Position, Setting
from sgdata.measures.indicator import Indicator
from sgdata.outputs import words

NOUNS = {"provider": ("setting", "settings"), "local_authority": ("local authority", "local authorities")}
POSITIONS: dict[Position, str] = {
    "inside": "where chance could put it",
    "edge": "at the edge",
    "outside": "further than chance explains",
}
ONE_IN = round(1 / (2 * OUTSIDE))
MOST_NAMED = 8
MARKS: dict[Position, str] = {"inside": "○", "edge": "◆", "outside": "■"}
NOT_A_VERDICT = "Outside is a question to ask, not a verdict; inside is no proof that all is well."
LEADERS = (
    "Settings are compared for practitioners only: hardly one has enough children for its share to be shown to leaders "
    "without telling of single ones."
)
SESSIONS = (
    "Figures that add up sessions, hours or weeks have no funnel: those of one child go together, so limits made for "
    "single ones would be too narrow and would cry wolf. Choose a figure that counts children instead."
)
COUNTED = (
    "The line in the middle is the share of all. Around it are exact binomial limits for each size, of 95 % (dashed) "
    "and 99.8 % (solid): on either side chance alone puts at most one in 40 beyond the first and one in 1,000 beyond "
    "the second (Spiegelhalter, Statistics in Medicine 2005; 24: 1185-1202). They are not widened for what settings "
    "differ in beside their size, such as phase or need, so that is the first question to ask. A child counts at the "
    "setting of today. Settings stand in the order of their size, never of their share."
)


def whole(funnel: Funnel) -> str:
    """The funnel in one answer."""
    one, many = NOUNS[funnel.by]
    if not funnel.settings:
        return f"No {one} has {FEWEST} or more that can be judged, so chance cannot be told from difference."
    if len(funnel.settings) == 1:
        return f"Only one {one} has {FEWEST} or more that can be judged, so there is none to compare it with."
    outside = [setting for setting in funnel.settings if setting.position == "outside"]
    edge = [setting for setting in funnel.settings if setting.position == "edge"]
    number = len(funnel.settings)
    told = f"Of {words.plural(number, one, many)} with {FEWEST} or more that can be judged, "
    further = f"further from the {_share(funnel.count, funnel.size)} of all than chance"
    if outside:
        lie, their = ("lies", "its") if len(outside) == 1 else ("lie", "their")
        told += f"{_counted(len(outside))} {lie} {further} at {their} size explains: {_named(outside)}."
        told += f" Chance alone puts up to one in {ONE_IN} so far out{_of_so_many(number, one, many)}."
    else:
        told += f"none lies {further} at its size explains."
    if edge:
        lie = "lies" if len(edge) == 1 else "lie"
        told += f" {words.capital(_counted(len(edge)))} {lie} at the edge, where up to one in 20 lies by chance alone: "
        told += f"{_named(edge)}."
    return f"{told} {NOT_A_VERDICT}"


def setting(funnel: Funnel, shown: Setting) -> str:
    """One setting in a sentence."""
    told = f"{shown.name}: {words.number(shown.count)} of {words.number(shown.size)}"
    if shown.size < FEWEST:
        return f"{told}, too few to tell chance from difference."
    told += f" ({_share(shown.count, shown.size)}), "
    of_all = f"the {_share(funnel.count, funnel.size)} of all"
    match shown.position:
        case "inside":
            return f"{told}no further from {of_all} than chance at its size explains."
        case "edge":
            return f"{told}{shown.direction} {of_all}, at the edge of what chance at its size explains."
    return f"{told}{shown.direction} {of_all}, further than chance at its size explains: a question to ask."


def beside(indicator: Indicator, funnel: Funnel) -> list[str]:
    """What has to be known beside the chart: who is not drawn, whose returns lack, what goes together."""
    one, many = NOUNS[funnel.by]
    told = []
    if funnel.few:
        have = f"{words.plural(len(funnel.few), f'{one} has', f'{many} have')} fewer than {FEWEST} that can be judged"
        told.append(f"{have}, and no limits: {_first([_of(few) for few in funnel.few])}.")
    if funnel.empty:
        told.append(f"Nothing can be judged, which is not nought: {_first(funnel.empty)}.")
    if funnel.silent:
        lacks = [
            f"{lack.name} ({words.number(lack.received)} of {words.number(lack.expected)})" for lack in funnel.silent
        ]
        told.append(f"Expected returns have not all come, so what is known of these may not be all: {_first(lacks)}.")
    if funnel.without_setting:
        belong = words.plural(funnel.without_setting, "belongs", "belong")
        counts = "it counts" if funnel.without_setting == 1 else "they count"
        told.append(f"{belong} to no {one} that is known: {counts} in the share of all alone.")
    if indicator.subject != "child":
        told.append("Several can be about one child, so somewhat more than said lie outside by chance.")
    return told


def alternative(indicator: Indicator, funnel: Funnel) -> str:
    """What the chart shows, for whoever does not see it."""
    _, many = NOUNS[funnel.by]
    return (
        f"Funnel. {indicator.title}: the share of each of the {many} by how many can be judged, between limits that "
        f"narrow with size. {whole(funnel)} The table below has every number."
    )


def table(funnel: Funnel) -> pd.DataFrame:
    """A row a setting in the order of size, those with few or nothing last."""
    one, _ = NOUNS[funnel.by]
    at = [*funnel.settings, *funnel.few]
    placed = [_position(setting) for setting in funnel.settings] + ["too few to tell"] * len(funnel.few)
    return pd.DataFrame(
        {
            words.capital(one): [setting.name for setting in at] + funnel.empty,
            "Of": [f"{words.number(each.count)} of {words.number(each.size)}" for each in at]
            + ["nothing to judge"] * len(funnel.empty),
            "Share": [_share(each.count, each.size) if each.size >= FEWEST else "" for each in at]
            + [""] * len(funnel.empty),
            "Not known": [words.number(each.unknown) for each in at] + [""] * len(funnel.empty),
            "Where": placed + [""] * len(funnel.empty),
        }
    )


def _position(shown: Setting) -> str:
    direction = f", {shown.direction}" if shown.direction else ""
    return f"{MARKS[shown.position]} {POSITIONS[shown.position]}{direction}"


def _named(settings: list[Setting]) -> str:
    return _first([f"{_of(one)[:-1]}, {one.direction})" for one in settings])


def _first(told: list[str]) -> str:
    """The first of a long list, and how many more: the table has them all."""
    more = [f"and {words.number(len(told) - MOST_NAMED)} more"] if len(told) > MOST_NAMED else []
    return "; ".join([*told[:MOST_NAMED], *more])


def _of_so_many(number: int, one: str, many: str) -> str:
    """Of how many that is at least one, where they are many."""
    return f": of {words.plural(number, one, many)} up to {ceil(number / ONE_IN)}" if number > ONE_IN / 2 else ""


def _of(shown: Setting) -> str:
    return f"{shown.name} ({words.number(shown.count)} of {words.number(shown.size)})"


def _counted(number: int) -> str:
    return "one" if number == 1 else words.number(number)


def _share(count: float, size: float) -> str:
    return words.percent(count, size)
