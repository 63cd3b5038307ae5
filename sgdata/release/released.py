"""A release: what leaders may see for a date, as a file of its own that holds no true count but those it shows."""

import hashlib
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from sgdata.errors import Misuse, Refused
from sgdata.measures.figure import Figure, Group, TrendPoint
from sgdata.release.display import ProfileName
from sgdata.store.disk import replace_text

FOLDER = "releases"
MEETINGS = "meetings.minutes"
"""Beside the releases: what leaders may read of the meetings that were (sgdata/meeting/told.py)."""
FORMAT = 1


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ReleasedFigure(_Frozen):
    """A figure with all that leaders may see of it: its groups by breakdown, its last 13 months."""

    figure: Figure
    groups: dict[str, list[Group]] = {}
    overlap: list[str] = []
    """The breakdowns in which one thing may count in several groups."""
    trend: list[TrendPoint] = []


class Audit(_Frozen):
    """How the release stood its own attack."""

    cells: int
    """Numbers that could be shown."""
    shown: int
    hidden_small: int
    """Hidden because they are about too few."""
    hidden_beside: int
    """Hidden because they would have given a small number away."""
    proven: int
    """Small numbers, shown and not, of which five values or more were found possible."""
    seconds: float


class Release(_Frozen):
    """A closed list of figures for one date, protected together."""

    format: int = FORMAT
    organisation: str
    rules_text: str
    as_at: date
    since: date
    made_at: datetime
    snapshot: str
    policy: str
    """Eight letters that name the rules of protection under which it was made."""
    profile: ProfileName
    cut_by_group: bool
    """Whether figures are cut by group: not where there are too few children."""
    children: float | None
    on_roll: float | None
    settings: int
    returns_missing: int
    returns_expected: int
    last_meeting: date | None
    loaded_on: date
    figures: list[ReleasedFigure]
    audit: Audit

    @property
    def id(self) -> str:
        """The name of its file: the date, and when it was made."""
        return f"{self.as_at}_{self.made_at:%Y%m%dT%H%M%S}"

    def of(self, identifier: str) -> ReleasedFigure:
        """One figure; Misuse where the release does not hold it: it was made by another version."""
        found = next((one for one in self.figures if one.figure.id == identifier), None)
        if found is None:
            raise Misuse(f"The release of {self.as_at} has no figure {identifier}: make it anew (sgdata release).")
        return found


def releases_of(store: Path) -> Path:
    """The folder of the releases of a store."""
    return store / FOLDER


def listed(folder: Path) -> list[Release]:
    """The releases in a folder, the latest date first; of two for one date the one made last."""
    found: dict[date, Release] = {}
    for release in all_in(folder):
        found[release.as_at] = release
    return [found[when] for when in sorted(found, reverse=True)]


def all_in(folder: Path) -> list[Release]:
    """Every release that was ever made in a folder, in the order of date and making."""
    return [read(file) for file in sorted(folder.glob("*.json"))]


def read(file: Path) -> Release:
    """A release; Refused where the file is not what was written."""
    try:
        found = file.stat()
        return _read(file, found.st_mtime_ns, found.st_size)
    except (OSError, ValueError):
        raise Refused(
            f"The release {file.name} cannot be read: it is damaged or of another version. Make it anew "
            "(sgdata release), or restore it from a backup."
        ) from None


@lru_cache(maxsize=64)
def _read(file: Path, changed: int, size: int) -> Release:
    seal, _, text = file.read_text(encoding="utf-8").partition("\n")
    if seal != _seal(text):
        raise ValueError("changed since it was written")
    return Release.model_validate_json(text)


def write(folder: Path, release: Release) -> Path:
    """Writes the file whole or not at all: its hash in the first line, the release in the second."""
    folder.mkdir(parents=True, exist_ok=True)
    file, text = folder / f"{release.id}.json", release.model_dump_json()
    replace_text(file, f"{_seal(text)}\n{text}")
    return file


def _seal(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
