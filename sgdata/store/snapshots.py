"""A store on disk: a folder of immutable snapshots, a small file that names the one in use, one writer at a time.

    store/current                      the id of the snapshot in use, replaced atomically
    store/rules.toml                   the organisation's rule file
    store/snapshots/<id>.duckdb        one snapshot; <id> is <time>-<hash>
    store/snapshots/<id>.json          its manifest: when, which key, how many rows, the hash of the file

A load builds a draft beside them and swaps it in; whatever kills it leaves `current` as it was. Where a snapshot has
to be written anew (a child is forgotten, the key changes), the new one names in its manifest the one that it replaces;
whoever writes next takes that away, if the first was killed before it could.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import BaseModel

from sgdata.errors import Misuse, Refused

WAIT_FOR_LOCK = 120  # seconds that a second load waits for the first


class Manifest(BaseModel):
    """What a snapshot is."""

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
        return self._current.exists()

    def current(self) -> Manifest:
        """The snapshot in use; Misuse where there is none."""
        if not self.exists:
            raise Misuse(f"There is no store in {self.folder}: load something first (sgdata load PATH).")
        return self.manifest(self._current.read_text(encoding="utf-8").strip())

    def manifest(self, snapshot: str) -> Manifest:
        """The manifest of a snapshot; Misuse where the store does not hold it."""
        try:
            return Manifest.model_validate_json(self._manifest_file(snapshot).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            raise Misuse(f"{self.folder} holds no whole snapshot {snapshot}: see sgdata snapshots list.") from None

    def all(self) -> list[Manifest]:
        """Every snapshot, oldest first."""
        return [self.manifest(file.stem) for file in sorted(self.snapshots.glob("*.json"))]

    def file(self, snapshot: str) -> Path:
        """The DuckDB file of a snapshot."""
        return self.snapshots / f"{snapshot}.duckdb"

    def use(self, snapshot: str) -> Manifest:
        """Makes a snapshot the one in use."""
        manifest = self.manifest(snapshot)
        self.hold_against(self.file(snapshot), manifest)
        replace_text(self._current, snapshot)
        return manifest

    def check(self) -> None:
        """Refused where a snapshot is not the file that was written."""
        for manifest in self.all():
            self.hold_against(self.file(manifest.id), manifest)

    def prune(self, keep: int) -> list[str]:
        """Removes all but the newest `keep` snapshots (never the one in use) and returns their ids."""
        with self.writing():
            in_use = self.current().id
            gone = [manifest.id for manifest in self.all()[:-keep] if manifest.id != in_use]
            for snapshot in gone:
                self._remove(snapshot)
            return gone

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

    @contextmanager
    def draft(self) -> Iterator[Path]:
        """A file that holds what the current snapshot holds, to be changed and given to `publish`, inside `writing`.

        Refused where the current snapshot is not the file that was written."""
        with self.empty_draft() as draft:
            if self.exists:
                in_use = self.current()
                shutil.copyfile(self.file(in_use.id), draft)
                self.hold_against(draft, in_use)
            yield draft

    @contextmanager
    def empty_draft(self) -> Iterator[Path]:
        """Where a file may be written that is given to `publish`, inside `writing`."""
        draft = self.snapshots / f"draft-{os.getpid()}.duckdb"
        try:
            yield draft
        finally:
            _unlink(draft)

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
        sha256 = _sha256(draft)
        snapshot = f"{made_at:%Y%m%dT%H%M%S%f}Z-{sha256[:8]}"
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
        sync(draft)
        draft.replace(self.file(snapshot))
        replace_text(self._manifest_file(snapshot), manifest.model_dump_json(indent=1))
        if replaces:
            self._put_in_place(manifest)
        else:
            replace_text(self._current, snapshot)
        return manifest

    def _put_in_place(self, manifest: Manifest) -> None:
        """Removes the snapshot that this one replaces, if it is still there."""
        if manifest.replaces and self._manifest_file(manifest.replaces).exists():
            if self._current.read_text(encoding="utf-8").strip() == manifest.replaces:
                replace_text(self._current, manifest.id)
            self._remove(manifest.replaces)

    def _remove(self, snapshot: str) -> None:
        """The manifest goes first: whoever writes next takes away a file without one."""
        self._manifest_file(snapshot).unlink()
        _unlink(self.file(snapshot))

    def _tidy(self) -> None:
        """Ends what a killed writer began: drafts go, files that never had a manifest, and what was replaced."""
        for left_behind in (*self.snapshots.glob("draft-*"), *self.snapshots.glob(".*.json.*")):
            _unlink(left_behind)
        named = {file.stem: file for file in self.snapshots.glob("*.json")}
        in_use = self._current.read_text(encoding="utf-8").strip() if self.exists else ""
        for file in self.snapshots.glob("*.duckdb"):
            if file.stem not in (*named, in_use):
                _unlink(file)
        for file in named.values():
            try:
                manifest = Manifest.model_validate_json(file.read_text(encoding="utf-8"))
            except (ValueError, FileNotFoundError):
                continue  # damaged, as whoever asks for it is told; or replaced, and gone just now
            self._put_in_place(manifest)

    def keep_rules(self, text: str) -> None:
        """Keeps the organisation's rule file with the store."""
        replace_text(self.rules_file, text)

    def hold_against(self, file: Path, manifest: Manifest) -> None:
        """Refused where the file is not the one that the manifest was written for."""
        if not file.exists() or _sha256(file) != manifest.sha256:
            raise Refused(
                f"Snapshot {manifest.id} is not the file that was written: go back to another one "
                "(sgdata snapshots list, sgdata snapshots use ID) or restore it from a backup."
            )

    def _manifest_file(self, snapshot: str) -> Path:
        return self.snapshots / f"{snapshot}.json"


def stores_in(folder: Path) -> list[Store]:
    """The stores of a folder: itself if it is one, then those in folders below it, in the order of their names."""
    candidates = [folder, *sorted(path for path in folder.glob("*") if path.is_dir())] if folder.is_dir() else []
    return [store for store in map(Store, candidates) if store.exists]


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def replace_text(place: Path, text: str) -> None:
    """Replaces a small file so that whoever looks sees the old text or the new one, whatever happens."""
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    sync(draft)
    draft.replace(place)
    if os.name == "posix":  # a folder cannot be opened on Windows, where the rename is in the journal already
        sync(place.parent)


def _unlink(file: Path) -> None:
    """Removes a snapshot or a draft; Refused where another program has it open, which Windows does not allow."""
    try:
        file.unlink(missing_ok=True)
    except PermissionError:
        raise Refused(f"{file} is open in another program: close the dashboard, then try again.") from None


def sync(place: Path) -> None:
    """Has the machine write a file, or the names in a folder, to the disk."""
    descriptor = os.open(place, os.O_RDONLY if place.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
