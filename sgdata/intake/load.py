"""A load from door to snapshot: find, recognise, stage, check, apply to a draft, swap it in.

Nothing is in the store before everything that was accepted is; a sheet at a time is on the workbench.
"""

from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sgdata.errors import Misuse, Refused
from sgdata.intake import limits
from sgdata.intake.dates import Order
from sgdata.intake.full import Full, full_of
from sgdata.intake.layout.zipped import ZIPPED
from sgdata.intake.mapping import Mapping, saved
from sgdata.intake.names import sayable
from sgdata.intake.profile import chosen
from sgdata.intake.pseudonym import Pseudonymiser, open_key
from sgdata.intake.report import LoadReport, Outcome
from sgdata.intake.session import AS_IT_COMES, How, Progress, Session
from sgdata.intake.sheets import LOOSE
from sgdata.intake.staging import Workbench
from sgdata.rules import SHIPPED, find_rules
from sgdata.settings import PROJECT
from sgdata.store.schema import complete, lay_tables, layout
from sgdata.store.snapshots import Store

READ = (*LOOSE, *ZIPPED)


def load_paths(
    folder: Path,
    paths: Iterable[Path],
    *,
    key_file: Path,
    rules: str | None = None,
    profile: str | None = None,
    mappings: Sequence[Mapping] = (),
    order: Order | None = None,
    full: str | None = None,
    may_remove_most: bool = False,
    dry_run: bool = False,
    progress: Progress = lambda _: None,
) -> LoadReport:
    """Loads into the store in `folder`, with the key in `key_file`: see `load`. Beside the `mappings`, and after them,
    those that are saved are used; where a `profile` is named, that one alone.

    Misuse, too, where a file or folder may not be read or written."""
    try:
        store = Store(folder)
        return load(
            store,
            paths,
            key_of(store, key_file),
            rules=rules,
            how=how_to_read(folder, profile, mappings, order),
            full=full_of(full, may_remove_most=may_remove_most),
            dry_run=dry_run,
            progress=progress,
        )
    except OSError as problem:
        raise Misuse(_told(problem, folder)) from None


def how_to_read(
    folder: Path, profile: str | None = None, mappings: Sequence[Mapping] = (), order: Order | None = None
) -> How:
    """How the sheets for the store in `folder` are read; Misuse where there is no such profile."""
    shipped, own = chosen(profile, saved(folder))
    names = {one.name for one in mappings}
    return How(shipped, tuple(mappings), tuple(one for one in own if one.name not in names), order)


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
    how: How = AS_IT_COMES,
    full: Full | None = None,
    dry_run: bool = False,
    progress: Progress = lambda _: None,
) -> LoadReport:
    """Loads files, folders and workbooks into a new snapshot and tells what became of every row.

    Misuse where a path or file cannot be read, Refused where the store belongs to another key or other rules, or a
    `full` load may take out what it should not.
    In both cases, as with a kill, the store is as it was."""
    files = files_of(paths)
    with store.writing(), store.draft() as draft:
        rules_text = _agreed_rules(store, rules)
        in_use = _agreed_snapshot(store, pseudonyms)
        with closing(Workbench()) as bench:
            bench.attach(draft)
            lay_tables(bench.con, "draft")
            full = full or Full()
            reports = Session(bench, pseudonyms, progress, how, proposes=dry_run, full=full).load(files)
            limits.working()
            full.settle(bench, reports, asks=dry_run)
            is_of_this_version = not store.exists or store.current().layout == layout()
            if is_of_this_version and not any(one.new or one.replaced or one.gone for one in reports):
                recognised = any(report.table or report.source for report in reports)
                outcome: Outcome = "nothing new" if recognised else "nothing recognised"
                return LoadReport(snapshot=in_use, outcome=outcome, tables=reports)
            if dry_run:
                return LoadReport(snapshot=in_use, outcome="dry run", tables=reports)
            progress("working out school days")
            rows, newest = complete(bench.con, "draft", loaded_on=datetime.now(UTC).date())
        if not store.rules_file.exists():
            store.keep_rules(rules_text)
        manifest = store.publish(draft, key_id=pseudonyms.key_id, layout=layout(), rows=rows, newest_event=newest)
        return LoadReport(snapshot=manifest.id, outcome="loaded", tables=reports)


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files of the paths, folders opened; Misuse where a path is not there or not a kind that is read."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            # A text file in a folder is mostly a note; whoever means one as data names it.
            inside = [file for file in sorted(path.iterdir()) if _is_read(file) and file.suffix.lower() != ".txt"]
            if not inside:
                raise Misuse(f"{path} holds no file that can be loaded: wanted CSV, XLSX, Parquet or a zipped folder.")
            found += inside
        elif not path.exists():
            raise Misuse(f"There is no {path}: wanted a file or a folder.")
        elif not _is_read(path):
            raise Misuse(f"{path} is no kind of file that is read: wanted CSV, XLSX, Parquet or a zipped folder.")
        else:
            found.append(path)
    return found


def _told(problem: OSError, folder: Path) -> str:
    """What the machine would not do. A file of a folder may bear the name of a child."""
    place = Path(problem.filename or folder)
    is_data = place.suffix.lower() in READ
    return f"{sayable(place.name) if is_data else place}: {problem.strerror or type(problem).__name__}."


def _is_read(file: Path) -> bool:
    hidden = file.name.startswith((".", "~$"))
    return file.is_file() and not hidden and file.suffix.lower() in READ


def key_of(store: Store, key_file: Path) -> Pseudonymiser:
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
