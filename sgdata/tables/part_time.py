"""Part-time timetables and their reviews."""

from typing import Literal

from sgdata.tables.columns import (
    CaseId,
    ChildId,
    Flag,
    HappenedOn,
    HoursAWeek,
    OneOf,
    PlannedOn,
    ProviderId,
)
from sgdata.tables.table import Table

TimetableEnd = Literal["full_time", "alternative_provision", "extended", "left"]
TimetableReason = Literal["medical", "reintegration", "mental_health", "send", "behaviour", "other"]
ReviewOutcome = Literal["continue", "increase_hours", "end"]


class PartTimeTimetable(Table):
    """One row a part-time timetable."""

    TABLE = "part_time_timetables"
    KEY = ("timetable_id",)

    timetable_id: CaseId
    """The source's own number."""
    child_id: ChildId | None = None
    """The child, by the number used in children."""
    provider_id: ProviderId | None = None
    """The setting that offers it."""
    started_on: HappenedOn | None = None
    """First day of the timetable."""
    first_planned_end_on: PlannedOn | None = None
    """The last day that was agreed at the start."""
    planned_end_on: PlannedOn | None = None
    """The last day that is agreed now."""
    ended_on: HappenedOn | None = None
    """First day without it."""
    end_reason: OneOf[TimetableEnd] | None = None
    """What it ended into."""
    reason: OneOf[TimetableReason] | None = None
    """Why it was set."""
    hours_offered: HoursAWeek | None = None
    """Hours of education a week on this timetable."""
    hours_full_time: HoursAWeek | None = None
    """Hours a week that would be full time for this child, on the same basis."""
    days_and_times_agreed: Flag | None = None
    """The days and times to attend are agreed in writing."""
    parent_agreed_on: HappenedOn | None = None
    """The day a parent, or whoever stands as one, agreed."""
    social_worker_informed_on: HappenedOn | None = None
    """The day the social worker was told."""
    virtual_school_agreed_on: HappenedOn | None = None
    """The day the Virtual School agreed."""
    authority_notified_on: HappenedOn | None = None
    """The day the local authority was notified."""


class TimetableReview(Table):
    """One row a review of a part-time timetable, planned or held."""

    TABLE = "timetable_reviews"
    KEY = ("timetable_id", "due_on")

    timetable_id: CaseId
    """The timetable, by its number."""
    due_on: PlannedOn
    """The day by which it is to be held."""
    held_on: HappenedOn | None = None
    """The day it was held; empty = not held."""
    outcome: OneOf[ReviewOutcome] | None = None
    """What it decided."""
