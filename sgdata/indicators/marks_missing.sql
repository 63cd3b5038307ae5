/*
title = "Marks missing"
asks = "What do we not know?"
theme = "attendance"
unit = "percent"
kind = "flow"
good = "low"
about = "process"
subject = "session"
amounts = true
target = 1
amber = 5
clauses = ["VS-5.1"]
rule = "Data quality"
authority = "School Attendance (Pupil Registration) (England) Regulations 2024; a line of our own"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Only days that an attendance return of the child's present setting covers, whether or not the return came. Where a child was before is not known."
answer = "{n} of {d} expected {d|mark|marks} {n|is|are} missing ({percent})."
answer_none = "None of {d} expected {d|mark|marks} is missing."
answer_no_data = "No mark was expected."
children_who = "{n|has|have} {rate} of their expected marks missing"
*/
SELECT
    child.as_at,
    child.child_id AS subject,
    child.child_id AS child,
    child.as_at AS happened_on,
    child.expected - child.marked AS numerator,
    child.expected AS denominator,
    TRUE AS known,
    CAST(child.expected - child.marked AS VARCHAR) || ' of ' || CAST(child.expected AS VARCHAR)
    || ' expected marks missing' AS why
FROM (
    SELECT
        expected.as_at,
        expected.child_id,
        sum(bit_count(expected.sessions)) AS expected,
        sum(bit_count(expected.sessions & coalesce(found.marked, 0))) AS marked
    FROM (
        SELECT
            asked_week.as_at,
            child.child_id,
            asked_week.week_from,
            -- From the first to the last day on which the child is on roll and of school age.
            school_week.expected & asked_week.sessions & (
                (1 << (2 * least(date_diff('day', asked_week.week_from, child.last_on) + 1, 7)))
                - (1 << (2 * greatest(date_diff('day', asked_week.week_from, child.first_on), 0)))
            ) AS sessions
        FROM asked_week
        INNER JOIN school_week ON school_week.week_from = asked_week.week_from AND school_week.expected <> 0
        INNER JOIN (
            SELECT
                child_id,
                provider_id,
                greatest(on_roll_from, school_age_from) AS first_on,
                least(on_roll_to, school_age_to) AS last_on
            FROM child_on_roll
        ) AS child
            ON child.provider_id = school_week.provider_id
            AND child.first_on <= child.last_on
            AND child.first_on <= asked_week.week_from + 6
            AND child.last_on >= asked_week.week_from
    ) AS expected
    LEFT JOIN (
        SELECT
            asked_week.as_at,
            week.child_id,
            week.week_from,
            bit_or(week.marked) AS marked
        FROM asked_week
        INNER JOIN attendance_week AS week
            ON week.week_from = asked_week.week_from
            AND asked_week.as_at BETWEEN week.known_from AND week.known_to
        GROUP BY asked_week.as_at, week.child_id, week.week_from
    ) AS found
        ON found.as_at = expected.as_at
        AND found.child_id = expected.child_id
        AND found.week_from = expected.week_from
    GROUP BY expected.as_at, expected.child_id
) AS child
WHERE child.expected > 0;
/*
Example: of the school days that a return covers; a mark of another setting is a mark, a register not taken is none.
as_at 2026-11-20 since 2026-11-01
children
| child_id | provider_id | on_roll_from | on_roll_to |
| there    | s1          |              |            |
| joined   | s1          | 2026-11-10   |            |
| left     | s1          |              | 2026-11-10 |
| nowhere  |             |              |            |
calendar
| provider_id | kind  | date_from  | date_to    |
|             | term  | 2026-11-02 | 2026-12-18 |
| s1          | inset | 2026-11-11 | 2026-11-11 |
returns
| provider_id | table      | period_from | period_to  |
| s1          | attendance | 2026-11-09  | 2026-11-13 |
register
| child_id | provider_id | from       | marks            |
| there    | s1          | 2026-11-09 | / / - / . . I    |
| there    | s2          | 2026-11-12 | . B              |
| joined   | s1          | 2026-11-10 | / /              |
gives
| subject | why                         |
| there   | 3 of 8 expected marks missing |
| joined  | 4 of 6 expected marks missing |
| left    | 2 of 2 expected marks missing |
figure 9 of 16

Example: days after the date asked are not expected yet; a return of another kind expects no mark.
as_at 2026-11-10 since 2026-11-01
children
| child_id | provider_id |
| c1       | s1          |
| c2       | s2          |
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2026-11-02 | 2026-12-18 |
returns
| provider_id | table               | period_from | period_to  |
| s1          | attendance          | 2026-11-09  | 2026-11-13 |
| s2          | part_time_timetables | 2026-11-09  | 2026-11-13 |
gives
| subject | why                           |
| c1      | 4 of 4 expected marks missing |
figure 4 of 4
*/
