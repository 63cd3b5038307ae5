"""Commands that keep the store: load, snapshots, what is forgotten, the key, what cannot be right, who saw what."""

import json
import sys
from pathlib import Path
from typing import Annotated

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


@app.command()
def load(
    paths: Annotated[list[Path], typer.Argument(help="Files, folders or workbooks.")],
    store: StoreOption = None,
    profile: Annotated[str | None, typer.Option(help="The system that wrote them, such as ssda903.")] = None,
    rules: Annotated[
        str | None, typer.Option(help="virtual_school (default), mentoring_provider or a rule file; at the first load.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report, and leave the store as it is.")] = False,
    as_json: JsonOption = False,
) -> int:
    """Load exports: recognised, stripped of identity, checked; good rows in, bad rows refused with a reason."""
    from sgdata.intake.load import load_paths

    report = load_paths(
        store_folder(store),
        paths,
        key_file=Settings().key_file,
        rules=rules,
        profile=profile,
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
    return 1 if report.needs_a_person else 0


@app.command()
def snapshots(
    action: Annotated[str, typer.Argument(help="list, use, prune or renew.")] = "list",
    snapshot: Annotated[str | None, typer.Argument(help="The id of a snapshot, for use.")] = None,
    keep: Annotated[int, typer.Option(help="For prune: how many of the newest to keep.", min=1)] = 10,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the snapshots, go back to one, remove old ones, or bring the one in use up to this version."""
    from sgdata.outputs.terminal import print_snapshots
    from sgdata.store.snapshots import Store

    the_store = Store(store_folder(store))
    match action, snapshot:
        case "use", str():
            the_store.use(snapshot)
            note(the_store.folder, "snapshots", "data_officer", "use", snapshot=snapshot)
        case "prune", None:
            the_store.prune(keep)
            note(the_store.folder, "snapshots", "data_officer", "prune")
        case "renew", None:
            from sgdata.intake.load import load_paths

            load_paths(the_store.folder, [], key_file=Settings().key_file, progress=telling())
        case "list", None:
            pass
        case _:
            raise Misuse("wanted: sgdata snapshots [list | use ID | prune --keep N | renew]")
    current = the_store.current().id
    held = the_store.all()
    if as_json:
        listed = [manifest.model_dump(mode="json") | {"in_use": manifest.id == current} for manifest in held]
        print_json({"current": current, "snapshots": listed})
    else:
        print_snapshots(out, held, current)


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
    from sgdata.store.forget import forget as forget_child
    from sgdata.store.snapshots import Store

    if child == "-":  # what is typed into the command stays in the history of the shell
        child = typer.prompt("Id of the child", hide_input=True, err=True)
    the_store, keys = Store(store_folder(store)), kept_keys(Settings().key_file)
    forgotten = forget_child(the_store, {key_id: key.pseudonym("child", child) for key_id, key in keys.items()})
    note(the_store.folder, "forget", "administrator")
    if as_json:
        print_json({"snapshots": [one.model_dump() for one in forgotten]})
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
    from sgdata.intake.rotate import rotate, store_key
    from sgdata.store.snapshots import Store

    the_store, key_file = Store(store_folder(store)), Settings().key_file
    match action, paths:
        case "show", None | []:
            key_id = store_key(key_file, the_store).key_id
            print(json.dumps({"key_id": key_id}) if as_json else key_id)
        case "rotate", [_, *_]:
            rotated = rotate(the_store, paths, key_file=key_file, profile=profile, progress=telling())
            note(the_store.folder, "key", "administrator")
            if as_json:
                print_json(rotated)
                return
            out.print(
                f"The key {rotated.key_id} is in use, in every one of {len(rotated.snapshots)} snapshots. Back it up."
            )
            for kept in rotated.kept_keys:
                out.print(f"{kept} is the key of before: delete it when no other store and no backup needs it.")
        case _:
            raise Misuse("wanted: sgdata key [show | rotate FILES_OR_FOLDERS]")


@app.command()
def check(store: StoreOption = None, as_json: JsonOption = False) -> int:
    """Look for what cannot be quite right: in the data that were loaded, and in the files of the store."""
    from sgdata.outputs.terminal import print_figures
    from sgdata.release.access_log import log_of
    from sgdata.release.ask import indicators, report
    from sgdata.release.scope import practitioner_scope
    from sgdata.store.snapshots import Store

    scope = practitioner_scope(store_folder(store))
    Store(scope.store).check()
    faults = log_of(scope.store).verify()
    found = report(scope, [indicator.id for indicator in indicators(["data_quality"])])
    if as_json:
        print_json(found)
    else:
        print_figures(out, found)
    for fault in faults:
        print(f"sgdata: access log: {fault}", file=sys.stderr)
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
