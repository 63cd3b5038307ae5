"""Exports of other systems through the profiles that come with the program: what is taken, made and left."""

import csv
from datetime import date, datetime
from pathlib import Path

import pytest

from sgdata.errors import Misuse
from sgdata.intake.full import full_of
from sgdata.intake.load import load
from sgdata.intake.profile import find_profile, profile_of, shipped
from sgdata.intake.report import LoadReport, TableReport
from sgdata.intake.session import How
from sgdata.store.snapshots import Store
from tests.door import KEY, Rows, load_into, sgdata, stored, write_csv
from tests.support import SHARED, TableText

PUBLISHED = SHARED / "data"


def load_as(profile: str, store: Path, *paths: Path, full: str | None = None) -> LoadReport:
    return load(Store(store), paths, KEY, how=How(find_profile(profile)), full=full_of(full, may_remove_most=True))


def files(folder: Path, sheets: dict[str, TableText]) -> Path:
    for name, rows in sheets.items():
        write_csv(folder / f"{name}.csv", rows)
    return folder


def by_file(report: LoadReport) -> dict[str, TableReport]:
    for one in report.tables:
        assert one.read == one.accepted + one.refused, one.file
        assert one.refused == len({reason.line for reason in one.reasons}) + one.reasons_not_listed
    return {one.file.removesuffix(".csv"): one for one in report.tables}


def counts(report: LoadReport) -> dict[str, tuple[int, int, int]]:
    return {file: (one.read, one.accepted, one.refused) for file, one in by_file(report).items()}


def child(name: str) -> str:
    return KEY.pseudonym("child", name)


def marks(store: Path, name: str) -> list[tuple[str, str, str | None]]:
    found: Rows = stored(
        store, f"SELECT date, session, code FROM attendance WHERE child_id = '{child(name)}' ORDER BY date, session"
    )
    return [(str(row["date"]), row["session"], row["code"]) for row in found]


def published(*parts: str) -> Path:
    file = PUBLISHED.joinpath(*parts)
    if not file.exists():
        pytest.skip(f"the published sample is not on this machine ({file})")
    return file


# --- The school census -------------------------------------------------------------------------------------------

ON_ROLL = (
    "pupilonrolltableid,NativeId,dob,surname,forename,middlenames,preferredsurname,formersurname,upn,formerupn,"
    "uniquelearnernumber,sex,entrydate,pupilonrollorderseqcolumn,sourceid,schoolcensustableid,hoursatsetting,"
    "schoollunchtaken,parttime,topupfunding,termlysessionspossible,senunitindicator,resourcedprovisionindicator,"
    "moveoffrollflag,fundedhours,missingaddress,extendedhours,eligibilitycode,dafindicator,yssa,servicechild,language,"
    "classtype,enrolstatus,boarder,plaa,senprovision,ncyearactual,eyppr,eyppbf,expandedhours"
)
OFF_ROLL = (
    "pupilnolongeronrolltableid,NativeId,dob,surname,forename,middlenames,preferredsurname,formersurname,upn,formerupn,"
    "uniquelearnernumber,sex,entrydate,leavingdate,pupilnolongeronrollorderseqcolumn,sourceid,schoolcensustableid,"
    "parttime,termlysessionspossible,moveonrollflag,boarder,language"
)
EXCLUSIONS = (
    "NativeId,{table}tableid,{table}orderseqcolumn,sourceid,startdate,sessions,reason1,reason2,reason3,category,"
    "senprovision"
)
EXCLUSIONS_ON = "pupilonrolltableid," + EXCLUSIONS.format(table="termlyexclusionsonroll")
EXCLUSIONS_OFF = "pupilnolongeronrolltableid," + EXCLUSIONS.format(table="termlyexclusionsoffroll")
TOTALS_ON = (
    "pupilonrolltableid,NativeId,termlysessiondetailsonrolltableid,termlysessiondetailsonrollorderseqcolumn,sourceid,"
    "sessions,attendancereason"
)
TOTALS_OFF = (
    TOTALS_ON.replace("onroll", "offroll")
    .replace("pupilonroll", "pupilnolongeronroll")
    .replace("pupiloffroll", "pupilnolongeronroll")
)
HEADERS = {
    "pupilonroll": ON_ROLL,
    "pupilnolongeronroll": OFF_ROLL,
    "termlyexclusionsonroll": EXCLUSIONS_ON,
    "termlyexclusionsoffroll": EXCLUSIONS_OFF,
    "termlysessiondetailsonroll": TOTALS_ON,
    "termlysessiondetailsoffroll": TOTALS_OFF,
}
WHO = {"surname": "Quillfeather", "forename": "Zebedee", "formersurname": "Oxenbury", "formerupn": "Z987654321098"}


