"""The sheets of one load, one after the other: recognised, staged, checked, applied to the draft, told of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sgdata.intake.apply import apply
from sgdata.intake.check import check
from sgdata.intake.dates import Order
from sgdata.intake.exceptions import NO_PRESENCE, looks_like_exceptions, take_exceptions
from sgdata.intake.full import Full
from sgdata.intake.layout.wide import WideRegister
from sgdata.intake.mapping import Mapping, Reading, Remembered, remembering
from sgdata.intake.profile import Profile, profile_of
from sgdata.intake.proposal import headers_of, taken_columns, tell_columns
from sgdata.intake.pseudonym import Pseudonymiser
from sgdata.intake.recognise import Recognised, as_the_contract, known_headers, nearest, recognise
from sgdata.intake.report import MOST_LEFT_OUT, LeftOut, SheetHeader, TableReport, in_order
from sgdata.intake.sheets import LookedFor, Sheets
from sgdata.intake.staging import ParquetFile, Sheet, Staged, Workbench, count_records, left_out_of
from sgdata.tables import TABLES, Table
from sgdata.tables.attendance import Mark

Progress = Callable[[str], None]


@dataclass(frozen=True)
class How:
    """How sheets are read that are not in the form of the contract."""

    profile: Profile | None = None
    """Of another system, for all sheets."""
    mappings: Sequence[Mapping] = ()
    """What a person says of sources now: each is used where its headers stand."""
    saved: Sequence[Mapping] = ()
    """What a person has said of others before."""
    order: Order | None = None
    """Which comes first in dates whose columns leave it open."""

    def recognise(self, header: tuple[str, ...], remember: Remembered) -> Recognised | str:
        """The table that a sheet with this header is, or why it is none."""
        return recognise(header, (self.mappings, self.saved), remember)


AS_IT_COMES = How()


class Session:
    """The sheets of one load, one after the other."""

    def __init__(
        self,
        bench: Workbench,
        pseudonyms: Pseudonymiser,
        progress: Progress,
        how: How = AS_IT_COMES,
        *,
        proposes: bool = False,
        full: Full | None = None,
    ) -> None:
        self.bench = bench
        self.pseudonyms = pseudonyms
        self.progress = progress
        self.how = how
        self.proposes = proposes
        """Whether the report shows a person what to correct: examples and unknown words."""
        self.full = full or Full()
        self.remember = remembering(pseudonyms)

    def load(self, files: list[Path]) -> list[TableReport]:
        """Loads the sheets of the files: in the form of the contract, or of another system through its profile."""
        sheets, profile = self.sheets(), self.how.profile
        if profile is None:
            return [self._sheet(name, sheet) for name, sheet in sheets.of(files)] + sheets.not_read
        reports, by_source = profile.stage(self.bench, sheets.of(files), self._beside)
        for table, staged, report in profile.made(self.bench, by_source, reports):
            self._take(staged, table, report, self._reading())
        if (marks := profile.exceptions) and marks.of in by_source:
            told = take_exceptions(self.bench, self.pseudonyms, self._reading(), self.full, marks, by_source[marks.of])
            reports.insert(reports.index(by_source[marks.of]) + 1, told)
        return reports + sheets.not_read

    def _reading(self, mapping: Mapping | None = None) -> Reading:
        return Reading(datetime.now(UTC).date(), self.how.order, mapping, self.remember)

    def _beside(self, name: str, sheet: Sheet | ParquetFile, note: str) -> TableReport:
        """The report of a sheet that is not of the other system: one in the form of the contract is loaded as well."""
        if own := as_the_contract(sheet.header):
            return self._recognised(name, sheet, own, [])
        rows = count_records(sheet)
        return TableReport(table=None, file=name, read=rows, refused=rows, note=note)

    def sheets(self) -> Sheets:
        """The sheets of files as this load finds them."""
        if profile := self.how.profile:
            headers, names = profile.known_headers() | known_headers(), (*profile.sources, *TABLES)
            looked_for = LookedFor(headers, names, lambda header: _fits_either(profile, header))
        else:
            said = (*self.how.mappings, *self.how.saved)
            looked_for = LookedFor(known_headers(said), TABLES, self._fits, self.remember if said else None)
        return Sheets(self.bench, looked_for, self.progress)

    def _fits(self, header: tuple[str, ...]) -> int:
        recognised = self.how.recognise(header, self.remember)
        return len(recognised.columns) if isinstance(recognised, Recognised) else 0

    def _sheet(self, name: str, sheet: Sheet | ParquetFile) -> TableReport:
        fault = sheet.fault if isinstance(sheet, WideRegister) else ""
        recognised = fault or self.how.recognise(sheet.header, self.remember)
        headers = headers_of(sheet.header, self.remember) if self.proposes else []
        if isinstance(recognised, str):
            rows = count_records(sheet)
            note = f"Not recognised: {recognised}."
            if not fault and (theirs := profile_of(sheet.header)):
                note += f" It has the columns of a sheet that the profile {theirs} reads: load it with that."
            report = TableReport(
                table=None, file=name, read=rows, refused=rows, note=note, headers=headers, likely=nearest(sheet.header)
            )
            report.leave_out(left_out_of(sheet))
            return report
        if recognised.questions:
            return self._asked(name, sheet, recognised, headers)
        return self._recognised(name, sheet, recognised, headers)

    def _asked(
        self, name: str, sheet: Sheet | ParquetFile, recognised: Recognised, headers: list[SheetHeader]
    ) -> TableReport:
        """The report of a sheet that is not loaded, because a person has to say first what a column of it is."""
        rows = count_records(sheet)
        return TableReport(
            table=None,
            file=name,
            left_out=[LeftOut(line=line, what=what) for line, what in left_out_of(sheet)[:MOST_LEFT_OUT]],
            read=rows,
            refused=rows,
            note=f"Not loaded as {recognised.table.TABLE} yet: {'; '.join(recognised.questions)}.",
            headers=headers,
            likely=recognised.table.TABLE,
            columns=taken_columns(recognised, sheet.header),
        )

    def _recognised(
        self, name: str, sheet: Sheet | ParquetFile, recognised: Recognised, headers: list[SheetHeader]
    ) -> TableReport:
        self.progress(f"reading {name} as {recognised.table.TABLE}")
        staged = self.bench.stage(sheet, recognised.columns)
        report = TableReport(
            table=recognised.table.TABLE,
            file=name,
            dropped_columns=list(recognised.dropped),
            headers=headers,
            likely=recognised.table.TABLE,
            profile=recognised.mapping.name if recognised.mapping else None,
            columns=taken_columns(recognised, sheet.header),
        )
        self._take(staged, recognised.table, report, self._reading(recognised.mapping))
        return report

    def _take(self, staged: Staged, table: type[Table], report: TableReport, reading: Reading | None) -> None:
        """Checks the staged rows, applies those accepted to the draft and writes the report."""
        checked = check(self.bench, staged, table, self.pseudonyms, reading)
        tell_columns(self.bench, staged, table, checked, report, reading if self.proposes else None)
        report.read += staged.read
        report.accepted += checked.accepted
        report.refused += checked.refused
        report.repeated += checked.repeated
        report.reasons = in_order(report.reasons + checked.reasons)
        report.withheld += checked.withheld
        report.reasons_not_listed += max(0, checked.refused - len({reason.row for reason in checked.reasons}))
        report.leave_out(staged.left_out)
        report.note = report.note or staged.note
        if table is Mark and not self.how.profile and looks_like_exceptions(self.bench, checked.name):
            report.note = " ".join(filter(None, [report.note, NO_PRESENCE]))
        self.full.note(self.bench, checked.name, table)
        applied = apply(self.bench, checked.name, table)
        report.new += applied.new
        report.replaced += applied.replaced
        report.unchanged += applied.unchanged
        if report.read != report.accepted + report.refused:
            raise AssertionError(f"{report.table}: {report.read} rows read, {report.accepted} + {report.refused} kept")
        self.bench.drop(staged.name, checked.name)


def _fits_either(profile: Profile, header: tuple[str, ...]) -> int:
    """How many columns of a sheet of the profile the header has, or of one of ours under its own names."""
    own = as_the_contract(header)
    return profile.fits(header) or (len(own.columns) if own else 0)
