"""Makes small nasty worlds: few ids and few dates, so that values meet each other at every threshold.

A seed gives one world, always the same: tables of text by name, header first, every column of the model.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sgdata.tables import TABLES
from sgdata.tables.columns import (
    Column,
    Day,
    Hours,
    Identifier,
    Moment,
    Title,
    Vocabulary,
    VocabularyList,
    WholeNumber,
)
from sgdata.tables.concerns import OWNER_ROLES
from tests.reference.days import academic_year_start, add_months
from tests.reference.nasty_pairs import nasty_pairs
from tests.reference.nasty_register import nasty_register
from tests.support import TableText

# Days on which something turns: bank holidays, month ends, 1 September, school-age limits, the clocks' change.
ANCHORS = [
    *("2025-08-31", "2025-09-01", "2025-09-30", "2025-10-01", "2025-10-28", "2025-11-14", "2025-12-24", "2025-12-29"),
    *("2025-12-31", "2026-01-05", "2026-01-31", "2026-02-28", "2026-03-30", "2026-03-31", "2026-04-02", "2026-04-07"),
    *("2026-05-05", "2026-05-26", "2026-06-26", "2026-06-27", "2026-07-17", "2026-08-28", "2026-09-01", "2026-11-20"),
]
THRESHOLDS = [
    0,
    1,
    2,
    3,
    5,
    6,
    7,
    10,
    13,
    14,
    15,
    20,
    27,
    28,
    29,
    30,
    31,
    42,
    43,
    44,
    56,
    57,
    60,
    61,
    84,
    85,
    89,
    90,
    91,
]
YEARLY = [92, 120, 181, 182, 210, 364, 365, 366, 367, 730, 731, 1095, 1096]
LATER = [0, 0, 0, 0, 1, 1, 1, 2, 3, 4, 5, -1, -1, -2, 14, 27, 28, 29, 42, 43, 90, 91, 92, 365, 366]
ENDS = ("closed_on", "ended_on", "ended_at", "completed_on", "cancelled_on", "on_roll_to", "long_term_absent")
BIRTHDAYS = [(9, 1), (8, 31), (3, 31), (4, 1), (12, 31), (1, 1), (2, 28), (6, 15)]
CLOCK = ["00:00", "09:00", "09:00", "09:00", "15:30", "23:59"]
TERMS = [
    ((9, 2), (10, 24)),
    ((11, 3), (12, 19)),
    ((1, 5), (2, 13)),
    ((2, 23), (3, 27)),
    ((4, 13), (5, 22)),
    ((6, 1), (7, 21)),
]

# Words that decide who is in a denominator come often enough to meet each other.
OFTEN: dict[tuple[str, str], list[str]] = {
    ("allegations", "kind"): ["allegation"] * 8,
    ("allegations", "role_group"): ["head"] * 6,
    ("concerns", "body_map"): ["recorded"] * 3,
    ("referrals", "agency"): ["mash", "social_care"] * 5,
    ("returns", "table"): ["attendance"] * 30,
    ("missing_episodes", "kind"): ["missing"] * 3,
    ("part_time_timetables", "reason"): ["behaviour"] * 4,
    ("part_time_timetables", "end_reason"): ["full_time"] * 2,
    ("staff", "roles"): ["dsl", "deputy_dsl", "governor"] * 6,
    ("training", "course"): ["induction", "annual_update", "dsl", "prevent", "governor"] * 4,
}
MANY = {
    "returns": 16,
    "suspensions": 12,
    "part_time_timetables": 18,
    "timetable_reviews": 24,
    "missing_education": 16,
    "missing_episodes": 14,
    "concerns": 30,
    "actions": 36,
    "referrals": 16,
    "allegations": 20,
    "low_level_concerns": 14,
    "staff": 9,
    "training": 20,
    "supervision": 16,
    "meetings": 8,
    "policies": 7,
    "assurances": 12,
    "whistleblowing": 7,
}


@dataclass(frozen=True)
class Nasty:
    """A made world, and the dates to ask it for: (as_at, since), each `as_at` once."""

    tables: dict[str, TableText]
    asked: list[tuple[date, date]]


def nasty_world(seed: int) -> Nasty:
    """The world of this seed."""
    return _Maker(seed).world()


class _Maker:
    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.anchor = date.fromisoformat(self.random.choice(ANCHORS))
        self.empty = self.random.choice([0.02, 0.1, 0.1, 0.3])
        offsets = [*self.random.sample(THRESHOLDS, 12), *self.random.sample(YEARLY, 3)]
        self.days = [self.anchor - timedelta(days=offset) for offset in offsets]
        self.days += [self.anchor + timedelta(days=offset) for offset in (0, 1, self.random.choice([3, 28, 90]))]
        self.children = [f"C{number}" for number in range(1, self.random.randint(5, 15) + 1)]
        self.providers = [f"P{number}" for number in range(1, self.random.randint(2, 3) + 1)]
        self.adults = [f"A{number}" for number in range(1, MANY["staff"] + 1)]
        self.tables: dict[str, TableText] = {}

    def world(self) -> Nasty:
        for name, model in TABLES.items():
            self.tables[name] = [[column.name for column in model.columns()]]
        for child in self.children:
            self.add("children", child_id=child, date_of_birth=self.birthday(), provider_id=self.provider(0.1))
        for provider in self.providers:
            self.add("providers", provider_id=provider)
        self.calendar()
        for child in [*self.children, "X9"]:
            self.tables["attendance"] += nasty_register(
                self.random, child, self.anchor, [self.provider(), self.provider()]
            )
        for person in self.adults[::2]:
            self.nearly_trained(person)
        for name, count in MANY.items():
            for number in range(count):
                self.add(name, number)
        for number, (name, given) in enumerate(nasty_pairs(self.random, self.anchor, self.children, self.adults)):
            self.add(name, 1000 + number, **given)
        return Nasty(self.tables, self.asks())

    def asks(self) -> list[tuple[date, date]]:
        around = [0, 1, self.random.choice([-1, 2, 3]), -self.random.choice([28, 42, 90])]
        asked = []
        for number, as_at in enumerate(self.anchor + timedelta(days=offset) for offset in around):
            since = academic_year_start(as_at)
            if number % 2:
                since = as_at - timedelta(days=self.random.choice([0, 1, 6, 27, 28, 90, 365, 400]))
            asked.append((as_at, since))
        return asked

    def add(self, table: str, number: int = 0, **given: str) -> None:
        """One row; a cell that is not given is drawn by the kind of its column. Some rows are nearly in order."""
        base, tidy = self.day(), self.random.random() < 0.4
        cells = []
        for column in TABLES[table].columns():
            empty = 0.8 if table == "staff" else 0.5
            empty = empty if column.name in ENDS else 0.03 if tidy else self.empty
            if column.name in given:
                cells.append(given[column.name])
            elif column.may_be_empty and self.random.random() < empty:
                cells.append("")
            else:
                cells.append(self.cell(table, column, number, base, tidy))
        self.tables[table].append(cells)

    def cell(self, table: str, column: Column, number: int, base: date, tidy: bool) -> str:
        often = OFTEN.get((table, column.name), [])
        match column.kind:
            case Identifier():
                return self.identifier(table, column, number)
            case VocabularyList(words):
                return ";".join(self.random.sample((*words, *often), self.random.choice([1, 1, 1, 2, 3])))
            case Vocabulary(words):
                return self.random.choice([*words, *often])
            case Day() if (table, column.name) == ("staff", "started_on"):
                return str(base + timedelta(days=self.random.choice([0, 0, 1, 2, 30, 31, -1])))
            case Day():
                return str(self.day_near(base, tidy))
            case Moment():
                clock = self.random.choice(["09:00"] * 9 + ["15:30"] if tidy else CLOCK)
                return f"{self.day_near(base, tidy)}T{clock}"
            case WholeNumber():
                return self.random.choice(["1", "2", "2", "3", "10", "11", "12"])
            case Hours():
                return self.random.choice(["5", "10", "12.5", "25"])
            case Title(of="owner_role"):
                return str(self.random.choice(OWNER_ROLES))
            case Title():
                return ""
            case _:  # yes or no
                return self.random.choice(["yes"] * (9 if tidy else 2) + ["no"])

    def identifier(self, table: str, column: Column, number: int) -> str:
        name = column.name
        if name in ("provider_id", "organisation_id"):
            return self.provider()
        if name == "child_id":
            return self.random.choice([*self.children, "X9"])
        if name == "adult_id":
            return self.random.choice(self.adults[:4])
        if name == "staff_id":
            return f"A{number + 1}" if table == "staff" else self.random.choice([*self.adults, "A99"])
        if len(TABLES[table].KEY) == 1 and column.is_key:
            return f"{table}-{number}"
        owner = {"concern_id": "concerns", "timetable_id": "part_time_timetables"}[name]
        return f"{owner}-{self.random.randint(0, MANY[owner])}"

    def day(self) -> date:
        return self.random.choice(self.days)

    def day_near(self, base: date, tidy: bool) -> date:
        """The base of the row, what comes a little after it, or any other of the few days."""
        if tidy:
            return base + timedelta(days=self.random.choice([0, 0, 0, 0, 0, 0, 1, 2, -1]))
        draw = self.random.random()
        if draw < 0.25:
            return base
        return base + timedelta(days=self.random.choice(LATER)) if draw < 0.8 else self.day()

    def provider(self, empty: float = 0.0) -> str:
        return "" if self.random.random() < empty else self.random.choice([*self.providers * 4, "P9"])

    def birthday(self) -> str:
        if self.random.random() < 0.1:
            return ""
        age = self.random.choice([5, 16, 17, *range(4, 17)])
        return str(date(self.anchor.year - age, *self.random.choice(BIRTHDAYS)))

    def nearly_trained(self, person: str) -> None:
        """Every required course, completed a little under or over the months for which it is valid."""
        for course, months in (
            ("induction", 30),
            ("annual_update", 12),
            ("prevent", 36),
            ("dsl", 24),
            ("governor", 36),
        ):
            valid_for = self.random.choice([months, months - 1, months - 2, months - 3])
            completed = add_months(self.anchor, -valid_for) + timedelta(days=self.random.choice([0, 0, 1, -1]))
            expires = self.random.choice(["", "", "", str(self.day_near(self.anchor, True))])
            self.add("training", staff_id=person, course=course, completed_on=str(completed), expires_on=expires)

    def calendar(self) -> None:
        """Terms, some a provider's own, some years without any; inset and closures near the days that matter."""
        if self.random.random() < 0.05:
            return
        first = academic_year_start(self.anchor).year
        gaps = self.random.random() < 0.4
        for year in range(first - 3, first + 2):
            for owner in ["", *self.providers]:
                if self.random.random() < ((0.8 if gaps else 1) if not owner else 0.25):
                    shift = timedelta(days=self.random.choice([0, 0, -1, 1, 7])) if owner else timedelta()
                    for start, end in TERMS[: self.random.choice([6, 6, 6, 5, 1]) if owner else 6]:
                        in_year = year if start[0] >= 9 else year + 1
                        self.entry(owner, "term", date(in_year, *start) + shift, date(in_year, *end) + shift)
        for _ in range(self.random.randint(0, 6)):
            start_day = self.day()
            until = start_day + timedelta(days=self.random.choice([0, 0, 1, 4, -1]))
            self.entry(
                self.random.choice(["", *self.providers]), self.random.choice(["inset", "closure"]), start_day, until
            )
        if self.random.random() < 0.1:  # a term over 1 September belongs to both years
            self.entry(self.random.choice(["", *self.providers]), "term", date(first, 8, 27), date(first, 9, 8))

    def entry(self, owner: str, kind: str, first: date, last: date) -> None:
        self.tables["calendar"].append([owner, kind, str(first), str(last)])
