"""Messy files come through the door as the clean tables that they are, or are refused as they should be."""

import csv
import re
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sgdata.errors import Misuse
from sgdata.intake.report import TableReport
from sgdata.intake.session import Session
from sgdata.intake.staging import Workbench
from sgdata.store.schema import lay_tables
from sgdata.tables import TABLES
from tests.door import KEY, write_csv
from tests.messy_files import ENCODINGS, Messy, as_text, messy_files
from tests.support import SHARED

FILES = list(messy_files())
Held = dict[str, list[Any]]


@pytest.fixture(scope="module")
def bench() -> Iterator[Workbench]:
    """A workbench with an empty store in memory: opening one takes longer than reading a small file."""
    with closing(Workbench()) as bench:
        bench.attach(Path(":memory:"))
        lay_tables(bench.con, "draft")
        yield bench


def loaded(bench: Workbench, file: Path) -> tuple[list[TableReport], Held]:
    """The reports of the file, and the rows of every table that it filled; then the store is empty again."""
    try:
        reports = Session(bench, KEY, lambda _: None).load([file])
        tables = {name: f'draft."{name}"' for name in sorted({report.table or "" for report in reports} - {""})}
        found = {
            name: bench.con.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall() for name, table in tables.items()
        }
        return reports, {name: rows for name, rows in found.items() if rows}
    finally:
        for name in TABLES:
            bench.con.execute(f'TRUNCATE draft."{name}"')


def test_there_are_enough_of_them() -> None:
    assert len(FILES) >= 150
    assert len({one.about for one in FILES}) == len(FILES)


@pytest.fixture(scope="module")
def clean_rows(bench: Workbench, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The rows that a clean table is in the store; each table is loaded once."""
    folder = tmp_path_factory.mktemp("clean")

    @cache
    def rows(name: str, text: str) -> list[Any]:
        file = folder / "clean.csv"
        file.write_text(text, encoding="utf-8", newline="")
        (report,), found = loaded(bench, file)
        assert (report.table, report.refused) == (name, 0)
        return found.get(name, [])

    return rows


@pytest.mark.parametrize("one", FILES, ids=[one.about for one in FILES])
def test_a_messy_file_is_read_as_the_clean_tables_that_it_is(
    one: Messy, bench: Workbench, tmp_path: Path, clean_rows: Any
) -> None:
    file = tmp_path / one.name
    file.write_bytes(one.content)
    if one.is_misuse:
        with pytest.raises(Misuse, match=re.escape(one.fault)):
            loaded(bench, file)
        return
    reports, found = loaded(bench, file)
    for report in reports:
        assert report.read == report.accepted + report.refused, report
        assert report.table or not report.accepted
    told = [(report.note, report.reasons[:3], report.left_out) for report in reports]
    assert sum(report.refused for report in reports) == one.refused, told
    if one.fault:
        assert found == {}
        assert any(one.fault in report.note for report in reports), told
        return
    wanted = {name: clean_rows(name, as_text(rows)) for name, rows in one.tables.items()}
    assert found == {name: rows for name, rows in wanted.items() if rows}, told
    if one.left_out is not None:
        assert sum(len(report.left_out) for report in reports) == one.left_out, told


SPECTRUM = SHARED / "data" / "naughty" / "csv-spectrum" / "csvs"


@pytest.mark.skipif(not SPECTRUM.exists(), reason=f"the csv-spectrum files are not on this machine ({SPECTRUM})")
def test_every_row_of_csv_spectrum_is_counted_and_refused(bench: Workbench) -> None:
    for file in sorted(SPECTRUM.glob("*.csv")):
        (report,), found = loaded(bench, file)
        with file.open(encoding="utf-8", newline="") as lines:
            rows = sum(1 for _ in csv.reader(lines)) - 1
        assert (report.read, report.refused, report.left_out, found) == (rows, rows, [], {}), file.name
        assert "Not recognised" in report.note


WORDS = st.sampled_from(["", "été", "a, b", "x; y", 'say "no"', "one\ntwo", "| bar", "tab\there", "1,5", " space"])
LEVELS = st.sampled_from(["low", "medium", "high", ""])
TITLES = st.lists(st.sampled_from([["Export"], ["School:", "Oak Lane"], [], ["As at 1 May 2026", "", "x"]]), max_size=4)
ENDS = st.lists(st.sampled_from([["Total", "7"], ["Page 1 of 1"], [], ["Report run on 1/1/2026"]]), max_size=3)


@given(data=st.data(), rows=st.lists(st.tuples(LEVELS, WORDS), min_size=1, max_size=12))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_table_in_any_dialect_and_place_is_read_back_equal(
    bench: Workbench, tmp_path: Path, data: st.DataObject, rows: list[tuple[str, str]]
) -> None:
    header = ["concern_id", "level", "Notes", "place"]
    table = [header, *([f"K{place}", level, words, "school"] for place, (level, words) in enumerate(rows))]
    cut = data.draw(st.integers(0, len(header)))
    blank = [""] * data.draw(st.integers(0, 2))
    middle = [[*row[:cut], *blank, *row[cut:]] for row in table]
    above, below = data.draw(TITLES), data.draw(ENDS)
    mark, codec = data.draw(st.sampled_from(list(ENCODINGS.values())))
    line_end = data.draw(st.sampled_from(["\n", "\r\n", "\r"]))
    quote_all = line_end == "\r" or data.draw(st.booleans())  # a line feed in a cell is quoted only where it ends rows
    text = as_text([*above, *middle, *below], data.draw(st.sampled_from(",;\t|")), line_end, quote_all)
    file = tmp_path / "export.csv"
    file.write_bytes(mark + text.encode(codec))
    (report,), found = loaded(bench, file)
    assert (report.table, report.read, report.refused) == ("concerns", len(rows), 0), report
    assert len(report.left_out) == sum(any(row) for row in (*above, *below))
    clean = tmp_path / "clean.csv"
    clean.write_text(as_text([[*row[:2], *row[3:]] for row in table]), encoding="utf-8", newline="")
    assert found == loaded(bench, clean)[1]


def test_a_mark_of_a_wide_register_that_is_refused_names_its_day(bench: Workbench, tmp_path: Path) -> None:
    rows = [["Register 2026/27"], ["child_id", "provider_id", "Wed 02/09 AM", "Wed 02/09 PM"], ["C1", "P1", "/", "ZZ"]]
    (report,), _ = loaded(bench, write_csv(tmp_path / "register.csv", rows))
    assert [(reason.line, reason.column, reason.found) for reason in report.reasons] == [
        (3, "code, 2026-09-02 PM", "aa")
    ]


def test_what_is_left_out_is_told_by_line_and_never_by_text(bench: Workbench, tmp_path: Path) -> None:
    rows = [["Zebedee Quillfeather"], ["concern_id", "level"], ["K1", "low"], ["Total", "1"], ["Note: by Quillfeather"]]
    (report,), _ = loaded(bench, write_csv(tmp_path / "export.csv", rows))
    assert [(one.line, one.what) for one in report.left_out] == [
        (1, "above the table"),
        (4, "a total"),
        (5, "a note below the table"),
    ]
    assert "quillfeather" not in report.model_dump_json().lower()
