/*
asks = "How often do people speak up about small things?"
theme = "adults"
draw = "lines"
place = 70
clauses = ["VS-7.2"]
counted = "Low-level concerns by the month in which they were raised, for thirteen months; each stands on the first day of its month, and the last goes up to the date. They are no allegations and are not among them. A rising number may be a good sign, that people speak up early. The months before the first concern on record are not known. A concern without the day on which it was raised has no month and is not counted."
answer = "{n} low-level {n|concern was|concerns were} raised in the last thirteen months, {newest} of them in the month up to {last}. The most in one month {most|was|were} {most}[; months without any: {quiet}][; not known: {unknown}]. A rising number may be a good sign: people speak up."
answer_none = "No low-level concern was raised in the last thirteen months. That may also mean that people do not speak up."

[tells]
n = "coalesce(CAST(sum(value) AS INTEGER), 0)"
newest = "coalesce(arg_max(value, day), 0)"
last = "max(as_at)"
most = "coalesce(max(value), 0)"
quiet = "count(CASE WHEN value = 0 THEN 1 END)"
unknown = "count(CASE WHEN value IS NULL THEN 1 END)"

[columns]
day = "Month from"
value = "Low-level concerns"
counted = "Counted"
*/
WITH
months AS (
    SELECT as_at, CAST(date_trunc('month', as_at) - step.back * INTERVAL 1 MONTH AS DATE) AS day
    FROM asked
    CROSS JOIN range(13) AS step(back)
),
raised AS (
    SELECT
        low_level_concerns.raised_on,
        min(low_level_concerns.raised_on) OVER () AS first_on
    FROM asked
    INNER JOIN low_level_concerns ON low_level_concerns.raised_on <= asked.as_at
),
known AS (
    SELECT CAST(date_trunc('month', min(first_on)) AS DATE) AS first_month FROM raised
)
SELECT
    months.as_at,
    months.day,
    'low-level concerns' AS series,
    CASE WHEN months.day >= known.first_month THEN count(raised.raised_on) END AS value,
    CASE
        WHEN months.day < known.first_month THEN 'not known'
        WHEN last_day(months.day) > months.as_at THEN 'so far'
        ELSE 'whole month'
    END AS counted
FROM months
-- Where nothing was raised yet there is nothing to draw.
INNER JOIN known ON known.first_month IS NOT NULL
LEFT JOIN raised ON date_trunc('month', raised.raised_on) = months.day
GROUP BY months.as_at, months.day, known.first_month
ORDER BY months.day;
/*
Example: a month without one is nought, a month before the first on record is not known, and tomorrow has not come.
as_at 2026-11-20
low_level_concerns
| concern_id | raised_on  |
| first      | 2026-08-31 |
| second     | 2026-10-01 |
| third      | 2026-10-31 |
| today      | 2026-11-20 |
| tomorrow   | 2026-11-21 |
| undated    |            |
gives
| day        | value | counted     |
| 2025-11-01 |       | not known   |
| 2025-12-01 |       | not known   |
| 2026-01-01 |       | not known   |
| 2026-02-01 |       | not known   |
| 2026-03-01 |       | not known   |
| 2026-04-01 |       | not known   |
| 2026-05-01 |       | not known   |
| 2026-06-01 |       | not known   |
| 2026-07-01 |       | not known   |
| 2026-08-01 | 1     | whole month |
| 2026-09-01 | 0     | whole month |
| 2026-10-01 | 2     | whole month |
| 2026-11-01 | 1     | so far      |

Example: where nothing was raised by the date there is nothing to draw.
as_at 2026-11-20
low_level_concerns
| concern_id | raised_on  |
| tomorrow   | 2026-11-21 |
gives
| day | value |
*/
