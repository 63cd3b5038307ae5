"""The SSDA903 return through its profile: children, care, placements and missing episodes as its guide counts them."""

import csv
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from sgdata.errors import Misuse
from sgdata.intake.check import MOST_REASONS
from sgdata.intake.load import load
from sgdata.intake.profile import find_profile
from sgdata.intake.report import LoadReport
from sgdata.intake.session import How
from sgdata.store.snapshots import Store
from tests.door import KEY, Rows, sgdata, stored, write_csv, write_xlsx
from tests.support import SHARED

FAKE = SHARED / "data" / "fake_903"
CARE = "care_status, care_started_on, placement_type, placements_in_year, on_roll_from, on_roll_to"

HEADER = ["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"]
EPISODES = [
    *("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE"),
    *("HOME_POST", "PL_POST", "URN"),
]
MISSING = ["CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"]
REVIEWS = ["CHILD", "DOB", "REVIEW", "REVIEW_CODE"]

# An invented return. The newest episode begins in January 2027, so the year is the one to 31 March 2027.
# Each child: the episodes (DECOM, RNE, LS, PLACE, DEC, REC), and what is to be known of the child
# (care_status, care_started_on, placement_type, placements_in_year, on_roll_from, on_roll_to).
RETURN: dict[str, tuple[list[tuple[str, ...]], tuple[str | int | None, ...]]] = {
    "the legal status changes, then the placement with the same carer, then the placement": (
        [
            ("01/05/2026", "S", "C2", "U4", "10/06/2026", "X1"),
            ("10/06/2026", "L", "D1", "U4", "01/09/2026", "X1"),
            ("01/09/2026", "T", "D1", "U5", "15/01/2027", "X1"),
            ("15/01/2027", "P", "D1", "K2", "", ""),
        ],
        ("looked_after", "2026-05-01", "residential", 2, "2026-05-01", None),
    ),
    "both change at once: with the same carer (U), then with another (B)": (
        [
            ("02/05/2026", "S", "C2", "U1", "10/06/2026", "X1"),
            ("10/06/2026", "U", "D1", "U4", "01/09/2026", "X1"),
            ("01/09/2026", "B", "C2", "P1", "", ""),
        ],
        ("looked_after", "2026-05-02", "with_parents", 2, "2026-05-02", None),
    ),
    "a second period of care after a gap; the first ended before the year": (
        [
            ("01/02/2026", "S", "C2", "U1", "01/03/2026", "E4A"),
            ("01/06/2026", "S", "C2", "H5", "", ""),
        ],
        ("looked_after", "2026-06-01", "semi_independent", 1, "2026-06-01", None),
    ),
    "a gap after which no start of a period is said: its first day is not known": (
        [
            ("01/05/2026", "S", "C2", "U1", "01/06/2026", "X1"),
            ("05/06/2026", "P", "C2", "R1", "", ""),
        ],
        ("looked_after", None, "residential", 2, None, None),
    ),
    "a new period of care on the day the last one ended": (
        [
            ("01/05/2026", "S", "C2", "U1", "01/06/2026", "E8"),
            ("01/06/2026", "S", "C2", "U1", "", ""),
        ],
        ("looked_after", "2026-06-01", "kinship_foster", 2, "2026-06-01", None),
    ),
    "the period began before the return does": (
        [
            ("01/03/2025", "L", "C2", "S1", "01/05/2026", "X1"),
            ("01/05/2026", "P", "C2", "A3", "", ""),
        ],
        ("looked_after", None, "adoptive", 2, None, None),
    ),
    "care ended in adoption": (
        [("01/05/2026", "S", "E1", "A5", "01/12/2026", "E11")],
        ("previously_looked_after", None, None, 1, "2026-05-01", "2026-12-01"),
    ),
    "care ended in another way": (
        [("01/05/2026", "S", "C2", "K1", "01/12/2026", "E8")],
        (None, None, None, 1, "2026-05-01", "2026-12-01"),
    ),
    "short breaks are no placements": (
        [
            ("01/05/2026", "S", "V4", "U4", "08/05/2026", "X1"),
            ("08/05/2026", "P", "V3", "U5", "", ""),
        ],
        ("looked_after", "2026-05-01", "foster", None, "2026-05-01", None),
    ),
    "a stay of less than a day is no placement": (
        [
            ("03/05/2026", "S", "C2", "U4", "14/01/2027", "X1"),
            ("14/01/2027", "P", "C2", "K1", "14/01/2027", "X1"),
            ("14/01/2027", "P", "C2", "U6", "", ""),
        ],
        ("looked_after", "2026-05-03", "foster", 2, "2026-05-03", None),
    ),
    "the place of the newest episode and the reason of its end are not told": (
        [
            ("04/05/2026", "S", "C2", "U4", "01/06/2026", "E11"),
            ("01/07/2026", "S", "C2", "U4", "01/08/2026", ""),
        ],
        (None, None, None, 2, "2026-07-01", "2026-08-01"),
    ),
    "the place of an open episode is not told": (
        [("05/05/2026", "S", "C2", "U4", "01/06/2026", "X1"), ("01/06/2026", "P", "C2", "", "", "")],
        ("looked_after", "2026-05-05", None, 2, "2026-05-05", None),
    ),
    "no episode": ([], (None, None, None, None, None, None)),
}


