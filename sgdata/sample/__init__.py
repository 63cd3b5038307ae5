"""The sample: a whole organisation invented from a seed, written as the CSV files of the input contract."""

from pathlib import Path

from sgdata.sample.adults import allegation_rows, low_level_rows
from sgdata.sample.children import children_rows
from sgdata.sample.concerns import make_concerns
from sgdata.sample.csv_files import Row, columns_of, write_table
from sgdata.sample.follow_up import action_rows, referral_rows
from sgdata.sample.governance import (
    assurance_rows,
    meeting_rows,
    policy_rows,
    whistleblowing_rows,
)
from sgdata.sample.known_faults import (
    DOUBTED,
    REFUSED,
    add_known_faults,
    attendance_fault_lines,
)
from sgdata.sample.missing import missing_education_rows, missing_episode_rows
from sgdata.sample.people import (
    CHILDREN_BY_DEFAULT,
    make_people,
    supervision_rows,
    training_rows,
)
from sgdata.sample.register import attendance_lines
from sgdata.sample.returns import fill_nil_returns, make_returns
from sgdata.sample.school_terms import FIXED_DATE
from sgdata.sample.settings import SampleKind, provider_rows
from sgdata.sample.suspensions import suspension_rows
from sgdata.sample.timetables import make_timetables
from sgdata.sample.truancy import add_runs_without_leave
from sgdata.sample.world import World, make_world

__all__ = ["DOUBTED", "FIXED_DATE", "REFUSED", "SampleKind", "write_sample"]


def write_sample(
    folder: Path,
    *,
    kind: SampleKind = "virtual_school",
    children: int | None = None,
    years: int = 2,
    seed: int = 1,
) -> None:
    """Writes `<table>.csv` for every table of the contract into `folder`, which is made if need be.

    `children` on roll on `FIXED_DATE`, the last day of data; `years` complete academic years before the one
    that holds it. The same arguments give the same bytes. ValueError where a number is too small."""
    children = CHILDREN_BY_DEFAULT[kind] if children is None else children
    for name, number, least in (("children", children, 5), ("years", years, 1), ("seed", seed, 0)):
        if number < least:
            raise ValueError(f"{name} is {number}: wanted {least} or more")
    folder.mkdir(parents=True, exist_ok=True)
    world = make_world(kind, children, years, seed)
    # In this order: each of these changes where the children are, or what the register says of them.
    timetables = make_timetables(world)
    missing_education = missing_education_rows(world)
    suspensions = suspension_rows(world)
    add_runs_without_leave(world)
    returns = make_returns(world)
    fill_nil_returns(returns, timetables.timetables)

    tables = _tables_of(world)
    tables["returns"] = returns.rows
    tables["part_time_timetables"] = timetables.timetables
    tables["timetable_reviews"] = timetables.reviews
    tables["missing_education"] = missing_education
    tables["suspensions"] = suspensions
    add_known_faults(tables)
    for table, rows in tables.items():
        write_table(folder, table, rows)
    with (folder / "attendance.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(columns_of("attendance")) + "\n")
        file.writelines(attendance_lines(world, returns.not_received))
        file.writelines(attendance_fault_lines(world, returns.not_received))


def _tables_of(world: World) -> dict[str, list[Row]]:
    """The tables that change nothing in the world."""
    concerns, raised = make_concerns(world)
    staff, people = make_people(world)
    return {
        "children": children_rows(world.children, world.seed),
        "providers": provider_rows(world.settings),
        "calendar": world.school_days.rows,
        "missing_episodes": missing_episode_rows(world),
        "concerns": concerns,
        "actions": action_rows(world, raised),
        "referrals": referral_rows(world, raised),
        "allegations": allegation_rows(world),
        "low_level_concerns": low_level_rows(world),
        "staff": staff,
        "training": training_rows(world, people),
        "supervision": supervision_rows(world, people),
        "meetings": meeting_rows(world),
        "policies": policy_rows(world),
        "assurances": assurance_rows(world),
        "whistleblowing": whistleblowing_rows(world),
    }
