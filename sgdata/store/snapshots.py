"""A store on disk: a folder of immutable snapshots, a small file that names the one in use, one writer at a time.

    store/current                      the id of the snapshot in use, replaced atomically
    store/rules.toml                   the organisation's rule file
    store/snapshots/<id>.duckdb        one snapshot; <id> is <time>-<hash>
    store/snapshots/<id>.json          its manifest: when, which key, how many rows, the hash of the file

A load builds a draft beside them and swaps it in; whatever kills it leaves `current` as it was. Where a snapshot has
to be written anew (a child is forgotten, the key changes), the new one names in its manifest the one that it replaces;
whoever writes next takes that away, if the first was killed before it could.

A snapshot comes and goes under a pending manifest (`<id>.pending`), so a file without any was never left by us: its
manifest was lost, which is told, and it stays. A process reads a snapshot through once, hash and all, before it opens
it; where the one in use is damaged it opens the newest whole one, and says so.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout
from pydantic import BaseModel

from sgdata.errors import Misuse, Refused
from sgdata.store import disk
from sgdata.store.manifest import ID, Manifest, next_place, read_manifest

WAIT_FOR_LOCK = 120  # seconds that a second load waits for the first


class Opened(BaseModel):
    """The snapshot that is shown; where that is not the one that should be, `fault` says why and what to do."""

    shown: Manifest
    fault: str = ""


class Store:
    """The store in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.snapshots = folder / "snapshots"
        self.rules_file = folder / "rules.toml"
        self._current = folder / "current"

    @property
    def exists(self) -> bool:
        """Whether anything was ever loaded here."""
        return self._current.exists() or any(self.snapshots.glob("*.json"))

    def current(self) -> Manifest:
        """The snapshot that is shown; Misuse where there is none, Refused where none is whole."""
        return self.opened().shown

    def opened(self) -> Opened:
        """The snapshot in use; where it is damaged the newest whole one, with what is to be said of that."""
        if not self.exists:
            raise Misuse(f"There is no store in {self.folder}: load something first (sgdata load PATH).")
        named = self._named()
        with suppress(Misuse, Refused):
            return Opened(shown=self._whole(self.manifest(named)))
        if (last_good := next(reversed(self.whole()), None)) is None:
            raise Refused(
                f"No snapshot of {self.folder} is whole (in use should be {named or 'none that is named'}): restore "
                "the store from a backup into another folder (sgdata restore FILE --store FOLDER)."
            )
        wrong = f"The snapshot in use, {named}, is damaged or gone" if named else "Which snapshot is in use is lost"
        fault = (
            f"{wrong}. Shown instead is the newest whole one, {last_good.id}, loaded on "
            f"{last_good.made_at:%d/%m/%Y at %H:%M} UTC: what was loaded since is missing here, and nothing can be "
            "added. Restore the store "
            "from a backup (sgdata restore FILE --store FOLDER), or go on from this one: "
            f"sgdata snapshots use {last_good.id}, then load again what came after it."
        )
        return Opened(shown=last_good, fault=fault)

    def manifest(self, snapshot: str) -> Manifest:
        """The manifest of a snapshot; Misuse where the store does not hold it."""
        with suppress(OSError, ValueError):
            if ID.fullmatch(snapshot):
                manifest = read_manifest(self._manifest_file(snapshot).read_text(encoding="utf-8"))
                if manifest.id == snapshot:
                    return manifest
        raise Misuse(f"{self.folder} holds no whole snapshot {snapshot}: see sgdata snapshots list.")

    def all(self) -> list[Manifest]:
        """Every snapshot, oldest first; Misuse where a manifest is damaged."""
        return [self.manifest(file.stem) for file in sorted(self.snapshots.glob("*.json"))]

    def listed(self) -> list[Manifest]:
        """Every snapshot whose manifest can be read, oldest first."""
        found = []
        for file in sorted(self.snapshots.glob("*.json")):
            with suppress(Misuse):
                found.append(self.manifest(file.stem))
        return found

    def file(self, snapshot: str) -> Path:
        """The DuckDB file of a snapshot."""
        return self.snapshots / f"{snapshot}.duckdb"

    def use(self, snapshot: str) -> Manifest:
        """Makes a snapshot the one in use."""
        self.manifest(snapshot)
        with self.writing():
            manifest = self.manifest(snapshot)
            self.hold_against(self.file(snapshot), manifest)
            disk.replace_text(self._current, snapshot)
            return manifest

    def strays(self) -> list[str]:
        """The ids of files of snapshots that have no manifest."""
        files = sorted(file.stem for file in self.snapshots.glob("*.duckdb") if ID.fullmatch(file.stem))
        return [one for one in files if not (self._manifest_file(one).exists() or self._pending(one).exists())]

    def remove(self, snapshots: Iterable[str]) -> list[str]:
        """Removes snapshots, whole or not, but never one of `in_use`; inside `writing`. Returns their ids."""
        gone = [snapshot for snapshot in snapshots if snapshot not in self.in_use()]
        for snapshot in gone:
            self._remove(snapshot)
        return gone

    def in_use(self) -> set[str]:
        """The id of the snapshot that is shown, and of the one that should be."""
        return {self._named(), self.current().id}

    def whole(self) -> list[Manifest]:
        """Every snapshot that is the file that was written, oldest first: damaged ones are no reason to let one go."""
        found = []
        for manifest in self.listed():
            with suppress(Refused):
                found.append(self._whole(manifest))
        return found

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Holds the store against other writers; Refused where another does not let go."""
        self.snapshots.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder / "writing.lock", timeout=WAIT_FOR_LOCK)
        try:
            with lock:
                self._tidy()
                yield
        except Timeout:
            raise Refused(
                f"Another load has held {self.folder} for {WAIT_FOR_LOCK} seconds: wait until it ends, then try again."
            ) from None
        except (OSError, duckdb.Error) as fault:
            if not disk.is_full(fault):
                raise
            raise Refused(
                f"The disk of {self.folder} is full: the store is as it was. Make room, then do the same again."
            ) from None

    @contextmanager
    def draft(self) -> Iterator[Path]:
        """A file that holds what the current snapshot holds, to be changed and given to `publish`, inside `writing`.

        Refused where the current snapshot is not the file that was written."""
        with self.empty_draft() as draft:
            if self.exists:
                opened = self.opened()
                if opened.fault:
                    raise Refused(opened.fault)
                shutil.copyfile(self.file(opened.shown.id), draft)
                self.hold_against(draft, opened.shown)
            yield draft

    @contextmanager
    def empty_draft(self) -> Iterator[Path]:
        """Where a file may be written that is given to `publish`, inside `writing`."""
        draft = self.snapshots / f"draft-{os.getpid()}.duckdb"
        try:
            yield draft
        finally:
            disk.unlink(draft)
            disk.unlink(draft.with_name(f"{draft.name}.wal"))

    def publish(
        self,
        draft: Path,
        *,
        key_id: str,
        layout: str,
        rows: dict[str, int],
        newest_event: date | None,
        replaces: Manifest | None = None,
    ) -> Manifest:
        """Makes the closed draft a snapshot and the one in use: written, synced, renamed, then named.

        One that `replaces` another takes its place: made when that was, in use only if that is."""
        made_at = replaces.made_at if replaces else datetime.now(UTC)
        sha256 = disk.sha256(draft)
        place = replaces.place if replaces else next_place(made_at, [file.stem for file in self.snapshots.glob("*Z-*")])
        snapshot = f"{place}-{sha256[:8]}"
        manifest = Manifest(
            id=snapshot,
            made_at=made_at,
            key_id=key_id,
            layout=layout,
            rows=rows,
            newest_event=newest_event,
            sha256=sha256,
            replaces=replaces.id if replaces else None,
        )
        disk.sync(draft)
        disk.replace_text(self._pending(snapshot), manifest.sealed())
        draft.replace(self.file(snapshot))
        self._pending(snapshot).replace(self._manifest_file(snapshot))
        disk.sync_folder(self.snapshots)
        if replaces:
            self._put_in_place(manifest)
        else:
            disk.replace_text(self._current, snapshot)
        return manifest

    def _put_in_place(self, manifest: Manifest) -> None:
        """Removes the snapshot that this one replaces, if it is still there."""
        if manifest.replaces and self._manifest_file(manifest.replaces).exists():
            self._whole(manifest)
            if self._named() == manifest.replaces:
                disk.replace_text(self._current, manifest.id)
            self._remove(manifest.replaces)

    def _remove(self, snapshot: str) -> None:
        if self._manifest_file(snapshot).exists():
            self._manifest_file(snapshot).replace(self._pending(snapshot))
        disk.unlink(self.file(snapshot))
        disk.unlink(self._pending(snapshot))

    def _tidy(self) -> None:
        """Ends what a killed writer began: drafts go, what was not wholly made or removed, and what was replaced."""
        drafts = (self.snapshots.glob("draft-*"), self.snapshots.glob(".*"), self.folder.glob(".current.*"))
        for left_behind in (file for some in drafts for file in some):
            disk.unlink(left_behind)
        named = self._named()
        for file in self.snapshots.glob("*.pending"):
            if file.stem != named:
                disk.unlink(self.file(file.stem))
                disk.unlink(file)
        for snapshot in self.strays():
            if snapshot != named and not disk.sha256(self.file(snapshot)).startswith(snapshot[-8:]):
                disk.unlink(self.file(snapshot))  # no part of it can be trusted
        listed = self.listed()
        for manifest in listed:
            with suppress(Refused):  # a damaged one takes nobody's place
                self._put_in_place(manifest)
        if len(listed) == 1 and not self._current.exists():  # the first load was killed at its last step
            disk.replace_text(self._current, listed[0].id)

    def _whole(self, manifest: Manifest) -> Manifest:
        """The manifest; Refused where its file is not the one it was written for. A process reads each file once."""
        with suppress(OSError):
            if disk.sha256_once(*disk.version(self.file(manifest.id))) == manifest.sha256:
                return manifest
        raise Refused(f"Snapshot {manifest.id} is not the file that was written.")

    def _named(self) -> str:
        """What stands in `current`; nothing where it is not there or empty."""
        with suppress(OSError):
            return self._current.read_text(encoding="utf-8", errors="replace").strip()
        return ""

    def rules(self) -> str:
        """The text of the organisation's rule file; Misuse where it is gone."""
        try:
            return self.rules_file.read_text(encoding="utf-8")
        except (OSError, ValueError):
            raise Misuse(f"{self.rules_file} cannot be read: restore it from a backup.") from None

    def keep_rules(self, text: str) -> None:
        """Keeps the organisation's rule file with the store."""
        disk.replace_text(self.rules_file, text)

    def hold_against(self, file: Path, manifest: Manifest) -> None:
        """Refused where the file is not the one that the manifest was written for."""
        if not file.exists() or disk.sha256(file) != manifest.sha256:
            raise Refused(
                f"Snapshot {manifest.id} is not the file that was written: go back to another one "
                "(sgdata snapshots list, sgdata snapshots use ID) or restore it from a backup."
            )

    def _manifest_file(self, snapshot: str) -> Path:
        return self.snapshots / f"{snapshot}.json"

    def _pending(self, snapshot: str) -> Path:
        """Its manifest while the snapshot is made or removed."""
        return self.snapshots / f"{snapshot}.pending"


def stores_in(folder: Path) -> list[Store]:
    """The stores of a folder: itself if it is one, then those in folders below it, in the order of their names."""
    candidates = [folder, *sorted(path for path in folder.glob("*") if path.is_dir())] if folder.is_dir() else []
    return [store for store in map(Store, candidates) if store.exists]
