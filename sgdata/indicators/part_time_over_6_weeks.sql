/*
title = "Part-time for over six weeks"
asks = "Which children have been part-time for over six weeks?"
theme = "part_time"
unit = "percent"
kind = "stock"
good = "low"
about = "child"
subject = "timetable"
own_provider = true
target = 0
amber = 10
clauses = ["VS-5.3"]
rule = "PTT-3"
authority = "Working together to improve school attendance; six weeks is a line of our own"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "There is no national longest time. Calendar days, holidays included. A new timetable less than 28 days after the last one goes on with its days: a new start does not hide how long it has been."
answer = "{n} of {d} open part-time {d|timetable|timetables} {n|has|have} run for over six weeks ({percent})."
answer_none = "None of {d} open part-time {d|timetable|timetables} has run for over six weeks."
answer_no_data = "No open part-time timetable can be judged."
children_among = "with an open part-time timetable"
children_who = "{n|has|have} one that has run for over six weeks"
outlook = "{n} part-time {n|timetable reaches|timetables reach} 6 weeks"

[parameters]
weeks = 6
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
Example: open for 19, 40, 47, 75 and 208 days on 20 November: three for over six weeks; the fortieth day is not.
as_at 2026-11-20
part_time_timetables
| timetable_id | child_id | started_on |
| t1           | c1       | 2026-11-02 |
| t2           | c2       | 2026-10-12 |
| t3           | c3       | 2026-10-05 |
| t4           | c4       | 2026-09-07 |
| t5           | c5       | 2026-04-27 |
gives
| subject | numerator | why                                         |
| t1      | 0         | since 2 November 2026, part-time for 19 days |
| t2      | 0         | since 12 October 2026, part-time for 40 days |
| t3      | 1         | since 5 October 2026, part-time for 47 days  |
| t4      | 1         | since 7 September 2026, part-time for 75 days |
| t5      | 1         | since 27 April 2026, part-time for 208 days  |
figure 3 of 5

Example: 27 days after the last one it goes on, 28 days after it begins anew; the days between are not counted.
as_at 2026-11-20
part_time_timetables
| timetable_id | child_id | started_on | ended_on   |
| before_27    | joined   | 2026-09-01 | 2026-10-01 |
| after_27     | joined   | 2026-10-28 |            |
| before_28    | anew     | 2026-09-01 | 2026-10-01 |
| after_28     | anew     | 2026-10-29 |            |
gives
| subject  | numerator | why                                                                              |
| after_27 | 1         | since 28 October 2026, part-time for 54 days, 30 of them on a timetable before |
| after_28 | 0         | since 29 October 2026, part-time for 23 days                                     |
figure 1 of 2

Example: the 43rd day is over six weeks; without a start nobody can say; two timetables at once count each day once.
as_at 2026-11-20
part_time_timetables
| timetable_id | child_id | started_on | ended_on   |
| day_42       | c1       | 2026-10-10 |            |
| day_43       | c2       | 2026-10-09 |            |
| no_start     | c3       |            |            |
| first        | c4       | 2026-10-12 | 2026-11-21 |
| second       | c4       | 2026-10-19 |            |
gives
| subject  | numerator | known |
| day_42   | 0         | yes   |
| day_43   | 1         | yes   |
| no_start | 0         | no    |
| first    | 0         | yes   |
| second   | 0         | yes   |
figure 1 of 5, 1 unknown
*/
