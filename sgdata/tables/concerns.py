"""Concerns about children, the actions that follow, and referrals to other agencies."""

from typing import Annotated, Literal, get_args

from sgdata.tables.columns import (
    CaseId,
    ChildId,
    Flag,
    HappenedAt,
    HappenedOn,
    OneOf,
    PlannedOn,
    ProviderId,
    SomeOf,
    Title,
)
from sgdata.tables.table import Table

Category = Literal[
    "physical_abuse",
    "emotional_abuse",
    "sexual_abuse",
    "neglect",
    "sexual_exploitation",
    "criminal_exploitation",
    "county_lines",
    "trafficking_slavery",
    "serious_violence_gangs",
    "radicalisation",
    "domestic_abuse",
    "fgm",
    "forced_marriage",
    "honour_based_abuse",
    "faith_linked_abuse",
    "child_on_child_bullying",
    "child_on_child_cyberbullying",
    "child_on_child_prejudice",
    "child_on_child_relationship_abuse",
    "child_on_child_physical",
    "child_on_child_sexual_violence",
    "child_on_child_sexual_harassment",
    "harmful_sexual_behaviour",
    "image_sharing",
    "online_harm",
    "mental_health",
    "self_harm_suicidality",
    "substance_misuse",
    "missing_from_home_or_care",
    "missing_from_education",
    "young_carer",
    "private_fostering",
    "homelessness",
    "parent_in_prison",
    "discriminatory_abuse",
    "violence_against_women_girls",
    "placement_concern",
    "other",
]

# The nine groups in which a board reads the categories; a concern counts once in each group that it touches.
CATEGORY_GROUPS: dict[str, tuple[Category, ...]] = {
    "abuse_and_neglect": ("physical_abuse", "emotional_abuse", "sexual_abuse", "neglect"),
    "exploitation": ("sexual_exploitation", "criminal_exploitation", "county_lines", "trafficking_slavery"),
    "child_on_child": (
        "child_on_child_bullying",
        "child_on_child_cyberbullying",
        "child_on_child_prejudice",
        "child_on_child_relationship_abuse",
        "child_on_child_physical",
        "child_on_child_sexual_violence",
        "child_on_child_sexual_harassment",
        "harmful_sexual_behaviour",
    ),
    "harmful_practices": ("fgm", "forced_marriage", "honour_based_abuse", "faith_linked_abuse"),
    "online": ("online_harm", "image_sharing"),
    "violence_and_extremism": (
        "serious_violence_gangs",
        "radicalisation",
        "violence_against_women_girls",
        "discriminatory_abuse",
    ),
    "health_and_substance": ("mental_health", "self_harm_suicidality", "substance_misuse"),
    "missing": ("missing_from_home_or_care", "missing_from_education"),
    "family_and_placement": (
        "domestic_abuse",
        "young_carer",
        "private_fostering",
        "homelessness",
        "parent_in_prison",
        "placement_concern",
        "other",
    ),
}

Source = Literal["visit", "disclosure", "staff", "parent", "peer", "other_agency", "online_monitoring"]
Place = Literal["home", "school", "community", "online", "placement", "transport"]
Level = Literal["low", "medium", "high"]
BodyMap = Literal["recorded", "not_needed", "missing"]
SharingDecision = Literal["shared", "not_shared"]
ConcernOutcome = Literal["advice", "monitoring", "early_help", "referral", "no_further_action"]
ActionKind = Literal["contact_family", "contact_professional", "referral", "support", "meeting", "monitor", "other"]
Role = Literal[
    "head",
    "dsl",
    "deputy_dsl",
    "board_lead",
    "governor",
    "leader",
    "teacher",
    "mentor",
    "tutor",
    "support",
    "volunteer",
    "agency",
    "contractor",
]
# Whoever may owe a follow-up: a role of ours, or one outside.
OWNER_ROLES = (
    *get_args(Role),
    *("social_worker", "setting_dsl", "designated_teacher", "class_teacher", "pastoral_lead", "virtual_school"),
    *("education_officer", "key_worker", "foster_carer", "parent", "police", "health", "early_help", "other"),
)
Agency = Literal["mash", "social_care", "early_help", "police", "prevent", "lado", "health", "nspcc", "other"]
Rating = Literal["red", "amber", "green"]
ReferralDecision = Literal["accepted", "assessment", "advice", "no_further_action"]


