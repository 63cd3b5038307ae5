"""Bombs, lies and junk: each is refused clearly, within 10 seconds of the processor and 1 GB; what only looks so
loads."""

import re
import sys
from pathlib import Path

import pytest

from tests.hostile_workbooks import HEAVY, Heavy, load

SCALE = 0.02
IN_EVERY_RUN = (
    *(
        "far cell.xlsx",
        "spaces.xlsx",
        "lies.xlsx",
        "parts.xlsx",
        "locked.xlsx",
        "junk.xlsx",
        "junk.csv",
        "flipped.parquet",
    ),
    *("packed.zip", "one line.csv", "strangers.csv"),
)
"""One of each kind; all of them, and what is long in its full size, are tried by python -m tests.hostile_workbooks."""

pytestmark = [
    pytest.mark.apart,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows and limits what a process takes"),
]


@pytest.mark.parametrize("one", [one for one in HEAVY if one.name in IN_EVERY_RUN], ids=lambda one: one.name)
def test_a_heavy_file_costs_little_and_is_told_of(one: Heavy, tmp_path: Path) -> None:
    one.write(tmp_path / one.name, SCALE)
    told = load(tmp_path / one.name, tmp_path)
    assert told.cpu < 10
    assert told.megabytes < 1_000
    assert "Traceback" not in told.words
    if one.told is None:
        assert re.search(r"Loaded: snapshot|Nothing new", told.words), told.words
    else:
        assert told.status in (1, 2)
        assert re.search(one.told, told.words), told.words
        assert (told.status == 1) == ("Nothing was recognised" in told.words)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("macros.xlsm", "It holds macros: none was run"),
        ("links.xlsx", "It holds links to other files: none was followed"),
        ("formulas.xlsx", "It holds formulas without a saved value, which are read as empty"),
    ],
)
def test_what_is_not_read_of_a_workbook_is_said(name: str, says: str, tmp_path: Path) -> None:
    (one,) = [one for one in HEAVY if one.name == name]
    one.write(tmp_path / name, 1)
    assert says in load(tmp_path / name, tmp_path).words
