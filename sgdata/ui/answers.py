"""Answers to what a page asks, kept by scope: the snapshot and the role are part of every key, so nothing is ever
stale and no role sees what another was shown. Rows of single children are never kept."""

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from sgdata.cohorts.shapes import CohortReport, Depth
from sgdata.measures.figure import Figure, OutlookItem, TrendPoint
from sgdata.release import ask, ask_cohorts
from sgdata.release.changed import Changed
from sgdata.release.changed import changed as between
from sgdata.release.live import Cohort, Compared
from sgdata.release.scope import AnyScope, ReleaseScope, Scope

BY_SCOPE: dict[str | type[Any], Callable[[Any], Any]] = {
    one: lambda scope: scope.model_dump_json() for one in (Scope, ReleaseScope)
}


@st.cache_data(show_spinner=False, max_entries=500, hash_funcs=BY_SCOPE)
def figures(scope: AnyScope, ids: tuple[str, ...], by: str | None = None) -> dict[str, Figure]:
    """The figures by id."""
    return {figure.id: figure for figure in ask.figures(scope, ids, by)}


def trends(scope: AnyScope, ids: tuple[str, ...]) -> dict[str, list[TrendPoint]]:
    """The last 13 months of each figure, whatever the period of the page."""
    return _trends(scope.model_copy(update={"since": scope.as_at}) if isinstance(scope, Scope) else scope, ids)


@st.cache_data(show_spinner=False, max_entries=500, hash_funcs=BY_SCOPE)
def _trends(scope: AnyScope, ids: tuple[str, ...]) -> dict[str, list[TrendPoint]]:
    return ask.trends(scope, ids)


@st.cache_data(show_spinner=False, max_entries=500, hash_funcs=BY_SCOPE)
def cohort(scope: AnyScope) -> Cohort:
    """Whom the figures are about."""
    return ask.cohort(scope)


@st.cache_data(show_spinner=False, max_entries=500, hash_funcs=BY_SCOPE)
def compared(scope: AnyScope, ids: tuple[str, ...], *, seasons: bool = False) -> Compared:
    """The figures by id, as they are and as they were at the last leadership meeting; with `seasons` also in the same
    weeks of last year."""
    return ask.compared(scope, ids, seasons=seasons)


@st.cache_data(show_spinner=False, max_entries=500, hash_funcs=BY_SCOPE)
def outlook(scope: AnyScope, until: date) -> list[OutlookItem]:
    """What fails by a date ahead if nothing is done, without whom it is about."""
    return [item.model_copy(update={"subjects": ()}) for item in ask.outlook(scope, until)]


@st.cache_data(show_spinner=False, max_entries=500, hash_funcs=BY_SCOPE)
def horizon(scope: AnyScope) -> tuple[date, date] | None:
    """When the next leadership meeting is likely, and the last day that an outlook is made for; nothing for leaders."""
    return ask.horizon(scope)


@st.cache_data(show_spinner=False, max_entries=500, hash_funcs=BY_SCOPE)
def cohorts(scope: AnyScope, identifier: str, depth: Depth) -> CohortReport:
    """The cohorts of a figure against everyone else."""
    return ask_cohorts.cohorts(scope, identifier, depth)


@st.cache_data(show_spinner=False, max_entries=500, hash_funcs=BY_SCOPE)
def over_represented(scope: AnyScope) -> list[CohortReport]:
    """The cohorts of the figures in which some may be over-represented."""
    return ask_cohorts.over_represented(scope)


@st.cache_data(show_spinner="Comparing two snapshots", max_entries=20, hash_funcs=BY_SCOPE)
def changed(scope: Scope, old: str, new: str) -> Changed:
    """What changed from one snapshot to another: counts and figures."""
    return between(scope, old, new)
