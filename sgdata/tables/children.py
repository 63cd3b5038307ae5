"""The children whom this organisation looks out for."""

from typing import Literal

from sgdata.tables.columns import BornOn, ChildId, Flag, HappenedOn, Number, OneOf, PlannedOn, ProviderId
from sgdata.tables.table import Table

Sex = Literal["female", "male", "other"]
Ethnicity = Literal["asian", "black", "mixed", "white", "other", "unknown"]
Sen = Literal["none", "support", "ehcp"]
PrimaryNeed = Literal["ASD", "SEMH", "SLCN", "MLD", "SLD", "PMLD", "SPLD", "HI", "VI", "MSI", "PD", "OTH"]
CareStatus = Literal[
    "looked_after",
    "previously_looked_after",
    "care_leaver",
    "kinship",
    "child_protection",
    "child_in_need",
    "early_help",
    "none",
]
PlacementType = Literal[
    "foster", "kinship_foster", "residential", "semi_independent", "with_parents", "adoptive", "secure", "other"
]


class Child(Table):
    """One row a child: who the child is in the terms of the figures, never by name."""

    TABLE = "children"
    KEY = ("child_id",)

    child_id: ChildId
    """The number that the source uses for the child, such as a UPN or a case number. Stored as a pseudonym."""
    date_of_birth: BornOn | None = None
    """Reduced to the academic-year group and the dates of compulsory school age. Never stored."""
    sex: OneOf[Sex] | None = None
    """As the source records it."""
    ethnicity: OneOf[Ethnicity] | None = None
    """The main group; unknown where it was refused or not yet asked."""
    sen: OneOf[Sen] | None = None
    """Special educational needs: none, SEN support, or an education, health and care plan (EHCP)."""
    primary_need: OneOf[PrimaryNeed] | None = None
    """The primary type of need, by the DfE's letters."""
    care_status: OneOf[CareStatus] | None = None
    """The child's standing with children's social care today."""
    care_started_on: HappenedOn | None = None
    """First day of the present period of care."""
    placement_type: OneOf[PlacementType] | None = None
    """Where a looked-after child lives today."""
    placements_in_year: Number | None = None
    """Placements in the year to 31 March, the one of today included."""
    out_of_area: Flag | None = None
    """Lives outside the area of the responsible authority."""
    fsm: Flag | None = None
    """Eligible for free school meals."""
    eal: Flag | None = None
    """English is an additional language."""
    young_carer: Flag | None = None
    """Known to care for somebody at home."""
    uasc: Flag | None = None
    """Unaccompanied asylum-seeking child."""
    social_worker: Flag | None = None
    """A social worker is allocated."""
    provider_id: ProviderId | None = None
    """The school or setting of today."""
    on_roll_from: HappenedOn | None = None
    """First day with this organisation."""
    on_roll_to: PlannedOn | None = None
    """First day no longer with this organisation."""
