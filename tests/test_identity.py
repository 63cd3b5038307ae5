"""Nothing that identifies a person comes past the door: not into the store, a report, a figure or a line of output."""

import base64
import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgdata.intake.pseudonym import Pseudonymiser, canonical
from sgdata.measures.catalogue import catalogue
from sgdata.store.reading import Reader
from sgdata.store.snapshots import Store
from sgdata.tables import TABLES, Table
from sgdata.tables.columns import Day, Moment
from tests.door import Ran, sgdata, stored, write_csv, write_xlsx
from tests.hostile_files import valid_row

NAME = "Zebedee Quillfeather"
BIRTHS = ("04/03/2011", "4 March 2011", "04.03.2011", "2011/03/04", "04-03-2011", "20110304", "04032011", "4/3/11")
ISO_BIRTH = "2011-03-04"
PLANTED = [
    *(NAME, "QUILLFEATHER, Zebedee", "zebedee quillfeather", "Zebedee", "Quillfeather"),
    *BIRTHS,
    *("B801200005001", "943 476 5919", "9434765919", "ZQ9 9XQ", "zq99xq"),
    *("z.quill@example.org", "01632 960123", "+44 1632 960 123", "07700900123"),
]
IN_HEADERS = [*PLANTED, ISO_BIRTH]
LOOKED_FOR = sorted({text.lower() for text in [*PLANTED, ISO_BIRTH]})


