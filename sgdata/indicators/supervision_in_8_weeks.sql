/*
title = "Supervision in 8 weeks"
asks = "Is anyone supporting them?"
theme = "staff"
unit = "percent"
kind = "stock"
good = "high"
about = "process"
subject = "person"
target = 90
amber = 75
clauses = ["VS-9", "MM-4"]
rule = "TRN-1"
authority = "Both policies: support and supervision, one-to-one meetings; 8 weeks is a line of our own"
edition = "2024"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "People in post for over 8 weeks. Holidays are not taken out."
answer = "{n} of {d} {d|person|people} in post for over 8 weeks {n|has|have} had supervision within 8 weeks ({percent})."
answer_none = "None of {d} {d|person|people} in post for over 8 weeks has had supervision within 8 weeks."
answer_no_data = "Nobody has been in post for over 8 weeks."

[parameters]
days = 56
*/
SELECT
    asked.as_at,
    person.staff_id AS subject,
    CAST(NULL AS VARCHAR) AS child,
    max(supervision.held_on) AS happened_on,
    CASE
        WHEN date_diff('day', max(supervision.held_on), asked.as_at) <= parameters.days THEN 1
        ELSE 0
    END AS numerator,
    1 AS denominator,
    TRUE AS known,
    CASE
        WHEN max(supervision.held_on) IS NULL THEN 'no supervision recorded'
        WHEN max(supervision.held_on) = asked.as_at THEN 'supervision on the day asked'
        WHEN max(supervision.held_on) = asked.as_at - 1 THEN 'last supervision 1 day ago'
        ELSE 'last supervision ' || strftime(max(supervision.held_on), '%-d %B %Y') || ', '
            || CAST(date_diff('day', max(supervision.held_on), asked.as_at) AS VARCHAR) || ' days ago'
    END AS why
FROM asked
CROSS JOIN parameters
INNER JOIN in_post AS person
    ON person.not_in_post_from > asked.as_at
    AND date_diff('day', person.in_post_from, asked.as_at) > parameters.days
LEFT JOIN supervision ON supervision.staff_id = person.staff_id AND supervision.held_on <= asked.as_at
GROUP BY asked.as_at, person.staff_id, parameters.days;
/*
Example: the 56th day is within 8 weeks, the 57th is not; the latest counts, what is held tomorrow does not.
as_at 2026-11-20
staff
| staff_id | started_on |
| day_56   | 2020-01-01 |
| day_57   | 2020-01-01 |
| tomorrow | 2020-01-01 |
| today    |            |
supervision
| staff_id | held_on    |
| day_56   | 2026-09-25 |
| day_56   | 2026-07-01 |
| day_57   | 2026-09-24 |
| tomorrow | 2026-11-21 |
| today    | 2026-11-20 |
gives
| subject  | numerator | why                                               |
| day_56   | 1         | last supervision 25 September 2026, 56 days ago   |
| day_57   | 0         | last supervision 24 September 2026, 57 days ago   |
| tomorrow | 0         | no supervision recorded                           |
| today    | 1         | supervision on the day asked                      |
figure 2 of 4

Example: people are asked once they have been in post for over 8 weeks, and while they are.
as_at 2026-11-20
staff
| staff_id | started_on | ended_on   | long_term_absent |
| day_56   | 2026-09-25 |            |                  |
| day_57   | 2026-09-24 |            |                  |
| left     | 2020-01-01 | 2026-11-20 |                  |
| away     | 2020-01-01 |            | yes              |
gives
| subject | numerator |
| day_57  | 0         |
figure 0 of 1
*/
