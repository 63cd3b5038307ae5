/*
asks = "How much school does each part-time timetable offer?"
theme = "part_time"
draw = "bars"
place = 20
of = "part_time_hours_offered"
clauses = ["VS-5.3"]
counted = "Open part-time timetables by the hours offered a week as a share of the timetable's own full-time hours. Without the hours offered or the full-time hours the share is not known. The hours of the answer are those of timetables that have both."
answer = "{n} part-time {n|timetable is|timetables are} open. {under} {under|offers|offer} less than half of full-time hours; where hours are recorded, {hours} of {full} hours a week are offered.{unsure}"
answer_none = "No part-time timetable is open."

[tells]
n = "coalesce(sum(n), 0)"
under = "coalesce(sum(CASE WHEN label IN ('less than a quarter', 'a quarter to a half') THEN n END), 0)"
hours = "coalesce(sum(hours), 0)"
full = "coalesce(sum(\"full\"), 0)"
unsure = "coalesce(' For ' || sum(CASE WHEN label = 'not known' THEN n END) || ' the share is not known.', '')"

[columns]
label = "Of full-time hours"
n = "Timetables"
hours = "Hours offered a week"
full = "Full-time hours a week"
*/
WITH
open AS (
    SELECT
        CASE
            WHEN NOT coalesce(measured.known AND measured.denominator > 0, FALSE) THEN 5
            WHEN measured.numerator * 4 < measured.denominator THEN 1
            WHEN measured.numerator * 2 < measured.denominator THEN 2
            WHEN measured.numerator * 4 < measured.denominator * 3 THEN 3
            ELSE 4
        END AS band,
        CASE WHEN measured.known THEN measured.numerator END AS hours,
        CASE WHEN measured.known THEN measured.denominator END AS "full"
    FROM part_time_so_far AS timetable
    LEFT JOIN measured ON measured.subject = timetable.timetable_id
),
counted AS (
    SELECT band, count(*) AS n, sum(hours) AS hours, sum("full") AS "full"
    FROM open
    GROUP BY band
    UNION ALL
    -- A band in which no timetable is stands there, too.
    SELECT bands.band, 0 AS n, 0 AS hours, 0 AS "full"
    FROM (VALUES (1), (2), (3), (4)) AS bands(band)
    WHERE
        bands.band NOT IN (SELECT open.band FROM open)
        AND EXISTS (SELECT 1 FROM open)
)
SELECT
    CASE band
        WHEN 1 THEN 'less than a quarter'
        WHEN 2 THEN 'a quarter to a half'
        WHEN 3 THEN 'half to three quarters'
        WHEN 4 THEN 'three quarters or more'
        ELSE 'not known'
    END AS label,
    n,
    hours,
    "full"
FROM counted
ORDER BY band;
/*
Example: exactly a half is not less than a half; without either number of hours the share is not known.
as_at 2026-11-20
part_time_timetables
| timetable_id | child_id | started_on | hours_offered | hours_full_time | ended_on   |
| under        | c1       | 2026-11-02 | 6             | 25              |            |
| quarter      | c2       | 2026-11-02 | 6.25          | 25              |            |
| half         | c3       | 2026-11-02 | 12.5          | 25              |            |
| no_offer     | c4       | 2026-11-02 |               | 25              |            |
| no_full_time | c5       | 2026-11-02 | 10            |                 | 2026-11-21 |
| ended        | c6       | 2026-11-02 | 10            | 25              | 2026-11-20 |
gives
| label                  | n | hours | full |
| less than a quarter    | 1 | 6     | 25   |
| a quarter to a half    | 1 | 6.25  | 25   |
| half to three quarters | 1 | 12.5  | 25   |
| three quarters or more | 0 | 0     | 0    |
| not known              | 2 |       |      |
*/
