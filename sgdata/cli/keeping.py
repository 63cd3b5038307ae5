"""Commands that keep the store: load, snapshots, what is forgotten, the key, what cannot be right, who saw what."""

import json
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sgdata.cli.common import (
    JsonOption,
    StoreOption,
    app,
    note,
    out,
    print_json,
    store_folder,
    telling,
)
from sgdata.errors import Misuse
from sgdata.settings import Settings

if TYPE_CHECKING:
    from sgdata.intake.dates import Order


@app.command()
def load(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files, folders or workbooks.")] = None,
    store: StoreOption = None,
    profile: Annotated[
        str | None,
        typer.Option(help="What wrote them, such as ssda903, or a source saved on the Data page."),
    ] = None,
    list_profiles: Annotated[bool, typer.Option("--list-profiles", help="Name the profiles there are.")] = False,
    dates: Annotated[
        str | None, typer.Option(help="day-first or month-first, where a column of dates leaves it open.")
    ] = None,
    rules: Annotated[
        str | None, typer.Option(help="virtual_school (default), mentoring_provider or a rule file; at the first load.")
    ] = None,
    full: Annotated[
        str | None,
        typer.Option(metavar="TABLE|all", help="What the files do not hold any more goes, of what they cover."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="With --full: even where more than a half goes.")] = False,
    report_file: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE.xlsx", help="Write the refused rows, wrong cells marked, to send back."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report, and leave the store as it is.")] = False,
    as_json: JsonOption = False,
) -> int:
    """Load exports: recognised, stripped of identity, checked; good rows in, bad rows refused with a reason."""
    from sgdata.intake.apart import load_apart, refusals_apart

    if list_profiles:
        from sgdata.intake.mapping import saved
        from sgdata.intake.profile import shipped, titles

        own = {one.name: one.table for one in saved(store_folder(store))}
        if as_json:
            print_json({"shipped": shipped(), "own": own})
        else:
            for name, title in titles().items():
                out.print(f"{name}: {title}; comes with the program")
            for name, table in own.items():
                out.print(f"{name}: a source of {table}, used where its headers stand")
        return 0
    if not paths:
        raise Misuse("wanted: sgdata load FILES_OR_FOLDERS")
    if report_file and report_file.suffix.lower() != ".xlsx":
        raise Misuse(f"--report {report_file}: wanted a name that ends in .xlsx.")
    order, folder, key_file = _order(dates), store_folder(store), Settings().key_file
    threading.Thread(target=_import_meanwhile, daemon=True).start()
    report = load_apart(
        folder,
        paths,
        key_file=key_file,
        rules=rules,
        profile=profile,
        order=order,
        full=full,
        may_remove_most=yes,
        dry_run=dry_run,
        progress=telling(),
    )
    if report.outcome == "loaded":
        note(store_folder(store), "load", "data_officer", snapshot=report.snapshot)
    if as_json:
        print_json(report)
    else:
        from sgdata.outputs.terminal import print_load

        print_load(out, report)
    if report_file:
        content = refusals_apart(report, folder, paths, key_file=key_file, profile=profile, order=order)
        report_file.write_bytes(content)
        print(
            f"sgdata: {report_file} holds the rows that were refused, as they came: give it to whoever may see them.",
            file=sys.stderr,
        )
    return 1 if report.needs_a_person else 0


def _import_meanwhile() -> None:
    """What is needed to tell of a load is imported while the child process works."""
    import sgdata.outputs.terminal
    import sgdata.release.access_log  # noqa: F401


def _order(dates: str | None) -> "Order | None":
    """What stands first in dates; Misuse where it is neither."""
    from sgdata.intake.dates import ORDERS

    order = next((one for one in ORDERS if one == dates), None)
    if dates and not order:
        raise Misuse(f"--dates {dates}: wanted {' or '.join(ORDERS)}.")
    return order


