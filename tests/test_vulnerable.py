"""Several vulnerabilities against their second reading, in worlds in which much is recorded; and the rules of an
organisation."""

from datetime import date
from itertools import product
from pathlib import Path
from random import Random

import pytest

import tests.reference  # noqa: F401  # enters the indicators
from sgdata.errors import Misuse
from sgdata.measures.catalogue import catalogue, hold_rules
from sgdata.measures.measure import Asked, measure, records, with_rows
from sgdata.rules import read_rules, shipped_rules
from sgdata.rules.vulnerabilities import CHARACTERISTICS, VULNERABILITIES
from tests.reference.adversary import Nasty, nasty_world
from tests.reference.judging import REFERENCES
from tests.reference.world import World
from tests.support import TableText, snapshot_of

SHIPPED = shipped_rules("virtual_school")
RULES = read_rules(SHIPPED, "virtual_school.toml")
SEEDS = 8
FIGURES = ("several_vulnerabilities", "vulnerable_not_acted_on")
LIKELY = {"sen": ["support", "none", ""], "care_status": ["looked_after", "none", ""], "uasc": ["yes", "no", ""]}
OURS = """
[[vulnerabilities]]
name = "A carer's child"
characteristic = "young_carer"
words = ["yes"]
[[vulnerabilities]]
name = "Away too long"
figure = "missing_education_over_12_weeks"
[[vulnerabilities]]
name = "Online"
categories = ["online", "image_sharing"]
months = 1
"""
OWN_RULES = read_rules(SHIPPED + OURS, "ours.toml")
AS_AT = date(2026, 11, 20)


def likely_world(seed: int) -> Nasty:
    """The nasty world of this seed, in which children have few characteristics and nobody is off roll."""
    random, nasty = Random(seed), nasty_world(seed)
    header, *lines = nasty.tables["children"]
    for line in lines:
        line[header.index("on_roll_to")] = ""
        for name, words in LIKELY.items():
            line[header.index(name)] = random.choice(words)
    for name in ("concerns", "attendance"):
        header, *lines = nasty.tables[name]
        nasty.tables[name] = [header, *(line for line in lines if random.random() < 0.6)]
    return nasty


def test_product_and_reference_agree_where_much_is_carried(tmp_path: Path) -> None:
    seen = dict.fromkeys(((name, kind) for name in FIGURES for kind in ("hit", "miss", "not known")), 0)
    for seed in range(SEEDS):
        nasty = likely_world(seed)
        world = World.of(nasty.tables)
        with snapshot_of(tmp_path, nasty.tables) as cursor:
            for name, rules in product(FIGURES, (RULES, OWN_RULES)):
                rows = cursor.rows(
                    f"{with_rows(catalogue()[name], rules, [Asked(*one) for one in nasty.asked])} "
                    "SELECT as_at, subject, numerator > 0 AS hit, known FROM measured"
                )
                found = {(row["as_at"], row["subject"], row["hit"], row["known"]) for row in rows}
                expected = {
                    (as_at, row.subject, row.hit, row.known)
                    for as_at, since in nasty.asked
                    for row in REFERENCES[name].judge(world, as_at, since, rules)
                }
                assert found == expected, (name, rules.vulnerabilities[0].name, seed)
                for _, _, hit, known in found:
                    seen[name, "hit" if hit else "miss" if known else "not known"] += 1
    assert [one for one, number in seen.items() if not number] == []


def children(*lines: list[str]) -> TableText:
    return [["child_id", "sen", "care_status", "young_carer"], *lines]


def test_an_organisation_names_its_own_rules(tmp_path: Path) -> None:
    rules = hold_rules(OWN_RULES, "ours.toml")
    tables = {
        "children": children(["c1", "ehcp", "looked_after", "yes"], ["c2", "ehcp", "looked_after", ""]),
        "missing_education": [
            ["episode_id", "child_id", "started_on"],
            ["e1", "c1", "2026-01-05"],
            ["e2", "c2", "2026-11-02"],
        ],
        "concerns": [
            ["concern_id", "child_id", "observed_at", "categories"],
            ["k1", "c1", "2026-11-02T09:00", "online_harm"],
            ["k2", "c2", "2026-10-20T09:00", "online_harm"],
        ],
    }
    with snapshot_of(tmp_path, tables) as cursor:
        found = records(cursor, catalogue()["several_vulnerabilities"], rules, Asked.at(AS_AT))
    assert {record.subject: record.why.split(":")[0] for record in found} == {
        "c1": "A carer's child; Away too long",
        "c2": "none recorded",
    }
    assert {record.subject: record.hit for record in found} == {"c1": True, "c2": False}


