"""The command line: `sgdata --help` lists it. Exit status 0 done, 1 refused something that needs a person, 2 misuse."""

import io
import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel
from rich.console import Console

from sgdata.errors import Misuse, Refused
from sgdata.settings import Settings

app = typer.Typer(
    name="sgdata",
    help="Safeguarding oversight: load exports, ask figures, open the dashboard.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
out = Console(highlight=False, markup=False, soft_wrap=True, width=None if sys.stdout.isatty() else 200)
progress = Console(stderr=True, highlight=False, markup=False)

StoreOption = Annotated[Path | None, typer.Option("--store", help="Folder of the store (default ./store).")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the contract's JSON.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]


def main() -> None:
    """Runs the command line; every mistake of a person is one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a Windows console may have another encoding
    try:
        status = app(args=sys.argv[1:] or ["--help"], standalone_mode=False)
    except Misuse as fault:
        _fail(str(fault), 2)
    except Refused as fault:
        _fail(str(fault), 1)
    except (typer.Abort, KeyboardInterrupt):
        _fail("Stopped.", 1)
    except typer.TyperException as fault:
        _fail(fault.format_message() if hasattr(fault, "format_message") else str(fault), 2)
    sys.exit(status or 0)


def _fail(message: str, status: int) -> None:
    print(f"sgdata: {' '.join(message.split())}", file=sys.stderr)
    sys.exit(status)


def _store_folder(store: Path | None) -> Path:
    return store or Settings().store


def _print_json(answer: BaseModel | dict[str, Any]) -> None:
    print(answer.model_dump_json(indent=1) if isinstance(answer, BaseModel) else json.dumps(answer, indent=1))


def _telling() -> Callable[[str], None]:
    """Tells what is being done, on a terminal; a program that reads us hears nothing."""
    return (lambda text: progress.print(f"… {text}", style="dim")) if sys.stderr.isatty() else (lambda _: None)


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
        _store_folder(store),
        paths,
        key_file=Settings().key_file,
        rules=rules,
        profile=profile,
        dry_run=dry_run,
        progress=_telling(),
    )
    if as_json:
        _print_json(report)
    else:
        from sgdata.outputs.terminal import print_load

        print_load(out, report)
    return 1 if report.needs_a_person else 0


@app.command()
def figures(
    store: StoreOption = None,
    as_at: Day = None,
    since: Day = None,
    only: Annotated[str | None, typer.Option(help="Ids of indicators, separated by commas.")] = None,
    by: Annotated[str | None, typer.Option(help="One breakdown, such as sex or category.")] = None,
    role: Annotated[str, typer.Option(help="practitioner or leader.")] = "practitioner",
    file: Annotated[Path | None, typer.Option("--out", help="Write them to a .csv or .xlsx file.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Print the figures for a date."""
    from sgdata.release.ask import report
    from sgdata.release.scope import command_line_scope

    scope = command_line_scope(_store_folder(store), role, _date(as_at), _date(since))
    found = report(scope, _ids(only), by)
    if file:
        from sgdata.outputs.export import figure_rows, write

        write(file, figure_rows(found), [figure.id for figure in found.figures])
    if as_json:
        _print_json(found)
    else:
        from sgdata.outputs.terminal import print_figures

        print_figures(out, found)


@app.command()
def records(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="The id of an indicator.")],
    store: StoreOption = None,
    as_at: Day = None,
    since: Day = None,
    as_json: JsonOption = False,
) -> None:
    """Print the pseudonymous rows behind a figure."""
    from sgdata.release.ask import records as rows_behind
    from sgdata.release.scope import command_line_scope

    scope = command_line_scope(_store_folder(store), "practitioner", _date(as_at), _date(since))
    rows = rows_behind(scope, identifier)
    if as_json:
        listed = [row.model_dump(mode="json", exclude={"child"}) for row in rows]
        _print_json({"id": identifier, "rows": listed})
    else:
        from sgdata.outputs.terminal import print_records

        print_records(out, rows)


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

    the_store = Store(_store_folder(store))
    match action, snapshot:
        case "use", str():
            the_store.use(snapshot)
        case "prune", None:
            the_store.prune(keep)
        case "renew", None:
            from sgdata.intake.load import load_paths

            load_paths(the_store.folder, [], key_file=Settings().key_file, progress=_telling())
        case "list", None:
            pass
        case _:
            raise Misuse("wanted: sgdata snapshots [list | use ID | prune --keep N | renew]")
    current = the_store.current().id
    held = the_store.all()
    if as_json:
        listed = [manifest.model_dump(mode="json") | {"in_use": manifest.id == current} for manifest in held]
        _print_json({"current": current, "snapshots": listed})
    else:
        print_snapshots(out, held, current)


@app.command()
def check(store: StoreOption = None, as_json: JsonOption = False) -> int:
    """Look for what cannot be quite right: in the data that were loaded, and in the files of the store."""
    from sgdata.outputs.terminal import print_figures
    from sgdata.release.ask import indicators, report
    from sgdata.release.scope import command_line_scope
    from sgdata.store.snapshots import Store

    scope = command_line_scope(_store_folder(store), "practitioner", None, None)
    Store(scope.store).check()
    found = report(scope, [indicator.id for indicator in indicators(["data_quality"])])
    if as_json:
        _print_json(found)
    else:
        print_figures(out, found)
    return 1 if any(figure.status == "missed" for figure in found.figures) else 0


@app.command(name="bank-holidays")
def bank_holidays(file: Annotated[Path, typer.Argument(help="The JSON file that GOV.UK publishes.")]) -> None:
    """Take new bank holidays from a file; then bring each store up to date with sgdata snapshots renew."""
    from sgdata.calendar import update_bank_holidays

    taken = update_bank_holidays(file)
    out.print(f"Took {taken} bank holidays of England and Wales. Now, for each store: sgdata snapshots renew")


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


Port = Annotated[int, typer.Option(min=1, max=65535, help="The port on this machine.")]
Browser = Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser window.")]


@app.command()
def serve(store: StoreOption = None, port: Port = 8501, browser: Browser = True) -> None:
    """Open the dashboard on the store, on this machine only."""
    from sgdata.ui.serve import serve as serve_app

    serve_app(_store_folder(store), port, browser)


@app.command()
def demo(store: StoreOption = None, port: Port = 8501, browser: Browser = True) -> None:
    """Load the two synthetic samples, where there is no store yet, and open the dashboard."""
    from sgdata.intake.load import load_samples
    from sgdata.ui.serve import serve as serve_app

    folder = _store_folder(store)
    load_samples(folder, key_file=Settings().key_file, progress=lambda text: progress.print(f"… {text}"))
    serve_app(folder, port, browser)


def _date(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _ids(only: str | None) -> list[str] | None:
    return [part.strip() for part in only.split(",") if part.strip()] if only is not None else None


if __name__ == "__main__":
    main()
