/*
title = "Hours offered on part-time timetables"
asks = "How much school do children on part-time timetables get?"
theme = "part_time"
unit = "percent"
kind = "stock"
good = "high"
about = "child"
subject = "timetable"
amounts = true
own_provider = true
clauses = ["VS-5.3"]
rule = "PTT-3"
authority = "Safeguarding policy of the Virtual School; Working together to improve school attendance"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Hours a week, each timetable on its own full-time hours. Code C2 counts sessions and cannot show hours. A timetable without its full-time hours is left out."
answer = "{n} of {judged} hours a week are offered ({percent})."
answer_none = "None of {judged} hours a week is offered."
answer_no_data = "No open part-time timetable has its hours."
children_among = "with an open part-time timetable"
children_who = "{n|is|are} offered {rate} of full-time hours"
*/
SELECT
    asked.as_at,
    timetable.timetable_id AS subject,
    timetable.child_id AS child,
    timetable.provider_id AS provider,
    timetable.started_on AS happened_on,
    coalesce(timetable.hours_offered, 0) AS numerator,
    timetable.hours_full_time AS denominator,
    timetable.hours_offered IS NOT NULL AS known,
    CASE
        WHEN timetable.hours_offered IS NULL
            THEN 'hours offered not recorded, of ' || CAST(timetable.hours_full_time AS VARCHAR)
        ELSE CAST(timetable.hours_offered AS VARCHAR) || ' of ' || CAST(timetable.hours_full_time AS VARCHAR)
    END
    || ' hours a week' AS why
FROM asked
INNER JOIN timetable_of_school_age AS timetable
    ON timetable.hours_full_time IS NOT NULL
    AND (timetable.started_on IS NULL OR timetable.started_on <= asked.as_at)
    AND (timetable.ended_on IS NULL OR timetable.ended_on > asked.as_at)
    AND asked.as_at BETWEEN timetable.school_age_from AND timetable.school_age_to;
/*
Example: hours are added up, not averaged: 12.5 of 25 and 10 of 32.5 are 22.5 of 57.5.
as_at 2026-11-20
part_time_timetables
| timetable_id | child_id | started_on | hours_offered | hours_full_time |
| t1           | c1       | 2026-11-02 | 12.5          | 25              |
| t2           | c2       | 2026-11-02 | 10            | 32.5            |
gives
| subject | why                        |
| t1      | 12.5 of 25.0 hours a week |
| t2      | 10.0 of 32.5 hours a week |
figure 22.5 of 57.5

Example: without the hours offered nobody can say; without the full-time hours there is nothing to compare with.
as_at 2026-11-20
part_time_timetables
| timetable_id | child_id | started_on | hours_offered | hours_full_time |
| t1           | c1       | 2026-11-02 | 10            | 25              |
| no_offer     | c2       | 2026-11-02 |               | 25              |
| no_full_time | c3       | 2026-11-02 | 10            |                 |
gives
| subject  | known | why                                            |
| t1       | yes   | 10.0 of 25.0 hours a week                     |
| no_offer | no    | hours offered not recorded, of 25.0 hours a week |
figure 10 of 50, 25 unknown
*/
