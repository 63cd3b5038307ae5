/*
title = "Part-time timetables open"
asks = "How many part-time timetables are open?"
theme = "part_time"
unit = "count"
kind = "stock"
good = "low"
about = "child"
subject = "timetable"
own_provider = true
clauses = ["VS-5.3"]
rule = "PTT-3"
authority = "Working together to improve school attendance; School Attendance (Pupil Registration) (England) Regulations 2024, regulation 11(6)"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Only timetables that were reported: a setting that sent no return may have others."
answer = "{n} part-time {n|timetable is|timetables are} open."
answer_none = "No part-time timetable is open."
answer_no_data = "No part-time timetable is open."
children_who = "{n|is|are} on a part-time timetable"
*/
SELECT
    asked.as_at,
    timetable.timetable_id AS subject,
    timetable.child_id AS child,
    timetable.provider_id AS provider,
    timetable.started_on AS happened_on,
    1 AS numerator,
    1 AS denominator,
    TRUE AS known,
    CASE
        WHEN timetable.started_on IS NULL THEN 'open, and not known since when'
        ELSE 'since ' || strftime(timetable.started_on, '%-d %B %Y')
    END
    || CASE
        WHEN timetable.planned_end_on IS NULL THEN ', no planned end'
        ELSE ', planned to ' || strftime(timetable.planned_end_on, '%-d %B %Y')
    END AS why
FROM asked
INNER JOIN timetable_of_school_age AS timetable
    ON (timetable.started_on IS NULL OR timetable.started_on <= asked.as_at)
    AND (timetable.ended_on IS NULL OR timetable.ended_on > asked.as_at)
    AND asked.as_at BETWEEN timetable.school_age_from AND timetable.school_age_to;
/*
Example: open from its first day until the first day without it; two timetables of one child are two.
as_at 2026-11-20
part_time_timetables
| timetable_id | child_id | started_on | ended_on   |
| first_day    | c1       | 2026-11-20 |            |
| second       | c1       | 2026-11-02 | 2026-11-21 |
| ended        | c2       | 2026-11-02 | 2026-11-20 |
| not_yet      | c2       | 2026-11-21 |            |
| no_start     | c3       |            |            |
gives
| subject   |
| first_day |
| second    |
| no_start  |
figure 3 of 3

Example: a child past compulsory school age is not asked about; the last Friday in June is the last day.
as_at 2026-06-26
children
| child_id | date_of_birth |
| last_day | 2009-09-01    |
| past     | 2009-08-31    |
part_time_timetables
| timetable_id | child_id | started_on |
| t1           | last_day | 2026-05-01 |
| t2           | past     | 2026-05-01 |
gives
| subject |
| t1      |
figure 1 of 1
*/
