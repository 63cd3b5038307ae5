"""The check at the door takes what `Column.read` takes, stores the same value, and says why it refuses the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sgdata.intake.check import MOST_REASONS, check
from sgdata.intake.detectors import detected
from sgdata.intake.words import kept
from sgdata.tables import TABLES, Table
from sgdata.tables.columns import BirthDate, Column, Identifier, Title, Vocabulary
from tests.door import at_the_door, bench, load_into, only_table, stored, write_csv
from tests.support import PlainIds

Cells = dict[str, str]

# What people and programs write, right and nearly right; every one is tried in every column of every table.
DAYS = [
    *("2026-11-20", "2024-02-29", "1900-01-01", "2199-12-31", "2026-02-30", "2023-02-29", "1900-02-29", "2026-13-01"),
    *("2026-00-10", "2026-01-00", "1899-12-31", "2200-01-01", "0026-11-20", "26-11-20", "2026-1-2", "20261120"),
    *("20/11/2026", "11/20/2026", "2026/11/20", "20.11.2026", "20 November 2026", "2026-11-20Z", "2026-W47-5"),
    *("2026-11-20T00:00", "2026-11-20 00:00:00", "2026-11-20T00:00:00.000", "2026-11-20T00:00:01", "2026-11-20t00:00"),
    *("2026-11-20T", "2026-11-20 ", "２０２６-11-20", "2026‑11‑20", "2026-11-20\n", "2026-11-2O", "46346"),
]
MOMENTS = [
    *("2026-11-20T16:50", "2026-11-20 16:50", "2026-11-20T16:50:59", "2026-11-20T16:50:59.999999", "2026-11-20T23:59"),
    *("2026-11-20T24:00", "2026-11-20T23:60", "2026-11-20T23:59:60", "2026-11-20T1:05", "2026-11-20T16", "16:50"),
    *("2026-02-30T10:00", "2026-11-20T16:50Z", "2026-11-20T16:50+00:00", "2026-11-20T16.50", "20/11/2026 16:50"),
    *("2026-11-20T16:50:59.", "2026-11-20  16:50", "2026-11-20T１６:50", "2026-03-29T01:30"),
]
NUMBERS = [
    *(
        "0",
        "3",
        "007",
        "3.0",
        "3.000",
        "3.",
        ".5",
        "12.5",
        "12,5",
        "1e3",
        "-1",
        "+1",
        "999999999",
        "1000000000",
        "1_000",
    ),
    *("999999999.0", "1234567890.5", "0.123456789", "0.1234567890", "３", "٣", "½", "1 000", "0x10", "nan", "inf"),
]
WORDS = [
    *(
        "",
        " ",
        "\u00a0",
        "\u2003",
        "yes",
        "YES",
        "Yes",
        "no",
        "NO",
        "ｙｅｓ",
        "true",
        "1",
        "y",
        "-",
        "--",
        "_",
        ";",
        ";;",
    ),
    *("n/a", "NULL", "unknown", "other", "Zebedee Quillfeather", "a;b", "neglect", "\x00", "🙂", "A1", "two\nlines"),
    *(
        "Oak Lane School",
        "KCSIE 2026",
        "Kent",
        "E06000042",
        "dsl",
        "zebedee@example.org",
        "A123456789012",
        "943 476 5919",
    ),
]
AROUND = ["{}", " {} ", "\t{}\r\n", "\u00a0{}", "{}\u2003", "\u3000{}\x1f", "\u200b{}"]


@dataclass(frozen=True)
class Written:
    """A sheet that was never a file."""

    header: tuple[str, ...]
    rows: Sequence[Cells]
    path: Path = Path("written")

    def records(self) -> Iterator[tuple[int, list[str]]]:
        for line, row in enumerate(self.rows, start=2):
            yield line, [row.get(name, "") for name in self.header]


def by_sql(table: type[Table], rows: Sequence[Cells]) -> tuple[dict[int, dict[str, Any]], int]:
    """What the check takes, by line, and how many earlier lines a later one replaced."""
    header = tuple(column.name for column in table.columns())
    staged = bench().stage(Written(header, rows), {name: place for place, name in enumerate(header)})
    checked = check(bench(), staged, table, PlainIds())
    found = bench().con.execute(f"SELECT * EXCLUDE (is_wrong) FROM {checked.name}")
    names = [column[0] for column in found.description][1:]
    taken = {line: dict(zip(names, values, strict=True)) for line, *values in found.fetchall()}
    bench().drop(staged.name, checked.name)
    assert len(rows) == checked.accepted + checked.refused
    assert len(taken) == checked.accepted - checked.repeated
    return taken, checked.repeated


def by_hand(table: type[Table], cells: Cells) -> dict[str, Any] | None:
    """The row as Pydantic reads it and the store is to keep it; None where it is to be refused."""
    try:
        row = table.read_row(cells)
    except ValueError:
        return None
    kept_of_it: dict[str, Any] = {}
    for column in table.columns():
        value = getattr(row, column.name)
        if isinstance(column.kind, BirthDate):
            kept_of_it |= reduced_slowly(value)
        elif isinstance(column.kind, Title) and value is not None:
            if detected(value):
                return None
            kept_of_it[column.name] = kept(column.kind, value)
        else:
            kept_of_it[column.name] = value
    return kept_of_it


def reduced_slowly(born: date | None) -> dict[str, Any]:
    """What is kept of a date of birth, a day at a time: Education Act 1996, section 8, and the prescribed days."""
    if born is None:
        return {"birth_academic_year": None, "school_age_from": None, "school_age_to": None}
    september = born
    while (september.month, september.day) != (9, 1):
        september -= timedelta(days=1)
    begins = birthday(born, 5)
    while (begins.month, begins.day) not in {(3, 31), (8, 31), (12, 31)}:
        begins += timedelta(days=1)
    end_of_school_year = birthday(born, 16)
    while (end_of_school_year.month, end_of_school_year.day) != (8, 31):
        end_of_school_year += timedelta(days=1)
    ends = date(end_of_school_year.year, 6, 30)
    while ends.strftime("%A") != "Friday":
        ends -= timedelta(days=1)
    return {"birth_academic_year": september.year, "school_age_from": begins, "school_age_to": ends}


def birthday(born: date, age: int) -> date:
    """That birthday; of somebody born on 29 February, in a common year, 1 March."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def assert_sql_reads_as_python(table: type[Table], rows: Sequence[Cells]) -> None:
    """Every row is taken by both or by neither, with equal values; of rows with one key the last is kept."""
    last: dict[tuple[Any, ...], tuple[int, dict[str, Any]]] = {}
    accepted = 0
    for line, cells in enumerate(rows, start=2):
        if (row := by_hand(table, cells)) is not None:
            accepted += 1
            last[tuple(row[key] for key in table.KEY)] = (line, row)
    expected = dict(last.values())
    taken, repeated = by_sql(table, rows)
    told = {line: rows[line - 2] for line in taken.keys() ^ expected.keys()}
    assert not told, f"{table.TABLE}: SQL and Python disagree about {told}"
    assert taken == expected
    assert repeated == accepted - len(last)


