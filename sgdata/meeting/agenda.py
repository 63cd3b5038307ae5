"""The agenda: what a meeting has to talk about on a date, for its edition. It asks the release and nothing else, so the
leaders' edition holds what leaders may see."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from sgdata.measures.figure import Figure, OutlookItem
from sgdata.measures.indicator import Indicator, Theme
from sgdata.meeting.matters import matters
from sgdata.release import ask
from sgdata.release.scope import AnyScope
from sgdata.rules import Reason

THEMES: tuple[Theme, ...] = Theme.__args__  # type: ignore[attr-defined]  # a Literal keeps its words there


class AgendaMatter(BaseModel):
    """One matter, with why it stands where it does."""

    model_config = ConfigDict(frozen=True)

    id: str
    """Of its indicator."""
    figure: Figure
    before: Figure | None
    """As it was at the last leadership meeting."""
    reasons: tuple[Reason, ...]
    points: int


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
    next_meeting: date | None
    """The likely day of the next one; not told to leaders."""
    matters: list[AgendaMatter]
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
    ordered = matters(shown, found.now, found.before, scope.rules.agenda)
    horizon = ask.horizon(scope)
    items = ask.outlook(scope, horizon[0]) if horizon else []
    return Agenda(
        as_at=scope.as_at,
        since=scope.since,
        organisation=scope.rules.organisation,
        snapshot=scope.snapshot,
        role=scope.role,
        last_meeting=found.when,
        next_meeting=horizon[0] if horizon else None,
        matters=[
            AgendaMatter(
                id=one.indicator.id, figure=one.figure, before=one.before, reasons=one.reasons, points=one.points
            )
            for one in ordered
        ],
        figures=found.now,
        kept=[one.id for one in shown if _is_kept(found.now[one.id])],
        unknown=_unknown(shown, found.now),
        outlook=[item.model_copy(update={"subjects": ()}) for item in items],
    )


def _is_kept(figure: Figure) -> bool:
    return figure.status == "met" and figure.is_known and not figure.suppressed


def _unknown(shown: list[Indicator], now: dict[str, Figure]) -> list[str]:
    """What is not known at all first, then by the share that cannot be judged."""
    shares = {
        one.id: 1.0 if not now[one.id].is_known else (now[one.id].unknown or 0) / (now[one.id].denominator or 1)
        for one in shown
        if not now[one.id].suppressed
    }
    return sorted((name for name, share in shares.items() if share), key=lambda name: -shares[name])