def row_of(header: str, **cells: str) -> list[str]:
    return [cells.get(name, "") for name in header.split(",")]


def census() -> dict[str, TableText]:
    on = [
        row_of(
            ON_ROLL,
            **WHO,
            pupilonrolltableid="p1",
            NativeId="SCH1",
            upn="A1",
            dob="2011-Jan-04 00:00:00",
            sex="M",
            entrydate="2024-Jul-29 00:00:00",
            language="ENG",
            senprovision="K",
        ),
        row_of(
            ON_ROLL,
            **WHO,
            pupilonrolltableid="p2",
            NativeId="SCH2",
            upn="A2",
            dob="2016-Apr-25 00:00:00",
            sex="F",
            entrydate="2021-09-02",
            language="POL",
            senprovision="E",
        ),
        row_of(ON_ROLL, **WHO, pupilonrolltableid="p3", NativeId="SCH2", dob="01/02/2014", sex="F"),
        row_of(ON_ROLL, **WHO, pupilonrolltableid="p4", NativeId="SCH2", upn="A4", sex="M", senprovision="R"),
    ]
    off = [
        row_of(
            OFF_ROLL,
            **WHO,
            pupilnolongeronrolltableid="q1",
            NativeId="SCH3",
            upn="A5",
            dob="05/06/2012",
            sex="F",
            entrydate="01/09/2020",
            leavingdate="12/02/2025",
            language="ZZZ",
        ),
        # Left one school and is on the roll of another.
        row_of(OFF_ROLL, **WHO, pupilnolongeronrolltableid="q2", NativeId="SCH3", upn="A2", leavingdate="01/09/2021"),
    ]

    def excluded(key: str, pupil: str, start: str, sessions: str, reason: str, category: str) -> list[str]:
        header = EXCLUSIONS_ON if key == "pupilonrolltableid" else EXCLUSIONS_OFF
        return row_of(header, **{key: pupil}, startdate=start, sessions=sessions, reason1=reason, category=category)

    on_key, off_key = "pupilonrolltableid", "pupilnolongeronrolltableid"
    return {
        "pupilonroll": [ON_ROLL.split(","), *on],
        "off_roll": [OFF_ROLL.split(","), *off],
        "termlyexclusionsonroll": [
            EXCLUSIONS_ON.split(","),
            excluded(on_key, "p1", "2025-Jun-02 00:00:00", "10.0", "DB", "SUSP"),
            excluded(on_key, "p2", "14/05/2025", "1", "OW", "LNCH"),
            excluded(on_key, "p3", "14/05/2025", "1", "OW", "LNCH"),  # a pupil who was refused
            excluded(on_key, "p2", "14/05/2025", "1", "XX", "SUSP"),
        ],
        "termlyexclusionsoffroll": [
            EXCLUSIONS_OFF.split(","),
            excluded(off_key, "q1", "2025-01-20", "", "PP", "PERM"),
        ],
        "termlysessiondetailsonroll": [TOTALS_ON.split(","), ["p1", "SCH1", "t1", "1", "s1", "4", "I"]],
        "termlysessiondetailsoffroll": [TOTALS_OFF.split(","), ["q1", "SCH3", "t2", "1", "s1", "12", "O"]],
    }


