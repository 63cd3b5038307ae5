"""The groups of a figure: what the things in the denominator are cut by, for one breakdown at a time."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sgdata.tables.concerns import CATEGORY_GROUPS
from tests.reference.days import academic_year_start
from tests.reference.judging import Judged
from tests.reference.world import World, child_of

NOT_KNOWN = "not known"
OF_CHILD = ("sex", "ethnicity", "sen", "primary_need", "care_status", "placement_type", "out_of_area", "fsm", "eal")
# Where the row of a subject is, and the column that is its id.
TABLE_OF = {
    "concern": ("concerns", "concern_id"),
    "action": ("actions", "action_id"),
    "referral": ("referrals", "referral_id"),
    "allegation": ("allegations", "case_id"),
    "low_level_concern": ("low_level_concerns", "concern_id"),
    "person": ("staff", "staff_id"),
    "meeting": ("meetings", "meeting_id"),
}


def words_of(world: World, as_at: date, subject: str, own_provider: bool, row: Judged, by: str) -> list[str]:
    """The groups of one thing in the denominator; none where it is not known."""
    if by == "course":
        return [row.subject.split()[1]]
    if subject == "assurance":
        return [row.subject.split()[1]]
    if subject == "role":
        return [row.subject]
    if by == "provider":
        child = child_of(world, row.child)
        provider = row.provider if own_provider else child.provider_id if child else None
        return [one.provider_id for one in world.providers if one.provider_id == provider]
    if by == "year_group" or by in OF_CHILD:
        return _words(_of_child(world, as_at, row.child, by))
    if by in ("phase", "local_authority"):
        child = child_of(world, row.child)
        found = [one for one in world.providers if child is not None and one.provider_id == child.provider_id]
        return _words(getattr(found[0], by) if found else None)
    if subject == "training_item":
        return _words(_own(world, "person", row.subject.split()[0], "roles"))
    if by in ("category", "category_group"):
        categories = _words(_own(world, subject, row.subject, "categories"))
        if by == "category":
            return categories
        return [group for group, words in CATEGORY_GROUPS.items() if set(words) & set(categories)]
    column = {"criterion": "criteria", "role": "roles"}.get(by, by)
    return _words(_own(world, subject, row.subject, column))


def _own(world: World, subject: str, identifier: str, column: str) -> Any:
    """A cell of the subject's own row."""
    table, key = TABLE_OF[subject]
    return next((getattr(row, column) for row in getattr(world, table) if getattr(row, key) == identifier), None)


def _of_child(world: World, as_at: date, child_id: str | None, by: str) -> Any:
    child = child_of(world, child_id)
    if child is None or by != "year_group":
        return None if child is None else getattr(child, by)
    if child.date_of_birth is None:
        return None
    # Reception (0) is the academic year in which a child turns 5.
    return str(academic_year_start(as_at).year - academic_year_start(child.date_of_birth).year - 5)


def _words(value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    return list(value) if isinstance(value, list) else [str(value)]


Counts = tuple[float, float, float]


def groups(
    world: World, as_at: date, subject: str, own_provider: bool, rows: Sequence[Judged], by: str
) -> dict[str, Counts]:
    """Numerator, denominator and unknown of every group that is not empty. A thing counts in each of its words."""
    found: dict[str, Counts] = {}
    for row in rows:
        for word in words_of(world, as_at, subject, own_provider, row, by) or [NOT_KNOWN]:
            numerator, denominator, unknown = found.get(word, (0, 0, 0))
            found[word] = (
                numerator + (row.numerator if row.known else 0),
                denominator + row.denominator,
                unknown + (0 if row.known else row.denominator),
            )
    return found