class Concern(Table):
    """One row a concern about a child. Where the form has words, the table asks only whether they were recorded."""

    TABLE = "concerns"
    KEY = ("concern_id",)

    concern_id: CaseId
    """The source's own number."""
    child_id: ChildId | None = None
    """The child, by the number used in children."""
    provider_id: ProviderId | None = None
    """The setting where it was noticed."""
    observed_at: HappenedAt | None = None
    """When it was seen or heard."""
    recorded_at: HappenedAt | None = None
    """When it was written down."""
    reported_to_dsl_at: HappenedAt | None = None
    """When our designated safeguarding lead (DSL) was told."""
    setting_dsl_informed_at: HappenedAt | None = None
    """When the setting's DSL was told."""
    social_worker_informed_at: HappenedAt | None = None
    """When the child's social worker was told."""
    parents_informed_on: HappenedOn | None = None
    """The day parents or carers were told."""
    parents_reason_recorded: Flag | None = None
    """The reason for not telling them is written down."""
    categories: SomeOf[Category] | None = None
    """Every category that it touches, separated by semicolons."""
    source: OneOf[Source] | None = None
    """How it came to notice."""
    place: OneOf[Place] | None = None
    """Where it happened."""
    level: OneOf[Level] | None = None
    """How serious the DSL judges it."""
    own_words_recorded: Flag | None = None
    """The child's own words are on the form."""
    questions_recorded: Flag | None = None
    """The questions asked are on the form."""
    body_map: OneOf[BodyMap] | None = None
    """Recorded, not needed, or missing."""
    dsl_decision_on: HappenedOn | None = None
    """The day of the DSL's decision."""
    dsl_reason_recorded: Flag | None = None
    """The reason for that decision is written down."""
    sharing_decision: OneOf[SharingDecision] | None = None
    """Whether information was shared."""
    sharing_reason_recorded: Flag | None = None
    """The reason for sharing, or not sharing, is written down."""
    outcome: OneOf[ConcernOutcome] | None = None
    """What came of it."""
    closed_on: HappenedOn | None = None
    """The day it was closed; empty = open."""


class Action(Table):
    """One row a follow-up action."""

    TABLE = "actions"
    KEY = ("action_id",)

    action_id: CaseId
    """The source's own number."""
    concern_id: CaseId | None = None
    """The concern it follows, by its number."""
    kind: OneOf[ActionKind] | None = None
    """What is to be done."""
    owner_role: Annotated[str, Title("owner_role")] | None = None
    """The role that is to do it; never a person. A role that is not known here is withheld."""
    set_on: HappenedOn | None = None
    """The day it was agreed."""
    first_due_on: PlannedOn | None = None
    """The date that was agreed first."""
    due_on: PlannedOn | None = None
    """The date that is agreed now."""
    completed_on: HappenedOn | None = None
    """The day it was done."""
    cancelled_on: HappenedOn | None = None
    """The day it was cancelled."""


class Referral(Table):
    """One row a referral to another agency."""

    TABLE = "referrals"
    KEY = ("referral_id",)

    referral_id: CaseId
    """The source's own number."""
    concern_id: CaseId | None = None
    """The concern it came from, by its number."""
    child_id: ChildId | None = None
    """The child, by the number used in children."""
    agency: OneOf[Agency] | None = None
    """To whom."""
    referred_at: HappenedAt | None = None
    """When it was sent."""
    rating: OneOf[Rating] | None = None
    """The urgency that the multi-agency safeguarding hub (MASH) gave it."""
    decision_at: HappenedAt | None = None
    """When the agency's decision came."""
    decision: OneOf[ReferralDecision] | None = None
    """What it decided."""