@pytest.mark.parametrize("table", HEADERS)
def test_the_headers_of_the_census_are_those_that_were_published(table: str) -> None:
    file = published("school_census_headers", f"2025_summer_{table}.csv")
    assert file.read_text(encoding="utf-8-sig").strip() == HEADERS[table]


def test_the_census_gives_children_and_suspensions_by_their_upn(tmp_path: Path) -> None:
    report = load_as("school_census", tmp_path / "store", files(tmp_path / "census", census()))
    assert counts(report) == {
        "pupilonroll": (4, 2, 2),
        "off_roll": (2, 2, 0),
        "off_roll.csv, children": (1, 1, 0),
        "termlyexclusionsonroll": (4, 2, 2),
        "termlyexclusionsoffroll": (1, 1, 0),
        "termlysessiondetailsonroll": (1, 1, 0),
        "termlysessiondetailsoffroll": (1, 1, 0),
    }
    found = stored(
        tmp_path / "store",
        "SELECT child_id, sex, sen, eal, birth_academic_year AS born, provider_id, on_roll_from, on_roll_to "
        "FROM children",
    )
    school = {name: KEY.pseudonym("provider", name) for name in ("SCH1", "SCH2", "SCH3")}
    assert {row.pop("child_id"): tuple(row.values()) for row in found} == {
        child("A1"): ("male", "support", False, 2010, school["SCH1"], date(2024, 7, 29), None),
        child("A2"): ("female", "ehcp", True, 2015, school["SCH2"], date(2021, 9, 2), None),
        child("A5"): ("female", None, None, 2011, school["SCH3"], date(2020, 9, 1), date(2025, 2, 12)),
    }
    suspensions = stored(
        tmp_path / "store",
        "SELECT child_id, provider_id, kind, started_on, sessions, reason FROM suspensions ORDER BY started_on",
    )
    assert [tuple(row.values()) for row in suspensions] == [
        (child("A5"), school["SCH3"], "permanent", date(2025, 1, 20), None, "physical_assault"),
        (child("A2"), school["SCH2"], "suspension", date(2025, 5, 14), 1, "weapon"),
        (child("A1"), school["SCH1"], "suspension", date(2025, 6, 2), 10, "disruptive"),
    ]


def test_of_the_census_refused_rows_say_why_and_totals_of_sessions_make_no_marks(tmp_path: Path) -> None:
    report = load_as("school_census", tmp_path / "store", files(tmp_path / "census", census()))
    told = by_file(report)
    assert [(one.line, one.column, one.found) for one in told["pupilonroll"].reasons] == [
        (4, "upn", "nothing"),
        (5, "senprovision", "a"),
    ]
    assert [(one.line, one.column) for one in told["termlyexclusionsonroll"].reasons] == [
        (4, "pupilonrolltableid"),
        (5, "reason1"),
    ]
    assert "hold no day" in told["termlysessiondetailsonroll"].note
    assert stored(tmp_path / "store", "SELECT count(*) AS n FROM attendance") == [{"n": 0}]


def test_nothing_of_who_a_pupil_of_the_census_is_reaches_the_store(tmp_path: Path) -> None:
    report = load_as("school_census", tmp_path / "store", files(tmp_path / "census", census()))
    dropped = by_file(report)["pupilonroll"].dropped_columns
    assert {"surname", "forename", "middlenames", "formerupn", "uniquelearnernumber"} <= set(dropped)
    told = report.model_dump_json()
    for file in (tmp_path / "store").rglob("*"):
        content = b"" if file.is_dir() else file.read_bytes()
        for value in WHO.values():
            assert value.encode() not in content
            assert value.encode("utf-16-le") not in content
            assert value not in told


