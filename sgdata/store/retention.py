"""How long snapshots are kept: by the rule file, and for as long as something names them."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from pydantic import BaseModel

from sgdata.errors import Misuse, Refused
from sgdata.rules import Snapshots
from sgdata.store.manifest import ID, Manifest
from sgdata.store.snapshots import Store


class Kept(BaseModel):
    """A snapshot, and what keeps it."""

    manifest: Manifest
    in_use: bool
    until: date | None
    """The last day for which the rule keeps it by its age; None where it keeps it by no age."""
    why: str
    """What keeps it whatever its age, "" where nothing does."""

    def may_go(self, today: date) -> bool:
        """Whether prune removes it."""
        return not self.why and (self.until is None or self.until < today)

    @property
    def told(self) -> str:
        """Until when it is kept, in words."""
        return self.why or (f"until {self.until}" if self.until else "no longer")


def kept(store: Store, rules: Snapshots, named: Mapping[str, str]) -> list[Kept]:
    """Every snapshot whose manifest can be read, with what keeps it; oldest first. `named`: who names a snapshot, by
    its place. A damaged one counts for nothing and goes only by `remove`."""
    listed, whole = store.listed(), store.whole()
    shown, in_use = store.current().id, store.in_use()
    newest = {manifest.id for manifest in whole[-rules.keep_newest :]}
    last = {_month(manifest): manifest.id for manifest in whole}
    sound = {manifest.id for manifest in whole}

    def why(manifest: Manifest) -> str:
        if manifest.id in in_use:
            return "in use"
        if manifest.id not in sound:
            return "damaged: see sgdata check"
        if manifest.place in named:
            return named[manifest.place]
        return f"among the newest {rules.keep_newest}" if manifest.id in newest else ""

    def until(manifest: Manifest) -> date | None:
        by_days = manifest.loaded_on + timedelta(days=rules.keep_days) if rules.keep_days else None
        is_last = last.get(_month(manifest)) == manifest.id and rules.keep_months
        by_months = _later(manifest.loaded_on, rules.keep_months) if is_last else None
        return max((day for day in (by_days, by_months) if day), default=None)

    return [Kept(manifest=one, in_use=one.id == shown, until=until(one), why=why(one)) for one in listed]


def prune(store: Store, rules: Snapshots, named: Mapping[str, str]) -> list[str]:
    """Removes the snapshots that nothing keeps, and returns their ids."""
    store.current()
    with store.writing():
        today = datetime.now(UTC).date()
        return store.remove(one.manifest.id for one in kept(store, rules, named) if one.may_go(today))


def only_newest(keep: int) -> Snapshots:
    """The rule that keeps so many of the newest, of whatever age."""
    return Snapshots(keep_newest=keep, keep_days=0, keep_months=0)


def _month(manifest: Manifest) -> tuple[int, int]:
    return manifest.made_at.year, manifest.made_at.month


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def remove(store: Store, snapshot: str) -> None:
    """Removes a snapshot that somebody names; Misuse where there is none, Refused where it is in use."""
    if not (ID.fullmatch(snapshot) and any(store.snapshots.glob(f"{snapshot}.*"))):
        raise Misuse(f"{store.folder} holds no snapshot {snapshot}: see sgdata snapshots list.")
    with store.writing():
        if not store.remove([snapshot]):
            raise Refused(f"Snapshot {snapshot} is in use: take another one into use first (sgdata snapshots use ID).")
