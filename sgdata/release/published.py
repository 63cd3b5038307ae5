"""What is published to set beside our figures: what there is, and taking a newer file. It is kept beside the store, as
the organisation's rules are, and is part of every question, so nothing that is shown of it is ever stale."""

import csv
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel

from sgdata.errors import Misuse
from sgdata.measures.benchmarks import MEASURES, Published, as_text, published, read_published
from sgdata.measures.published_files import read_file
from sgdata.store.disk import replace_text
from sgdata.store.snapshots import Store

KEPT = "benchmarks.csv"


class Taken(BaseModel):
    """What was taken from a file."""

    rows: int
    new: int
    """Of these, how many are of a measure, cohort, phase, area and period of which there was none."""
    unused: list[str]
    """Measures that no figure of ours is set beside."""


def kept_text(store: Path) -> str:
    """What the organisation keeps beside its store; "" where that is nothing. Misuse names a fault in it."""
    file = store / KEPT
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    published(text, str(file))
    return text


def listed(store: Path) -> list[Published]:
    """Every published figure that this organisation can set beside its own, those that are used first."""
    measures = list(MEASURES)
    found = published(kept_text(store))
    return sorted(found, key=lambda one: measures.index(one.measure) if one.is_used else len(measures))


def take(store: Path, file: Path, areas: Sequence[str] = ()) -> Taken:
    """Takes the figures of a file beside those that are kept; of the same measure, cohort, phase, area and period the
    newer stays. Misuse where the file has a fault: then nothing is kept of it."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise Misuse(f"{file} cannot be read ({type(fault).__name__}): wanted a CSV file in UTF-8.") from None
    try:
        found = read_file(text, str(file), areas)
    except csv.Error as fault:
        raise Misuse(f"{file} is no CSV file: {fault}.") from None
    the_store = Store(store)
    the_store.current()  # where nothing was loaded there is nothing to set them beside
    with the_store.writing():
        before = kept_text(store)
        known = {one.key for one in published(before)}
        own = {one.key: one for one in (read_published(before, KEPT) if before else [])} | {
            one.key: one for one in found
        }
        replace_text(store / KEPT, as_text(own.values()))
    return Taken(
        rows=len(found),
        new=sum(one.key not in known for one in found),
        unused=sorted({one.measure for one in found if not one.is_used}),
    )