def test_the_census_again_is_nothing_new_and_an_older_one_has_other_names_of_columns(tmp_path: Path) -> None:
    store, folder = tmp_path / "store", files(tmp_path / "census", census())
    load_as("school_census", store, folder)
    assert load_as("school_census", store, folder).outcome == "nothing new"
    older = [["gender" if name == "sex" else name for name in row] for row in census()["pupilonroll"]]
    report = load_as("school_census", store, write_csv(tmp_path / "on_roll.csv", older))
    assert (report.outcome, counts(report)) == ("nothing new", {"on_roll": (4, 2, 2)})


# --- Session records ---------------------------------------------------------------------------------------------


def test_session_records_have_codes_or_meanings_and_a_half_day_or_a_time(tmp_path: Path) -> None:
    rows = [
        ["id", "student_id", "school_urn", "attendance_date", "start_time", "meaning", "comment"],
        ["1", "S1", "100", "14/09/2026", "08:45", "Present", "Zebedee was tired"],
        ["2", "S1", "100", "14/09/2026", "13:05:00", "Present", ""],
        ["3", "S1", "100", "15/09/2026", "2026-09-15T08:50:00", "Illness", ""],
        ["4", "S1", "100", "15/09/2026", "1:15 pm", "Late", ""],
        ["5", "S1", "100", "16/09/2026", "AM", "absent", ""],
        ["6", "S1", "100", "16/09/2026", "afternoon", "C2", ""],
        ["7", "S1", "100", "17/09/2026", "AM", "went home", ""],
        ["8", "", "100", "17/09/2026", "PM", "/", ""],
    ]
    report = load_as("session_records", tmp_path / "store", write_csv(tmp_path / "sessions.csv", rows))
    assert counts(report) == {"sessions": (8, 6, 2)}
    assert {(one.line, one.column) for one in report.tables[0].reasons} == {(8, "code"), (9, "child_id")}
    assert marks(tmp_path / "store", "S1") == [
        ("2026-09-14", "AM", "/"),
        ("2026-09-14", "PM", "\\"),
        ("2026-09-15", "AM", "I"),
        ("2026-09-15", "PM", "L"),
        ("2026-09-16", "AM", "N"),
        ("2026-09-16", "PM", "C2"),
    ]


def test_of_two_columns_the_code_comes_before_its_meaning_and_the_upn_before_another_number(tmp_path: Path) -> None:
    rows = [
        ["student id", "UPN", "URN", "Date", "Session", "Description", "Mark Code"],
        ["77", "A1", "100", "2026-09-14", "PM", "Present (PM)", "\\"],
    ]
    report = load_as("session_records", tmp_path / "store", write_csv(tmp_path / "sessions.csv", rows))
    assert report.tables[0].dropped_columns == ["student id", "Description"]
    assert marks(tmp_path / "store", "A1") == [("2026-09-14", "PM", "\\")]


# --- Lessons -----------------------------------------------------------------------------------------------------

LESSONS = ["student_id", "school_id", "attendance_date", "Period", "attendance_status"]


def test_the_first_and_the_last_lesson_are_the_marks_of_a_day(tmp_path: Path) -> None:
    rows = [
        LESSONS,
        ["S1", "sch0", "14/09/2026", "6", "Present"],
        ["S1", "sch0", "14/09/2026", "1", "Absent"],
        ["S1", "sch0", "14/09/2026", "10", "Late"],
        ["S1", "sch0", "15/09/2026", "2", "Present"],
    ]
    report = load_as("class_sections", tmp_path / "store", write_csv(tmp_path / "lessons.csv", rows))
    assert counts(report) == {"lessons": (4, 4, 0), "lessons.csv, attendance": (4, 4, 0)}
    assert marks(tmp_path / "store", "S1") == [
        ("2026-09-14", "AM", "N"),
        ("2026-09-14", "PM", "L"),
        ("2026-09-15", "AM", "/"),
        ("2026-09-15", "PM", "\\"),
    ]


