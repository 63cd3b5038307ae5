"""Pseudonyms: the keyed hash that stands for an id of the source from the door on.

`base32(HMAC-SHA-256(K, "sgdata|v1|<kind>|" + canonical id))[:16]`: without the key nobody can try ids until one
fits, with it the same child has the same pseudonym in every table and every load.
"""

import base64
import glob
import hashlib
import hmac
import os
import secrets
import unicodedata
from pathlib import Path

from sgdata.errors import Misuse
from sgdata.store.disk import sync
from sgdata.tables.columns import PseudonymKind

KEY_BYTES = 32


class Pseudonymiser:
    """Makes the pseudonyms of one key."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    @property
    def key_id(self) -> str:
        """Eight letters that name the key without telling it; stamped on every store."""
        return hashlib.sha256(b"sgdata|key_id|" + self._key).hexdigest()[:8]

    def pseudonym(self, kind: PseudonymKind, identifier: str) -> str:
        """The sixteen letters and digits that stand for `identifier`."""
        message = f"sgdata|v1|{kind}|{canonical(identifier)}".encode()
        return base64.b32encode(hmac.digest(self._key, message, "sha256"))[:16].decode()


def canonical(identifier: str) -> str:
    """One way to write an id: NFKC, no white space, upper case."""
    return "".join(unicodedata.normalize("NFKC", identifier).split()).upper()


def open_key(key_file: Path, store: Path, key_id: str | None = None) -> Pseudonymiser:
    """The pseudonymiser of the key with that id, in `key_file` or kept beside it; where no id is asked for or none
    fits, that of `key_file`, which is made when there is none (readable by its owner alone).

    Misuse where the key file lies inside the store or is not whole."""
    place = key_file.resolve()
    if place.is_relative_to(store.resolve()):
        raise Misuse(
            f"The key file {key_file} lies inside the store {store}: whoever takes the store would take the key. "
            "Set SGDATA_KEY_FILE to a place outside it."
        )
    if key_id is not None and (kept := kept_keys(key_file).get(key_id)):
        return kept
    if not place.exists():
        _write(place, secrets.token_bytes(KEY_BYTES))
    key = place.read_bytes()
    if len(key) != KEY_BYTES:
        raise Misuse(f"The key file {key_file} holds {len(key)} bytes, wanted {KEY_BYTES}: restore it from a backup.")
    return Pseudonymiser(key)


def kept_keys(key_file: Path) -> dict[str, Pseudonymiser]:
    """Every whole key in `key_file` and beside it (`pseudonym.key.<key_id>`, of before a rotation) by its id."""
    place = key_file.resolve()
    beside = sorted(place.parent.glob(f"{glob.escape(place.name)}.*"))
    keys = (Pseudonymiser(file.read_bytes()) for file in (place, *beside) if _is_whole(file))
    return {key.key_id: key for key in keys}


def change_key(key_file: Path, key: bytes) -> Path:
    """Makes `key` the one in `key_file` and keeps the one of before beside it; returns where that is.

    Killed at any moment, both keys that a store may need are there."""
    place = key_file.resolve()
    before = place.read_bytes()
    beside = place.with_name(f"{place.name}.{Pseudonymiser(before).key_id}")
    _write(beside, before)
    draft = place.with_name(f"{place.name}.{Pseudonymiser(key).key_id}")
    _write(draft, key)
    draft.replace(place)
    if os.name == "posix":
        sync(place.parent)
    return beside


def _is_whole(file: Path) -> bool:
    return file.is_file() and file.stat().st_size == KEY_BYTES


def _write(place: Path, key: bytes) -> None:
    """Makes the file whole or not at all, and leaves one that is there: two first loads at once end with one key."""
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, place)  # unlike a rename, this fails where another process was faster
    except FileExistsError:
        pass
    finally:
        draft.unlink()
