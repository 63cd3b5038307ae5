"""Meetings, policies, partners' assurances and whistleblowing."""

from typing import Annotated, Literal

from sgdata.tables.columns import CaseId, Flag, HappenedOn, OneOf, PlannedOn, ProviderId, Title
from sgdata.tables.table import Table

MeetingKind = Literal["leadership", "team", "board", "one_to_one", "other"]
AssuranceKind = Literal["modern_slavery", "safeguarding_policy", "section_11"]
Route = Literal["internal", "board", "lado", "nspcc", "other"]


class Meeting(Table):
    """One row a meeting held."""

    TABLE = "meetings"
    KEY = ("meeting_id",)

    meeting_id: CaseId
    """The source's own number."""
    held_on: HappenedOn | None = None
    """The day it was held."""
    kind: OneOf[MeetingKind] | None = None
    """Whose meeting."""
    safeguarding_item: Flag | None = None
    """Safeguarding and child protection was on the agenda."""
    learning_shared: Flag | None = None
    """Learning from earlier concerns was shared."""


class Policy(Table):
    """One row a policy in one approved version."""

    TABLE = "policies"
    KEY = ("policy_id",)

    policy_id: CaseId
    """The source's own number."""
    title: Annotated[str, Title("policy")] | None = None
    """What the policy is called."""
    approved_on: HappenedOn | None = None
    """The day it was approved."""
    review_due_on: PlannedOn | None = None
    """The day by which it is to be reviewed."""
    guidance_edition: Annotated[str, Title("guidance")] | None = None
    """The guidance it follows, with its year, such as KCSIE 2026."""


class Assurance(Table):
    """One row a confirmation asked of an external organisation."""

    TABLE = "assurances"
    KEY = ("organisation_id", "kind", "requested_on")

    organisation_id: ProviderId
    """The organisation. Stored as a pseudonym."""
    kind: OneOf[AssuranceKind]
    """What it is to confirm."""
    requested_on: HappenedOn
    """The day it was asked."""
    confirmed_on: HappenedOn | None = None
    """The day it confirmed."""


class WhistleblowingReport(Table):
    """One row a report."""

    TABLE = "whistleblowing"
    KEY = ("report_id",)

    report_id: CaseId
    """The source's own number."""
    raised_on: HappenedOn | None = None
    """The day it was raised."""
    route: OneOf[Route] | None = None
    """To whom it was raised."""
    closed_on: HappenedOn | None = None
    """The day it was closed; empty = open."""