def test_without_any_rule_nobody_carries_one(tmp_path: Path) -> None:
    rules = RULES.model_copy(update={"vulnerabilities": []})
    with snapshot_of(tmp_path, {"children": children(["c1", "ehcp", "child_protection", "yes"])}) as cursor:
        figure = measure(cursor, catalogue()["several_vulnerabilities"], rules, Asked.at(AS_AT))
    assert (figure.numerator, figure.denominator, figure.parts["none"]) == (0, 1, 1)


def test_how_many_are_several_and_how_long_is_silent_are_the_organisations(tmp_path: Path) -> None:
    more = "\n[indicators.vulnerable_not_acted_on]\nparameters = { rules = 2, contact_days = 5 }\n"
    rules = read_rules(SHIPPED + more, "ours.toml")
    tables = {
        "children": children(["c1", "ehcp", "looked_after", "yes"]),
        "concerns": [
            ["concern_id", "child_id", "observed_at", "parents_informed_on"],
            ["k1", "c1", "2026-11-01T09:00", "2026-11-14"],
        ],
    }
    with snapshot_of(tmp_path, tables) as cursor:
        for asked, ours in (("2026-11-19", 0), ("2026-11-20", 1)):
            at = Asked.at(date.fromisoformat(asked))
            indicator = catalogue()["vulnerable_not_acted_on"]
            assert measure(cursor, indicator, RULES, at).numerator == 0
            assert measure(cursor, indicator, rules, at).numerator == ours


def test_the_shipped_rules_name_what_there_is() -> None:
    assert hold_rules(RULES, "virtual_school.toml").vulnerabilities == VULNERABILITIES
    assert {one.kind for one in VULNERABILITIES} == {"characteristic", "figure", "categories"}
    assert not {"sex", "ethnicity", "provider_id", "child_id"} & set(CHARACTERISTICS)


def test_the_example_of_the_rule_file_can_be_read() -> None:
    commented = SHIPPED[SHIPPED.index("# [[vulnerabilities]]") :].split("\n\n")[0]
    rules = read_rules(SHIPPED + commented.replace("# ", ""), "ours.toml")
    assert [one.name for one in rules.vulnerabilities] == ["SEND", "Persistent absence", "Mental health"]
    assert rules.vulnerabilities[0] == VULNERABILITIES[0]


RULE = '\n[[vulnerabilities]]\nname = "x"\n'


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('characteristic = "ethnicity"\nwords = ["black"]\n', "vulnerabilities.0.characteristic: found 'ethnicity'"),
        ('characteristic = "sen"\nwords = ["EHC plan"]\n', "vulnerabilities.0.words: found ['EHC plan'], wanted"),
        ('characteristic = "sen"\n', "some of none, support, ehcp"),
        ('categories = ["neglekt"]\n', "vulnerabilities.0.categories.0: found 'neglekt', wanted"),
        ('categories = ["neglect"]\nmonths = 0\n', "vulnerabilities.0.months: found 0, wanted"),
        ('categories = ["neglect"]\nfigure = "absence"\n', "one of characteristic, figure and categories"),
        ("", "one of characteristic, figure and categories"),
        ('categories = ["neglect"]\nweight = 3\n', "vulnerabilities.0.weight: found 3, wanted"),
        ('categories = ["neglect"]\n[[vulnerabilities]]\nname = "x"\nfigure = "late"\n', "names that differ"),
        ('figure = "no_such_thing"\n', "vulnerabilities.0.figure: found no_such_thing, wanted one of"),
        ('figure = "absence"\n', "vulnerabilities.0.figure: found absence, wanted one of"),
        ('figure = "several_vulnerabilities"\n', "vulnerabilities.0.figure: found several_vulnerabilities, wanted one"),
    ],
)
def test_a_fault_is_told_with_its_place(more: str, told: str) -> None:
    with pytest.raises(Misuse) as fault:
        hold_rules(read_rules(SHIPPED + RULE + more, "ours.toml"), "ours.toml")
    assert "ours.toml: " in str(fault.value)
    assert told in str(fault.value)
