"""Messy files made of clean tables of the sample, each with what has to become of it.

A family is a function that yields files; `FAMILIES` lists them. Where all rows are good, the store must hold the very
rows of the clean tables.
"""

import codecs
import csv
import io
import random
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

import openpyxl

from tests.support import PROJECT, TableText

SAMPLE = PROJECT / "sample_data" / "virtual_school"
ENCODINGS = {
    "UTF-8": (b"", "utf-8"),
    "UTF-8 with a byte order mark": (codecs.BOM_UTF8, "utf-8"),
    "UTF-16 LE with a byte order mark": (codecs.BOM_UTF16_LE, "utf-16-le"),
    "UTF-16 BE with a byte order mark": (codecs.BOM_UTF16_BE, "utf-16-be"),
    "UTF-16 LE": (b"", "utf-16-le"),
    "UTF-16 BE": (b"", "utf-16-be"),
    "Windows-1252": (b"", "cp1252"),
}
DELIMITERS = {"commas": ",", "semicolons": ";", "tabs": "\t", "bars": "|"}
PUPILS = "children"


@dataclass(frozen=True)
class Messy:
    """A file; the clean tables that it is; how many rows more are in it that are refused; and, where it is refused
    whole, words that the report or the error must hold (`fault`) beside no table."""

    about: str
    name: str
    content: bytes
    tables: Mapping[str, TableText] = field(default_factory=dict)
    refused: int = 0
    left_out: int | None = None
    fault: str = ""

    @property
    def is_misuse(self) -> bool:
        """Whether the file cannot be read at all, so that no row of it is counted."""
        return bool(self.fault) and not self.refused


