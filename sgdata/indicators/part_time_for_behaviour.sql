/*
title = "Part-time timetables for behaviour"
asks = "Is part-time education used to manage behaviour?"
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
rule = "PTT-1"
authority = "Working together to improve school attendance: not to manage behaviour"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "The reason as the setting gives it."
answer = "{n} of {judged} open part-time {judged|timetable|timetables} {n|is|are} for behaviour ({percent})."
answer_none = "None of {judged} open part-time {judged|timetable|timetables} is for behaviour."
answer_no_data = "No open part-time timetable can be judged."
children_among = "with an open part-time timetable"
children_who = "{n|has|have} one for behaviour"
*/
SELECT
    asked.as_at,
    timetable.timetable_id AS subject,
    timetable.child_id AS child,
    timetable.provider_id AS provider,
    timetable.started_on AS happened_on,
    CASE WHEN timetable.reason = 'behaviour' THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    timetable.reason IS NOT NULL AS known,
    CASE
        WHEN timetable.reason IS NULL THEN 'no reason recorded'
        ELSE 'reason: ' || replace(timetable.reason, '_', ' ')
    END AS why
FROM asked
INNER JOIN timetable_of_school_age AS timetable
    ON (timetable.started_on IS NULL OR timetable.started_on <= asked.as_at)
    AND (timetable.ended_on IS NULL OR timetable.ended_on > asked.as_at)
    AND asked.as_at BETWEEN timetable.school_age_from AND timetable.school_age_to;
/*
Example: other reasons are not behaviour; without a reason nobody can say.
as_at 2026-11-20
part_time_timetables
| timetable_id | child_id | started_on | reason        |
| t1           | c1       | 2026-11-02 | behaviour     |
| t2           | c2       | 2026-11-02 | mental_health |
| t3           | c3       | 2026-11-02 |               |
gives
| subject | numerator | known | why                   |
| t1      | 1         | yes   | reason: behaviour     |
| t2      | 0         | yes   | reason: mental health |
| t3      | 0         | no    | no reason recorded    |
figure 1 of 3, 1 unknown

Example: ended by the date asked, or of a child past compulsory school age, it is not asked about.
as_at 2026-11-20
children
| child_id | date_of_birth |
| too_old  | 2010-08-31    |
part_time_timetables
| timetable_id | child_id | started_on | ended_on   | reason    |
| open         | c1       | 2026-11-02 | 2026-11-21 | behaviour |
| ended        | c1       | 2026-11-02 | 2026-11-20 | behaviour |
| too_old      | too_old  | 2026-11-02 |            | behaviour |
gives
| subject | numerator |
| open    | 1         |
figure 1 of 1
*/
