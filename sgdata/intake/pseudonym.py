"""Pseudonyms: the keyed hash that stands for an id of the source from the door on.

`base32(HMAC-SHA-256(K, "sgdata|v1|<kind>|" + canonical id))[:16]`: without the key nobody can try ids until one
fits, with it the same child has the same pseudonym in every table and every load.
"""

import base64
import hashlib
import hmac
import os
import secrets
import unicodedata
from pathlib import Path

from sgdata.errors import Misuse
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


def open_key(key_file: Path, store: Path) -> Pseudonymiser:
    """The pseudonymiser of the key in `key_file`, which is made when there is none (readable by its owner alone)."""
    place = key_file.resolve()
    if place.is_relative_to(store.resolve()):
        raise Misuse(
            f"The key file {key_file} lies inside the store {store}: whoever takes the store would take the key. "
            "Set SGDATA_KEY_FILE to a place outside it."
        )
    if not place.exists():
        _write_key(place)
    key = place.read_bytes()
    if len(key) != KEY_BYTES:
        raise Misuse(f"The key file {key_file} holds {len(key)} bytes, wanted {KEY_BYTES}: restore it from a backup.")
    return Pseudonymiser(key)


def _write_key(place: Path) -> None:
    """Makes the file whole or not at all: two first loads at once end with one key."""
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, place)  # unlike a rename, this fails where another process was faster
    except FileExistsError:
        pass
    finally:
        draft.unlink()
