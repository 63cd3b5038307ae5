"""The door reads every usual dialect of CSV, workbooks and Parquet as the same rows with the same line numbers."""

import codecs
import csv
import json
import re
import warnings
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from io import StringIO
from itertools import product
from pathlib import Path
from unittest.mock import patch
from zipfile import ZipFile

import duckdb
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sgdata.errors import Misuse
from sgdata.intake.recognise import known_headers
from sgdata.intake.staging import count_records
from sgdata.intake.text_file import TextFile, count_plain_records, decide
from sgdata.intake.workbook import worksheets
from sgdata.tables import TABLES
from tests.door import at_the_door, bench, on_the_bench, sheet_of, write_csv, write_xlsx
from tests.messy_files import ENCODINGS
from tests.support import SHARED

DELIMITERS = (",", ";", "\t", "|")
LINE_ENDS = ("\n", "\r\n")
HEADER = ["provider_id", "name", "notes", "phase", "own"]
PLAIN = [
    ["P1", "École Sainte-Anne School", "été", "primary", "yes"],
    ["P2", "Börde Academy", "", "special", "no"],
    ["P3", "", "café", "", ""],
]
AWKWARD = [
    ["P,1;2|3\t4", "École School, Sainte; Anne|Nord", "one line\nanother line", "primary", "yes"],
    ['P "2"', 'The "Börde" Academy', 'a "quoted" word,\r\nand a line end; | \t', "special", "no"],
    ['"', "", '"', "", ""],
]
SLOWLY = "sgdata.intake.text_file.count_plain_records"


def in_dialect(rows: Sequence[Sequence[str]], delimiter: str, line_end: str, quote_all: bool) -> str:
    """The rows as text; a cell stands in quotes where it must, or always."""

    def cell(text: str) -> str:
        needs_quotes = quote_all or any(sign in text for sign in (delimiter, '"', "\n", "\r"))
        return '"' + text.replace('"', '""') + '"' if needs_quotes else text

    return "".join(delimiter.join(map(cell, row)) + line_end for row in rows)


def lines_of(rows: Sequence[Sequence[str]]) -> list[int]:
    """The line on which each row begins below a header of one line."""
    lines, line = [], 2
    for row in rows:
        lines.append(line)
        line += 1 + sum(len(re.findall("\r\n|\r|\n", cell)) for cell in row)
    return lines


def accepted_of(rows: Sequence[Sequence[str]]) -> list[dict[str, object]]:
    """The providers that these rows are."""
    return [
        {
            "provider_id": provider,
            "own": {"yes": True, "no": False, "": None}[own],
            "name": name or None,
            "phase": phase or None,
            "local_authority": None,
            "in_area": None,
            "registered_school": None,
        }
        for provider, name, _, phase, own in rows
    ]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "export.csv"


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    ("rows", "quote_all"),
    [(PLAIN, False), (PLAIN, True), (AWKWARD, False), (AWKWARD, True)],
    ids=["no quotes", "all quoted", "quoted where needed", "awkward and all quoted"],
)
def test_every_dialect_gives_equal_rows_and_line_numbers(
    encoding: str, rows: list[list[str]], quote_all: bool, file: Path
) -> None:
    mark, codec = ENCODINGS[encoding]
    expected = [(line, *row) for line, row in zip(lines_of(rows), rows, strict=True)]
    for delimiter, line_end in product(DELIMITERS, LINE_ENDS):
        file.write_bytes(mark + in_dialect([HEADER, *rows], delimiter, line_end, quote_all).encode(codec))
        text = decide(file, known_headers())
        assert (text.delimiter, list(text.header)) == (delimiter, HEADER)
        found, staged = on_the_bench(text, HEADER)
        assert found == expected, (delimiter, line_end)
        assert (staged.read, staged.ragged) == (len(rows), ())
        assert staged.line.startswith("rowid") == (codec == "utf-8" and rows is PLAIN), "read fast where it is plain"


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("rows", [PLAIN, AWKWARD], ids=["plain", "awkward"])
def test_every_encoding_is_accepted_as_equal_providers(encoding: str, rows: list[list[str]], file: Path) -> None:
    mark, codec = ENCODINGS[encoding]
    file.write_bytes(mark + in_dialect([HEADER, *rows], ";", "\r\n", quote_all=False).encode(codec))
    found = at_the_door(file)
    assert found.rows == accepted_of(rows)
    assert found.lines == lines_of(rows)
    assert (found.read, found.refused) == (len(rows), 0)


