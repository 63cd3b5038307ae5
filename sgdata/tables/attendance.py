"""The register: marks of every session, and suspensions."""

from typing import Annotated, Literal

from sgdata.tables.columns import (
    AttendanceCode,
    CaseId,
    ChildId,
    HappenedAt,
    HappenedOn,
    Number,
    OneOf,
    ProviderId,
)
from sgdata.tables.table import Table

Session = Literal["AM", "PM"]
SuspensionKind = Literal["suspension", "permanent"]
SuspensionReason = Literal[
    "physical_assault",
    "verbal_abuse",
    "threatening",
    "bullying",
    "discriminatory_abuse",
    "sexual_misconduct",
    "drugs_alcohol",
    "damage",
    "theft",
    "weapon",
    "disruptive",
    "other",
]

# The School Attendance (Pupil Registration) (England) Regulations 2024, regulation 10; the last four are the
# codes of before 19 August 2024 that still arrive.
ATTENDANCE_CODES = (
    *("/", "\\", "L", "K", "V", "P", "W", "B", "D"),
    *("C", "C1", "C2", "E", "I", "J1", "M", "R", "S", "T"),
    *("G", "N", "O", "U"),
    *("Q", "X", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7", "Z", "#"),
    *("H", "J", "F", "Y"),
)


class Mark(Table):
    """One row a mark: one child, one session, one register."""

    TABLE = "attendance"
    KEY = ("child_id", "date", "session", "provider_id")

    child_id: ChildId
    """The child, by the number used in children."""
    date: HappenedOn
    """The day of the session."""
    session: OneOf[Session]
    """Morning or afternoon."""
    provider_id: ProviderId
    """The setting whose register it is."""
    code: Annotated[str, AttendanceCode(ATTENDANCE_CODES)] | None = None
    """The national code; empty or - where the register was not taken."""
    recorded_at: HappenedAt | None = None
    """When the mark was made or last changed."""


class Suspension(Table):
    """One row a suspension or permanent exclusion."""

    TABLE = "suspensions"
    KEY = ("suspension_id",)

    suspension_id: CaseId
    """The source's own number."""
    child_id: ChildId | None = None
    """The child, by the number used in children."""
    provider_id: ProviderId | None = None
    """The school that suspended."""
    kind: OneOf[SuspensionKind] | None = None
    """For a fixed time, or permanent."""
    started_on: HappenedOn | None = None
    """First day of it."""
    sessions: Number | None = None
    """Length in sessions (half days)."""
    reason: OneOf[SuspensionReason] | None = None
    """The main reason."""
    provision_from: HappenedOn | None = None
    """First day of the education provided meanwhile."""