def test_lessons_with_a_time_give_the_first_of_each_half_of_the_day(tmp_path: Path) -> None:
    rows = [
        [*LESSONS, "start_time"],
        ["S1", "sch0", "2026-09-14", "1", "Absent", "09:00"],
        ["S1", "sch0", "2026-09-14", "2", "Present", "10:00"],
        ["S1", "sch0", "2026-09-14", "3", "Present", "13:10"],
        ["S1", "sch0", "2026-09-14", "4", "Absent", "14:10"],
        ["S1", "sch0", "2026-09-15", "4", "Present", "2:10 pm"],
    ]
    load_as("class_sections", tmp_path / "store", write_csv(tmp_path / "lessons.csv", rows))
    assert marks(tmp_path / "store", "S1") == [
        ("2026-09-14", "AM", "N"),
        ("2026-09-14", "PM", "\\"),
        ("2026-09-15", "PM", "\\"),
    ]


def test_the_published_lessons_are_two_marks_a_day_as_a_person_reads_them(tmp_path: Path) -> None:
    file = published("oea_small", "small_day2.csv")
    report = load_as("class_sections", tmp_path / "store", file)
    lessons, made = report.tables
    assert (lessons.read, lessons.accepted, made.read, made.accepted) == (2_928, 2_928, 976, 976)
    assert "Of 488 days of children the periods do not tell" in made.note
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["student_id"] == "st1"]
    for day in ("01/09/2019", "05/09/2019", "20/03/2020"):
        statuses = [row["attendance_status"] for row in rows if row["attendance_date"] == day]
        wanted = [
            (present if status == "Present" else "N")
            for status, present in zip((statuses[0], statuses[-1]), ("/", "\\"), strict=True)
        ]
        iso = datetime.strptime(day, "%d/%m/%Y").date().isoformat()
        assert [code for when, _, code in marks(tmp_path / "store", "st1") if when == iso] == wanted


# --- Exceptions only ---------------------------------------------------------------------------------------------

EVENTS = ["student_unique_id", "school_id", "event_date", "category", "event_duration"]
TERM = [["provider_id", "kind", "date_from", "date_to"], ["", "term", "2026-09-01", "2026-12-18"]]


def roll(*children: tuple[str, str, str, str]) -> TableText:
    return [["child_id", "provider_id", "on_roll_from", "on_roll_to"], *map(list, children)]


# Monday 14 to Friday 18 September 2026, of which Wednesday is an inset day.
WEEK = {
    "calendar": [*TERM, ["sch", "inset", "2026-09-16", "2026-09-16"]],
    "children": roll(
        ("c1", "sch", "2026-01-01", ""), ("c2", "sch", "2026-09-15", "2026-09-18"), ("c3", "other", "2026-01-01", "")
    ),
    "events": [
        EVENTS,
        ["c1", "sch", "2026-09-14", "Unexcused Absence", "1"],
        ["c1", "sch", "2026-09-15", "Tardy", ""],
        ["c2", "sch", "2026-09-17", "Partial", ""],
        ["c1", "sch", "2026-09-18", "Excused Absence", "1"],
    ],
}


def test_a_school_day_without_a_row_of_a_child_on_roll_is_a_presence_and_no_other_day_is(tmp_path: Path) -> None:
    report = load_as("exceptions_only", tmp_path / "store", files(tmp_path / "in", WEEK))
    assert counts(report)["events"] == (4, 4, 0)
    assert by_file(report)["events.csv, presences"].note.startswith("5 marks of presence were made")
    assert marks(tmp_path / "store", "c1") == [
        ("2026-09-14", "AM", "O"),
        ("2026-09-14", "PM", "O"),
        ("2026-09-15", "AM", "L"),
        ("2026-09-15", "PM", "\\"),
        ("2026-09-17", "AM", "/"),
        ("2026-09-17", "PM", "\\"),
        ("2026-09-18", "AM", "C"),
        ("2026-09-18", "PM", "C"),
    ]
    # Of a part of a day nobody knows which; not on roll before the 15th and from the 18th.
    assert marks(tmp_path / "store", "c2") == [
        ("2026-09-15", "AM", "/"),
        ("2026-09-15", "PM", "\\"),
        ("2026-09-17", "AM", None),
        ("2026-09-17", "PM", None),
    ]
    assert marks(tmp_path / "store", "c3") == []


