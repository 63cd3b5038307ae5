/*
asks = "Are follow-ups done on time, month by month?"
theme = "follow_ups"
draw = "lines"
place = 50
unit = "percent"
clauses = ["VS-3.3"]
counted = "Of the follow-ups that fell due in each of the last 13 months, those that were done by their due date, as it was known at the end of that month; the last month until the date of the figures. Still open is not on time; due on the last day itself and still open is not counted yet. A month in which none fell due is a gap."
answer = "{on_time} of {n} {n|follow-up|follow-ups} that fell due in the last 13 months {on_time|was|were} done on time, {latest} of {latest_of} in {month} so far. The share was lowest in {lowest_month}, with {lowest} of {lowest_of}."
answer_none = "No follow-up fell due in the last 13 months."

[tells]
n = 'sum("of")'
on_time = "sum(n)"
latest = "arg_max(n, day)"
latest_of = 'arg_max("of", day)'
month = "strftime(max(day), '%B %Y')"
lowest_month = "(SELECT strftime(day, '%B %Y') FROM picture WHERE value IS NOT NULL ORDER BY value, day LIMIT 1)"
lowest = "(SELECT n FROM picture WHERE value IS NOT NULL ORDER BY value, day LIMIT 1)"
lowest_of = '(SELECT "of" FROM picture WHERE value IS NOT NULL ORDER BY value, day LIMIT 1)'

[columns]
day = "Month until"
value = "Share done on time"
n = "Done on time"
of = "Fell due"
*/
WITH
months AS (
    SELECT
        CAST(first_day AS DATE) AS first_day,
        least(last_day(CAST(first_day AS DATE)), asked.as_at) AS last_day
    FROM asked
    CROSS JOIN generate_series(
        date_trunc('month', asked.as_at) - INTERVAL 12 MONTH,
        date_trunc('month', asked.as_at),
        INTERVAL 1 MONTH
    ) AS month(first_day)
),
-- What follow-ups done on time counts, asked at the end of each month.
counted AS (
    SELECT
        months.last_day AS day,
        count(CASE WHEN action.completed_on <= action.due_on THEN 1 END) AS n,
        count(action.action_id) AS fell_due
    FROM months
    LEFT JOIN actions AS action
        ON action.due_on BETWEEN months.first_day AND months.last_day
        AND (action.set_on IS NULL OR action.set_on <= months.last_day)
        AND (action.cancelled_on IS NULL OR action.cancelled_on > months.last_day)
        AND (action.due_on < months.last_day OR action.completed_on <= months.last_day)
    GROUP BY months.last_day
)
SELECT
    day,
    'done on time' AS series,
    CASE WHEN fell_due > 0 THEN n / fell_due END AS value,
    n,
    fell_due AS "of"
FROM counted
WHERE EXISTS (SELECT 1 FROM counted WHERE fell_due > 0)
ORDER BY day;
/*
Example: done on the day is on time, a day later not; due on the last day and open is not counted yet; a month without any is a gap.
as_at 2026-11-20
actions
| action_id | set_on     | due_on     | completed_on | cancelled_on |
| on_time   | 2026-11-01 | 2026-11-19 | 2026-11-19   |              |
| late      | 2026-11-01 | 2026-11-18 | 2026-11-19   |              |
| open      | 2026-11-01 | 2026-11-19 |              |              |
| today     | 2026-11-01 | 2026-11-20 |              |              |
| october   | 2026-10-01 | 2026-10-31 | 2026-10-31   |              |
| month_end | 2026-10-01 | 2026-10-31 | 2026-11-01   |              |
| cancelled | 2026-08-01 | 2026-09-10 |              | 2026-09-30   |
| first     | 2025-10-01 | 2025-11-01 | 2025-12-01   |              |
| too_old   | 2025-10-01 | 2025-10-31 | 2025-12-01   |              |
gives
| day        | value    | n | of |
| 2025-11-30 | 0        | 0 | 1  |
| 2025-12-31 |          | 0 | 0  |
| 2026-01-31 |          | 0 | 0  |
| 2026-02-28 |          | 0 | 0  |
| 2026-03-31 |          | 0 | 0  |
| 2026-04-30 |          | 0 | 0  |
| 2026-05-31 |          | 0 | 0  |
| 2026-06-30 |          | 0 | 0  |
| 2026-07-31 |          | 0 | 0  |
| 2026-08-31 |          | 0 | 0  |
| 2026-09-30 |          | 0 | 0  |
| 2026-10-31 | 1        | 1 | 1  |
| 2026-11-20 | 0.333333 | 1 | 3  |
*/
