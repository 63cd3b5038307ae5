"""What a release is made of: the things behind the figures as populations, or their sums where rows carry amounts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from sgdata.measures.dimensions import NOT_KNOWN, OF_CHILD, Dimension, dimensions_of, group_order
from sgdata.measures.indicator import Indicator
from sgdata.measures.measure import Asked
from sgdata.measures.units import Row, rows_of, words_of
from sgdata.release.display import FEWEST_SHOWN, SMALL
from sgdata.release.population import (
    HIT,
    MISS,
    OUT,
    UNKNOWN,
    Characteristic,
    Counter,
    Places,
    Population,
    State,
    Things,
    characteristic,
)
from sgdata.rules import Rules
from sgdata.store.reading import Cursor

ABOUT_CHILDREN = ("child", "concern", "action", "referral", "episode", "timetable", "suspension")
"""The subjects of which small numbers tell something about children."""
YEARS = tuple(str(year) for year in range(15))
"""Year groups as leaders see them, whatever years there are: Reception or younger, Year 1 to Year 14."""
PLAIN = tuple(State(base) for base in (OUT, MISS, HIT, UNKNOWN))


def tells_of_no_child(indicator: Indicator) -> bool:
    """Whether an indicator is of adults' duties alone (training, meetings, policies), so that nothing is hidden."""
    return indicator.about == "process" and indicator.subject not in (*ABOUT_CHILDREN, "session")


@dataclass(frozen=True)
class Sum:
    """A sum over rows: how many different people it is about, and the most that one of them makes up of it."""

    total: float
    people: int
    largest: float

    @classmethod
    def of(cls, amounts: Iterable[tuple[str, float]]) -> "Sum":
        each: dict[str, float] = {}
        for person, amount in amounts:
            if amount:
                each[person] = each.get(person, 0) + amount
        return cls(sum(each.values()), len(each), max(each.values(), default=0))


def sums(rows: list[Row]) -> tuple[Sum, Sum, Sum]:
    """Hits, what can be judged, and what cannot, of rows that carry amounts."""
    known = [row for row in rows if row.known]
    return (
        Sum.of((row.person, row.numerator) for row in known),
        Sum.of((row.person, row.denominator) for row in known),
        Sum.of((row.person, row.denominator) for row in rows if not row.known),
    )


@dataclass(frozen=True)
class Gathered:
    """The indicators of one subject, with all their rows."""

    subject: str
    rows: dict[str, list[Row]]

    def judged_about(self, indicator: str) -> set[str]:
        """The people whom the judged rows of an indicator are about."""
        return {row.person for row in self.rows[indicator] if row.known}

    def differs_by_few(self, indicator: str, other: str) -> bool:
        """Whether all rows of the indicator are rows of the other, and those that are not are about few people."""
        mine = {row.subject for row in self.rows[indicator] if row.known}
        others = {row.subject: row.person for row in self.rows[other] if row.known}
        left = {person for subject, person in others.items() if subject not in mine}
        return mine <= others.keys() and 0 < len(left) <= SMALL


def gather(cursor: Cursor, shown: Iterable[Indicator], rules: Rules, asked: Asked) -> list[Gathered]:
    """The rows of indicators by their subject."""
    by_subject: dict[str, dict[str, list[Row]]] = {}
    for indicator in shown:
        rows = rows_of(cursor, indicator, rules, asked)
        by_subject.setdefault(indicator.subject, {})[indicator.id] = rows
    return [Gathered(subject, rows) for subject, rows in by_subject.items()]


def population(
    cursor: Cursor, gathered: Gathered, shown: dict[str, Indicator], counters: dict[str, list[Counter]], as_at: date
) -> Population:
    """The population of one subject; `counters` are those of each indicator, whatever their place."""
    indicators = list(gathered.rows)
    people_of = {row.subject: row.person for rows in gathered.rows.values() for row in rows}
    child_of = {row.subject: row.person for rows in gathered.rows.values() for row in rows if row.is_child}
    subjects = sorted(people_of)
    place = {subject: number for number, subject in enumerate(subjects)}
    states = [_states(shown[one], rows) for one, rows in gathered.rows.items()]
    things = np.zeros((len(subjects), len(indicators)), dtype=np.int64)
    for column, rows in enumerate(gathered.rows.values()):
        number = {state: at for at, state in enumerate(states[column])}
        for row in rows:
            things[place[row.subject], column] = number[_state(row)]
    cut = [one for one in dimensions_of(shown[indicators[0]]).values() if one.for_leaders]
    with_child = [(subject, child_of.get(subject)) for subject in subjects]
    found = [_characteristic(cursor, one, with_child, as_at) for one in cut]
    people = {person: number for number, person in enumerate(dict.fromkeys(people_of[one] for one in subjects))}
    return Population(
        subject=gathered.subject,
        indicators=tuple(indicators),
        states=tuple(states),
        within=tuple(
            (a, indicators.index(name))
            for a, one in enumerate(indicators)
            for name in shown[one].within
            if name in indicators
        ),
        counters=tuple(counter for one in indicators for counter in counters[one]),
        characteristics=tuple(one for one, _ in found),
        things=Things(
            things, np.array([leaves for _, leaves in found], dtype=np.int64).T.reshape(len(subjects), len(found))
        ),
        people=np.array([people[people_of[one]] for one in subjects], dtype=np.int64),
    )