def test_roll_and_terms_may_be_in_the_store_already(tmp_path: Path) -> None:
    store = tmp_path / "store"
    load_into(store, files(tmp_path / "first", {name: WEEK[name] for name in ("calendar", "children")}))
    report = load_as("exceptions_only", store, write_csv(tmp_path / "events.csv", WEEK["events"]))
    assert counts(report) == {"events": (4, 4, 0), "events.csv, presences": (5, 5, 0)}
    assert load_as("exceptions_only", store, tmp_path / "events.csv").outcome == "nothing new"


ROLL = "names the setting and the first day on roll"


@pytest.mark.parametrize(
    ("without", "wanted"),
    [
        ({"calendar": TERM[:1]}, "load its terms"),
        ({"calendar": [TERM[0], ["", "term", "2025-09-01", "2025-12-18"]]}, "load its terms"),
        ({"children": roll()}, ROLL),
        (
            {"children": roll(("c1", "sch", "", ""), ("c2", "sch", "", ""))},
            "names the setting and the first day on roll",
        ),
    ],
)
def test_where_roll_or_terms_are_not_known_nothing_is_taken_and_it_is_said_what_to_do(
    without: dict[str, TableText], wanted: str, tmp_path: Path
) -> None:
    report = load_as("exceptions_only", tmp_path / "store", files(tmp_path / "in", WEEK | without))
    told = by_file(report)["events"]
    assert (told.read, told.accepted, told.refused) == (4, 0, 4)
    assert {wanted in reason.wanted for reason in told.reasons} == {True}
    assert stored(tmp_path / "store", "SELECT count(*) AS n FROM attendance") == [{"n": 0}]


def test_a_row_that_cannot_be_read_holds_back_its_setting_for_it_would_become_a_presence(tmp_path: Path) -> None:
    other = [
        ["c3", "other", "2026-09-14", "Excused Absence", "1"],
        ["c3", "other", "2026-09-15", "Excused Absence", "1"],
    ]
    events = [*WEEK["events"], ["c1", "sch", "14th inst", "Unexcused Absence", "1"], *other]
    report = load_as("exceptions_only", tmp_path / "store", files(tmp_path / "in", WEEK | {"events": events}))
    assert counts(report)["events"] == (7, 2, 5)
    assert marks(tmp_path / "store", "c1") == []
    assert len(marks(tmp_path / "store", "c3")) == 4
    nameless = [*WEEK["events"], ["c1", "", "2026-09-14", "Unexcused Absence", "1"], *other]
    report = load_as("exceptions_only", tmp_path / "store2", files(tmp_path / "in", WEEK | {"events": nameless}))
    assert counts(report)["events"] == (7, 0, 7)


def test_days_that_the_sheet_of_terms_counts_have_to_be_those_of_the_calendar(tmp_path: Path) -> None:
    terms = [
        ["school_id", "begin_date", "end_date", "total_instructional_days"],
        ["sch", "14/09/2026", "18/09/2026", "4"],
    ]
    report = load_as("exceptions_only", tmp_path / "store", files(tmp_path / "in", WEEK | {"terms": terms}))
    assert counts(report)["events"] == (4, 4, 0)
    terms[1][-1] = "3"
    report = load_as("exceptions_only", tmp_path / "other", files(tmp_path / "in", WEEK | {"terms": terms}))
    told = by_file(report)["events"]
    assert told.refused == 4
    assert told.reasons[0].found == "4 school days of the setting from 2026-09-14 to 2026-09-18"


