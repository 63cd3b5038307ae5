/*
asks = "On which days is school missed?"
theme = "attendance"
draw = "calendar"
place = 30
unit = "percent"
clauses = ["VS-5.1"]
counted = "Sessions missed of the possible sessions of each day, all registers together. A school day of which no register is known is left empty. On a day on which few settings are open, few sessions make a share: the table has their number. A mark on a Saturday or Sunday stands in the table alone, and counts in the total as it does in the figure of absence."
answer = "{missed} of {n} {n|session|sessions} {missed|was|were} missed on {days} {days|day|days}. By day of the week: {weekdays}.[ No register is known of {unknown} school {unknown|day|days}.]"
answer_none = "No session was recorded."

[tells]
n = "coalesce(sum(\"of\"), 0)"
missed = "sum(n)"
days = "count(CASE WHEN \"of\" > 0 THEN 1 END)"
unknown = "count(CASE WHEN \"of\" = 0 THEN 1 END)"
weekdays = "(SELECT coalesce(string_agg(printf('%s %.1f %%', name, ((2000 * missed + possible) // (2 * possible)) / 10.0), ', ' ORDER BY place), 'not known') FROM (SELECT isodow(day) AS place, dayname(day) AS name, sum(n) AS missed, sum(\"of\") AS possible FROM picture WHERE isodow(day) <= 5 AND \"of\" > 0 GROUP BY isodow(day), dayname(day)))"

[columns]
day = "Day"
n = "Sessions missed"
of = "Possible sessions"
value = "Share missed"
*/
WITH
-- The seven days of a week, each as the set of its two sessions.
weekday AS (
    SELECT days_after_monday, bit_or(place) AS sessions
    FROM session_of_week
    GROUP BY days_after_monday
),
asked_day AS (
    SELECT
        asked_week.as_at,
        asked_week.week_from,
        asked_week.week_from + weekday.days_after_monday AS day,
        weekday.sessions & asked_week.sessions AS sessions
    FROM asked_week
    INNER JOIN weekday ON (weekday.sessions & asked_week.sessions) <> 0
),
counted AS (
    SELECT
        asked_day.day,
        sum(bit_count(week.possible & asked_day.sessions)) AS possible,
        sum(bit_count((week.authorised + week.unauthorised) & asked_day.sessions)) AS absent
    FROM asked_day
    INNER JOIN attendance_week AS week
        ON week.week_from = asked_day.week_from
        AND asked_day.as_at BETWEEN week.known_from AND week.known_to
        AND (week.possible & asked_day.sessions) <> 0
    GROUP BY asked_day.day
),
school AS (
    SELECT asked_day.day
    FROM asked_day
    INNER JOIN school_week
        ON school_week.week_from = asked_day.week_from
        AND (school_week.school_days & asked_day.sessions) <> 0
    WHERE asked_day.day > (SELECT min(day) FROM counted)
    GROUP BY asked_day.day
)
SELECT
    coalesce(counted.day, school.day) AS day,
    coalesce(counted.absent, 0) AS n,
    coalesce(counted.possible, 0) AS "of",
    CAST(counted.absent AS DOUBLE) / counted.possible AS value,
    CASE
        WHEN counted.day IS NULL THEN 'no register known'
        -- Rounded half up, as every figure is.
        ELSE printf('%.1f %%', ((2000 * counted.absent + counted.possible) // (2 * counted.possible)) / 10.0)
            || ' missed, ' || format('{:,}', CAST(counted.absent AS BIGINT)) || ' of '
            || format('{:,}', CAST(counted.possible AS BIGINT))
            || CASE WHEN counted.possible = 1 THEN ' session' ELSE ' sessions' END
    END AS says
FROM counted
FULL JOIN school ON school.day = counted.day
ORDER BY 1;
/*
Example: a day's two sessions of every child; a day without a possible session is none, a school day without marks is empty.
as_at 2026-09-10
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2026-09-02 | 2026-10-23 |
register
| child_id | provider_id | from       | marks   |
| c1       | s1          | 2026-09-04 | / I     |
| c2       | s1          | 2026-09-04 | / D     |
| c1       | s1          | 2026-09-07 | / / O Y1 |
gives
| day        | n | of | value    | says                            |
| 2026-09-04 | 1 | 3  | 0.333333 | 33.3 % missed, 1 of 3 sessions |
| 2026-09-07 | 0 | 2  | 0        | 0.0 % missed, 0 of 2 sessions  |
| 2026-09-08 | 1 | 1  | 1        | 100.0 % missed, 1 of 1 session |
| 2026-09-09 | 0 | 0  |          | no register known              |
| 2026-09-10 | 0 | 0  |          | no register known              |
*/