@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("quote_all", [False, True])
def test_the_fast_and_the_slow_reader_give_the_same(delimiter: str, quote_all: bool, file: Path) -> None:
    file.write_text(in_dialect([HEADER, *PLAIN], delimiter, "\r\n", quote_all), encoding="utf-8", newline="")
    fast = at_the_door(file)
    with patch(SLOWLY, lambda _: None):
        slow = at_the_door(file)
    assert (fast.by_fast_reader, slow.by_fast_reader) == (True, False)
    assert (fast.rows, fast.lines) == (slow.rows, slow.lines)


PLAIN_CELLS = st.sampled_from(
    ["a", "b c", "é", "", "\\", "#", '"a"', '"a,b"', '"a""b"', '"a\\"', "'", "NULL", "a\u00a0"]
)
ODD_CELLS = st.sampled_from(
    [' "a"', '"a" ', '""', 'a"b', '"a"b', '"a"b"', " ", '" "', '","', '"a\nb"', "a,", "\x1c", "\r"]
)
PLAIN_LINES = st.lists(st.tuples(PLAIN_CELLS, PLAIN_CELLS).map(",".join), max_size=4)
ODD_LINES = st.lists(st.tuples(PLAIN_CELLS | ODD_CELLS, PLAIN_CELLS | ODD_CELLS).map(",".join), max_size=4)
ANY_LINES = st.lists(st.text('ab,"\n\r ;é\t\u00a0\\\x1c#', max_size=6), max_size=6)


@given(lines=PLAIN_LINES | ODD_LINES, line_end=st.sampled_from(LINE_ENDS), ends=st.booleans())
@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
def test_where_the_fast_reader_reads_the_slow_one_agrees(
    lines: list[str], line_end: str, ends: bool, file: Path
) -> None:
    file.write_text(line_end.join(["a,b", *lines]) + (line_end if ends else ""), encoding="utf-8", newline="")
    text = TextFile(file, "utf-8", ",", ("a", "b"), 1)
    fast, staged = on_the_bench(text, text.header)
    assume(staged.line.startswith("rowid"))
    with patch(SLOWLY, lambda _: None):
        slow, staged = on_the_bench(replace(text), text.header)
    assert staged.line == "line"
    assert (fast, ()) == (slow, staged.ragged)


def test_a_row_with_too_few_or_too_many_cells_is_refused_with_its_line(file: Path) -> None:
    file.write_text("staff_id,roles\nS1,head\nS2\nS3,dsl\nS4,dsl,\nS5,dsl,x\nS6,tutor\n", encoding="utf-8")
    found = at_the_door(file)
    assert [row["staff_id"] for row in found.rows] == ["S1", "S3", "S6"]
    assert found.lines == [2, 4, 7]
    assert (found.read, found.refused) == (6, 3)
    assert [(reason.line, reason.found, reason.wanted) for reason in found.reasons] == [
        (3, "1 cells", "2 cells, as in the header"),
        (5, "3 cells", "2 cells, as in the header"),
        (6, "3 cells", "2 cells, as in the header"),
    ]


def test_a_row_of_a_worksheet_with_a_cell_beyond_the_header_is_refused_with_its_row(tmp_path: Path) -> None:
    rows: list[list[object]] = [["staff_id", "roles"], ["S1", "head"], ["S2", "dsl", "x"], ["S3", "tutor", None, " "]]
    found = at_the_door(write_xlsx(tmp_path / "staff.xlsx", {"staff": rows}))
    assert [row["staff_id"] for row in found.rows] == ["S1", "S3"]
    assert [(reason.line, reason.found) for reason in found.reasons] == [(3, "3 cells")]
    assert (found.read, found.refused) == (3, 1)


