"""What is published of England: matched to our children by cohort, phase and year, and updated by loading a file."""

import csv
import io
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sgdata.__main__ import COMMANDS
from sgdata.cli import publishing
from sgdata.cli.common import app
from sgdata.errors import Misuse
from sgdata.measures.benchmarks import (
    COLUMNS,
    MEASURES,
    Published,
    as_text,
    benchmark,
    published,
    read_published,
    shipped,
    span_of,
)
from sgdata.measures.catalogue import pictures
from sgdata.measures.measure import Asked, draw
from sgdata.measures.published_files import read_file
from sgdata.outputs import published_words
from sgdata.outputs.pictures import answer
from sgdata.release import ask
from sgdata.release.published import KEPT, kept_text, listed, take
from sgdata.release.scope import open_scope
from sgdata.rules import read_rules, shipped_rules
from tests.support import SHARED, snapshot_of

DFE = SHARED / "data" / "attendance_england"
ROW = {
    "measure": "absence",
    "cohort": "all_pupils",
    "phase": "all",
    "area": "England",
    "period": "2025/26",
    "value": "6.51",
    "unit": "percent",
    "children": "",
    "source": "DfE, typed by hand",
    "caveat": "six half terms",
}
RULES = read_rules(shipped_rules("virtual_school"), "virtual_school.toml")
needs_dfe = pytest.mark.skipif(not DFE.exists(), reason="the DfE's files do not stand beside the checkout")


@pytest.fixture
def store(sample_stores: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    shutil.copytree(sample_stores / "virtual_school", folder)
    return folder


def file_of(folder: Path, *rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> Path:
    file = folder / "new.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return file


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2024/25", date(2024, 9, 1), date(2025, 8, 31)),
        ("1999/00", date(1999, 9, 1), date(2000, 8, 31)),
        ("autumn 2025", date(2025, 9, 1), date(2025, 12, 31)),
        ("spring 2026", date(2026, 1, 1), date(2026, 4, 30)),
        ("12 September 2022 to 13 January 2023", date(2022, 9, 12), date(2023, 1, 13)),
    ],
)
def test_a_period_is_its_days(period: str, first: date, last: date) -> None:
    assert span_of(period) == (first, last)


@pytest.mark.parametrize(
    "period", ["2024/26", "2024", "winter 2025", "1 Brumaire 2025 to 2 May 2026", "2 May 2026 to 1 May 2026", ""]
)
def test_what_is_no_period_is_not_taken_for_one(period: str) -> None:
    with pytest.raises(ValueError, match=r"wanted|day"):
        span_of(period)


def test_what_is_shipped_is_whole_and_used() -> None:
    assert [one.measure for one in shipped() if not one.is_used] == []
    assert {one.measure for one in shipped()} == set(MEASURES)
    assert {one.area for one in shipped()} == {"England"}
    assert all("Open Government Licence" in one.source for one in shipped())
    assert read_published(as_text(shipped()), "again") == list(shipped())


def test_a_newer_row_takes_the_place_of_the_one_of_its_period_and_other_periods_stay() -> None:
    newer = Published.model_validate(ROW | {"period": "2024/25", "value": "6.9"})
    other = Published.model_validate(ROW)
    found = {one.key: one for one in published(as_text([newer, other]))}
    assert found[newer.key].value == Decimal("6.9")
    assert found[other.key].value == Decimal("6.51")
    assert len(found) == len(shipped()) + 1


def test_a_relation_is_kept_by_the_text_that_it_is_of() -> None:
    text = as_text([Published.model_validate(ROW)])
    assert "6.51" in benchmark(text)
    assert "6.51" not in benchmark("")
    assert "7.77" in benchmark(text.replace("6.51", "7.77"))


