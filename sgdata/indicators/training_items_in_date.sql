/*
title = "Training items in date"
asks = "How many of the required courses are in date?"
theme = "staff"
unit = "percent"
kind = "stock"
good = "high"
about = "process"
subject = "training_item"
target = 100
amber = 95
clauses = ["VS-9", "MM-9.1"]
rule = "TRN-2"
authority = "Keeping children safe in education; both policies; the intervals stand in the rules"
edition = "2026"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "One a person in post and course that a role of the person requires. A high share can hide people who each miss one: read it beside the people fully trained."
answer = "{n} of {d} required {d|course is|courses are} in date ({percent})."
answer_none = "None of {d} required {d|course|courses} is in date."
answer_no_data = "No course is required of anybody in post."
outlook = "{n} required {n|course runs|courses run} out"
*/
SELECT
    required.as_at,
    required.staff_id || '/' || required.course AS subject,
    CAST(NULL AS VARCHAR) AS child,
    required.completed_on AS happened_on,
    CASE WHEN required.due_on >= required.as_at THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    TRUE AS known,
    replace(required.course, '_', ' ')
    || CASE
        WHEN required.completed_on IS NULL THEN ', none recorded'
        WHEN required.due_on = DATE '9999-12-31'
            THEN ', done ' || strftime(required.completed_on, '%-d %B %Y') || ', never due again'
        WHEN required.due_on >= required.as_at
            THEN ', done ' || strftime(required.completed_on, '%-d %B %Y') || ', due again '
                || strftime(required.due_on, '%-d %B %Y')
        ELSE ', done ' || strftime(required.completed_on, '%-d %B %Y') || ', was due again '
            || strftime(required.due_on, '%-d %B %Y')
    END AS why
FROM required_training AS required;
/*
Example: 12 people with 3 courses each are 36 items; 33 are in date (91.7 %), though 3 people each miss one (75 % of people).
as_at 2026-11-20
staff
| staff_id | roles  |
| p01      | mentor |
| p02      | mentor |
| p03      | mentor |
| p04      | mentor |
| p05      | mentor |
| p06      | mentor |
| p07      | mentor |
| p08      | mentor |
| p09      | mentor |
| p10      | mentor |
| p11      | mentor |
| p12      | mentor |
training
| staff_id | course        | completed_on |
| p01      | induction     | 2026-09-01   |
| p02      | induction     | 2026-09-01   |
| p03      | induction     | 2026-09-01   |
| p04      | induction     | 2026-09-01   |
| p05      | induction     | 2026-09-01   |
| p06      | induction     | 2026-09-01   |
| p07      | induction     | 2026-09-01   |
| p08      | induction     | 2026-09-01   |
| p09      | induction     | 2026-09-01   |
| p10      | induction     | 2026-09-01   |
| p11      | induction     | 2024-09-02   |
| p12      | annual_update | 2026-09-01   |
| p01      | prevent       | 2026-09-01   |
| p02      | prevent       | 2026-09-01   |
| p03      | prevent       | 2026-09-01   |
| p04      | prevent       | 2026-09-01   |
| p05      | prevent       | 2026-09-01   |
| p06      | prevent       | 2026-09-01   |
| p07      | prevent       | 2026-09-01   |
| p08      | prevent       | 2026-09-01   |
| p09      | prevent       | 2026-09-01   |
| p10      | prevent       | 2023-11-19   |
| p11      | prevent       | 2023-11-20   |
| p12      | prevent       | 2026-09-01   |
figure 33 of 36

Example: each role adds its courses; two roles with one course require it once; the induction is never due again.
as_at 2026-11-20
staff
| staff_id | roles            | ended_on   |
| both     | dsl;deputy_dsl   |            |
| gone     | governor         | 2026-11-20 |
training
| staff_id | course    | completed_on |
| both     | induction | 2019-09-02   |
| both     | dsl       | 2024-11-14   |
gives
| subject            | numerator | why                                                           |
| both/annual_update | 0         | annual update, done 2 September 2019, was due again 2 September 2020 |
| both/dsl           | 0         | dsl, done 14 November 2024, was due again 14 November 2026    |
| both/induction     | 1         | induction, done 2 September 2019, never due again             |
| both/prevent       | 0         | prevent, none recorded                                        |
figure 1 of 4
*/
