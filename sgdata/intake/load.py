"""A load from door to snapshot: find, recognise, stage, check, apply to a draft, swap it in.

Nothing is in the store before everything that was accepted is; a sheet at a time is on the workbench.
"""

from collections.abc import Callable, Collection, Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sgdata.errors import Misuse, Refused
from sgdata.intake.apply import apply
from sgdata.intake.check import check
from sgdata.intake.names import file_called, sayable
from sgdata.intake.profile import Profile, find_profile
from sgdata.intake.pseudonym import Pseudonymiser, open_key
from sgdata.intake.recognise import Recognised, known_headers, recognise
from sgdata.intake.report import LoadReport, Outcome, TableReport
from sgdata.intake.staging import ParquetFile, Sheet, Staged, Workbench, count_records
from sgdata.intake.template import NOTES
from sgdata.intake.text_file import decide
from sgdata.intake.workbook import Worksheet, worksheets
from sgdata.rules import SHIPPED, find_rules
from sgdata.settings import PROJECT
from sgdata.store.schema import complete, lay_tables, layout
from sgdata.store.snapshots import Store
from sgdata.tables import TABLES, Table
from sgdata.tables.columns import folded

TEXT = (".csv", ".tsv", ".txt", ".psv")
WORKBOOKS = (".xlsx", ".xlsm")
PARQUET = (".parquet", ".pq")
Progress = Callable[[str], None]


def load_paths(
    folder: Path,
    paths: Iterable[Path],
    *,
    key_file: Path,
    rules: str | None = None,
    profile: str | None = None,
    dry_run: bool = False,
    progress: Progress = lambda _: None,
) -> LoadReport:
    """Loads into the store in `folder`, with the key in `key_file` and the profile of that name: see `load`.

    Misuse, too, where a file or folder may not be read or written."""
    try:
        store = Store(folder)
        return load(
            store,
            paths,
            _key_of(store, key_file),
            rules=rules,
            profile=find_profile(profile) if profile else None,
            dry_run=dry_run,
            progress=progress,
        )
    except OSError as problem:
        raise Misuse(_told(problem, folder)) from None


def load_samples(folder: Path, *, key_file: Path, progress: Progress = lambda _: None) -> None:
    """Loads the two samples into stores of their own below `folder`, unless it holds a store already."""
    if Store(folder).exists:
        return
    for kind in SHIPPED:
        if not Store(folder / kind).exists:
            progress(f"loading the sample {kind}")
            load_paths(folder / kind, [PROJECT / "sample_data" / kind], key_file=key_file, rules=kind)


def load(
    store: Store,
    paths: Iterable[Path],
    pseudonyms: Pseudonymiser,
    *,
    rules: str | None = None,
    profile: Profile | None = None,
    dry_run: bool = False,
    progress: Progress = lambda _: None,
) -> LoadReport:
    """Loads files, folders and workbooks into a new snapshot and tells what became of every row.

    Misuse where a path or file cannot be read, Refused where the store belongs to another key or other rules.
    In both cases, as with a kill, the store is as it was."""
    files = files_of(paths)
    with store.writing(), store.draft() as draft:
        rules_text = _agreed_rules(store, rules)
        in_use = _agreed_snapshot(store, pseudonyms)
        with closing(Workbench()) as bench:
            bench.attach(draft)
            lay_tables(bench.con, "draft")
            reports = Session(bench, pseudonyms, progress).load(files, profile)
            is_of_this_version = not store.exists or store.current().layout == layout()
            if is_of_this_version and not any(report.new or report.replaced for report in reports):
                recognised = any(report.table for report in reports)
                outcome: Outcome = "nothing new" if recognised else "nothing recognised"
                return LoadReport(snapshot=in_use, outcome=outcome, tables=reports)
            progress("working out school days")
            rows, newest = complete(bench.con, "draft", loaded_on=datetime.now(UTC).date())
        if dry_run:
            return LoadReport(snapshot=in_use, outcome="dry run", tables=reports)
        if not store.rules_file.exists():
            store.keep_rules(rules_text)
        manifest = store.publish(draft, key_id=pseudonyms.key_id, layout=layout(), rows=rows, newest_event=newest)
        return LoadReport(snapshot=manifest.id, outcome="loaded", tables=reports)