def test_a_mark_in_the_store_stays_unless_attendance_is_loaded_in_full(tmp_path: Path) -> None:
    store = tmp_path / "store"
    register = [["child_id", "date", "session", "provider_id", "code"], ["c1", "2026-09-17", "AM", "sch", "I"]]
    load_into(store, write_csv(tmp_path / "attendance.csv", register))
    load_as("exceptions_only", store, files(tmp_path / "in", WEEK))
    assert ("2026-09-17", "AM", "I") in marks(store, "c1")
    load_as("exceptions_only", store, tmp_path / "in", full="attendance")
    assert ("2026-09-17", "AM", "/") in marks(store, "c1")


def test_no_presence_where_another_setting_has_marked_the_child(tmp_path: Path) -> None:
    store = tmp_path / "store"
    register = [["child_id", "date", "session", "provider_id", "code"], ["c1", "2026-09-17", "AM", "before", "O"]]
    load_into(store, write_csv(tmp_path / "attendance.csv", register))
    load_as("exceptions_only", store, files(tmp_path / "in", WEEK))
    assert [code for day, half, code in marks(store, "c1") if (day, half) == ("2026-09-17", "AM")] == ["O"]


def test_absences_alone_that_are_loaded_as_a_register_are_remarked_on(tmp_path: Path) -> None:
    header = ["child_id", "date", "session", "provider_id", "code"]
    absences = [[f"c{number}", "2026-09-17", "AM", "sch", "I"] for number in range(50)]
    report = load_into(tmp_path / "store", write_csv(tmp_path / "attendance.csv", [header, *absences]))
    assert "with the profile exceptions_only" in report.tables[0].note
    absences[7][-1] = "/"
    report = load_into(tmp_path / "other", write_csv(tmp_path / "attendance.csv", [header, *absences]))
    assert report.tables[0].note == ""


# School days on which the published events have none, so that the calendar has the days that its terms count.
CLOSED = (
    *("2021-11-24", "2021-11-25", "2021-11-26", "2022-01-17", "2022-02-16", "2022-03-14", "2022-03-15", "2022-03-16"),
    *("2022-03-17", "2022-03-18", "2022-04-04", "2022-04-20", "2022-04-22", "2022-04-25", "2022-04-27", "2022-05-13"),
)


def test_the_published_exceptions_become_a_register(tmp_path: Path) -> None:
    folder = published("edfi_attendance")
    with (folder / "student_school_attendance_events.csv").open(encoding="utf-8", newline="") as lines:
        schools = {row["student_unique_id"]: row["school_id"] for row in csv.DictReader(lines)}
    own = files(
        tmp_path / "own",
        {
            "children": roll(*((name, school, "2021-08-23", "") for name, school in schools.items())),
            "calendar": [TERM[0], *(["", "closure", day, day] for day in CLOSED)],
        },
    )
    store = tmp_path / "store"
    report = load_as("exceptions_only", store, folder, own)
    # 42 on days that are bank holidays here, or a Sunday.
    assert counts(report)["student_school_attendance_events"] == (1_917, 1_875, 42)
    days = [(day, code) for day, _, code in marks(store, "604822") if code not in ("/", "\\")]
    assert days == [(day, "C") for day in ("2021-08-31", "2021-11-09", "2021-12-15", "2022-05-18") for _ in "12"]
    absent = stored(
        store, "SELECT count(*) FILTER (code IN ('C', 'O')) AS absent, count(*) AS all_marks FROM attendance"
    )
    assert absent == [{"absent": 2 * 1_811, "all_marks": 76_400}]


# --- A log of incidents ------------------------------------------------------------------------------------------