def valid_key(table: type[Table], number: int) -> Cells:
    """Cells that make a row of its own."""
    valid = {"VARCHAR": f"id{number}", "DATE": "2026-11-20"}
    return {
        column.name: column.kind.words[0] if isinstance(column.kind, Vocabulary) else valid[column.kind.duckdb_type]
        for column in table.columns()
        if column.is_key
    }


def variants(column: Column) -> list[str]:
    """What is tried in a column: the values of every kind, and its own words written in several ways."""
    own = column.kind.words if isinstance(column.kind, Vocabulary) else ()
    written = [
        form
        for word in own
        for form in (word, word.upper(), word.title().replace("_", " "), word.replace("_", "-"), word[:-1], f"{word}x")
    ]
    several = [";".join(own[:3]), f"{own[0]};;{own[-1]} ; {own[0].upper()}", ",".join(own[:2])] if own else []
    around = [
        form.format(value) for value in ("2026-11-20", "2026-11-20T16:50", "3", "yes", *own[:2]) for form in AROUND
    ]
    return [*DAYS, *MOMENTS, *NUMBERS, *WORDS, *written, *several, *around]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_column_takes_in_sql_exactly_what_python_takes(table: type[Table]) -> None:
    rows: list[Cells] = []
    for column in table.columns():
        for text in variants(column):
            rows.append(valid_key(table, len(rows)) | {column.name: text})
    assert_sql_reads_as_python(table, rows)