def test_taking_a_file_keeps_it_beside_the_store_and_is_seen_at_once(store: Path, tmp_path: Path) -> None:
    as_at = date(2026, 3, 2)
    before = ask.picture(open_scope(store, as_at), "absence_beside_published")
    taken = take(store, file_of(tmp_path, ROW, ROW | {"measure": "ehcp", "period": "2024/25"}))
    assert (taken.rows, taken.new, taken.unused) == (2, 2, ["ehcp"])
    after = ask.picture(open_scope(store, as_at), "absence_beside_published")
    shown = [
        next(row["published"] for row in drawn.rows if row["measure"] == "absence" and row["who"] == "All children")
        for drawn in (before, after)
    ]
    assert shown == pytest.approx([0.0678, 0.0651])
    again = take(store, file_of(tmp_path, ROW | {"value": "6.4"}))
    assert (again.rows, again.new) == (1, 0)
    assert [one.value for one in listed(store) if one.key == Published.model_validate(ROW).key] == [Decimal("6.4")]
    assert [one.measure for one in listed(store)][-1] == "ehcp"


BAD = {
    "value": ("12,5", "-1", "101", "", "nan", "9.00001"),
    "period": ("2024", "", "2024/26"),
    "cohort": ("lac", ""),
    "phase": ("nursery",),
    "measure": ("", "Absence!", "a b"),
    "unit": ("rate", ""),
    "children": ("-3", "many"),
    "area": ("", "123", "x" * 80),
    "source": ("", "x" * 400),
}
TELLING = ("12,5", "9.00001", "lac", "nursery", "Absence!", "many", "x" * 80, "x" * 400)
"""Of these cells, those that a message about something else would not hold."""


