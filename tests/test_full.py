"""Corrections: a register that is sent again replaces; a full export takes out what does not stand in it any more, of
what it covers and no more; all of it is undone by going back."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from sgdata.errors import Misuse, Refused
from sgdata.intake.full import full_of
from sgdata.intake.load import load
from sgdata.intake.report import LoadReport
from sgdata.store.snapshots import Store
from tests.door import KEY, Ran, only_table, sgdata, stored, write_csv

MARK = ("child_id", "date", "session", "provider_id", "code")
CHILD = ("child_id", "provider_id", "sex")


def marks(provider: str, days: range, children: range = range(4)) -> list[tuple[str, ...]]:
    return [(f"C{child}", f"2026-09-{day:02}", "AM", provider, "/") for day in days for child in children]


def loaded(
    folder: Path,
    rows: Sequence[tuple[str, ...]],
    header: tuple[str, ...] = MARK,
    full: str | None = None,
    *,
    most: bool = False,
    dry: bool = False,
) -> LoadReport:
    file = write_csv(folder / "export.csv", [header, *rows])
    return load(Store(folder / "store"), [file], KEY, full=full_of(full, may_remove_most=most), dry_run=dry)


def held(folder: Path, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in stored(folder / "store", sql)]


BY_DAY = "SELECT day(date), count(*) FROM attendance WHERE provider_id = '{}' GROUP BY ALL ORDER BY ALL"


def by_day(folder: Path, provider: str) -> list[tuple[object, ...]]:
    return held(folder, BY_DAY.format(KEY.pseudonym("provider", provider)))


def test_a_register_sent_again_replaces_the_marks_that_changed(tmp_path: Path) -> None:
    loaded(tmp_path, marks("S1", range(1, 3)))
    again = [(*row[:4], "I") if row[0] == "C1" else row for row in marks("S1", range(1, 3))]
    table = only_table(loaded(tmp_path, again))
    assert (table.new, table.replaced, table.unchanged, table.gone) == (0, 2, 6, 0)
    assert held(tmp_path, "SELECT code, count(*) FROM attendance GROUP BY code ORDER BY code") == [("/", 6), ("I", 2)]


def test_without_full_nothing_goes(tmp_path: Path) -> None:
    loaded(tmp_path, marks("S1", range(1, 4)))
    report = loaded(tmp_path, marks("S1", range(1, 4), range(1, 4)))
    assert (report.outcome, only_table(report).gone) == ("nothing new", 0)
    assert by_day(tmp_path, "S1") == [(1, 4), (2, 4), (3, 4)]


def test_a_full_register_takes_out_the_child_that_left_it_in_its_school_and_its_days_alone(tmp_path: Path) -> None:
    loaded(tmp_path, [*marks("S1", range(1, 8)), *marks("S2", range(1, 8))])
    before = Store(tmp_path / "store").current().id
    report = loaded(tmp_path, marks("S1", range(3, 6), range(1, 4)), full="attendance")
    table = only_table(report)
    assert (report.outcome, table.new, table.replaced, table.unchanged, table.gone) == ("loaded", 0, 0, 9, 3)
    assert by_day(tmp_path, "S1") == [(day, 3 if day in (3, 4, 5) else 4) for day in range(1, 8)]
    assert by_day(tmp_path, "S2") == [(day, 4) for day in range(1, 8)]
    Store(tmp_path / "store").use(before)
    assert by_day(tmp_path, "S1") == [(day, 4) for day in range(1, 8)]


def test_each_school_of_a_full_register_is_covered_for_its_own_days(tmp_path: Path) -> None:
    loaded(tmp_path, [*marks("S1", range(1, 5)), *marks("S2", range(1, 5))])
    both = [*marks("S1", range(1, 3), range(1, 4)), *marks("S2", range(3, 5), range(1, 4))]
    assert only_table(loaded(tmp_path, both, full="all")).gone == 4
    assert by_day(tmp_path, "S1") == [(1, 3), (2, 3), (3, 4), (4, 4)]
    assert by_day(tmp_path, "S2") == [(1, 4), (2, 4), (3, 3), (4, 3)]


def children(provider: str, numbers: range) -> list[tuple[str, ...]]:
    return [(f"{provider}-{number}", provider, "female") for number in numbers]


PER_SCHOOL = "SELECT count(*) FROM children GROUP BY provider_id ORDER BY ALL"


def test_a_full_list_of_one_school_leaves_the_others(tmp_path: Path) -> None:
    loaded(tmp_path, [*children("S1", range(10)), *children("S2", range(20))], CHILD)
    table = only_table(loaded(tmp_path, children("S1", range(2, 10)), CHILD, "children"))
    assert (table.gone, table.unchanged) == (2, 8)
    assert held(tmp_path, PER_SCHOOL) == [(8,), (20,)]


def test_a_full_list_that_names_no_school_covers_the_table(tmp_path: Path) -> None:
    loaded(tmp_path, [*children("S1", range(10)), *children("S2", range(10))], CHILD)
    rows = [(one[0], one[2]) for one in [*children("S1", range(9)), *children("S2", range(8))]]
    assert only_table(loaded(tmp_path, rows, ("child_id", "sex"), "children")).gone == 3
    assert held(tmp_path, "SELECT count(*) FROM children") == [(17,)]


def test_a_child_that_moved_to_another_school_is_moved_and_not_lost(tmp_path: Path) -> None:
    loaded(tmp_path, [*children("S1", range(4)), *children("S2", range(4))], CHILD)
    moved = [*children("S1", range(3)), ("S1-3", "S2", "female"), *children("S2", range(4))]
    table = only_table(loaded(tmp_path, moved, CHILD, "all"))
    assert (table.replaced, table.gone) == (1, 0)
    assert held(tmp_path, PER_SCHOOL) == [(3,), (5,)]


def test_more_than_a_half_goes_only_where_it_is_said(tmp_path: Path) -> None:
    loaded(tmp_path, children("S1", range(10)), CHILD)
    before = Store(tmp_path / "store").current()
    with pytest.raises(Refused, match=r"would remove 6 of 10 rows of children, more than a half: .* with --yes"):
        loaded(tmp_path, children("S1", range(4)), CHILD, "children")
    assert Store(tmp_path / "store").current() == before
    assert only_table(loaded(tmp_path, children("S1", range(5)), CHILD, "children", dry=True)).gone == 5
    assert Store(tmp_path / "store").current() == before
    assert only_table(loaded(tmp_path, children("S1", range(4)), CHILD, "children", most=True)).gone == 6
    assert held(tmp_path, PER_SCHOOL) == [(4,)]


def test_new_rows_do_not_hide_that_more_than_a_half_of_the_old_goes(tmp_path: Path) -> None:
    loaded(tmp_path, children("S1", range(10)), CHILD)
    with pytest.raises(Refused, match="would remove 9 of 10"):
        loaded(tmp_path, children("S1", range(9, 100)), CHILD, "children")


def test_where_a_row_was_refused_nobody_can_tell_what_is_gone(tmp_path: Path) -> None:
    loaded(tmp_path, children("S1", range(10)), CHILD)
    broken = [*children("S1", range(9)), ("S1-9", "S1", "purple")]
    with pytest.raises(Refused, match="1 rows of children were refused, and 1 of the store did not come"):
        loaded(tmp_path, broken, CHILD, "children")
    assert held(tmp_path, PER_SCHOOL) == [(10,)]
    whole = [*children("S1", range(10)), ("S1-10", "S1", "purple")]
    assert only_table(loaded(tmp_path, whole, CHILD, "children")).gone == 0


def test_several_files_of_one_table_are_one_export(tmp_path: Path) -> None:
    loaded(tmp_path, children("S1", range(10)), CHILD)
    files = [
        write_csv(tmp_path / f"part {number}.csv", [CHILD, *children("S1", numbers)])
        for number, numbers in enumerate((range(4), range(4, 9)))
    ]
    report = load(Store(tmp_path / "store"), files, KEY, full=full_of("children"))
    assert [table.gone for table in report.tables] == [0, 1]


def test_a_full_load_names_tables_there_are_and_files_that_came(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match=r"--full pupils: wanted all or tables: .*children"):
        full_of("pupils")
    loaded(tmp_path, children("S1", range(3)), CHILD)
    with pytest.raises(Misuse, match="None of the files is attendance"):
        loaded(tmp_path, children("S1", range(3)), CHILD, "attendance")
    assert loaded(tmp_path, children("S1", range(3)), CHILD, "all").outcome == "nothing new"


def test_the_command_takes_out_and_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = tmp_path / "store"

    def ran(numbers: range, *options: str) -> Ran:
        file = write_csv(tmp_path / "children.csv", [CHILD, *children("S1", numbers)])
        return sgdata(capsys, "load", file, "--store", store, *options)

    assert ran(range(4)).status == 0
    told = ran(range(1), "--full", "children")
    assert (told.status, told.out) == (1, "")
    assert "would remove 3 of 4 rows of children" in told.err
    told = ran(range(1), "--full", "children", "--yes")
    assert told.status == 0
    assert "gone: 3 rows" in told.out
