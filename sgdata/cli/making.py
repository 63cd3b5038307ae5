"""Commands that make papers to be taken to a meeting."""

from pathlib import Path
from typing import Annotated

import typer

from sgdata.cli.common import Day, StoreOption, app, day, out, store_folder


@app.command()
def pack(
    file: Annotated[Path, typer.Option("--out", help="The file to write: .pdf, .docx, .xlsx or .html.")],
    store: StoreOption = None,
    as_at: Day = None,
    role: Annotated[str, typer.Option(help="leader (from the release) or practitioner.")] = "leader",
    edition: Annotated[
        str, typer.Option(help="leadership, board, corporate_parenting, inspection or young_people.")
    ] = "board",
) -> None:
    """Write the paper of a meeting, made from its agenda: what needs us, how it went, what is not known."""
    from sgdata.outputs.pack.making import write
    from sgdata.release.scope import command_line_scope

    write(command_line_scope(store_folder(store), role, day(as_at), None), edition, file)
    out.print(f"Wrote {file}.")
