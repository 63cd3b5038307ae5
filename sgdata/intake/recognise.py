"""Which table a sheet is: by its columns, never by its name.

Our own names come first, then those of other systems (synonyms.toml); what a person has said of a source comes before
both. Where a column could be two things, it is asked about.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sgdata.intake.mapping import Mapping, Remembered, fitting
from sgdata.intake.names import column_called
from sgdata.intake.synonyms import columns_called, known_synonyms
from sgdata.tables import TABLES, Table
from sgdata.tables.columns import folded

Why = Literal["own name", "synonym", "profile"]
FEWEST_SYNONYMS = 2  # one column of ours under a name of theirs may be chance
WHAT_TO_DO = "say which on the Data page, or take the other out"


@dataclass(frozen=True)
class Recognised:
    """A sheet as one of our tables: where each known column stands and why, and the headers that are dropped.

    While there are `questions`, it may not be loaded."""

    table: type[Table]
    columns: dict[str, int]
    dropped: tuple[str, ...]
    why: dict[str, Why] = field(default_factory=dict)
    questions: tuple[str, ...] = ()
    mapping: Mapping | None = None


@dataclass(frozen=True)
class _Fit:
    """A table held against a header: the columns that stand there once, and where else one could be."""

    table: type[Table]
    columns: dict[str, int]
    own: frozenset[str]
    questions: tuple[str, ...]
    found: frozenset[str]
    """The columns that stand there, asked about or not."""

    @property
    def has_key(self) -> bool:
        needed = {column.name for column in self.table.columns() if not column.may_be_empty}
        return needed <= self.found and bool(set(self.table.KEY) & self.found)

    @property
    def score(self) -> tuple[int, int]:
        return len(self.found), len(self.own)


def known_headers(mappings: Iterable[Mapping] = ()) -> set[str]:
    """Every column name of every table and every name that another system has for it, folded."""
    own = {folded(column.name) for table in TABLES.values() for column in table.columns()}
    return own | known_synonyms() | {name for one in mappings for name in one.columns.values()}


def recognise(
    header: tuple[str, ...], mappings: Iterable[Sequence[Mapping]] = (), remember: Remembered = folded
) -> Recognised | str:
    """The table that a mapping says it is, of the first lot of which one fits; else the one that knows most of the
    columns and whose key is all there; or, in words, why there is none.

    Where a table without its key knows more of them, there is none: marks without a date are no children."""
    said = next((found for lot in mappings if (found := fitting(lot, header, remember))), [])
    if len(said) > 1:
        return f"the profiles {' and '.join(one.name for one in said)} fit equally well: choose one with --profile"
    if said:
        return _as_said(said[0], header, remember)
    fits = [_fit(table, header) for table in TABLES.values()]
    most = max(len(one.found) for one in fits)
    best = sorted((one for one in fits if one.has_key), key=lambda one: one.score, reverse=True)
    if not best or len(best[0].found) < most:
        return _why_none(fits)
    if len(best) > 1 and best[0].score == best[1].score:
        names = f"{best[0].table.TABLE} and {best[1].table.TABLE}"
        return f"its columns fit {names} equally well: add a column that only one of them has"
    fit = best[0]
    heads = [folded(name) for name in header]
    if repeated := [column.name for column in fit.table.columns() if heads.count(folded(column.name)) > 1]:
        return f"a column of {fit.table.TABLE} stands in it twice: {', '.join(repeated)}"
    return Recognised(
        fit.table,
        fit.columns,
        _dropped(header, fit.columns),
        {name: "own name" if name in fit.own else "synonym" for name in fit.columns},
        fit.questions,
    )


def as_the_contract(header: tuple[str, ...]) -> Recognised | None:
    """The table whose own names alone stand there, its key among them; None where there is none."""
    found = recognise(header)
    if isinstance(found, str) or found.questions or not set(found.why.values()) <= {"own name"}:
        return None
    return found


def nearest(header: tuple[str, ...]) -> str | None:
    """The table that knows most of the columns, if any does, whether its key is there or not."""
    best = max((_fit(table, header) for table in TABLES.values()), key=lambda one: one.score)
    return best.table.TABLE if best.columns else None


def guesses(header: tuple[str, ...]) -> dict[int, dict[str, str]]:
    """What each column, by its place from 0, would be in each table that knows it without a question."""
    found: dict[int, dict[str, str]] = {}
    for table in TABLES.values():
        for name, place in _fit(table, header).columns.items():
            found.setdefault(place, {})[table.TABLE] = name
    return found


def _as_said(mapping: Mapping, header: tuple[str, ...], remember: Remembered) -> Recognised:
    heads = [remember(name) for name in header]
    columns = {
        one.name: heads.index(mapping.columns[one.name])
        for one in mapping.model.columns()
        if one.name in mapping.columns
    }
    why: dict[str, Why] = dict.fromkeys(columns, "profile")
    return Recognised(mapping.model, columns, _dropped(header, columns), why, mapping=mapping)


def _fit(table: type[Table], header: tuple[str, ...]) -> _Fit:
    """Our own names first; of what is left, the headers that another system uses for a column of ours."""
    heads = [folded(name) for name in header]
    own = {one.name: heads.index(folded(one.name)) for one in table.columns() if folded(one.name) in heads}
    free = [place for place in range(len(header)) if place not in own.values() and heads[place]]
    could_be = {place: [name for name in columns_called(table, header[place]) if name not in own] for place in free}
    places = {
        one.name: [place for place in free if one.name in could_be[place]]
        for one in table.columns()
        if one.name not in own
    }
    columns, questions = dict(own), []
    for name, found in places.items():
        if len(found) > 1:
            headers = " and ".join(column_called(header[place], place + 1) for place in found)
            questions.append(f"{headers} could each be {name}: {WHAT_TO_DO}")
        elif found and len(could_be[found[0]]) == 1:
            columns[name] = found[0]
    for place, names in could_be.items():
        if len(names) > 1 and all(len(places[name]) == 1 for name in names):
            called = column_called(header[place], place + 1)
            questions.append(f"{called} could be {' or '.join(names)}: {WHAT_TO_DO}")
    in_order = {one.name: columns[one.name] for one in table.columns() if one.name in columns}
    found_all = frozenset((*own, *(name for name, found in places.items() if found)))
    return _Fit(table, in_order, frozenset(own), tuple(questions), found_all)


def _dropped(header: tuple[str, ...], columns: dict[str, int]) -> tuple[str, ...]:
    return tuple(column_called(name, place + 1) for place, name in enumerate(header) if place not in columns.values())


def _why_none(fits: list[_Fit]) -> str:
    """Names no header of the file: one without a header row would show its first child's values."""
    near = []
    for fit in fits:
        needed = [name for name in fit.table.KEY if not fit.table.column(name).may_be_empty]
        if fit.own or len(fit.found) >= FEWEST_SYNONYMS:
            near.append((*fit.score, fit.table.TABLE, [name for name in needed if name not in fit.found]))
    if not near:
        return (
            "none of its columns is a column of ours: wanted a header row with the names of the contract, or say on "
            "the Data page what its columns are"
        )
    known, _, name, missing = max(near)
    return f"it has {known} columns of {name}, but not its key: {', '.join(missing)}"
