"""The schools and settings, their school days, and the returns expected of them."""

from typing import Annotated, Literal

from sgdata.tables.columns import Flag, HappenedOn, OneOf, PlannedOn, ProviderId, Title
from sgdata.tables.table import Table

Phase = Literal["primary", "secondary", "special", "alternative", "post16", "none"]
CalendarKind = Literal["term", "inset", "closure"]
ReturnedTable = Literal[
    "children",
    "providers",
    "calendar",
    "attendance",
    "part_time_timetables",
    "timetable_reviews",
    "missing_education",
    "missing_episodes",
    "suspensions",
    "concerns",
    "actions",
    "referrals",
    "allegations",
    "low_level_concerns",
    "staff",
    "training",
    "supervision",
    "meetings",
    "policies",
    "assurances",
    "whistleblowing",
]


class Provider(Table):
    """One row a school or setting."""

    TABLE = "providers"
    KEY = ("provider_id",)

    provider_id: ProviderId
    """The number that the source uses for the setting, such as a URN. Stored as a pseudonym."""
    own: Flag | None = None
    """Part of our own organisation."""
    name: Annotated[str, Title("setting")] | None = None
    """The name of the setting. A name that could be a person's is withheld."""
    phase: OneOf[Phase] | None = None
    """The phase of education."""
    local_authority: Annotated[str, Title("local_authority")] | None = None
    """The authority in whose area the setting lies: its name or code."""
    in_area: Flag | None = None
    """Lies in our own area."""
    registered_school: Flag | None = None
    """Registered with the DfE as a school."""


class CalendarEntry(Table):
    """One row a stretch of days. A school day is Monday to Friday inside a term, not a bank holiday,
    not an inset day or closure of that setting."""

    TABLE = "calendar"
    KEY = ("provider_id", "kind", "date_from", "date_to")

    provider_id: ProviderId | None = None
    """The setting; empty = every setting."""
    kind: OneOf[CalendarKind]
    """What these days are."""
    date_from: PlannedOn
    """First day."""
    date_to: PlannedOn
    """Last day."""


class Return(Table):
    """One row a return that a setting was expected to send."""

    TABLE = "returns"
    KEY = ("provider_id", "table", "period_from", "period_to")

    provider_id: ProviderId
    """The setting that sends it."""
    table: OneOf[ReturnedTable]
    """What was to be sent."""
    period_from: PlannedOn
    """First day of the period."""
    period_to: PlannedOn
    """Last day of the period."""
    received_on: HappenedOn | None = None
    """The day it came; empty = expected and not received."""
    nil_return: Flag | None = None
    """The setting says that there was nothing to report."""
