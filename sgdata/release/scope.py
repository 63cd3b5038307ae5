"""A scope: whose figures, of which date, and from where. Every question carries one.

A practitioner's scope opens a snapshot; a leader's opens a release and knows of no snapshot.
"""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sgdata.calendar import academic_year_start
from sgdata.errors import Misuse, Refused
from sgdata.measures.catalogue import catalogue, hold_rules
from sgdata.release import released
from sgdata.release.published import kept_text
from sgdata.rules import Rules, read_rules
from sgdata.store.schema import layout
from sgdata.store.snapshots import Store, stores_in

Role = Literal["leader", "practitioner"]


class _Dated(BaseModel):
    """Hashable, so that it is the whole key of every cached answer."""

    model_config = ConfigDict(frozen=True)

    as_at: date
    since: date
    rules_text: str

    @property
    def rules(self) -> Rules:
        """The rules of the organisation as they were when the scope was opened."""
        return _rules(self.rules_text, "the organisation's rule file")


class Scope(_Dated):
    """What a practitioner works with: a snapshot, at a date."""

    store: Path
    snapshot: str
    benchmarks_text: str = ""
    """What the organisation keeps of published figures, beside what is shipped."""

    @property
    def role(self) -> Role:
        return "practitioner"

    @property
    def log_folder(self) -> Path:
        """The folder whose access log is told of what is seen."""
        return self.store


class ReleaseScope(_Dated):
    """What a leader works with: a release, and nothing of where it came from."""

    file: Path
    log_folder: Path

    @property
    def role(self) -> Role:
        return "leader"

    @property
    def snapshot(self) -> str:
        """The name of the release: a leader is told of no snapshot."""
        return self.file.stem

    @property
    def release(self) -> released.Release:
        """The release itself; Refused where its file is damaged."""
        return released.read(self.file)


AnyScope = Scope | ReleaseScope


class Organisation(BaseModel):
    """One organisation whose figures can be opened; no two have the same name."""

    model_config = ConfigDict(frozen=True)

    name: str
    folder: Path
    """Its store; or for leaders the folder of its releases."""


def organisations(folder: Path) -> list[Organisation]:
    """The organisations whose stores are in the folder, in the order in which the screen offers them."""
    return _in_order([(organisation_of(store.folder), store.folder) for store in stores_in(folder)])


def organisation_of(store: Path) -> str:
    """The name of the organisation of a store, as its rules have it."""
    return rules_of(store).organisation


def rules_of(store: Path) -> Rules:
    """The rules of a store; Misuse where they have a fault."""
    return _rules(Store(store).rules(), str(Store(store).rules_file))


def released_organisations(folder: Path) -> list[Organisation]:
    """The organisations that have a release in the folders of `folder`: all that leaders' process knows of."""
    found = [(released.listed(path), path) for path in sorted(folder.glob("*")) if path.is_dir()]
    return _in_order([(releases[0].organisation, path) for releases, path in found if releases])


def _in_order(named: list[tuple[str, Path]]) -> list[Organisation]:
    names = [name for name, _ in named]
    found = [
        Organisation(name=name if names.count(name) == 1 else f"{name} ({path.name})", folder=path)
        for name, path in named
    ]
    return sorted(found, key=lambda one: not one.name.startswith("Virtual School"))


def open_scope(folder: Path, as_at: date | None = None, since: date | None = None) -> Scope:
    """The scope of a store in use; Misuse where it is empty, its rules have a fault or the dates cannot be.

    `as_at` is the newest event of the snapshot unless given, `since` 1 September of its academic year."""
    store = Store(folder)
    current = store.current()
    if current.layout != layout():
        raise Misuse(
            f"The snapshot in {folder} was written by another version of this program: "
            f"bring it up to date with sgdata snapshots renew --store {folder}"
        )
    as_at = as_at or current.newest_event
    if as_at is None:
        raise Misuse(f"Nothing in {folder} has a date, so there is no date to answer for: give one with --as-at.")
    since = since or academic_year_start(as_at)
    if since > as_at:
        raise Misuse(f"The period begins on {since} and ends on {as_at}: wanted --since on or before --as-at.")
    rules_text = store.rules()
    _rules(rules_text, str(store.rules_file))  # a fault in them is told now, not in the middle of a page
    return Scope(
        store=folder,
        snapshot=current.id,
        as_at=as_at,
        since=since,
        rules_text=rules_text,
        benchmarks_text=kept_text(folder),
    )


def release_dates(folder: Path) -> list[date]:
    """The dates for which there is a release in the folder, the latest first."""
    return [release.as_at for release in released.listed(folder)]


def open_release(folder: Path, log_folder: Path, as_at: date | None = None) -> ReleaseScope:
    """The release of a date, or the latest; Refused where there is none or it lacks a figure, with what to do."""
    found = released.listed(folder)
    chosen = next((release for release in found if as_at in (None, release.as_at)), None)
    if chosen is None:
        there = ", ".join(str(release.as_at) for release in found)
        told = f"There are releases for {there}." if there else "None has been made yet."
        wanted = f" for {as_at}" if as_at else ""
        raise Refused(
            f"Leaders see releases only, and there is none{wanted}. {told} A practitioner makes one with: "
            f"sgdata release{f' --as-at {as_at}' if as_at else ''}"
        )
    if missing := set(catalogue()) - {one.figure.id for one in chosen.figures}:
        raise Refused(
            f"The release of {chosen.as_at} was made before there were {len(missing)} of the figures that are shown "
            f"now ({', '.join(sorted(missing)[:3])}). A practitioner makes it anew with: "
            f"sgdata release --as-at {chosen.as_at}"
        )
    return ReleaseScope(
        file=folder / f"{chosen.id}.json",
        log_folder=log_folder,
        as_at=chosen.as_at,
        since=chosen.since,
        rules_text=chosen.rules_text,
    )


@lru_cache(maxsize=16)
def _rules(text: str, file: str) -> Rules:
    return hold_rules(read_rules(text, file), file)


def command_line_scope(folder: Path, role: str, as_at: date | None, since: date | None) -> AnyScope:
    """The scope of the store in the folder, or of the first below it; Misuse where there is none."""
    match role:
        case "practitioner":
            return practitioner_scope(folder, as_at, since)
        case "leader":
            store = _first_store(folder)
            Store(store).current()  # where nothing was loaded, that is what to say
            scope = open_release(released.releases_of(store), store, as_at)
            if since not in (None, scope.since):
                raise Misuse(f"The release of {scope.as_at} tells of the time since {scope.since}: leave out --since.")
            return scope
        case _:
            raise Misuse(f"--role {role}: wanted practitioner or leader.")


def practitioner_scope(folder: Path, as_at: date | None = None, since: date | None = None) -> Scope:
    """As `command_line_scope` for a practitioner."""
    return open_scope(_first_store(folder), as_at, since)


def _first_store(folder: Path) -> Path:
    found = organisations(folder)
    return found[0].folder if found else folder
