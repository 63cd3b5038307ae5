"""Exports: the figures of the screen with their definitions, and nothing that a spreadsheet would run."""

import csv
import io
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from sgdata.errors import Misuse
from sgdata.measures.catalogue import catalogue
from sgdata.outputs.export import as_csv, as_xlsx, figure_rows, harmless, record_rows, write
from sgdata.release import ask
from sgdata.release.scope import open_scope
from tests.support import PROJECT, SHARED


def test_csv_and_workbook_hold_the_figures_of_the_release(sample_stores: Path) -> None:
    report = ask.report(open_scope(sample_stores / "virtual_school"), by="sex")
    rows = figure_rows(report)
    read = list(csv.DictReader(io.StringIO(as_csv(rows).decode("utf-8-sig"))))
    totals = {row["id"]: row for row in read if not row["group"]}
    assert list(totals) == list(catalogue())
    for figure in report.figures:
        assert float(totals[figure.id]["numerator"]) == figure.numerator
        assert sum(row["id"] == figure.id for row in read) == 1 + len(figure.groups)
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(rows, report.figures)))
    assert book.sheetnames == ["Figures", "Definitions"]
    assert [row[0] for row in book["Definitions"].iter_rows(min_row=2, values_only=True)] == list(catalogue())
    assert book["Figures"].max_row == len(rows)


def test_the_definitions_name_the_lines_of_the_organisation(sample_stores: Path, tmp_path: Path) -> None:
    store = shutil.copytree(sample_stores / "virtual_school", tmp_path / "store")
    with (store / "rules.toml").open("a", encoding="utf-8") as rules:
        rules.write("\n[indicators.actions_overdue]\ntarget = 40\namber = 50\n")
    file = tmp_path / "figures.xlsx"
    command = [sys.executable, "-m", "sgdata", "figures", "--store", str(store), "--out", str(file)]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    header, *rows = openpyxl.load_workbook(file)["Definitions"].iter_rows(values_only=True)
    lines = {row[header.index("id")]: (row[header.index("target")], row[header.index("amber")]) for row in rows}
    as_shipped = {one.id: (one.target, one.amber) for one in catalogue().values()}
    assert lines == as_shipped | {"actions_overdue": (40, 50)}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", " =1+1"])
def test_text_that_starts_a_formula_is_made_plain(text: str) -> None:
    assert harmless(text) == f"'{text}"
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx([["id"], [text]], [])))
    assert book["Figures"]["A2"].data_type == "s"


@pytest.mark.skipif(
    not SHARED.exists(), reason="the payloads that others wrote stand beside the project only where it is built"
)
def test_no_known_payload_survives_as_a_formula() -> None:
    folder = SHARED / "data" / "naughty" / "csv-injection"
    payloads = [
        line for file in folder.rglob("*.txt") for line in file.read_text(encoding="utf-8").splitlines() if line
    ]
    assert len(payloads) > 5
    rows = [["id"], *([payload] for payload in payloads)]
    for row in csv.reader(io.StringIO(as_csv(rows).decode("utf-8-sig"))):
        assert not row[0].lstrip(" ").startswith(("=", "+", "-", "@"))
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(rows, [])))["Figures"]
    assert {cell.data_type for (cell,) in sheet.iter_rows(min_row=2)} == {"s"}


def test_numbers_and_dates_stay_what_they_are() -> None:
    assert harmless(-1) == -1
    assert harmless(date(2026, 11, 20)) == "2026-11-20"


def test_records_are_exported_under_their_references(sample_stores: Path) -> None:
    scope = open_scope(sample_stores / "virtual_school")
    rows = record_rows(ask.listed_records(scope, "actions_overdue"))
    assert rows[0] == ["case", "child", "year_group", "happened_on", "counts", "why"]
    pseudonyms = {record.subject for record in ask.records(scope, "actions_overdue")}
    assert not pseudonyms & {str(cell) for row in rows for cell in row}


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_left_of_it(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    for name, wanted in (("folder.csv", "choose another place"), ("figures.ods", r"neither \.csv nor \.xlsx")):
        with pytest.raises(Misuse, match=wanted):
            write(tmp_path / name, [["id"]], [])
    assert [one.name for one in tmp_path.iterdir()] == ["folder.csv"]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_command_line_writes_the_file(sample_stores: Path, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"figures.{ending}"
    command = [
        sys.executable,
        "-m",
        "sgdata",
        "figures",
        "--store",
        str(sample_stores / "virtual_school"),
        "--out",
        str(file),
    ]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    assert file.stat().st_size > 5_000