def leaks(content: bytes) -> set[str]:
    """Which of the planted texts stand in the bytes, in UTF-8 or UTF-16, in any case."""
    lower = content.lower()
    return {
        text
        for text in LOOKED_FOR
        if any(text.encode(encoding) in lower for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
    }


def leaks_of(ran: Ran) -> set[str]:
    return leaks((ran.out + ran.err).encode())


def planted_rows(table: type[Table], each: int) -> Iterator[dict[str, str]]:
    """Rows of which each holds one planted text in one column; `each` texts in every column. A date of birth is planted
    wherever a date is not wanted: in a column of event dates it is an event for whoever reads it."""
    number, texts, no_dates = 0, cycle(PLANTED), cycle([text for text in PLANTED if text not in BIRTHS])
    for column in table.columns():
        wants_a_date = isinstance(column.kind, Day | Moment)
        planted = islice(no_dates, each) if wants_a_date else [*islice(texts, each), ISO_BIRTH]
        for text in planted:
            yield valid_row(table, number) | {column.name: text}
            number += 1


def planted_table(table: type[Table], each: int) -> list[list[str]]:
    """A table with a planted text in every column, in columns that nobody knows, and in headers."""
    names = [column.name for column in table.columns()]
    rows = [[row[name] for name in names] for row in planted_rows(table, each)]
    header = [*names, "Full name", "Notes", *IN_HEADERS]
    body = [[*row, NAME, f"{NAME} was born on 4 March 2011.", *IN_HEADERS] for row in rows]
    ragged = [[*body[0], NAME], body[0][:-1], [NAME]]
    return [header, *body, *ragged]


@pytest.fixture(scope="module", params=["CSV", "XLSX"])
def planted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder of every table with planted texts, and the folder that its store and key are to be in."""
    folder, home = tmp_path_factory.mktemp("export"), tmp_path_factory.mktemp("home")
    strange = [[NAME, "B801200005001"], ["Quillfeather", "04/03/2011"]]
    if request.param == "CSV":
        for name, table in TABLES.items():
            write_csv(folder / f"{name}.csv", planted_table(table, len(PLANTED)))
        write_csv(folder / "without_header.csv", strange)
    else:
        sheets = {f"{NAME} {place}": planted_table(table, 4) for place, table in enumerate(TABLES.values())}
        write_xlsx(folder / "export.xlsx", {**sheets, "Zebedee": strange})
    return folder, home


def test_no_planted_text_is_in_the_store_a_report_a_figure_or_a_record(
    planted: tuple[Path, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, home = planted
    store = home / "store"
    monkeypatch.setenv("SGDATA_KEY_FILE", str(home / "pseudonym.key"))
    monkeypatch.chdir(home)
    in_store = ("--store", store)

    assert leaks_of(sgdata(capsys, "load", folder, *in_store, "--dry-run")) == set()
    loaded = sgdata(capsys, "load", folder, *in_store, "--json")
    assert leaks_of(loaded) == set()
    assert loaded.status == 1
    tables = [table for table in json.loads(loaded.out)["tables"] if table["table"]]
    assert {table["table"] for table in tables} == set(TABLES)
    for table in tables:
        assert table["accepted"] > 0
        assert table["refused"] >= 3
        assert len(table["dropped_columns"]) == len(IN_HEADERS) + 2
        assert {"Full name", "Notes"} <= set(table["dropped_columns"])
    assert leaks_of(sgdata(capsys, "snapshots", *in_store, "--json")) == set()

    figures: list[str | Path] = ["figures", "--as-at", "2026-11-20", *in_store]
    some = list(islice(catalogue(), 0, None, 8))
    told = [sgdata(capsys, *figures, "--json"), sgdata(capsys, *figures, "--only", ",".join(some))]
    for identifier in some:
        told.append(sgdata(capsys, "records", identifier, "--as-at", "2026-11-20", *in_store, "--json"))
    assert [(ran.status, leaks_of(ran)) for ran in told] == [(0, set())] * len(told)

    for file in home.rglob("*"):
        if file.is_file():
            assert leaks(file.read_bytes()) == set(), file.name
            assert leaks(str(file).encode()) == set()
    assert leaks(words_of(store)) == set()


def words_of(store: Path) -> bytes:
    """Every text and number of every table of the snapshot, unpacked: DuckDB may keep texts compressed."""
    found = []
    with Reader(Store(store).file(Store(store).current().id)).cursor() as cursor:
        columns = cursor.rows(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = 'snapshot' "
            "AND data_type NOT IN ('BOOLEAN', 'DATE', 'TIMESTAMP')"
        )
        assert len(columns) > len(TABLES)
        for column in columns:
            table, name = column["table_name"], column["column_name"]
            rows = cursor.rows(f'SELECT DISTINCT CAST("{name}" AS VARCHAR) AS text FROM snapshot."{table}"')
            found += [str(row["text"]) for row in rows]
    return "\n".join(found).encode()


def test_the_planted_texts_are_in_the_files_and_would_be_found(planted: tuple[Path, Path]) -> None:
    folder, _ = planted
    found = {text for file in folder.glob("*.csv") for text in leaks(file.read_bytes())}
    assert found == set(LOOKED_FOR) or not list(folder.glob("*.csv"))
    assert leaks(NAME.upper().encode("utf-16-le")) == {"zebedee quillfeather", "zebedee", "quillfeather"}
    for table in TABLES.values():
        rows = planted_table(table, 4)[1:-1]  # the last has one cell
        for place, column in enumerate(table.columns()):
            assert len({row[place] for row in rows} & set(PLANTED)) >= 4, column


def test_no_id_of_the_source_is_in_the_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ids = {"children": "UPN-ZQX-1", "staff": "STAFF-ZQX-2", "concerns": "CASE-ZQX-3", "providers": "SETTING-ZQX-4"}
    for table, identifier in ids.items():
        row = valid_row(TABLES[table], 1) | {TABLES[table].KEY[0]: identifier}
        write_csv(tmp_path / "export" / f"{table}.csv", [list(row), list(row.values())])
    assert sgdata(capsys, "load", tmp_path / "export", "--store", tmp_path / "store").status == 0
    for file in (tmp_path / "store").rglob("*"):
        content = b"" if file.is_dir() else file.read_bytes().lower()
        for identifier in ids.values():
            assert identifier.lower().encode() not in content
            assert identifier.lower().encode("utf-16-le") not in content


def hmac_by_hand(key: bytes, message: bytes) -> bytes:
    """HMAC-SHA-256 as RFC 2104 writes it."""
    key = (hashlib.sha256(key).digest() if len(key) > 64 else key).ljust(64, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in key) + message).digest()
    return hashlib.sha256(bytes(byte ^ 0x5C for byte in key) + inner).digest()


def test_hmac_is_that_of_rfc_4231() -> None:
    case_1 = bytes.fromhex("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
    assert hmac.digest(b"\x0b" * 20, b"Hi There", "sha256") == hmac_by_hand(b"\x0b" * 20, b"Hi There") == case_1


@pytest.mark.parametrize("kind", ["child", "adult", "provider", "case"])
@pytest.mark.parametrize(
    ("identifier", "canonical_id"),
    [("C1", "C1"), (" c 1\t", "C1"), ("Ｃ１", "C1"), ("zoë/07", "ZOË/07"), ("zoe\u0308/07", "ZOË/07"), ("ß", "SS")],
)
def test_a_pseudonym_is_the_formula_of_the_design(kind: str, identifier: str, canonical_id: str) -> None:
    key = bytes(range(32))
    digest = hmac_by_hand(key, b"sgdata|v1|" + kind.encode() + b"|" + canonical_id.encode("utf-8"))
    expected = base64.b32encode(digest).decode()[:16]
    assert Pseudonymiser(key).pseudonym(kind, identifier) == expected  # type: ignore[arg-type]  # each kind there is


@given(key=st.binary(min_size=32, max_size=32), identifier=st.text(min_size=1), other=st.text(min_size=1))
def test_a_pseudonym_depends_on_key_kind_and_id_alone(key: bytes, identifier: str, other: str) -> None:
    one = Pseudonymiser(key)
    assert one.pseudonym("child", identifier) == Pseudonymiser(key).pseudonym("child", f" {identifier.strip()} ")
    assert one.pseudonym("child", identifier) != one.pseudonym("adult", identifier)
    assert one.pseudonym("child", identifier) != Pseudonymiser(bytes(31) + b"\x01").pseudonym("child", identifier)
    same = canonical(identifier) == canonical(other)
    assert (one.pseudonym("child", identifier) == one.pseudonym("child", other)) == same


def test_one_child_has_one_pseudonym_in_every_table_and_load(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = Path(os.environ["SGDATA_KEY_FILE"])
    tables = [name for name, table in TABLES.items() if "child_id" in table.stored_columns()]
    assert len(tables) > 5
    for number, name in enumerate(tables):
        rows = [valid_row(TABLES[name], number) | {"child_id": "c 7" if number % 2 else "C7"}]
        file = write_csv(tmp_path / f"{name}.csv", [list(rows[0]), *(list(row.values()) for row in rows)])
        assert sgdata(capsys, "load", file, "--store", tmp_path / "store").status == 0
    expected = Pseudonymiser(key.read_bytes()).pseudonym("child", "C7")
    for name in tables:
        assert stored(tmp_path / "store", f"SELECT child_id FROM {name}") == [{"child_id": expected}], name
