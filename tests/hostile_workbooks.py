"""Files that are made to crash, fill or hold up whoever reads them, and some that only look so:

python -m tests.hostile_workbooks

builds each in its full size, loads it, and prints what came of it, the seconds and the memory that it took.
"""

import io
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tests.door import workbook
from tests.support import PROJECT

CHILDREN = ["child_id", "sex"]
TYPES = "[Content_Types].xml"
SHARED_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
SHEET, TEXTS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LAUGHS = (
    '<!DOCTYPE s [<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
)
NOISE = random.Random(1).randbytes(1_500_000)


@dataclass(frozen=True)
class Heavy:
    """A file by its name, how it is written (scale 1 is its full size), and what is said of it; None where it loads."""

    name: str
    write: Callable[[Path, float], object]
    told: str | None


def as_package(parts: Callable[[], dict[str, bytes]]) -> Callable[[Path, float], None]:
    """Writes a workbook of one child with these parts in the place of its own, or beside them."""

    def write(file: Path, _: float) -> None:
        plain, changed = io.BytesIO(), parts()
        workbook({"children": [CHILDREN, ["C1", "female"]]}).save(plain)
        with zipfile.ZipFile(plain) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
            whole = {item.filename: old.read(item) for item in old.infolist()} | changed
            if TEXTS in changed and TEXTS.encode() not in whole[TYPES]:
                whole[TYPES] = whole[TYPES].replace(b"</Types>", SHARED_TYPE + b"</Types>")
            for name, content in whole.items():
                new.writestr(name, content)

    return write


def sheet(body: bytes, head: bytes = b"") -> bytes:
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>'
        + head
        + f'<worksheet xmlns="{MAIN}"><sheetData>'.encode()
        + b'<row r="1"><c r="A1" t="inlineStr"><is><t>child_id</t></is></c>'
        b'<c r="B1" t="inlineStr"><is><t>sex</t></is></c></row>' + body + b"</sheetData></worksheet>"
    )


def row(number: int, cells: bytes) -> bytes:
    return b'<row r="%d">%s</row>' % (number, cells)


def noisy(parts: Callable[[], dict[str, bytes]]) -> Callable[[Path, float], None]:
    """With a part that cannot be packed, so that no ratio tells."""
    return as_package(lambda: parts() | {"xl/media/image1.png": NOISE})


def texts(count: int) -> bytes:
    return f'<?xml version="1.0"?><sst xmlns="{MAIN}">'.encode() + b"<si><t/></si>" * count + b"</sst>"


def lies_about_its_size(file: Path, scale: float) -> None:
    noisy(lambda: {SHEET: sheet(b" " * 60_000_000)})(file, scale)
    content = bytearray(file.read_bytes())
    for signature, offset, name_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        place = -1
        while (place := content.find(signature, place + 1)) >= 0:
            if content[place + name_at :].startswith(SHEET.encode()):
                content[place + offset : place + offset + 4] = (2_000).to_bytes(4, "little")
    file.write_bytes(content)


def text(header: str, line: str, count: int) -> Callable[[Path, float], None]:
    def write(file: Path, scale: float) -> None:
        block = line * 100_000
        with file.open("w", newline="") as out:
            out.write(header)
            for _ in range(max(1, int(count * scale / 100_000))):
                out.write(block)

    return write


def numbered(file: Path, scale: float) -> None:
    duckdb.execute(
        f"COPY (SELECT 'C' || (i % 20000) AS child_id, DATE '2024-09-02' + (i // 40000)::INTEGER AS date, "
        "CASE WHEN (i // 20000) % 2 = 0 THEN 'AM' ELSE 'PM' END AS session, 'S1' AS provider_id, '/' AS code "
        f"FROM range({int(5_000_000 * scale)}) AS made(i)) TO '{file}' (HEADER)"
    )


def parquet(query: str) -> Callable[[Path, float], None]:
    def write(file: Path, _: float) -> None:
        duckdb.execute(f"COPY ({query}) TO '{file}' (FORMAT parquet, ROW_GROUP_SIZE 10000000)")

    return write


def flipped(file: Path, scale: float) -> None:
    """A Parquet file whose pages are not what its footer says."""
    parquet("SELECT 'C' || i AS child_id, 'female' AS sex FROM range(50000) AS made(i)")(file, scale)
    content = bytearray(file.read_bytes())
    for place in random.Random(2).sample(range(4, len(content) // 2), 2_000):
        content[place] ^= 0xFF
    file.write_bytes(content)


def raw(content: bytes) -> Callable[[Path, float], int]:
    return lambda file, _: file.write_bytes(content)


def cut(write: Callable[[Path, float], object]) -> Callable[[Path, float], None]:
    def written(file: Path, scale: float) -> None:
        write(file, scale)
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])

    return written


