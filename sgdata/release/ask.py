"""What may be asked, and by whom: every figure on a screen, in a file or on the command line comes from one of these.

A practitioner's questions go to the snapshot (live.py), a leader's to the release and nowhere else.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from pydantic import BaseModel

from sgdata.errors import Refused
from sgdata.measures.catalogue import catalogue, chosen
from sgdata.measures.catalogue import pictures as all_pictures
from sgdata.measures.control import Control, control, unjudged
from sgdata.measures.dimensions import dimensions_of
from sgdata.measures.figure import Figure, OutlookItem, Record, TrendPoint
from sgdata.measures.indicator import Indicator, Theme
from sgdata.measures.picture import Drawn, Picture
from sgdata.release import live, released
from sgdata.release.live import Alone, Cohort, Compared, ListedRecord
from sgdata.release.released import Release
from sgdata.release.scope import AnyScope, ReleaseScope, Scope
from sgdata.rules.clauses import Clause, clauses
from sgdata.store.snapshots import Store

A_WEEK = timedelta(days=7)


class FiguresReport(BaseModel):
    """What `sgdata figures --json` prints."""

    as_at: date
    since: date
    snapshot: str
    role: str
    organisation: str
    figures: list[Figure]


def figures(scope: AnyScope, ids: Iterable[str] | None = None, by: str | None = None) -> list[Figure]:
    """The figures of these ids, or all, cut by a breakdown where they can be."""
    if isinstance(scope, Scope):
        return live.figures(scope, ids, by)
    return [_released(scope, indicator.id, by) for indicator in chosen(ids)]


def _released(scope: ReleaseScope, identifier: str, by: str | None) -> Figure:
    found = scope.release.of(identifier)
    if by is None or by not in found.groups:
        return found.figure
    return found.figure.model_copy(update={"groups": found.groups[by], "groups_overlap": by in found.overlap})


def report(scope: AnyScope, ids: Iterable[str] | None = None, by: str | None = None) -> FiguresReport:
    """The figures of these ids, or all, with what they were asked of."""
    return report_of(scope, figures(scope, ids, by))


def report_of(scope: AnyScope, found: list[Figure]) -> FiguresReport:
    """Figures of a scope with what they were asked of."""
    return FiguresReport(
        as_at=scope.as_at,
        since=scope.since,
        snapshot=scope.snapshot,
        role=scope.role,
        organisation=scope.rules.organisation,
        figures=found,
    )


def trends(scope: AnyScope, ids: Iterable[str]) -> dict[str, list[TrendPoint]]:
    """The last 13 months of each figure; nothing where leaders may not see them."""
    if isinstance(scope, Scope):
        return live.trends(scope, ids)
    return {identifier: scope.release.of(identifier).trend for identifier in ids}


def trend(scope: AnyScope, identifier: str) -> list[TrendPoint]:
    """As `trends`, of one figure."""
    return trends(scope, [identifier])[identifier]


def judged(scope: AnyScope, figure: Figure, points: list[TrendPoint]) -> Control:
    """The trend of a figure as its control limits judge it, begun anew at the organisation's known changes; a leader's
    from what was released alone. Nothing is judged where nothing was loaded."""
    if figure.not_loaded and not figure.is_known:
        return unjudged(points, "data")
    return control(catalogue()[figure.id], points, scope.rules.changes)


def records(scope: AnyScope, identifier: str) -> list[Record]:
    """The pseudonymous rows behind a figure; Refused for a leader."""
    return live.records(_practitioners(scope), identifier)


def listed_records(scope: AnyScope, identifier: str) -> list[ListedRecord]:
    """The rows behind a figure under their case references; Refused for a leader."""
    return live.listed_records(_practitioners(scope), identifier)


def picture(scope: AnyScope, identifier: str) -> Drawn:
    """What a picture shows, cases under their references; Refused for a leader, for it is drawn from single rows."""
    return live.picture(_practitioners(scope), identifier)


def pictures(scope: AnyScope, themes: Iterable[Theme]) -> list[Picture]:
    """The pictures of these themes in the order of their places; none for a leader."""
    wanted = set(themes) if isinstance(scope, Scope) else set()
    return [picture for picture in all_pictures().values() if picture.theme in wanted]


def _practitioners(scope: AnyScope) -> Scope:
    if isinstance(scope, Scope):
        return scope
    raise Refused("Leaders see no records of single children or adults: ask a practitioner.")


def breakdowns(scope: AnyScope, identifier: str) -> list[str]:
    """The names of the breakdowns that the role may ask of a figure; for a leader those of which a group is shown."""
    (indicator,) = chosen([identifier])
    if isinstance(scope, Scope):
        return list(dimensions_of(indicator))
    groups = scope.release.of(identifier).groups
    return [name for name in dimensions_of(indicator) if not all(group.suppressed for group in groups.get(name, ()))]


def cohort(scope: AnyScope) -> Cohort:
    """Whom the figures are about."""
    if isinstance(scope, Scope):
        return live.cohort(scope)
    release = scope.release
    return Cohort(
        children=release.children,
        on_roll=release.on_roll,
        settings=release.settings,
        returns_missing=release.returns_missing,
        returns_expected=release.returns_expected,
        last_meeting=release.last_meeting,
        made_on=release.loaded_on,
    )


def compared(scope: AnyScope, ids: Iterable[str] | None = None, *, seasons: bool = False) -> Compared:
    """The figures as they are, and as they were at the last leadership meeting; for a leader in the release that was
    the latest on that day, else in the one before this. With `seasons` also the same weeks of last year; for a leader
    where there is a release of then."""
    if isinstance(scope, Scope):
        return live.compared(scope, ids, seasons=seasons)
    earlier = [one for one in released.listed(scope.file.parent) if one.as_at < scope.as_at]
    meeting = scope.release.last_meeting
    before = next((one for one in earlier if meeting and one.as_at <= meeting), earlier[0] if earlier else None)
    known = {one.figure.id: one.figure for one in before.figures} if before else {}
    now = {indicator.id: scope.release.of(indicator.id).figure for indicator in chosen(ids)}
    return Compared(
        when=before.as_at if before else None,
        now=now,
        before={name: known[name] for name in now if name in known},
        last_year=_released_last_year(scope, earlier, list(now)) if seasons else {},
    )


def _released_last_year(scope: ReleaseScope, earlier: list[Release], ids: list[str]) -> dict[str, Figure]:
    """The figures that go with the seasons, in the release whose period is nearest to the same weeks of last year; none
    where no release begins and ends within a week of them."""
    as_at, since = scope.as_at - live.LAST_YEAR, scope.since - live.LAST_YEAR
    near = [one for one in earlier if abs(one.as_at - as_at) <= A_WEEK and abs(one.since - since) <= A_WEEK]
    if not near:
        return {}
    nearest = min(near, key=lambda one: abs(one.as_at - as_at))
    there = {one.figure.id: one.figure for one in nearest.figures}
    wanted = (name for name in ids if catalogue()[name].seasonal and name in there)
    return {name: there[name] for name in wanted if there[name].numerator is not None and not there[name].suppressed}


def outlook(scope: AnyScope, until: date) -> list[OutlookItem]:
    """What fails by a date ahead if nothing is done, under pseudonyms; not told to leaders."""
    return live.outlook(scope, until) if isinstance(scope, Scope) else []


def horizon(scope: AnyScope) -> tuple[date, date] | None:
    """When the next leadership meeting is likely, and the last day that an outlook is made for; nothing for leaders."""
    return live.horizon(scope) if isinstance(scope, Scope) else None


def alone(scope: AnyScope) -> Alone | None:
    """How many children of the store are like few others; not told to leaders."""
    return live.alone(scope) if isinstance(scope, Scope) else None


def fault_of(scope: AnyScope) -> str:
    """Why another snapshot is shown than should be, and what to do; "" where all is well, and for leaders."""
    return Store(scope.store).opened().fault if isinstance(scope, Scope) else ""


def last_release(scope: AnyScope) -> Release | None:
    """The release before a leader, or the latest that practitioners have made; None where there is none."""
    if isinstance(scope, ReleaseScope):
        return scope.release
    return next(iter(released.listed(released.releases_of(scope.store))), None)


def coverage(scope: AnyScope) -> list[tuple[Clause, list[Indicator | Picture]]]:
    """Each clause that applies to the organisation with the indicators that make it visible, and for a practitioner the
    pictures."""
    drawn = all_pictures().values() if isinstance(scope, Scope) else ()
    return [
        (clause, [one for one in (*catalogue().values(), *drawn) if number in one.clauses])
        for number, clause in clauses().items()
        if scope.rules.applies(number)
    ]


def indicators(themes: Iterable[Theme]) -> list[Indicator]:
    """The indicators of these themes, in the order of the catalogue."""
    wanted = set(themes)
    return [indicator for indicator in catalogue().values() if indicator.theme in wanted]
