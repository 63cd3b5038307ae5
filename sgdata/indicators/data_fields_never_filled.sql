/*
title = "Fields never filled"
asks = "What does no row ever say?"
theme = "data_quality"
unit = "count"
kind = "stock"
good = "low"
about = "process"
subject = "record"
target = 0
amber = 20
clauses = ["VS-3.3"]
rule = "Accepted and doubtful"
authority = "Our own: what is well-formed and yet cannot be quite right is loaded, and said"
edition = "2026"
owner = "Data officer"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "A field that a source cannot fill makes figures miss or stay unknown."
answer = "{n} {n|field is|fields are} empty in every row."
answer_none = "Every field is filled somewhere."
answer_no_data = "Every field is filled somewhere."
*/
SELECT
    asked.as_at,
    field.table_name || '.' || field.column_name AS subject,
    CAST(NULL AS VARCHAR) AS child,
    CAST(NULL AS DATE) AS happened_on,
    1 AS numerator,
    1 AS denominator,
    TRUE AS known,
    field.table_name || ': ' || field.column_name || ' is empty in every row' AS why
FROM asked
CROSS JOIN never_filled AS field;
/*
Example: a column that is empty in every row of a table that has rows; one value is enough.
as_at 2026-11-20
supervision
| staff_id | held_on    |
| s1       | 2026-11-01 |
timetable_reviews
| timetable_id | due_on     | held_on    | outcome |
| t1           | 2026-11-01 | 2026-11-02 |         |
| t2           | 2026-11-01 |            |         |
gives
| subject                   | why                                           |
| timetable_reviews.outcome | timetable_reviews: outcome is empty in every row |
figure 1 of 1

Example: a table without rows says nothing.
as_at 2026-11-20
supervision
| staff_id | held_on    |
| s1       | 2026-11-01 |
figure 0 of 0
*/
