"""Breakdowns: groups in the declared order with `not known` last, sums that are right, and none where none can be."""

from collections.abc import Iterator
from datetime import date
from typing import get_args

import pytest

from sgdata.errors import Misuse
from sgdata.measures.catalogue import catalogue
from sgdata.measures.dimensions import all_dimensions, dimensions_of
from sgdata.measures.figure import Group
from sgdata.measures.indicator import Subject
from sgdata.measures.measure import Asked, measure
from sgdata.rules import read_rules, shipped_rules
from sgdata.store.reading import Cursor
from sgdata.tables.children import Sex
from sgdata.tables.concerns import CATEGORY_GROUPS, OWNER_ROLES, Agency, Category, Level, Place, Rating, Role, Source
from sgdata.tables.governance import AssuranceKind, MeetingKind
from sgdata.tables.staff import Course
from tests.support import TableText, snapshot_of

RULES = read_rules(shipped_rules("virtual_school"), "virtual_school.toml")
ASKED = Asked.at(date(2026, 11, 20))
OF_A_CHILD = [
    *("year_group", "sex", "ethnicity", "sen", "primary_need", "care_status", "placement_type", "out_of_area"),
    *("fsm", "eal", "phase", "local_authority", "provider"),
]
CUT_BY: dict[Subject, list[str]] = {
    **dict.fromkeys(("child", "episode", "suspension", "session", "timetable"), OF_A_CHILD),
    "concern": ["category", "category_group", "source", "place", "level", *OF_A_CHILD],
    "action": ["kind", "owner_role", *OF_A_CHILD],
    "referral": ["agency", "rating", *OF_A_CHILD],
    "allegation": ["criterion", "role_group"],
    "low_level_concern": ["behaviour"],
    "person": ["role"],
    "role": ["role"],
    "training_item": ["role", "course"],
    "meeting": ["kind"],
    "assurance": ["kind"],
    "return": ["provider"],
}


def table(header: str, *rows: str) -> TableText:
    """A table of text: a space between cells, a full stop for an empty one."""
    return [["" if cell == "." else cell for cell in line.split()] for line in (header, *rows)]


WORLD = {
    "providers": [["provider_id", "name"], ["p2", "Oak School"], ["p1", "Ash School"], ["p3", ""]],
    "children": table(
        "child_id date_of_birth sex provider_id",
        *("c1 2014-05-01 male p1", "c2 2010-09-01 female p2", "c3 2021-11-01 . .", "c4 . female p9"),
    ),
    "concerns": table(
        "concern_id child_id observed_at categories place level",
        "k1 c1 2026-11-02T09:00 neglect;emotional_abuse;online_harm school low",
        "k2 c2 2026-11-02T09:00 neglect . high",
        "k3 c3 2026-11-02T09:00 . online high",
        "k4 . 2026-11-02T09:00 other online .",
    ),
    "actions": table(
        "action_id concern_id kind owner_role set_on due_on",
        *("a1 k1 meeting dsl 2026-11-02 2026-11-10", "a2 k9 . . 2026-11-02 2026-11-27"),
    ),
    "referrals": table(
        "referral_id concern_id child_id agency referred_at decision_at rating",
        *("r1 k1 . mash 2026-11-02T10:00 2026-11-03T10:00 red", "r2 . c2 social_care 2026-11-02T10:00 . ."),
    ),
    "allegations": table(
        "case_id kind criteria role_group aware_at lado_contacted_at",
        "l1 allegation harmed;risk transport 2026-11-02T09:00 2026-11-02T10:00",
        "l2 allegation . . 2026-11-02T09:00 2026-11-05T10:00",
    ),
    "low_level_concerns": table(
        "concern_id adult_id raised_on behaviour setting_informed_on dsl_informed_on",
        *("w1 z1 2026-11-02 favourites 2026-11-02 2026-11-02", "w2 z1 2026-11-02 . 2026-11-02 ."),
    ),
    "staff": table("staff_id roles", "s1 head;dsl", "s2 mentor", "s3 ."),
    "training": table(
        "staff_id course completed_on", "s1 dsl 2026-09-01", "s1 induction 2026-09-01", "s2 prevent 2026-09-01"
    ),
    "meetings": table(
        "meeting_id held_on kind safeguarding_item",
        "g1 2026-11-02 board yes",
        "g2 2026-11-02 . yes",
        "g3 2026-11-02 team no",
    ),
    "policies": table("policy_id review_due_on", "q1 2027-09-01"),
    "assurances": table(
        "organisation_id kind requested_on confirmed_on",
        *("p1 section_11 2026-10-01 2026-10-05", "p2 section_11 2026-10-01 .", "p2 modern_slavery 2026-10-01 ."),
    ),
    "returns": table(
        "provider_id table period_from period_to received_on",
        *("p1 attendance 2026-10-01 2026-10-31 2026-11-02", "p1 concerns 2026-10-01 2026-10-31 ."),
        "p9 attendance 2026-10-01 2026-10-31 2026-11-02",
    ),
    "whistleblowing": table("report_id raised_on", "h1 2026-11-02"),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cursor]:
    with snapshot_of(tmp_path_factory.mktemp("world"), WORLD) as cursor:
        yield cursor


