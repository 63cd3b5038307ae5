"""The people in post: roles, recruitment checks, reading, training and supervision."""

from dataclasses import dataclass
from datetime import date, timedelta

from sgdata.calendar import add_working_days
from sgdata.sample.csv_files import Row
from sgdata.sample.draws import Draws
from sgdata.sample.school_terms import FIXED_DATE
from sgdata.sample.settings import SampleKind
from sgdata.sample.world import World, by_today

Roles = tuple[str, ...]

ROLES: dict[SampleKind, tuple[Roles, ...]] = {
    "virtual_school": (
        *(
            ("head",),
            ("dsl", "leader"),
            ("deputy_dsl", "leader"),
            ("deputy_dsl", "teacher"),
            ("board_lead", "governor"),
        ),
        *(("governor",), ("governor",), ("governor",), ("leader",), ("teacher",), ("teacher",), ("teacher",)),
        *(
            ("teacher",),
            ("tutor",),
            ("tutor",),
            ("tutor",),
            ("tutor",),
            ("mentor",),
            ("mentor",),
            ("support",),
        ),
        *(
            ("support",),
            ("support",),
            ("support",),
            ("volunteer",),
            ("volunteer",),
            ("agency",),
            ("contractor",),
        ),
        *(("teacher",), ("tutor",), ("support",)),
    ),
    "mentoring_provider": (
        *(("head", "dsl"), ("deputy_dsl", "mentor"), ("board_lead",), ("mentor",), ("mentor",), ("tutor",)),
        *(("mentor",), ("tutor", "mentor"), ("volunteer",), ("mentor",)),
    ),
}
MORE_ROLES = (("tutor",), ("teacher",), ("mentor",), ("support",), ("support",))
CHILDREN_BY_DEFAULT = {"virtual_school": 320, "mentoring_provider": 40}
LONG_TERM_ABSENT = {"virtual_school": 10, "mentoring_provider": 6}  # by place in the list above
LEFT = {"virtual_school": 2, "mentoring_provider": 1}  # the last of the list
COURSE_MONTHS = {"annual_update": 12, "prevent": 36, "dsl": 24, "governor": 36}


@dataclass(frozen=True)
class Person:
    """A person as training and supervision need it."""

    staff_id: str
    roles: Roles
    started_on: date
    ended_on: date | None

    @property
    def last_day(self) -> date:
        return FIXED_DATE if self.ended_on is None else self.ended_on - timedelta(days=1)


