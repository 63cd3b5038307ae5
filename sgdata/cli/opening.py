"""Commands that open something: the dashboard, the demo on synthetic samples, a sample, a template to fill in."""

import subprocess
import sys
import threading
from pathlib import Path
from typing import Annotated

import typer

from sgdata.cli.common import StoreOption, app, out, progress, store_folder
from sgdata.errors import Misuse
from sgdata.settings import Settings

Port = Annotated[int, typer.Option(min=1, max=65535, help="The port on this machine.")]
Browser = Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser window.")]


@app.command()
def template(file: Annotated[Path, typer.Argument(help="The workbook to write (.xlsx).")]) -> None:
    """Write a workbook to fill in: a worksheet a table, drop-downs, notes."""
    from sgdata.intake.template import write_template

    if file.suffix.lower() != ".xlsx":
        raise Misuse(f"{file} does not end in .xlsx: a template is an Excel workbook.")
    write_template(file)
    out.print(f"Wrote {file}. Fill in what you know, then: sgdata load {file}")


@app.command()
def sample(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write the CSV files to.")],
    children: Annotated[int | None, typer.Option(min=5, help="How many children.")] = None,
    years: Annotated[int, typer.Option(min=1, help="Complete academic years before the present one.")] = 2,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same files.")] = 1,
    kind: Annotated[str, typer.Option(help="virtual_school or mentoring_provider.")] = "virtual_school",
) -> None:
    """Write a synthetic sample: no row of it is about a real child."""
    from sgdata.sample import write_sample

    match kind:
        case "virtual_school" | "mentoring_provider":
            write_sample(folder, kind=kind, children=children, years=years, seed=seed)
        case _:
            raise Misuse(f"--kind {kind}: wanted virtual_school or mentoring_provider.")
    out.print(f"Wrote {folder}. Load it with: sgdata load {folder}")


@app.command()
def serve(
    store: StoreOption = None,
    port: Port = 8501,
    browser: Browser = True,
    audience: Annotated[
        str, typer.Option(help="practitioners, or leaders: from the releases alone, by a process that has no more.")
    ] = "practitioners",
) -> None:
    """Open the dashboard on the store, on this machine only."""
    from sgdata.ui import serve as served

    match audience:
        case "practitioners":
            served.serve(store_folder(store), port, browser)
        case "leaders":
            served.serve_leaders(store_folder(store), port, browser)
        case _:
            raise Misuse(f"--audience {audience}: wanted practitioners or leaders.")


@app.command()
def demo(store: StoreOption = None, port: Port = 8501, browser: Browser = True) -> None:
    """Load the two synthetic samples, where there is no store yet, and open the dashboard."""
    from sgdata.intake.apart import load_samples_apart
    from sgdata.ui.serve import serve as serve_app

    folder = store_folder(store)
    load_samples_apart(folder, key_file=Settings().key_file, progress=lambda text: progress.print(f"… {text}"))
    threading.Thread(target=_release_samples, args=(folder,), daemon=True).start()
    serve_app(folder, port, browser)


def _release_samples(folder: Path) -> None:
    """Makes the leaders' releases of the samples, where there are none, beside the app and not in its way: as they
    were at the last leadership meeting, then as they are."""
    from sgdata.release.live import cohort
    from sgdata.release.released import listed, releases_of
    from sgdata.release.scope import open_scope, organisations

    for organisation in reversed(organisations(folder)):
        scope = open_scope(organisation.folder)
        if not listed(releases_of(organisation.folder)):
            for when in filter(None, (cohort(scope).last_meeting, scope.as_at)):
                command = [sys.executable, "-m", "sgdata", "release", "--store", str(organisation.folder)]
                subprocess.run([*command, "--as-at", str(when)], stdout=subprocess.DEVNULL, check=False)
