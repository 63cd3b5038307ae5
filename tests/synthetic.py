"""Releases of synthetic populations, put together from what is shown as the product does it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import numpy as np

from sgdata.calendar import academic_year_start, months_to
from sgdata.measures.catalogue import catalogue
from sgdata.measures.figure import Group, TrendPoint
from sgdata.measures.indicator import Indicator
from sgdata.measures.shown import Shown, shown_figure, shown_group
from sgdata.release.display import PROFILES, Profile
from sgdata.release.population import HIT, MISS, Population
from sgdata.release.protect import Protected, protect
from sgdata.release.released import Audit, Release, ReleasedFigure
from sgdata.rules import read_rules, shipped_rules
from tests.attackers.reading import Seen, read
from tests.populations import records_of
from tests.truth import Record, Truth, truth_of

AS_AT, SINCE = date(2026, 11, 13), date(2026, 9, 1)
MONTHS = 13
RULES = read_rules(shipped_rules("virtual_school"), "virtual_school.toml")


@dataclass(frozen=True)
class Made:
    """A release with what is true behind it."""

    population: Population
    protected: Protected
    release: Release
    records: list[Record]

    @property
    def seen(self) -> Seen:
        return read(self.release.model_dump_json())

    @property
    def truth(self) -> Truth:
        return truth_of(self.seen, self.records)


def make(
    people: Population,
    *,
    seed: int = 1,
    repairs: bool = True,
    profile: Profile = PROFILES["default"],
    as_at: date = AS_AT,
) -> Made:
    """A population protected and released."""
    done = protect(people, profile, seed=seed, repairs=repairs)
    return made(people, done, profile=profile, as_at=as_at)


def made(people: Population, done: Protected, *, profile: Profile = PROFILES["default"], as_at: date = AS_AT) -> Made:
    """The release of what is shown of a population."""
    counter = {(people.indicators[one.indicator], one.what): at for at, one in enumerate(people.counters)}

    def shown(name: str, what: str, group: tuple[int, int] | None = None) -> float | None:
        if (name, what) not in counter:
            return None
        number = float(done.shown[people.cell(counter[name, what], group)])
        return None if np.isnan(number) else number

    figures = []
    for name in people.indicators:
        indicator = catalogue()[name]
        hits, judged, unknown = (shown(name, what) for what in ("hits", "judged", "unknown"))
        parts = {part: shown(name, part) for part in indicator.parts}
        figure = shown_figure(indicator, RULES, Shown(hits, judged, unknown), "steps", parts)
        groups: dict[str, list[Group]] = {}
        if people.counters[counter[name, "hits"]].groups == "all":
            for place, cut in enumerate(people.characteristics):
                groups[cut.words[0][0]] = [
                    shown_group(
                        indicator,
                        word,
                        word,
                        Shown(shown(name, "hits", (place, at)), shown(name, "judged", (place, at)), None),
                    )
                    for at, (_, word) in enumerate(cut.words)
                ]
        trend = [] if figure.suppressed else _trend(people, indicator, profile, as_at)
        figures.append(ReleasedFigure(figure=figure, groups=groups, trend=trend))
    cells = int(people.is_released.sum())
    on_roll = profile.show(people.things.size, people.things.size, 0)
    return Made(
        people,
        done,
        Release(
            organisation="Synthetic",
            rules_text="",
            as_at=as_at,
            since=SINCE,
            made_at=datetime(2026, 11, 14, tzinfo=UTC),
            snapshot="none",
            policy="none",
            profile=profile.name,
            cut_by_group=any(one.groups == "all" for one in people.counters),
            children=on_roll,
            on_roll=on_roll,
            settings=0,
            returns_missing=0,
            returns_expected=0,
            last_meeting=None,
            loaded_on=as_at,
            figures=figures,
            audit=Audit(
                cells=cells,
                shown=int((~np.isnan(done.shown)).sum()),
                hidden_small=done.hidden_small,
                hidden_beside=done.hidden_beside,
                proven=done.small,
                seconds=0,
            ),
        ),
        records_of(people),
    )


def _trend(people: Population, indicator: Indicator, profile: Profile, as_at: date) -> list[TrendPoint]:
    """Thirteen months, in each of which some more of the children are counted; the last is the figure."""
    place = people.indicators.index(indicator.id)
    bases = np.array([state.base for state in people.states[place]])[people.things.states[:, place]]
    points = []
    for number, (first, last) in enumerate(months_to(as_at, MONTHS), start=1):
        so_far = bases[: round(len(bases) * number / MONTHS)]
        hits, misses = int((so_far == HIT).sum()), int((so_far == MISS).sum())
        shown = Shown(profile.show(hits, hits, min(hits, 1)), profile.show(hits + misses, hits + misses, 1), None)
        since = academic_year_start(last) if indicator.trend == "year" else first
        points.append(TrendPoint.of(shown_figure(indicator, RULES, shown, "steps"), since, last))
    return points
