"""A funnel as it leaves the comparison: settings by their size, and the limits for it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

FEWEST = 5
"""With fewer judged a setting is listed and not drawn: hardly any share of so few could lie outside."""
EDGE, OUTSIDE = 0.025, 0.001
"""The chance of lying beyond one of the limits of 95 and of 99.8 per cent."""
Position = Literal["inside", "edge", "outside"]
Direction = Literal["above", "below", ""]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Limits(_Frozen):
    """The limits for one size, as shares from 0 to 1."""

    size: int
    outer_lower: float
    lower: float
    upper: float
    outer_upper: float


class Setting(_Frozen):
    """One setting: `count` of `size` judged. `edge` is between the limits of 95 and 99.8 per cent, `outside` beyond."""

    name: str
    count: int
    size: int
    unknown: int
    position: Position = "inside"
    direction: Direction = ""


class Silent(_Frozen):
    """A setting of which returns were expected that have not come."""

    name: str
    received: int
    expected: int


class Funnel(_Frozen):
    """What a funnel shows of a figure."""

    id: str
    by: str
    count: int
    size: int
    """Of all together, whether drawn or not: the line in the middle is their share."""
    limits: list[Limits]
    """By size, from the smallest that is drawn to the largest."""
    settings: list[Setting]
    """Those that are drawn, the largest first."""
    few: list[Setting]
    """Those of which fewer than FEWEST can be judged."""
    empty: list[str]
    """Those with nothing to judge: which is not nought."""
    silent: list[Silent]
    """Those whose returns are not all there, whatever else is known of them."""
    without_setting: int
    """How many that can be judged belong to no known setting."""
