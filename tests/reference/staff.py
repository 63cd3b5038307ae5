"""Staff, as indicators.md asks for them."""

from datetime import date

from sgdata.rules import RequiredCourse, Rules
from sgdata.tables.staff import StaffMember, Training
from tests.reference.days import academic_year_start, add_months
from tests.reference.judging import Judged, Verdict, indicator, judged
from tests.reference.world import World, has_happened, is_open

NEVER = date.max


def people_in_post(world: World, as_at: date) -> list[StaffMember]:
    """Started by `as_at` and not ended. Long-term absent are left out; an empty `long_term_absent` counts as no."""
    return [
        person
        for person in world.staff
        if is_open(person.started_on, person.ended_on, as_at) and person.long_term_absent is not True
    ]


def holds_any(person: StaffMember, *roles: str) -> bool:
    """A person has one or more roles."""
    return any(role in roles for role in person.roles or [])


def required_courses(person: StaffMember, rules: Rules) -> list[RequiredCourse]:
    """Every course that the person's roles require."""
    return [
        required
        for required in rules.required_courses
        if required.roles == "everyone" or holds_any(person, *required.roles)
    ]


def due(world: World, person: StaffMember, required: RequiredCourse, as_at: date) -> date | None:
    """Latest `completed_on` not after `as_at` + months, or `expires_on` where that is earlier; None: not done."""
    done = [
        training
        for training in world.training
        if training.staff_id == person.staff_id
        and training.course in (required.course, *required.also)
        and training.completed_on <= as_at
    ]
    if not done:
        return None
    latest = max(training.completed_on for training in done)

    def due_of(training: Training) -> date:
        by_months = NEVER if required.months is None else add_months(training.completed_on, required.months)
        return min(by_months, training.expires_on or NEVER)

    # Where two courses that count as one were completed on one day, the one that lasts longer.
    return max(due_of(training) for training in done if training.completed_on == latest)


def is_in_date(world: World, person: StaffMember, required: RequiredCourse, as_at: date) -> bool:
    """Due on or after `as_at`."""
    next_due = due(world, person, required, as_at)
    return next_due is not None and next_due >= as_at


@indicator("training_people_in_date")
def training_people_in_date(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for person in people_in_post(world, as_at):
        in_date = all(is_in_date(world, person, required, as_at) for required in required_courses(person, rules))
        rows.append(judged(person.staff_id, in_date))
    return rows


@indicator("training_items_in_date", subject_is_id=False)
def training_items_in_date(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [
        judged(f"{person.staff_id} {required.course}", is_in_date(world, person, required, as_at))
        for person in people_in_post(world, as_at)
        for required in required_courses(person, rules)
    ]


def _course_in_date(world: World, person: StaffMember, course: str, rules: Rules, as_at: date) -> bool:
    return any(
        is_in_date(world, person, required, as_at) for required in rules.required_courses if required.course == course
    )


@indicator("dsl_trained_in_two_years")
def dsl_trained_in_two_years(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [
        judged(person.staff_id, _course_in_date(world, person, "dsl", rules, as_at))
        for person in people_in_post(world, as_at)
        if holds_any(person, "dsl", "deputy_dsl")
    ]


@indicator("annual_update_in_date")
def annual_update_in_date(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [
        judged(person.staff_id, _course_in_date(world, person, "annual_update", rules, as_at))
        for person in people_in_post(world, as_at)
    ]


@indicator("training_due_in_90_days", parts=("due_0_30", "due_31_60", "due_61_90"), subject_is_id=False)
def training_due_in_90_days(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for person in people_in_post(world, as_at):
        for required in required_courses(person, rules):
            next_due = due(world, person, required, as_at)
            if next_due is None or next_due < as_at:
                continue
            days = (next_due - as_at).days
            bands = {"due_0_30": days <= 30, "due_31_60": 31 <= days <= 60, "due_61_90": 61 <= days <= 90}
            parts = tuple(band for band, falls_in in bands.items() if falls_in)
            rows.append(judged(f"{person.staff_id} {required.course}", days <= 90, parts=parts))
    return rows


@indicator("kcsie_read")
def kcsie_read(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    first_of_september = academic_year_start(as_at)
    for person in people_in_post(world, as_at):
        read = person.kcsie_read_on
        has_read = read is not None and first_of_september <= read <= as_at
        # Without `started_on`: grace for reading from 1 September only.
        grace_from = max(first_of_september, person.started_on or first_of_september)
        if not has_read and (as_at - grace_from).days <= 30:
            continue
        rows.append(judged(person.staff_id, has_read))
    return rows


def check_dates(person: StaffMember) -> list[date | None]:
    """The dates of every check; qualifications only if needed (empty counts as no)."""
    dates = [
        person.application_form_on,
        person.references_verified_on,
        person.enhanced_dbs_on,
        person.identity_checked_on,
        person.gaps_explained_on,
    ]
    return [*dates, person.qualifications_checked_on] if person.qualifications_needed is True else dates


def has_complete_checks(person: StaffMember, as_at: date) -> bool:
    """Every date present and not after `as_at`, and 2 references or more."""
    has_references = person.references_received is not None and person.references_received >= 2
    return has_references and all(has_happened(checked_on, as_at) for checked_on in check_dates(person))


@indicator("recruitment_checks_complete")
def recruitment_checks_complete(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    return [judged(person.staff_id, has_complete_checks(person, as_at)) for person in people_in_post(world, as_at)]


@indicator("checks_done_before_start")
def checks_done_before_start(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for person in people_in_post(world, as_at):
        if has_complete_checks(person, as_at):
            started = person.started_on
            # A person without `started_on` is in post with checks before the start unknown.
            verdict: Verdict = None
            if started is not None:
                verdict = all(day is not None and day <= started for day in check_dates(person))
            rows.append(judged(person.staff_id, verdict))
    return rows


@indicator("supervision_in_8_weeks")
def supervision_in_8_weeks(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    rows = []
    for person in people_in_post(world, as_at):
        # A person without `started_on` is in post for over 8 weeks.
        if person.started_on is not None and (as_at - person.started_on).days <= 56:
            continue
        supervised = any(
            supervision.staff_id == person.staff_id and 0 <= (as_at - supervision.held_on).days <= 56
            for supervision in world.supervision
        )
        rows.append(judged(person.staff_id, supervised))
    return rows


@indicator("dsl_and_deputy_in_post")
def dsl_and_deputy_in_post(world: World, as_at: date, since: date, rules: Rules) -> list[Judged]:
    people = people_in_post(world, as_at)
    return [judged(role, any(holds_any(person, role) for person in people)) for role in ("dsl", "deputy_dsl")]
