"""Cohorts that may be asked, and by whom: a practitioner's from the snapshot, a leader's from the groups of the release
and nothing else."""

from collections.abc import Sequence
from importlib import import_module

import numpy as np

from sgdata.cohorts.shapes import CohortReport, ComparedCohort, Depth
from sgdata.errors import Misuse, Refused
from sgdata.measures.catalogue import catalogue, chosen
from sgdata.measures.figure import Figure, Group
from sgdata.measures.indicator import Indicator
from sgdata.measures.measure import Asked
from sgdata.release.display import PROFILES, Profile
from sgdata.release.live import cursor_of
from sgdata.release.scope import AnyScope, ReleaseScope, Scope

OVER_REPRESENTED = (
    "concerns_raised",
    "part_time_open",
    "suspensions_begun",
    "social_worker_informed",
    "missing_education_open",
)
"""The figures of whom is over-represented: concerns, part-time timetables, suspensions, late contacts, no school."""


def can_be_asked(scope: AnyScope) -> list[Indicator]:
    """The figures whose cohorts the role may compare: those that tell of children; for leaders those that count them,
    and are cut by group in the release."""
    from sgdata.cohorts.counts import can_be_explored  # reads no statistics, and only pages about cohorts want it

    found = [one for one in catalogue().values() if can_be_explored(one)]
    if isinstance(scope, ReleaseScope):
        return [one for one in found if _counts_children(one) and scope.release.of(one.id).groups]
    return found


def get_ready() -> None:
    """Imports what cohorts are compared with, which takes longer than any question of them."""
    import_module("sgdata.cohorts.explorer")


def cohorts(scope: AnyScope, identifier: str, depth: Depth = 1) -> CohortReport:
    """The cohorts of a figure against everyone else. Misuse where it is not one of children; Refused for a leader who
    asks for pairs of characteristics, or for what a release does not count by child."""
    (indicator,) = chosen([identifier])
    if isinstance(scope, ReleaseScope):
        if depth != 1:
            raise Refused(
                "Leaders see cohorts of one characteristic: pairs of two would tell of few children. Ask for depth 1, "
                "or ask a practitioner."
            )
        return _corrected([_released(scope, indicator)])[0]
    from sgdata.cohorts.explorer import explore  # its libraries take a second to import

    with cursor_of(scope) as cursor:
        return explore(cursor, indicator, scope.rules, Asked(scope.as_at, scope.since), depth)


def over_represented(scope: AnyScope) -> list[CohortReport]:
    """Who is over-represented: the cohorts of several figures, corrected over all of them together. For leaders those
    of these figures that a release counts by child, which may be none."""
    if isinstance(scope, Scope):
        from sgdata.cohorts.explorer import over_represented as explored

        with cursor_of(scope) as cursor:
            return explored(cursor, chosen(OVER_REPRESENTED), scope.rules, Asked(scope.as_at, scope.since))
    can_be = {one.id: one for one in can_be_asked(scope)}
    return _corrected([_released(scope, can_be[one]) for one in OVER_REPRESENTED if one in can_be])


def _counts_children(indicator: Indicator) -> bool:
    return indicator.subject == "child" and indicator.unit == "percent" and not indicator.amounts


def _released(scope: ReleaseScope, indicator: Indicator) -> CohortReport:
    """The report from the groups that the release shows, with nothing named yet."""
    from sgdata.cohorts.counts import NAMES, can_be_explored

    if not can_be_explored(indicator):
        raise Misuse(f"{indicator.id} does not tell of children, so there are no cohorts of it.")
    if not _counts_children(indicator):
        raise Refused(
            f"A release does not tell of how many children {indicator.id} speaks, so its cohorts cannot be compared: "
            "choose a figure that counts children, such as persistent_absence, or ask a practitioner."
        )
    released = scope.release.of(indicator.id)
    shown = [
        (name, group)
        for name, groups in released.groups.items()
        if name in NAMES
        for group in groups
        if group.group != "not known" and _is_shown(group)
    ]
    found = _held_against_the_rest(released.figure, shown, PROFILES[scope.release.profile], scope)
    return CohortReport(
        id=indicator.id,
        as_at=scope.as_at,
        since=scope.since,
        depth=1,
        role="leader",
        children=int(_judged(released.figure)),
        unknown=int(released.figure.unknown or 0),
        looked_at=sum(one.is_compared for one in found),
        too_few=sum(not one.is_compared for one in found),
        cohorts=found,
    )


def _is_shown(one: Figure | Group) -> bool:
    return not one.suppressed and one.numerator is not None and one.denominator is not None


def _judged(one: Figure | Group) -> float:
    return (one.denominator or 0) - (one.unknown or 0)


def _held_against_the_rest(
    whole: Figure, shown: Sequence[tuple[str, Group]], profile: Profile, scope: ReleaseScope
) -> list[ComparedCohort]:
    """The groups against what the whole leaves. They are tested at the counts behind what is shown at which the
    difference is least, so that no rounding makes one stand out."""
    from sgdata.cohorts.compare import Pair, compare
    from sgdata.cohorts.counts import Cell

    if not _is_shown(whole):
        return []

    def pair(name: str, group: Group, slack: float) -> Pair:
        """`slack` is how far each count may be from what is shown: 0 as it is."""
        count, of = group.numerator or 0, _judged(group)
        rest, rest_of = max((whole.numerator or 0) - count, 0), max(_judged(whole) - of, 0)
        count, rest = min(count, of), min(rest, rest_of)
        if slack and of and rest_of:
            towards = slack if count * rest_of < rest * of else -slack
            of, rest_of = max(of - towards, 0), max(rest_of + 2 * towards, 0)
            count = min(max(count + towards, 0), of)
            rest = min(max(rest - 2 * towards, 0), rest_of)
        cell = Cell(scope.as_at, ((name, group.group),), int(of), 0, count, of)
        return Pair(cell, Cell(scope.as_at, (), int(rest_of), 0, rest, rest_of))

    steps = [_slack(profile, group) for _, group in shown]
    as_shown = compare([pair(name, group, 0) for name, group in shown], "shares")
    at_least = compare([pair(*one, slack) for one, slack in zip(shown, steps, strict=True)], "shares")
    return [
        one.model_copy(update={"p_value": _least(one, worst), "precision": group.precision})
        for one, worst, (_, group) in zip(as_shown, at_least, shown, strict=True)
    ]


def _least(one: ComparedCohort, worst: ComparedCohort) -> float | None:
    """The p-value at the least difference; 1 where there is none, or that goes the other way."""
    if one.p_value is None:
        return None
    goes_on = one.rate != one.rest_rate and worst.is_more == one.is_more
    return max(one.p_value, worst.p_value) if goes_on and worst.p_value is not None else 1.0


def _slack(profile: Profile, group: Group) -> float:
    if group.precision == "exact":
        return 0
    shown = np.array([group.denominator or 0.0])
    low, high = profile.between(shown)
    return float(max(shown[0] - low[0], high[0] - shown[0]))


def _corrected(reports: Sequence[CohortReport]) -> list[CohortReport]:
    from sgdata.cohorts.compare import corrected
    from sgdata.cohorts.explorer import in_order

    found = corrected([report.cohorts for report in reports])
    return [report.model_copy(update={"cohorts": in_order(one)}) for report, one in zip(reports, found, strict=True)]
