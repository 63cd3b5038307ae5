/*
title = "Part-time timetables without their review"
asks = "Which part-time timetables is nobody looking at?"
theme = "part_time"
unit = "percent"
kind = "stock"
good = "low"
about = "process"
subject = "timetable"
own_provider = true
target = 0
amber = 5
clauses = ["VS-5.3"]
rule = "PTT-2"
authority = "Working together to improve school attendance: regular review dates; a fortnight is a line of our own"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Where no review is planned, it is due 14 days after the last one, or after the start."
answer = "The review of {n} of {d} open part-time {d|timetable|timetables} is overdue ({percent})."
answer_none = "No review is overdue, of {d} open part-time {d|timetable|timetables}."
answer_no_data = "No open part-time timetable can be judged."
children_among = "with an open part-time timetable"
children_who = "{n|has|have} one whose review is overdue"
outlook = "{n} {n|review|reviews} of part-time timetables {n|falls|fall} due"

[parameters]
days = 14
*/
WITH
held AS (
    SELECT asked.as_at, review.timetable_id, max(review.held_on) AS last_held_on
    FROM asked
    INNER JOIN timetable_reviews AS review ON review.held_on <= asked.as_at
    GROUP BY asked.as_at, review.timetable_id
),
planned AS (
    SELECT asked.as_at, review.timetable_id, min(review.due_on) AS next_due_on
    FROM asked
    INNER JOIN timetable_reviews AS review ON review.held_on IS NULL OR review.held_on > asked.as_at
    LEFT JOIN held ON held.as_at = asked.as_at AND held.timetable_id = review.timetable_id
    WHERE held.last_held_on IS NULL OR review.due_on > held.last_held_on
    GROUP BY asked.as_at, review.timetable_id
)
SELECT
    timetable.as_at,
    timetable.timetable_id AS subject,
    timetable.child_id AS child,
    timetable.provider_id AS provider,
    timetable.due_on AS happened_on,
    CASE WHEN timetable.due_on < timetable.as_at THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    timetable.due_on IS NOT NULL AS known,
    CASE
        WHEN timetable.last_held_on IS NULL THEN 'no review held'
        ELSE 'last reviewed ' || strftime(timetable.last_held_on, '%-d %B %Y')
    END
    || CASE
        WHEN timetable.due_on IS NULL THEN ', not known when the first was due'
        WHEN timetable.due_on < timetable.as_at
            THEN ', next was due ' || strftime(timetable.due_on, '%-d %B %Y')
        ELSE ', next due ' || strftime(timetable.due_on, '%-d %B %Y')
    END AS why
FROM (
    SELECT
        asked.as_at,
        timetable.timetable_id,
        timetable.child_id,
        timetable.provider_id,
        held.last_held_on,
        coalesce(
            planned.next_due_on, coalesce(held.last_held_on, timetable.started_on) + parameters.days
        ) AS due_on
    FROM asked
    CROSS JOIN parameters
    INNER JOIN timetable_of_school_age AS timetable
        ON (timetable.started_on IS NULL OR timetable.started_on <= asked.as_at)
        AND (timetable.ended_on IS NULL OR timetable.ended_on > asked.as_at)
        AND asked.as_at BETWEEN timetable.school_age_from AND timetable.school_age_to
    LEFT JOIN held ON held.as_at = asked.as_at AND held.timetable_id = timetable.timetable_id
    LEFT JOIN planned ON planned.as_at = asked.as_at AND planned.timetable_id = timetable.timetable_id
) AS timetable;
/*
Example: a planned review is overdue the day after; without a plan it is due 14 days after the last one or the start.
as_at 2026-11-20
part_time_timetables
| timetable_id | child_id | started_on |
| due_before   | c1       | 2026-10-01 |
| due_today    | c2       | 2026-10-01 |
| start_14     | c3       | 2026-11-06 |
| start_15     | c4       | 2026-11-05 |
| no_start     | c5       |            |
timetable_reviews
| timetable_id | due_on     | held_on    |
| due_before   | 2026-11-19 |            |
| due_before   | 2026-12-01 |            |
| due_today    | 2026-11-20 |            |
gives
| subject    | numerator | known | why                                             |
| due_before | 1         | yes   | no review held, next was due 19 November 2026   |
| due_today  | 0         | yes   | no review held, next due 20 November 2026       |
| start_14   | 0         | yes   | no review held, next due 20 November 2026       |
| start_15   | 1         | yes   | no review held, next was due 19 November 2026   |
| no_start   | 0         | no    | no review held, not known when the first was due |
figure 2 of 5, 1 unknown

Example: a review that was missed before the last one held is forgiven; one held tomorrow has not been held.
as_at 2026-11-20
part_time_timetables
| timetable_id | child_id | started_on |
| forgiven     | c1       | 2026-10-01 |
| unplanned    | c2       | 2026-10-01 |
| tomorrow     | c3       | 2026-10-01 |
timetable_reviews
| timetable_id | due_on     | held_on    |
| forgiven     | 2026-10-15 |            |
| forgiven     | 2026-11-05 | 2026-11-10 |
| unplanned    | 2026-11-01 | 2026-11-05 |
| tomorrow     | 2026-11-18 | 2026-11-21 |
gives
| subject   | numerator | why                                                      |
| forgiven  | 0         | last reviewed 10 November 2026, next due 24 November 2026 |
| unplanned | 1         | last reviewed 5 November 2026, next was due 19 November 2026 |
| tomorrow  | 1         | no review held, next was due 18 November 2026           |
figure 2 of 3
*/
