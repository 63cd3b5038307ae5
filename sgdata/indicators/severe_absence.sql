/*
title = "Severe absence"
asks = "Who misses half of school?"
theme = "attendance"
unit = "percent"
kind = "flow"
good = "low"
about = "child"
subject = "child"
within = ["persistent_absence", "not_in_full_time_education"]
parts = ["provisional"]
trend = "year"
target = 6
amber = 9
seasonal = true
clauses = ["VS-5.1"]
rule = "ATT-3"
authority = "Working together to improve school attendance"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Counts children, not registers. These children are among those of persistent absence too: never add the two. Below 60 sessions a child is provisional."
answer = "{n} of {d} {d|child|children} missed half of their sessions or more ({percent})."
answer_none = "None of {d} {d|child|children} missed half of their sessions."
answer_no_data = "No session was recorded."
children_who = "{n|is|are} severely absent"

[parameters]
percent = 50
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
Example: exactly half is severe, one session less is not; authorised and unauthorised absence count alike.
as_at 2026-12-18
register
| child_id | provider_id | from       | marks           |
| half     | s1          | 2026-09-02 | 30xI 20xO 50x/  |
| less     | s1          | 2026-09-02 | 29xI 20xO 51x/  |
gives
| subject | numerator | why                        |
| half    | 1         | 50 of 100 sessions missed |
| less    | 0         | 49 of 100 sessions missed |
figure 1 of 2

Example: seen from an earlier date, what came later has not happened.
as_at 2026-09-04
register
| child_id | provider_id | from       | marks    |
| c1       | s1          | 2026-09-02 | 6xI 94x/ |
gives
| subject | numerator | why                                                |
| c1      | 1         | 6 of 6 sessions missed, too few sessions to be sure |
figure 1 of 1
*/
