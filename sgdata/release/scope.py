"""A scope: whose figures, of which snapshot, for which date, for which role. Every question carries one."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sgdata.calendar import academic_year_start
from sgdata.errors import Misuse
from sgdata.measures.catalogue import hold_rules
from sgdata.rules import Rules, read_rules
from sgdata.store.schema import layout
from sgdata.store.snapshots import Store, stores_in

Role = Literal["leader", "practitioner"]


class Scope(BaseModel):
    """Hashable, so that it is the whole key of every cached answer."""

    model_config = ConfigDict(frozen=True)

    store: Path
    snapshot: str
    role: Role
    as_at: date
    since: date
    rules_text: str

    @property
    def rules(self) -> Rules:
        """The rules of the organisation as they were when the scope was opened."""
        return _rules(self.rules_text, str(Store(self.store).rules_file))


class Organisation(BaseModel):
    """One organisation whose store can be opened; no two have the same name."""

    model_config = ConfigDict(frozen=True)

    name: str
    store: Path


def organisations(folder: Path) -> list[Organisation]:
    """The organisations whose stores are in the folder, in the order in which the screen offers them."""
    stores = stores_in(folder)
    names = [
        _rules(store.rules_file.read_text(encoding="utf-8"), str(store.rules_file)).organisation for store in stores
    ]
    found = [
        Organisation(name=name if names.count(name) == 1 else f"{name} ({store.folder.name})", store=store.folder)
        for name, store in zip(names, stores, strict=True)
    ]
    return sorted(found, key=lambda one: not one.name.startswith("Virtual School"))


def open_scope(folder: Path, role: Role, as_at: date | None = None, since: date | None = None) -> Scope:
    """The scope of a store in use; Misuse where it is empty, its rules have a fault or the dates cannot be.

    `as_at` is the newest event of the snapshot unless given, `since` 1 September of its academic year."""
    store = Store(folder)
    current = store.current()
    if current.layout != layout():
        raise Misuse(
            f"The snapshot in {folder} was written by another version of this program: "
            f"bring it up to date with sgdata snapshots renew --store {folder}"
        )
    as_at = as_at or current.newest_event
    if as_at is None:
        raise Misuse(f"Nothing in {folder} has a date, so there is no date to answer for: give one with --as-at.")
    since = since or academic_year_start(as_at)
    if since > as_at:
        raise Misuse(f"The period begins on {since} and ends on {as_at}: wanted --since on or before --as-at.")
    rules_text = store.rules_file.read_text(encoding="utf-8")
    _rules(rules_text, str(store.rules_file))  # a fault in them is told now, not in the middle of a page
    return Scope(store=folder, snapshot=current.id, role=role, as_at=as_at, since=since, rules_text=rules_text)


@lru_cache(maxsize=16)
def _rules(text: str, file: str) -> Rules:
    return hold_rules(read_rules(text, file), file)


def command_line_scope(folder: Path, role: str, as_at: date | None, since: date | None) -> Scope:
    """The scope of the store in the folder, or of the first below it; Misuse where there is none."""
    match role:
        case "leader" | "practitioner":
            found = organisations(folder)
            return open_scope(found[0].store if found else folder, role, as_at, since)
        case _:
            raise Misuse(f"--role {role}: wanted practitioner or leader.")
