"""Answers to what a page asks, kept by scope: the snapshot and the role are part of every key, so nothing is ever
stale and no role sees what another was shown. Rows of single children are never kept."""

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from sgdata.calendar import academic_year_start
from sgdata.measures.figure import Figure, TrendPoint
from sgdata.release import ask
from sgdata.release.scope import Scope

BY_SCOPE: dict[str | type[Any], Callable[[Any], Any]] = {Scope: lambda scope: scope.model_dump_json()}


@st.cache_data(show_spinner=False, max_entries=500, hash_funcs=BY_SCOPE)
def figures(scope: Scope, ids: tuple[str, ...], by: str | None = None) -> dict[str, Figure]:
    """The figures by id."""
    return {figure.id: figure for figure in ask.figures(scope, ids, by)}


@st.cache_data(show_spinner=False, max_entries=500, hash_funcs=BY_SCOPE)
def trend(scope: Scope, identifier: str) -> list[TrendPoint]:
    """The last 13 months of a figure."""
    return ask.trend(scope, identifier)


@st.cache_data(show_spinner=False, max_entries=500, hash_funcs=BY_SCOPE)
def cohort(scope: Scope) -> ask.Cohort:
    """Whom the figures are about."""
    return ask.cohort(scope)


def at_last_meeting(scope: Scope, ids: tuple[str, ...]) -> tuple[date | None, dict[str, Figure]]:
    """The day of the last leadership meeting and the figures as they were on it."""
    when = cohort(scope).last_meeting
    if when is None:
        return None, {}
    then = scope.model_copy(update={"as_at": when, "since": academic_year_start(when)})
    return when, figures(then, ids)
