/*
title = "Unauthorised absence"
asks = "How much school is missed without leave?"
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
caveat = "Counts each child's own sessions once, not each register. A reason that nobody has established yet (code N) is unauthorised."
answer = "{n} of {d} {d|session|sessions} were missed without leave ({percent})."
answer_none = "None of {d} {d|session|sessions} was missed without leave."
answer_no_data = "No session was recorded."
children_who = "missed {rate} of their sessions without leave"
*/
SELECT
    period.as_at,
    period.child_id AS subject,
    period.child_id AS child,
    period.provider_id AS provider,
    period.as_at AS happened_on,
    period.unauthorised AS numerator,
    period.possible AS denominator,
    TRUE AS known,
    CAST(period.unauthorised AS VARCHAR) || ' of ' || CAST(period.possible AS VARCHAR)
    || ' sessions missed without leave' AS why
FROM (
    SELECT
        asked_week.as_at,
        week.child_id,
        week.provider_id,
        sum(bit_count(week.possible & asked_week.sessions)) AS possible,
        sum(bit_count(week.unauthorised & asked_week.sessions)) AS unauthorised
    FROM asked_week
    INNER JOIN attendance_week AS week
        ON week.week_from = asked_week.week_from
        AND asked_week.as_at BETWEEN week.known_from AND week.known_to
    GROUP BY asked_week.as_at, week.child_id, week.provider_id
) AS period
WHERE period.possible > 0;
/*
Example: G, N, O and U are without leave; illness is not; the closed school (#) is no session.
as_at 2026-11-20 since 2026-11-01
register
| child_id | provider_id | from       | marks           |
| c1       | s1          | 2026-11-02 | G N O U I / C2 # |
gives
| subject | why                                    |
| c1      | 4 of 7 sessions missed without leave |
figure 4 of 7

Example: unauthorised in one register and authorised in the other is authorised.
as_at 2026-11-20 since 2026-11-01
register
| child_id | provider_id | from       | marks |
| c1       | s1          | 2026-11-02 | O O   |
| c1       | s2          | 2026-11-02 | I D   |
gives
| subject |
| c1      |
figure 1 of 2
*/
