/*
title = "Attendance codes that cannot be"
asks = "Which codes are out of use or impossible?"
theme = "data_quality"
unit = "count"
kind = "stock"
good = "low"
about = "process"
subject = "record"
target = 0
amber = 10
clauses = ["VS-5.1"]
rule = "Accepted and doubtful"
authority = "Our own: what is well-formed and yet cannot be quite right is loaded, and said"
edition = "2026"
owner = "Data officer"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "School Attendance (Pupil Registration) (England) Regulations 2024: codes in use from 19 August 2024."
answer = "{n} {n|mark has|marks have} a code that is out of use or impossible."
answer_none = "Every attendance code is one in use."
answer_no_data = "Every attendance code is one in use."
*/
SELECT
    asked.as_at,
    mark.child_id || '/' || mark.kind || '/' || coalesce(mark.code, 'D') AS subject,
    mark.child_id AS child,
    min(mark.date) AS happened_on,
    count(*) AS numerator,
    count(*) AS denominator,
    TRUE AS known,
    CASE
        WHEN mark.kind = 'two_duals'
            THEN CAST(count(*) AS VARCHAR) || ' sessions in which every register says dual registration (D)'
        ELSE CAST(count(*) AS VARCHAR) || ' marks with code ' || coalesce(mark.code, '') || ', no longer in use'
    END AS why
FROM asked
INNER JOIN doubtful_mark AS mark ON mark.kind IN ('legacy_code', 'two_duals') AND mark.date <= asked.as_at
GROUP BY asked.as_at, mark.child_id, mark.kind, mark.code;
/*
Example: H, J, F and Y ended on 18 August 2024; they are accepted, counted in their old class, and said.
as_at 2026-11-20
children
| child_id |
| c1       |
attendance
| child_id | date       | session | provider_id | code |
| c1       | 2024-07-01 | AM      | s1          | H    |
| c1       | 2026-11-09 | AM      | s1          | H    |
| c1       | 2026-11-09 | PM      | s1          | /    |
gives
| subject          | why                                   |
| c1/legacy_code/H | 1 marks with code H, no longer in use |
figure 1 of 1

Example: two registers that both say that the child is at the other school.
as_at 2026-11-20
children
| child_id |
| c1       |
attendance
| child_id | date       | session | provider_id | code |
| c1       | 2026-11-09 | AM      | s1          | D    |
| c1       | 2026-11-09 | AM      | s2          | D    |
| c1       | 2026-11-10 | AM      | s1          | D    |
| c1       | 2026-11-10 | AM      | s2          | /    |
gives
| subject        | happened_on |
| c1/two_duals/D | 2026-11-09  |
figure 1 of 1
*/