def cells_of(child: str, episode: tuple[str, ...]) -> list[str]:
    decom, rne, ls, place, dec, rec = episode
    return [child, decom, rne, ls, "N1", place, "PR1", dec, rec, "", "ZQ9 9XQ", "ZQ8 8XQ", "123456"]


def invented() -> dict[str, list[list[str]]]:
    """The sheets of the invented return; the children are 1, 2, 3 and so on."""
    header, episodes = [HEADER], [EPISODES]
    for child, (rows, _) in enumerate(RETURN.values(), start=1):
        header.append([str(child), "2", "03/04/2015", "MWBC", "A123456789012", "", ""])
        episodes += [cells_of(str(child), row) for row in rows]
    missing = [MISSING, ["1", "03/04/2015", "M", "01/06/2026", "03/06/2026"], ["1", "", "a", "05/06/2026", ""]]
    return {
        "header": header,
        "episodes": [EPISODES, *reversed(episodes[1:])],
        "missing": missing,
        "reviews": [REVIEWS, ["1", "03/04/2015", "01/06/2026", "PN1"]],
    }


def as_csv(folder: Path, sheets: dict[str, list[list[str]]]) -> Path:
    for name, rows in sheets.items():
        write_csv(folder / f"{name}.csv", rows)
    return folder


def load_return(store: Path, *paths: Path) -> LoadReport:
    return load(Store(store), paths, KEY, how=How(find_profile("ssda903")))


def child_row(store: Path, child: str, columns: str = CARE) -> dict[str, Any]:
    (row,) = stored(store, f"SELECT {columns} FROM children WHERE child_id = '{KEY.pseudonym('child', child)}'")
    return row


def as_told(row: dict[str, Any]) -> tuple[str | int | None, ...]:
    return tuple(str(value) if isinstance(value, date) else value for value in row.values())


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("invented")
    report = load_return(folder / "store", as_csv(folder / "return", invented()))
    assert not report.needs_a_person
    return folder / "store"


@pytest.mark.parametrize(("child", "says"), [(str(place), says) for place, says in enumerate(RETURN, start=1)])
def test_care_and_placements_are_read_from_the_episodes(child: str, says: str, small: Path) -> None:
    assert as_told(child_row(small, child)) == RETURN[says][1], says


def test_the_header_gives_sex_ethnicity_and_school_age_and_leaves_the_rest_unknown(small: Path) -> None:
    columns = (
        "sex, ethnicity, birth_academic_year, school_age_from, school_age_to, sen, fsm, provider_id, social_worker"
    )
    assert child_row(small, "1", columns) == {
        "sex": "female",
        "ethnicity": "mixed",
        "birth_academic_year": 2014,
        "school_age_from": date(2020, 8, 31),
        "school_age_to": date(2031, 6, 27),
        "sen": None,
        "fsm": None,
        "provider_id": None,
        "social_worker": None,
    }


