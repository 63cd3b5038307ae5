/*
title = "Absence"
asks = "How much school is missed?"
theme = "attendance"
unit = "percent"
kind = "flow"
good = "low"
about = "child"
subject = "session"
amounts = true
own_provider = true
target = 9.0
amber = 12.0
seasonal = true
clauses = ["VS-5.1"]
rule = "ATT-2"
authority = "Working together to improve school attendance; School Attendance (Pupil Registration) (England) Regulations 2024, regulation 10"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Counts each child's own sessions once, not each register. A part-time timetable (code C2) is absence. National figures are counted register by register: they are context, not a comparison."
answer = "{n} of {d} {d|session|sessions} were missed ({percent})."
answer_none = "None of {d} {d|session|sessions} was missed."
answer_no_data = "No session was recorded."
children_who = "missed {rate} of their sessions"
*/
SELECT
    period.as_at,
    period.child_id AS subject,
    period.child_id AS child,
    period.provider_id AS provider,
    period.as_at AS happened_on,
    period.authorised + period.unauthorised AS numerator,
    period.possible AS denominator,
    TRUE AS known,
    CAST(period.authorised + period.unauthorised AS VARCHAR) || ' of ' || CAST(period.possible AS VARCHAR)
    || ' sessions missed: ' || CAST(period.authorised AS VARCHAR) || ' authorised, '
    || CAST(period.unauthorised AS VARCHAR) || ' unauthorised' AS why
FROM (
    SELECT
        asked_week.as_at,
        week.child_id,
        week.provider_id,
        sum(bit_count(week.possible & asked_week.sessions)) AS possible,
        sum(bit_count(week.authorised & asked_week.sessions)) AS authorised,
        sum(bit_count(week.unauthorised & asked_week.sessions)) AS unauthorised
    FROM asked_week
    INNER JOIN attendance_week AS week
        ON week.week_from = asked_week.week_from
        AND asked_week.as_at BETWEEN week.known_from AND week.known_to
    GROUP BY asked_week.as_at, week.child_id, week.provider_id
) AS period
WHERE period.possible > 0;
/*
Example: 130 marks make 118 possible sessions: at the other school (D) and no transport (Y1) are not; part-time (C2) is.
as_at 2026-12-18
register
| child_id | provider_id | from       | marks                                              |
| c1       | s1          | 2026-09-02 | 35x/ 35x\ 4xL 6xB 4xK 20xC2 8xI 4xO 2xU 10xD 2xY1 |
gives
| subject | why                                                      |
| c1      | 34 of 118 sessions missed: 28 authorised, 6 unauthorised |
figure 34 of 118

Example: a session in two registers counts once: present counts before absent; no mark is no session.
as_at 2026-11-20 since 2026-11-17
children
| child_id | provider_id |
| c1       | school      |
register
| child_id | provider_id | from       | marks |
| c1       | school      | 2026-11-17 | / O I -   |
| c1       | other       | 2026-11-17 | C2 B C2 - |
gives
| subject |
| c1      |
figure 1 of 3

Example: first and last day of the period count; a mark recorded the day after does not exist yet.
as_at 2026-11-19 since 2026-11-17
attendance
| child_id | date       | session | provider_id | code | recorded_at      |
| before   | 2026-11-16 | PM      | s1          | I    |                  |
| first    | 2026-11-17 | AM      | s1          | I    |                  |
| last     | 2026-11-19 | PM      | s1          | O    | 2026-11-19T15:00 |
| not_yet  | 2026-11-19 | AM      | s1          | I    | 2026-11-20T09:00 |
| after    | 2026-11-20 | AM      | s1          | I    |                  |
gives
| subject |
| first   |
| last    |
figure 2 of 2

Example: only sessions of a child of compulsory school age: here from the last day of August after the fifth birthday.
as_at 2026-09-02 since 2026-08-01
children
| child_id | date_of_birth |
| started  | 2021-08-31    |
| not_yet  | 2021-09-01    |
| unknown  |               |
register
| child_id | provider_id | from       | marks |
| started  | s1          | 2026-09-01 | / I   |
| not_yet  | s1          | 2026-09-01 | / I   |
| unknown  | s1          | 2026-09-01 | / I   |
gives
| subject |
| started |
| unknown |
figure 2 of 4
*/
