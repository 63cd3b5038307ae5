/*
title = "Back to full time"
asks = "Does part-time education work?"
theme = "part_time"
unit = "percent"
kind = "flow"
good = "high"
about = "child"
subject = "timetable"
own_provider = true
trend = "year"
target = 80
amber = 60
clauses = ["VS-5.3"]
rule = "PTT-3"
authority = "Safeguarding policy of the Virtual School: a time limit by which full-time education or alternative provision is expected"
edition = "2024"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Of the timetables that ended: one that was extended has not. Alternative provision is not full time at school."
answer = "{n} of {judged} part-time {judged|timetable|timetables} that ended led back to full time ({percent})."
answer_none = "None of {judged} part-time {judged|timetable|timetables} that ended led back to full time."
answer_no_data = "No part-time timetable that ended can be judged."
children_among = "with a part-time timetable that ended"
children_who = "{n|has|have} one that did not lead back to full time"
*/
SELECT
    asked.as_at,
    timetable.timetable_id AS subject,
    timetable.child_id AS child,
    timetable.provider_id AS provider,
    timetable.ended_on AS happened_on,
    CASE WHEN timetable.end_reason = 'full_time' THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    timetable.end_reason IS NOT NULL AS known,
    'ended ' || strftime(timetable.ended_on, '%-d %B %Y')
    || CASE
        WHEN timetable.end_reason IS NULL THEN ', not recorded into what'
        ELSE ': ' || replace(timetable.end_reason, '_', ' ')
    END AS why
FROM asked
INNER JOIN timetable_of_school_age AS timetable
    ON timetable.ended_on BETWEEN asked.since AND asked.as_at
    AND (timetable.end_reason IS NULL OR timetable.end_reason <> 'extended')
    AND asked.as_at BETWEEN timetable.school_age_from AND timetable.school_age_to;
/*
Example: extended has not ended; alternative provision is not full time; without a reason nobody can say.
as_at 2026-11-20 since 2026-11-01
part_time_timetables
| timetable_id | child_id | started_on | ended_on   | end_reason            |
| full_time    | c1       | 2026-10-01 | 2026-11-10 | full_time             |
| elsewhere    | c2       | 2026-10-01 | 2026-11-10 | alternative_provision |
| extended     | c3       | 2026-10-01 | 2026-11-10 | extended              |
| unsaid       | c4       | 2026-10-01 | 2026-11-10 |                       |
gives
| subject   | numerator | known | why                                            |
| full_time | 1         | yes   | ended 10 November 2026: full time             |
| elsewhere | 0         | yes   | ended 10 November 2026: alternative provision |
| unsaid    | 0         | no    | ended 10 November 2026, not recorded into what |
figure 1 of 3, 1 unknown

Example: first and last day of the period count.
as_at 2026-11-20 since 2026-11-01
part_time_timetables
| timetable_id | child_id | started_on | ended_on   | end_reason |
| before       | c1       | 2026-10-01 | 2026-10-31 | full_time  |
| first        | c2       | 2026-10-01 | 2026-11-01 | full_time  |
| last         | c3       | 2026-10-01 | 2026-11-20 | left       |
| after        | c4       | 2026-10-01 | 2026-11-21 | full_time  |
gives
| subject | numerator |
| first   | 1         |
| last    | 0         |
figure 1 of 2
*/
