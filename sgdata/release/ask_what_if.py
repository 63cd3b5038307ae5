"""What may be asked of a rule with another number, and by whom: practitioners alone."""

from collections.abc import Sequence

from sgdata.errors import Refused
from sgdata.measures.catalogue import catalogue, chosen
from sgdata.measures.indicator import Indicator
from sgdata.measures.measure import Asked
from sgdata.measures.what_if import WhatIf, present_value, values_around
from sgdata.measures.what_if import what_if as tried
from sgdata.release.live import cursor_of
from sgdata.release.scope import AnyScope, Scope


def adjustable() -> list[Indicator]:
    """The figures whose rule has a number that can be set, in the order of the catalogue."""
    return [one for one in catalogue().values() if one.parameters]


def what_if(scope: AnyScope, identifier: str, parameter: str, values: Sequence[int] = ()) -> WhatIf:
    """The figure under the present value, those around it and `values`; Refused for a leader, who could take one from
    another; Misuse where there is no such parameter or a value cannot be."""
    if not isinstance(scope, Scope):
        raise Refused("Leaders see a figure under its own rule alone: ask a practitioner.")
    (indicator,) = chosen([identifier])
    around = values_around(present_value(indicator, scope.rules, parameter))
    with cursor_of(scope) as cursor:
        return tried(cursor, indicator, scope.rules, Asked(scope.as_at, scope.since), parameter, [*around, *values])