NEARLY_A_DAY = st.from_regex(
    r"(18|19|20|21|22)[0-9]{2}[-/.][01][0-9]-[0-3][0-9]([T ]00:00(:00(\.0{0,3})?)?)?", fullmatch=True
)
NEARLY_A_MOMENT = st.from_regex(
    r"20[0-9]{2}-[01][0-9]-[0-3][0-9][Tt ][0-2][0-9]:[0-6][0-9](:[0-6][0-9](\.[0-9]{0,7})?)?", fullmatch=True
)
NEARLY_A_NUMBER = st.from_regex(r"[-+]?[0-9]{0,11}(\.[0-9]{0,10})?", fullmatch=True)
WHITE_SPACE = st.text(st.characters(categories=["Zs", "Zl", "Zp", "Cc"], exclude_characters="\x00"), max_size=2)
TEXTS = st.tuples(
    WHITE_SPACE,
    st.dates(date(1890, 1, 1), date(2210, 1, 1)).map(str)
    | NEARLY_A_DAY
    | NEARLY_A_MOMENT
    | NEARLY_A_NUMBER
    | st.text(max_size=6).filter(lambda text: "\x00" not in text),
    WHITE_SPACE,
).map("".join)


@given(texts=st.lists(TEXTS, min_size=1, max_size=40))
@settings(max_examples=20, deadline=None)
@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("children", ("date_of_birth", "care_started_on", "placements_in_year")),
        ("concerns", ("observed_at", "closed_on")),
        ("part_time_timetables", ("hours_offered", "planned_end_on")),
    ],
)
def test_dates_times_and_numbers_that_nobody_thought_of_are_read_alike(
    table: str, columns: tuple[str, ...], texts: list[str]
) -> None:
    model = TABLES[table]
    rows: list[Cells] = []
    for column in columns:
        for text in texts:
            rows.append(valid_key(model, len(rows)) | {column: text})
    assert_sql_reads_as_python(model, rows)


@pytest.mark.parametrize(
    ("born", "begins", "ends"),
    [
        (date(2021, 3, 15), date(2026, 3, 31), date(2037, 6, 26)),
        (date(2021, 4, 1), date(2026, 8, 31), date(2037, 6, 26)),
        (date(2021, 8, 31), date(2026, 8, 31), date(2037, 6, 26)),
        (date(2021, 9, 1), date(2026, 12, 31), date(2038, 6, 25)),
        (date(2010, 9, 1), date(2015, 12, 31), date(2027, 6, 25)),
        (date(2011, 8, 31), date(2016, 8, 31), date(2027, 6, 25)),
    ],
)
def test_compulsory_school_age_as_the_rule_works_it_out(born: date, begins: date, ends: date) -> None:
    taken, _ = by_sql(TABLES["children"], [{"child_id": "C1", "date_of_birth": str(born)}])
    assert (taken[2]["school_age_from"], taken[2]["school_age_to"]) == (begins, ends)


def test_compulsory_school_age_of_every_birthday_of_four_years() -> None:
    births = [date(2011, 9, 1) + timedelta(days=days) for days in range(4 * 365 + 1)]
    assert births[-1] == date(2015, 8, 31)
    taken, _ = by_sql(TABLES["children"], [{"child_id": str(born), "date_of_birth": str(born)} for born in births])
    names = ("birth_academic_year", "school_age_from", "school_age_to")
    found = {row["child_id"]: {name: row[name] for name in names} for row in taken.values()}
    assert found == {str(born): reduced_slowly(born) for born in births}


def test_nothing_else_is_kept_of_a_date_of_birth(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "children.csv", [["child_id", "date_of_birth"], ["C1", "2015-03-31"]])
    load_into(tmp_path / "store", file)
    (row,) = stored(tmp_path / "store", "SELECT * FROM children")
    assert "date_of_birth" not in row
    assert date(2015, 3, 31) not in row.values()


