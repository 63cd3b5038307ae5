/*
title = "Persistent absence"
asks = "Who misses a tenth of school?"
theme = "attendance"
unit = "percent"
kind = "flow"
good = "low"
about = "child"
subject = "child"
parts = ["provisional"]
trend = "year"
target = 20
amber = 26
seasonal = true
clauses = ["VS-5.1"]
rule = "ATT-3"
authority = "Working together to improve school attendance"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Counts children, not registers: sessions of all settings together. Early in a year a few days make a tenth: below 60 sessions a child is provisional. A part-time timetable (code C2) is absence: see the figure without it. National figures are counted register by register: they are context, not a comparison."
answer = "{n} of {d} {d|child|children} missed a tenth of their sessions or more ({percent})."
answer_none = "None of {d} {d|child|children} missed a tenth of their sessions."
answer_no_data = "No session was recorded."
children_who = "{n|is|are} persistently absent"

[parameters]
percent = 10
provisional_below_sessions = 60
*/
SELECT
    period.as_at,
    period.child_id AS subject,
    period.child_id AS child,
    period.as_at AS happened_on,
    CASE WHEN period.is_hit THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    TRUE AS known,
    CAST(period.absent AS VARCHAR) || ' of ' || CAST(period.possible AS VARCHAR)
    || ' sessions missed'
    || CASE WHEN period.is_provisional THEN ', too few sessions to be sure' ELSE '' END AS why,
    CASE WHEN period.is_hit AND period.is_provisional THEN ['provisional'] ELSE [] END AS parts
FROM (
    SELECT
        child.as_at,
        child.child_id,
        child.possible,
        child.absent,
        child.absent * 100 >= child.possible * parameters.percent AS is_hit,
        child.possible < parameters.provisional_below_sessions AS is_provisional
    FROM child_absence AS child
    CROSS JOIN parameters
) AS period;
/*
Example: 20 of 201 sessions are 9.95 %, shown as 10.0 %, and are not a tenth; 12 of 120 are, 11 of 120 are not.
as_at 2027-03-31
register
| child_id | provider_id | from       | marks      |
| c20      | s1          | 2026-09-02 | 20xI 181x/ |
| c12      | s1          | 2026-09-02 | 12xI 108x/ |
| c11      | s1          | 2026-09-02 | 11xI 109x/ |
gives
| subject | numerator | why                        |
| c20     | 0         | 20 of 201 sessions missed |
| c12     | 1         | 12 of 120 sessions missed |
| c11     | 0         | 11 of 120 sessions missed |
figure 1 of 3

Example: a child is counted and not a register: 0 of 60 at one school and 14 of 100 at the next are 14 of 160.
as_at 2027-03-31
register
| child_id | provider_id | from       | marks     |
| moved    | first       | 2026-09-02 | 60x/      |
| moved    | next        | 2026-11-02 | 14xI 86x/ |
gives
| subject | numerator | why                        |
| moved   | 0         | 14 of 160 sessions missed |
figure 0 of 1

Example: 1 of 8 sessions in the first week is a tenth, and says little; only possible sessions make a child count.
as_at 2026-09-08
register
| child_id   | provider_id | from       | marks  |
| first_week | s1          | 2026-09-02 | I 7x/  |
| elsewhere  | s1          | 2026-09-02 | 8xD    |
gives
| subject    | numerator | why                                               |
| first_week | 1         | 1 of 8 sessions missed, too few sessions to be sure |
figure 1 of 1
*/
