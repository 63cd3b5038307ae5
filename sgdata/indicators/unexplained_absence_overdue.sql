/*
title = "Absence unexplained for too long"
asks = "Where is nobody asking?"
theme = "attendance"
unit = "percent"
kind = "flow"
good = "low"
about = "process"
subject = "session"
amounts = true
own_provider = true
target = 0
amber = 0
clauses = ["VS-5.1"]
rule = "ATT-4"
authority = "School Attendance (Pupil Registration) (England) Regulations 2024, regulation 10; Working together to improve school attendance"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Code N must become another code no later than five school days after the session. School days of the child's own setting, or of the general calendar."
answer = "{n} of {d} {d|session|sessions} without an established reason {n|is|are} overdue ({percent})."
answer_none = "None of {d} {d|session|sessions} without an established reason is overdue."
answer_no_data = "Every absence has a reason."
children_among = "with sessions without an established reason"
children_who = "{n|has|have} {rate} of these overdue"

[parameters]
school_days = 5
*/
SELECT
    absence.as_at,
    absence.child_id AS subject,
    absence.child_id AS child,
    absence.provider_id AS provider,
    absence.date AS happened_on,
    CASE WHEN deadline.date < absence.as_at THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    -- A deadline without a date has at least not passed where today's school days are known.
    deadline.date IS NOT NULL OR today.date IS NOT NULL AS known,
    CASE absence.session WHEN 'AM' THEN 'morning of ' ELSE 'afternoon of ' END
    || strftime(absence.date, '%-d %B %Y')
    || CASE
        WHEN deadline.date IS NULL THEN ', term dates not known for long enough'
        ELSE ', reason to be established by ' || strftime(deadline.date, '%-d %B %Y')
    END AS why
FROM (
    SELECT
        asked_week.as_at,
        week.child_id,
        week.provider_id,
        place.session,
        week.week_from + place.days_after_monday AS date,
        coalesce(children.provider_id, '') AS calendar_of,
        parameters.school_days
    FROM asked_week
    CROSS JOIN parameters
    INNER JOIN attendance_week AS week
        ON week.week_from = asked_week.week_from
        AND asked_week.as_at BETWEEN week.known_from AND week.known_to
        AND week.unexplained <> 0
    INNER JOIN session_of_week AS place ON (week.unexplained & asked_week.sessions & place.place) <> 0
    LEFT JOIN children ON children.child_id = week.child_id
) AS absence
LEFT JOIN school_calendar AS marked
    ON marked.provider_id = absence.calendar_of AND marked.date = absence.date
LEFT JOIN school_calendar AS deadline
    ON deadline.provider_id = absence.calendar_of
    AND deadline.span = marked.span
    AND deadline.is_school_day
    AND deadline.school_days = marked.school_days + absence.school_days
LEFT JOIN school_calendar AS today
    ON today.provider_id = absence.calendar_of AND today.span = marked.span AND today.date = absence.as_at;
/*
Example: N on Monday 20 October 2025, half-term from 27 to 31 October: five school days later is 3 November.
as_at 2025-11-04 since 2025-09-01
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2025-09-02 | 2025-10-24 |
|             | term | 2025-11-03 | 2025-12-19 |
register
| child_id | provider_id | from       | marks |
| overdue  | s1          | 2025-10-20 | N     |
| due      | s1          | 2025-10-21 | . N   |
| found    | s1          | 2025-10-20 | O     |
gives
| subject | numerator | known | why                                                                           |
| overdue | 1         | yes   | morning of 20 October 2025, reason to be established by 3 November 2025     |
| due     | 0         | yes   | afternoon of 21 October 2025, reason to be established by 4 November 2025   |
figure 1 of 2

Example: on the day of the deadline it is not overdue; an inset day of the child's setting moves the deadline.
as_at 2025-11-04 since 2025-09-01
children
| child_id | provider_id |
| inset    | s1          |
calendar
| provider_id | kind  | date_from  | date_to    |
|             | term  | 2025-11-03 | 2025-12-19 |
|             | term  | 2025-09-02 | 2025-10-24 |
| s1          | inset | 2025-11-03 | 2025-11-03 |
register
| child_id | provider_id | from       | marks |
| inset    | s1          | 2025-10-20 | N     |
gives
| subject | numerator | known | why                                                                     |
| inset   | 0         | yes   | morning of 20 October 2025, reason to be established by 4 November 2025 |
figure 0 of 1

Example: without the term dates of that year nobody can say.
as_at 2026-10-20
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2025-11-03 | 2025-12-19 |
register
| child_id | provider_id | from       | marks |
| c1       | s1          | 2026-10-01 | N     |
gives
| subject | numerator | known | why                                                                |
| c1      | 0         | no    | morning of 1 October 2026, term dates not known for long enough |
figure 0 of 1, 1 unknown
*/
