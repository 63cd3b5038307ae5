/*
title = "Part-time timetables past their end"
asks = "Which part-time timetables should be over?"
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
authority = "Safeguarding policy of the Virtual School: a time limit by which full-time education or alternative provision is expected"
edition = "2024"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Timetables without a planned end are not among them."
answer = "{n} part-time {n|timetable|timetables} should be over, of {d} open with a planned end."
answer_none = "No part-time timetable is past its end, of {d} open with a planned end."
answer_no_data = "No open part-time timetable has a planned end."
children_among = "with an open part-time timetable that has a planned end"
children_who = "{n|has|have} one that should be over"
outlook = "{n} part-time {n|timetable reaches its|timetables reach their} planned end"
*/
SELECT
    asked.as_at,
    timetable.timetable_id AS subject,
    timetable.child_id AS child,
    timetable.provider_id AS provider,
    timetable.planned_end_on AS happened_on,
    CASE WHEN timetable.planned_end_on < asked.as_at THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    TRUE AS known,
    'planned to end ' || strftime(timetable.planned_end_on, '%-d %B %Y') || ', still open'
    || CASE
        WHEN timetable.planned_end_on = asked.as_at - 1 THEN ' 1 day later'
        WHEN timetable.planned_end_on < asked.as_at
            THEN ' ' || CAST(date_diff('day', timetable.planned_end_on, asked.as_at) AS VARCHAR) || ' days later'
        ELSE ''
    END AS why
FROM asked
INNER JOIN timetable_of_school_age AS timetable
    ON timetable.planned_end_on IS NOT NULL
    AND (timetable.started_on IS NULL OR timetable.started_on <= asked.as_at)
    AND (timetable.ended_on IS NULL OR timetable.ended_on > asked.as_at)
    AND asked.as_at BETWEEN timetable.school_age_from AND timetable.school_age_to;
/*
Example: the planned end is the last day with it, so a timetable is past it the day after.
as_at 2026-11-20
part_time_timetables
| timetable_id | child_id | started_on | planned_end_on | ended_on   |
| yesterday    | c1       | 2026-10-01 | 2026-11-19     |            |
| today        | c2       | 2026-10-01 | 2026-11-20     |            |
| no_end       | c3       | 2026-10-01 |                |            |
| ended        | c4       | 2026-10-01 | 2026-11-01     | 2026-11-20 |
gives
| subject   | numerator | why                                                        |
| yesterday | 1         | planned to end 19 November 2026, still open 1 day later |
| today     | 0         | planned to end 20 November 2026, still open             |
figure 1 of 2

Example: seen from a past date, what ended since was still open.
as_at 2026-11-10
part_time_timetables
| timetable_id | child_id | started_on | planned_end_on | ended_on   |
| t1           | c1       | 2026-10-01 | 2026-11-01     | 2026-11-20 |
gives
| subject | numerator |
| t1      | 1         |
figure 1 of 1
*/
