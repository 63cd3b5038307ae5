"""What all commands share: their options, the folder of the store, and how they print."""

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from pydantic import BaseModel
from rich.console import Console

from sgdata.errors import Misuse, Refused
from sgdata.settings import Settings

if TYPE_CHECKING:
    from sgdata.release.access_line import AccessRole, Kind

app = typer.Typer(
    name="sgdata",
    help="Safeguarding oversight: load exports, ask figures, open the dashboard.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
out = Console(highlight=False, markup=False, soft_wrap=True, width=None if sys.stdout.isatty() else 200)
progress = Console(stderr=True, highlight=False, markup=False)


def _warn(store: Path | None) -> Path | None:
    """Says on standard error where a store shows another snapshot than it should; returns what it was given."""
    from sgdata.store.snapshots import stores_in

    for one in stores_in(store_folder(store)):
        with suppress(Misuse, Refused):  # where nothing can be shown, the command says so itself
            if fault := one.opened().fault:
                print(f"sgdata: {one.folder}: {fault}", file=sys.stderr)
    return store


StoreOption = Annotated[
    Path | None, typer.Option("--store", help="Folder of the store (default ./store).", callback=_warn)
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the contract's JSON.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]


def store_folder(store: Path | None) -> Path:
    """The folder that was named, else that of the settings."""
    return store or Settings().store


def print_json(answer: BaseModel | dict[str, Any]) -> None:
    """The answer for another program."""
    print(answer.model_dump_json(indent=1) if isinstance(answer, BaseModel) else json.dumps(answer, indent=1))


def telling() -> Callable[[str], None]:
    """Tells what is being done, on a terminal; a program that reads us hears nothing."""
    return (lambda text: progress.print(f"… {text}", style="dim")) if sys.stderr.isatty() else (lambda _: None)


def day(moment: datetime | None) -> date | None:
    """The day of an option."""
    return moment.date() if moment else None


def ids(only: str | None) -> list[str] | None:
    """The ids of an option, separated by commas; None where all are meant."""
    return [part.strip() for part in only.split(",") if part.strip()] if only is not None else None


def note(store: Path, kind: "Kind", role: "AccessRole", *what: str, snapshot: str | None = None) -> None:
    """Notes in the store's access log what a command did to it."""
    from sgdata.release.access_log import log_of
    from sgdata.release.scope import organisation_of

    log_of(store).note(kind, *what, role=role, organisation=organisation_of(store), snapshot=snapshot)
