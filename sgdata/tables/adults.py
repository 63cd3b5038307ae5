"""Allegations against adults, and low-level concerns about them."""

from typing import Literal

from sgdata.tables.columns import AdultId, CaseId, HappenedAt, HappenedOn, OneOf, SomeOf
from sgdata.tables.table import Table

AllegationKind = Literal["allegation", "advice"]
Criterion = Literal["harmed", "offence", "risk", "suitability"]
RoleGroup = Literal[
    "school",
    "alternative_provision",
    "foster_carer",
    "residential",
    "transport",
    "volunteer",
    "agency",
    "own_staff",
    "head",
]
AllegationOutcome = Literal["substantiated", "malicious", "false", "unsubstantiated", "unfounded"]
DelayReason = Literal["awaiting_police", "awaiting_advice", "not_recognised", "out_of_hours", "staff_absence", "other"]
Behaviour = Literal["over_friendly", "favourites", "photographs", "secluded_one_to_one", "humiliating", "other"]
LowLevelOutcome = Literal["no_action", "guidance", "training", "referred", "other"]


class Allegation(Table):
    """One row a case about an adult: an allegation, or a request for advice from the local authority
    designated officer (LADO)."""

    TABLE = "allegations"
    KEY = ("case_id",)

    case_id: CaseId
    """The source's own number."""
    kind: OneOf[AllegationKind] | None = None
    """An allegation, or advice only."""
    criteria: SomeOf[Criterion] | None = None
    """Which of the four thresholds it may meet, separated by semicolons."""
    role_group: OneOf[RoleGroup] | None = None
    """The group that the adult belongs to."""
    aware_at: HappenedAt | None = None
    """When the organisation first became aware: the clock starts here."""
    recorded_at: HappenedAt | None = None
    """When it was written down."""
    lado_contacted_at: HappenedAt | None = None
    """When the LADO was contacted."""
    head_advised_at: HappenedAt | None = None
    """When the Virtual School Head or director was told."""
    director_notified_at: HappenedAt | None = None
    """When the Director of Children's Services was told."""
    authority_decision_at: HappenedAt | None = None
    """When the authority decided what happens next."""
    evaluation_meeting_on: HappenedOn | None = None
    """The day of the evaluation meeting."""
    outcome: OneOf[AllegationOutcome] | None = None
    """How it ended."""
    delay_reason: OneOf[DelayReason] | None = None
    """Why the LADO was told late."""
    closed_on: HappenedOn | None = None
    """The day it was closed; empty = open."""


class LowLevelConcern(Table):
    """One row a low-level concern about an adult."""

    TABLE = "low_level_concerns"
    KEY = ("concern_id",)

    concern_id: CaseId
    """The source's own number."""
    adult_id: AdultId | None = None
    """The adult. Stored as a pseudonym."""
    raised_on: HappenedOn | None = None
    """The day it was raised."""
    behaviour: OneOf[Behaviour] | None = None
    """What was seen."""
    setting_informed_on: HappenedOn | None = None
    """The day the setting was told."""
    dsl_informed_on: HappenedOn | None = None
    """The day our designated safeguarding lead (DSL) was told."""
    lado_advice_on: HappenedOn | None = None
    """The day the LADO was asked for advice."""
    reviewed_on: HappenedOn | None = None
    """The day it was reviewed."""
    outcome: OneOf[LowLevelOutcome] | None = None
    """What came of it."""
