"""The people in post: checks, training and supervision."""

from typing import Literal

from sgdata.tables.columns import AdultId, Flag, HappenedOn, Number, OneOf, PlannedOn, SomeOf
from sgdata.tables.concerns import Role
from sgdata.tables.table import Table

Course = Literal[
    "induction",
    "annual_update",
    "dsl",
    "prevent",
    "safer_recruitment",
    "governor",
    "online_safety",
    "modern_slavery",
    "other",
]


class StaffMember(Table):
    """One row a person: staff, volunteers, agency workers, contractors, governors."""

    TABLE = "staff"
    KEY = ("staff_id",)

    staff_id: AdultId
    """The number that the source uses for the person. Stored as a pseudonym."""
    roles: SomeOf[Role] | None = None
    """Every role the person holds, separated by semicolons."""
    started_on: HappenedOn | None = None
    """First day in post."""
    ended_on: PlannedOn | None = None
    """First day no longer in post."""
    long_term_absent: Flag | None = None
    """Away for long: counted apart."""
    application_form_on: HappenedOn | None = None
    """The day the application form was seen."""
    references_received: Number | None = None
    """How many references came."""
    references_verified_on: HappenedOn | None = None
    """The day they were verified with their writers."""
    enhanced_dbs_on: HappenedOn | None = None
    """The day of the enhanced check of the Disclosure and Barring Service (DBS)."""
    identity_checked_on: HappenedOn | None = None
    """The day identity was checked."""
    qualifications_checked_on: HappenedOn | None = None
    """The day qualifications were checked."""
    qualifications_needed: Flag | None = None
    """The post needs qualifications."""
    gaps_explained_on: HappenedOn | None = None
    """The day gaps in employment were explained."""
    kcsie_read_on: HappenedOn | None = None
    """The day the person last confirmed having read Part One of Keeping children safe in education (KCSIE)."""
    policy_read_on: HappenedOn | None = None
    """The day the person last confirmed having read this organisation's policy."""


class Training(Table):
    """One row a course that a person completed."""

    TABLE = "training"
    KEY = ("staff_id", "course", "completed_on")

    staff_id: AdultId
    """The person, by the number used in staff."""
    course: OneOf[Course]
    """Which course."""
    completed_on: HappenedOn
    """The day it was completed."""
    expires_on: PlannedOn | None = None
    """The last day it is valid, where the certificate says so."""


class Supervision(Table):
    """One row a supervision or one-to-one meeting held."""

    TABLE = "supervision"
    KEY = ("staff_id", "held_on")

    staff_id: AdultId
    """The person, by the number used in staff."""
    held_on: HappenedOn
    """The day it was held."""
