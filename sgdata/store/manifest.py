"""What is noted of a snapshot beside its file, sealed by a hash of its own."""

import hashlib
import json
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict

ID = re.compile(r"[0-9]{8}T[0-9]{12}Z-[0-9a-f]{8}")
_MOMENT = "%Y%m%dT%H%M%S%f"


class Manifest(BaseModel):
    """What a snapshot is."""

    model_config = ConfigDict(extra="forbid")

    id: str
    made_at: datetime
    key_id: str
    layout: str
    rows: dict[str, int]
    newest_event: date | None
    sha256: str
    replaces: str | None = None

    @property
    def loaded_on(self) -> date:
        return self.made_at.date()

    @property
    def place(self) -> str:
        """The part of the id that stays when another snapshot takes the place of this one."""
        return place_of(self.id)

    def sealed(self) -> str:
        """The text of its file."""
        told = self.model_dump(mode="json")
        return json.dumps(told | {"seal": _seal(told)}, indent=1)


def read_manifest(text: str) -> Manifest:
    """The manifest in a text; ValueError where it is not what was written. Those of older versions have no seal."""
    told = json.loads(text)
    if not isinstance(told, dict):
        raise ValueError("no manifest")
    seal = told.pop("seal", None)
    if seal not in (None, _seal(told)):
        raise ValueError("changed since it was written")
    return Manifest.model_validate(told)


def place_of(snapshot: str) -> str:
    """As `Manifest.place`, of an id."""
    return snapshot.partition("-")[0]


def next_place(made_at: datetime, taken: list[str]) -> str:
    """The first part of a new id: when it was made; but behind all that are there, whatever the clock says."""
    newest = max((place_of(one) for one in taken if ID.fullmatch(one)), default="")
    if f"{made_at:{_MOMENT}}Z" <= newest:
        made_at = datetime.strptime(newest, f"{_MOMENT}Z").replace(tzinfo=UTC) + timedelta(seconds=1)
    return f"{made_at:{_MOMENT}}Z"


def _seal(told: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
