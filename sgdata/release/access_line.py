"""One line of the access log: who saw or did what, when, and the hash that ties it to the line before it.

Only declared things fit in: pages, indicators and file kinds by their ids, case references, ids of snapshots and
releases. There is no free text, so nothing can be written that identifies a child.
"""

import hashlib
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Kind = Literal[
    "page",
    "figures",
    "records",
    "export",
    "minutes",
    "release",
    "load",
    "snapshots",
    "forget",
    "key",
    "serve",
    "check",
    "prune",
    "backup",
    "restore",
]
AccessRole = Literal["leader", "practitioner", "data_officer", "administrator"]

MONTH = "[0-9]{4}-(0[1-9]|1[0-2])"
_PART = "([a-z]+[0-9]{0,3}|[0-9]{1,3})"  # too few digits for an official number
_REFERENCE = "[A-Z]-[2-9A-Z]{4}-[2-9A-Z]{4}"
LONGEST = 100
SEAL = b',"hash":"'


def _one_line(text: object) -> object:
    """Names come from a sign-in or a rule file: what cannot be printed must not stop the access from being logged."""
    if not isinstance(text, str):
        return text
    return "".join(sign if sign.isprintable() else "?" for sign in text)[:LONGEST]


def _in_seconds(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


Thing = Annotated[str, StringConstraints(pattern=rf"^({_PART}(_{_PART})*|{_REFERENCE}|{MONTH})$")]
Name = Annotated[str, BeforeValidator(_one_line), Field(min_length=1)]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Anchor(_Strict):
    """The last line that was removed by the rule of retention: the chain goes on from it."""

    number: Annotated[int, Field(gt=0)]
    hash: Hash


class Access(_Strict):
    """What is noted of an access."""

    at: Annotated[datetime, AfterValidator(_in_seconds)]
    """When, in UTC, to the second."""
    who: Name
    """The name of the sign-in; on a laptop the role that the person works in."""
    role: AccessRole
    kind: Kind
    what: tuple[Thing, ...] = ()
    """Names of pages, ids of indicators, kinds of files, case references or months of the log."""
    as_at: date | None = None
    organisation: Name
    snapshot: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z._-]{1,80}$")] | None = None
    """The id of the snapshot or of the release."""


class Line(Access):
    """An access in its place in the log."""

    number: Annotated[int, Field(gt=0)]
    month: Annotated[str, StringConstraints(pattern=f"^{MONTH}$")]
    """The file that it stands in: the month in which it was written."""
    previous: Hash | Literal[""]
    """The hash of the line before it; empty in the first."""
    removed_to: Anchor | None = None
    hash: Hash

    @property
    def text(self) -> bytes:
        """The line as it stands in the file, without its end."""
        return _open(self) + SEAL + self.hash.encode() + b'"}'

    def __str__(self) -> str:
        """The line for a terminal: what is not set is left out."""
        of = " ".join((self.kind, *self.what)) + (f", as at {self.as_at}" if self.as_at else "")
        by = self.who if self.who == self.role else f"{self.who} ({self.role})"
        held = f", {self.snapshot}" if self.snapshot else ""
        return f"{self.number} {self.at:%Y-%m-%d %H:%M:%S} {by}: {of}, {self.organisation}{held}, {self.hash[:12]}"


def write_line(access: Access, number: int, month: str, previous: str, removed_to: Anchor | None = None) -> Line:
    """The line that puts an access, or the line of another log, in its place."""
    place = {"number": number, "month": month, "previous": previous, "removed_to": removed_to, "hash": "0" * 64}
    unsealed = Line(**dict(access) | place)
    return unsealed.model_copy(update={"hash": _hash(_open(unsealed))})


def read_line(text: bytes) -> Line:
    """The line that a text is; ValueError where it is not, to the byte, what was written."""
    opened, _, seal = text.rpartition(SEAL)
    if seal != _hash(opened).encode() + b'"}':
        raise ValueError("its hash is not that of its text")
    return Line.model_validate_json(text)


def _open(line: Line) -> bytes:
    """The line up to its hash. What is not set is left out, so that older lines stay what they are when fields come."""
    return line.model_dump_json(exclude={"hash"}, exclude_none=True, ensure_ascii=True).encode()[:-1]


def _hash(opened: bytes) -> str:
    return hashlib.sha256(opened).hexdigest()
