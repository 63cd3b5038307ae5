"""The faults that the sample holds on purpose, all of them: rows to refuse, and rows to accept and doubt.

A row to refuse breaks the contract in one cell. A row to doubt is well-formed and implausible, or replaces
another."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sgdata.sample.csv_files import Row
from sgdata.sample.school_terms import FIXED_DATE, Span
from sgdata.sample.world import World

# How many rows of each table the door refuses.
REFUSED = {"attendance": 3, "concerns": 2, "actions": 2, "training": 2}
# How many rows of each table come in with a fault that is to be raised as a data-quality item.
DOUBTED = {"attendance": 3, "concerns": 2, "actions": 2, "training": 1, "suspensions": 1}

NO_SUCH_DAY = "31/02/2026"


def attendance_fault_lines(world: World, not_received: dict[str, list[Span]]) -> Iterator[str]:
    """Lines for the end of attendance.csv, most of them about a pupil whose school sent its registers."""
    pupils = [child for child in world.pupils_today() if child.provider_on(FIXED_DATE) not in not_received]
    pupil = (pupils or world.children)[0]
    provider_id = pupil.provider_on(FIXED_DATE) or world.settings[0].provider_id
    gone = next((child for child in world.children if child.on_roll_until and child.stays), None)
    # Refused: a code that is in no regulation; a day that does not exist; no child.
    yield f"{pupil.child_id},{FIXED_DATE.isoformat()},PM,{provider_id},ZZ,\n"
    yield f"{pupil.child_id},{NO_SUCH_DAY},AM,{provider_id},/,\n"
    yield f",{FIXED_DATE.isoformat()},PM,{provider_id},/,\n"
    # Doubted: a Saturday; a session given twice, the later line corrects it to "late".
    saturday = FIXED_DATE - timedelta(days=FIXED_DATE.weekday() + 2)
    yield f"{pupil.child_id},{saturday.isoformat()},AM,{provider_id},/,\n"
    corrected_at = datetime(FIXED_DATE.year, FIXED_DATE.month, FIXED_DATE.day, 15, 10).isoformat(timespec="minutes")
    yield f"{pupil.child_id},{FIXED_DATE.isoformat()},AM,{provider_id},L,{corrected_at}\n"
    # Doubted: a mark of a child who had left, or (where nobody has left) of a child that nobody knows.
    after = gone.on_roll_until if gone and gone.on_roll_until else FIXED_DATE
    child_id, left_id = ("C999999", provider_id) if gone is None else (gone.child_id, gone.stays[-1].provider_id)
    yield f"{child_id},{after.isoformat()},AM,{left_id},O,\n"


def add_known_faults(tables: dict[str, list[Row]]) -> None:
    """Adds the faults to the tables other than attendance, at their ends; none where these have no rows."""
    if not (tables["concerns"] and tables["actions"] and tables["training"]):
        return  # a handful of children may have nothing to copy from
    concern = tables["concerns"][-1]
    seen_on = FIXED_DATE - timedelta(days=40)
    seen_at = datetime(seen_on.year, seen_on.month, seen_on.day, 10, 15)
    tables["concerns"] += [
        # Refused: a category that is not in the list; a time that does not exist.
        {**concern, "concern_id": "K90001", "categories": ("neglect", "general_worry")},
        {**concern, "concern_id": "K90002", "observed_at": f"{NO_SUCH_DAY} 10:00"},
        # Doubted: closed before it was seen; reported before it was seen.
        {**concern, "concern_id": "K90003", "observed_at": seen_at, "closed_on": seen_on - timedelta(days=3)},
        {
            **concern,
            "concern_id": "K90004",
            "observed_at": seen_at,
            "reported_to_dsl_at": seen_at - timedelta(hours=3),
        },
    ]
    action = tables["actions"][-1]
    tables["actions"] += [
        # Refused: a due date that does not exist; a kind that is not in the list.
        {**action, "action_id": "A90001", "due_on": NO_SUCH_DAY},
        {**action, "action_id": "A90002", "kind": "phone_call"},
        # Doubted: follows a concern that nobody knows; given twice, the later line says that it is done.
        {**action, "action_id": "A90003", "concern_id": "K99999"},
        {**action, "completed_on": FIXED_DATE, "cancelled_on": None},
    ]
    course = tables["training"][-1]
    tables["training"] += [
        # Refused: no person; a course that is not in the list.
        {**course, "staff_id": None},
        {**course, "course": "first_aid"},
        # Doubted: a person whom the staff table does not know.
        {**course, "staff_id": "P999", "course": "prevent", "completed_on": date(2026, 10, 2)},
    ]
    # Doubted: a suspension of a child whom the children table does not know.
    tables["suspensions"].append(
        {
            "suspension_id": "X9001",
            "child_id": "C999998",
            "kind": "suspension",
            "started_on": seen_on,
            "sessions": 4,
        }
    )
