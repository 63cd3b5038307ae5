"""What if a number of a rule were another: the figure under several values of one parameter, from the indicator's own
query, and how many children each would bring in or let go. Nothing is stored."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from sgdata.errors import Misuse
from sgdata.measures.figure import Figure
from sgdata.measures.indicator import Indicator
from sgdata.measures.measure import Asked, measure, records
from sgdata.rules import Override, Rules
from sgdata.store.reading import Cursor

LEAST = 1


class Try(BaseModel):
    """The figure under one value, beside the present one."""

    model_config = ConfigDict(frozen=True)

    value: int
    figure: Figure
    children: int
    """How many children it counts; 0 where its rows are about none."""
    added: int
    dropped: int
    """Children that it counts and the present value does not, and the other way about."""


class WhatIf(BaseModel):
    """A figure under several values of one parameter, the least first, the present value among them."""

    model_config = ConfigDict(frozen=True)

    id: str
    parameter: str
    present: int
    tries: list[Try]


def present_value(indicator: Indicator, rules: Rules, parameter: str) -> int:
    """The value that counts now: the organisation's own, else the indicator's; Misuse where there is no such one."""
    if parameter not in indicator.parameters:
        wanted = (
            f"one of {', '.join(indicator.parameters)}" if indicator.parameters else "another figure, for it has none"
        )
        raise Misuse(f"{indicator.id} has no parameter {parameter}: wanted {wanted}.")
    override = rules.indicators.get(indicator.id, Override())
    return override.parameters.get(parameter, indicator.parameters[parameter])


def values_around(present: int) -> list[int]:
    """The present value, one less and one more: by that divisor of it that is nearest to a quarter, so that steps of
    8, 10, 12 or of 21, 28, 35 come out as people count."""
    divisors = [number for number in range(1, max(present, 1) + 1) if present % number == 0]
    step = min(divisors, key=lambda number: (abs(number - present / 4), -number))
    return [value for value in (present - step, present, present + step) if value >= LEAST]


def what_if(
    cursor: Cursor, indicator: Indicator, rules: Rules, asked: Asked, parameter: str, values: Sequence[int]
) -> WhatIf:
    """The figure for each of the values and for the present one."""
    present = present_value(indicator, rules, parameter)
    counted: dict[int, tuple[Figure, frozenset[str]]] = {}
    for value in sorted({*values, present}):
        changed = with_parameter(indicator, rules, parameter, value)
        hits = {row.child for row in records(cursor, indicator, changed, asked) if row.hit}
        counted[value] = measure(cursor, indicator, changed, asked), frozenset(child for child in hits if child)
    _, now = counted[present]
    return WhatIf(
        id=indicator.id,
        parameter=parameter,
        present=present,
        tries=[
            Try(value=value, figure=figure, children=len(hits), added=len(hits - now), dropped=len(now - hits))
            for value, (figure, hits) in counted.items()
        ],
    )


def with_parameter(indicator: Indicator, rules: Rules, parameter: str, value: int) -> Rules:
    """The rules with one parameter of one indicator set; Misuse where it cannot be so."""
    if value < LEAST:
        raise Misuse(f"{indicator.id}, {parameter}: found {value}, wanted {LEAST} or more.")
    override = rules.indicators.get(indicator.id, Override())
    changed = override.model_copy(update={"parameters": override.parameters | {parameter: value}})
    return rules.model_copy(update={"indicators": rules.indicators | {indicator.id: changed}})
