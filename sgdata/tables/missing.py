"""Children missing education, and children missing from where they live."""

from typing import Literal

from sgdata.tables.columns import CaseId, ChildId, HappenedAt, HappenedOn, OneOf
from sgdata.tables.table import Table

MissingEducationReason = Literal[
    "awaiting_place",
    "moved_area",
    "whereabouts_unknown",
    "excluded",
    "placement_move",
    "unsuitable_home_education",
    "provision_ended",
    "other",
]
MissingEducationEnd = Literal["on_roll", "home_education", "moved_area", "over_age", "other"]
MissingKind = Literal["missing", "away"]


class MissingEducation(Table):
    """One row an episode in which a child is on no school's roll and not suitably educated otherwise."""

    TABLE = "missing_education"
    KEY = ("episode_id",)

    episode_id: CaseId
    """The source's own number."""
    child_id: ChildId | None = None
    """The child, by the number used in children."""
    started_on: HappenedOn | None = None
    """First day without a school."""
    identified_on: HappenedOn | None = None
    """The day it became known."""
    ended_on: HappenedOn | None = None
    """First day on a roll or educated again."""
    reason: OneOf[MissingEducationReason] | None = None
    """Why the child has no school."""
    end_reason: OneOf[MissingEducationEnd] | None = None
    """How it ended."""
    last_contact_on: HappenedOn | None = None
    """The last day somebody was in touch with the child or family."""
    social_care_informed_on: HappenedOn | None = None
    """The day children's social care was told."""


class MissingEpisode(Table):
    """One row an episode in which a child is not where the child should be."""

    TABLE = "missing_episodes"
    KEY = ("episode_id",)

    episode_id: CaseId
    """The source's own number."""
    child_id: ChildId | None = None
    """The child, by the number used in children."""
    kind: OneOf[MissingKind] | None = None
    """Missing: whereabouts not known. Away: known, but without leave."""
    started_at: HappenedAt | None = None
    """When the child was found to be gone."""
    ended_at: HappenedAt | None = None
    """When the child was back."""
    return_interview_offered_at: HappenedAt | None = None
    """When an independent return interview was offered."""
    return_interview_held_at: HappenedAt | None = None
    """When it was held."""