@pytest.mark.parametrize("line_end", LINE_ENDS)
def test_blank_lines_and_rows_of_delimiters_alone_are_no_rows(line_end: str, file: Path) -> None:
    lines = ["", ",", '"",""', "staff_id,roles", "", "S1,head", ",", " , ", '"",""', "\t,\u00a0", "S2,dsl", "", " "]
    file.write_text(line_end.join(lines), encoding="utf-8", newline="")
    found = at_the_door(file)
    assert [row["staff_id"] for row in found.rows] == ["S1", "S2"]
    assert found.lines == [6, 11]
    assert (found.read, found.refused) == (2, 0)


def test_blank_rows_of_a_worksheet_are_no_rows(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [],
        [" ", None],
        ["staff_id", "roles"],
        [],
        ["S1", "head"],
        [None, "  "],
        ["S2", "dsl"],
        [],
    ]
    found = at_the_door(write_xlsx(tmp_path / "staff.xlsx", {"staff": rows}))
    assert [row["staff_id"] for row in found.rows] == ["S1", "S2"]
    assert found.lines == [5, 7]
    assert found.read == 2


# A header and rows of the values that a typed file holds.
TYPED: dict[str, tuple[list[str], list[list[object]]]] = {
    "concerns": (
        ["concern_id", "child_id", "observed_at", "own_words_recorded", "categories", "level", "closed_on"],
        [
            [1001, 7, datetime(2026, 11, 20, 16, 50), True, ["neglect", "online_harm"], "high", date(2026, 11, 27)],
            [1002, 8, datetime(2026, 11, 21), False, ["neglect"], None, None],
            [1003, None, None, None, None, "low", None],
        ],
    ),
    "part_time_timetables": (
        ["timetable_id", "started_on", "hours_offered", "hours_full_time", "days_and_times_agreed", "reason"],
        [["T1", date(2026, 9, 1), 12.5, 25.0, True, "send"], ["T2", None, None, 25.0, None, None]],
    ),
    "children": (
        ["child_id", "date_of_birth", "placements_in_year", "fsm", "sex"],
        [[566910, date(2015, 3, 31), 3, False, "other"], [566911, None, 0, True, None]],
    ),
}


