"""What past meetings and releases name: the snapshots whose rows stand behind figures that somebody was shown."""

from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from sgdata.errors import Refused
from sgdata.meeting.book import MinutesBook, read_minutes
from sgdata.meeting.minutes import Minutes
from sgdata.release import released
from sgdata.release.released import Release
from sgdata.release.scope import rules_of
from sgdata.store.manifest import place_of
from sgdata.store.retention import Kept, kept, only_newest
from sgdata.store.retention import prune as prune_snapshots
from sgdata.store.snapshots import Store


def snapshots_kept(store: Path) -> list[Kept]:
    """Every snapshot of a store with what keeps it, oldest first."""
    return kept(Store(store), rules_of(store).snapshots, _named_by(store))


def prune(store: Path, keep: int | None = None) -> list[str]:
    """Removes the snapshots that neither the rule file nor anything else keeps, and returns their ids; with `keep` the
    rule is to keep so many of the newest.

    Refused where minutes or a release cannot be read, for nobody knows what they name."""
    Store(store).current()
    if faults := unreadable(store):
        raise Refused(f"No snapshot was removed, for one may be named there: {faults[0]}")
    rules = only_newest(keep) if keep else rules_of(store).snapshots
    return prune_snapshots(Store(store), rules, _named_by(store))


def minutes_naming(store: Path, references: Collection[str]) -> list[str]:
    """The minutes that name one of these references, or cannot be read and so may, a sentence each with what to do."""
    found, faults = _read(store)
    naming = [
        f"The minutes of {one.held_on} name the child or a case of it by a reference. It leads nowhere once the child "
        "is forgotten, but the words beside it stay as they are: read them."
        for one in found
        if isinstance(one, Minutes) and any(reference in one.model_dump_json() for reference in references)
    ]
    return [*naming, *faults]


def unreadable(store: Path) -> list[str]:
    """The minutes and the releases that are not what was written, a sentence each with what to do."""
    return _read(store)[1]


def _named_by(store: Path) -> dict[str, str]:
    """Who names a snapshot, by its place, which stays where it was written anew.

    Minutes and releases hold their own figures; the rows behind them are in the snapshot alone."""
    return {place_of(one.snapshot): f"named by the {_called(one)}" for one in _read(store)[0]}


def _called(one: Minutes | Release) -> str:
    return f"minutes of {one.held_on}" if isinstance(one, Minutes) else f"release of {one.as_at}"


def _read(store: Path) -> tuple[list[Minutes | Release], list[str]]:
    found: list[Minutes | Release] = []
    faults = []
    kinds: tuple[tuple[Callable[[Path], Minutes | Release], Iterable[Path]], ...] = (
        (released.read, sorted(released.releases_of(store).glob("*.json"))),
        (read_minutes, MinutesBook(store).files()),
    )
    for read, files in kinds:
        for file in files:
            try:
                found.append(read(file))
            except Refused as fault:
                faults.append(str(fault))
    return found, faults
