"""Other systems' headers and words are known, a person's are remembered, and neither makes the door weaker."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from sgdata.errors import Misuse
from sgdata.intake.load import load_paths
from sgdata.intake.mapping import Mapping, made, remembering, save, saved
from sgdata.intake.recognise import Recognised, recognise
from sgdata.intake.report import LoadReport, TableReport
from sgdata.intake.synonyms import faults
from tests.door import KEY, only_table, sgdata, stored, write_csv

Output = pytest.CaptureFixture[str]
HEADER = ["Incident Number", "UPN", "Date Logged", "Concern Type", "Severity", "Narrative"]
ROWS = [
    ["K1", "A1", "20/11/2026 09:15", "Neglect, E-safety", "Amber", "Zebedee said"],
    ["K2", "A2", "19/11/2026 4.30 pm", "Sexting|Self-harm", "High", "He was"],
]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


def loaded(store: Path, own_key: Path, rows: Sequence[Sequence[str]], **how: Any) -> LoadReport:
    file = write_csv(store.parent / "export.csv", rows)
    return load_paths(store, [file], key_file=own_key, **how)


def recognised(*header: str) -> Recognised:
    found = recognise(header)
    assert isinstance(found, Recognised), found
    return found


def incidents(**changes: object) -> Mapping:
    parts: dict[str, object] = {"name": "incident_log", "table": "concerns", "columns": {"concern_id": "ref"}}
    return made(**parts | changes)


def test_the_file_of_synonyms_names_only_what_there_is() -> None:
    assert faults() == []


def test_an_export_of_another_system_loads_and_says_what_each_column_was_taken_for(store: Path, own_key: Path) -> None:
    table = only_table(loaded(store, own_key, [HEADER, *ROWS]))
    assert (table.table, table.accepted, table.refused) == ("concerns", 2, 0)
    taken = {one.column: (one.header, one.why) for one in table.columns}
    assert taken == {
        "concern_id": ("Incident Number", "synonym"),
        "child_id": ("UPN", "synonym"),
        "recorded_at": ("Date Logged", "synonym"),
        "categories": ("Concern Type", "synonym"),
        "level": ("Severity", "synonym"),
    }
    assert table.dropped_columns == ["Narrative"]
    held = stored(
        store, "SELECT CAST(recorded_at AS VARCHAR) AS at, categories, level FROM concerns ORDER BY recorded_at"
    )
    assert held == [
        {"at": "2026-11-19 16:30:00", "categories": ["image_sharing", "self_harm_suicidality"], "level": "high"},
        {"at": "2026-11-20 09:15:00", "categories": ["neglect", "online_harm"], "level": "medium"},
    ]


def test_our_own_names_come_first() -> None:
    found = recognised("child_id", "UPN", "sex", "Gender")
    assert (found.columns, found.questions, found.dropped) == ({"child_id": 0, "sex": 2}, (), ("UPN", "Gender"))


@pytest.mark.parametrize(
    ("header", "asks"),
    [
        (("Child id", "gender", "Legal sex"), "gender and Legal sex could each be sex"),
        (("UPN", "Pupil number", "sex"), "UPN and Pupil number could each be child_id"),
        (("training", "staff_id", "completed", "completion date"), "could each be completed_on"),
    ],
)
def test_two_headers_for_one_column_are_a_question(header: tuple[str, ...], asks: str) -> None:
    found = recognised(*header)
    assert any(asks in question for question in found.questions)


def test_a_sheet_with_a_question_is_not_loaded(store: Path, own_key: Path) -> None:
    report = loaded(store, own_key, [["child_id", "gender", "Legal sex"], ["A1", "M", "F"]])
    table = only_table(report)
    assert (report.outcome, table.table, table.read, table.refused) == ("nothing recognised", None, 1, 1)
    assert "could each be sex" in table.note


def test_names_and_free_text_stay_left_out() -> None:
    names = ("Pupil", "Student", "Name", "Forename", "Surname", "Notes", "Details", "Narrative", "Teacher", "Address")
    assert recognised("concern_id", "level", *names).dropped == names


def test_a_word_that_nobody_knows_is_refused_until_a_person_says_what_it_means(store: Path, own_key: Path) -> None:
    rows = [["Ref", "Risk level"], ["K1", "Tier 4"], ["K2", "Zebedee"], ["K3", "low"], ["K4", "Tier 4"]]
    seen = only_table(
        loaded(
            store,
            own_key,
            rows,
            mappings=[incidents(columns={"concern_id": "ref", "level": "risklevel"})],
            dry_run=True,
        )
    )
    assert (seen.accepted, seen.refused) == (1, 3)
    (level,) = [one for one in seen.columns if one.column == "level"]
    assert [(word.shown, word.rows, word.line) for word in level.unknown] == [("Tier 4", 2, 2), ("aaaaaaa", 1, 3)]
    said = incidents(
        columns={"concern_id": "ref", "level": "risklevel"},
        words={"level": {word.kept: "high" for word in level.unknown}},
    )
    table = only_table(loaded(store, own_key, rows, mappings=[said]))
    assert (table.accepted, table.profile) == (4, "incident_log")
    save(store, said)
    assert "ebedee" not in (store / "profiles" / "incident_log.toml").read_text(encoding="utf-8")
    again = only_table(loaded(store, own_key, [*rows, ["K5", "zebedee"]]))
    assert (again.new, again.unchanged, again.profile) == (1, 4, "incident_log")


def test_what_a_person_says_of_a_word_wins_over_what_we_know(store: Path, own_key: Path) -> None:
    rows = [["Ref", "severity", "categories"], ["K1", "low", "neglect;other"]]
    columns = {"concern_id": "ref", "level": "severity", "categories": "categories"}
    said = incidents(columns=columns, words={"level": {"low": "high"}, "categories": {"other": ""}})
    loaded(store, own_key, rows, mappings=[said])
    assert stored(store, "SELECT level, categories FROM concerns") == [{"level": "high", "categories": ["neglect"]}]


def test_what_is_the_same_in_every_row_is_read_as_a_cell_would_be(store: Path, own_key: Path) -> None:
    said = incidents(constants={"provider_id": "100123", "source": "staff", "closed_on": "2026-11-20"})
    loaded(store, own_key, [["Ref"], ["K1"]], mappings=[said])
    loaded(store, own_key, [["concern_id", "provider_id"], ["K2", "100123"]])
    held = stored(store, "SELECT provider_id, source, CAST(closed_on AS VARCHAR) AS day FROM concerns ORDER BY source")
    assert held[0]["provider_id"] == held[1]["provider_id"] != "100123"
    assert [(row["source"], row["day"]) for row in held] == [("staff", "2026-11-20"), (None, None)]


def test_the_form_of_dates_that_a_person_says_is_the_one(store: Path, own_key: Path) -> None:
    said = incidents(columns={"concern_id": "ref", "closed_on": "end"}, dates={"closed_on": "month-first"})
    loaded(store, own_key, [["Ref", "End"], ["K1", "03/04/2026"]], mappings=[said])
    assert stored(store, "SELECT CAST(closed_on AS VARCHAR) AS day FROM concerns") == [{"day": "2026-03-04"}]


def test_dates_that_leave_it_open_are_asked_about_on_the_command_line(
    store: Path, tmp_path: Path, capsys: Output
) -> None:
    file = write_csv(tmp_path / "concerns.csv", [["concern_id", "closed_on"], ["K1", "03/04/2026"], ["K2", ""]])
    ran = sgdata(capsys, "load", file, "--store", store)
    assert (ran.status, "--dates day-first or --dates month-first" in ran.out) == (1, True)
    assert stored(store, "SELECT count(*) AS n FROM concerns") == [{"n": 1}]
    assert sgdata(capsys, "load", file, "--store", store, "--dates", "sideways").status == 2
    answered = sgdata(capsys, "load", file, "--store", store, "--dates", "day-first")
    assert (answered.status, "as you said" in answered.out) == (0, True)
    assert stored(store, "SELECT CAST(max(closed_on) AS VARCHAR) AS day FROM concerns") == [{"day": "2026-04-03"}]


def test_the_command_line_names_uses_and_lists_profiles(store: Path, tmp_path: Path, capsys: Output) -> None:
    save(store, incidents(columns={"concern_id": "ref", "level": "risklevel"}))
    file = write_csv(tmp_path / "x.csv", [["Ref", "Risk level", "Child"], ["K1", "low", "Zebedee"]])
    listed = json.loads(sgdata(capsys, "load", "--list-profiles", "--store", store, "--json").out)
    assert ("ssda903" in listed["shipped"], listed["own"]) == (True, {"incident_log": "concerns"})
    assert "incident_log: a source of concerns" in sgdata(capsys, "load", "--list-profiles", "--store", store).out
    for arguments in ([], ["--profile", "incident_log"]):
        dry = sgdata(capsys, "load", file, "--store", store, "--dry-run", *arguments)
        assert (dry.status, "concern_id (from Ref, profile)" in dry.out) == (0, True)
    told = json.loads(sgdata(capsys, "load", file, "--store", store, "--json").out)["tables"][0]
    assert (told["profile"], [one["why"] for one in told["columns"]]) == ("incident_log", ["profile", "profile"])
    assert sgdata(capsys, "load", file, "--store", store, "--profile", "nope").status == 2
    assert sgdata(capsys, "load", "--store", store).status == 2


def test_a_mapping_is_the_same_after_it_was_kept(store: Path) -> None:
    said = incidents(
        columns={"concern_id": 'a "b" \\ é\n', "level": "~ABC"},
        words={"level": {"tier 4": "high", "\\": ""}},
        dates={"closed_on": "month-first"},
        constants={"provider_id": "100123"},
    )
    save(store, said)
    assert saved(store) == [said]
    other = said.model_copy(update={"name": "renamed"})
    save(store, other)
    assert saved(store) == [other]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": "Zebedee Quill"}, "small letters"),
        ({"name": "b801200005001"}, "unique pupil number"),
        ({"table": "zebras"}, "no table zebras"),
        ({"columns": {"zebra": "ref"}}, "no column"),
        ({"columns": {"level": "ref"}}, "concern_id of concerns may not be empty"),
        ({"columns": [("concern_id", "a"), ("concern_id", "b")]}, "cannot both be concern_id"),
        ({"columns": {"concern_id": "a", "level": "a"}}, "read from one column"),
        ({"words": {"child_id": {"a": "b"}}}, "no closed list"),
        ({"words": {"level": {"a": "severe"}}}, "one of low, medium, high"),
        ({"dates": {"level": "day-first"}}, "holds no dates"),
        ({"constants": {"child_id": "A1"}}, "differs from row to row"),
        ({"constants": {"provider_id": "Zebedee Quillfeather"}}, "does not look like the code or name"),
        ({"constants": {"level": "severe"}}, "one of low, medium, high"),
    ],
)
def test_a_mapping_that_cannot_be_or_could_tell_of_a_person_is_misuse(changes: dict[str, object], says: str) -> None:
    with pytest.raises(Misuse, match=says):
        incidents(**changes)


@pytest.mark.parametrize("text", ["name = ", 'name = "x"\ntable = "concerns"\n', 'name = "y"\nzebra = 1\n'])
def test_a_profile_with_a_fault_is_named(text: str, store: Path, own_key: Path) -> None:
    (store / "profiles").mkdir(parents=True)
    (store / "profiles" / "x.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Misuse, match=r"profiles/x\.toml"):
        loaded(store, own_key, [["concern_id", "level"], ["K1", "low"]])


def test_headers_that_could_be_names_are_kept_as_their_keyed_hash() -> None:
    remember = remembering(KEY)
    assert remember("Date of Concern") == "dateofconcern"
    assert remember("Zebedee Quillfeather").startswith("~")
    assert remember("Zebedee Quillfeather") == remember(" zebedee_QUILLFEATHER")
    assert remember("Zebedee") != remember("Ottoline")


def test_of_two_saved_sources_that_fit_equally_well_none_is_guessed() -> None:
    one = incidents(columns={"concern_id": "ref", "level": "risk"})
    two = incidents(name="other_log", columns={"concern_id": "ref", "source": "how"})
    found = recognise(("Ref", "Risk", "How"), [[one, two]])
    assert isinstance(found, str)
    assert "incident_log and other_log fit equally well" in found
    said = recognise(("Ref", "Risk", "How"), [[two], [one]])
    assert isinstance(said, Recognised)
    assert said.mapping == two


def test_nothing_of_a_column_that_is_left_out_is_in_the_report(store: Path, own_key: Path) -> None:
    report = loaded(store, own_key, [HEADER, *ROWS], dry_run=True)
    table: TableReport = only_table(report)
    assert [one.examples for one in table.columns] == [
        ["a9"],
        ["a9"],
        ["99/99/9999 99:99", "99/99/9999 9.99 aa"],
        ["aaaaaaa, a-aaaaaa", "aaaaaaa|aaaa-aaaa"],
        ["aaaaa", "High"],
    ]
    assert not any(text in report.model_dump_json() for text in ("Zebedee", "He was", "K1", "A2"))
