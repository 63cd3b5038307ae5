/*
title = "Ten school days without leave"
asks = "Who must be reported to the authority?"
theme = "attendance"
unit = "percent"
kind = "flow"
good = "low"
about = "child"
subject = "child"
parts = ["watch"]
trend = "year"
target = 0
amber = 0
seasonal = true
clauses = ["VS-5.1"]
rule = "ATT-5"
authority = "School Attendance (Pupil Registration) (England) Regulations 2024; Working together to improve school attendance"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "School days of the child's own setting, or of the general calendar; registers of all settings together. The run is counted from the first day of the period. Watch: five to nine days."
answer = "{n} of {d} {d|child|children} missed ten school days in a row without leave ({percent})."
answer_none = "None of {d} {d|child|children} missed ten school days in a row without leave."
answer_no_data = "No session was recorded."
children_who = "{n|has|have} missed ten school days in a row without leave"

[parameters]
school_days = 10
watch_from_school_days = 5
*/
WITH
child AS (
    SELECT
        asked_week.as_at,
        week.child_id,
        max(week.beyond & asked_week.sessions) = 0 AS is_known,
        sum(bit_count(week.unauthorised & ~week.breaking & asked_week.sessions)) AS most_days_away
    FROM asked_week
    INNER JOIN run_week AS week
        ON week.week_from = asked_week.week_from
        AND asked_week.as_at BETWEEN week.known_from AND week.known_to
        AND (week.marked & asked_week.sessions) <> 0
    GROUP BY asked_week.as_at, week.child_id
),
-- The weeks of children who may come to the days of the watch.
child_week AS (
    SELECT
        week.as_at,
        week.child_id,
        week.week_from,
        week.breaking,
        week.unauthorised & ~week.breaking AS away
    FROM (
        SELECT
            child.as_at,
            child.child_id,
            week.week_from,
            bit_or(week.unauthorised & asked_week.sessions) AS unauthorised,
            bit_or(week.breaking & asked_week.sessions) AS breaking
        FROM child
        INNER JOIN parameters ON child.most_days_away >= parameters.watch_from_school_days
        INNER JOIN asked_week ON asked_week.as_at = child.as_at
        INNER JOIN run_week AS week
            ON week.child_id = child.child_id
            AND week.week_from = asked_week.week_from
            AND child.as_at BETWEEN week.known_from AND week.known_to
        GROUP BY child.as_at, child.child_id, week.week_from
    ) AS week
),
-- Day by day; a week without a day away is one break.
day AS (
    SELECT
        week.as_at,
        week.child_id,
        week.week_from + place.days_after_monday AS date,
        CASE WHEN (week.away & place.place) <> 0 THEN 0 ELSE 1 END AS breaks
    FROM child_week AS week
    INNER JOIN session_of_week AS place
        ON (CASE WHEN week.away = 0 THEN 1 ELSE week.away | week.breaking END & place.place) <> 0
    WHERE week.away <> 0 OR week.breaking <> 0
),
run AS (
    SELECT
        as_at,
        child_id,
        count(*) AS school_days,
        min(date) AS first_on,
        max(date) AS last_on,
        row_number() OVER (PARTITION BY as_at, child_id ORDER BY count(*) DESC, max(date) DESC) AS place
    FROM (
        SELECT
            as_at,
            child_id,
            date,
            breaks,
            sum(breaks) OVER (PARTITION BY as_at, child_id ORDER BY date) AS run_number
        FROM day
    ) AS numbered
    WHERE breaks = 0
    GROUP BY as_at, child_id, run_number
)
SELECT
    child.as_at,
    child.child_id AS subject,
    child.child_id AS child,
    run.last_on AS happened_on,
    CASE WHEN child.is_known AND run.school_days >= parameters.school_days THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    child.is_known AS known,
    CASE
        WHEN NOT child.is_known THEN 'term dates not known for all of the time'
        WHEN run.school_days >= parameters.watch_from_school_days
            THEN CAST(run.school_days AS VARCHAR) || ' school days in a row without leave, '
                || strftime(run.first_on, '%-d %B %Y') || ' to ' || strftime(run.last_on, '%-d %B %Y')
        ELSE 'never ' || CAST(parameters.watch_from_school_days AS VARCHAR)
            || ' school days in a row without leave'
    END AS why,
    CASE
        WHEN run.school_days BETWEEN parameters.watch_from_school_days AND parameters.school_days - 1
            THEN ['watch']
        ELSE []
    END AS parts
FROM child
CROSS JOIN parameters
LEFT JOIN run ON run.as_at = child.as_at AND run.child_id = child.child_id AND run.place = 1;
/*
Example: O from 3 to 14 November 2025 makes 10 school days; with an inset day on the 10th they end on the 17th.
as_at 2025-11-17 since 2025-11-01
children
| child_id | provider_id |
| no_inset | s1          |
| inset    | s2          |
| nine     | s2          |
calendar
| provider_id | kind  | date_from  | date_to    |
|             | term  | 2025-11-03 | 2025-12-19 |
| s2          | inset | 2025-11-10 | 2025-11-10 |
register
| child_id | provider_id | from       | marks |
| no_inset | s1          | 2025-11-03 | 20xO  |
| inset    | s2          | 2025-11-03 | 22xO  |
| nine     | s2          | 2025-11-03 | 20xO  |
gives
| subject  | numerator | why                                                                        |
| no_inset | 1         | 10 school days in a row without leave, 3 November 2025 to 14 November 2025 |
| inset    | 1         | 10 school days in a row without leave, 3 November 2025 to 17 November 2025 |
| nine     | 0         | 9 school days in a row without leave, 3 November 2025 to 14 November 2025  |
figure 2 of 3

Example: one session of school breaks the run; a day without a possible mark does not; half a day without leave counts.
as_at 2025-11-21 since 2025-11-01
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2025-11-03 | 2025-12-19 |
register
| child_id | provider_id | from       | marks            |
| broken   | s1          | 2025-11-03 | 19xO / 8xO       |
| closed   | s1          | 2025-11-03 | 10xO Y4 Y4 10xO  |
| half     | s1          | 2025-11-03 | 18xO . U         |
gives
| subject | numerator | why                                                                        |
| broken  | 0         | 9 school days in a row without leave, 3 November 2025 to 13 November 2025  |
| closed  | 1         | 10 school days in a row without leave, 3 November 2025 to 17 November 2025 |
| half    | 1         | 10 school days in a row without leave, 3 November 2025 to 14 November 2025 |
figure 2 of 3

Example: the run is counted from the first day asked; without term dates nobody can say.
as_at 2025-11-14 since 2025-11-04
children
| child_id | provider_id |
| later    | s1          |
| no_terms | s2          |
calendar
| provider_id | kind | date_from  | date_to    |
| s1          | term | 2025-11-03 | 2025-12-19 |
register
| child_id | provider_id | from       | marks |
| later    | s1          | 2025-11-03 | 20xO  |
| no_terms | s2          | 2025-11-03 | 20xO  |
gives
| subject  | numerator | known | why                                                                       |
| later    | 0         | yes   | 9 school days in a row without leave, 4 November 2025 to 14 November 2025 |
| no_terms | 0         | no    | term dates not known for all of the time                                  |
figure 0 of 2, 1 unknown
*/
