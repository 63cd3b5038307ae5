"""Makes a release: every figure for a date, protected together, attacked, verified, and only then written."""

import hashlib
import time
from collections.abc import Callable
from datetime import UTC, datetime

import numpy as np

from sgdata.errors import Refused
from sgdata.measures.catalogue import catalogue
from sgdata.measures.dimensions import dimensions_of
from sgdata.measures.figure import Count, Figure, Group, Precision, figure_of
from sgdata.measures.indicator import Indicator
from sgdata.measures.measure import Asked, measure
from sgdata.measures.shown import FEWEST_FOR_A_SHARE, Shown, shown_figure, shown_group
from sgdata.measures.units import Row
from sgdata.release import live, released
from sgdata.release.display import FEWEST_SHOWN, PROFILES, SMALL, Profile
from sgdata.release.gather import (
    ABOUT_CHILDREN,
    Gathered,
    Sum,
    counters_of,
    gather,
    population,
    released_words,
    sums,
    tells_of_no_child,
)
from sgdata.release.population import Population
from sgdata.release.protect import Protected, protect
from sgdata.release.released import Audit, Release, ReleasedFigure
from sgdata.release.scope import Scope
from sgdata.release.trends import YEAR, trends
from sgdata.release.verify import verify
from sgdata.release.worlds import WANTED
from sgdata.store.reading import Cursor
from sgdata.store.snapshots import Store

FEWEST_TO_CUT = 150
"""Children on roll below whom no figure is cut by group."""
RULES = (FEWEST_SHOWN, SMALL, WANTED, FEWEST_FOR_A_SHARE, FEWEST_TO_CUT)
"""The numbers of the rules of protection: a release made under others has another policy."""
Progress = Callable[[str], None]


def make_release(scope: Scope, progress: Progress = lambda _: None, *, seed: int = 1) -> Release:
    """Makes the release of a practitioner's scope and writes it beside the store; Refused where it does not stand.

    With few children the period is the last twelve months, so that enough happened to be told of."""
    began = time.monotonic()
    about = live.cohort(scope)
    on_roll = int(about.on_roll or 0)
    by_group = on_roll >= FEWEST_TO_CUT
    if not by_group:
        scope = scope.model_copy(update={"since": scope.as_at - YEAR})
    folder = released.releases_of(scope.store)
    maker = _Maker(scope, by_group, released.all_in(folder), progress, seed)
    with live.cursor_of(scope) as cursor:
        figures = maker.figures(cursor)
    release = Release(
        organisation=scope.rules.organisation,
        rules_text=scope.rules_text,
        as_at=scope.as_at,
        since=scope.since,
        made_at=datetime.now(UTC).replace(microsecond=0),
        snapshot=scope.snapshot,
        policy=hashlib.sha256(f"{RULES}|{maker.profile}".encode()).hexdigest()[:8],
        profile=maker.profile.name,
        cut_by_group=by_group,
        children=maker.profile.show(about.children or 0, about.children or 0, 0),
        on_roll=maker.profile.show(on_roll, on_roll, 0),
        settings=about.settings,
        returns_missing=about.returns_missing,
        returns_expected=about.returns_expected,
        last_meeting=about.last_meeting,
        loaded_on=about.made_on,
        figures=figures,
        audit=maker.audit(time.monotonic() - began),
    )
    progress("verifying the release from its own numbers")
    if faults := verify(release):
        raise Refused(f"The release was not written, the last one stays: {faults[0]} ({len(faults)} faults in all).")
    released.write(folder, release)
    return release


