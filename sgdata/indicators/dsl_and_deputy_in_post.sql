/*
title = "Safeguarding lead and deputy in post"
asks = "Is the role covered?"
theme = "staff"
unit = "percent"
kind = "stock"
good = "high"
about = "process"
subject = "role"
target = 100
amber = 100
clauses = ["MM-4"]
rule = "TRN-2"
authority = "Safeguarding policy of the mentoring provider: a designated safeguarding lead (DSL), and a deputy as the company grows; Keeping children safe in education, Annex C"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Two roles are asked: DSL and deputy. A person who is away for long does not fill a role. Roles are those of today, also for a past date."
answer = "{n} of {d} {d|role|roles} (safeguarding lead, deputy) {n|is|are} filled."
answer_none = "Neither the role of safeguarding lead nor that of deputy is filled."
answer_no_data = "No role is asked."
*/
SELECT
    asked.as_at,
    role.role AS subject,
    CAST(NULL AS VARCHAR) AS child,
    CAST(NULL AS DATE) AS happened_on,
    CASE WHEN count(person.staff_id) > 0 THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    TRUE AS known,
    role.title
    || CASE
        WHEN count(person.staff_id) = 0 THEN ': nobody in post'
        WHEN count(person.staff_id) = 1 THEN ': 1 person in post'
        ELSE ': ' || CAST(count(person.staff_id) AS VARCHAR) || ' people in post'
    END AS why
FROM asked
CROSS JOIN (VALUES ('dsl', 'safeguarding lead'), ('deputy_dsl', 'deputy')) AS role(role, title)
LEFT JOIN role_in_post AS person
    ON person.role = role.role
    AND person.in_post_from <= asked.as_at
    AND person.not_in_post_from > asked.as_at
GROUP BY asked.as_at, role.role, role.title;
/*
Example: one lead and no deputy: one of two roles is filled.
as_at 2026-11-20
staff
| staff_id | roles         |
| director | head;dsl      |
| second   | teacher;dsl   |
| mentor   | mentor        |
gives
| subject    | numerator | why                                  |
| dsl        | 1         | safeguarding lead: 2 people in post |
| deputy_dsl | 0         | deputy: nobody in post              |
figure 1 of 2

Example: who leaves today, starts tomorrow or is away for long fills no role.
as_at 2026-11-20
staff
| staff_id | roles      | started_on | ended_on   | long_term_absent |
| leaves   | dsl        | 2020-01-01 | 2026-11-20 |                  |
| starts   | dsl        | 2026-11-21 |            |                  |
| away     | deputy_dsl | 2020-01-01 |            | yes              |
gives
| subject    | numerator |
| dsl        | 0         |
| deputy_dsl | 0         |
figure 0 of 2
*/
