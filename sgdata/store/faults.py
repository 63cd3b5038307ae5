"""What is wrong with a store: every snapshot read through."""

from sgdata.errors import Misuse, Refused
from sgdata.store.manifest import Manifest
from sgdata.store.snapshots import Store

MEND = "restore the store from a backup, or remove this snapshot (sgdata snapshots remove {})"


def faults_of(store: Store) -> list[str]:
    """A sentence a fault, with what to do; nothing where every snapshot is what was written."""
    if not store.exists:
        return []
    try:
        fault = store.opened().fault
    except Refused as none_is_whole:
        fault = str(none_is_whole)
    found = [fault] if fault else []
    for file in sorted(store.snapshots.glob("*.json")):
        try:
            store.hold_against(store.file(file.stem), store.manifest(file.stem))
        except (Misuse, Refused):
            if file.exists():  # else it was removed just now
                found.append(f"Snapshot {file.stem} is not what was written: {MEND.format(file.stem)}.")
    return [*found, *(f"Snapshot {one} has lost its manifest: {MEND.format(one)}." for one in store.strays())]


def every_snapshot(store: Store) -> list[Manifest]:
    """Every snapshot, oldest first, for whoever must leave none out; Refused where one has lost its manifest, Misuse
    where a manifest is damaged."""
    if lost := store.strays():
        raise Refused(f"Snapshot {lost[0]} has lost its manifest, so nothing was changed: {MEND.format(lost[0])}.")
    return store.all()
