/*
title = "Events in the future"
asks = "What is said to have happened and cannot have?"
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
answer = "{n} {n|event lies|events lie} in the future."
answer_none = "No event lies in the future."
answer_no_data = "No event lies in the future."
*/
SELECT
    asked.as_at,
    event.table_name || '/' || event.subject || '/' || event.column_name AS subject,
    event.child,
    event.happened_on,
    1 AS numerator,
    1 AS denominator,
    TRUE AS known,
    event.table_name || ': ' || event.column_name || ' is ' || strftime(event.happened_on, '%-d %B %Y')
    || ', after the day it was loaded' AS why
FROM asked
CROSS JOIN loaded
INNER JOIN recorded_event AS event ON event.happened_on > loaded.loaded_on
UNION ALL
SELECT
    asked.as_at,
    'attendance/' || mark.child_id AS subject,
    mark.child_id AS child,
    min(mark.date) AS happened_on,
    count(*) AS numerator,
    count(*) AS denominator,
    TRUE AS known,
    'attendance: ' || CAST(count(*) AS VARCHAR) || ' marks dated after the day they were loaded' AS why
FROM asked
INNER JOIN doubtful_mark AS mark ON mark.kind = 'future'
GROUP BY asked.as_at, mark.child_id;
/*
Example: what has happened cannot lie after the day of the load (here 31 December 2027); a plan can.
as_at 2026-11-20
actions
| action_id | set_on     | due_on     | completed_on |
| a1        | 2026-11-10 | 2028-02-01 | 2028-01-01   |
gives
| subject                 | happened_on |
| actions/a1/completed_on | 2028-01-01  |
figure 1 of 1

Example: so cannot a mark.
as_at 2026-11-20
children
| child_id |
| c1       |
attendance
| child_id | date       | session | provider_id | code |
| c1       | 2028-01-03 | AM      | s1          | /    |
| c1       | 2027-12-31 | AM      | s1          | /    |
gives
| subject       | numerator |
| attendance/c1 | 1         |
figure 1 of 1
*/