def as_text(value: object) -> str:
    """The value as the contract writes it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.strftime("%Y-%m-%dT%H:%M")
        case list():
            return ";".join(value)
        case _:
            return str(value)


def as_parquet(file: Path, table: str, header: list[str], rows: list[list[object]]) -> Path:
    """Writes Parquet with the types of the table; ids that are numbers stay numbers."""
    file.parent.mkdir(parents=True, exist_ok=True)
    types = {column.name: column.kind.duckdb_type for column in TABLES[table].columns()}
    declared = ", ".join(
        f"{name} {'BIGINT' if isinstance(value, int) and types[name] == 'VARCHAR' else types[name]}"
        for name, value in zip(header, rows[0], strict=True)
    )
    with duckdb.connect() as con:
        con.execute(f"CREATE TABLE export ({declared})")
        con.executemany(f"INSERT INTO export VALUES ({', '.join('?' for _ in header)})", rows)
        con.execute(f"COPY export TO '{file}' (FORMAT parquet)")
    return file


@pytest.mark.parametrize("table", TYPED)
def test_a_workbook_and_parquet_load_equal_to_csv(table: str, tmp_path: Path) -> None:
    header, rows = TYPED[table]
    text = [[as_text(value) for value in row] for row in rows]
    cells = [[";".join(value) if isinstance(value, list) else value for value in row] for row in rows]
    from_csv = at_the_door(write_csv(tmp_path / "export.csv", [header, *text]))
    from_workbook = at_the_door(write_xlsx(tmp_path / "export.xlsx", {table: [header, *cells]}))
    from_parquet = at_the_door(as_parquet(tmp_path / "export.parquet", table, header, rows))
    assert len(from_csv.rows) == len(rows)
    assert from_csv.rows == from_workbook.rows == from_parquet.rows
    assert from_csv.lines == from_workbook.lines == [line + 1 for line in from_parquet.lines]
    assert from_csv.reasons == from_workbook.reasons == from_parquet.reasons == []


def test_a_worksheet_that_claims_a_wrong_size_is_read_whole(tmp_path: Path) -> None:
    right = write_xlsx(tmp_path / "right.xlsx", {"staff": [["staff_id", "roles"], ["S1", "head"], ["S2", "dsl"]]})
    wrong = tmp_path / "wrong.xlsx"
    with ZipFile(right) as before, ZipFile(wrong, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            assert name != "xl/worksheets/sheet1.xml" or b'ref="A1:B3"' in content
            after.writestr(name, content.replace(b'ref="A1:B3"', b'ref="A1:A2"'))
    assert [row["roles"] for row in at_the_door(wrong).rows] == [["head"], ["dsl"]]


def test_each_worksheet_of_a_workbook_is_a_table(tmp_path: Path) -> None:
    book = write_xlsx(
        tmp_path / "book.xlsx", {"staff": [["staff_id"], ["S1"]], "empty": [], "meetings": [["meeting_id"], ["M1"]]}
    )
    assert [(sheet.name, sheet.place, list(sheet.records())) for sheet in worksheets(book)] == [
        ("staff", 1, [(2, ["S1"])]),
        ("meetings", 3, [(2, ["M1"])]),
    ]


def test_a_file_name_or_folder_is_no_pattern_and_no_column(tmp_path: Path) -> None:
    write_csv(tmp_path / "staff1.csv", [["staff_id"], ["WRONG"]])
    right = write_csv(tmp_path / "staff[1].csv", [["staff_id"], ["RIGHT"]])
    assert at_the_door(right).rows[0]["staff_id"] == "RIGHT"
    folder = tmp_path / "long_term_absent=yes"
    as_parquet(folder / "staff1.parquet", "staff", ["staff_id"], [["WRONG"]])
    (row,) = at_the_door(as_parquet(folder / "staff[1].parquet", "staff", ["staff_id"], [["RIGHT"]])).rows
    assert (row["staff_id"], row["long_term_absent"]) == ("RIGHT", None)


def test_a_header_may_hold_line_ends_inside_quotes(file: Path) -> None:
    file.write_text('staff_id,"what the\nother system, says",roles\nS1,"x, y",head\n', encoding="utf-8")
    found = at_the_door(file)
    assert [(row["staff_id"], row["roles"]) for row in found.rows] == [("S1", ["head"])]
    assert found.lines == [3]


def test_a_quotation_mark_that_is_not_closed_is_refused_and_not_taken_for_an_id(file: Path) -> None:
    file.write_text('staff_id,roles\n"S1,head\nS2,dsl\n"S3",tutor\nS4,head\n', encoding="utf-8")
    found = at_the_door(file)
    assert [row["staff_id"] for row in found.rows] == ["S4"]
    assert [(reason.line, reason.column) for reason in found.reasons] == [(2, "staff_id")]


def test_a_cell_that_swallows_the_rest_of_a_long_file_is_misuse_with_its_line(file: Path) -> None:
    file.write_text('staff_id,roles\nS1,head\n"S2,dsl\n' + "S3,tutor\n" * 20_000, encoding="utf-8")
    with pytest.raises(Misuse, match=r"export\.csv: .* line 3 .*quotation mark"):
        at_the_door(file)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n \n",
        b",,,\n",
        codecs.BOM_UTF8,
        codecs.BOM_UTF16_LE,
        codecs.BOM_UTF8 + b"staff_id\n\xff\n",
        codecs.BOM_UTF16_LE + b"s\0t",
        b"staff_id\n\x81\x8d\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xdc\xff\xff",
        b"x" * 200_000,
    ],
)
def test_what_is_empty_or_no_text_is_misuse(content: bytes, file: Path) -> None:
    file.write_bytes(content)
    with pytest.raises(Misuse, match=r"export\.csv"):
        decide(file, known_headers())


@pytest.mark.parametrize("name", ["export.xlsx", "export.parquet"])
@pytest.mark.parametrize("content", [b"", b"staff_id\nS1\n", b"PK\x03\x04", b"PAR1PAR1"])
def test_what_is_no_workbook_or_no_parquet_is_misuse(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Misuse, match="cannot be read as"):
        at_the_door(tmp_path / name)


@given(data=st.data())
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("name", ["export.xlsx", "export.parquet"])
def test_a_broken_workbook_or_parquet_is_misuse_or_is_read(name: str, data: st.DataObject, tmp_path: Path) -> None:
    whole = tmp_path / f"whole_{name}"
    if not whole.exists():
        if name.endswith(".xlsx"):
            write_xlsx(whole, {"staff": [["staff_id", "roles"], *([f"S{n}", "head"] for n in range(30))]})
        else:
            as_parquet(whole, "staff", ["staff_id", "roles"], [[f"S{number}", ["head"]] for number in range(30)])
    content = bytearray(whole.read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    broken = tmp_path / name
    broken.write_bytes(content[: data.draw(st.integers(len(content) // 2, len(content)))])
    counted, read = read_or_misuse(broken)
    assert counted == read
    assert isinstance(counted, int) or name in counted


def read_or_misuse(file: Path) -> tuple[int | str, int | str]:
    """The rows counted and the rows read; or what Misuse says, twice."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            sheet = sheet_of(file)
            return count_records(sheet), bench().stage(sheet, {"staff_id": 0}).read
        except Misuse as fault:
            return str(fault), str(fault)


