"""Hundreds of hostile files are loaded by the real command: nothing that was planted comes past the door. Fifty clean
ones are taken whole.

What no pattern can tell stays untold here: a setting that is called Zebedee Quillfeather School may be one."""

import io
import json
import re
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import duckdb
import pytest

from sgdata.__main__ import main
from sgdata.intake.detectors import detected, has_right_check_letter, is_nhs_number
from sgdata.intake.names import file_called, mask, sayable
from sgdata.intake.words import kept
from sgdata.store.snapshots import Store
from sgdata.tables import TABLES
from sgdata.tables.columns import Title, Vocabulary
from sgdata.tables.concerns import OWNER_ROLES
from tests.clean_names import AUTHORITIES, COLUMNS, EDITIONS, FILES, POLICIES, SETTINGS
from tests.door import Ran, write_csv
from tests.hostile_files import HEADERS, Hostile, hostile_files, valid_row
from tests.planted import KINDS, Haystack, forms, identifiers


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder that is worked in; nothing may be left in it."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("home")
        patch.chdir(folder)
        patch.setenv("SGDATA_KEY_FILE", str(folder / "pseudonym.key"))
        yield folder


@pytest.fixture(scope="module")
def files(here: Path) -> list[Hostile]:
    made = list(hostile_files())
    assert len(made) >= 200
    assert len({one.name.lower() for one in made}) == len(made)
    return made


