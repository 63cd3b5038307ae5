"""Word and Excel files with the same bytes for the same paper: they are archives that note when they were written."""

import io
import re
from datetime import date, datetime, time
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CORE = "docProps/core.xml"
UNIX = 3  # the system that an archive says it was made on: the same on all


def moment(when: date) -> datetime:
    """The moment that stands in a file for the date of its figures."""
    return datetime.combine(when, time())


def same_bytes(content: bytes, when: date) -> bytes:
    """The archive with every time in it that of the date."""
    written = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name)  # of 1980, the first year of the format
            entry.compress_type, entry.create_system = ZIP_DEFLATED, UNIX
            new.writestr(entry, _timed(old.read(name), when) if name == CORE else old.read(name))
    return written.getvalue()


def _timed(core: bytes, when: date) -> bytes:
    """The properties of a document with the date for the moment of writing, which the library puts in."""
    told = f">{moment(when).isoformat()}Z</dcterms:".encode()
    return re.sub(rb">[^<]*</dcterms:(?=created|modified)", told, core)
