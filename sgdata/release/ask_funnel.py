"""What may be asked about the settings of a figure, and by whom: practitioners alone, for leaders see no settings."""

from sgdata.cohorts.funnel import BY, can_have_funnel
from sgdata.cohorts.funnel import funnel as funnel_of
from sgdata.cohorts.funnel_shapes import Funnel
from sgdata.errors import Misuse, Refused
from sgdata.measures.catalogue import catalogue, chosen
from sgdata.measures.dimensions import dimensions_of
from sgdata.measures.indicator import Indicator
from sgdata.release import ask
from sgdata.release.scope import AnyScope, Scope

RETURNS = "returns_received"


def comparable() -> list[Indicator]:
    """The figures whose settings can be compared, in the order of the catalogue."""
    return [one for one in catalogue().values() if can_have_funnel(one) and set(BY) <= set(dimensions_of(one))]


def funnel(scope: AnyScope, identifier: str, by: str) -> Funnel:
    """The funnel of a figure by setting or local authority; Refused for a leader, Misuse where it can have none."""
    if not isinstance(scope, Scope):
        raise Refused("Leaders see no single settings: ask a practitioner.")
    (indicator,) = chosen([identifier])
    if by not in BY or indicator not in comparable():
        raise Misuse(
            f"{identifier} has no funnel by {by}: wanted {' or '.join(BY)}, and one of "
            f"{', '.join(one.id for one in comparable())}."
        )
    (figure,) = ask.figures(scope, [identifier], by)
    returns = ask.figures(scope, [RETURNS], by) if by == "provider" else [None]
    return funnel_of(figure, by, returns[0])