def test_incidents_have_categories_in_other_words_and_times_in_columns_of_their_own(tmp_path: Path) -> None:
    rows = [
        [
            *("Incident No", "UPN", "Pupil Name", "Date of Incident", "Time", "Categories", "Description", "Severity"),
            *("Date reported to DSL", "DSL informed time", "Action type", "Action due", "Action completed"),
        ],
        [
            *("I1", "A1", "Zebedee Quillfeather", "13/09/2026", "14:30", "Bullying, E-Safety", "Zebedee said", "Red"),
            *("14/09/2026", "08:05", "meeting", "20/09/2026", ""),
        ],
        ["I2", "A1", "", "14/09/2026", "9:05 am", "Neglect|domestic violence", "", "low", "", "", "", "", ""],
        ["I3", "A2", "", "14/09/2026", "09:05", "Neglect; Grumpiness", "", "low", "", "", "", "", ""],
        ["I4", "A2", "", "14/09/2026", "", "CSE", "", "low", "", "", "", "", ""],
    ]
    store = tmp_path / "store"
    report = load_as("incident_log", store, write_csv(tmp_path / "log.csv", rows))
    assert counts(report) == {"log": (4, 2, 2), "log.csv, actions": (1, 1, 0)}
    assert {(one.line, one.column) for one in report.tables[0].reasons} == {(4, "categories"), (5, "observed_at")}
    concerns = stored(
        store, "SELECT observed_at, reported_to_dsl_at, categories, level FROM concerns ORDER BY observed_at"
    )
    assert [tuple(row.values()) for row in concerns] == [
        (
            datetime(2026, 9, 13, 14, 30),
            datetime(2026, 9, 14, 8, 5),
            ["child_on_child_bullying", "online_harm"],
            "high",
        ),
        (datetime(2026, 9, 14, 9, 5), None, ["neglect", "domestic_abuse"], "low"),
    ]
    (action,) = stored(store, "SELECT kind, due_on, completed_on FROM actions")
    assert tuple(action.values()) == ("meeting", date(2026, 9, 20), None)
    for file in store.rglob("*"):
        assert file.is_dir() or b"Zebedee" not in file.read_bytes()


# --- Which profile -----------------------------------------------------------------------------------------------


def test_a_profile_that_there_is_not_names_those_there_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write_csv(tmp_path / "log.csv", [["a"], ["b"]])
    ran = sgdata(capsys, "load", file, "--profile", "sims", "--store", tmp_path / "store")
    assert ran.status != 0
    assert "class_sections, exceptions_only, incident_log, school_census, session_records, ssda903" in ran.err
    with pytest.raises(Misuse, match="exceptions_only"):
        find_profile("sims")


def test_the_command_line_loads_with_a_profile_beside_tables_of_ours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = sgdata(
        capsys, "load", files(tmp_path / "in", WEEK), "--profile", "exceptions_only", "--store", tmp_path / "store"
    )
    assert (ran.status, ran.err) == (0, "")
    assert "marks of presence were made" in " ".join(ran.out.split())


def test_without_a_profile_it_is_said_which_would_read_the_sheet(tmp_path: Path) -> None:
    report = load_into(tmp_path / "store", write_csv(tmp_path / "x.csv", census()["termlysessiondetailsonroll"]))
    assert "the profile school_census reads" in report.tables[0].note


def test_a_sheet_that_nearly_is_one_of_a_profile_is_told_what_it_lacks(tmp_path: Path) -> None:
    rows = [["student_id", "attendance_date", "session", "mark"], ["S1", "2026-09-14", "AM", "/"]]
    report = load_as("session_records", tmp_path / "store", write_csv(tmp_path / "x.csv", rows))
    assert report.tables[0].note.endswith("for its sessions it lacks provider_id.")


@pytest.mark.parametrize("name", shipped())
def test_every_profile_knows_the_headers_of_its_own_sources_apart(name: str) -> None:
    profile = find_profile(name)
    for sheet, source in profile.sources.items():
        assert profile.recognise(tuple(source.columns)) == sheet
        assert profile_of(tuple(source.columns)) is not None