def ran(*arguments: str | Path) -> Ran:
    """Runs the command line; what it prints is not a fixture's to capture."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["sgdata", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
    assert isinstance(ended.value.code, int)
    return Ran(ended.value.code, out.getvalue(), err.getvalue())


def words_of(store: Path) -> list[str]:
    """Every different value of every column of every snapshot, unpacked: DuckDB may keep texts compressed."""
    found = []
    for manifest in Store(store).all():
        with duckdb.connect(str(Store(store).file(manifest.id)), read_only=True) as con:
            columns = con.execute("SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal")
            for table, column, kind in columns.fetchall():
                if kind not in ("DATE", "TIMESTAMP", "BOOLEAN"):
                    values = con.execute(f'SELECT DISTINCT CAST("{column}" AS VARCHAR) FROM "{table}"').fetchall()
                    found += [str(value) for (value,) in values if value is not None]
    return found


@pytest.fixture(scope="module")
def left(files: list[Hostile], here: Path, tmp_path_factory: pytest.TempPathFactory) -> Haystack:
    """What is left of the files once they were loaded, and some once more: what was said, and every byte kept."""
    folder, some = tmp_path_factory.mktemp("exports"), tmp_path_factory.mktemp("some")
    for place, one in enumerate(files):
        for where in (folder, some) if place % 8 == 0 else (folder,):
            (where / one.name).write_bytes(one.content)
    store = here / "store"
    told = [ran("load", some, "--store", store, "--dry-run"), ran("load", folder, "--store", store, "--json")]
    told += [ran("load", some, "--store", store), ran("load", some, "--store", here / "of_some")]
    assert [(one.status, one.err) for one in told] == [(1, "")] * 4
    assert {report["table"] for report in json.loads(told[1].out)["tables"]} >= set(TABLES)
    kept = [file for file in here.rglob("*") if file.is_file()]
    assert {file.name for file in kept} >= {"current", "pseudonym.key", "rules.toml"}
    texts = [one.out + one.err for one in told] + words_of(store) + [str(file) for file in kept]
    return Haystack([file.read_bytes() for file in kept], texts)


def test_nothing_that_was_planted_is_left(files: list[Hostile], left: Haystack) -> None:
    leaked = left.leaks(text for one in files for text in one.planted)
    told = {
        one.about: found for one in files if (found := leaked & {form for text in one.planted for form in forms(text)})
    }
    assert not told, list(told.items())


def test_the_planted_texts_would_be_found(files: list[Hostile]) -> None:
    found = {one.about for one in files if Haystack([one.content], [one.name]).leaks(one.planted)}
    # In a workbook, a Parquet file, a disguise or two halves they stand otherwise.
    plainly = {
        one.about for one in files if one.name.lower().endswith(".csv") and not re.search("split| in ", one.about)
    }
    assert len(plainly) > 150
    assert plainly - found == set()


BROKEN = {
    "csv": b"",
    "xlsx": b"PK\x03\x04 this is no workbook",
    "parquet": b"PAR1",
    "txt": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xdc\0\xff",
}


@pytest.mark.parametrize("suffix", BROKEN)
def test_an_error_about_a_file_does_not_say_what_it_is_called(suffix: str, here: Path, tmp_path: Path) -> None:
    planted = [text.replace("/", "-") for text in identifiers(990).values()]
    for text in planted:
        file = tmp_path / f"{text}.{suffix}"
        file.write_bytes(BROKEN[suffix])
        told = ran("load", file, "--store", here / "none")
        assert (told.status, told.out, told.err.count("\n")) == (2, "", 1)
        assert told.err.startswith("sgdata: file 1 of its folder (")
        assert Haystack([], [told.err]).leaks(planted) == set()
        file.unlink()


def test_a_file_whose_name_is_masked_is_found_by_its_place(tmp_path: Path) -> None:
    for name in ("Zebedee Quillfeather.csv", "children.csv", ".hidden", "2026-11-20 Quillfeather.csv"):
        write_csv(tmp_path / name, [["staff_id"]])
    assert file_called(tmp_path / "children.csv") == "children.csv"
    assert file_called(tmp_path / "Zebedee Quillfeather.csv") == "file 2 of its folder (aaaaaaa aaaaaaaaaaaa.csv)"
    assert file_called(tmp_path / "2026-11-20 Quillfeather.csv") == "file 1 of its folder (9999-99-99 aaaaaaaaaaaa.csv)"


@pytest.mark.parametrize("name", [*COLUMNS, *FILES, *HEADERS])
def test_what_is_made_of_usual_words_is_said_as_it_stands(name: str) -> None:
    assert sayable(name) == name


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("around", ["{}", "notes on {}", "{} notes", "Attendance_{}_2025"])
def test_what_holds_an_identifier_is_not_said(kind: str, around: str) -> None:
    text = identifiers(991)[kind]
    assert Haystack([], [sayable(around.format(text))]).leaks([text]) == set()


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        ("Zoë 7", "aaa 9"),
        ("Ⓩⓔⓑ", "aaa"),
        ("𝐙eb", "aaa"),
        ("Ⅷ½", "99"),
        ("a@b.c\x1b[2J", "a@a.aa[9a"),
        ("x\u200by\n", "aaa "),
        ("a" * 99, "a" * 24 + "… (99 characters)"),
    ],
)
def test_a_shape_tells_no_letter_however_it_is_written(value: str, shape: str) -> None:
    assert mask(value) == shape


# --- Clean files -------------------------------------------------------------------------------------------------


def clean_files() -> dict[str, list[list[str]]]:
    """Files in which nothing is wrong: each with names of its own, ids of its own and every word that is allowed."""
    made = {}
    for number in range(56):
        setting, policy = SETTINGS[number % len(SETTINGS)], POLICIES[number % len(POLICIES)]
        words = {"name": setting, "title": policy, "local_authority": AUTHORITIES[number % len(AUTHORITIES)]}
        words |= {
            "guidance_edition": EDITIONS[number % len(EDITIONS)],
            "owner_role": OWNER_ROLES[number % len(OWNER_ROLES)],
        }
        table = (
            list(TABLES.values())[number % len(TABLES)]
            if number % 3 == 0
            else TABLES[("providers", "policies")[number % 2]]
        )
        most = (
            max(len(column.kind.words) for column in table.columns() if isinstance(column.kind, Vocabulary))
            if any(isinstance(column.kind, Vocabulary) for column in table.columns())
            else 1
        )
        rows = [valid_row(table, number * 1_000 + place) for place in range(most)]
        rows = [row | {name: word for name, word in words.items() if name in row} for row in rows]
        made[f"{table.TABLE} {number}.csv"] = [list(rows[0]), *(list(row.values()) for row in rows)]
    return made


def test_fifty_clean_files_are_taken_whole(here: Path, tmp_path: Path) -> None:
    clean = clean_files()
    for name, rows in clean.items():
        write_csv(tmp_path / name, rows, encoding="utf-8")
    told = ran("load", tmp_path, "--store", here / "clean", "--json")
    assert (told.status, told.err) == (0, "")
    reports = json.loads(told.out)["tables"]
    assert {report["file"] for report in reports} == set(clean)
    assert len(reports) >= 50
    for report in reports:
        assert (report["refused"], report["withheld"], report["dropped_columns"]) == (0, [], []), report["file"]


@pytest.mark.parametrize(
    ("of", "words"),
    [("setting", SETTINGS), ("policy", POLICIES), ("local_authority", AUTHORITIES), ("guidance", EDITIONS)],
)
def test_usual_names_of_things_are_kept(of: Any, words: tuple[str, ...]) -> None:
    assert {word: detected(word) for word in words if detected(word)} == {}
    assert [word for word in words if kept(Title(of), word) is None] == []


# --- Known answers -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("upn", "is_right"),
    [
        ("B801200005001", True),
        ("b801200005001", True),
        ("C801200005001", False),
        ("B801200005010", False),
        ("M80120000500A", True),  # temporary: 8x2 + 1x4 + 2x5 + 5x10 + A as 0 = 80, 11 modulus 23, and M is letter 11
        ("N80120000500A", False),
        ("S801200005001", False),  # S is no check letter
    ],
)
def test_the_check_letter_of_a_unique_pupil_number(upn: str, is_right: bool) -> None:
    assert has_right_check_letter(upn) == is_right
    says = "with a right check letter" if is_right else "by its shape alone"
    assert detected(f"School {upn}") == f"a unique pupil number {says}"


@pytest.mark.parametrize(
    ("digits", "is_one"), [("9434765919", True), ("9434765918", False), ("4010232137", True), ("1234567890", False)]
)
def test_the_check_digit_of_an_nhs_number(digits: str, is_one: bool) -> None:
    assert is_nhs_number(digits) == is_one
