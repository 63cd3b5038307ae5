/*
title = "Children whose age is not known"
asks = "Whose age is not known?"
theme = "data_quality"
unit = "count"
kind = "stock"
good = "low"
about = "process"
subject = "child"
target = 0
amber = 10
clauses = ["VS-3.3"]
rule = "Accepted and doubtful"
authority = "Our own: what is well-formed and yet cannot be quite right is loaded, and said"
edition = "2026"
owner = "Data officer"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "They count as of compulsory school age."
answer = "The age of {n} {n|child|children} on roll is not known."
answer_none = "The age of every child on roll is known."
answer_no_data = "The age of every child on roll is known."
*/
SELECT
    asked.as_at,
    children.child_id AS subject,
    children.child_id AS child,
    children.on_roll_from AS happened_on,
    1 AS numerator,
    1 AS denominator,
    TRUE AS known,
    'no date of birth: counted as of compulsory school age' AS why
FROM asked
INNER JOIN children
    ON children.birth_academic_year IS NULL
    AND (children.on_roll_from IS NULL OR children.on_roll_from <= asked.as_at)
    AND (children.on_roll_to IS NULL OR children.on_roll_to > asked.as_at);
/*
Example: a child on roll without a date of birth.
as_at 2026-11-20
children
| child_id | date_of_birth | on_roll_to |
| known    | 2014-05-01    |            |
| unknown  |               |            |
| gone     |               | 2026-11-20 |
gives
| subject |
| unknown |
figure 1 of 1

Example: nobody on roll, nobody counted.
as_at 2026-11-20
children
| child_id | on_roll_from |
| not_yet  | 2026-11-21   |
figure 0 of 0
*/
