/*
title = "Persistent absence without part-time"
asks = "Who misses a tenth of school, part-time timetables not counted?"
theme = "attendance"
unit = "percent"
kind = "flow"
good = "low"
about = "child"
subject = "child"
within = ["persistent_absence"]
parts = ["provisional"]
trend = "year"
seasonal = true
clauses = ["VS-5.1"]
rule = "ATT-3"
authority = "Working together to improve school attendance"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Sessions of a part-time timetable (code C2) are still possible sessions: only the absence leaves them out. Stands beside persistent absence, never instead of it."
answer = "{n} of {d} {d|child|children} missed a tenth of their sessions or more, part-time timetables not counted ({percent})."
answer_none = "None of {d} {d|child|children} missed a tenth of their sessions, part-time timetables not counted."
answer_no_data = "No session was recorded."
children_who = "{n|is|are} persistently absent even without their part-time sessions"

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
    || ' sessions missed beside part-time'
    || CASE WHEN period.is_provisional THEN ', too few sessions to be sure' ELSE '' END AS why,
    CASE WHEN period.is_hit AND period.is_provisional THEN ['provisional'] ELSE [] END AS parts
FROM (
    SELECT
        child.as_at,
        child.child_id,
        child.possible,
        child.absent - child.part_time AS absent,
        (child.absent - child.part_time) * 100 >= child.possible * parameters.percent AS is_hit,
        child.possible < parameters.provisional_below_sessions AS is_provisional
    FROM child_absence AS child
    CROSS JOIN parameters
) AS period;
/*
Example: half-time for eight weeks makes 40 of 380 sessions: persistent absence, and here not.
as_at 2027-07-21
register
| child_id  | provider_id | from       | marks          |
| part_time | s1          | 2026-09-02 | 40xC2 340x/    |
| sick_too  | s1          | 2026-09-02 | 40xC2 38xI 302x/ |
gives
| subject   | numerator | why                                          |
| part_time | 0         | 0 of 380 sessions missed beside part-time   |
| sick_too  | 1         | 38 of 380 sessions missed beside part-time  |
figure 1 of 2

Example: below 60 possible sessions a child is provisional.
as_at 2026-10-20
register
| child_id | provider_id | from       | marks     |
| c59      | s1          | 2026-09-02 | 6xO 53x/  |
| c60      | s1          | 2026-09-02 | 6xO 54x/  |
gives
| subject | numerator | why                                                              |
| c59     | 1         | 6 of 59 sessions missed beside part-time, too few sessions to be sure |
| c60     | 1         | 6 of 60 sessions missed beside part-time                         |
figure 2 of 2
*/
