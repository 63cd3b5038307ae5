/*
asks = "How much school is missed, week by week?"
theme = "attendance"
draw = "lines"
place = 10
leads = true
unit = "percent"
parts = ["all children", "the same children", "a year before"]
clauses = ["VS-5.1"]
counted = "Sessions missed of all possible sessions, by week: a week that the period cuts counts with its days in it, so the weeks of all children add up to the figure of absence. The same children are those on roll from the first day with a session to the date, so that nobody's coming or leaving moves their line. A year before is 52 weeks before, the same days of the week, of whoever was there then. A school week of which no register is known is a gap. Weeks are provisional from the first return of a setting that is outstanding with none after it."
answer = "{missed} of {n} {n|session|sessions} {missed|was|were} missed ({share}): {first} in the week from {first_week}, {latest} in the week from {last_week}. In the same weeks a year before it was {before}.[ Returns are still outstanding for {provisional} of the weeks shown.]"
answer_none = "No session was recorded."

[tells]
n = "coalesce(sum(CASE WHEN series = 'all children' THEN \"of\" END), 0)"
missed = "sum(CASE WHEN series = 'all children' THEN n END)"
share = "max(CASE WHEN series = 'all children' THEN overall END)"
before = "max(CASE WHEN series = 'a year before' THEN overall END)"
first = "arg_min(said, day) FILTER (WHERE series = 'all children' AND \"of\" > 0)"
first_week = "min(day) FILTER (WHERE series = 'all children' AND \"of\" > 0)"
latest = "arg_max(said, day) FILTER (WHERE series = 'all children' AND \"of\" > 0)"
last_week = "max(day) FILTER (WHERE series = 'all children' AND \"of\" > 0)"
weeks = "count(DISTINCT day)"
provisional = "count(DISTINCT CASE WHEN provisional THEN day END)"

[columns]
day = "Week from"
series = "Whose"
n = "Sessions missed"
of = "Possible sessions"
value = "Share missed"
provisional = "Provisional"
*/
WITH
-- The weeks asked, and for each the one 52 weeks before it.
shown AS (
    SELECT as_at, week_from AS day, week_from, sessions, FALSE AS is_before FROM asked_week
    UNION ALL
    SELECT as_at, week_from AS day, week_from - 364 AS week_from, sessions, TRUE AS is_before FROM asked_week
),
held AS (
    SELECT min(held.day + place.days_after_monday) AS first_on
    FROM (
        SELECT asked_week.week_from AS day, bit_or(week.possible & asked_week.sessions) AS sessions
        FROM asked_week
        INNER JOIN attendance_week AS week
            ON week.week_from = asked_week.week_from
            AND asked_week.as_at BETWEEN week.known_from AND week.known_to
        GROUP BY asked_week.week_from
    ) AS held
    INNER JOIN session_of_week AS place ON (held.sessions & place.place) <> 0
),
-- The weeks from the first session on in which there was school somewhere, whether or not a register is known.
school AS (
    SELECT asked_week.week_from AS day
    FROM asked_week
    CROSS JOIN held
    INNER JOIN school_week
        ON school_week.week_from = asked_week.week_from
        AND (school_week.school_days & asked_week.sessions) <> 0
    WHERE asked_week.week_from + 6 >= held.first_on
    GROUP BY asked_week.week_from
),
counted AS (
    SELECT
        shown.day,
        shown.is_before,
        sum(bit_count(week.possible & shown.sessions)) AS possible,
        sum(bit_count((week.authorised + week.unauthorised) & shown.sessions)) AS absent,
        sum(
            CASE
                WHEN child.on_roll_from <= held.first_on AND child.on_roll_to >= shown.as_at
                    THEN bit_count(week.possible & shown.sessions)
            END
        ) AS stayed_possible,
        sum(
            CASE
                WHEN child.on_roll_from <= held.first_on AND child.on_roll_to >= shown.as_at
                    THEN bit_count((week.authorised + week.unauthorised) & shown.sessions)
            END
        ) AS stayed_absent
    FROM shown
    CROSS JOIN held
    INNER JOIN attendance_week AS week
        ON week.week_from = shown.week_from
        AND shown.as_at BETWEEN week.known_from AND week.known_to
    LEFT JOIN child_on_roll AS child ON child.child_id = week.child_id
    GROUP BY shown.day, shown.is_before
    HAVING sum(bit_count(week.possible & shown.sessions)) > 0
),
now AS (
    SELECT
        coalesce(counted.day, school.day) AS day,
        coalesce(counted.possible, 0) AS possible,
        coalesce(counted.absent, 0) AS absent,
        coalesce(counted.stayed_possible, 0) AS stayed_possible,
        coalesce(counted.stayed_absent, 0) AS stayed_absent
    FROM (SELECT * FROM counted WHERE NOT is_before) AS counted
    FULL JOIN school ON school.day = counted.day
),
line AS (
    SELECT 1 AS place, 'all children' AS series, day, absent AS n, possible AS "of" FROM now
    UNION ALL
    SELECT 2 AS place, 'the same children' AS series, day, stayed_absent AS n, stayed_possible AS "of" FROM now
    UNION ALL
    SELECT
        3 AS place,
        'a year before' AS series,
        now.day,
        coalesce(counted.absent, 0) AS n,
        coalesce(counted.possible, 0) AS "of"
    FROM now
    LEFT JOIN counted ON counted.day = now.day AND counted.is_before
),
-- The first return of a setting that is outstanding with none after it.
outstanding AS (
    SELECT min(expected.period_from) AS starts_on
    FROM (
        SELECT
            expected.period_from,
            coalesce(expected.received_on <= asked.as_at, FALSE) AS came,
            max(CASE WHEN expected.received_on <= asked.as_at THEN expected.period_from END) OVER (
                PARTITION BY expected.provider_id
            ) AS last_came_from
        FROM asked
        INNER JOIN returns AS expected
            ON expected."table" = 'attendance'
            AND expected.period_from <= asked.as_at
            AND expected.period_to >= asked.since
    ) AS expected
    WHERE NOT expected.came AND expected.period_from > coalesce(expected.last_came_from, DATE '1900-01-01')
),
summed AS (
    SELECT
        *,
        sum(n) OVER (PARTITION BY series) AS all_n,
        sum("of") OVER (PARTITION BY series) AS all_of
    FROM line
)
SELECT
    summed.day,
    summed.series,
    summed.n,
    summed."of",
    CAST(summed.n AS DOUBLE) / nullif(summed."of", 0) AS value,
    summed.place < 3 AND coalesce(summed.day + 4 >= outstanding.starts_on, FALSE) AS provisional,
    -- Rounded half up, as every figure is.
    printf('%.1f %%', ((2000 * summed.n + summed."of") // nullif(2 * summed."of", 0)) / 10.0) AS said,
    printf('%.1f %%', ((2000 * summed.all_n + summed.all_of) // nullif(2 * summed.all_of, 0)) / 10.0) AS overall
FROM summed
CROSS JOIN outstanding
WHERE summed.all_of > 0
ORDER BY summed.place, summed.day;
/*
Example: a child who came in the second week is not among the same children; 52 weeks before, the same days.
as_at 2026-09-16
children
| child_id | on_roll_from |
| stayed   | 2026-09-02   |
| came     | 2026-09-07   |
register
| child_id | provider_id | from       | marks    |
| stayed   | s1          | 2026-09-02 | I I 4x/  |
| stayed   | s1          | 2026-09-07 | 9x/ O    |
| came     | s1          | 2026-09-07 | 5xC2 5x/ |
| stayed   | s1          | 2026-09-14 | 5x/ Y1   |
| long_ago | s1          | 2025-09-15 | I 9x/    |
gives
| day        | series            | n | of | value    |
| 2026-08-31 | all children      | 2 | 6  | 0.333333 |
| 2026-09-07 | all children      | 6 | 20 | 0.3      |
| 2026-09-14 | all children      | 0 | 5  | 0        |
| 2026-08-31 | the same children | 2 | 6  | 0.333333 |
| 2026-09-07 | the same children | 1 | 10 | 0.1      |
| 2026-09-14 | the same children | 0 | 5  | 0        |
| 2026-08-31 | a year before     | 0 | 0  |          |
| 2026-09-07 | a year before     | 0 | 0  |          |
| 2026-09-14 | a year before     | 1 | 6  | 0.166667 |

Example: provisional from the week in which a setting's returns stop; a return missing between others is a gap of theirs.
as_at 2026-10-09
returns
| provider_id | table      | period_from | period_to  | received_on |
| behind      | attendance | 2026-09-01  | 2026-09-27 | 2026-10-01  |
| behind      | attendance | 2026-09-28  | 2026-10-04 | 2026-10-10  |
| gap         | attendance | 2026-09-01  | 2026-09-27 |             |
| gap         | attendance | 2026-09-28  | 2026-10-04 | 2026-10-09  |
children
| child_id | on_roll_from | on_roll_to |
| left     |              | 2026-10-09 |
register
| child_id | provider_id | from       | marks |
| left     | behind      | 2026-09-21 | / /   |
| left     | behind      | 2026-09-28 | / I   |
| left     | behind      | 2026-10-05 | / I   |
gives
| day        | series       | n | of | value | provisional |
| 2026-09-21 | all children | 0 | 2  | 0     | False       |
| 2026-09-28 | all children | 1 | 2  | 0.5   | True        |
| 2026-10-05 | all children | 1 | 2  | 0.5   | True        |

Example: a school week of which no register is known is a gap; in the holidays there is none.
as_at 2026-11-06
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2026-09-02 | 2026-10-23 |
|             | term | 2026-11-02 | 2026-12-18 |
register
| child_id | provider_id | from       | marks |
| c1       | s1          | 2026-10-16 | I     |
gives
| day        | series       | n | of | value |
| 2026-10-12 | all children | 1 | 1  | 1     |
| 2026-10-19 | all children | 0 | 0  |       |
| 2026-11-02 | all children | 0 | 0  |       |
*/
