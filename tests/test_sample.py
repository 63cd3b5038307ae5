"""The sample: the same bytes every time, within the contract but for the faults it names, and plausible."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from sgdata.calendar import add_working_days, bank_holidays
from sgdata.sample import DOUBTED, FIXED_DATE, REFUSED, write_sample
from sgdata.tables import TABLES

ATTENDING, APPROVED = ("/", "\\", "L"), ("K", "V", "P", "W", "B", "J")
UNAUTHORISED = ("G", "N", "O", "U")
NOT_POSSIBLE = ("D", "X", "Y1", "-", "ZZ")

Tables = dict[str, pd.DataFrame]


def read(folder: Path) -> Tables:
    return {
        table: pd.read_csv(folder / f"{table}.csv", dtype=str, keep_default_na=False, encoding="utf-8")
        for table in TABLES
    }


@pytest.fixture(scope="module")
def virtual_school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("virtual_school")
    write_sample(folder)
    return folder


@pytest.fixture(scope="module")
def mentoring_provider(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mentoring_provider")
    write_sample(folder, kind="mentoring_provider")
    return folder


@pytest.fixture(scope="module")
def both(virtual_school: Path, mentoring_provider: Path) -> list[Tables]:
    return [read(virtual_school), read(mentoring_provider)]


@pytest.fixture(scope="module")
def school(virtual_school: Path) -> Tables:
    return read(virtual_school)


def without_faults(tables: Tables) -> Tables:
    """The tables without the rows that `known_faults.py` adds: most have an id of their own."""
    kept = dict(tables)
    kept["concerns"] = tables["concerns"][~tables["concerns"].concern_id.str.startswith("K900")]
    actions = tables["actions"][~tables["actions"].action_id.str.startswith("A900")]
    kept["actions"] = actions.drop_duplicates("action_id", keep="last")
    kept["training"] = tables["training"].iloc[: -REFUSED["training"] - DOUBTED["training"]]
    kept["suspensions"] = tables["suspensions"].iloc[: -DOUBTED["suspensions"]]
    kept["attendance"] = tables["attendance"].iloc[: -REFUSED["attendance"] - DOUBTED["attendance"]]
    return kept


def test_same_arguments_give_the_same_bytes(tmp_path: Path, mentoring_provider: Path) -> None:
    write_sample(tmp_path / "new" / "folder", kind="mentoring_provider")
    for file in mentoring_provider.iterdir():
        assert (tmp_path / "new" / "folder" / file.name).read_bytes() == file.read_bytes()


def test_another_seed_gives_other_bytes(tmp_path: Path, mentoring_provider: Path) -> None:
    write_sample(tmp_path, kind="mentoring_provider", seed=2)
    fixed = {"policies.csv"}  # a register of documents, written by hand
    for file in mentoring_provider.iterdir():
        assert ((tmp_path / file.name).read_bytes() == file.read_bytes()) == (file.name in fixed), file.name


def test_every_table_of_the_contract_with_exactly_its_columns(both: list[Tables], virtual_school: Path) -> None:
    assert {file.name for file in virtual_school.iterdir()} == {f"{table}.csv" for table in TABLES}
    for tables in both:
        for name, rows in tables.items():
            assert list(rows.columns) == [column.name for column in TABLES[name].columns()]
            assert len(rows) > 0, name


def test_files_are_plain_utf8_with_newlines_and_below_their_size(virtual_school: Path) -> None:
    for file in virtual_school.iterdir():
        content = file.read_bytes()
        assert b"\r" not in content
        assert content.endswith(b"\n")
        content.decode("utf-8")
    assert (virtual_school / "attendance.csv").stat().st_size < 10_000_000


def test_rows_are_accepted_but_for_the_known_faults(both: list[Tables]) -> None:
    for tables in both:
        for name, rows in tables.items():
            # Every hundredth mark, and the faults at the end; all rows of the other tables.
            chosen = pd.concat([rows.iloc[:-20:100], rows.iloc[-20:]]) if name == "attendance" else rows
            refused = 0
            for row in chosen.to_dict("records"):
                try:
                    TABLES[name].read_row({str(column): str(cell) for column, cell in row.items()})
                except ValueError:
                    refused += 1
            assert refused == REFUSED.get(name, 0), name


def test_keys_are_unique_but_for_the_known_faults(both: list[Tables]) -> None:
    for tables in both:
        for name, rows in without_faults(tables).items():
            assert not rows.duplicated(list(TABLES[name].KEY)).any(), name
        assert tables["actions"].duplicated(["action_id"]).sum() == 1
        assert tables["attendance"].duplicated(list(TABLES["attendance"].KEY)).sum() == 2


def test_keys_of_other_tables_hold(both: list[Tables]) -> None:
    for tables in map(without_faults, both):
        known = {
            "child_id": set(tables["children"].child_id),
            "provider_id": {"", *tables["providers"].provider_id},
            "concern_id": set(tables["concerns"].concern_id),
            "timetable_id": set(tables["part_time_timetables"].timetable_id),
            "staff_id": set(tables["staff"].staff_id),
        }
        for name, rows in tables.items():
            for column in set(rows.columns) & set(known):
                if not (name == "low_level_concerns" and column == "concern_id"):
                    assert set(rows[column]) <= known[column], (name, column)


def test_an_orphan_among_the_faults(school: Tables) -> None:
    assert set(school["suspensions"].child_id) - set(school["children"].child_id) == {"C999998"}
    assert set(school["actions"].concern_id) - set(school["concerns"].concern_id) == {"K99999"}


def test_nothing_has_happened_after_the_last_day(both: list[Tables]) -> None:
    for tables in map(without_faults, both):
        for name, rows in tables.items():
            for column in TABLES[name].columns():
                if column.kind.duckdb_type in ("DATE", "TIMESTAMP") and not getattr(column.kind, "planned", False):
                    assert rows[column.name].str[:10].max() <= FIXED_DATE.isoformat(), (name, column.name)
        assert tables["attendance"].date.max() == FIXED_DATE.isoformat()
        assert tables["attendance"].date.min() < "2024-09-10"


def school_days(tables: Tables) -> dict[str, set[str]]:
    """The school days of every provider, worked out from the calendar table alone."""
    calendar, days = tables["calendar"], {}

    def within(rows: pd.DataFrame) -> set[str]:
        spans = [pd.date_range(start, end) for start, end in zip(rows.date_from, rows.date_to, strict=True)]
        return {f"{day:%Y-%m-%d}" for span in spans for day in span}

    general = within(calendar[(calendar.provider_id == "") & (calendar.kind == "term")])
    no_school = {day.isoformat() for day in bank_holidays()}
    for provider_id in tables["providers"].provider_id:
        own = calendar[calendar.provider_id == provider_id]
        terms = within(own[own.kind == "term"]) or general
        off = within(own[own.kind != "term"])
        days[provider_id] = {day for day in terms - off - no_school if date.fromisoformat(day).weekday() < 5}
    return days


def test_marks_only_on_school_days_of_children_on_roll(both: list[Tables]) -> None:
    for tables in both:
        marks, children = (without_faults(tables)["attendance"], tables["children"].set_index("child_id"))
        for provider_id, days in school_days(tables).items():
            assert set(marks[marks.provider_id == provider_id].date) <= days
        by_child = marks.groupby("child_id").date.agg(["min", "max"]).join(children)
        assert (by_child["min"] >= by_child.on_roll_from).all()
        assert ((by_child["max"] < by_child.on_roll_to) | (by_child.on_roll_to == "")).all()


def test_no_mark_where_the_return_did_not_come(school: Tables) -> None:
    returns, marks = school["returns"], without_faults(school)["attendance"]
    missing = returns[(returns.table == "attendance") & (returns.received_on == "")]
    assert 0 < len(missing) < 0.1 * len(returns)
    for row in missing.itertuples():
        of_provider = marks[marks.provider_id == row.provider_id]
        assert not of_provider.date.between(str(row.period_from), str(row.period_to)).any()


def test_events_lie_within_the_days_on_roll(both: list[Tables]) -> None:
    when = {
        "concerns": "observed_at",
        "suspensions": "started_on",
        "missing_education": "started_on",
        "missing_episodes": "started_at",
        "part_time_timetables": "started_on",
    }
    for tables in map(without_faults, both):
        children = tables["children"].set_index("child_id")
        for name, column in when.items():
            rows, day = tables[name], tables[name][column].str[:10]
            first, end = (rows.child_id.map(children[edge]) for edge in ("on_roll_from", "on_roll_to"))
            assert (day >= first).all(), name
            assert ((day < end) | (end == "")).all(), name


def possible_sessions(tables: Tables, since: str) -> pd.DataFrame:
    """Possible sessions of children of years 1 to 11, one mark a session, with `absent`."""
    children = tables["children"]
    birth_year = children.date_of_birth.str[:4].where(children.date_of_birth != "", "2012").astype(int)
    of_school_age = children[(birth_year >= 2011) & (birth_year <= 2020)].child_id
    marks = without_faults(tables)["attendance"]
    marks = marks[marks.child_id.isin(of_school_age) & (marks.date >= since) & ~marks.code.isin(NOT_POSSIBLE)]
    marks = marks.assign(absent=~marks.code.isin((*ATTENDING, *APPROVED)))
    return marks.sort_values("absent").drop_duplicates(["child_id", "date", "session"])


def test_absence_is_that_of_looked_after_children(school: Tables) -> None:
    marks = possible_sessions(school, "2025-09-01")
    assert 0.08 < marks.absent.mean() < 0.13
    by_child = marks.groupby("child_id").absent.mean()
    assert 0.18 < (by_child >= 0.1).mean() < 0.36
    assert 0.02 < (by_child >= 0.5).mean() < 0.09
    residential = school["children"][school["children"].placement_type == "residential"].child_id
    assert marks[marks.child_id.isin(residential)].absent.mean() > 1.3 * marks.absent.mean()
    friday = pd.to_datetime(marks.date).dt.day_of_week == 4
    assert marks[friday].absent.mean() > marks[~friday].absent.mean()
    assert {"C2", "E", "N", "O", "I", "D", "S", "G", "H", "-"} <= set(school["attendance"].code)


def test_every_afternoon_of_an_open_timetable_is_c2_or_explained(school: Tables) -> None:
    timetables, marks = (school["part_time_timetables"], without_faults(school)["attendance"])
    for row in timetables[timetables.ended_on == ""].itertuples():
        afternoons = marks[(marks.child_id == row.child_id) & (marks.session == "PM") & (marks.date >= row.started_on)]
        assert set(afternoons.code) <= {"C2"}


def test_concerns_and_follow_ups_have_something_to_show(school: Tables) -> None:
    tables, today = without_faults(school), FIXED_DATE.isoformat()
    concerns, actions = tables["concerns"], tables["actions"]
    assert 1.0 < len(concerns) / (320 * 2.2) < 1.5
    assert 1.6 < concerns.categories[concerns.categories != ""].str.split(";").map(len).mean() < 2.0
    assert concerns.child_id.value_counts().head(32).sum() > 0.3 * len(concerns)
    is_open = concerns.closed_on == ""
    assert 10 < is_open.sum() < 80
    assert 0 < (concerns[is_open].observed_at < "2026-10-16").sum() < 0.4 * is_open.sum()
    open_actions = actions[(actions.completed_on == "") & (actions.cancelled_on == "")]
    dated = open_actions[open_actions.due_on != ""]
    assert 0.05 < (dated.due_on < today).mean() < 0.5
    assert 0 < (open_actions.due_on == "").sum() < 15
    done = actions[(actions.due_on > "2026-08-31") & (actions.due_on < today) & (actions.cancelled_on == "")]
    assert 0.8 < ((done.completed_on != "") & (done.completed_on <= done.due_on)).mean() < 0.98


def test_timetables_and_missing_education_have_something_to_show(school: Tables) -> None:
    today, timetables = FIXED_DATE.isoformat(), school["part_time_timetables"]
    is_open = timetables.ended_on == ""
    assert 8 <= is_open.sum() <= 22
    planned = timetables[is_open].planned_end_on
    assert (planned == "").any()
    assert ((planned < today) & (planned != "")).any()
    assert (timetables[is_open].started_on < "2026-08-21").any()
    episodes = school["missing_education"]
    days = school_days(school)["S01"]
    lengths = [sum(start < day <= today for day in days) for start in episodes[episodes.ended_on == ""].started_on]
    assert min(lengths) < 20 < max(lengths)


def test_allegations_are_mostly_told_in_one_working_day(school: Tables) -> None:
    cases = school["allegations"]
    cases = cases[(cases.kind == "allegation") & (cases.aware_at != "")]
    in_time = [
        told != "" and date.fromisoformat(told[:10]) <= add_working_days(date.fromisoformat(aware[:10]), 1)
        for told, aware in zip(cases.lado_contacted_at, cases.aware_at, strict=True)
    ]
    assert 0.5 < sum(in_time) / len(in_time) < 1
    assert (cases.lado_contacted_at == "").sum() == 1
    assert set(school["allegations"].kind) == {"allegation", "advice"}


def test_one_deputy_is_out_of_date_and_the_mentoring_director_is_the_dsl(both: list[Tables]) -> None:
    school, mentoring = both
    training = school["training"]
    last = training[training.course == "dsl"].groupby("staff_id").completed_on.max()
    deputies = school["staff"][school["staff"].roles.str.contains("dsl")].staff_id
    assert (last.reindex(deputies, fill_value="") < "2024-11-13").sum() == 1
    assert "head;dsl" in set(mentoring["staff"].roles)
    assert (mentoring["staff"].ended_on == "").sum() == 9


def test_settings_and_policies_look_like_settings_and_policies(both: list[Tables]) -> None:
    for tables in both:
        names = tables["providers"].name
        assert names.str.contains("School|Academy|College|Centre|Provision").all()
        assert names.is_unique
        assert tables["policies"].title.str.contains("policy|procedure|plan").all()
        assert (tables["policies"].review_due_on < FIXED_DATE.isoformat()).any()
    assert (both[1]["providers"].own == "yes").sum() == 1
    assert (both[0]["providers"].own != "yes").all()


@pytest.mark.parametrize("kind", ["virtual_school", "mentoring_provider"])
@pytest.mark.parametrize("children", [5, 12])
def test_small_samples_have_every_table(tmp_path: Path, kind: str, children: int) -> None:
    write_sample(tmp_path, kind=kind, children=children, years=1)  # type: ignore[arg-type]  # a word of the list
    tables = read(tmp_path)
    assert (tables["children"].on_roll_to == "").sum() == children
    assert tables["attendance"].date.min() >= "2025-09-01"


def test_a_large_sample_grows(tmp_path: Path) -> None:
    write_sample(tmp_path, children=1000)
    tables = read(tmp_path)
    assert (tables["children"].on_roll_to == "").sum() == 1000
    assert len(tables["providers"]) > 60
    assert len(tables["staff"]) > 31
    assert 600_000 < len(tables["attendance"]) < 1_000_000


def test_numbers_too_small_are_refused(tmp_path: Path) -> None:
    for wrong in ({"children": 4}, {"years": 0}, {"seed": -1}):
        with pytest.raises(ValueError, match="wanted"):
            write_sample(tmp_path, **wrong)  # type: ignore[arg-type]  # whichever of the three numbers
    assert list(tmp_path.iterdir()) == []


def test_two_children_are_part_time_without_a_timetable(school: Tables) -> None:
    marks, timetables = without_faults(school)["attendance"], school["part_time_timetables"]
    recent = marks[(marks.date >= "2026-10-20") & (marks.code == "C2")]
    times = recent.child_id.value_counts()
    ended = timetables.ended_on
    registered = timetables[(ended == "") | (ended > "2026-10-20")].child_id
    assert len(set(times[times >= 3].index) - set(registered)) == 2