class _Maker:
    """The making of one release."""

    def __init__(self, scope: Scope, by_group: bool, earlier: list[Release], progress: Progress, seed: int) -> None:
        self._scope = scope
        self._rules = scope.rules
        self._asked = Asked(scope.as_at, scope.since)
        self._by_group = by_group
        self._earlier = earlier
        self._progress = progress
        self._seed = seed
        self._cells = self._shown = self._hidden_small = self._hidden_beside = self._proven = 0
        self.profile: Profile = PROFILES[scope.rules.protection]

    def figures(self, cursor: Cursor) -> list[ReleasedFigure]:
        """Every figure of the catalogue."""
        together = {
            one.id: one
            for one in catalogue().values()
            if one.subject in ABOUT_CHILDREN and one.theme != "data_quality" and not one.amounts
        }
        self._progress("reading what the figures are about")
        found: dict[str, ReleasedFigure] = {}
        for gathered in gather(cursor, together.values(), self._rules, self._asked):
            found |= self._protected(cursor, gathered)
        for indicator in catalogue().values():
            if indicator.id not in found:
                found[indicator.id] = self._by_itself(cursor, indicator)
        self._progress("protecting what happened month by month")
        rows = Store(self._scope.store).manifest(self._scope.snapshot).rows
        return [
            one.model_copy(
                update={
                    "figure": one.figure.model_copy(update={"not_loaded": live.not_loaded(identifier, rows)}),
                    "trend": trends(
                        cursor, catalogue()[identifier], self._rules, self._asked, self.profile, one.figure
                    ),
                }
            )
            for identifier, one in ((name, found[name]) for name in catalogue())
        ]

    def audit(self, seconds: float) -> Audit:
        """What was shown and hidden."""
        return Audit(
            cells=self._cells,
            shown=self._shown,
            hidden_small=self._hidden_small,
            hidden_beside=self._hidden_beside,
            proven=self._proven,
            seconds=round(seconds, 1),
        )

    def _protected(self, cursor: Cursor, gathered: Gathered) -> dict[str, ReleasedFigure]:
        """The figures of one subject, protected as one system."""
        shown = catalogue()
        exact = self._may_be_exact(gathered)
        counters = {
            identifier: counters_of(
                shown[identifier],
                place,
                gathered,
                may_be_exact=identifier in exact,
                by_group=self._by_group and shown[identifier].released_by_group,
            )
            for place, identifier in enumerate(gathered.rows)
        }
        people = population(cursor, gathered, shown, counters, self._asked.as_at)

        def tell(left: int) -> None:
            self._progress(f"protecting figures of each {gathered.subject}: {left} small numbers left to prove")

        done = protect(people, self.profile, seed=self._seed, progress=tell)
        self._add(people, done)
        reader = _Reader(people, done)
        return {
            identifier: ReleasedFigure(
                figure=self._figure(reader, shown[identifier], place, identifier in exact),
                groups=self._groups(cursor, reader, shown[identifier], place),
                overlap=[name for name, one in dimensions_of(shown[identifier]).items() if one.overlaps],
            )
            for place, identifier in enumerate(gathered.rows)
        }

    def _may_be_exact(self, gathered: Gathered) -> set[str]:
        """The figures of how well rules were kept whose numbers, set against one another or against those of an
        earlier release, tell of no few children."""
        process = [one for one in gathered.rows if catalogue()[one].about == "process"]
        exact: set[str] = set()
        for one in sorted(process, key=lambda one: -len(gathered.rows[one])):
            judged = sum(row.known for row in gathered.rows[one])
            beside_others = any(gathered.differs_by_few(one, other) for other in exact)
            if not beside_others and not any(
                0 < abs(judged - then) < FEWEST_SHOWN for then in self._judged_before(one)
            ):
                exact.add(one)
        return exact

    def _judged_before(self, identifier: str) -> list[float]:
        """What earlier releases showed, as it was, to be judged by a figure."""
        figures = [one.figure for release in self._earlier for one in release.figures if one.figure.id == identifier]
        return [
            figure.denominator - (figure.unknown or 0)
            for figure in figures
            if figure.precision == "exact" and figure.denominator is not None
        ]

    def _figure(self, reader: "_Reader", indicator: Indicator, place: int, is_exact: bool) -> Figure:
        hits, judged, unknown = (reader.total(place, what) for what in ("hits", "judged", "unknown"))
        if indicator.about != "process":
            parts = {part: reader.total(place, part) for part in indicator.parts}
            return shown_figure(indicator, self._rules, Shown(hits, judged, unknown), "steps", parts)
        if judged is None:
            return shown_figure(indicator, self._rules, Shown(None, None, None), "steps")
        if is_exact:
            return figure_of(indicator, self._rules, Count(hits or 0, judged + (unknown or 0), unknown or 0))
        failures = reader.total(place, "misses" if indicator.good == "high" else "hits") or 0
        judged = max(judged, failures)  # failures are as they are, and no more can have failed than were judged
        hits = judged - failures if indicator.good == "high" else failures
        return shown_figure(indicator, self._rules, Shown(hits, judged, unknown), "about")

    def _groups(self, cursor: Cursor, reader: "_Reader", indicator: Indicator, place: int) -> dict[str, list[Group]]:
        dimensions = [one for one in dimensions_of(indicator).values() if one.for_leaders]
        found = {}
        for at, dimension in enumerate(dimensions):
            if reader.cuts(place, at):
                found[dimension.name] = [
                    shown_group(
                        indicator,
                        word,
                        label,
                        Shown(reader.group(place, "hits", at, number), reader.group(place, "judged", at, number), None),
                    )
                    for number, (word, label) in enumerate(released_words(cursor, dimension))
                ]
        return found

    def _by_itself(self, cursor: Cursor, indicator: Indicator) -> ReleasedFigure:
        """A figure that shares its rows with no other: of adults, of promises kept, or of amounts."""
        if tells_of_no_child(indicator):
            groups = {
                name: [
                    one.model_copy(update={"group": one.label})  # no pseudonym of a setting
                    for one in measure(cursor, indicator, self._rules, self._asked, name).groups
                ]
                for name, dimension in dimensions_of(indicator).items()
                if dimension.for_leaders
            }
            self._cells += 1
            self._shown += 1
            return ReleasedFigure(figure=measure(cursor, indicator, self._rules, self._asked), groups=groups)
        (gathered,) = gather(cursor, [indicator], self._rules, self._asked)
        return ReleasedFigure(figure=self._of_sums(indicator, gathered.rows[indicator.id]))

    def _of_sums(self, indicator: Indicator, rows: list[Row]) -> Figure:
        found = sums(rows)
        hits, judged, unknown = found
        about = hits if indicator.unit == "count" else judged
        enough = about.people >= FEWEST_SHOWN or (indicator.unit == "count" and about.people == 0)
        if indicator.about == "process" and enough:
            self._cells += 1
            self._shown += 1
            return figure_of(indicator, self._rules, Count(hits.total, judged.total + unknown.total, unknown.total))
        shown = Shown(*(self._show(one) for one in found)) if indicator.about != "process" else Shown(None, None, None)
        precision: Precision = "about" if indicator.amounts else "steps"
        return shown_figure(indicator, self._rules, shown, precision)

    def _show(self, one: Sum) -> float | None:
        """A sum in steps, where it is about enough people and none of them makes up most of it."""
        shown = self.profile.show(one.total, one.people, one.largest)
        self._cells += 1
        self._shown += shown is not None
        self._hidden_small += shown is None
        return shown

    def _add(self, people: Population, done: Protected) -> None:
        self._cells += int(people.is_released.sum())
        self._shown += int((~np.isnan(done.shown)).sum())
        self._hidden_small += done.hidden_small
        self._hidden_beside += done.hidden_beside
        self._proven += done.small


class _Reader:
    """What is shown of a population, by indicator and word."""

    def __init__(self, people: Population, done: Protected) -> None:
        self._people, self._done = people, done
        self._counter = {(one.indicator, one.what): at for at, one in enumerate(people.counters)}

    def total(self, indicator: int, what: str) -> float | None:
        return self._shown(indicator, what, None)

    def group(self, indicator: int, what: str, place: int, word: int) -> float | None:
        return self._shown(indicator, what, (place, word))

    def cuts(self, indicator: int, place: int) -> bool:
        """Whether the indicator is shown by the words of a characteristic at all."""
        counters = [at for at, one in enumerate(self._people.counters) if one.indicator == indicator]
        return any(self._people.is_released[self._people.cell(at, (place, 0))] for at in counters)

    def _shown(self, indicator: int, what: str, group: tuple[int, int] | None) -> float | None:
        counter = self._counter.get((indicator, what))
        if counter is None:
            return None
        shown = float(self._done.shown[self._people.cell(counter, group)])
        return None if np.isnan(shown) else shown
