/*
title = "Part-time for over twelve weeks"
asks = "Which children have been part-time for over twelve weeks?"
theme = "part_time"
unit = "percent"
kind = "stock"
good = "low"
about = "child"
subject = "timetable"
within = ["part_time_over_6_weeks"]
own_provider = true
target = 0
amber = 0
clauses = ["VS-5.3"]
rule = "PTT-3"
authority = "Working together to improve school attendance; twelve weeks is a line of our own"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "There is no national longest time. Calendar days, holidays included. A new timetable less than 28 days after the last one goes on with its days: a new start does not hide how long it has been."
answer = "{n} of {d} open part-time {d|timetable|timetables} {n|has|have} run for over twelve weeks ({percent})."
answer_none = "None of {d} open part-time {d|timetable|timetables} has run for over twelve weeks."
answer_no_data = "No open part-time timetable can be judged."
children_among = "with an open part-time timetable"
children_who = "{n|has|have} one that has run for over twelve weeks"
outlook = "{n} part-time {n|timetable reaches|timetables reach} 12 weeks"

[parameters]
weeks = 12
*/
SELECT
    timetable.as_at,
    timetable.timetable_id AS subject,
    timetable.child_id AS child,
    timetable.provider_id AS provider,
    timetable.started_on AS happened_on,
    CASE WHEN timetable.days > 7 * parameters.weeks THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    timetable.days IS NOT NULL AS known,
    timetable.why
FROM part_time_so_far AS timetable
CROSS JOIN parameters;
/*
Example: of timetables open for 19, 40, 47, 75 and 208 days one has run for over twelve weeks.
as_at 2026-11-20
part_time_timetables
| timetable_id | child_id | started_on |
| t1           | c1       | 2026-11-02 |
| t2           | c2       | 2026-10-12 |
| t3           | c3       | 2026-10-05 |
| t4           | c4       | 2026-09-07 |
| t5           | c5       | 2026-04-27 |
gives
| subject | numerator |
| t1      | 0         |
| t2      | 0         |
| t3      | 0         |
| t4      | 0         |
| t5      | 1         |
figure 1 of 5

Example: the 84th day is not over, the 85th is; an extension on a new form does not start the clock again.
as_at 2026-11-20
part_time_timetables
| timetable_id | child_id | started_on | ended_on   | end_reason |
| day_84       | c1       | 2026-08-29 |            |            |
| day_85       | c2       | 2026-08-28 |            |            |
| first_form   | c3       | 2026-08-28 | 2026-10-19 | extended   |
| second_form  | c3       | 2026-10-19 |            |            |
gives
| subject     | numerator | why                                                                              |
| day_84      | 0         | since 29 August 2026, part-time for 84 days                                      |
| day_85      | 1         | since 28 August 2026, part-time for 85 days                                      |
| second_form | 1         | since 19 October 2026, part-time for 85 days, 52 of them on a timetable before |
figure 2 of 3
*/