class Session:
    """The sheets of one load, one after the other."""

    def __init__(self, bench: Workbench, pseudonyms: Pseudonymiser, progress: Progress) -> None:
        self.bench = bench
        self.pseudonyms = pseudonyms
        self.progress = progress

    def load(self, files: list[Path], profile: Profile | None) -> list[TableReport]:
        """Loads the sheets of the files: in the form of the contract, or of another system through its profile."""
        if profile is None:
            return [self._sheet(name, sheet) for name, sheet in self._sheets(files, known_headers(), TABLES)]
        sheets = self._sheets(files, profile.known_headers(), profile.sources)
        reports, tables = profile.stage(self.bench, sheets)
        for table, staged, report in tables:
            self._take(staged, table, report)
        return reports

    def _sheets(
        self, files: list[Path], headers: set[str], names: Collection[str]
    ) -> list[tuple[str, Sheet | ParquetFile]]:
        """Every sheet of the files with the name that the report gives it. `headers` (folded) and `names` are those
        of the sheets that are looked for."""
        found: list[tuple[str, Sheet | ParquetFile]] = []
        for file in files:
            called = file_called(file)
            self.progress(f"reading {called}")
            if file.suffix.lower() in WORKBOOKS:
                found += [
                    (f"{called} [{_sheet_name(sheet, names)}]", sheet)
                    for sheet in worksheets(file)
                    if sheet.name not in NOTES
                ]
            elif file.suffix.lower() in PARQUET:
                found.append((called, self.bench.parquet(file)))
            else:
                found.append((called, decide(file, headers)))
        return found

    def _sheet(self, name: str, sheet: Sheet | ParquetFile) -> TableReport:
        recognised = recognise(sheet.header)
        if isinstance(recognised, str):
            rows = count_records(sheet)
            return TableReport(table=None, file=name, read=rows, refused=rows, note=f"Not recognised: {recognised}.")
        return self._recognised(name, sheet, recognised)

    def _recognised(self, name: str, sheet: Sheet | ParquetFile, recognised: Recognised) -> TableReport:
        self.progress(f"reading {name} as {recognised.table.TABLE}")
        staged = self.bench.stage(sheet, recognised.columns)
        report = TableReport(table=recognised.table.TABLE, file=name, dropped_columns=list(recognised.dropped))
        self._take(staged, recognised.table, report)
        return report

    def _take(self, staged: Staged, table: type[Table], report: TableReport) -> None:
        """Checks the staged rows, applies those accepted to the draft and writes the report."""
        checked = check(self.bench, staged, table, self.pseudonyms)
        report.read += staged.read
        report.accepted += checked.accepted
        report.refused += checked.refused
        report.repeated += checked.repeated
        report.reasons = sorted(report.reasons + checked.reasons, key=lambda reason: reason.line)
        report.withheld += checked.withheld
        report.reasons_not_listed += max(0, checked.refused - len({reason.line for reason in checked.reasons}))
        applied = apply(self.bench, checked.name, table)
        report.new += applied.new
        report.replaced += applied.replaced
        report.unchanged += applied.unchanged
        if report.read != report.accepted + report.refused:
            raise AssertionError(f"{report.table}: {report.read} rows read, {report.accepted} + {report.refused} kept")
        self.bench.drop(staged.name, checked.name)


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files of the paths, folders opened; Misuse where a path is not there or not a kind that is read."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            # A text file in a folder is mostly a note; whoever means one as data names it.
            inside = [file for file in sorted(path.iterdir()) if _is_read(file) and file.suffix.lower() != ".txt"]
            if not inside:
                raise Misuse(f"{path} holds no file that can be loaded: wanted CSV, XLSX or Parquet.")
            found += inside
        elif not path.exists():
            raise Misuse(f"There is no {path}: wanted a file or a folder.")
        elif not _is_read(path):
            raise Misuse(f"{path} is no kind of file that is read: wanted CSV, XLSX or Parquet.")
        else:
            found.append(path)
    return found


def _told(problem: OSError, folder: Path) -> str:
    """What the machine would not do. A file of a folder may bear the name of a child."""
    place = Path(problem.filename or folder)
    is_data = place.suffix.lower() in (*TEXT, *WORKBOOKS, *PARQUET)
    return f"{sayable(place.name) if is_data else place}: {problem.strerror or type(problem).__name__}."


def _sheet_name(sheet: Worksheet, names: Collection[str]) -> str:
    """The name of a worksheet where it is one of `names`, else its place: a sheet may bear the name of a child."""
    return sheet.name if folded(sheet.name) in map(folded, names) else f"sheet {sheet.place}"


def _is_read(file: Path) -> bool:
    hidden = file.name.startswith((".", "~$"))
    return file.is_file() and not hidden and file.suffix.lower() in (*TEXT, *WORKBOOKS, *PARQUET)


def _key_of(store: Store, key_file: Path) -> Pseudonymiser:
    """The key of the store, once what a killed change of it began is ended; for a new store the one in `key_file`."""
    if not store.exists:
        return open_key(key_file, store.folder)
    with store.writing():
        return open_key(key_file, store.folder, store.current().key_id)


def _agreed_snapshot(store: Store, pseudonyms: Pseudonymiser) -> str | None:
    """The id of the snapshot in use, if any; Refused where it was made with another key."""
    if not store.exists:
        return None
    in_use = store.current()
    if in_use.key_id != pseudonyms.key_id:
        raise Refused(
            f"{store.folder} was made with the key {in_use.key_id}, this key is {pseudonyms.key_id}: "
            "one child would become two. Use the key file that the store was made with."
        )
    return in_use.id


def _agreed_rules(store: Store, rules: str | None) -> str:
    """The rules that the store is to have; Refused where it has others."""
    text = find_rules(rules or "virtual_school")
    if store.rules_file.exists():
        kept = store.rules_file.read_text(encoding="utf-8")
        if rules and kept != text:
            raise Refused(
                f"{store.folder} was made with other rules than {rules}: one store serves one organisation. "
                f"Load into another folder, or edit {store.rules_file}."
            )
        return kept
    return text
