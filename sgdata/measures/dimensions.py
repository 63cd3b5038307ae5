"""Breakdowns: what a figure can be cut by, each with its declared vocabulary and its place in the data."""

from dataclasses import dataclass
from typing import Any, get_args

from sgdata.measures.indicator import Indicator, Subject
from sgdata.store.reading import Cursor
from sgdata.tables import TABLES
from sgdata.tables.children import CareStatus, Ethnicity, PlacementType, PrimaryNeed, Sen, Sex
from sgdata.tables.columns import Vocabulary
from sgdata.tables.concerns import CATEGORY_GROUPS, OWNER_ROLES, Category, Role
from sgdata.tables.governance import AssuranceKind
from sgdata.tables.providers import Phase
from sgdata.tables.staff import Course

NOT_KNOWN = "not known"
YES_NO = ("yes", "no")


@dataclass(frozen=True)
class Dimension:
    """One breakdown. `words` in their order, or () where those present are taken, ordered by `order`."""

    name: str
    words: tuple[str, ...]
    join: str
    """SQL that joins the rows of an indicator (`row`) to where the value is."""
    value: str
    """SQL of the value."""
    order: str = ""
    """A query of the values present, in order, with a label for each."""
    overlaps: bool = False
    """Whether one subject counts in each of several groups."""
    for_leaders: bool = False
    """Whether leaders may be shown it: few breakdowns, since whatever is shown can be set against the rest."""


_CHILD = "LEFT JOIN child_dimension AS child ON child.child_id = row.child"


def _of_child(name: str, words: tuple[str, ...], *, for_leaders: bool = False) -> Dimension:
    return Dimension(name, words, _CHILD, f"child.{name}", for_leaders=for_leaders)


_YEAR = "year(row.as_at) - CASE WHEN month(row.as_at) >= 9 THEN 0 ELSE 1 END - child.birth_academic_year - 5"
# A setting without a name is told by its place: its pseudonym is for no screen.
_PROVIDERS = "SELECT provider_id AS value, coalesce(name, 'Setting ' || row_number() OVER ()) AS label FROM providers"

OF_CHILD = (
    Dimension("year_group", (), _CHILD, f"CAST({_YEAR} AS VARCHAR)", for_leaders=True),
    _of_child("sex", get_args(Sex), for_leaders=True),
    _of_child("ethnicity", get_args(Ethnicity), for_leaders=True),
    _of_child("sen", get_args(Sen), for_leaders=True),
    _of_child("primary_need", get_args(PrimaryNeed)),
    _of_child("care_status", get_args(CareStatus), for_leaders=True),
    _of_child("placement_type", get_args(PlacementType), for_leaders=True),
    _of_child("out_of_area", YES_NO, for_leaders=True),
    _of_child("fsm", YES_NO),
    _of_child("eal", YES_NO),
    _of_child("phase", get_args(Phase), for_leaders=True),
    _of_child("local_authority", ()),
    Dimension("provider", (), _CHILD, "child.provider_id", order=_PROVIDERS),
)


def _own(table: str, key: str, column: str, words: tuple[str, ...] = (), *, for_leaders: bool = True) -> Dimension:
    """A breakdown by a column of the table that the subject is a row of."""
    if not words:
        kind = TABLES[table].column(column).kind
        words = kind.words if isinstance(kind, Vocabulary) else ()
    return Dimension(
        column, words, f"LEFT JOIN {table} AS own ON own.{key} = row.subject", f"own.{column}", for_leaders=for_leaders
    )


def _listed(name: str, table: str, key: str, column: str, words: tuple[str, ...]) -> Dimension:
    """A breakdown by a list: the subject counts once in each of its words."""
    join = (
        f"LEFT JOIN (SELECT {key} AS subject, unnest({column}) AS word FROM {table}) AS own "
        "ON own.subject = row.subject"
    )
    return Dimension(name, words, join, "own.word", overlaps=True)