def clean(table: str, rows: int = 12, seed: int = 0, columns: int | None = None) -> TableText:
    """Some rows of a table of the sample, with its header; at least the first `columns`."""
    with (SAMPLE / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        header, *found = csv.reader(lines)
    picked = random.Random(seed).sample(found[:200], min(rows, len(found[:200])))
    return [row[:columns] for row in (header, *sorted(picked))]


def as_text(
    rows: Sequence[Sequence[str]], delimiter: str = ",", line_end: str = "\n", quote_all: bool = False, quote: str = '"'
) -> str:
    """The rows as delimited text."""
    out = io.StringIO()
    writer = partial(csv.writer, out, delimiter=delimiter, lineterminator=line_end, quotechar=quote)
    (writer(quoting=csv.QUOTE_ALL) if quote_all else writer()).writerows(rows)
    return out.getvalue()


def as_book(sheets: Mapping[str, Sequence[Sequence[object]]], merged: Sequence[str] = (), hidden: str = "") -> bytes:
    """The rows as a workbook, some cells of the first sheet merged, one sheet hidden."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([cell if cell != "" else None for cell in row])
        sheet.sheet_state = "hidden" if name == hidden else "visible"
    for place in merged:
        book.worksheets[0].merge_cells(place)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_zip(files: Mapping[str, bytes]) -> bytes:
    """The files as a zipped folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
    return out.getvalue()


def with_notes(rows: TableText, notes: Sequence[str]) -> TableText:
    """The table with a column of free text in the middle, which no table has."""
    middle = len(rows[0]) // 2
    texts = ["Notes", *(notes[place % len(notes)] for place in range(len(rows) - 1))]
    return [[*row[:middle], text, *row[middle:]] for row, text in zip(rows, texts, strict=True)]


def padded(rows: Sequence[Sequence[str]]) -> TableText:
    """The rows, all as wide as the widest."""
    width = max(map(len, rows))
    return [[*row, *[""] * (width - len(row))] for row in rows]


def messy_files() -> Iterator[Messy]:
    """Every file of every family; each name once."""
    for family in FAMILIES:
        for place, one in enumerate(family()):
            suffix = one.name.rpartition(".")[2]
            stem = one.name.rpartition(".")[0]
            yield Messy(
                f"{family.__name__.strip('_')}: {one.about}",
                f"{stem} {place}.{suffix}",
                one.content,
                one.tables,
                one.refused,
                one.left_out,
                one.fault,
            )


def _text(about: str, text: str, tables: Mapping[str, TableText] | None = None, **more: object) -> Messy:
    return Messy(about, "export.csv", text.encode(), tables or {}, **more)  # type: ignore[arg-type]  # its own fields


def dialects() -> Iterator[Messy]:
    for encoding, (mark, codec) in ENCODINGS.items():
        for said, delimiter in DELIMITERS.items():
            table = clean(PUPILS, seed=len(said))
            text = as_text(with_notes(table, ["été", "Zoë; ok", "a, b | c"]), delimiter, "\r\n")
            yield Messy(f"{encoding}, {said}", "export.csv", mark + text.encode(codec), {PUPILS: table}, left_out=0)


def line_ends() -> Iterator[Messy]:
    table = clean("staff")
    for said, line_end in {"line feeds": "\n", "returns": "\r", "both": "\r\n"}.items():
        text = as_text(table, line_end=line_end)
        yield _text(said, text, {"staff": table})
        yield _text(f"{said}, none at the end", text.removesuffix(line_end), {"staff": table})
        yield _text(f"{said}, many at the end", text + 5 * line_end, {"staff": table})
    lines = as_text(table).splitlines()
    mixed = "".join(line + ("\r\n" if place % 2 else "\n") for place, line in enumerate(lines))
    yield _text("mixed", mixed, {"staff": table})


def quoting() -> Iterator[Messy]:
    table = clean("concerns")
    notes = ['He said "no"', "two\nlines", "a, b", "plain", 'all: "x",\r\n"y"; |']
    for said, delimiter in DELIMITERS.items():
        yield _text(f"free text and {said}", as_text(with_notes(table, notes), delimiter), {"concerns": table})
        yield _text(f"all quoted, {said}", as_text(table, delimiter, quote_all=True), {"concerns": table})
    yield _text("single quotes", as_text(table, quote="'", quote_all=True), {"concerns": table})
    spaced = as_text(table, quote_all=True).replace('","', '", "')
    yield _text("a space after the comma, all quoted", spaced, {"concerns": table})
    yield _text("a space after the comma", as_text(table).replace(",", ", "), {"concerns": table})


TITLES: dict[str, TableText] = {
    "one row": [["Pupils on roll"]],
    "two rows": [["Pupils on roll"], ["As at 20 November 2026"]],
    "with a blank row": [["Pupils on roll"], []],
    "pairs": [["School:", "Oak Lane School"], ["Date", "20/11/2026"], ["Child ID", "all"], []],
    "a name that is ours": [["Sex"], ["children"]],
    "wide pairs": [["School:", "Oak Lane", "LA:", "Kent"], ["Year:", "2026/27", "Term:", "Autumn"]],
    "eighteen rows": [[f"Filter {number}: all"] for number in range(18)],
}


def titles_above() -> Iterator[Messy]:
    table = clean(PUPILS)
    for said, titles in TITLES.items():
        left = sum(any(row) for row in titles)
        yield _text(said, as_text([*titles, *table]), {PUPILS: table}, left_out=left)
        filled_up = padded([*titles, *table])
        yield _text(f"{said}, filled up", as_text(filled_up), {PUPILS: table}, left_out=left)
        book = as_book({"Sheet1": [*titles, *table]})
        yield Messy(f"{said}, a workbook", "export.xlsx", book, {PUPILS: table}, left_out=left)
    late = [[f"Line {number}"] for number in range(30)]
    yield _text("below the first twenty rows", as_text([*late, *table]), {PUPILS: table}, refused=29)


TOTALS: dict[str, TableText] = {
    "Total": [["Total", "12"]],
    "Grand total": [["Grand total:", "", "12", "3.5"]],
    "Totals": [["TOTALS", "12", "100%"]],
    "Sub-total and total": [["Sub-total", "12"], ["Total", "12"]],
    "Count": [["Count", "12"]],
    "Average": [["Average", "12.5"]],
    "in one cell": [["Total: 12"]],
    "in words": [["Number of pupils: 12"]],
    "in the second column": [["", "Total", "12"]],
}


def totals() -> Iterator[Messy]:
    table = clean("part_time_timetables")
    for said, rows in TOTALS.items():
        filled_up = padded([*table, *rows])
        yield _text(said, as_text(filled_up), {"part_time_timetables": table}, left_out=len(rows))
        book = as_book({"Sheet1": [*table, [], *rows]})
        yield Messy(f"{said}, a workbook", "export.xlsx", book, {"part_time_timetables": table}, left_out=len(rows))
    hours = table[0].index("hours_offered")
    sums = [
        "" if place != hours else f"{sum(float(row[hours] or 0) for row in table[1:]):g}"
        for place in range(len(table[0]))
    ]
    yield _text("a sum without a word", as_text([*table, sums]), {"part_time_timetables": table}, left_out=1)
    wrong = [*sums[:hours], "999.5", *sums[hours + 1 :]]
    yield _text("what is no sum is a row", as_text([*table, wrong]), {"part_time_timetables": table}, refused=1)
    groups = [
        *table[:5],
        padded([table[0], ["North Total", "4"]])[1],
        *table[5:],
        padded([table[0], ["Total", "12"]])[1],
    ]
    yield _text("of groups between the rows", as_text(groups), {"part_time_timetables": table}, left_out=2)


NOTES: dict[str, TableText] = {
    "when it ran": [["Report run on 20/11/2026 at 10:15"]],
    "who ran it": [[], ["Printed by:", "the office"]],
    "end": [["*** End of report ***"]],
    "a long one": [[], ["These data are provisional and may change"]],
    "a key": [[], ["Key:"], ["F", "female"], ["M", "male"]],
    "notes": [["Notes"], ["1. Provisional"], ["2. Rounded"]],
    "a page": [["Page 1 of 1"]],
    "a total and a note": [["Total", "12"], [], ["Source: our own system"]],
}


def notes_below() -> Iterator[Messy]:
    table = clean(PUPILS, seed=3)
    for said, rows in NOTES.items():
        left = sum(any(row) for row in rows)
        yield _text(said, as_text([*table, *rows]), {PUPILS: table}, left_out=left)
        yield _text(f"{said}, filled up", as_text(padded([*table, *rows])), {PUPILS: table}, left_out=left)
        book = as_book({"Sheet1": [*table, *rows]})
        yield Messy(f"{said}, a workbook", "export.xlsx", book, {PUPILS: table}, left_out=left)


def header_again() -> Iterator[Messy]:
    table = clean("training", rows=20)
    header, rows = table[0], table[1:]
    pages = [*rows[:7], header, *rows[7:14], header, *rows[14:]]
    yield _text("plain", as_text([header, *pages]), {"training": table}, left_out=2)
    title = ["Training record"]
    with_title = [title, header, *rows[:9], ["Page 1 of 2"], [], title, header, *rows[9:], ["Page 2 of 2"]]
    yield _text("with a title and pages", as_text(with_title), {"training": table}, left_out=5)
    yield Messy("in a workbook", "export.xlsx", as_book({"Sheet1": with_title}), {"training": table}, left_out=5)
    shouted = [*rows[:5], [cell.upper().replace("_", " ") for cell in header], *rows[5:], ["Total", "20"]]
    yield _text("in other letters", as_text([header, *padded([header, *shouted])[1:]]), {"training": table}, left_out=2)


def blanks() -> Iterator[Messy]:
    table = clean("suspensions")
    blank_rows = [row for each in table for row in (each, [])]
    yield _text("a blank row after each", as_text(blank_rows), {"suspensions": table})
    yield _text("rows of delimiters", as_text(padded(blank_rows)), {"suspensions": table})
    for said, cut in {"left": 0, "inside": 3, "right": len(table[0])}.items():
        with_blank = [[*row[:cut], "", *row[cut:]] for row in table]
        yield _text(f"a blank column, {said}", as_text(with_blank), {"suspensions": table}, left_out=0)
        book = as_book({"Sheet1": [[], *with_blank]})
        yield Messy(f"a blank column, {said}, a workbook", "export.xlsx", book, {"suspensions": table}, left_out=0)
    many = [[*row[:2], "", "", *row[2:5], "", *row[5:], "", ""] for row in table]
    yield _text("many blank columns", as_text(many, ";"), {"suspensions": table}, left_out=0)


def headers_of_rows() -> Iterator[Messy]:
    table = clean("missing_education")
    header = table[0]
    upper = ["Episode", *[""] * (len(header) - 1)]
    yield _text("a group above", as_text([upper, *table]), {"missing_education": table}, left_out=1)
    split = [(name.rpartition("_") if name.count("_") else ("", "", name)) for name in header]
    first, second = [one[0] for one in split], [one[2] for one in split]
    joined = [first, second]
    yield _text("parted in two rows", as_text([*joined, *table[1:]]), {"missing_education": table}, left_out=0)
    book = as_book({"Sheet1": [["Report"], *joined, *table[1:]]})
    yield Messy("parted, a workbook", "export.xlsx", book, {"missing_education": table}, left_out=1)
    reviews = clean("timetable_reviews")
    upper, lower = ["timetable_id", "due", "held", "outcome"], ["", "on", "on", ""]
    yield _text("merged down and across", as_text([upper, lower, *reviews[1:]]), {"timetable_reviews": reviews})
    book = as_book({"Sheet1": [upper, lower, *reviews[1:]]}, merged=("A1:A2", "D1:D2"))
    yield Messy("really merged", "export.xlsx", book, {"timetable_reviews": reviews}, left_out=0)
    three = [["Reviews", "", "", ""], upper, lower, *reviews[1:]]
    yield _text("three rows", as_text(three), {"timetable_reviews": reviews})
    calendar = clean("calendar")
    both = [["provider_id", "kind", "date", ""], ["", "", "from", "to"], *calendar[1:]]
    yield _text("filled forward", as_text(both), {"calendar": calendar}, left_out=0)
    book = as_book({"Sheet1": both}, merged=("A1:A2", "B1:B2", "C1:D1"))
    yield Messy("filled forward, a workbook", "export.xlsx", book, {"calendar": calendar}, left_out=0)


def several_tables() -> Iterator[Messy]:
    staff, meetings, pupils = clean("staff", 6), clean("meetings", 5), clean(PUPILS, 7, columns=4)
    three = {"staff": staff, "meetings": meetings, PUPILS: pupils}
    below = [*staff, [], *meetings, [], *pupils]
    yield _text("below one another", as_text(below), three, left_out=0)
    titled = [["Staff"], *staff, [], ["Meetings"], *meetings, [], [], ["Pupils"], [], *pupils, ["Total", "7"]]
    yield _text("with titles", as_text(titled), three, left_out=4)
    for said, rows in {"below one another": below, "with titles": titled}.items():
        yield Messy(f"{said}, a workbook", "export.xlsx", as_book({"Sheet1": rows}), three)
        yield _text(f"{said}, filled up", as_text(padded(rows), ";"), three)
    height = max(len(meetings), len(pupils))
    left, right = ([*rows, *[[""] * len(rows[0])] * (height - len(rows))] for rows in (meetings, pupils))
    beside = [[*one, "", *other] for one, other in zip(left, right, strict=True)]
    two = {"meetings": meetings, PUPILS: pupils}
    yield _text("side by side", as_text(beside), two, left_out=0)
    yield Messy("side by side, a workbook", "export.xlsx", as_book({"Sheet1": beside}), two, left_out=0)
    yield _text("side by side with a title", as_text([["Two lists"], [], *beside]), two, left_out=1)
    stranger = [["Code", "Meaning", "Used"], ["A", "first", "often"], ["B", "second", "never"], []]
    yield _text("a table that is not ours above", as_text([*stranger, *staff]), {"staff": staff}, refused=2)
    sheets = as_book({"Staff list": staff, "Blank": [], "Meet": [["Meetings"], *meetings], "old": pupils}, hidden="old")
    found = {"staff": staff, "meetings": meetings}
    yield Messy("on several worksheets, one hidden", "export.xlsx", sheets, found, left_out=1)


def ragged() -> Iterator[Messy]:
    table = clean("referrals", 15)
    for place in (1, 2, 8, len(table)):
        for said, row in {"short": ["R9"], "long": [*table[1], "x"], "half": table[1][:4]}.items():
            rows = [*table[:place], row, *table[place:]]
            yield _text(f"a {said} row at {place}", as_text(rows), {"referrals": table}, refused=1)


def no_header() -> Iterator[Messy]:
    for name in (PUPILS, "staff", "concerns", "attendance", "providers"):
        rows = clean(name)[1:]
        yield _text(name, as_text(rows), fault="Not recognised", refused=len(rows) - 1)
        book = as_book({"Sheet1": rows})
        yield Messy(f"{name}, a workbook", "export.xlsx", book, fault="Not recognised", refused=len(rows) - 1)


def refused_whole() -> Iterator[Messy]:
    table = clean(PUPILS)
    twice = [[*row, row[2]] for row in table]
    yield _text("a column twice", as_text(twice), fault="stands in it twice", refused=12)
    yield _text("no key", as_text([row[1:] for row in table]), fault="but not its key", refused=12)
    yield _text("nothing", "", fault="is empty")
    yield _text("blank lines", "\n\n ,,\n", fault="is empty")
    yield Messy("a picture", "export.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xdc\xff\xff", fault="is not text")
    yield Messy("no workbook", "export.xlsx", as_text(table).encode(), fault="cannot be read as a workbook")
    wide = as_book({"Sheet1": [*table, [*[""] * 450, "x"]]})
    yield Messy("a cell far to the right", "export.xlsx", wide, fault="beyond column 400")


def typed() -> Iterator[Messy]:
    """Cells of workbooks as they are typed: days, yes or no, numbers."""

    def value(text: str) -> object:
        if text in ("yes", "no"):
            return text == "yes"
        try:
            return date.fromisoformat(text) if len(text) == 10 else float(text) if text else None
        except ValueError:
            return text

    for name in (PUPILS, "part_time_timetables", "calendar", "policies", "staff", "suspensions"):
        table = clean(name)
        rows: list[list[object]] = [list(table[0]), *([value(cell) for cell in row] for row in table[1:])]
        book = as_book({"Sheet1": [["Export"], [], *rows, [], ["Report run on 1/1/2027"]]})
        yield Messy(name, "export.xlsx", book, {name: table}, left_out=2)


def marks(children: int = 6, days: Sequence[str] = ("2026-09-02", "2026-09-03", "2026-09-04")) -> TableText:
    """A register without a gap."""
    codes = ["/", "I", "C2", "L", "B", "-", "/", "O"]
    rows = [
        [f"C{child}", day, half, f"P{child % 2}", codes[(child * 3 + place) % len(codes)].replace("-", "")]
        for child in range(children)
        for place, (day, half) in enumerate((day, half) for day in days for half in ("AM", "PM"))
    ]
    return [["child_id", "date", "session", "provider_id", "code"], *rows]


def in_grid(table: TableText, heads: Sequence[Sequence[Any]], whole_days: bool = False) -> list[list[Any]]:
    """The register with a row a child under the heads of its sessions or days."""
    found: dict[tuple[str, str], list[str]] = {}
    for child, _, _, provider, code in table[1:]:
        found.setdefault((child, provider), []).append(code)
    rows: list[list[Any]] = [list(head) for head in heads]
    for (child, provider), codes in found.items():
        both = [f"{one or '-'}{other or '-'}" for one, other in zip(codes[::2], codes[1::2], strict=True)]
        rows.append([child, provider, "A name", *(both if whole_days else codes)])
    return rows


DAYS = ("2026-09-02", "2026-09-03", "2026-09-04")
IDS = ["child_id", "provider_id", "Name"]
TWO_ROWS = [[*IDS, *(cell for day in DAYS for cell in (day, ""))], ["", "", "", *["AM", "PM"] * 3]]
GRIDS: dict[str, tuple[TableText, TableText]] = {
    "ISO days with sessions": ([], [[*IDS, *(f"{day} {half}" for day in DAYS for half in ("am", "PM"))]]),
    "days over sessions": ([], TWO_ROWS),
    "days over sessions, ids below": ([], [["", "", "", *TWO_ROWS[0][3:]], [*IDS, *["AM", "PM"] * 3]]),
    "days of the week, the year above": (
        [["Register 2026/27"]],
        [[*IDS, *(f"{day} {half}" for day in ("Wed 02/09", "Thu 03/09", "Fri 04/09") for half in ("AM", "PM"))]],
    ),
    "days in words, the year above": (
        [["Autumn term 2026"], []],
        [[*IDS, *(f"{day} Sep {half}" for day in (2, 3, 4) for half in ("(AM)", "(PM)"))]],
    ),
    "British days": ([], [[*IDS, *(f"0{day}/09/2026 {half}" for day in (2, 3, 4) for half in ("AM", "PM"))]]),
    "short years": ([], [[*IDS, *(f"{day}.9.26 {half}" for day in (2, 3, 4) for half in ("am", "pm"))]]),
    "a row of weekdays between": (
        [],
        [TWO_ROWS[0], ["", "", "", "Wed", "", "Thu", "", "Fri", ""], TWO_ROWS[1]],
    ),
}


def wide_registers() -> Iterator[Messy]:
    table = marks()
    for said, (above, heads) in GRIDS.items():
        grid: list[list[Any]] = [*above, *in_grid(table, heads)]
        left = sum(any(row) for row in above)
        text = as_text([[str(cell) for cell in row] for row in grid])
        yield _text(said, text, {"attendance": table}, left_out=left)
        book = as_book({"Sheet1": grid})
        yield Messy(f"{said}, a workbook", "export.xlsx", book, {"attendance": table}, left_out=left)
    real_days: list[list[Any]] = [[*IDS, *(date.fromisoformat(day) for day in DAYS)]]
    book = as_book({"Register": in_grid(table, real_days, whole_days=True)})
    yield Messy("two marks a cell under real days", "export.xlsx", book, {"attendance": table}, left_out=0)
    whole = in_grid(table, [[*IDS, *DAYS]], whole_days=True)
    yield _text("two marks a cell", as_text([[str(c) for c in row] for row in whole]), {"attendance": table})
    good_grid = in_grid(table, GRIDS["ISO days with sessions"][1])
    more = [*good_grid, ["C99", "P1", "A name", *[""] * 6], ["Total present", "", "", *["4"] * 6]]
    rows = [[str(cell) for cell in row] for row in more]
    yield _text("a child without a mark and totals", as_text(rows), {"attendance": table}, left_out=2)
    ahead = [
        [*row, *([f"2026-09-0{day} AM" for day in (7, 8)] if not place else ["", ""])] for place, row in enumerate(rows)
    ]
    yield _text("days to come", as_text(ahead), {"attendance": table}, left_out=2)
    wrong = [[*row] for row in rows[: len(good_grid)]]
    good = [one for one in table if not (one[0] == "C2" and one[1:3] == ["2026-09-03", "AM"])]
    wrong[3][5] = "ZZ"
    yield _text("a mark that is none", as_text(wrong), {"attendance": good}, refused=1)
    no_year = in_grid(table, [[*IDS, *(f"0{day}/09 {half}" for day in (2, 3, 4) for half in ("AM", "PM"))]])
    yield _text("no year", as_text([[str(c) for c in row] for row in no_year]), fault="have no year", refused=6)
    other_year: list[list[Any]] = [["2025/26"], *in_grid(table, GRIDS["days of the week, the year above"][1])]
    text = as_text([[str(cell) for cell in row] for row in other_year])
    yield _text("days of the week of another year", text, fault="days of the week of another year", refused=6)


def zipped_folders() -> Iterator[Messy]:
    staff, meetings = clean("staff"), clean("meetings")
    both = {"staff": staff, "meetings": meetings}
    csvs = {"staff.csv": as_text(staff).encode(), "below/again/meetings.csv": as_text(meetings, ";").encode("utf-16")}

    def of(about: str, files: Mapping[str, bytes], **more: object) -> Messy:
        return Messy(about, "export.zip", as_zip(files), **more)  # type: ignore[arg-type]  # its own fields

    yield of("files and folders", csvs, tables=both)
    rubbish = {
        "__MACOSX/staff.csv": b"\0\1",
        ".hidden.csv": b"x",
        "~$book.xlsx": b"x",
        "readme.txt": b"x",
        "a.pdf": b"x",
    }
    yield of("with what nobody means", csvs | rubbish, tables=both)
    book = as_book({"Sheet1": [["Staff"], *staff], "Sheet2": meetings})
    yield of("a workbook", {"returns/book.xlsx": book}, tables=both, left_out=1)
    yield of("a zipped folder inside", csvs | {"more.zip": as_zip(csvs)}, fault="another zipped folder")
    yield of("nothing that is read", {"readme.pdf": b"x"}, fault="holds no file")
    yield of("nothing", {}, fault="holds no file")
    yield of("a bomb", {"staff.csv": bytes(60_000_000)}, fault="would unpack to")
    yield Messy("no zip", "export.zip", b"PK\x03\x04 this is none", fault="cannot be read as a zipped folder")
    broken = bytearray(as_zip(csvs))
    broken[60] ^= 255
    yield Messy("a broken one", "export.zip", bytes(broken), fault="cannot be read as a zipped folder")


def combined() -> Iterator[Messy]:
    """Several of all these at once, at random."""
    for seed in range(30):
        chance = random.Random(seed)
        name = chance.choice([PUPILS, "staff", "concerns", "training", "suspensions", "referrals"])
        table = clean(name, 15, seed)
        rows = with_notes(table, ["été", "a; b", 'He said "no", twice']) if chance.random() < 0.5 else table
        titles = chance.choice(list(TITLES.values()))
        totals_ = chance.choice([[], *TOTALS.values()])
        notes = chance.choice([[], *NOTES.values()])
        if chance.random() < 0.5:
            cut = chance.randrange(1, len(rows[0]))
            rows = [[*row[:cut], "", *row[cut:]] for row in rows]
        again = [rows[0]] if chance.random() < 0.5 else []
        between: TableText = [[]] if chance.random() < 0.5 else []
        whole = [*titles, *between, *rows[:6], *again, *rows[6:], *totals_, *notes]
        left = sum(any(row) for row in [*titles, *again, *totals_, *notes])
        about = f"seed {seed}"
        if seed % 3 == 0:
            yield Messy(about, "export.xlsx", as_book({"Sheet1": whole}), {name: table}, left_out=left)
            continue
        mark, codec = ENCODINGS[chance.choice(list(ENCODINGS))]
        delimiter, line_end = chance.choice(list(DELIMITERS.values())), chance.choice(["\n", "\r\n"])
        shape = padded(whole) if chance.random() < 0.5 else whole
        text = as_text(shape, delimiter, line_end, chance.random() < 0.3)
        yield Messy(about, "export.csv", mark + text.encode(codec), {name: table}, left_out=left)


def pollock() -> Iterator[Messy]:
    """The patterns of the Pollock benchmark (Vitagliano and others, VLDB 2023), made anew; those not above."""
    table = clean(PUPILS, 60, columns=5)
    good = {PUPILS: table}
    text = as_text(table, line_end="\r\n", quote_all=True)
    lines = text.splitlines(keepends=True)
    yield _text("as it is", text, good)
    yield _text("a header alone", lines[0], {PUPILS: table[:1]})
    yield _text("one row", lines[0] + lines[1], {PUPILS: table[:2]})
    yield _text("one column", as_text([row[:1] for row in table]), {PUPILS: [row[:1] for row in table]})
    many = [[*row, *(f"{'Other ' if not place else ''}{n}" for n in range(1_024))] for place, row in enumerate(table)]
    yield _text("a thousand columns", as_text(many), good)
    for said, mark in {"spaces": " ", "two tabs": "\t\t", "colons": ":", "a tab in words": "\\t"}.items():
        other = "".join(mark.join(f'"{cell}"' for cell in row) + "\r\n" for row in table)
        if said == "two tabs":
            yield _text(f"parted by {said}", other, good)
        else:
            yield _text(f"parted by {said}", other, refused=60, fault="Not recognised")
    yield _text("quote and space", text.replace('"', '" '), good)
    for place in (1, 30, 60):
        row = table[place]
        rest = [*table[:place], *table[place + 1 :]]
        for said, line in {
            "other delimiters": ";".join(row) + "\r\n",
            "single quotes": ",".join(f"'{cell}'" for cell in row) + "\r\n",
        }.items():
            changed = [*lines[:place], line, *lines[place + 1 :]]
            is_one_cell = said == "other delimiters"
            yield (
                _text(f"{said} on line {place + 1}", "".join(changed), {PUPILS: rest}, refused=1)
                if (is_one_cell or row[1])
                else _text("as it is", text, good)
            )
        feed = [*lines[:place], lines[place].replace("\r\n", "\n"), *lines[place + 1 :]]
        yield _text(f"a line feed on line {place + 1}", "".join(feed), good)
    for place in (1, 2, 4):
        renamed = [[*table[0][:place], "", *table[0][place + 1 :]], *table[1:]]
        kept = [[*row[:place], *row[place + 1 :]] for row in table]
        yield _text(f"no header over column {place + 1}", as_text(renamed), {PUPILS: kept})
        renamed = [[*table[0][:place], "HEAD/%R" * 4_000, *table[0][place + 1 :]], *table[1:]]
        yield _text(f"an odd header over column {place + 1}", as_text(renamed), {PUPILS: kept})
    notes = with_notes(table, ['say "no"'])
    escaped = as_text(notes, quote_all=True).replace('say ""no""', 'say \\"no\\"')
    yield _text("quotes escaped by a backslash", escaped, good)
    stranger = [[f"col{n}" for n in range(6)], *([f"{n}a", "b", "c", "d", "e", "f"] for n in range(10))]
    yield _text("another table below", as_text([*table, [], *stranger]), good, refused=11)
    yield _text("another table above", as_text([*stranger, [], *table]), good, refused=10)


FAMILIES = (
    *(dialects, line_ends, quoting, titles_above, totals, notes_below, header_again, blanks, headers_of_rows),
    *(several_tables, ragged, no_header, refused_whole, typed, wide_registers, zipped_folders, combined, pollock),
)