@app.command()
def forget(
    child: Annotated[
        str, typer.Argument(metavar="CHILD_ID", help="The child's id in the exports, such as a UPN; - asks for it.")
    ],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Remove every row about a child from the store and from every snapshot that is kept."""
    from sgdata.intake.pseudonym import kept_keys
    from sgdata.meeting.kept import minutes_naming
    from sgdata.store.forget import forget as forget_child
    from sgdata.store.forget import references_of
    from sgdata.store.snapshots import Store

    if child == "-":  # what is typed into the command stays in the history of the shell
        child = typer.prompt("Id of the child", hide_input=True, err=True)
    the_store, keys = Store(store_folder(store)), kept_keys(Settings().key_file)
    pseudonyms = {key_id: key.pseudonym("child", child) for key_id, key in keys.items()}
    the_store.current()
    minutes = minutes_naming(the_store.folder, references_of(the_store, pseudonyms))
    for line in minutes:  # said first: once the child is forgotten, nobody can tell any more
        print(f"sgdata: {line}", file=sys.stderr)
    forgotten = forget_child(the_store, pseudonyms)
    note(the_store.folder, "forget", "administrator")
    if as_json:
        print_json({"snapshots": [one.model_dump() for one in forgotten], "minutes": minutes})
        return
    for one in forgotten:
        out.print(f"{one.snapshot}: removed {', '.join(f'{rows:,} of {table}' for table, rows in one.rows.items())}")
    out.print("Leaders' releases stay: they hold protected figures only.")
    out.print("Exports and backups still hold the child: loading them again brings the child back.")


@app.command()
def key(
    action: Annotated[str, typer.Argument(help="show or rotate.")],
    paths: Annotated[list[Path] | None, typer.Argument(help="For rotate: every export that was ever loaded.")] = None,
    store: StoreOption = None,
    profile: Annotated[str | None, typer.Option(help="For rotate: the system that wrote them.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Show which key the pseudonyms are made with (its id alone), or exchange it for a new one."""
    from sgdata.intake.apart import rotate_apart
    from sgdata.intake.rotate import store_key
    from sgdata.meeting.counted import counted_files
    from sgdata.store.snapshots import Store

    the_store, key_file = Store(store_folder(store)), Settings().key_file
    match action, paths:
        case "show", None | []:
            key_id = store_key(key_file, the_store).key_id
            print(json.dumps({"key_id": key_id}) if as_json else key_id)
        case "rotate", [_, *_]:
            counted = counted_files(the_store.folder)
            rotated = rotate_apart(
                the_store.folder, paths, key_file=key_file, profile=profile, own=counted, progress=telling()
            )
            note(the_store.folder, "key", "administrator")
            if as_json:
                print_json(rotated)
                return
            snapshots = len(rotated["snapshots"])
            out.print(f"The key {rotated['key_id']} is in use, in every one of {snapshots} snapshots. Back it up.")
            for kept in rotated["kept_keys"]:
                out.print(f"{kept} is the key of before: delete it when no other store and no backup needs it.")
        case _:
            raise Misuse("wanted: sgdata key [show | rotate FILES_OR_FOLDERS]")


@app.command()
def check(store: StoreOption = None, as_json: JsonOption = False) -> int:
    """Look for what cannot be quite right: in the data that were loaded, and in the files of the store."""
    from sgdata.meeting.kept import unreadable
    from sgdata.outputs.terminal import print_figures
    from sgdata.release.access_log import log_of
    from sgdata.release.ask import indicators, report
    from sgdata.release.scope import practitioner_scope
    from sgdata.store.faults import faults_of
    from sgdata.store.snapshots import Store

    scope = practitioner_scope(store_folder(store))
    faults = [*faults_of(Store(scope.store)), *unreadable(scope.store)]
    faults += [f"access log: {fault}" for fault in log_of(scope.store).verify()]
    found = report(scope, [indicator.id for indicator in indicators(["data_quality"])])
    if as_json:
        print_json(found)
    else:
        print_figures(out, found)
    for fault in faults:
        print(f"sgdata: {fault}", file=sys.stderr)
    return 1 if faults or any(figure.status == "missed" for figure in found.figures) else 0


@app.command()
def access(
    action: Annotated[str, typer.Argument(help="list or prune.")] = "list",
    month: Annotated[str | None, typer.Option(help="For list: one month, such as 2026-11.")] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print who saw or did what, or remove the months that the rule file no longer keeps."""
    from sgdata.release.access_log import log_of
    from sgdata.release.scope import practitioner_scope

    scope = practitioner_scope(store_folder(store))
    log = log_of(scope.store)
    match action, month:
        case "prune", None:
            rules = scope.rules
            log.prune(rules.access_log_months, role="administrator", organisation=rules.organisation)
        case "list", _:
            pass
        case _:
            raise Misuse("wanted: sgdata access [list --month YYYY-MM | prune]")
    lines = log.read(month)
    if as_json:
        print_json({"lines": [line.model_dump(mode="json", exclude_none=True) for line in lines]})
    else:
        for line in lines:
            out.print(str(line))


@app.command(name="bank-holidays")
def bank_holidays(file: Annotated[Path, typer.Argument(help="The JSON file that GOV.UK publishes.")]) -> None:
    """Take new bank holidays from a file; then bring each store up to date with sgdata snapshots renew."""
    from sgdata.calendar import update_bank_holidays

    taken = update_bank_holidays(file)
    out.print(f"Took {taken} bank holidays of England and Wales. Now, for each store: sgdata snapshots renew")
