/*
asks = "Is what we worry about changing?"
theme = "concerns"
draw = "lines"
place = 40
clauses = ["VS-1", "VS-3.3", "MM-A1", "MM-A2"]
counted = "Concerns raised in each of the last 13 months, by group of categories: the five groups with the most concerns in these months. A concern counts once in each group that it touches. Each month stands on its first day; the last one goes to the date of the figures and may be a part of a month. Months before the first concern on record are not known."
answer = "{n} {n|concern was|concerns were} raised in the last 13 months. {most} leads with {often}; {now} of these {now|was|were} raised in the month so far, {before} in the month before."
answer_none = "No concern was raised in the last 13 months."

[tells]
n = "coalesce(max(concerns), 0)"
most = "max(CASE WHEN place = 1 THEN series END)"
often = "max(in_all)"
now = "(SELECT max_by(value, day) FROM picture WHERE place = 1)"
before = "(SELECT max_by(value, day) FROM picture WHERE place = 1 AND day < (SELECT max(day) FROM picture))"

[columns]
series = "Group"
day = "Month from"
value = "Concerns"
*/
WITH
month AS (
    SELECT CAST(unnest(range(
        CAST(date_trunc('month', as_at) AS DATE) - INTERVAL 12 MONTH,
        CAST(date_trunc('month', as_at) AS DATE) + INTERVAL 1 MONTH,
        INTERVAL 1 MONTH
    )) AS DATE) AS day
    FROM asked
),
existing AS (
    SELECT concern.concern_id, CAST(date_trunc('month', concern.stands_on) AS DATE) AS day
    FROM asked
    INNER JOIN dated_concern AS concern
        ON concern.stands_on <= asked.as_at
        AND (concern.existed_from IS NULL OR concern.existed_from <= asked.as_at)
),
raised AS (
    SELECT existing.concern_id, existing.day, coalesce(grouped.category_group, 'not known') AS series
    FROM existing
    INNER JOIN month ON month.day = existing.day
    LEFT JOIN concern_group AS grouped ON grouped.concern_id = existing.concern_id
),
most AS (
    SELECT series, count(*) AS in_all, row_number() OVER (ORDER BY count(*) DESC, series) AS place
    FROM raised
    GROUP BY series
    QUALIFY place <= 5
),
counted AS (
    SELECT series, day, count(*) AS value
    FROM raised
    GROUP BY series, day
)
SELECT
    month.day,
    most.series,
    CASE WHEN month.day >= (SELECT min(day) FROM existing) THEN coalesce(counted.value, 0) END AS value,
    most.place,
    most.in_all,
    (SELECT count(DISTINCT concern_id) FROM raised) AS concerns
FROM most
CROSS JOIN month
LEFT JOIN counted ON counted.series = most.series AND counted.day = month.day
ORDER BY most.place, month.day;
/*
Example: the month 12 months back counts whole, the one before it not; a month without a concern is 0, one before the first is not known.
as_at 2026-11-20
concerns
| concern_id | observed_at      | recorded_at      | categories              |
| first      | 2026-09-01T09:00 |                  | neglect                 |
| second     | 2026-11-01T09:00 |                  | neglect;physical_abuse  |
| not_yet    | 2026-11-01T09:00 | 2026-11-21T09:00 | neglect                 |
gives
| day        | series            | value | place | in_all | concerns |
| 2025-11-01 | abuse_and_neglect |       | 1     | 2      | 2        |
| 2025-12-01 | abuse_and_neglect |       | 1     | 2      | 2        |
| 2026-01-01 | abuse_and_neglect |       | 1     | 2      | 2        |
| 2026-02-01 | abuse_and_neglect |       | 1     | 2      | 2        |
| 2026-03-01 | abuse_and_neglect |       | 1     | 2      | 2        |
| 2026-04-01 | abuse_and_neglect |       | 1     | 2      | 2        |
| 2026-05-01 | abuse_and_neglect |       | 1     | 2      | 2        |
| 2026-06-01 | abuse_and_neglect |       | 1     | 2      | 2        |
| 2026-07-01 | abuse_and_neglect |       | 1     | 2      | 2        |
| 2026-08-01 | abuse_and_neglect |       | 1     | 2      | 2        |
| 2026-09-01 | abuse_and_neglect | 1     | 1     | 2      | 2        |
| 2026-10-01 | abuse_and_neglect | 0     | 1     | 2      | 2        |
| 2026-11-01 | abuse_and_neglect | 1     | 1     | 2      | 2        |
*/
