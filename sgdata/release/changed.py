"""What changed from one snapshot to another: rows by table, and figures of the same day. For practitioners."""

from datetime import date

from pydantic import BaseModel

from sgdata.calendar import academic_year_start
from sgdata.errors import Misuse, Refused
from sgdata.measures.figure import Figure
from sgdata.release import live
from sgdata.release.scope import AnyScope, Scope
from sgdata.store.changed import TableChange, rows_changed
from sgdata.store.manifest import Manifest
from sgdata.store.schema import layout
from sgdata.store.snapshots import Store


class FigureChange(BaseModel):
    """A figure that both snapshots tell differently."""

    id: str
    title: str
    unit: str
    before: Figure
    after: Figure


class Changed(BaseModel):
    """From `old` to `new`."""

    old: str
    new: str
    as_at: date | None
    """The newest event of the newer, for which the figures of both are asked; None where it has none."""
    rows: list[TableChange]
    figures: list[FigureChange]
    not_compared: str = ""
    """Why the figures are not compared; "" where they are."""


def changed(scope: AnyScope, old: str | None = None, new: str | None = None) -> Changed:
    """What changed between two snapshots of the store: unless named, the one in use and the one before it.

    Misuse where there is no such snapshot; Refused where one is damaged, or they are of different keys, and for
    a leader, who knows of no snapshot."""
    if not isinstance(scope, Scope):
        raise Refused("Leaders see releases, not snapshots: ask a practitioner.")
    store = Store(scope.store)
    after = store.manifest(new or store.current().id)
    before = store.manifest(old or _one_before(store, after))
    rows = rows_changed(store, before, after)
    told = Changed(old=before.id, new=after.id, as_at=after.newest_event, rows=rows, figures=[])
    if after.newest_event is None:
        return told.model_copy(update={"not_compared": "Nothing in the newer snapshot has a date."})
    if {before.layout, after.layout} != {layout()}:
        of_another = "One of the two was written by another version of this program, with tables of another layout."
        return told.model_copy(update={"not_compared": of_another})
    asked = {"as_at": after.newest_event, "since": academic_year_start(after.newest_event)}
    was, now = (
        live.figures(scope.model_copy(update=asked | {"snapshot": manifest.id})) for manifest in (before, after)
    )
    figures = [
        FigureChange(id=one.id, title=one.title, unit=one.unit, before=earlier, after=one)
        for earlier, one in zip(was, now, strict=True)
        if _told(earlier) != _told(one)
    ]
    return told.model_copy(update={"figures": figures})


def _one_before(store: Store, manifest: Manifest) -> str:
    earlier = [one.id for one in store.listed() if one.id < manifest.id]
    if not earlier:
        raise Misuse(f"There is no snapshot before {manifest.id}: name two of sgdata snapshots list.")
    return earlier[-1]


def _told(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.numerator, figure.denominator, figure.unknown
