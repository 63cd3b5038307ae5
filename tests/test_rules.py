"""Rule files: an organisation changes a number and the figures follow; a fault names file, key, found and wanted."""

from pathlib import Path

import pytest

from sgdata.errors import Misuse
from sgdata.intake.load import load_paths
from sgdata.release import ask
from sgdata.release.scope import open_scope, organisations
from sgdata.rules import SHIPPED, read_rules, shipped_rules
from sgdata.rules.clauses import clauses
from sgdata.ui.navigation import BY_NAME
from tests.support import PROJECT


@pytest.mark.parametrize("kind", SHIPPED)
def test_the_shipped_rules_can_be_read(kind: str) -> None:
    rules = read_rules(shipped_rules(kind), f"{kind}.toml")
    assert rules.kind == kind
    assert rules.applies("VS-3.2") is (kind == "virtual_school")
    longer = shipped_rules(kind).replace("# access_log_months = 24", "access_log_months = 36")
    assert (rules.access_log_months, read_rules(longer, f"{kind}.toml").access_log_months) == (24, 36)


def own_rules(folder: Path, more: str) -> Path:
    file = folder / "ours.toml"
    file.write_text(shipped_rules("virtual_school") + more, encoding="utf-8")
    return file


def store_with(folder: Path, own_key: Path, more: str) -> Path:
    sample = PROJECT / "sample_data" / "virtual_school"
    files = [sample / f"{name}.csv" for name in ("children", "concerns", "actions", "staff", "training")]
    load_paths(folder / "store", files, key_file=own_key, rules=str(own_rules(folder, more)))
    return folder / "store"


def test_a_changed_number_changes_the_figure_and_its_status(tmp_path: Path, own_key: Path) -> None:
    more = (
        "\n[indicators.concerns_open_over_28_days]\nparameters = { days = 10 }\n"
        "\n[indicators.actions_overdue]\ntarget = 40\namber = 50\n"
    )
    scope = open_scope(store_with(tmp_path, own_key, more))
    plain = scope.model_copy(update={"rules_text": shipped_rules("virtual_school")})
    (drifting,) = ask.figures(scope, ["concerns_open_over_28_days"])
    (as_shipped,) = ask.figures(plain, ["concerns_open_over_28_days"])
    assert (drifting.numerator or 0) > (as_shipped.numerator or 0)
    assert ask.figures(scope, ["actions_overdue"])[0].status == "met"
    assert ask.figures(plain, ["actions_overdue"])[0].status == "missed"


def test_an_organisation_chooses_the_categories_that_charts_show(tmp_path: Path, own_key: Path) -> None:
    file = tmp_path / "chosen.toml"
    shipped = shipped_rules("virtual_school")
    file.write_text(shipped.replace("# categories = [", "categories = [", 1), encoding="utf-8")
    rules = read_rules(file.read_text(encoding="utf-8"), str(file))
    assert rules.categories == ["neglect", "emotional_abuse", "online_harm"]
    with pytest.raises(Misuse, match=r"categories\.0: found 'neglekt', wanted"):
        read_rules(file.read_text(encoding="utf-8").replace('"neglect"', '"neglekt"'), str(file))


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("\n[indicators.no_such_thing]\ntarget = 1\n", "indicators.no_such_thing: there is no such indicator"),
        (
            "\n[indicators.actions_overdue]\nparameters = { days = 3 }\n",
            "indicators.actions_overdue.parameters: found days, wanted none",
        ),
        (
            "\n[indicators.concerns_raised]\ntarget = 10\namber = 20\n",
            "indicators.concerns_raised.target: neither direction of it is good",
        ),
        ('\n[indicators.actions_overdue]\ntarget = "low"\n', "indicators.actions_overdue.target: found 'low', wanted"),
        ("\nkind = \n", "is not TOML"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, own_key: Path, more: str, told: str) -> None:
    with pytest.raises(Misuse) as fault:
        open_scope(store_with(tmp_path, own_key, more))
    assert told in str(fault.value)
    assert "toml" in str(fault.value)


def test_every_clause_of_every_policy_is_visible(sample_stores: Path) -> None:
    seen = set()
    for organisation in organisations(sample_stores):
        covered = ask.coverage(open_scope(organisation.folder))
        assert [clause.number for clause, shown in covered if not shown and not clause.page] == []
        assert {clause.page for clause, _ in covered} <= {"", *BY_NAME}
        seen |= {clause.number for clause, _ in covered}
    assert seen == set(clauses())
