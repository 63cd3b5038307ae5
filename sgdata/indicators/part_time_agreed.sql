/*
title = "Part-time timetables agreed"
asks = "Is each part-time timetable lawful and agreed?"
theme = "part_time"
unit = "percent"
kind = "stock"
good = "high"
about = "process"
subject = "timetable"
own_provider = true
target = 100
amber = 100
clauses = ["VS-5.3"]
rule = "PTT-1"
authority = "School Attendance (Pupil Registration) (England) Regulations 2024, regulation 11(6)"
edition = "2024"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Days and times agreed, and a parent's agreement, or of whoever stands as one. Without both it is not leave under the regulation. When the days and times were agreed is not kept."
answer = "{n} of {d} open part-time {d|timetable|timetables} {n|is|are} agreed ({percent})."
answer_none = "None of {d} open part-time {d|timetable|timetables} is agreed."
answer_no_data = "No part-time timetable is open."
children_among = "with an open part-time timetable"
children_who = "{n|has|have} one that is not agreed"
*/
SELECT
    asked.as_at,
    timetable.timetable_id AS subject,
    timetable.child_id AS child,
    timetable.provider_id AS provider,
    timetable.started_on AS happened_on,
    CASE
        WHEN timetable.days_and_times_agreed AND timetable.parent_agreed_on <= asked.as_at THEN 1
        ELSE 0
    END AS numerator,
    1 AS denominator,
    TRUE AS known,
    CASE
        WHEN timetable.days_and_times_agreed THEN 'days and times agreed'
        ELSE 'days and times not agreed'
    END
    || CASE
        WHEN timetable.parent_agreed_on <= asked.as_at
            THEN ', parent agreed ' || strftime(timetable.parent_agreed_on, '%-d %B %Y')
        ELSE ', no agreement of a parent'
    END AS why
FROM asked
INNER JOIN timetable_of_school_age AS timetable
    ON (timetable.started_on IS NULL OR timetable.started_on <= asked.as_at)
    AND (timetable.ended_on IS NULL OR timetable.ended_on > asked.as_at)
    AND asked.as_at BETWEEN timetable.school_age_from AND timetable.school_age_to;
/*
Example: both are needed; what is empty was not agreed.
as_at 2026-11-20
part_time_timetables
| timetable_id | child_id | started_on | days_and_times_agreed | parent_agreed_on |
| agreed       | c1       | 2026-11-02 | yes                   | 2026-10-30       |
| no_times     | c2       | 2026-11-02 | no                    | 2026-10-30       |
| no_parent    | c3       | 2026-11-02 | yes                   |                  |
| nothing      | c4       | 2026-11-02 |                       |                  |
gives
| subject   | numerator | why                                                    |
| agreed    | 1         | days and times agreed, parent agreed 30 October 2026    |
| no_times  | 0         | days and times not agreed, parent agreed 30 October 2026 |
| no_parent | 0         | days and times agreed, no agreement of a parent         |
| nothing   | 0         | days and times not agreed, no agreement of a parent     |
figure 1 of 4

Example: agreed after the date asked is not yet agreed.
as_at 2026-11-20
part_time_timetables
| timetable_id | child_id | started_on | days_and_times_agreed | parent_agreed_on |
| today        | c1       | 2026-11-02 | yes                   | 2026-11-20       |
| tomorrow     | c2       | 2026-11-02 | yes                   | 2026-11-21       |
gives
| subject  | numerator |
| today    | 1         |
| tomorrow | 0         |
figure 1 of 2
*/