SPECTRUM = SHARED / "data" / "naughty" / "csv-spectrum"


@pytest.mark.skipif(not SPECTRUM.exists(), reason=f"the csv-spectrum files are not on this machine ({SPECTRUM})")
def test_csv_spectrum_is_read_as_its_authors_mean_it() -> None:
    files = sorted((SPECTRUM / "csvs").glob("*.csv"))
    assert len(files) == 12
    for each in files:
        text = decide(each, set())
        with patch(SLOWLY, lambda _: None):
            by_slow = spectrum_rows(replace(text))
        meant = json.loads((SPECTRUM / "json" / f"{each.stem}.json").read_text(encoding="utf-8"))
        if each.stem == "location_coordinates":  # its JSON is one row, with another telephone number than its CSV
            meant = [meant | {"Contact Phone Number": "2095257564"}]
        assert spectrum_rows(text) == by_slow == meant, each.name


def spectrum_rows(text: TextFile) -> list[dict[str, str]]:
    rows, _ = on_the_bench(text, [f"c{place}" for place in range(len(text.header))])
    return [dict(zip(text.header, cells, strict=True)) for _, *cells in rows]


# Letters whose Windows-1252 bytes can never be UTF-8 as well: no byte that continues a letter is among them.
SIGNS = st.text("ab1 ,;|\t\"'\n\r.-éàçñüß", max_size=8)
TABLE = st.lists(st.lists(SIGNS, min_size=3, max_size=3), max_size=6)