def test_missing_and_away_episodes_are_read(small: Path) -> None:
    rows = stored(small, "SELECT child_id, kind, started_at, ended_at FROM missing_episodes ORDER BY started_at")
    child = KEY.pseudonym("child", "1")
    assert rows == [
        {
            "child_id": child,
            "kind": "missing",
            "started_at": datetime(2026, 6, 1),
            "ended_at": datetime(2026, 6, 3),
        },
        {"child_id": child, "kind": "away", "started_at": datetime(2026, 6, 5), "ended_at": None},
    ]


def test_the_return_loads_equal_from_a_workbook_with_real_dates(small: Path, tmp_path: Path) -> None:
    def with_dates(cell: str) -> object:
        return datetime.strptime(cell, "%d/%m/%Y") if re.fullmatch(r"\d\d/\d\d/\d{4}", cell) else cell or None

    sheets = {name: [[with_dates(cell) for cell in row] for row in rows] for name, rows in invented().items()}
    report = load_return(tmp_path / "store", write_xlsx(tmp_path / "return.xlsx", sheets))
    assert [table.file for table in report.tables] == [f"return.xlsx [{name}]" for name in sheets]
    assert not report.needs_a_person
    for table in ("children", "missing_episodes"):
        query = f"SELECT * FROM {table} ORDER BY ALL"
        assert stored(tmp_path / "store", query) == stored(small, query)


def test_the_same_return_again_is_nothing_new(small: Path, tmp_path: Path) -> None:
    before = Store(small).current()
    report = load_return(small, as_csv(tmp_path / "return", invented()))
    assert (report.outcome, report.snapshot) == ("nothing new", before.id)


def test_what_cannot_be_read_is_refused_with_line_column_and_what_was_wanted(tmp_path: Path) -> None:
    sheets = {
        "header": [HEADER, ["1", "2", "03/04/2015", "MWBC", "", "", ""], ["2", "9", "2015-04-31", "ABCD", "", "", ""]],
        "episodes": [
            EPISODES,
            cells_of("1", ("01/05/2026", "S", "C2", "U4", "01/06/2026", "X1")),
            cells_of("1", ("01/06/2026", "P", "C2", "X9", "01/07/2026", "X1")),
            cells_of("1", ("31/02/2026", "P", "C2", "U4", "", "")),
            cells_of("1", ("", "P", "C2", "U4", "", "")),
            cells_of("", ("01/06/2026", "P", "C2", "U4", "01/07/2026x", "X1")),
            cells_of("1", ("01/06/2026", "P", "C2", "U4", "", ""))[:-1],
        ],
        "missing": [MISSING, ["1", "", "Z", "01/06/2026", ""]],
    }
    report = load_return(tmp_path / "store", as_csv(tmp_path / "return", sheets))
    tables = {table.file: table for table in report.tables}
    assert report.needs_a_person
    told = [(one.line, one.column, one.found) for one in tables["episodes.csv"].reasons]
    assert told == [
        (7, "", "12 cells"),
        (3, "PLACE", "a9"),
        (4, "DECOM", "99/99/9999"),
        (5, "DECOM", "nothing"),
        (6, "CHILD", "nothing"),
        (6, "DEC", "99/99/9999a"),
    ]
    assert tables["episodes.csv"].reasons[2].wanted == "a date such as 20/11/2026"
    assert {(one.line, one.column) for one in tables["header.csv"].reasons} == {(3, "SEX"), (3, "DOB"), (3, "ETHNIC")}
    assert [(one.line, one.column) for one in tables["missing.csv"].reasons] == [(2, "MISSING")]
    counts = {file: (table.read, table.accepted, table.refused) for file, table in tables.items()}
    assert counts == {"header.csv": (2, 1, 1), "episodes.csv": (6, 1, 5), "missing.csv": (1, 0, 1)}


