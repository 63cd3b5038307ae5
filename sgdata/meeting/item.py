"""One item of an agenda: what it says, why it is there, what the meeting may ask."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Kind = Literal["carried", "matter", "outlook", "unknown", "learning", "governance"]


class Item(BaseModel):
    """One item of the agenda."""

    model_config = ConfigDict(frozen=True)

    kind: Kind
    figure: str
    """The id of its indicator; "" where it has none."""
    title: str
    """What it says, as a sentence."""
    value: str
    """5 of 6 (83.3 %)."""
    change: str
    reason: str
    """Why it is here."""
    clauses: list[str]
    question: str
    """What the meeting may ask."""
    weight: int
    promise: str = ""
    """The id of the promise that it carries on; "" where it carries on none."""