_GROUPS = ", ".join(f"('{word}', '{group}')" for group, words in CATEGORY_GROUPS.items() for word in words)
_CATEGORY_GROUP = Dimension(
    "category_group",
    tuple(CATEGORY_GROUPS),
    "LEFT JOIN (SELECT DISTINCT concern.concern_id AS subject, groups.name AS word FROM "
    "(SELECT concern_id, unnest(categories) AS word FROM concerns) AS concern "
    f"INNER JOIN (VALUES {_GROUPS}) AS groups(word, name) ON groups.word = concern.word) AS own "
    "ON own.subject = row.subject",
    "own.word",
    overlaps=True,
    for_leaders=True,
)

# The subject of a training item is person/course, of an assurance organisation/kind; a pseudonym holds no stroke.
_BEFORE_STROKE, _AFTER_STROKE = "split_part(row.subject, '/', 1)", "split_part(row.subject, '/', 2)"
_ROLE_OF_ITEM = Dimension(
    "role",
    get_args(Role),
    f"LEFT JOIN (SELECT staff_id, unnest(roles) AS word FROM staff) AS own ON own.staff_id = {_BEFORE_STROKE}",
    "own.word",
    overlaps=True,
)

OF_SUBJECT: dict[Subject, tuple[Dimension, ...]] = {
    "concern": (
        _listed("category", "concerns", "concern_id", "categories", get_args(Category)),
        _CATEGORY_GROUP,
        _own("concerns", "concern_id", "source"),
        _own("concerns", "concern_id", "place"),
        _own("concerns", "concern_id", "level"),
        *OF_CHILD,
    ),
    "action": (
        _own("actions", "action_id", "kind"),
        _own("actions", "action_id", "owner_role", OWNER_ROLES),
        *OF_CHILD,
    ),
    "referral": (
        _own("referrals", "referral_id", "agency"),
        _own("referrals", "referral_id", "rating"),
        *OF_CHILD,
    ),
    "allegation": (
        _listed(
            "criterion",
            "allegations",
            "case_id",
            "criteria",
            ("harmed", "offence", "risk", "suitability"),
        ),
        _own("allegations", "case_id", "role_group", for_leaders=False),
    ),
    "low_level_concern": (_own("low_level_concerns", "concern_id", "behaviour", for_leaders=False),),
    "person": (_listed("role", "staff", "staff_id", "roles", get_args(Role)),),
    "training_item": (_ROLE_OF_ITEM, Dimension("course", get_args(Course), "", _AFTER_STROKE, for_leaders=True)),
    "role": (Dimension("role", get_args(Role), "", "row.subject"),),
    "meeting": (_own("meetings", "meeting_id", "kind"),),
    "assurance": (Dimension("kind", get_args(AssuranceKind), "", _AFTER_STROKE, for_leaders=True),),
    "return": (Dimension("provider", (), "", "row.provider", order=_PROVIDERS, for_leaders=True),),
    **dict.fromkeys(("child", "episode", "suspension", "session", "timetable"), OF_CHILD),
}


def dimensions_of(indicator: Indicator) -> dict[str, Dimension]:
    """The breakdowns of an indicator by name, in their order."""
    return {dimension.name: dimension for dimension in OF_SUBJECT.get(indicator.subject, ())}


def all_dimensions() -> list[str]:
    """The names of all breakdowns."""
    return list(dict.fromkeys(dimension.name for group in OF_SUBJECT.values() for dimension in group))


def group_order(cursor: Cursor, dimension: Dimension, present: list[Any]) -> list[tuple[str, str]]:
    """The groups of a breakdown with their labels, in the declared order; those present where none is declared."""
    if dimension.words:
        return [(word, word) for word in dimension.words]
    if dimension.order:
        return [(row["value"], row["label"]) for row in cursor.rows(dimension.order)]
    by_number = sorted(present, key=lambda word: (int(word), "") if word.lstrip("-").isdigit() else (0, word))
    return [(word, word) for word in by_number]