def test_of_a_child_with_a_refused_episode_nothing_about_care_is_guessed_from_the_others(tmp_path: Path) -> None:
    sheets = {
        "header": [HEADER, *([child, "2", "03/04/2015", "MWBC", "", "", ""] for child in ("1", "2"))],
        "episodes": [
            EPISODES,
            cells_of("1", ("01/05/2026", "S", "C2", "U4", "01/06/2026", "X1")),
            cells_of("1", ("01/06/2026", "P", "C2", "X9", "", "")),
            cells_of("2", ("01/05/2026", "S", "C2", "U4", "", "")),
        ],
    }
    load_return(tmp_path / "store", as_csv(tmp_path / "return", sheets))
    assert as_told(child_row(tmp_path / "store", "1")) == (None,) * 6
    assert child_row(tmp_path / "store", "1", "sex")["sex"] == "female"
    assert child_row(tmp_path / "store", "2")["care_status"] == "looked_after"


def test_an_episode_of_a_child_whom_the_header_does_not_name_is_not_lost_in_silence(tmp_path: Path) -> None:
    sheets = {
        "header": [HEADER, ["1", "2", "03/04/2015", "MWBC", "", "", ""]],
        "episodes": [EPISODES, cells_of("99", ("01/05/2026", "S", "C2", "U4", "", ""))],
    }
    report = load_return(tmp_path / "store", as_csv(tmp_path / "return", sheets))
    held = stored(tmp_path / "store", "SELECT count(*) AS n FROM children")
    assert report.needs_a_person or held == [{"n": 2}]


def test_episodes_of_strangers_are_listed_in_their_place_and_counted_where_they_are_too_many(tmp_path: Path) -> None:
    strangers = [cells_of(str(number), ("01/05/2026", "S", "C2", "U4", "", "")) for number in range(100, 1_100)]
    unreadable = [cells_of("1", ("2026", "S", "C2", "U4", "", "")) for _ in range(2)]
    sheets = {
        "header": [HEADER, ["1", "2", "03/04/2015", "MWBC", "", "", ""]],
        "episodes": [EPISODES, *strangers[:500], *unreadable, *strangers[500:]],
    }
    report = load_return(tmp_path / "store", as_csv(tmp_path / "return", sheets))
    (episodes,) = (table for table in report.tables if table.file == "episodes.csv")
    assert (episodes.read, episodes.accepted, episodes.refused) == (1_002, 0, 1_002)
    assert [reason.line for reason in episodes.reasons] == list(range(2, 2 + MOST_REASONS))
    assert episodes.reasons_not_listed == 2


def test_a_second_sheet_of_one_kind_and_a_strange_sheet_are_told(tmp_path: Path) -> None:
    folder = as_csv(tmp_path / "return", invented())
    write_csv(folder / "strange.csv", [["Quillfeather", "Zebedee"], ["a", "b"]])
    report = load_return(tmp_path / "store", folder)
    strange = next(table for table in report.tables if table.file == "strange.csv")
    assert (strange.table, strange.read, strange.refused) == (None, 1, 1)
    assert "Zebedee" not in report.model_dump_json()
    write_csv(folder / "episodes_again.csv", invented()["episodes"])
    with pytest.raises(Misuse, match="second episodes sheet"):
        load_return(tmp_path / "store", folder)


def test_upns_and_postcodes_are_dropped_and_named(tmp_path: Path) -> None:
    report = load_return(tmp_path / "store", as_csv(tmp_path / "return", invented()))
    dropped = {table.file: table.dropped_columns for table in report.tables}
    assert dropped["header.csv"] == ["UPN", "MOTHER", "MC_DOB"]
    assert dropped["episodes.csv"] == ["CIN", "PLACE_PROVIDER", "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN"]
    for file in (tmp_path / "store").rglob("*"):
        content = b"" if file.is_dir() else file.read_bytes()
        for value in ("A123456789012", "ZQ9 9XQ", "ZQ8 8XQ"):
            assert value.encode() not in content
            assert value.encode("utf-16-le") not in content


# --- The fake return of 2,675 children ---------------------------------------------------------------------------

