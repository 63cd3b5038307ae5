"""Files that hold identifiers wherever a file can hold anything, by the hundred."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import duckdb
import openpyxl
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from sgdata.tables import TABLES, Table
from sgdata.tables.columns import BirthDate, Column, Day, Identifier, Moment, Vocabulary
from tests.door import workbook
from tests.planted import DISGUISES, KINDS, identifiers

HEADERS = [
    *("name", "Full name", "Pupil Name", "child's name", "forename", "First Name", "Given name", "middle_name"),
    *("surname", "Last name", "LEGAL SURNAME", "Family name", "Known As", "preferred surname", "Former name", "alias"),
    *("address", "Home Address", "Address line 1", "Street", "Town", "postcode", "Post Code", "HOME_POST", "house no"),
    *("phone", "Mobile", "Telephone number", "Emergency contact", "email", "E-mail address", "Parent email", "mother"),
    *("NHS number", "nhs_no", "NI number", "National Insurance", "UPN", "unique pupil number", "former UPN", "ULN"),
    *("DOB", "date of birth", "Birth Date", "parent", "Carer name", "Foster carer", "Social worker name", "guardian"),
    *("Key worker", "Notes", "comments", "Description", "Narrative", "What happened", "details", "photo", "religion"),
    *("passport number", "bank account", "GP name", "uniquelearnernumber", "preferredforename", "siblings", "X"),
]


@dataclass(frozen=True)
class Hostile:
    """A file by its name and bytes, and what is planted in it."""

    about: str
    name: str
    content: bytes
    planted: tuple[str, ...]


def valid_row(table: type[Table], number: int) -> dict[str, str]:
    """Cells that are right in every column, with a key of their own."""
    row = {}
    for column in table.columns():
        match column.kind:
            case Vocabulary():
                row[column.name] = column.kind.words[number % len(column.kind.words)]
            case Day():
                row[column.name] = f"2026-{1 + number % 11:02}-{1 + number % 28:02}"
            case Moment():
                row[column.name] = f"2026-{1 + number % 11:02}-{1 + number % 28:02}T10:{number % 60:02}"
            case Identifier():
                row[column.name] = f"{column.kind.kind}-{number}"
            case kind:
                row[column.name] = {"BOOLEAN": "yes", "INTEGER": "2", "DOUBLE": "12.5"}.get(kind.duckdb_type, "")
    return row


def as_csv(rows: Sequence[Sequence[str]], delimiter: str = ",", line_end: str = "\n") -> str:
    def cell(text: str) -> str:
        needs_quotes = any(sign in text for sign in (delimiter, '"', "\n", "\r"))
        return '"' + text.replace('"', '""') + '"' if needs_quotes else text

    return "".join(delimiter.join(map(cell, row)) + line_end for row in rows)


def as_xlsx(sheets: Mapping[str, Sequence[Sequence[str]]], change: Callable[[openpyxl.Workbook], object]) -> bytes:
    book = workbook(sheets)
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def hostile_files() -> Iterator[Hostile]:
    """Every file, each with identifiers of its own."""
    numbers = count(1)
    for family in (_in_headers, _in_columns, _as_headers, _above_the_header, _disguised, _encoded, _split, _named):
        yield from family(numbers)
    yield from _in_workbooks(numbers)
    yield from _in_parquet(numbers)


def _staff(number: int) -> list[list[str]]:
    return [["staff_id", "roles"], [f"S{number}", "dsl"]]


def _in_headers(numbers: Iterator[int]) -> Iterator[Hostile]:
    """Under every usual header of an identifier."""
    for header in HEADERS:
        number = next(numbers)
        planted = identifiers(number)
        rows = [["child_id", "sex", header]]
        rows += [[f"C{number}-{place}", "female", text] for place, text in enumerate(planted.values())]
        yield Hostile(f"under {header}", f"export {number}.csv", as_csv(rows).encode(), tuple(planted.values()))


def _may_be_planted(column: Column, kind: str) -> bool:
    return not (kind.startswith("date") and isinstance(column.kind, Day | BirthDate | Moment))


def _in_columns(numbers: Iterator[int]) -> Iterator[Hostile]:
    """In every column of every table."""
    for name, table in TABLES.items():
        rows, planted = [list(valid_row(table, 0))], []
        for column in table.columns():
            number = next(numbers)
            texts = [text for kind, text in identifiers(number).items() if _may_be_planted(column, kind)]
            rows += [list((valid_row(table, len(rows)) | {column.name: text}).values()) for text in texts]
            planted += texts
        yield Hostile(f"in the columns of {name}", f"{name}.csv", as_csv(rows).encode(), tuple(planted))


def _as_headers(numbers: Iterator[int]) -> Iterator[Hostile]:
    """As the header of a column, and of one that has to be there."""
    for kind in KINDS:
        number = next(numbers)
        text = identifiers(number)[kind]
        rows = [["staff_id", text, "roles"], [f"S{number}", "x", "dsl"]]
        yield Hostile(f"{kind} as a header", f"export {number}.csv", as_csv(rows).encode(), (text,))
        twice = [["staff_id", text, text, "Staff ID"], [f"S{number}", "x", "dsl", "y"]]
        yield Hostile(f"{kind} as a header twice", f"twice {number}.csv", as_csv(twice).encode(), (text,))


def _above_the_header(numbers: Iterator[int]) -> Iterator[Hostile]:
    """In a line above the header, or in place of it."""
    for kind in KINDS:
        number = next(numbers)
        text = identifiers(number)[kind]
        above = [[f"Report on {text}"], *_staff(number)]
        yield Hostile(f"{kind} above the header", f"report {number}.csv", as_csv(above).encode(), (text,))
        instead = [[f"S{number}", text], ["S1", text]]
        yield Hostile(f"{kind} in place of the header", f"list {number}.csv", as_csv(instead).encode(), (text,))


def _disguised(numbers: Iterator[int]) -> Iterator[Hostile]:
    """In the words that are kept, written in ways that a pattern may miss."""
    kinds = [kind for kind in KINDS if kind not in ("name", "surname first", "surname")]
    for disguise, written in DISGUISES.items():
        for kind in kinds:
            number = next(numbers)
            text = written(identifiers(number)[kind])
            rows = [
                ["provider_id", "name", "local_authority"],
                [f"P{number}", f"Oak Lane School {text}", text],
                [f"Q{number}", text, f"Kent {text}"],
                [f"R{number}", f"{text} Oak Lane School", ""],
                [f"T{number}", f"Oak Lane School ({text})", ""],
            ]
            about = f"{kind} in {disguise}"
            yield Hostile(about, f"providers {number}.csv", as_csv(rows).encode(), (text, identifiers(number)[kind]))
    for number, shape in zip(
        numbers,
        (
            *("{}", "{}, Oak Lane School", "{} (Oak Lane School)", "{} at Oak Lane School", "Oak Lane School, {}"),
            *(
                "{} - Oak Lane School",
                "Oak Lane School ({})",
                "{} bullied at school",
                "Oak Lane School: {}",
                "Mr {} School",
            ),
        ),
        strict=False,
    ):
        names = (identifiers(number)["name"], DISGUISES["full width"](identifiers(number)["name"]))
        cells = [[f"{place}P{number}", shape.format(name)] for place, name in enumerate(names)]
        policies = [[f"{place}Q{number}", f"{name} behaviour plan"] for place, name in enumerate(names)]
        yield Hostile(shape, f"providers {number}.csv", as_csv([["provider_id", "name"], *cells]).encode(), names)
        yield Hostile(f"{shape} plan", f"p {number}.csv", as_csv([["policy_id", "title"], *policies]).encode(), names)


def _encoded(numbers: Iterator[int]) -> Iterator[Hostile]:
    """In every encoding, with every delimiter, across lines."""
    marks = {"utf-8": b"", "utf-8-sig": b"", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff", "cp1252": b""}
    for encoding, mark in marks.items():
        for delimiter in ",;\t|":
            number = next(numbers)
            planted = identifiers(number)
            rows = [["provider_id", "name", "phase", "Café notes"]]
            for place, text in enumerate(planted.values()):
                rows += [[f"P{number}-{place}", f"{text}\nschool", "primary", f"{text}\r\n{text}"]]
                rows += [[f"Q{number}-{place}", "École School", text, text], [text], [text] * 9]
            content = mark + as_csv(rows, delimiter, "\r\n").encode(encoding)
            yield Hostile(f"{encoding} {delimiter!r}", f"export {number}.csv", content, tuple(planted.values()))
            number = next(numbers)
            text = identifiers(number)["name"]
            open_quote = as_csv(_staff(number), delimiter) + f'S9{delimiter}"{text}\nS8{delimiter}{text}\n'
            yield Hostile(f"open quote {encoding}", f"open {number}.csv", mark + open_quote.encode(encoding), (text,))


def _split(numbers: Iterator[int]) -> Iterator[Hostile]:
    """In two halves in two columns that are kept, and across the cells of a dropped one."""
    for kind in KINDS:
        number = next(numbers)
        text = identifiers(number)[kind]
        half = len(text) // 2
        providers = [["provider_id", "name", "local_authority"], [f"P{number}", text[:half], text[half:]]]
        yield Hostile(f"{kind} split", f"providers {number}.csv", as_csv(providers).encode(), (text,))
        ids = [["concern_id", "child_id", "level"], [text[:half], text[half:], "low"], [text, text, text]]
        yield Hostile(f"{kind} split in ids", f"concerns {number}.csv", as_csv(ids).encode(), (text,))


def _named(numbers: Iterator[int]) -> Iterator[Hostile]:
    """In the name of the file."""
    for kind in KINDS:
        for suffix, rows in (("csv", [["pupil", "mark"], ["x", "y"]]), ("CSV", [["staff_id"], ["S1"]])):
            number = next(numbers)
            text = identifiers(number)[kind].replace("/", "-")
            content = as_csv(rows).encode()
            yield Hostile(f"{kind} in a file name .{suffix}", f"{text}.{suffix}", content, (text,))
        number = next(numbers)
        text = identifiers(number)[kind].replace("/", "-")
        content = as_xlsx({"staff": _staff(number)}, lambda _: None)
        yield Hostile(f"{kind} in the name of a workbook", f"Report on {text} (final).xlsx", content, (text,))


def _in_workbooks(numbers: Iterator[int]) -> Iterator[Hostile]:
    """Wherever a workbook can hold a word."""
    for kind in KINDS:
        number = next(numbers)
        text = identifiers(number)[kind]
        rows = _staff(number)
        title = "".join(sign for sign in text if sign not in "[]:*?/\\")[:31]

        def everywhere(book: openpyxl.Workbook, text: str = text) -> None:
            sheet = book.worksheets[0]
            sheet["A1"].comment = Comment(text, text)
            sheet["D9"] = text
            sheet.column_dimensions["D"].hidden = True
            if sheet.oddHeader:
                sheet.oddHeader.center.text = text
            book.properties.creator = book.properties.title = book.properties.description = text
            book.defined_names["Child"] = DefinedName("Child", attr_text=f'"{text}"')
            book.create_sheet("hidden").append([text, text])
            book.worksheets[-1].sheet_state = "hidden"
            book.create_sheet("very").append(["staff_id", text])
            book.worksheets[-1].append([f"{text}", text])
            book.worksheets[-1].sheet_state = "veryHidden"

        about = f"{kind} all over a workbook"
        yield Hostile(about, f"book {number}.xlsx", as_xlsx({title: rows, "staff": rows}, everywhere), (text, title))
        number = next(numbers)
        text = identifiers(number)[kind]
        formula = as_xlsx(
            {"providers": [["provider_id", "name"], [f"P{number}", f'="{text}"'], [f"Q{number}", "=A1"]]},
            lambda _: None,
        )
        yield Hostile(f"{kind} in a formula", f"formula {number}.xlsx", formula, (text,))
        yield Hostile(f"{kind} as the value of a formula", f"value {number}.xlsx", _with_value(formula, text), (text,))


def _with_value(book: bytes, value: str) -> bytes:
    """The workbook, its formulas with a value as a spreadsheet program keeps it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "xl/worksheets/sheet1.xml":
                content = content.replace(b"<v></v>", b"<v>" + value.encode() + b"</v>")
                content = content.replace(b"<v />", b"<v>" + value.encode() + b"</v>")
                content = content.replace(b"<v/>", b"<v>" + value.encode() + b"</v>")
                content = content.replace(b"><f>", b' t="str"><f>')
                assert value.encode() in content
            new.writestr(item, content)
    return out.getvalue()


def _in_parquet(numbers: Iterator[int]) -> Iterator[Hostile]:
    """In the columns, nested values and names of a Parquet file."""
    place = Path.cwd()
    with duckdb.connect() as con:
        for kind in KINDS:
            number = next(numbers)
            text = identifiers(number)[kind]
            quoted = text.replace("'", "''")
            file = place / f"parquet-{number}.parquet"
            con.execute(
                f"COPY (SELECT 'P{number}' AS provider_id, '{quoted}' AS name, ['{quoted}'] AS phase, "
                f"{{'who': '{quoted}'}} AS local_authority, '{quoted}' AS \"{text}\") "
                f"TO '{file}' (FORMAT parquet, KV_METADATA {{child: '{quoted}'}})"
            )
            content = file.read_bytes()
            file.unlink()
            yield Hostile(f"{kind} in Parquet", f"{number}.parquet", content, (text,))
