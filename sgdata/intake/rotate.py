"""Another key for the pseudonyms of a store. No pseudonym tells its id, so the exports are read once more: they give
every id, and with it the pseudonym of before and the one from now on. That crosswalk is in memory alone."""

import secrets
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from pydantic import BaseModel

from sgdata.errors import Misuse, Refused
from sgdata.intake.load import files_of, how_to_read
from sgdata.intake.pseudonym import KEY_BYTES, Pseudonymiser, change_key, kept_keys, open_key
from sgdata.intake.session import How, Progress, Session
from sgdata.intake.staging import Workbench
from sgdata.store.faults import every_snapshot
from sgdata.store.manifest import Manifest
from sgdata.store.rekey import refuse_unknown, rekey
from sgdata.store.schema import lay_tables
from sgdata.store.snapshots import Store
from sgdata.tables.columns import PseudonymKind


class Rotated(BaseModel):
    """The key in use, the snapshots that were written anew, and where the keys of before are kept."""

    key_id: str
    snapshots: list[str]
    kept_keys: list[str]


class _Crosswalk(Pseudonymiser):
    """Notes for every id it is asked about the pseudonym that it had with any of the old keys, and the new one."""

    def __init__(self, old: Iterable[Pseudonymiser], new: Pseudonymiser) -> None:
        self.old = list(old)
        self.new = new
        self.pairs: dict[str, str] = {}

    def pseudonym(self, kind: PseudonymKind, identifier: str) -> str:
        after = self.new.pseudonym(kind, identifier)
        self.pairs |= {key.pseudonym(kind, identifier): after for key in self.old}
        return after


def store_key(key_file: Path, store: Store) -> Pseudonymiser:
    """The key that opens the store, or where there is no store the one for the next; none is made. Misuse where there
    is none."""
    keys = kept_keys(key_file)
    wanted = store.current().key_id if store.exists else open_key(key_file, store.folder).key_id if keys else ""
    if wanted not in keys:
        raise Misuse(f"There is no key {wanted} in {key_file}: restore it from a backup.")
    return keys[wanted]


def rotate(
    store: Store,
    paths: Iterable[Path],
    *,
    key_file: Path,
    profile: str | None = None,
    own: Iterable[Path] = (),
    progress: Progress = lambda _: None,
) -> Rotated:
    """Makes a new key and exchanges every pseudonym of every kept snapshot by it; what was begun and killed, or done
    for another store of the same key file, is brought to the key that `key_file` holds by now.

    `own` are files of ours that were loaded, too, whatever system wrote the others.

    Killed at any moment, each snapshot is of a key that is there. Misuse where there is no store or no key; Refused,
    and nothing is changed, where the exports do not name everything that the store holds."""
    store.current()
    store_key(key_file, store)
    files = files_of(paths)
    with store.writing():
        kept, keys = every_snapshot(store), kept_keys(key_file)
        in_file = open_key(key_file, store.folder)
        new_key = secrets.token_bytes(KEY_BYTES) if _all_of(kept, in_file) else None
        new = Pseudonymiser(new_key) if new_key else in_file
        to_do = [manifest for manifest in kept if manifest.key_id != new.key_id]
        for manifest in to_do:
            if manifest.key_id not in keys:
                raise Refused(
                    f"Snapshot {manifest.id} was made with the key {manifest.key_id}, which is not here. Put it beside "
                    f"{key_file}, or remove the snapshot (sgdata snapshots prune)."
                )
        old = {manifest.key_id for manifest in to_do}
        crosswalk = _Crosswalk([keys[key_id] for key_id in old], new)
        _read(files, how_to_read(store.folder, profile), crosswalk, progress)
        _read(files_of(own), how_to_read(store.folder), crosswalk, progress)
        refuse_unknown(store, to_do, crosswalk.pairs)
        if new_key:
            change_key(key_file, new_key)
        for manifest in to_do:
            progress(f"writing snapshot {manifest.id} anew")
            rekey(store, manifest, crosswalk.pairs, new.key_id)
        return Rotated(
            key_id=new.key_id,
            snapshots=[manifest.id for manifest in store.all()],
            kept_keys=sorted(str(key_file.resolve()) + f".{key_id}" for key_id in old),
        )


def _all_of(kept: Iterable[Manifest], key: Pseudonymiser) -> bool:
    return all(manifest.key_id == key.key_id for manifest in kept)


def _read(files: list[Path], how: How, crosswalk: _Crosswalk, progress: Callable[[str], None]) -> None:
    """Has the crosswalk note every id in the files, read as a load reads them into a draft that is thrown away."""
    with closing(Workbench()) as bench:
        bench.attach(Path(":memory:"))
        lay_tables(bench.con, "draft")
        Session(bench, crosswalk, progress, how).load(files)
