/*
title = "Marks of children not on roll"
asks = "Who is marked while not on roll?"
theme = "data_quality"
unit = "count"
kind = "stock"
good = "low"
about = "process"
subject = "child"
target = 0
amber = 10
clauses = ["VS-5.1"]
rule = "Accepted and doubtful"
authority = "Our own: what is well-formed and yet cannot be quite right is loaded, and said"
edition = "2026"
owner = "Data officer"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "On roll with this organisation."
answer = "{n} {n|mark is|marks are} of children who were not on roll."
answer_none = "No mark is of a child who was not on roll."
answer_no_data = "No mark is of a child who was not on roll."
*/
SELECT
    asked.as_at,
    mark.child_id AS subject,
    mark.child_id AS child,
    min(mark.date) AS happened_on,
    count(*) AS numerator,
    count(*) AS denominator,
    TRUE AS known,
    CAST(count(*) AS VARCHAR) || CASE WHEN count(*) = 1 THEN ' mark' ELSE ' marks' END
    || ' on days when the child was not on roll, from ' || strftime(min(mark.date), '%-d %B %Y') AS why
FROM asked
INNER JOIN doubtful_mark AS mark ON mark.kind = 'off_roll' AND mark.date <= asked.as_at
GROUP BY asked.as_at, mark.child_id;
/*
Example: the day a child leaves is the first day without; a mark on it is one too many.
as_at 2026-11-20
children
| child_id | on_roll_from | on_roll_to |
| left     | 2026-09-01   | 2026-11-10 |
| here     | 2026-09-01   |            |
attendance
| child_id | date       | session | provider_id | code |
| left     | 2026-11-09 | AM      | s1          | /    |
| left     | 2026-11-10 | AM      | s1          | /    |
| left     | 2026-11-10 | PM      | s1          | I    |
| here     | 2026-11-10 | AM      | s1          | /    |
gives
| subject | why                                                                     |
| left    | 2 marks on days when the child was not on roll, from 10 November 2026 |
figure 2 of 2

Example: before the first day on roll is off roll too.
as_at 2026-11-20
children
| child_id | on_roll_from |
| new      | 2026-11-10   |
attendance
| child_id | date       | session | provider_id | code |
| new      | 2026-11-09 | AM      | s1          | /    |
gives
| subject |
| new     |
figure 1 of 1
*/
