/*
title = "Part-time without a timetable"
asks = "Are there part-time timetables nobody told us of?"
theme = "part_time"
unit = "percent"
kind = "stock"
good = "low"
about = "child"
subject = "child"
target = 0
amber = 0
clauses = ["VS-5.3"]
rule = "PTT-3"
authority = "School Attendance (Pupil Registration) (England) Regulations 2024, regulation 11(6); a line of our own"
edition = "2024"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Children marked C2 three times or more in the last 20 school days of the setting, on a day that none of their timetables covers. A child who is sent home after the afternoon register has no C2."
answer = "{n} of {d} {d|child|children} marked as part-time {n|has|have} no timetable that says so ({percent})."
answer_none = "Every one of {d} {d|child|children} marked as part-time has a timetable that says so."
answer_no_data = "No child was marked as part-time three times in the last 20 school days."
children_among = "marked as part-time"
children_who = "{n|has|have} no timetable that says so"

[parameters]
school_days = 20
least_marks = 3
*/
WITH
mark AS (
    SELECT
        recent.as_at,
        week.child_id,
        week.week_from + place.days_after_monday AS date,
        place.session
    FROM last_school_days AS recent
    INNER JOIN attendance_week AS week
        ON week.provider_id = recent.provider_id
        AND week.week_from = recent.week_from
        AND recent.as_at BETWEEN week.known_from AND week.known_to
        AND week.part_time <> 0
    INNER JOIN session_of_week AS place ON (week.part_time & recent.sessions & place.place) <> 0
    LEFT JOIN children ON children.child_id = week.child_id
    WHERE
        children.school_age_from IS NULL
        OR recent.as_at BETWEEN children.school_age_from AND children.school_age_to
),
covered AS (
    SELECT
        mark.as_at,
        mark.child_id,
        mark.date,
        mark.session,
        count(timetable.timetable_id) AS timetables
    FROM mark
    LEFT JOIN part_time_timetables AS timetable
        ON timetable.child_id = mark.child_id
        -- Plain comparisons: with OR, every mark is held against every timetable.
        AND coalesce(timetable.started_on, DATE '1900-01-01') <= mark.date
        AND coalesce(timetable.ended_on, DATE '9999-12-31') > mark.date
    GROUP BY mark.as_at, mark.child_id, mark.date, mark.session
)
SELECT
    child.as_at,
    child.child_id AS subject,
    child.child_id AS child,
    child.last_on AS happened_on,
    CASE WHEN child.uncovered > 0 THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    TRUE AS known,
    CAST(child.uncovered AS VARCHAR) || ' of ' || CAST(child.marks AS VARCHAR)
    || ' part-time marks without a timetable, the last mark ' || strftime(child.last_on, '%-d %B %Y') AS why
FROM (
    SELECT
        as_at,
        child_id,
        count(*) AS marks,
        sum(CASE WHEN timetables = 0 THEN 1 ELSE 0 END) AS uncovered,
        max(date) AS last_on
    FROM covered
    GROUP BY as_at, child_id
) AS child
INNER JOIN parameters ON child.marks >= parameters.least_marks;
/*
Example: three marks are asked about, two are not; the day a timetable ended is not covered by it.
as_at 2026-11-20
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2026-09-02 | 2026-10-23 |
|             | term | 2026-11-02 | 2026-12-18 |
part_time_timetables
| timetable_id | child_id | started_on | ended_on   |
| t1           | covered  | 2026-11-02 |            |
| t2           | ended    | 2026-11-02 | 2026-11-11 |
register
| child_id | provider_id | from       | marks             |
| covered  | s1          | 2026-11-09 | . C2 . C2 . C2    |
| ended    | s1          | 2026-11-09 | . C2 . C2 . C2    |
| never    | s1          | 2026-11-09 | . C2 . C2 . C2    |
| two      | s1          | 2026-11-09 | . C2 . C2         |
gives
| subject | numerator | why                                                                                |
| covered | 0         | 0 of 3 part-time marks without a timetable, the last mark 11 November 2026         |
| ended   | 1         | 1 of 3 part-time marks without a timetable, the last mark 11 November 2026         |
| never   | 1         | 3 of 3 part-time marks without a timetable, the last mark 11 November 2026         |
figure 2 of 3

Example: the last 20 school days before 20 November begin on 19 October; a past planned end covers, until it has ended.
as_at 2026-11-20
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2026-09-02 | 2026-10-23 |
|             | term | 2026-11-02 | 2026-12-18 |
part_time_timetables
| timetable_id | child_id | planned_end_on |
| t1           | past_end | 2026-10-01     |
register
| child_id | provider_id | from       | marks                |
| past_end | s1          | 2026-10-19 | C2 C2 C2             |
| before   | s1          | 2026-10-16 | C2 C2 C2 C2          |
gives
| subject  | numerator |
| past_end | 0         |
figure 0 of 1
*/