def groups(world: Cursor, identifier: str, by: str) -> list[Group]:
    return measure(world, catalogue()[identifier], RULES, ASKED, by).groups


def counted(world: Cursor, identifier: str, by: str) -> dict[str, tuple[float, float, float]]:
    """The groups with something in them: numerator, denominator and unknown by group, in order."""
    return {
        group.group: (group.numerator or 0, group.denominator or 0, group.unknown or 0)
        for group in groups(world, identifier, by)
        if group.numerator or group.denominator
    }


@pytest.mark.parametrize("identifier", catalogue())
def test_a_figure_is_cut_by_what_its_subject_has(identifier: str) -> None:
    indicator = catalogue()[identifier]
    assert list(dimensions_of(indicator)) == CUT_BY.get(indicator.subject, [])


@pytest.mark.parametrize(
    ("identifier", "by", "words"),
    [
        ("concerns_raised", "sex", get_args(Sex)),
        ("concerns_raised", "category", get_args(Category)),
        ("concerns_raised", "category_group", tuple(CATEGORY_GROUPS)),
        ("concerns_raised", "source", get_args(Source)),
        ("concerns_raised", "place", get_args(Place)),
        ("concerns_raised", "level", get_args(Level)),
        ("actions_overdue", "owner_role", OWNER_ROLES),
        ("referral_decided_in_one_working_day", "agency", get_args(Agency)),
        ("referral_decided_in_one_working_day", "rating", get_args(Rating)),
        ("training_people_in_date", "role", get_args(Role)),
        ("training_items_in_date", "role", get_args(Role)),
        ("training_items_in_date", "course", get_args(Course)),
        ("meetings_with_safeguarding_item", "kind", get_args(MeetingKind)),
        ("assurances_confirmed", "kind", get_args(AssuranceKind)),
        ("concerns_raised", "out_of_area", ("yes", "no")),
    ],
)
def test_groups_are_the_declared_words_in_their_order_and_not_known_last(
    world: Cursor, identifier: str, by: str, words: tuple[str, ...]
) -> None:
    assert [group.group for group in groups(world, identifier, by)] == [*words, "not known"]


def test_providers_are_those_of_their_table_in_its_order(world: Cursor) -> None:
    found = groups(world, "concerns_raised", "provider")
    assert [(group.group, group.label) for group in found] == [
        *(("p2", "Oak School"), ("p1", "Ash School"), ("p3", "Setting 3")),
        ("not known", "not known"),
    ]
    assert [group.numerator for group in found] == [1, 1, 0, 2]


def test_years_are_those_present_in_their_order(world: Cursor) -> None:
    assert [(group.group, group.numerator) for group in groups(world, "concerns_raised", "year_group")] == [
        *(("0", 1), ("8", 1), ("11", 1)),
        ("not known", 1),
    ]