def zipped(name: str, size: int) -> Callable[[Path, float], None]:
    def write(file: Path, scale: float) -> None:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out, out.open(name, "w", force_zip64=True) as inside:
            for _ in range(int(size * scale / 1e6)):
                inside.write(b"0" * 1_000_000)

    return write


plain = as_package(dict)
FAR = b'<c r="XFD%d"><v>1</v></c>'
HEAVY = (
    Heavy("far cell.xlsx", as_package(lambda: {SHEET: sheet(row(1_048_576, FAR % 1_048_576))}), "beyond column 400"),
    Heavy(
        "far cells.xlsx",
        as_package(lambda: {SHEET: sheet(b"".join(row(n, FAR % n) for n in range(2, 200_000)))}),
        "ratio|times|column",
    ),
    Heavy("far row.xlsx", as_package(lambda: {SHEET: sheet(row(2_000_000_000, b""))}), "too long|row"),
    Heavy(
        "wide row.xlsx", noisy(lambda: {SHEET: sheet(row(2, b"<c/>" * 20_000_000))}), "memory|Memory|too long|column"
    ),
    Heavy("empty rows.xlsx", noisy(lambda: {SHEET: sheet(b"<row/>" * 1_100_000)}), "beyond row|too long"),
    Heavy(
        "claims all.xlsx",
        as_package(lambda: {SHEET: sheet(b"").replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')}),
        None,
    ),
    Heavy("spaces.xlsx", as_package(lambda: {SHEET: sheet(b" " * 200_000_000)}), "more than 200 times"),
    Heavy(
        "many spaces.xlsx",
        noisy(lambda: {SHEET: sheet(b" " * 450_000_000), "xl/x.xml": b" " * 60_000_000}),
        "would unpack to",
    ),
    Heavy("lies.xlsx", lies_about_its_size, "cannot be read as a workbook"),
    Heavy("texts.xlsx", noisy(lambda: {TEXTS: texts(7_000_000)}), "too long|memory|Memory"),
    Heavy("more texts.xlsx", noisy(lambda: {TEXTS: texts(9_000_000)}), "of it texts"),
    Heavy(
        "styles.xlsx",
        noisy(
            lambda: {
                STYLES: f'<styleSheet xmlns="{MAIN}"><cellXfs>'.encode()
                + b"<xf/>" * 15_000_000
                + b"</cellXfs></styleSheet>"
            }
        ),
        "too long|memory|Memory",
    ),
    Heavy(
        "laughs.xlsx",
        as_package(
            lambda: {TEXTS: f'<?xml version="1.0"?>{LAUGHS}<sst xmlns="{MAIN}"><si><t>&l9;</t></si></sst>'.encode()}
        ),
        "declares words",
    ),
    Heavy(
        "laughs in two bytes.xlsx",
        as_package(
            lambda: {
                SHEET: (
                    f'<?xml version="1.0" encoding="UTF-16"?>{LAUGHS}<worksheet xmlns="{MAIN}">'
                    '<sheetData><row><c t="str"><v>&l9;</v></c></row></sheetData></worksheet>'
                ).encode("utf-16")
            }
        ),
        "declares words",
    ),
    Heavy(
        "reads a file.xlsx",
        as_package(
            lambda: {
                SHEET: sheet(
                    b'<row r="2"><c r="A2" t="str"><v>&f;</v></c></row>',
                    b'<!DOCTYPE s [<!ENTITY f SYSTEM "file:///etc/hostname">]>',
                )
            }
        ),
        "declares words",
    ),
    Heavy("parts.xlsx", as_package(lambda: {f"xl/media/{n}.png": b"" for n in range(5_000)}), "5,0.. parts"),
    Heavy("macros.xlsm", as_package(lambda: {"xl/vbaProject.bin": b"macro"}), None),
    Heavy("links.xlsx", as_package(lambda: {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}), None),
    Heavy(
        "formulas.xlsx",
        as_package(
            lambda: {
                SHEET: sheet(
                    row(2, b'<c r="A2"><f>B2&amp;"1"</f></c><c r="B2" t="str"><f>"fe"&amp;"male"</f><v>female</v></c>')
                    + row(3, b'<c r="A3"><v>7</v></c>')
                )
            }
        ),
        None,
    ),
    Heavy("locked.xlsx", raw(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000)), "protected by a password"),
    Heavy("cut.xlsx", cut(plain), "cannot be read as a workbook"),
    Heavy("junk.xlsx", raw(NOISE), "cannot be read as a workbook"),
    Heavy("junk.csv", raw(NOISE), "is not text"),
    Heavy("junk.parquet", raw(NOISE), "cannot be read as Parquet"),
    Heavy("junk.zip", raw(NOISE), "cannot be read as a zipped folder"),
    Heavy(
        "cut.parquet",
        cut(parquet("SELECT 'C' || i AS child_id, 'female' AS sex FROM range(1000) AS made(i)")),
        "cannot be read as Parquet",
    ),
    Heavy("flipped.parquet", flipped, "cannot be read as Parquet|Not recognised|rows were refused|Reading"),
    Heavy(
        "one value.parquet",
        parquet("SELECT 'C1' AS child_id, 'female' AS sex FROM range(100000000)"),
        "wanted at most 20,000,000",
    ),
    Heavy(
        "long values.parquet",
        parquet("SELECT repeat('x', 1000000) || i % 2 AS child_id, 'female' AS sex FROM range(5000) AS made(i)"),
        "memory|Parquet",
    ),
    Heavy("packed.zip", zipped("marks.csv", 3_000_000_000), "would unpack to"),
    Heavy("one line.csv", text("", "a" * 20, 100_000_000), "longer than"),
    Heavy("one line below.csv", text("child_id,sex\n", "a" * 20, 100_000_000), "longer than"),
    Heavy("quotes.csv", text('child_id,sex\n"', "a,b\n", 10_000_000), "may not be closed|refused"),
    Heavy("blank lines.csv", text("", "\n", 100_000_000), "empty|too long"),
    Heavy(
        "200 columns.csv",
        text(",".join(["child_id", "sex", *(f"x{n}" for n in range(198))]) + "\nC1,female" + "," * 198 + "\n", "", 1),
        None,
    ),
    Heavy(
        "20000 columns.csv",
        text(",".join(f"x{n}" for n in range(20_000)) + "\n", "1," * 20, 1),
        "more than 2,000 columns",
    ),
    Heavy(
        "200000 columns.csv", text(",".join(f"x{n}" for n in range(200_000)) + "\n", "1,", 1), "more than 2,000 columns"
    ),
    Heavy("strangers.csv", text("alpha,beta,gamma\n", "one,two words,3\n", 5_000_000), "Not recognised"),
    Heavy("marks.csv", numbered, None),
)
"""What is told where a file is taken, or not recognised, stands in the report; else it is an error."""


MEASURED = (
    "import resource, subprocess, sys\n"
    "done = subprocess.run(sys.argv[1:], capture_output=True, text=True)\n"
    "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
    "print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1e3, done.returncode)\n"
    "print(done.stderr or done.stdout)"
)


@dataclass(frozen=True)
class Told:
    """What the command line says of a file and with which status; the seconds, those of the processor, megabytes."""

    status: int
    words: str
    seconds: float
    cpu: float
    megabytes: float


def load(file: Path, folder: Path) -> Told:
    """Loads a file into a store in the folder."""
    command = [sys.executable, "-c", MEASURED, sys.executable, "-m", "sgdata", "load", str(file)]
    began = time.monotonic()
    done = subprocess.run(
        [*command, "--store", str(folder / "store")],
        cwd=PROJECT,
        env=os.environ | {"SGDATA_KEY_FILE": str(folder / "key")},
        capture_output=True,
        text=True,
        check=True,
    )
    seconds = time.monotonic() - began
    measured, _, words = done.stdout.partition("\n")
    cpu, megabytes, status = measured.split()
    return Told(int(status), re.sub(r"\s+", " ", words).strip(), seconds, float(cpu), float(megabytes))


def main() -> None:
    for one in HEAVY:
        if all(word in one.name for word in sys.argv[1:]):
            with tempfile.TemporaryDirectory() as name:
                file = Path(name) / one.name
                one.write(file, 1)
                told = load(file, Path(name))
                sizes = f"{file.stat().st_size / 1e6:.2f} MB | {told.seconds:.1f} s, {told.cpu:.1f} s of processor"
                print(f"{one.name} | {sizes} | {told.megabytes:.0f} MB | {told.words[-220:]}", flush=True)


if __name__ == "__main__":
    main()
