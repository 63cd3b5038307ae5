"""Meetings, policies, partners' assurances and whistleblowing."""

from datetime import date, timedelta

from sgdata.calendar import add_working_days
from sgdata.sample.csv_files import Row
from sgdata.sample.draws import Draws
from sgdata.sample.school_terms import FIXED_DATE
from sgdata.sample.settings import SampleKind
from sgdata.sample.world import World, by_today

# Days between the meetings of each kind.
RHYTHM: dict[SampleKind, dict[str, int]] = {
    "virtual_school": {"leadership": 14, "team": 21, "board": 84},
    "mentoring_provider": {"team": 28, "leadership": 35, "board": 112},
}
# title, approved, to be reviewed by, edition of the guidance it follows
POLICIES: dict[SampleKind, tuple[tuple[str, date, date, str], ...]] = {
    "virtual_school": (
        ("Safeguarding policy", date(2026, 9, 4), date(2027, 9, 1), "KCSIE 2026"),
        (
            "Attendance policy",
            date(2026, 7, 13),
            date(2027, 7, 31),
            "Working together to improve school attendance 2026",
        ),
        ("Children missing education procedure", date(2025, 10, 6), date(2026, 10, 31), "CME guidance 2025"),
        ("Part-time timetable procedure", date(2026, 3, 20), date(2027, 3, 31), "Working Together 2026"),
        ("Low-level concerns policy", date(2026, 9, 4), date(2027, 9, 1), "KCSIE 2026"),
        ("Safer recruitment policy", date(2026, 1, 19), date(2027, 1, 31), "KCSIE 2025"),
        ("Whistleblowing policy", date(2025, 12, 8), date(2026, 12, 31), "Working Together 2023"),
        ("Online safety policy", date(2026, 9, 11), date(2027, 9, 30), "KCSIE 2026"),
        ("Information sharing procedure", date(2024, 5, 14), date(2025, 5, 31), "Working Together 2023"),
        ("Business continuity plan", date(2026, 2, 2), date(2027, 2, 28), ""),
    ),
    "mentoring_provider": (
        ("Safeguarding and child protection policy", date(2024, 9, 2), date(2025, 3, 31), "KCSIE 2024"),
        ("Lone working policy", date(2026, 4, 13), date(2027, 4, 30), ""),
        ("Safer recruitment policy", date(2026, 6, 1), date(2027, 6, 30), "KCSIE 2025"),
        ("Whistleblowing policy", date(2026, 6, 1), date(2027, 6, 30), "Working Together 2026"),
        ("Online safety policy", date(2026, 9, 7), date(2027, 9, 30), "KCSIE 2026"),
        ("Missing child procedure", date(2026, 1, 12), date(2027, 1, 31), "Working Together 2023"),
    ),
}


def meeting_rows(world: World) -> list[Row]:
    """Meetings in their rhythm outside August, nearly all with the safeguarding item."""
    draws = world.draws("meetings")
    held: list[tuple[date, str]] = []
    for kind, days in RHYTHM[world.kind].items():
        day = world.first_day + timedelta(days=draws.whole(5, days))
        while day <= FIXED_DATE:
            on = add_working_days(day - timedelta(days=1), 1)
            if on.month != 8 and on <= FIXED_DATE:
                held.append((on, kind))
            day += timedelta(days=days)
    return [_meeting(f"G{number + 1:03d}", day, kind, draws) for number, (day, kind) in enumerate(sorted(held))]


def _meeting(meeting_id: str, day: date, kind: str, draws: Draws) -> Row:
    has_item = draws.chance(0.98 if kind == "board" else 0.94)
    return {
        "meeting_id": meeting_id,
        "held_on": day,
        "kind": kind,
        "safeguarding_item": None if draws.chance(0.015) else has_item,
        "learning_shared": draws.chance(0.66) if has_item else False,
    }


def policy_rows(world: World) -> list[Row]:
    """The policy register of the last day of data: some reviews overdue, some editions superseded."""
    return [
        {
            "policy_id": f"Q{number:02d}",
            "title": title,
            "approved_on": approved,
            "review_due_on": due,
            "guidance_edition": edition or None,
        }
        for number, (title, approved, due, edition) in enumerate(POLICIES[world.kind], start=1)
    ]


def assurance_rows(world: World) -> list[Row]:
    """What the settings and other partners were asked to confirm in each of the last years."""
    draws = world.draws("assurances")
    organisations = [setting.provider_id for setting in world.settings if not setting.own]
    rows: list[Row] = []
    for year in range(world.first_day.year, FIXED_DATE.year + 1):
        asked = add_working_days(date(year, 9, 20), 1)
        for number, organisation_id in enumerate(organisations):
            for kind in ("modern_slavery", "safeguarding_policy", "section_11")[: 2 if number % 3 else 3]:
                answer = by_today(asked + timedelta(days=draws.whole(3, 48)))
                rows.append(
                    {
                        "organisation_id": organisation_id,
                        "kind": kind,
                        "requested_on": asked,
                        "confirmed_on": answer if draws.chance(0.93) else None,
                    }
                )
    return rows


def whistleblowing_rows(world: World) -> list[Row]:
    """A few reports; one of them has been open for some weeks."""
    draws = world.draws("whistleblowing")
    rows: list[Row] = []
    for number in range(4 if world.kind == "virtual_school" else 2):
        raised = draws.day(world.first_day, FIXED_DATE - timedelta(days=60))
        rows.append(_report(number, raised, by_today(raised + timedelta(days=draws.whole(12, 55))), draws))
    rows.append(_report(len(rows), FIXED_DATE - timedelta(days=draws.whole(32, 44)), None, draws))
    return rows


def _report(number: int, raised: date, closed: date | None, draws: Draws) -> Row:
    route = draws.weighted({"internal": 60, "board": 15, "lado": 15, "nspcc": 10})
    return {"report_id": f"H{number + 1:02d}", "raised_on": raised, "route": route, "closed_on": closed}