def _state(row: Row) -> State:
    if not row.known:
        return State(UNKNOWN)
    return State(HIT if row.numerator > 0 else MISS, frozenset(row.parts))


def _states(indicator: Indicator, rows: list[Row]) -> tuple[State, ...]:
    """The states that an indicator knows: the plain ones, those with parts that there are, and those of parts that
    happen to be nowhere: that nothing is in a part is not for a reader to know."""
    found = {_state(row) for row in rows} - set(PLAIN)
    nowhere = set(indicator.parts) - {part for state in found for part in state.parts}
    found |= {State(base, frozenset({part})) for part in nowhere for base in (MISS, HIT)}
    return (*PLAIN, *sorted(found, key=lambda state: (state.base, sorted(state.parts))))


def _characteristic(
    cursor: Cursor, dimension: Dimension, subjects: list[tuple[str, str | None]], as_at: date
) -> tuple[Characteristic, Places]:
    """One breakdown, with all of its declared words, and the leaf of every subject."""
    words = words_of(cursor, dimension, subjects, as_at)
    declared = [word for word, _ in released_words(cursor, dimension)]
    of_subjects = [
        tuple((dimension.name, _declared(word, declared)) for word in words[subject]) for subject, _ in subjects
    ]
    return characteristic(of_subjects, [(dimension.name, word) for word in declared], is_own=dimension not in OF_CHILD)


def released_words(cursor: Cursor, dimension: Dimension) -> list[tuple[str, str]]:
    """The words of a breakdown with their labels, in their order, `not known` last: never those that happen to be."""
    words = YEARS if dimension.name == "year_group" else dimension.words
    labelled = [(word, word) for word in words] or group_order(cursor, dimension, [])
    return [*labelled, (NOT_KNOWN, NOT_KNOWN)]


def _declared(word: str, declared: list[str]) -> str:
    if word in declared:
        return word
    if word.lstrip("-").isdigit():  # a year beyond the declared ones
        return YEARS[0] if int(word) < 0 else YEARS[-1]
    return NOT_KNOWN


def counters_of(
    indicator: Indicator, place: int, gathered: Gathered, *, may_be_exact: bool, by_group: bool
) -> list[Counter]:
    """The counters of an indicator in a population: what is shown of it, and what follows by subtraction.

    A figure of how well adults kept a rule is shown as it is where `may_be_exact`; else what is judged is shown in
    steps, and the failures as they are. It is about FEWEST_SHOWN children or more, or not shown at all."""
    if indicator.unit == "count":
        return [Counter(place, "hits", groups="all" if by_group else "none")]
    if indicator.about != "process":
        return [
            Counter(place, "hits", groups="all" if by_group else "none"),
            Counter(place, "judged", groups="all" if by_group else "none"),
            Counter(place, "unknown"),
            Counter(place, "misses", "never"),
            *(Counter(place, part) for part in indicator.parts),
        ]
    if len(gathered.judged_about(indicator.id)) < FEWEST_SHOWN:
        return [Counter(place, "judged", "never")]
    groups: Literal["own", "none"] = "own" if by_group else "none"
    hits_are_shown = may_be_exact or indicator.good != "high"
    return [
        Counter(place, "hits", "exact" if hits_are_shown else "never", groups=groups, is_protected=False),
        Counter(place, "judged", "exact" if may_be_exact else "steps", groups=groups),
        Counter(place, "unknown", "exact", is_protected=False),
        Counter(place, "misses", "never" if hits_are_shown else "exact", is_protected=False),
    ]
