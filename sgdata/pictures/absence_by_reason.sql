/*
asks = "Why is school missed?"
theme = "attendance"
draw = "lines"
place = 20
unit = "percent"
parts = ["illness", "part-time timetable", "other authorised", "no reason yet", "other unauthorised"]
clauses = ["VS-5.1"]
counted = "Sessions missed for each reason, of all possible sessions of the week: illness (code I), agreed part-time timetables (C2), every other authorised absence, no reason established yet (N), every other unauthorised absence. Approved education off site is not absence. The five add up to the figure of absence."
answer = "{n} {n|session was|sessions were} missed: {illness} through illness, {part_time} under a part-time timetable, {authorised} authorised for other reasons, {unauthorised} not authorised, and {no_reason} with no reason yet."
answer_none = "No session was missed."

[tells]
n = "coalesce(sum(n), 0)"
illness = "sum(CASE WHEN series = 'illness' THEN n END)"
part_time = "sum(CASE WHEN series = 'part-time timetable' THEN n END)"
authorised = "sum(CASE WHEN series = 'other authorised' THEN n END)"
unauthorised = "sum(CASE WHEN series = 'other unauthorised' THEN n END)"
no_reason = "sum(CASE WHEN series = 'no reason yet' THEN n END)"

[columns]
day = "Week from"
series = "Reason"
n = "Sessions missed"
of = "Possible sessions"
value = "Share missed"
*/
WITH
counted AS (
    SELECT
        asked_week.week_from AS day,
        sum(bit_count(week.possible & asked_week.sessions)) AS possible,
        sum(bit_count(week.sick & asked_week.sessions)) AS sick,
        sum(bit_count(week.part_time & asked_week.sessions)) AS part_time,
        sum(bit_count(week.authorised & ~week.sick & ~week.part_time & asked_week.sessions)) AS authorised,
        sum(bit_count(week.unexplained & asked_week.sessions)) AS unexplained,
        sum(bit_count(week.unauthorised & ~week.unexplained & asked_week.sessions)) AS unauthorised
    FROM asked_week
    INNER JOIN attendance_week AS week
        ON week.week_from = asked_week.week_from
        AND asked_week.as_at BETWEEN week.known_from AND week.known_to
    GROUP BY asked_week.week_from
    HAVING sum(bit_count(week.possible & asked_week.sessions)) > 0
)
SELECT
    counted.day,
    reason.series,
    reason.n,
    counted.possible AS "of",
    CAST(reason.n AS DOUBLE) / counted.possible AS value
FROM counted
CROSS JOIN LATERAL (
    VALUES
    (1, 'illness', counted.sick),
    (2, 'part-time timetable', counted.part_time),
    (3, 'other authorised', counted.authorised),
    (4, 'no reason yet', counted.unexplained),
    (5, 'other unauthorised', counted.unauthorised)
) AS reason(place, series, n)
ORDER BY reason.place, counted.day;
/*
Example: each missed session has one reason; off site (B) and late (L) are not missed, late after closing (U) is.
as_at 2026-09-11
register
| child_id | provider_id | from       | marks                |
| c1       | s1          | 2026-09-07 | I I C2 M E N O U B L |
gives
| day        | series              | n | of | value |
| 2026-09-07 | illness             | 2 | 10 | 0.2   |
| 2026-09-07 | part-time timetable | 1 | 10 | 0.1   |
| 2026-09-07 | other authorised    | 2 | 10 | 0.2   |
| 2026-09-07 | no reason yet       | 1 | 10 | 0.1   |
| 2026-09-07 | other unauthorised  | 2 | 10 | 0.2   |

Example: seen before the reason was found, it is not there yet; the period cuts the week.
as_at 2026-09-08 since 2026-09-08
attendance
| child_id | date       | session | provider_id | code | recorded_at      |
| c1       | 2026-09-07 | PM      | s1          | O    |                  |
| c1       | 2026-09-08 | AM      | s1          | I    | 2026-09-09T09:00 |
| c1       | 2026-09-08 | PM      | s1          | N    |                  |
gives
| day        | series              | n | of | value |
| 2026-09-07 | illness             | 0 | 1  | 0     |
| 2026-09-07 | part-time timetable | 0 | 1  | 0     |
| 2026-09-07 | other authorised    | 0 | 1  | 0     |
| 2026-09-07 | no reason yet       | 1 | 1  | 1     |
| 2026-09-07 | other unauthorised  | 0 | 1  | 0     |
*/
