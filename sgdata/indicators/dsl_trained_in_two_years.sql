/*
title = "Safeguarding leads trained in two years"
asks = "Is every safeguarding lead in date?"
theme = "staff"
unit = "percent"
kind = "stock"
good = "high"
about = "process"
subject = "person"
target = 100
amber = 100
clauses = ["VS-9", "MM-4"]
rule = "TRN-1"
authority = "Keeping children safe in education, Annex C; safeguarding policy of the Virtual School"
edition = "2026"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Roles are those of today. The annual update is another requirement: it does not stand for this course."
answer = "{n} of {d} safeguarding leads and deputies {d|is|are} trained in date ({percent})."
answer_none = "None of {d} safeguarding leads and deputies is trained in date."
answer_no_data = "Nobody in post is a safeguarding lead or deputy."
*/
SELECT
    person.as_at,
    person.staff_id AS subject,
    CAST(NULL AS VARCHAR) AS child,
    person.completed_on AS happened_on,
    CASE WHEN person.due_on >= person.as_at THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    TRUE AS known,
    CASE
        WHEN person.completed_on IS NULL THEN 'no course recorded'
        WHEN person.due_on >= person.as_at
            THEN 'trained ' || strftime(person.completed_on, '%-d %B %Y') || ', due again '
                || strftime(person.due_on, '%-d %B %Y')
        ELSE 'trained ' || strftime(person.completed_on, '%-d %B %Y') || ', was due again '
            || strftime(person.due_on, '%-d %B %Y')
    END AS why
FROM (
    SELECT
        latest.as_at,
        latest.staff_id,
        latest.completed_on,
        -- A course that is never due again (no months in the rules) is due in a hundred years.
        CASE
            WHEN latest.completed_on IS NOT NULL
                THEN least(
                    CAST(latest.completed_on + to_months(coalesce(latest.months, 1200)) AS DATE),
                    coalesce(training.expires_on, DATE '9999-12-31')
                )
        END AS due_on
    FROM (
        SELECT asked.as_at, lead.staff_id, rule.months, max(training.completed_on) AS completed_on
        FROM asked
        INNER JOIN in_post AS lead
            ON lead.in_post_from <= asked.as_at
            AND lead.not_in_post_from > asked.as_at
            AND (list_contains(lead.roles, 'dsl') OR list_contains(lead.roles, 'deputy_dsl'))
        CROSS JOIN (SELECT max(months) AS months FROM required_course WHERE course = 'dsl') AS rule
        LEFT JOIN training
            ON training.staff_id = lead.staff_id
            AND training.course = 'dsl'
            AND training.completed_on <= asked.as_at
        GROUP BY asked.as_at, lead.staff_id, rule.months
    ) AS latest
    LEFT JOIN training
        ON training.staff_id = latest.staff_id
        AND training.course = 'dsl'
        AND training.completed_on = latest.completed_on
) AS person;
/*
Example: trained on 14 November 2024, due on 14 November 2026: on that day in date, six days later not.
as_at 2026-11-20
staff
| staff_id | roles      |
| lapsed   | dsl        |
| in_date  | deputy_dsl |
| mentor   | mentor     |
training
| staff_id | course        | completed_on |
| lapsed   | dsl           | 2024-11-14   |
| lapsed   | annual_update | 2026-09-03   |
| in_date  | dsl           | 2024-11-20   |
gives
| subject | numerator | why                                                     |
| lapsed  | 0         | trained 14 November 2024, was due again 14 November 2026 |
| in_date | 1         | trained 20 November 2024, due again 20 November 2026    |
figure 1 of 2

Example: the latest course counts, a future one does not; a certificate may expire earlier; leavers are not asked.
as_at 2026-11-20
staff
| staff_id | roles          | started_on | ended_on   | long_term_absent |
| renewed  | head;dsl       | 2020-01-01 |            |                  |
| future   | dsl            | 2020-01-01 |            |                  |
| expired  | deputy_dsl     | 2020-01-01 |            |                  |
| left     | dsl            | 2020-01-01 | 2026-11-20 |                  |
| away     | dsl            | 2020-01-01 |            | yes              |
| not_yet  | dsl            | 2026-11-21 |            |                  |
training
| staff_id | course | completed_on | expires_on |
| renewed  | dsl    | 2022-01-01   |            |
| renewed  | dsl    | 2026-01-01   |            |
| future   | dsl    | 2026-11-21   |            |
| expired  | dsl    | 2026-01-01   | 2026-11-19 |
gives
| subject | numerator |
| renewed | 1         |
| future  | 0         |
| expired | 0         |
figure 1 of 3

Example: 29 February 2024 and 24 months make 28 February 2026.
as_at 2026-03-01
staff
| staff_id | roles |
| leap     | dsl   |
training
| staff_id | course | completed_on |
| leap     | dsl    | 2024-02-29   |
gives
| subject | numerator | why                                                     |
| leap    | 0         | trained 29 February 2024, was due again 28 February 2026 |
figure 0 of 1
*/
