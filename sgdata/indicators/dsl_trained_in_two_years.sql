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
answer = "{n} of {d} {d|safeguarding lead or deputy|safeguarding leads and deputies} {d|is|are} trained in date ({percent})."
answer_none = "None of {d} {d|safeguarding lead or deputy|safeguarding leads and deputies} is trained in date."
answer_no_data = "Nobody in post is a safeguarding lead or deputy."
*/
SELECT
    asked.as_at,
    person.staff_id AS subject,
    CAST(NULL AS VARCHAR) AS child,
    required.completed_on AS happened_on,
    CASE WHEN required.due_on >= asked.as_at THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    TRUE AS known,
    CASE
        WHEN required.completed_on IS NULL THEN 'no course recorded'
        WHEN required.due_on = DATE '9999-12-31'
            THEN 'trained ' || strftime(required.completed_on, '%-d %B %Y') || ', never due again'
        WHEN required.due_on >= asked.as_at
            THEN 'trained ' || strftime(required.completed_on, '%-d %B %Y') || ', due again '
                || strftime(required.due_on, '%-d %B %Y')
        ELSE 'trained ' || strftime(required.completed_on, '%-d %B %Y') || ', was due again '
            || strftime(required.due_on, '%-d %B %Y')
    END AS why
FROM asked
INNER JOIN in_post AS person
    ON person.in_post_from <= asked.as_at
    AND person.not_in_post_from > asked.as_at
    AND (list_contains(person.roles, 'dsl') OR list_contains(person.roles, 'deputy_dsl'))
LEFT JOIN required_training AS required
    ON required.as_at = asked.as_at
    AND required.staff_id = person.staff_id
    AND required.course = 'dsl';
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