@given(
    rows=TABLE,
    encoding=st.sampled_from(sorted(ENCODINGS)),
    delimiter=st.sampled_from(DELIMITERS),
    line_end=st.sampled_from(LINE_ENDS),
    quote_all=st.booleans(),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_table_written_in_any_dialect_is_read_back_equal(
    rows: list[list[str]], encoding: str, delimiter: str, line_end: str, quote_all: bool, file: Path
) -> None:
    header = ["provider_id", "kind", "date_from"]
    mark, codec = ENCODINGS[encoding]
    file.write_bytes(mark + in_dialect([header, *rows], delimiter, line_end, quote_all).encode(codec))
    expected = [
        (line, *row) for line, row in zip(lines_of(rows), rows, strict=True) if any(cell.strip() for cell in row)
    ]
    text = decide(file, known_headers())
    assert (text.delimiter, list(text.header)) == (delimiter, header)
    assert [(line, *cells) for line, cells in text.records()] == expected
    found, staged = on_the_bench(text, header)
    assert found == expected
    assert (staged.read, staged.ragged) == (len(expected), ())


@given(
    lines=PLAIN_LINES | ODD_LINES | ANY_LINES | st.lists(PLAIN_CELLS | ODD_CELLS, max_size=4),
    header=st.sampled_from([("a",), ("a", "b")]),
    line_end=st.sampled_from(LINE_ENDS),
    chunk=st.sampled_from([1, 5, 1 << 22]),
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_is_counted_as_plain_only_where_csv_finds_a_whole_record_on_every_line(
    lines: list[str], header: tuple[str, ...], line_end: str, chunk: int, file: Path
) -> None:
    text = line_end.join([",".join(header), *lines])
    file.write_text(text, encoding="utf-8", newline="")
    with patch("sgdata.intake.text_file.CHUNK", chunk):
        counted = count_plain_records(TextFile(file, "utf-8", ",", header, 1))
    if counted is not None:
        records = list(csv.reader(StringIO(text, newline="")))[1:]
        assert counted == len(records) == len([line for line in text.split("\n")[1:] if line])
        assert all(len(cells) == len(header) and any(cell.strip() for cell in cells) for cells in records)


@pytest.mark.parametrize(
    "lines",
    [
        ['"x', 'y"'],
        ['x","y', 'z","'],
        ['x"', '"y'],
        ["x\ry"],
        ["x", "", "y"],
        ["x", " ", "y"],
        ['""'],
        ['" "'],
        ["\u00a0"],
        ['"x" '],
        ['"x"y'],
        ['x"y"'],
        ["x,"],
        [","],
        ["x" * 100],
    ],
)
def test_a_file_with_such_lines_is_not_plain(lines: list[str], file: Path) -> None:
    file.write_text("\n".join(["a", "x", *lines, "x", ""]), encoding="utf-8", newline="")
    with patch("sgdata.intake.text_file.CHUNK", 30):
        assert count_plain_records(TextFile(file, "utf-8", ",", ("a",), 1)) is None
        assert count_plain_records(TextFile(file, "cp1252", ",", ("a",), 1)) is None


def test_what_the_fast_reader_miscounts_the_slow_one_reads(file: Path) -> None:
    write_csv(file, [HEADER, *PLAIN])
    expected = at_the_door(file)
    with patch(SLOWLY, lambda _: len(PLAIN) + 1):
        found = at_the_door(file)
    assert (expected.by_fast_reader, found.by_fast_reader) == (True, False)
    assert (found.rows, found.lines) == (expected.rows, expected.lines)


@pytest.mark.parametrize("chunk", [1, 7, 1 << 22])
@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("a,b\n", 0),
        ("a,b", 0),
        ("a,b\n1,2\n3,4\n", 2),
        ("a,b\r\n1,2\r\n3,4", 2),
        ('"a","b"\n"1","2, 3"\n"4 ""5""",""\n', 2),
        ("a,b\né,\n", 1),
    ],
)
def test_plain_files_are_counted_in_bytes(text: str, records: int, chunk: int, file: Path) -> None:
    for mark, encoding in ((b"", "utf-8"), (codecs.BOM_UTF8, "utf-8-sig")):
        file.write_bytes(mark + text.encode())
        with patch("sgdata.intake.text_file.CHUNK", max(chunk, 30)):
            assert count_plain_records(TextFile(file, encoding, ",", ("a", "b"), 1)) == records


def test_a_long_file_is_read_fast_whole_and_in_order(file: Path) -> None:
    rows = [[f"S{number}", "head" if number % 2 else "dsl"] for number in range(60_000)]
    write_csv(file, [["staff_id", "roles"], *rows])
    found = at_the_door(file)
    assert found.by_fast_reader
    assert [row["staff_id"] for row in found.rows] == [row[0] for row in rows]
    assert found.lines == list(range(2, 60_002))
