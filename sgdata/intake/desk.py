"""The desk at the door: what the Data page asks for. A proposal from files, a load, a way back; nothing of a row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sgdata.intake.apart import load_apart, refusals_apart
from sgdata.intake.dates import ORDERS, SUCH_AS, DateForm, Order, is_date
from sgdata.intake.mapping import Mapping, made, save, saved
from sgdata.intake.profile import titles
from sgdata.intake.report import LoadReport
from sgdata.intake.uploads import Upload, lying_ready
from sgdata.store.snapshots import Store
from sgdata.tables import TABLES
from sgdata.tables.columns import BirthDate, Column, Identifier, Vocabulary, VocabularyList, YesOrNo

__all__ = ["ORDERS", "SUCH_AS", "DateForm", "Mapping", "Order", "Upload", "made", "titles"]
THIS_LOAD = "this_load"
"""The name of a mapping that is not kept."""


@dataclass(frozen=True)
class Desk:
    """The door of one store."""

    store: Path
    key_file: Path
    rules: str | None = None
    profile: str | None = None
    """The shipped profile that reads the files, where a person chose one."""

    def propose(
        self,
        files: Sequence[Upload],
        mappings: Sequence[Mapping] = (),
        order: Order | None = None,
        full: str | None = None,
    ) -> LoadReport:
        """What would become of the files: each column, what it was taken for and why, and each row that would be
        refused, or be `gone` where tables are loaded in `full`. Nothing is stored. Misuse where a file cannot be
        read."""
        return self._load(files, mappings, order, lambda _: None, full, dry_run=True)

    def refusals(
        self,
        report: LoadReport,
        files: Sequence[Upload],
        mappings: Sequence[Mapping] = (),
        order: Order | None = None,
    ) -> bytes:
        """A workbook with the rows of the files that were refused, as they came, to be sent back."""
        with lying_ready(files) as paths:
            return refusals_apart(
                report,
                self.store,
                paths,
                key_file=self.key_file,
                profile=self.profile,
                mappings=mappings,
                order=order,
            )

    def take(
        self,
        files: Sequence[Upload],
        mappings: Sequence[Mapping],
        order: Order | None,
        progress: Callable[[str], None],
        full: str | None = None,
        *,
        may_remove_most: bool = False,
    ) -> LoadReport:
        """Loads the files, then keeps the mappings that have a name of their own. Refused where a `full` load would
        remove more than a half, unless it may."""
        report = self._load(files, mappings, order, progress, full, dry_run=False, may_remove_most=may_remove_most)
        for mapping in mappings:
            if mapping.name != THIS_LOAD:
                save(self.store, mapping)
        return report

    def in_use(self) -> str | None:
        """The id of the snapshot in use."""
        store = Store(self.store)
        return store.current().id if store.exists else None

    def go_back(self, snapshot: str) -> None:
        """Makes the snapshot of before a load the one in use."""
        Store(self.store).use(snapshot)

    def saved(self) -> list[Mapping]:
        """What is kept of sources."""
        return saved(self.store)

    def _load(
        self,
        files: Sequence[Upload],
        mappings: Sequence[Mapping],
        order: Order | None,
        progress: Callable[[str], None],
        full: str | None,
        *,
        dry_run: bool,
        may_remove_most: bool = False,
    ) -> LoadReport:
        with lying_ready(files) as paths:
            return load_apart(
                self.store,
                paths,
                key_file=self.key_file,
                rules=self.rules,
                profile=self.profile,
                mappings=mappings,
                order=order,
                full=full,
                may_remove_most=may_remove_most,
                dry_run=dry_run,
                progress=progress,
            )


@dataclass(frozen=True)
class Offered:
    """A column of ours as a person may choose it."""

    name: str
    is_needed: bool
    wanted: str
    words: tuple[str, ...]
    is_date: bool
    may_be_same: bool
    """Whether it may be the same in every row."""


def offered_tables() -> list[str]:
    """The tables that a sheet may become."""
    return list(TABLES)


def offered(table: str) -> list[Offered]:
    """The columns of a table, in the order of the contract."""
    return [_offered(column) for column in TABLES[table].columns()]


def _offered(column: Column) -> Offered:
    kind = column.kind
    words = ("yes", "no") if isinstance(kind, YesOrNo) else kind.words if isinstance(kind, Vocabulary) else ()
    is_own = isinstance(kind, BirthDate) or (isinstance(kind, Identifier) and kind.kind != "provider")
    return Offered(
        name=column.name,
        is_needed=not column.may_be_empty,
        wanted=kind.wanted if not isinstance(kind, VocabularyList) else "words of a list",
        words=words,
        is_date=is_date(column),
        may_be_same=not is_own,
    )