def test_a_thing_with_several_words_counts_in_each(world: Cursor) -> None:
    assert counted(world, "concerns_raised", "category") == {
        "emotional_abuse": (1, 0, 0),
        "neglect": (2, 0, 0),
        "online_harm": (1, 0, 0),
        "other": (1, 0, 0),
        "not known": (1, 0, 0),
    }
    assert counted(world, "lado_in_one_working_day", "criterion") == {
        **dict.fromkeys(("harmed", "risk"), (1, 1, 0)),
        "not known": (0, 1, 0),
    }


def test_a_concern_counts_once_in_each_group_that_it_touches(world: Cursor) -> None:
    assert counted(world, "concerns_raised", "category_group") == {
        "abuse_and_neglect": (2, 0, 0),
        "online": (1, 0, 0),
        "family_and_placement": (1, 0, 0),
        "not known": (1, 0, 0),
    }


def test_a_follow_up_and_a_referral_have_the_child_of_their_concern(world: Cursor) -> None:
    assert counted(world, "actions_overdue", "kind") == {"meeting": (1, 1, 0), "not known": (0, 1, 0)}
    assert counted(world, "actions_overdue", "sex") == {"male": (1, 1, 0), "not known": (0, 1, 0)}
    assert counted(world, "referral_decided_in_one_working_day", "sex") == {"female": (0, 1, 0), "male": (1, 1, 0)}


def test_a_person_counts_in_each_role_and_a_training_item_in_each_role_of_its_person(world: Cursor) -> None:
    assert counted(world, "training_people_in_date", "role") == {
        **dict.fromkeys(("head", "dsl", "mentor"), (0, 1, 0)),
        "not known": (0, 1, 0),
    }
    assert counted(world, "training_items_in_date", "role") == {
        **dict.fromkeys(("head", "dsl"), (3, 4, 0)),
        "mentor": (1, 3, 0),
        "not known": (0, 3, 0),
    }
    assert counted(world, "dsl_and_deputy_in_post", "role") == {"dsl": (1, 1, 0), "deputy_dsl": (0, 1, 0)}


def test_a_training_item_counts_in_the_course_that_is_required(world: Cursor) -> None:
    assert counted(world, "training_items_in_date", "course") == {
        "induction": (1, 3, 0),
        "annual_update": (1, 3, 0),
        "dsl": (1, 1, 0),
        "prevent": (1, 3, 0),
    }


def test_governance_is_cut_by_kind_and_returns_by_the_setting_that_owes_them(world: Cursor) -> None:
    assert counted(world, "meetings_with_safeguarding_item", "kind") == {
        "team": (0, 1, 0),
        "board": (1, 1, 0),
        "not known": (1, 1, 0),
    }
    assert counted(world, "assurances_confirmed", "kind") == {"modern_slavery": (0, 1, 0), "section_11": (1, 2, 0)}
    assert counted(world, "returns_received", "provider") == {"p1": (1, 2, 0), "not known": (1, 1, 0)}


def test_a_figure_says_whether_one_thing_counts_in_several_of_its_groups(world: Cursor) -> None:
    one_of_each = {indicator.subject: indicator for indicator in catalogue().values()}
    assert {
        (subject, by)
        for subject, indicator in one_of_each.items()
        for by in dimensions_of(indicator)
        if measure(world, indicator, RULES, ASKED, by).groups_overlap
    } == {
        *(("concern", "category"), ("concern", "category_group"), ("allegation", "criterion")),
        *(("person", "role"), ("training_item", "role")),
    }


@pytest.mark.parametrize("identifier", catalogue())
def test_a_figure_that_cannot_be_cut_so_has_no_groups(world: Cursor, identifier: str) -> None:
    others = [by for by in all_dimensions() if by not in dimensions_of(catalogue()[identifier])]
    assert all(groups(world, identifier, by) == [] for by in others)


def test_a_breakdown_that_there_is_not_is_refused(world: Cursor) -> None:
    with pytest.raises(Misuse, match="There is no breakdown shoe_size"):
        groups(world, "concerns_raised", "shoe_size")