@pytest.mark.parametrize(("column", "cell"), [(column, cell) for column, cells in BAD.items() for cell in cells])
def test_a_file_with_a_fault_is_refused_whole_with_line_and_column(
    column: str, cell: str, store: Path, tmp_path: Path
) -> None:
    take(store, file_of(tmp_path, ROW))
    kept = (store / KEPT).read_bytes()
    file = file_of(tmp_path, ROW | {"period": "2023/24"}, ROW | {column: cell})
    with pytest.raises(Misuse) as fault:
        take(store, file)
    assert f"line 3, column {column}: found something else, wanted" in str(fault.value)
    assert "Nothing was taken" in str(fault.value)
    assert not (cell in TELLING and cell in str(fault.value).replace(str(file), ""))
    assert (store / KEPT).read_bytes() == kept


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", "line 1: found neither our columns"),
        ("name,date_of_birth\nAnna,2014-05-01\n", "line 1: found neither our columns"),
        (",".join(COLUMNS[:-1]) + "\n", "line 1: found 9 columns without caveat, wanted"),
        (",".join(COLUMNS) + "\n", "found no row below the columns"),
        (",".join(COLUMNS) + "\n" + ",".join(ROW.values()) + ",more\n", "line 2, column number of cells"),
        (",".join(COLUMNS) + "\nabsence,all_pupils\n", "line 2, column phase"),
        (
            ",".join(COLUMNS) + "\n" + 2 * (",".join(f'"{cell}"' for cell in ROW.values()) + "\n"),
            "line 3: a second row",
        ),
        (",".join(COLUMNS) + "\n" + "x" * 200_000, "is no CSV file"),
    ],
)
def test_a_file_of_another_kind_is_refused_and_nothing_of_it_said(
    text: str, wanted: str, store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "strange.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Misuse) as fault:
        take(store, file)
    assert wanted in str(fault.value)
    assert "Anna" not in str(fault.value)
    assert not (store / KEPT).exists()


def test_a_file_that_cannot_be_read_or_is_no_text_is_refused(store: Path, tmp_path: Path) -> None:
    binary = tmp_path / "binary.csv"
    binary.write_bytes(b"PK\x03\x04\xff\xfe")
    for file in (tmp_path / "nowhere.csv", binary):
        with pytest.raises(Misuse, match="cannot be read"):
            take(store, file)


def test_a_kept_file_that_was_damaged_is_named_when_a_scope_is_opened(store: Path) -> None:
    (store / KEPT).write_text("measure,cohort\n", encoding="utf-8")
    with pytest.raises(Misuse, match=KEPT):
        open_scope(store)


def test_same_stands_for_the_cell_above() -> None:
    rows = [ROW, ROW | {"phase": "primary", "source": "same", "caveat": "same"}]
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    first, second = read_published(out.getvalue(), "typed")
    assert (second.source, second.caveat) == (first.source, first.caveat)


def dfe_text(**changed: str) -> str:
    row = {
        "time_period": "202526",
        "time_identifier": "Autumn term",
        "geographic_level": "National",
        "country_name": "England",
        "la_name": "",
        "school_type": "Total",
        "overall_absence": "65",
        "possible_sessions": "1000",
        "overall_absence_perc": "6.4996",
        "pa_perc": "18.25",
        "auth_part_time_perc": "0.26649",
    } | changed
    return f"{','.join(row)}\n{','.join(row.values())}\n"


def test_a_file_of_the_dfe_gives_its_shares_for_its_term() -> None:
    found = read_file("\ufeff" + dfe_text(), "dfe.csv")
    assert [(one.measure, one.period, one.value) for one in found] == [
        ("absence", "autumn 2025", Decimal("6.500")),
        ("persistent_absence", "autumn 2025", Decimal("18.250")),
        ("part_time_share_of_sessions", "autumn 2025", Decimal("0.266")),
    ]
    assert {(one.area, one.phase, one.cohort) for one in found} == {("England", "all", "all_pupils")}
    (year, *_) = read_file(dfe_text(time_identifier="Academic year"), "dfe.csv")
    assert year.period == "2025/26"


def test_weeks_of_the_dfe_are_added_up_to_one_period() -> None:
    first = dfe_text(time_period="2025", time_identifier="Week 37", overall_absence="50")
    second = dfe_text(time_period="2025", time_identifier="Week 38", overall_absence="70", possible_sessions="2000")
    (found,) = read_file(first + second.splitlines()[1] + "\n", "weeks.csv")
    assert (found.value, found.period) == (Decimal("4.000"), "8 September 2025 to 19 September 2025")


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({"overall_absence_perc": "z"}, "line 2, column overall_absence_perc: found something else, wanted a share"),
        ({"pa_perc": "180"}, "line 2, column pa_perc"),
        ({"time_period": "2025"}, "line 2, columns time_period and time_identifier"),
        ({"time_identifier": "Week 99", "time_period": "2025"}, "wanted a year such as 2022 and Week 37"),
        ({"country_name": "Wales"}, "found no row of England"),
        ({"time_identifier": "Week 37", "possible_sessions": "0", "time_period": "2025"}, "found no session"),
        ({"time_identifier": "Week 37", "overall_absence": "x", "time_period": "2025"}, "wanted a number of sessions"),
        ({"school_type": "Total,more"}, "line 2: found another number of cells"),
    ],
)
def test_a_file_of_the_dfe_with_a_fault_is_refused(changed: dict[str, str], wanted: str) -> None:
    with pytest.raises(Misuse, match=wanted):
        read_file(dfe_text(**changed), "dfe.csv")


def test_an_area_has_to_be_in_the_file_and_the_file_be_the_dfes() -> None:
    with pytest.raises(Misuse, match="found no row of Rutland"):
        read_file(dfe_text(), "dfe.csv", ["Rutland"])
    with pytest.raises(Misuse, match="wanted no --area"):
        read_file(as_text([Published.model_validate(ROW)]), "own.csv", ["Rutland"])


@needs_dfe
@pytest.mark.parametrize(
    ("name", "period", "absence"), [("aut", "autumn 2024", "6.526"), ("spr", "spring 2025", "6.962")]
)
def test_the_published_files_are_read_as_they_are(name: str, period: str, absence: str) -> None:
    text = (DFE / f"EES_{name}_data_2024-25.csv").read_text(encoding="utf-8-sig")
    found = read_file(text, name, ["Milton Keynes"])
    england = [one for one in found if one.area == "England"]
    assert {one.period for one in found} == {period}
    assert {(one.measure, one.phase) for one in england} == {
        (measure, phase)
        for measure in ("absence", "persistent_absence", "part_time_share_of_sessions")
        for phase in ("all", "primary", "secondary", "special")
    }
    assert next(one.value for one in england if one.measure == "absence" and one.phase == "all") == Decimal(absence)
    assert {one.area for one in found} == {"England", "Milton Keynes"}


