"""Matters: the figures that need somebody, in the order of the organisation's rule, each with the reasons for its
place; what is not known; and what became better or worse since the last leadership meeting."""

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sgdata.measures.figure import Figure
from sgdata.measures.indicator import Indicator
from sgdata.rules import Agenda, Reason

Direction = Literal["better", "worse", "same"]


class Matter(BaseModel):
    """One figure that needs somebody, with why it stands where it does."""

    model_config = ConfigDict(frozen=True)

    figure: Figure
    before: Figure | None
    """As it was at the last leadership meeting."""
    reasons: tuple[Reason, ...]
    points: int

    @property
    def id(self) -> str:
        """Of its indicator."""
        return self.figure.id


def matters(
    indicators: Iterable[Indicator], now: dict[str, Figure], before: dict[str, Figure], agenda: Agenda
) -> list[Matter]:
    """The figures that miss their target or are near it, most points first; of as many, those that the organisation
    puts first, and then in the order of the pages."""
    found = []
    for indicator in indicators:
        figure, earlier = now[indicator.id], before.get(indicator.id)
        if figure.suppressed or not figure.is_known or figure.status not in ("missed", "near"):
            continue
        reasons: list[Reason] = ["missed" if figure.status == "missed" else "near"]
        if direction(indicator, figure, earlier) == "worse":
            reasons.append("worse")
        if indicator.id in agenda.first:
            reasons.append("first")
        points = sum(agenda.points[reason] for reason in reasons)
        found.append(Matter(figure=figure, before=earlier, reasons=tuple(reasons), points=points))
    places = {identifier: place for place, identifier in enumerate(agenda.first)}
    return sorted(found, key=lambda matter: (-matter.points, places.get(matter.id, len(places))))


def unknown(indicators: list[Indicator], now: dict[str, Figure]) -> list[Indicator]:
    """The figures that cannot be judged, or only in part: what is not known at all first, then by the share that
    cannot be judged."""
    shares = {one.id: _unknown_share(now[one.id]) for one in indicators if not now[one.id].suppressed}
    found = [one for one in indicators if shares.get(one.id)]
    return sorted(found, key=lambda one: -shares[one.id])


def _unknown_share(figure: Figure) -> float:
    return (figure.unknown or 0) / (figure.denominator or 1) if figure.has_number else 1


def direction(indicator: Indicator, now: Figure, before: Figure | None) -> Direction | None:
    """How a figure moved since the last meeting; None where that cannot be said, or neither direction is good."""
    if before is None or indicator.good == "none" or now.suppressed or before.suppressed or not now.is_known:
        return None
    if now.value is None or before.value is None:
        return None
    if now.value == before.value:
        return "same"
    return "better" if (now.value > before.value) == (indicator.good == "high") else "worse"


def changed(
    indicators: Iterable[Indicator], now: dict[str, Figure], before: dict[str, Figure]
) -> dict[Direction, list[Indicator]]:
    """The figures by how they moved, those whose status changed first, then by how far they went."""
    moved: dict[Direction, list[Indicator]] = {"worse": [], "better": [], "same": []}
    for indicator in indicators:
        went = direction(indicator, now[indicator.id], before.get(indicator.id))
        if went:
            moved[went].append(indicator)
    for found in moved.values():
        found.sort(key=lambda one: (now[one.id].status == before[one.id].status, -_far(now[one.id], before[one.id])))
    return moved


def _far(now: Figure, before: Figure) -> float:
    """How far a figure went, in hundredths of its unit: counts as shares of what they were."""
    change = abs((now.value or 0) - (before.value or 0))
    return change if now.unit == "percent" else change / max(now.value or 0, before.value or 0, 1)
