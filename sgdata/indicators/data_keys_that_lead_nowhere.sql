/*
title = "Keys that lead nowhere"
asks = "What points to a child, setting or case that is not there?"
theme = "data_quality"
unit = "count"
kind = "stock"
good = "low"
about = "process"
subject = "record"
target = 0
amber = 10
clauses = ["VS-3.3"]
rule = "Accepted and doubtful"
authority = "Our own: what is well-formed and yet cannot be quite right is loaded, and said"
edition = "2026"
owner = "Data officer"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Seen in all that is loaded, whatever the date asked."
answer = "{n} {n|key leads|keys lead} nowhere."
answer_none = "Every key leads somewhere."
answer_no_data = "Every key leads somewhere."
*/
SELECT
    asked.as_at,
    lost.table_name || '/' || lost.subject || '/' || lost.column_name AS subject,
    lost.child,
    CAST(NULL AS DATE) AS happened_on,
    1 AS numerator,
    1 AS denominator,
    TRUE AS known,
    lost.table_name || ': ' || lost.column_name || ' is in no row of ' || lost.home AS why
FROM asked
CROSS JOIN lost_key AS lost
UNION ALL
SELECT
    asked.as_at,
    'attendance/' || mark.child_id AS subject,
    mark.child_id AS child,
    mark.date AS happened_on,
    1 AS numerator,
    1 AS denominator,
    TRUE AS known,
    'attendance: ' || CAST(mark.marks AS VARCHAR) || ' marks of a child who is in no row of children' AS why
FROM asked
INNER JOIN doubtful_mark AS mark ON mark.kind = 'no_child';
/*
Example: a concern about a child who is not in children, an action of a concern that is not in concerns.
as_at 2026-11-20
children
| child_id |
| known    |
concerns
| concern_id | child_id |
| c1         | known    |
| c2         | stranger |
actions
| action_id | concern_id |
| a1        | c1         |
| a2        | c9         |
gives
| subject                | why                                                |
| concerns/c2/child_id   | concerns: child_id is in no row of children       |
| actions/a2/concern_id  | actions: concern_id is in no row of concerns      |
figure 2 of 2

Example: of attendance a child counts once.
as_at 2026-11-20
attendance
| child_id | date       | session | provider_id | code |
| stranger | 2026-11-09 | AM      | s1          | /    |
| stranger | 2026-11-09 | PM      | s1          | /    |
gives
| subject             | why                                                         |
| attendance/stranger | attendance: 2 marks of a child who is in no row of children |
figure 1 of 1
*/
