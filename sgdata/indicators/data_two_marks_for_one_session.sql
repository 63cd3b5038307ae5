/*
title = "Two marks for one session"
asks = "Which sessions are marked twice?"
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
caveat = "A child has one result a session: the better mark counts."
answer = "{n} {n|session is|sessions are} marked by two registers."
answer_none = "No session is marked by two registers."
answer_no_data = "No session is marked by two registers."
*/
SELECT
    asked.as_at,
    mark.child_id AS subject,
    mark.child_id AS child,
    min(mark.date) AS happened_on,
    count(*) AS numerator,
    count(*) AS denominator,
    TRUE AS known,
    CAST(count(*) AS VARCHAR) || ' sessions that two registers mark, neither as dual registration (D)' AS why
FROM asked
INNER JOIN doubtful_mark AS mark ON mark.kind = 'two_marks' AND mark.date <= asked.as_at
GROUP BY asked.as_at, mark.child_id;
/*
Example: two registers may mark one session when one of them says dual registration.
as_at 2026-11-20
children
| child_id |
| c1       |
attendance
| child_id | date       | session | provider_id | code |
| c1       | 2026-11-09 | AM      | s1          | /    |
| c1       | 2026-11-09 | AM      | s2          | O    |
| c1       | 2026-11-10 | AM      | s1          | D    |
| c1       | 2026-11-10 | AM      | s2          | /    |
gives
| subject | happened_on |
| c1      | 2026-11-09  |
figure 1 of 1

Example: an empty code is no mark.
as_at 2026-11-20
children
| child_id |
| c1       |
attendance
| child_id | date       | session | provider_id | code |
| c1       | 2026-11-09 | AM      | s1          | /    |
| c1       | 2026-11-09 | AM      | s2          | -    |
figure 0 of 0
*/
