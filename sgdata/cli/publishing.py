"""The command for what others publish: to list what there is, and to take a newer file."""

from pathlib import Path
from typing import Annotated

import typer

from sgdata.cli.common import JsonOption, StoreOption, app, note, out, print_json, store_folder
from sgdata.errors import Misuse


@app.command()
def benchmarks(
    file: Annotated[
        Path | None, typer.Argument(help="A CSV file: with our columns, or of the DfE on pupil attendance.")
    ] = None,
    area: Annotated[
        list[str] | None, typer.Option(help="A local authority beside England, as the DfE's file names it.")
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what is published of England to set beside our figures, or take a newer file of it."""
    from sgdata.outputs import published_words
    from sgdata.release.published import listed, take
    from sgdata.release.scope import practitioner_scope

    folder = practitioner_scope(store_folder(store)).store
    if file is not None:
        taken = take(folder, file, area or ())
        note(folder, "load", "data_officer", "benchmarks")
        if as_json:
            print_json(taken)
        else:
            out.print(published_words.taken(taken))
        return
    if area:
        raise Misuse("--area names an authority of a file to take: wanted sgdata benchmarks FILE --area NAME.")
    found = listed(folder)
    if as_json:
        print_json({"benchmarks": [one.model_dump(mode="json") | {"used": one.is_used} for one in found]})
    else:
        published_words.print_published(out, found)
