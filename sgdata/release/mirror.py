"""What the process that leaders reach may hold: copies of the release files, and the log of what its readers saw.

    <folder>/releases/<store>/<release>.json     a copy of <store>/releases/<release>.json
    <folder>/releases/<store>/meetings.minutes   a copy of what leaders may read of meetings
    <folder>/releases/<store>/access/            what that process logs, collected into the log of the store
    <folder>/home, <folder>/tmp                  where it may write

The folder is a temporary one that nobody else may enter. Only the keeper, which knows the stores, works here; the
other process finds plain files. A note beside the stores names the folder, so that what a killed keeper left behind is
collected by the next one (a line that it had just collected then comes twice, never not at all).
"""

import shutil
import tempfile
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import BaseModel

from sgdata.errors import Misuse, Refused
from sgdata.release import released
from sgdata.release.access_log import log_of
from sgdata.release.released import MEETINGS
from sgdata.store.disk import replace_text
from sgdata.store.snapshots import Store, stores_in

NAME = "sgdata-leaders-"
Version = tuple[int, int, int]


class Kept(BaseModel):
    """The note beside the stores: where a keeper has its folder, and up to which line of each log it has collected."""

    folder: Path
    collected: dict[str, int] = {}


class Mirror:
    """The copies of the releases of the stores in a folder, kept until `close`."""

    def __init__(self, stores: Path) -> None:
        """Misuse where two stores have one name; Refused where what a killed keeper left behind cannot be collected."""
        self.stores = stores.resolve()
        self._named()
        self._take_over()
        self.folder = Path(tempfile.mkdtemp(prefix=NAME)).resolve()
        for name in ("releases", "home", "tmp"):
            (self.folder / name).mkdir()
        self._kept = Kept(folder=self.folder)
        self._note = self.stores / f".{self.folder.name}.json"
        self._alive = FileLock(self._note.with_suffix(".lock"))
        self._copied: dict[Path, Version] = {}

    @property
    def releases(self) -> Path:
        """The folder with a folder a store: all that the other process is told of."""
        return self.folder / "releases"

    def look(self) -> None:
        """Copies the releases that are new or have changed, removes those that are gone, and collects the logs.

        Misuse where two stores have one name by now; Refused where a log cannot be read or written: what cannot be
        logged may not go on being shown."""
        wanted: dict[Path, Path] = {}
        for name, store in self._named().items():
            place = self.releases / name
            place.mkdir(exist_ok=True)
            releases = released.releases_of(store.folder)
            wanted |= {place / file.name: file for file in (*releases.glob("*.json"), *releases.glob(MEETINGS))}
        for copy, file in wanted.items():
            self._copy(file, copy)
        for gone in self._copied.keys() - wanted.keys():
            gone.unlink(missing_ok=True)
            del self._copied[gone]
        if wanted and not self._alive.is_locked:  # from now on somebody may see something
            self._alive.acquire()
            replace_text(self._note, self._kept.model_dump_json())
        self._collect(self._kept, self._note)

    def close(self) -> None:
        """Collects what was logged last and removes the folder; Refused where that cannot be collected: it stays."""
        self._end(self._kept, self._note, self._alive)

    def _take_over(self) -> None:
        """Collects and removes the folders of keepers that were killed."""
        for note in self.stores.glob(f".{NAME}*.json"):
            alive = FileLock(note.with_suffix(".lock"), timeout=0)
            try:
                alive.acquire()
            except Timeout:
                continue
            self._end(Kept.model_validate_json(note.read_text(encoding="utf-8")), note, alive)

    def _end(self, kept: Kept, note: Path, alive: FileLock) -> None:
        try:
            self._collect(kept, note)
        except (Misuse, Refused) as fault:
            told = f"What leaders saw last is kept in {kept.folder}: look into it, then remove that folder."
            raise Refused(f"{fault} {told}") from None
        finally:
            alive.release()
        shutil.rmtree(kept.folder, ignore_errors=True)
        note.unlink(missing_ok=True)
        note.with_suffix(".lock").unlink(missing_ok=True)

    def _collect(self, kept: Kept, note: Path) -> None:
        """Writes what was logged since the last time into the logs of the stores."""
        for name, store in self._named().items():
            new = log_of(kept.folder / "releases" / name).read_after(kept.collected.get(name, 0))
            if new:
                log_of(store.folder).note_again(new)
                kept.collected[name] = new[-1].number
                replace_text(note, kept.model_dump_json())

    def _named(self) -> dict[str, Store]:
        stores = stores_in(self.stores)
        named = {store.folder.name: store for store in stores}
        if len(named) < len(stores):
            raise Misuse(f"{self.stores} and a store below it have one name: serve one of the two, or rename one.")
        return named

    def _copy(self, file: Path, copy: Path) -> None:
        """A reader of the copy sees the old one or the new one, whole."""
        try:
            found = file.stat()
            version = (found.st_mtime_ns, found.st_size, found.st_ino)
            if self._copied.get(copy) == version:
                return
            draft = copy.with_name(f".{copy.name}.draft")
            shutil.copyfile(file, draft)
            draft.replace(copy)
        except FileNotFoundError:  # removed since we listed it: the next look removes the copy
            return
        self._copied[copy] = version
