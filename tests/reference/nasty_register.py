"""The marks of one child, made to lie at the thresholds of the attendance rows."""

from datetime import date, timedelta
from random import Random

from sgdata.tables.attendance import ATTENDANCE_CODES
from tests.reference.days import days_from_to

UNAUTHORISED = ["O", "O", "O", "G", "N", "U"]
NO_POSSIBLE_MARK = ["", "-", "D", "X", "Y1", "Y", "#", "Z", "Q"]
LENGTHS = [8, 21, 30, 45, 75, 160]
HABITS = ["runs", "runs", "ten", "sixty", "gone", "sick", "part_time", "tenth", "half", "any", "rare"]


def nasty_register(random: Random, child: str, anchor: date, providers: list[str]) -> list[list[str]]:
    """Rows of the table attendance, back from a day or so after `anchor`; some sessions stand in two registers."""
    if random.random() < 0.15:
        return []
    last = anchor + timedelta(days=random.choice([0, 0, 1, 2]))
    days = days_from_to(last - timedelta(days=random.choice(LENGTHS)), last)
    days = [day for day in days if day.weekday() < 5 or random.random() < 0.03]
    codes = iter(_codes(random, 2 * len(days)))
    home, other = providers
    rows = []
    for day in days:
        for session in ("AM", "PM"):
            rows.append([child, str(day), session, home, next(codes), _recorded_at(random, day)])
            if random.random() < 0.06:
                second = random.choice([*ATTENDANCE_CODES, "D", "D", "D", "B", "C2", "O", "/"])
                rows.append([child, str(day), session, other, second, _recorded_at(random, day)])
    return rows


def _recorded_at(random: Random, day: date) -> str:
    if random.random() > 0.06:
        return ""
    return f"{day + timedelta(days=random.choice([0, 1, 7, 28]))}T09:00"


def _codes(random: Random, count: int) -> list[str]:
    """The codes of `count` sessions, mornings and afternoons in turn, by one of several bad habits."""
    habit = random.choice(HABITS)
    if habit == "runs":  # of about 10 days, with days between that neither count nor break
        codes: list[str] = []
        while len(codes) < count:
            for _ in range(random.choice([3, 4, 5, 9, 9, 10, 10, 11, 12])):
                codes += [random.choice(UNAUTHORISED), random.choice([*UNAUTHORISED, *NO_POSSIBLE_MARK[:3]])]
                if random.random() < 0.1:
                    codes += random.choices(NO_POSSIBLE_MARK, k=2)
            codes += [random.choice(["/", "I", "B", "L", "O"]), random.choice(["\\", "O", "D"])]
        return codes[-count:]
    if habit == "ten":  # a run that still goes on
        return (["/"] * count + ["O"] * 2 * random.choice([9, 10, 11, 12, 13]))[-count:]
    if habit == "sixty":  # provisional below
        return ([""] * count + ["I"] * 6 + ["/"] * random.choice([53, 54, 55]))[-count:]
    if habit in ("gone", "part_time"):
        away = ["O", "U", "N"] if habit == "gone" else ["C2", "c2"]
        here = ["\\"] * random.choice([1, 4, 12, 24])
        mornings = ["/", "/", "L", "B", "J", "D"]
        return [random.choice([*here, *away] if number % 2 else mornings) for number in range(count)]
    if habit == "sick":
        return (["/"] * count + ["I"] * random.choice([29, 30, 31]))[-count:]
    if habit == "tenth":
        absent = -(-count // 10) - random.choice([0, 0, 1])
        return random.sample(["O", "I", "C2", "E"] * count, absent) + ["/"] * (count - absent)
    if habit == "half":
        absent = -(-count // 2) - random.choice([0, 1])
        return ["/"] * (count - absent) + [random.choice(["I", "C2", "M"])] * absent
    if habit == "rare":
        return random.choices(["", "-", "N", "D", "/"], [6, 2, 1, 1, 1], k=count)
    return random.choices([*ATTENDANCE_CODES, "", "-"], k=count)
