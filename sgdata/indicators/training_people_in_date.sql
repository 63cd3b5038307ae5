/*
title = "People fully trained"
asks = "How many people are fully trained?"
theme = "staff"
unit = "percent"
kind = "stock"
good = "high"
about = "process"
subject = "person"
target = 100
amber = 90
clauses = ["VS-9", "MM-9.1"]
rule = "TRN-2"
authority = "Keeping children safe in education; both policies; the courses of each role and their intervals stand in the rules"
edition = "2026"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Every course that the roles of a person require is in date. Volunteers, agency workers and governors are asked too; people away for long are left out. Roles are those of today."
answer = "{n} of {d} {d|person|people} in post {n|is|are} fully trained ({percent})."
answer_none = "None of {d} {d|person|people} in post is fully trained."
answer_no_data = "Nobody is in post."
*/
SELECT
    person.as_at,
    person.staff_id AS subject,
    CAST(NULL AS VARCHAR) AS child,
    person.next_due_on AS happened_on,
    CASE WHEN person.lacking = 0 THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    TRUE AS known,
    CASE
        WHEN person.courses = 0 THEN 'no course required'
        WHEN person.lacking = 0 AND person.courses = 1 THEN 'the 1 course required is in date'
        WHEN person.lacking = 0 THEN 'all ' || CAST(person.courses AS VARCHAR) || ' courses in date'
        ELSE CAST(person.lacking AS VARCHAR) || ' of ' || CAST(person.courses AS VARCHAR)
            || CASE WHEN person.courses = 1 THEN ' course' ELSE ' courses' END || ' not in date: '
            || replace(person.first_lacking, '_', ' ')
            || CASE WHEN person.lacking > 1 THEN ' and others' ELSE '' END
    END AS why
FROM (
    SELECT
        asked.as_at,
        person.staff_id,
        count(required.course) AS courses,
        sum(CASE WHEN required.course IS NULL OR required.due_on >= asked.as_at THEN 0 ELSE 1 END) AS lacking,
        min(CASE WHEN required.due_on >= asked.as_at THEN NULL ELSE required.course END) AS first_lacking,
        min(CASE WHEN required.due_on < DATE '9999-12-31' THEN required.due_on END) AS next_due_on
    FROM asked
    INNER JOIN in_post AS person
        ON person.in_post_from <= asked.as_at AND person.not_in_post_from > asked.as_at
    LEFT JOIN required_training AS required
        ON required.as_at = asked.as_at AND required.staff_id = person.staff_id
    GROUP BY asked.as_at, person.staff_id
) AS person;
/*
Example: 4 people, 12 courses, 11 of them in date (91.7 %): one of the four is not fully trained (75 % of people).
as_at 2026-11-20
staff
| staff_id | roles  |
| one      | mentor |
| two      | mentor |
| three    | mentor |
| four     | mentor |
training
| staff_id | course        | completed_on |
| one      | induction     | 2026-09-01   |
| one      | prevent       | 2026-09-01   |
| two      | induction     | 2026-09-01   |
| two      | prevent       | 2026-09-01   |
| three    | induction     | 2020-09-01   |
| three    | annual_update | 2025-11-20   |
| three    | prevent       | 2023-11-20   |
| four     | induction     | 2026-09-01   |
gives
| subject | numerator | why                                |
| one     | 1         | all 3 courses in date              |
| two     | 1         | all 3 courses in date              |
| three   | 1         | all 3 courses in date              |
| four    | 0         | 1 of 3 courses not in date: prevent |
figure 3 of 4

Example: a lapsed lead is not fully trained, whatever else is in date; leavers and people away for long are not asked.
as_at 2026-11-20
staff
| staff_id | roles    | started_on | ended_on   | long_term_absent |
| lead     | dsl      | 2020-01-01 |            |                  |
| new      | mentor   | 2026-11-20 |            | no               |
| left     | mentor   | 2020-01-01 | 2026-11-20 |                  |
| away     | mentor   | 2020-01-01 |            | yes              |
| not_yet  | mentor   | 2026-11-21 |            |                  |
training
| staff_id | course        | completed_on |
| lead     | induction     | 2020-01-06   |
| lead     | annual_update | 2026-09-03   |
| lead     | prevent       | 2026-09-03   |
| lead     | dsl           | 2024-11-14   |
gives
| subject | numerator | why                                            |
| lead    | 0         | 1 of 4 courses not in date: dsl                |
| new     | 0         | 3 of 3 courses not in date: annual update and others |
figure 0 of 2
*/
