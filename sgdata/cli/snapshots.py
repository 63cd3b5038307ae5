"""Commands on what was loaded: snapshots listed, used, compared, pruned; the store backed up and restored."""

from pathlib import Path
from typing import Annotated

import typer

from sgdata.cli.common import JsonOption, StoreOption, app, note, out, print_json, store_folder, telling
from sgdata.errors import Misuse
from sgdata.settings import Settings


@app.command()
def snapshots(
    action: Annotated[str, typer.Argument(help="list, use, diff, prune, remove or renew.")] = "list",
    snapshot: Annotated[str | None, typer.Argument(help="An id, for use and remove; for diff the older one.")] = None,
    other: Annotated[str | None, typer.Argument(help="For diff: the id of the newer one.")] = None,
    keep: Annotated[
        int | None, typer.Option(help="For prune: keep this many of the newest, instead of the rule file.", min=1)
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the snapshots, go back to one, tell what changed, remove old ones, or bring the one in use up to date."""
    from sgdata.meeting.kept import prune, snapshots_kept
    from sgdata.outputs.terminal import print_snapshots
    from sgdata.store.retention import remove
    from sgdata.store.snapshots import Store

    the_store = Store(store_folder(store))
    match action, snapshot, other:
        case "use", str(), None:
            the_store.use(snapshot)
            note(the_store.folder, "snapshots", "data_officer", "use", snapshot=snapshot)
        case "diff", _, _:
            _diff(the_store.folder, snapshot, other, as_json)
            return
        case "prune", None, None:
            prune(the_store.folder, keep)
            note(the_store.folder, "snapshots", "data_officer", "prune")
        case "remove", str(), None:
            remove(the_store, snapshot)
            note(the_store.folder, "snapshots", "data_officer", "remove", snapshot=snapshot)
        case "renew", None, None:
            from sgdata.intake.load import load_paths

            load_paths(the_store.folder, [], key_file=Settings().key_file, progress=telling())
        case "list", None, None:
            pass
        case _:
            raise Misuse(
                "wanted: sgdata snapshots [list | use ID | diff [OLD] [NEW] | prune [--keep N] | remove ID | renew]"
            )
    current = the_store.current().id
    held = snapshots_kept(the_store.folder)
    if as_json:
        listed = [one.manifest.model_dump(mode="json") | {"in_use": one.in_use, "kept": one.told} for one in held]
        print_json({"current": current, "snapshots": listed})
    else:
        print_snapshots(out, held)


def _diff(store: Path, old: str | None, new: str | None, as_json: bool) -> None:
    from sgdata.outputs.terminal import print_changed
    from sgdata.release import access_log
    from sgdata.release.changed import changed
    from sgdata.release.scope import practitioner_scope

    scope = practitioner_scope(store)
    found = changed(scope, old, new)
    access_log.note(scope, "snapshots", "diff")
    if as_json:
        print_json(found)
    else:
        print_changed(out, found)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write (.zip).")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write everything that the store holds to one file, and read it back. The key is not in it."""
    from sgdata.store.backup import back_up
    from sgdata.store.snapshots import stores_in

    folder, key_file = store_folder(store), Settings().key_file
    made = back_up(folder, file, never=[key_file, *key_file.parent.glob(f"{key_file.name}.*")], progress=telling())
    for one in stores_in(folder):
        note(one.folder, "backup", "administrator")
    if as_json:
        print_json(made)
        return
    out.print(f"Wrote {file}: {made.files} files, {made.size:,} bytes, read back and whole (SHA-256 {made.sha256}).")
    out.print(f"The key of the pseudonyms is not in it: keep a copy of {key_file} apart from it.")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that sgdata backup wrote.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Bring back what a backup holds, into a folder that is empty or not there yet; every file is held against its
    hash first."""
    from sgdata.store.backup import bring_back
    from sgdata.store.snapshots import stores_in

    folder = store_folder(store)
    restored = bring_back(file, folder, progress=telling())
    for one in stores_in(folder):
        note(one.folder, "restore", "administrator")
    if as_json:
        print_json(restored)
        return
    when = f"{restored.made_at:%Y-%m-%d %H:%M} UTC"
    out.print(f"Restored {restored.files} files, {restored.size:,} bytes, to {folder}, as they were on {when}.")
    out.print("The key is in no backup: put it back to where SGDATA_KEY_FILE says before anything is loaded.")
