"""Makes the file of a paper."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from sgdata.errors import Misuse
from sgdata.outputs.export import write_file
from sgdata.outputs.pack.editions import edition_of, paper
from sgdata.outputs.pack.paper import Paper
from sgdata.release import access_log
from sgdata.release.scope import AnyScope

FORMATS = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel", "html": "Web page"}
"""What a file may be, by the end of its name."""


def made(scope: AnyScope, edition: str, ending: str) -> bytes:
    """The file of an edition: the same bytes for the same snapshot or release, date and edition."""
    return rendered(paper(scope, edition), ending)


def rendered(shown: Paper, ending: str) -> bytes:
    """The paper in one of its forms."""
    # Each form has a library of its own: only the one that is wanted is loaded.
    render: Callable[[Paper], bytes] = getattr(import_module(f"sgdata.outputs.pack.{ending}"), f"as_{ending}")
    return render(shown)


def write(scope: AnyScope, edition: str, file: Path) -> None:
    """Writes the file of an edition and notes it in the access log. Misuse, before anything is asked, where its name
    ends in nothing that is written, where there is no such edition, or where it cannot be written."""
    ending = file.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        wanted = ", ".join(f".{one}" for one in FORMATS)
        raise Misuse(f"{file} ends in none of {wanted}: these are written.")
    edition_of(edition)
    access_log.note(scope, "export", "pack", ending)
    write_file(file, made(scope, edition, ending))