def make_people(world: World) -> tuple[list[Row], list[Person]]:
    """The rows of the staff table, and the people behind them. Numbers grow mildly with the children."""
    draws = world.draws("staff")
    roles = list(ROLES[world.kind])
    for number in range(max(0, world.size - CHILDREN_BY_DEFAULT[world.kind]) // 60):
        roles.insert(len(roles) - LEFT[world.kind], MORE_ROLES[number % len(MORE_ROLES)])
    rows, people = [], []
    for number, of_person in enumerate(roles):
        has_left = number >= len(roles) - LEFT[world.kind]
        row, person = _person(f"P{number + 1:03d}", world.kind, number, of_person, has_left, draws)
        rows.append(row)
        people.append(person)
    return rows, people


def _person(
    staff_id: str, kind: SampleKind, number: int, roles: Roles, has_left: bool, draws: Draws
) -> tuple[Row, Person]:
    started = draws.day(date(2017, 9, 1), date(2025, 9, 1)) if number < 6 or has_left else None
    started = started or draws.day(date(2019, 9, 1), date(2026, 9, 14))
    ended = draws.day(date(2025, 12, 1), date(2026, 9, 30)) if has_left else None
    needs_qualifications = bool({"head", "teacher", "tutor"} & set(roles))
    missing = {5: "references_verified_on", 14: "gaps_explained_on"}.get(number)

    def checked() -> date:
        """A day before the start; a few came after it."""
        days = -draws.whole(2, 30) if draws.chance(0.012) else draws.whole(4, 60)
        return started - timedelta(days=days)

    read = _read(draws, started)
    row: Row = {
        "staff_id": staff_id,
        "roles": roles,
        "started_on": started,
        "ended_on": ended,
        "long_term_absent": number == LONG_TERM_ABSENT[kind],
        "application_form_on": checked(),
        "references_received": 1 if missing == "references_verified_on" else 2,
        "references_verified_on": checked(),
        "enhanced_dbs_on": checked(),
        "identity_checked_on": checked(),
        "qualifications_checked_on": checked() if needs_qualifications else None,
        "qualifications_needed": needs_qualifications,
        "gaps_explained_on": checked(),
        "kcsie_read_on": read if ended is None else date(2025, 9, 8),
        "policy_read_on": read if ended is None or draws.chance(0.5) else None,
    }
    if missing:
        row[missing] = None
    return row, Person(staff_id, roles, started, ended)


def _read(draws: Draws, started: date) -> date | None:
    """When the person last read Part One: mostly in this September, a few not since last year."""
    this_year = draws.day(max(started, date(2026, 9, 1)), max(started, date(2026, 10, 9)))
    if draws.chance(0.9):
        return this_year
    last_year = draws.day(date(2025, 9, 2), date(2025, 10, 10))
    return last_year if started <= last_year else None


def training_rows(world: World, people: list[Person]) -> list[Row]:
    """The courses of everybody, those of one after the other; a few have lapsed, a deputy's among them."""
    draws = world.draws("training")
    rows: list[Row] = []
    for number, person in enumerate(people):
        inducted = by_today(person.started_on + timedelta(days=draws.whole(0, 12)))
        if inducted and not draws.chance(0.02):
            rows.append(_training(person, "induction", inducted, None))
        for course in _courses(person.roles):
            lapsed = number == 2 and course == "dsl"
            rows += _completions(person, course, lapsed or draws.chance(0.035), draws)
        for course, share in (("online_safety", 0.5), ("safer_recruitment", 0.2), ("modern_slavery", 0.35)):
            if draws.chance(share) and person.started_on < person.last_day:
                rows.append(_training(person, course, draws.day(person.started_on, person.last_day), None))
    return rows


def _courses(roles: Roles) -> list[str]:
    held = set(roles)
    courses = ["annual_update", "prevent"]
    courses += ["dsl"] if held & {"dsl", "deputy_dsl"} else []
    courses += ["governor"] if held & {"governor", "board_lead"} else []
    return courses


def _completions(person: Person, course: str, lapsed: bool, draws: Draws) -> list[Row]:
    """The course taken again and again, last within its months (or just beyond them where it has lapsed)."""
    days = COURSE_MONTHS[course] * 30
    ago = days + draws.whole(20, 120) if lapsed else draws.whole(10, days - 5)
    if course == "annual_update" and not lapsed and draws.chance(0.8):
        ago = (FIXED_DATE - draws.day(date(2026, 9, 1), date(2026, 9, 25))).days
    completed, rows = min(FIXED_DATE, person.last_day) - timedelta(days=ago), []
    if completed < person.started_on and course != "annual_update" and not lapsed:
        completed = min(person.started_on + timedelta(days=draws.whole(0, 40)), person.last_day)
    while completed >= max(person.started_on, FIXED_DATE - timedelta(days=6 * 365)):
        expires = completed + timedelta(days=days + draws.whole(0, 5)) if course == "dsl" else None
        rows.append(_training(person, course, completed, expires))
        completed -= timedelta(days=days - draws.whole(0, 40))
    return rows[::-1]


def _training(person: Person, course: str, completed: date, expires: date | None) -> Row:
    return {"staff_id": person.staff_id, "course": course, "completed_on": completed, "expires_on": expires}


def supervision_rows(world: World, people: list[Person]) -> list[Row]:
    """One-to-one meetings about every six weeks; a few people have been without for longer."""
    draws = world.draws("supervision")
    rows: list[Row] = []
    for number, person in enumerate(people):
        held = max(person.started_on, world.first_day) + timedelta(days=draws.whole(10, 50))
        forgotten_since = FIXED_DATE - timedelta(days=70 if number % 9 == 7 else 0)
        while held <= min(person.last_day, forgotten_since):
            rows.append({"staff_id": person.staff_id, "held_on": add_working_days(held - timedelta(days=1), 1)})
            held += timedelta(days=draws.weighted({28: 3, 35: 4, 42: 6, 56: 2}) + draws.whole(0, 6))
    return [row for row in rows if isinstance(row["held_on"], date) and row["held_on"] <= FIXED_DATE]
