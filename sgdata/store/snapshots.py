"""A store on disk: a folder of immutable snapshots, a small file that names the one in use, one writer at a time.

    store/current                      the id of the snapshot in use, replaced atomically
    store/rules.toml                   the organisation's rule file
    store/snapshots/<id>.duckdb        one snapshot; <id> is <time>-<hash>
    store/snapshots/<id>.json          its manifest: when, which key, how many rows, the hash of the file

A load builds a draft beside them and swaps it in; whatever kills it leaves `current` as it was.
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
        self._hold_against(self.file(snapshot), manifest)
        _replace_text(self._current, snapshot)
        return manifest

    def check(self) -> None:
        """Refused where a snapshot is not the file that was written."""
        for manifest in self.all():
            self._hold_against(self.file(manifest.id), manifest)

    def prune(self, keep: int) -> list[str]:
        """Removes all but the newest `keep` snapshots (never the one in use) and returns their ids."""
        with self.writing():
            in_use = self.current().id
            gone = [manifest.id for manifest in self.all()[:-keep] if manifest.id != in_use]
            for snapshot in gone:
                self._manifest_file(snapshot).unlink()
                self.file(snapshot).unlink(missing_ok=True)
            return gone

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Holds the store against other writers; Refused where another does not let go."""
        self.snapshots.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder / "writing.lock", timeout=WAIT_FOR_LOCK)
        try:
            with lock:
                yield
        except Timeout:
            raise Refused(
                f"Another load has held {self.folder} for {WAIT_FOR_LOCK} seconds: wait until it ends, then try again."
            ) from None

    @contextmanager
    def draft(self) -> Iterator[Path]:
        """A file that holds what the current snapshot holds, to be changed and given to `publish`, inside `writing`.

        Drafts that a killed load left behind are removed. Refused where the current snapshot is not the file that was
        written."""
        for left_behind in self.snapshots.glob("draft-*"):
            left_behind.unlink()
        draft = self.snapshots / f"draft-{os.getpid()}.duckdb"
        try:
            if self.exists:
                in_use = self.current()
                shutil.copyfile(self.file(in_use.id), draft)
                self._hold_against(draft, in_use)
            yield draft
        finally:
            draft.unlink(missing_ok=True)

    def publish(
        self, draft: Path, *, key_id: str, layout: str, rows: dict[str, int], newest_event: date | None
    ) -> Manifest:
        """Makes the closed draft a snapshot and the one in use: written, synced, renamed, then named."""
        made_at = datetime.now(UTC)
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
        )
        _sync(draft)
        draft.replace(self.file(snapshot))
        _replace_text(self._manifest_file(snapshot), manifest.model_dump_json(indent=1))
        _replace_text(self._current, snapshot)
        return manifest

    def keep_rules(self, text: str) -> None:
        """Keeps the organisation's rule file with the store."""
        _replace_text(self.rules_file, text)

    def _hold_against(self, file: Path, manifest: Manifest) -> None:
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


def _replace_text(place: Path, text: str) -> None:
    """Replaces a small file so that whoever looks sees the old text or the new one, whatever happens."""
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    _sync(draft)
    draft.replace(place)
    if os.name == "posix":  # a folder cannot be opened on Windows, where the rename is in the journal already
        _sync(place.parent)


def _sync(place: Path) -> None:
    descriptor = os.open(place, os.O_RDONLY if place.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