# Read off the rows by hand; the newest episode begins on 31 March 2018, so the year is the one to 31 March 2018.
BY_HAND: dict[str, tuple[str | int | None, ...]] = {
    # S 15/04/2015 T2 to 24/03/2018, P U4 open
    "10301": ("looked_after", "2015-04-15", "foster", 2, "2015-04-15", None),
    # L 10/01/2016 R2 to 17/04/2017, T U1 to 24/05, P U1 to 22/07, P U5 to 03/08, P A4 to 24/09, T T4 to 24/12, P A4
    "776063": ("looked_after", None, "adoptive", 5, None, None),
    # S 06/07/2015 J3 U4 to 04/07/2017, L V4 (short breaks) U4 to 20/10/2017, L J1 U4 open: one placement
    "105151": ("looked_after", "2015-07-06", "foster", 1, "2015-07-06", None),
    # P 14/02/2017 U4 to 25/04, P P2 to 16/05, P K1 to 17/10/2017 (E48); S 04/02/2018 U1 open
    "111715": ("looked_after", "2018-02-04", "kinship_foster", 4, "2018-02-04", None),
    # P 06/11/2016 A4 to 28/04/2017, L V4 A4 to 16/06/2017 (E15); S 06/08/2017 K2 to 17/08/2017 (E12, adopted)
    "116056": ("previously_looked_after", None, None, 2, "2017-08-06", "2017-08-17"),
    # P 11/07/2016 P3 to 08/06/2017, P U1 to 19/06, P U4 to 07/10, P A5 to 07/11, P A6 to 15/11, P H5 open
    "229496": ("looked_after", None, "semi_independent", 6, None, None),
}


@pytest.fixture(scope="module")
def fake(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, LoadReport]:
    if not FAKE.exists():
        pytest.skip(f"the fake return is not on this machine ({FAKE})")
    store = tmp_path_factory.mktemp("fake_903") / "store"
    return store, load_return(store, FAKE)


def test_every_child_of_the_fake_return_is_loaded_or_refused_with_a_reason(fake: tuple[Path, LoadReport]) -> None:
    store, report = fake
    tables = {table.file: table for table in report.tables}
    read = {file: table.read for file, table in tables.items()}
    assert read == {"header.csv": 2_675, "episodes.csv": 5_050, "missing.csv": 43, "reviews.csv": 12_582}
    for table in tables.values():
        assert table.read == table.accepted + table.refused
        assert table.refused == len({reason.line for reason in table.reasons}) + table.reasons_not_listed
    (held,) = stored(store, "SELECT count(*) AS children, count(DISTINCT child_id) AS different FROM children")
    assert held == {"children": tables["header.csv"].accepted, "different": tables["header.csv"].accepted}
    assert held["children"] + tables["header.csv"].refused == 2_675


@pytest.mark.parametrize("child", BY_HAND)
def test_six_children_of_the_fake_return_are_as_a_person_reads_them(child: str, fake: tuple[Path, LoadReport]) -> None:
    assert as_told(child_row(fake[0], child)) == BY_HAND[child]


def test_no_upn_and_no_postcode_of_the_fake_return_is_in_the_store(fake: tuple[Path, LoadReport]) -> None:
    def column(file: str, name: str) -> set[bytes]:
        with (FAKE / file).open(encoding="utf-8", newline="") as lines:
            return {row[name].encode() for row in csv.DictReader(lines)} - {b""}

    identifying = column("header.csv", "UPN") | column("episodes.csv", "HOME_POST") | column("episodes.csv", "PL_POST")
    shape = re.compile(rb"[A-Z]\d{11}[0-9A-Z]|[A-Z]{1,2}\d[0-9A-Z]? \d[A-Z]{2}")
    assert all(shape.fullmatch(value) for value in identifying)
    assert len(identifying) > 2_675
    for file in fake[0].rglob("*"):
        assert file.is_dir() or not identifying & set(shape.findall(file.read_bytes())), file.name
    columns: Rows = stored(
        fake[0], "SELECT DISTINCT lower(column_name) AS name FROM duckdb_columns() WHERE NOT internal"
    )
    assert not {row["name"] for row in columns} & {"upn", "dob", "mc_dob", "home_post", "pl_post", "date_of_birth"}


def test_the_profile_is_asked_for_by_name_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = as_csv(tmp_path / "return", invented())
    ran = sgdata(capsys, "load", folder, "--profile", "ssda903", "--store", tmp_path / "store")
    assert (ran.status, ran.err) == (0, "")
    unasked = sgdata(capsys, "load", folder, "--store", tmp_path / "other")
    assert unasked.status == 1
    assert not Store(tmp_path / "other").exists
