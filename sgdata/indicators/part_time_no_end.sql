/*
title = "Part-time timetables without an end"
asks = "Which part-time timetables have no time limit?"
theme = "part_time"
unit = "percent"
kind = "stock"
good = "low"
about = "child"
subject = "timetable"
own_provider = true
target = 0
amber = 0
clauses = ["VS-5.3"]
rule = "PTT-3"
authority = "Safeguarding policy of the Virtual School; Working together to improve school attendance: a proposed end date"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
answer = "{n} of {d} open part-time {d|timetable|timetables} {n|has|have} no planned end ({percent})."
answer_none = "Every one of {d} open part-time {d|timetable|timetables} has a planned end."
answer_no_data = "No part-time timetable is open."
children_among = "with an open part-time timetable"
children_who = "{n|has|have} one without a planned end"
*/
SELECT
    asked.as_at,
    timetable.timetable_id AS subject,
    timetable.child_id AS child,
    timetable.provider_id AS provider,
    timetable.started_on AS happened_on,
    CASE WHEN timetable.planned_end_on IS NULL THEN 1 ELSE 0 END AS numerator,
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
Example: an end that has passed is an end; what has ended is not asked about.
as_at 2026-11-20
part_time_timetables
| timetable_id | child_id | started_on | planned_end_on | ended_on   |
| no_end       | c1       | 2026-10-01 |                |            |
| past_end     | c2       | 2026-10-01 | 2026-11-01     |            |
| ended        | c3       | 2026-10-01 |                | 2026-11-20 |
gives
| subject  | numerator | why                                                 |
| no_end   | 1         | since 1 October 2026, no planned end              |
| past_end | 0         | since 1 October 2026, planned to 1 November 2026 |
figure 1 of 2

Example: the first end that was agreed does not stand for the end that is agreed now; without a start it is open.
as_at 2026-11-20
part_time_timetables
| timetable_id | child_id | first_planned_end_on | planned_end_on |
| taken_away   | c1       | 2026-11-01           |                |
gives
| subject    | numerator | why                                             |
| taken_away | 1         | open, and not known since when, no planned end |
figure 1 of 1
*/