@needs_dfe
def test_the_published_weeks_are_read_as_they_are() -> None:
    text = (DFE / "EES_weekly_data_2022-09_to_2023-01.csv").read_text(encoding="utf-8-sig")
    found = read_file(text, "weeks")
    assert {one.period for one in found} == {"12 September 2022 to 13 January 2023"}
    assert {(one.measure, one.phase) for one in found} == {
        ("absence", phase) for phase in ("all", "primary", "secondary", "special")
    }


@pytest.mark.parametrize(
    ("as_at", "expected"),
    [
        (date(2024, 8, 30), []),
        (date(2024, 12, 13), ["autumn 2024"]),
        (date(2025, 6, 30), ["2024/25"]),
        (date(2025, 8, 31), ["2024/25"]),
        (date(2026, 4, 2), ["2025/26"]),
        (date(2026, 11, 13), ["2025/26"]),
    ],
)
def test_the_period_that_fits_has_begun_and_ended_nearest_to_the_date(
    as_at: date, expected: list[str], tmp_path: Path
) -> None:
    kept = as_text(Published.model_validate(ROW | {"period": one}) for one in ("autumn 2024", "2025/26"))
    marks = [["child_id", "date", "session", "provider_id", "code"]]
    marks += [["c1", str(date(year, month, 1)), "AM", "s1", "I"] for year in (2024, 2025, 2026) for month in (4, 10)]
    since = date(2024, 1, 1)
    with snapshot_of(tmp_path, {"attendance": marks}) as cursor:
        drawn = draw(cursor, pictures()["absence_beside_published"], None, RULES, Asked(as_at, since), kept)
    assert [row["period"] for row in drawn.rows if row["measure"] == "absence"] == expected


def test_every_row_says_whose_it_is_and_what_differs(sample_stores: Path) -> None:
    scope = open_scope(sample_stores / "virtual_school")
    for identifier in ("absence_beside_published", "missing_education_beside_published"):
        drawn = ask.picture(scope, identifier)
        assert drawn.rows
        assert [row for row in drawn.rows if not row["differs"] or row["children"] < 1] == []
        assert "not known" not in answer(pictures()[identifier], drawn)
        few = [row for row in drawn.rows if row["children"] < 20]
        assert [row for row in few if "fewer than 20" not in row["differs"]] == []
    absence = ask.picture(scope, "absence_beside_published").rows
    assert {row["figure"] for row in absence} == {name for one, name in MEASURES.items() if one != "missing_education"}
    assert {row["phase"] for row in absence} == {"all", "primary", "secondary", "special", "alternative"}
    (leading,) = [row for row in absence if row["leads"] and row["measure"] == "absence"]
    assert leading["who"] == "Children looked after for 12 months"


def test_the_command_lists_and_takes(store: Path, tmp_path: Path) -> None:
    assert publishing in COMMANDS
    run = CliRunner().invoke
    shown = run(app, ["benchmarks", "--store", str(store)])
    assert shown.exit_code == 0
    assert "Sessions missed" in shown.output
    assert "Open Government Licence" in " ".join(shown.output.split())
    taken = run(app, ["benchmarks", str(file_of(tmp_path, ROW)), "--store", str(store)])
    assert taken.output.strip() == "Took 1 published figure: 1 new, 0 in place of those that there were."
    as_json = run(app, ["benchmarks", "--store", str(store), "--json"])
    assert '"value": "6.51"' in as_json.output
    assert isinstance(run(app, ["benchmarks", "--area", "Luton", "--store", str(store)]).exception, Misuse)
    assert kept_text(store)
    assert published_words.value(Published.model_validate(ROW)) == "6.51 %"
