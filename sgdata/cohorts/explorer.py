"""The explorer: which cohorts of a figure differ from everyone else by more than chance would explain."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from sgdata.cohorts.compare import Kind, Pair, compare, corrected, pairs_of, without_same
from sgdata.cohorts.counts import NAMES, Cell, Cohort, can_be_explored, count, each_child, sets_of
from sgdata.cohorts.shapes import CohortReport, ComparedCohort, Depth
from sgdata.cohorts.terms import last_terms
from sgdata.errors import Misuse
from sgdata.measures.indicator import Indicator
from sgdata.measures.measure import Asked
from sgdata.rules import Rules
from sgdata.store.reading import Cursor


class Looked(NamedTuple):
    """What was counted of one figure: everyone, the cohorts to compare, and how many pairs were the same again."""

    everyone: Cell
    pairs: list[Pair]
    same: int
    unknown_words: dict[str, int]


def explore(cursor: Cursor, indicator: Indicator, rules: Rules, asked: Asked, depth: Depth = 1) -> CohortReport:
    """Every cohort of one characteristic, for depth 2 of two as well, held against everyone else; Misuse where the
    figure is not one of children."""
    looked = look(cursor, each(indicator, rules, [asked]), asked.as_at, depth)
    (compared,) = corrected([compare(looked.pairs, kind_of(indicator), per_of(indicator))])
    found = in_terms(cursor, indicator, rules, asked.as_at, compared)
    return report(indicator, asked, depth, looked, found)


def over_represented(cursor: Cursor, indicators: Sequence[Indicator], rules: Rules, asked: Asked) -> list[CohortReport]:
    """As `explore` for depth 1 of several figures, corrected over all of them together."""
    looked = [look(cursor, each(one, rules, [asked]), asked.as_at, 1) for one in indicators]
    together = corrected(
        [compare(counted.pairs, kind_of(one), per_of(one)) for one, counted in zip(indicators, looked, strict=True)]
    )
    return [
        report(one, asked, 1, counted, in_terms(cursor, one, rules, asked.as_at, found))
        for one, counted, found in zip(indicators, looked, together, strict=True)
    ]


def each(indicator: Indicator, rules: Rules, asked: Sequence[Asked]) -> str:
    """`each_child`; Misuse where the figure is not one of children."""
    if not can_be_explored(indicator):
        raise Misuse(
            f"{indicator.id} does not tell of children, so there are no cohorts of it: choose a figure about children, "
            "such as persistent_absence or concerns_raised."
        )
    return each_child(indicator, rules, asked)


def kind_of(indicator: Indicator) -> Kind:
    """Whether children are counted, or amounts of theirs."""
    return "amounts" if indicator.amounts else "shares"


def per_of(indicator: Indicator) -> int:
    """What a rate is per."""
    return 100 if indicator.unit == "rate" else 1


def look(cursor: Cursor, given: str, as_at: date, depth: Depth) -> Looked:
    """What there is to compare of the children that `given` makes."""
    cells = count(cursor, given, sets_of(depth))
    everyone = next((cell for cell in cells if not cell.cohort), Cell(as_at, (), 0, 0, 0, 0))
    pairs = pairs_of(cells)
    different = without_same(pairs)
    known = dict.fromkeys(NAMES, 0)
    for cell in cells:
        if len(cell.cohort) == 1:
            known[cell.cohort[0][0]] += cell.children
    unknown = {name: everyone.children - children for name, children in known.items() if everyone.children > children}
    return Looked(everyone, different, len(pairs) - len(different), unknown)


def report(
    indicator: Indicator, asked: Asked, depth: Depth, looked: Looked, found: Sequence[ComparedCohort]
) -> CohortReport:
    """The report, in its order."""
    return CohortReport(
        id=indicator.id,
        as_at=asked.as_at,
        since=asked.since,
        depth=depth,
        children=looked.everyone.children,
        unknown=looked.everyone.unknown,
        looked_at=sum(one.is_compared for one in found),
        too_few=sum(not one.is_compared for one in found),
        same=looked.same,
        unknown_words=looked.unknown_words,
        cohorts=in_order(found),
    )


def in_order(found: Sequence[ComparedCohort]) -> list[ComparedCohort]:
    """Those that stand out first, then those compared, each by the pooled ratio; the others by their size."""
    return sorted(
        found,
        key=lambda one: (not one.named, not one.is_compared, -(one.pooled or 0), -one.children, sorted(one.cohort)),
    )


def in_terms(
    cursor: Cursor, indicator: Indicator, rules: Rules, as_at: date, found: Sequence[ComparedCohort]
) -> list[ComparedCohort]:
    """The cohorts, those that are named with how many of the last three finished terms showed the same difference. A
    term in which nobody of the cohort, or nobody else, can be judged is no term of it."""
    named = [one for one in found if one.named]
    terms = last_terms(cursor, as_at) if named else []
    if not terms:
        return list(found)
    sets = list(dict.fromkeys(tuple(one.cohort) for one in named))
    cells = sorted(count(cursor, each(indicator, rules, terms), sets), key=lambda cell: cell.as_at)
    differences: dict[Cohort, list[float]] = {}
    for _, of_term in groupby(cells, key=lambda cell: cell.as_at):
        for pair in pairs_of(list(of_term)):
            if pair.cohort.denominator and pair.rest.denominator:
                difference = pair.cohort.numerator / pair.cohort.denominator
                difference -= pair.rest.numerator / pair.rest.denominator
                differences.setdefault(pair.cohort.cohort, []).append(difference)
    return [_with_terms(one, differences.get(tuple(one.cohort.items()), [])) if one.named else one for one in found]


def _with_terms(one: ComparedCohort, differences: list[float]) -> ComparedCohort:
    seen = sum(difference > 0 if one.is_more else difference < 0 for difference in differences)
    return one.model_copy(update={"seen_in_terms": seen, "of_terms": len(differences)})
