/*
asks = "How old are the open concerns, and how serious?"
theme = "concerns"
draw = "bars"
place = 70
of = "concerns_open_over_28_days"
parts = ["high", "medium", "low", "level not known"]
clauses = ["VS-3.3"]
counted = "Concerns open on the date, by the days since each was observed and by the level that the DSL (designated safeguarding lead) gave it. 4 weeks are 28 days, 12 weeks are 84, 26 weeks are 182."
answer = "{n} {n|concern is|concerns are} open, {high} of them of high level. {long} {long|has|have} been open for over 12 weeks ({high_long} of high level).{oldest}"
answer_none = "No concern is open."

[tells]
n = "coalesce(sum(n), 0)"
high = "coalesce(sum(CASE WHEN part = 'high' THEN n END), 0)"
long = "coalesce(sum(CASE WHEN place IN (3, 4) THEN n END), 0)"
high_long = "coalesce(sum(CASE WHEN place IN (3, 4) AND part = 'high' THEN n END), 0)"
oldest = "CASE WHEN max(oldest) = 1 THEN ' The oldest has been open for 1 day.' WHEN max(oldest) IS NOT NULL THEN ' The oldest has been open for ' || max(oldest) || ' days.' ELSE '' END"

[columns]
label = "Open for"
part = "Level"
n = "Open concerns"
oldest = "The oldest, in days"
*/
WITH
aged AS (
    SELECT
        coalesce(concern.level, 'level not known') AS part,
        date_diff('day', measured.happened_on, measured.as_at) AS days,
        CASE
            WHEN measured.happened_on IS NULL THEN 5
            WHEN measured.as_at - measured.happened_on <= 28 THEN 1
            WHEN measured.as_at - measured.happened_on <= 84 THEN 2
            WHEN measured.as_at - measured.happened_on <= 182 THEN 3
            ELSE 4
        END AS place
    FROM measured
    INNER JOIN concerns AS concern ON concern.concern_id = measured.subject
),
-- Every band has its bar, also where it is empty; that of those nobody knows the age of only where there are any.
band AS (
    SELECT place, part
    FROM (VALUES (1), (2), (3), (4)) AS bands(place)
    CROSS JOIN (SELECT DISTINCT part FROM aged) AS level
    UNION
    SELECT place, part FROM aged
)
SELECT
    ['up to 4 weeks', '4 to 12 weeks', '12 to 26 weeks', 'over 26 weeks', 'not known'][band.place] AS label,
    band.part,
    count(aged.part) AS n,
    max(aged.days) AS oldest,
    band.place
FROM band
LEFT JOIN aged ON aged.place = band.place AND aged.part = band.part
GROUP BY band.place, band.part
ORDER BY band.place, list_position(['high', 'medium', 'low', 'level not known'], band.part);
/*
Example: the 28th, 84th and 182nd day are still of the band that ends there; empty bands have a bar.
as_at 2026-11-20
concerns
| concern_id | observed_at      | recorded_at      | level | closed_on  |
| day_28     | 2026-10-23T09:00 |                  | low   |            |
| day_29     | 2026-10-22T09:00 |                  | high  |            |
| day_84     | 2026-08-28T09:00 |                  | low   | 2026-11-21 |
| day_183    | 2026-05-21T09:00 |                  | low   |            |
| closed     | 2026-05-21T09:00 |                  | low   | 2026-11-20 |
| undated    |                  | 2026-11-02T09:00 |       |            |
gives
| label          | part            | n | oldest | place |
| up to 4 weeks  | high            | 0 |        | 1     |
| up to 4 weeks  | low             | 1 | 28     | 1     |
| up to 4 weeks  | level not known | 0 |        | 1     |
| 4 to 12 weeks  | high            | 1 | 29     | 2     |
| 4 to 12 weeks  | low             | 1 | 84     | 2     |
| 4 to 12 weeks  | level not known | 0 |        | 2     |
| 12 to 26 weeks | high            | 0 |        | 3     |
| 12 to 26 weeks | low             | 0 |        | 3     |
| 12 to 26 weeks | level not known | 0 |        | 3     |
| over 26 weeks  | high            | 0 |        | 4     |
| over 26 weeks  | low             | 1 | 183    | 4     |
| over 26 weeks  | level not known | 0 |        | 4     |
| not known      | level not known | 1 |        | 5     |

Example: the 182nd day; a concern that was closed or not yet observed on the date is not open.
as_at 2026-11-20
concerns
| concern_id | observed_at      | level  | closed_on  |
| day_182    | 2026-05-22T09:00 | medium |            |
| tomorrow   | 2026-11-21T09:00 | high   |            |
gives
| label          | part   | n | oldest | place |
| up to 4 weeks  | medium | 0 |        | 1     |
| 4 to 12 weeks  | medium | 0 |        | 2     |
| 12 to 26 weeks | medium | 1 | 182    | 3     |
| over 26 weeks  | medium | 0 |        | 4     |
*/
