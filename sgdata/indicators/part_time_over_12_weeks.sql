/*
title = "Part-time for over twelve weeks"
asks = "Which children have been part-time for over twelve weeks?"
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
authority = "Working together to improve school attendance; twelve weeks is a line of our own"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "There is no national longest time. Calendar days, holidays included. A new timetable less than 28 days after the last one goes on with its days: a new start does not hide how long it has been."
answer = "{n} of {d} open part-time timetables {n|has|have} run for over twelve weeks ({percent})."
answer_none = "None of {d} open part-time timetables has run for over twelve weeks."
answer_no_data = "No open part-time timetable can be judged."

[parameters]
weeks = 12
*/
SELECT
    timetable.as_at,
    timetable.timetable_id AS subject,
    timetable.child_id AS child,
    timetable.provider_id AS provider,
    timetable.started_on AS happened_on,
    CASE WHEN timetable.days > 7 * timetable.weeks THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    timetable.days IS NOT NULL AS known,
    CASE
        WHEN timetable.started_on IS NULL THEN 'open, and not known since when'
        ELSE 'since ' || strftime(timetable.started_on, '%-d %B %Y') || ', part-time for '
            || CAST(timetable.days AS VARCHAR) || ' days'
            || CASE
                WHEN timetable.days_before > 0
                    THEN ', ' || CAST(timetable.days_before AS VARCHAR)
                        || ' of them on a timetable before'
                ELSE ''
            END
    END AS why
FROM (
    SELECT
        asked.as_at,
        parameters.weeks,
        timetable.timetable_id,
        timetable.child_id,
        timetable.provider_id,
        timetable.started_on,
        run.days_before,
        run.days_before + date_diff('day', timetable.started_on, asked.as_at) + 1 AS days
    FROM asked
    CROSS JOIN parameters
    INNER JOIN timetable_of_school_age AS timetable
        ON (timetable.started_on IS NULL OR timetable.started_on <= asked.as_at)
        AND (timetable.ended_on IS NULL OR timetable.ended_on > asked.as_at)
        AND asked.as_at BETWEEN timetable.school_age_from AND timetable.school_age_to
    LEFT JOIN timetable_run AS run ON run.timetable_id = timetable.timetable_id
) AS timetable;
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
