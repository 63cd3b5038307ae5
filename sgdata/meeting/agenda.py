"""The agenda: what a meeting has to talk about on a date, for its edition. It asks the release and nothing else, so the
leaders' edition holds what leaders may see."""

from datetime import date
from typing import get_args

from pydantic import BaseModel, ConfigDict

from sgdata.measures.figure import Figure, OutlookItem
from sgdata.measures.indicator import Theme
from sgdata.meeting.matters import Matter, matters, unknown
from sgdata.release import ask
from sgdata.release.scope import AnyScope, ReleaseScope

THEMES: tuple[Theme, ...] = get_args(Theme)


class Agenda(BaseModel):
    """What there is to talk about, the most urgent first."""

    model_config = ConfigDict(frozen=True)

    as_at: date
    since: date
    organisation: str
    snapshot: str
    """The snapshot, or the release, of which every figure is."""
    role: str
    last_meeting: date | None
    """Since when changes are told; for leaders the day of an earlier release."""
    met_on: date | None
    """The day of the last leadership meeting."""
    next_meeting: date | None
    """The likely day of the next one; not told to leaders."""
    matters: list[Matter]
    figures: dict[str, Figure]
    """Every figure by the id of its indicator, in the order of the catalogue."""
    kept: list[str]
    """Ids of the indicators that meet their target: what there is no need to talk about."""
    unknown: list[str]
    """Ids of those that cannot be judged, or only in part, the least known first."""
    outlook: list[OutlookItem]
    """What runs out before the next meeting; not told to leaders."""


def agenda(scope: AnyScope) -> Agenda:
    """The agenda of a scope."""
    shown = ask.indicators(THEMES)
    found = ask.compared(scope, [indicator.id for indicator in shown])
    horizon = ask.horizon(scope)
    items = ask.outlook(scope, horizon[0]) if horizon else []
    return Agenda(
        as_at=scope.as_at,
        since=scope.since,
        organisation=scope.rules.organisation,
        snapshot=scope.snapshot,
        role=scope.role,
        last_meeting=found.when,
        met_on=scope.release.last_meeting if isinstance(scope, ReleaseScope) else found.when,
        next_meeting=horizon[0] if horizon else None,
        matters=matters(shown, found.now, found.before, scope.rules.agenda),
        figures=found.now,
        kept=[one.id for one in shown if _is_kept(found.now[one.id])],
        unknown=[one.id for one in unknown(shown, found.now)],
        outlook=[item.model_copy(update={"subjects": ()}) for item in items],
    )


def _is_kept(figure: Figure) -> bool:
    return figure.status == "met" and figure.is_known and not figure.suppressed
