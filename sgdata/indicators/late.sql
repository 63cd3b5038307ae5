/*
title = "Late"
asks = "Who arrives late?"
theme = "attendance"
unit = "percent"
kind = "flow"
good = "low"
about = "child"
subject = "session"
amounts = true
own_provider = true
seasonal = true
clauses = ["VS-5.1"]
rule = "ATT-2"
authority = "Working together to improve school attendance; School Attendance (Pupil Registration) (England) Regulations 2024, regulation 10"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Of the sessions to which a child came: late before the register closed (L) and after it (U), which is also unauthorised absence. Sessions educated off site are not among them."
answer = "Children came late to {n} of {d} {d|session|sessions} to which they came ({percent})."
answer_none = "Children came late to none of {d} {d|session|sessions}."
answer_no_data = "No child came to a session."
children_who = "came late to {rate} of the sessions to which they came"
*/
SELECT
    period.as_at,
    period.child_id AS subject,
    period.child_id AS child,
    period.provider_id AS provider,
    period.as_at AS happened_on,
    period.late + period.late_after_closing AS numerator,
    period.attending + period.late_after_closing AS denominator,
    TRUE AS known,
    'late to ' || CAST(period.late + period.late_after_closing AS VARCHAR) || ' of '
    || CAST(period.attending + period.late_after_closing AS VARCHAR) || ' sessions, to '
    || CAST(period.late_after_closing AS VARCHAR) || ' after the register closed' AS why
FROM (
    SELECT
        asked_week.as_at,
        week.child_id,
        week.provider_id,
        sum(bit_count(week.attending & asked_week.sessions)) AS attending,
        sum(bit_count(week.late & asked_week.sessions)) AS late,
        sum(bit_count(week.late_after_closing & asked_week.sessions)) AS late_after_closing
    FROM asked_week
    INNER JOIN attendance_week AS week
        ON week.week_from = asked_week.week_from
        AND asked_week.as_at BETWEEN week.known_from AND week.known_to
    GROUP BY asked_week.as_at, week.child_id, week.provider_id
) AS period
WHERE period.attending + period.late_after_closing > 0;
/*
Example: L and U are late; educated off site (B) and absent (O) are not sessions to which the child came.
as_at 2026-11-20 since 2026-11-01
register
| child_id | provider_id | from       | marks          |
| c1       | s1          | 2026-11-02 | L U / / / B O  |
gives
| subject | why                                                |
| c1      | late to 2 of 5 sessions, to 1 after the register closed |
figure 2 of 5

Example: a child who never came is not asked about.
as_at 2026-11-20 since 2026-11-01
register
| child_id | provider_id | from       | marks |
| came     | s1          | 2026-11-02 | / /   |
| absent   | s1          | 2026-11-02 | O I   |
gives
| subject |
| came    |
figure 0 of 2
*/
