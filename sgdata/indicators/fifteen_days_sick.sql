/*
title = "Fifteen school days of sickness"
asks = "Whose sickness must be reported?"
theme = "attendance"
unit = "percent"
kind = "flow"
good = "low"
about = "child"
subject = "child"
trend = "year"
seasonal = true
clauses = ["VS-5.1"]
rule = "ATT-6"
authority = "School Attendance (Pupil Registration) (England) Regulations 2024; Working together to improve school attendance"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Code I alone, two sessions a day, added up from 1 September whatever period is asked. A setting must report already when it expects fifteen days."
answer = "{n} of {d} {d|child|children} missed fifteen school days or more because of sickness ({percent})."
answer_none = "None of {d} {d|child|children} missed fifteen school days because of sickness."
answer_no_data = "No session was recorded."
children_who = "{n|has|have} missed fifteen school days or more through sickness"

[parameters]
school_days = 15
*/
SELECT
    child.as_at,
    child.child_id AS subject,
    child.child_id AS child,
    child.as_at AS happened_on,
    CASE WHEN child.sick >= 2 * parameters.school_days THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    TRUE AS known,
    CAST(child.sick AS VARCHAR) || ' sessions of sickness since '
    || strftime(child.year_from, '%-d %B %Y') AS why
FROM (
    SELECT
        year_week.as_at,
        year_week.year_from,
        week.child_id,
        sum(bit_count(week.marked & year_week.sessions)) AS marked,
        sum(bit_count(week.sick & year_week.sessions)) AS sick
    FROM (
        -- As asked_week, from 1 September of the academic year.
        SELECT
            year.as_at,
            year.year_from,
            week.week_from,
            (1 << (2 * least(date_diff('day', week.week_from, year.as_at) + 1, 7)))
            - (1 << (2 * greatest(date_diff('day', week.week_from, year.year_from), 0))) AS sessions
        FROM (
            SELECT
                as_at,
                make_date(year(as_at) - CASE WHEN month(as_at) >= 9 THEN 0 ELSE 1 END, 9, 1) AS year_from
            FROM asked
        ) AS year
        INNER JOIN calendar_week AS week ON week.week_to >= year.year_from AND week.week_from <= year.as_at
    ) AS year_week
    INNER JOIN attendance_week AS week
        ON week.week_from = year_week.week_from
        AND year_week.as_at BETWEEN week.known_from AND week.known_to
    GROUP BY year_week.as_at, year_week.year_from, week.child_id
) AS child
CROSS JOIN parameters
WHERE child.marked > 0;
/*
Example: 30 sessions are 15 days, in one illness or several; 29 are not; a medical appointment (M) is no sickness.
as_at 2027-03-31 since 2027-03-01
register
| child_id | provider_id | from       | marks              |
| several  | s1          | 2026-09-02 | 15xI 20x/ 15xI     |
| short    | s1          | 2026-09-02 | 29xI 4xM 20x/      |
gives
| subject | numerator | why                                          |
| several | 1         | 30 sessions of sickness since 1 September 2026 |
| short   | 0         | 29 sessions of sickness since 1 September 2026 |
figure 1 of 2

Example: sickness of the academic year before does not count.
as_at 2026-09-04
register
| child_id | provider_id | from       | marks |
| c1       | s1          | 2026-06-01 | 40xI  |
| c1       | s1          | 2026-09-02 | I I   |
gives
| subject | numerator | why                                         |
| c1      | 0         | 2 sessions of sickness since 1 September 2026 |
figure 0 of 1
*/