LINES = st.lists(
    st.sampled_from(
        [
            *("C1,2026-11-20,AM,P1,/,\n", "C1,2026-11-20,pm,P1,L,2026-11-20T14:00\n", "C2,2026-11-20,AM,P1,-,\n"),
            *(
                "C1,2026-11-20,AM,P1,N,\n",
                "C1,20/11/2026,AM,P1,/,\n",
                ",2026-11-20,AM,P1,/,\n",
                "C1,2026-11-20,AM,P1,ZZ,\n",
            ),
            *("C1,2026-11-20\n", "C1,2026-11-20,AM,P1,/,,extra\n", "\n", ",,,,,\n", '"C3\n",2026-11-20,AM,P1,/,\n'),
            *('"C4,x",2026-11-20,AM,P1,/,\n', "Zebedee Quillfeather\n"),
        ]
    ),
    max_size=25,
)


@given(lines=LINES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_read_are_rows_accepted_and_rows_refused(lines: list[str], tmp_path: Path) -> None:
    file = tmp_path / "attendance.csv"
    file.write_text("child_id,date,session,provider_id,code,recorded_at\n" + "".join(lines), encoding="utf-8")
    found = at_the_door(file)
    blank = ("\n", ",,,,,\n")
    assert found.read == len([line for line in lines if line not in blank])
    assert found.read == len(found.rows) + found.repeated + found.refused
    assert found.refused == len({reason.line for reason in found.reasons})
    assert set(found.lines).isdisjoint(reason.line for reason in found.reasons)


def test_of_rows_with_one_key_the_later_line_wins_and_the_report_says_so(tmp_path: Path) -> None:
    rows = [["concern_id", "level"], ["K1", "low"], ["K2", "low"], ["k 1", "medium"], ["K1", "high"], ["K2", "severe"]]
    report = load_into(
        tmp_path / "store",
        write_csv(tmp_path / "concerns.csv", [["notes", "source", *rows[0]], *(["", "", *row] for row in rows[1:])]),
    )
    table = only_table(report)
    assert (table.read, table.accepted, table.refused, table.repeated, table.new) == (5, 4, 1, 2, 2)
    assert stored(tmp_path / "store", "SELECT level, count(*) AS n FROM concerns GROUP BY level ORDER BY level") == [
        {"level": "high", "n": 1},
        {"level": "low", "n": 1},
    ]


def test_a_calendar_entry_for_every_setting_has_a_key_without_a_setting(tmp_path: Path) -> None:
    rows = [["", "term", "2026-09-01", "2026-12-18"], ["P1", "term", "2026-09-01", "2026-12-18"]]
    header = ["provider_id", "kind", "date_from", "date_to"]
    found = at_the_door(write_csv(tmp_path / "calendar.csv", [header, *rows, rows[0]]))
    assert [(row["provider_id"], line) for row, line in zip(found.rows, found.lines, strict=True)] == [
        ("P1", 3),
        (None, 4),
    ]
    assert found.repeated == 1


def reasons_of(file: Path) -> list[tuple[int, str, str, str]]:
    return [(one.line, one.column, one.found, one.wanted) for one in at_the_door(file).reasons]


def test_a_reason_has_line_column_what_was_found_masked_and_what_was_wanted(tmp_path: Path) -> None:
    rows = [
        ["concern_id", "observed_at", "level", "own_words_recorded", "closed_on"],
        ["K1", "2026-11-20T16:50", "low", "yes", "2026-11-21"],
        ["K2", "Friday", "Zebedee Quillfeather", "maybe", "4 March 2026"],
        ["", "2026-11-20T16:50", "low", "yes", ""],
        ["K4", "", "", "", "2026-02-30"],
        ["K5", "", "", "", "x" * 200],
    ]
    day, moment = "a date such as 2026-11-20", "a date and time such as 2026-11-20T16:50"
    assert reasons_of(write_csv(tmp_path / "concerns.csv", rows)) == [
        (3, "observed_at", "aaaaaa", moment),
        (3, "level", "aaaaaaa aaaaaaaaaaaa", "one of low, medium, high"),
        (3, "own_words_recorded", "aaaaa", "yes or no"),
        (3, "closed_on", "9 aaaaa 9999", day),
        (4, "concern_id", "nothing", "an id, as the source writes it, on one line; may not be empty"),
        (5, "closed_on", "9999-99-99", day),
        (6, "closed_on", "a" * 24 + "… (200 characters)", day),
    ]


def test_a_title_that_looks_like_an_identifier_is_refused_and_one_that_could_be_a_person_is_withheld(
    tmp_path: Path,
) -> None:
    rows = [
        ["provider_id", "name", "phase"],
        ["P1", "Oak  Lane School", ""],
        ["P2", "Zebedee Quillfeather", ""],
        ["P3", "zebedee@example.org", ""],
        ["P4", "04032011", ""],
    ]
    report = only_table(load_into(tmp_path / "store", write_csv(tmp_path / "providers.csv", rows)))
    assert [(one.line, one.column, one.found) for one in report.reasons] == [
        (4, "name", "what looks like an e-mail address"),
        (5, "name", "what looks like a date"),
    ]
    assert [(one.column, one.rows) for one in report.withheld] == [("name", 1)]
    names = stored(tmp_path / "store", "SELECT name FROM providers ORDER BY name NULLS LAST")
    assert names == [{"name": "Oak Lane School"}, {"name": None}]


def test_of_many_reasons_those_of_whole_rows_are_listed_first_then_the_others_in_the_order_of_the_file(
    tmp_path: Path,
) -> None:
    rows = [["K", "low"] if number % 3 else [f"K{number}", "severe"] for number in range(3_600)]
    rows[1] = ["K", "low", "too many"]
    found = at_the_door(write_csv(tmp_path / "concerns.csv", [["concern_id", "level"], *rows]))
    assert found.refused == 1_201
    assert len(found.reasons) == MOST_REASONS
    assert [reason.line for reason in found.reasons[1:]] == sorted(reason.line for reason in found.reasons[1:])
    assert [(reason.line, reason.column) for reason in found.reasons[:3]] == [(3, ""), (2, "level"), (5, "level")]
    report = only_table(load_into(tmp_path / "store", tmp_path / "concerns.csv"))
    assert report.reasons_not_listed == 1_201 - MOST_REASONS


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("B801200005001", "a unique pupil number with a right check letter"),
        ("C801200005001", "a unique pupil number by its shape alone"),
        ("AB 12 34 56 C", "a National Insurance number"),
        ("ZQ9 9XQ", "a postcode"),
        ("zq99xq", "a postcode"),
        ("office@oaklane.example", "an e-mail address"),
        ("01632 960123", "a phone number"),
        ("+44 1632 960 123", "a phone number"),
        ("943 476 5919", "an NHS number"),
        ("04/03/2011", "a date"),
        ("04032011", "a date"),
        ("20110304", "a date"),
        ("where he was. She said that", "a sentence"),
    ],
)
def test_an_identifier_inside_the_name_of_a_school_refuses_the_row(text: str, says: str, tmp_path: Path) -> None:
    rows = [["provider_id", "name"], ["P1", f"Oak Lane School {text}"], ["P2", "Oak Lane School"]]
    found = at_the_door(write_csv(tmp_path / "providers.csv", rows))
    assert [row["name"] for row in found.rows] == ["Oak Lane School"]
    assert [(one.line, one.found) for one in found.reasons] == [(2, f"what looks like {says}")]


def test_no_column_of_a_table_keeps_free_text() -> None:
    words = "Zebedee said that he was not happy at home and wants to talk about it again"
    takers = set()
    for table in TABLES.values():
        rows = [valid_key(table, number) | {column.name: words} for number, column in enumerate(table.columns())]
        taken, _ = by_sql(table, rows)
        for line, row in taken.items():
            column = table.columns()[line - 2]
            if row.get(column.name) is not None:
                takers.add(type(column.kind))
    assert takers == {Identifier}, "an id is stored as its pseudonym, and nothing else is kept"
