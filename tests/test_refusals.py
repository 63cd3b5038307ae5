"""The workbook that goes back to a school: its own rows that were refused, as they came, exactly the wrong cells
marked."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sgdata.errors import Misuse
from sgdata.intake.desk import Desk
from sgdata.intake.load import load_paths
from sgdata.intake.refusals import LINE, WANTED, refusals_of
from tests.door import sgdata, write_csv, write_xlsx

WRONG = "FFFFC7CE"
FORMULA = '=HYPERLINK("http://elsewhere")'
CHILDREN = [
    ["child_id", "sex", "=1+1", "date_of_birth"],
    ["C1", "female", "x", "2012-01-01"],
    ["C2", "purple", FORMULA, "2012-01-01"],
    ["C3", "male", "@y", "2012-99-01"],
    ["C4", "male"],
    ["", "blue", "z", "2012-01-01"],
]
REGISTER = [
    ["Register 2026/27"],
    ["child_id", "provider_id", "Mon 07/09 AM", "Mon 07/09 PM", "Tue 08/09"],
    ["C1", "S1", "/", "?", "/\\"],
    ["C2", "S1", "/", "\\", "QQ7"],
    ["C3", "", "/", "\\", "/\\"],
    ["C4", "S1", "/", "\\", "/\\"],
]


def made(folder: Path, own_key: Path, *paths: Path) -> openpyxl.Workbook:
    report = load_paths(folder / "store", paths, key_file=own_key)
    return openpyxl.load_workbook(io.BytesIO(refusals_of(report, folder / "store", paths, key_file=own_key)))


def rows_of(sheet: Worksheet) -> dict[int, list[str]]:
    """The rows by the line of the file that they come from, without their notes."""
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    width = next(row.index(WANTED) for row in rows if row[0] == LINE)
    return {row[0]: [str(cell or "") for cell in row[1:width]] for row in rows if isinstance(row[0], int)}


def marked(sheet: Worksheet) -> dict[tuple[int, int], str]:
    """By line and place in it (from 0) what is noted at each cell that is marked."""
    return {
        (int(str(row[0].value)), place): cell.comment.text if cell.comment else ""
        for row in sheet.iter_rows()
        for place, cell in enumerate(row[1:])
        if cell.fill.fgColor.rgb == WRONG
    }


def test_the_refused_rows_stand_as_they_came_and_exactly_the_wrong_cells_are_marked(
    tmp_path: Path, own_key: Path
) -> None:
    book = made(tmp_path, own_key, write_csv(tmp_path / "children.csv", CHILDREN))
    sheet = book.worksheets[1]
    assert rows_of(sheet) == {line: [*cells, "", ""][:4] for line, cells in enumerate(CHILDREN, start=1) if line > 2}
    assert [cell.value for cell in sheet[2]][1:5] == CHILDREN[0]
    found = marked(sheet)
    assert set(found) == {(3, 1), (4, 3), (5, 0), (5, 1), (6, 0), (6, 1)}
    assert found[3, 1] == "Wanted: one of female, male, other"
    assert found[4, 3] == "Wanted: a date such as 2026-11-20"
    assert found[5, 0] == found[5, 1] == "Wanted: 4 cells, as in the header"


def test_the_cells_of_a_wide_register_are_marked_where_they_stood(tmp_path: Path, own_key: Path) -> None:
    for file in (
        write_csv(tmp_path / "register.csv", REGISTER),
        write_xlsx(tmp_path / "register.xlsx", {"marks": REGISTER}),
    ):
        sheet = made(tmp_path / file.suffix, own_key, file).worksheets[1]
        assert rows_of(sheet) == {line: cells for line, cells in enumerate(REGISTER, start=1) if line in (3, 4, 5)}
        assert set(marked(sheet)) == {(3, 3), (4, 4), (5, 1)}


def test_of_a_workbook_with_several_sheets_each_has_its_own(tmp_path: Path, own_key: Path) -> None:
    staff = [["A title"], [], ["staff_id", "roles"], ["S1", "dsl"], ["S2", "wizard"]]
    file = write_xlsx(tmp_path / "children.xlsx", {"children": CHILDREN[:4], "staff": staff})
    book = made(tmp_path, own_key, file)
    assert [set(marked(sheet)) for sheet in book.worksheets[1:]] == [{(3, 1), (4, 3)}, {(5, 1)}]
    assert rows_of(book.worksheets[2]) == {5: ["S2", "wizard"]}


def test_nothing_in_it_is_a_formula_and_none_runs(tmp_path: Path, own_key: Path) -> None:
    book = made(tmp_path, own_key, write_csv(tmp_path / "children.csv", CHILDREN))
    texts = [cell for sheet in book for row in sheet.iter_rows() for cell in row if str(cell.value)[:1] in "=@"]
    assert {cell.value for cell in texts} >= {FORMULA, "=1+1", "@y"}
    assert {cell.data_type for cell in texts} == {"s"}
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as package:
        sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in sheet for sheet in sheets)


def test_the_first_sheet_says_what_to_do_whole_files_first_then_columns_with_counts(
    tmp_path: Path, own_key: Path
) -> None:
    unknown = write_csv(tmp_path / "unknown.csv", [["alpha", "beta"], ["1", "2"]])
    book = made(tmp_path, own_key, write_csv(tmp_path / "children.csv", CHILDREN), unknown)
    told = [[cell for cell in row if cell is not None] for row in book.worksheets[0].iter_rows(values_only=True)]
    rows = [row for row in told if len(row) > 2]
    assert [rows[0][0], rows[1][:2], rows[2][1]] == ["Not taken at all", ["unknown.csv", 1], "Column"]
    assert [row[:4] for row in rows[3:]] == [
        ["children.csv", "the whole row", 1, "2 cells"],
        ["children.csv", "sex", 2, "aaaaaa"],
        ["children.csv", "date_of_birth", 1, "9999-99-99"],
        ["children.csv", "child_id", 1, "nothing"],
    ]


def test_the_command_writes_it_where_it_is_asked_for_and_nowhere_else(
    tmp_path: Path, own_key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, store = write_csv(tmp_path / "children.csv", CHILDREN), tmp_path / "store"
    told = sgdata(capsys, "load", file, "--store", store, "--report", tmp_path / "back.xlsx", "--json")
    assert told.status == 1
    assert "back.xlsx holds the rows that were refused" in told.err
    assert len(marked(openpyxl.load_workbook(tmp_path / "back.xlsx").worksheets[1])) == 6
    kept = [one for one in store.rglob("*") if one.is_file()]
    assert kept
    assert not any(b"purple" in one.read_bytes() for one in kept)
    assert "purple" not in told.out + told.err
    assert sgdata(capsys, "load", file, "--store", store, "--report", tmp_path / "back.csv").status == 2
    assert not (tmp_path / "back.csv").exists()


def test_the_desk_of_the_screen_makes_it_of_what_was_dropped(tmp_path: Path, own_key: Path) -> None:
    content = write_csv(tmp_path / "children.csv", CHILDREN).read_bytes()
    desk = Desk(tmp_path / "store", own_key)
    report = desk.propose([("children.csv", content)])
    book = openpyxl.load_workbook(io.BytesIO(desk.refusals(report, [("children.csv", content)])))
    assert set(marked(book.worksheets[1])) == {(3, 1), (4, 3), (5, 0), (5, 1), (6, 0), (6, 1)}
    with pytest.raises(Misuse):
        desk.refusals(report, [("children.csv", b"")])
