/*
asks = "Which agreements do open part-time timetables lack?"
theme = "part_time"
draw = "bars"
place = 30
of = "part_time_open"
clauses = ["VS-5.3"]
counted = "Open part-time timetables that lack each agreement or notice by the date of the figures; one can lack several. What is not recorded counts as lacking. A social worker is told where one is allocated to the child today, so that row is of fewer. Without a parent's agreement and agreed days and times a timetable is not leave under the regulations."
answer = "{n} part-time {n|timetable is|timetables are} open; {lacking} {lacking|lacks|lack} an agreement or notice.[ {unagreed} {unagreed|lacks|lack} a parent's agreement or agreed days and times.][ For {untold} it is not recorded that everybody who must know was told.]"
answer_none = "No part-time timetable is open."

[tells]
n = "coalesce(max(open), 0)"
lacking = "coalesce(max(lacking), 0)"
unagreed = "coalesce(max(unagreed), 0)"
untold = "coalesce(max(untold), 0)"

[columns]
label = "What is lacking"
n = "Timetables"
of = "Of"
*/
WITH
open AS (
    SELECT
        coalesce(timetable.parent_agreed_on <= measured.as_at, FALSE) AS has_parent,
        coalesce(timetable.days_and_times_agreed, FALSE) AS has_times,
        coalesce(timetable.social_worker_informed_on <= measured.as_at, FALSE)
        OR NOT coalesce(children.social_worker, FALSE) AS has_worker,
        coalesce(timetable.virtual_school_agreed_on <= measured.as_at, FALSE) AS has_school,
        coalesce(timetable.authority_notified_on <= measured.as_at, FALSE) AS has_authority,
        coalesce(children.social_worker, FALSE) AS needs_worker
    FROM measured
    INNER JOIN part_time_timetables AS timetable ON timetable.timetable_id = measured.subject
    LEFT JOIN children ON children.child_id = timetable.child_id
),
totals AS (
    SELECT
        count(*) AS open,
        count(CASE WHEN needs_worker THEN 1 END) AS need_worker,
        count(CASE WHEN NOT has_parent THEN 1 END) AS parent,
        count(CASE WHEN NOT has_times THEN 1 END) AS times,
        count(CASE WHEN NOT has_worker THEN 1 END) AS worker,
        count(CASE WHEN NOT has_school THEN 1 END) AS school,
        count(CASE WHEN NOT has_authority THEN 1 END) AS authority,
        count(CASE WHEN NOT (has_parent AND has_times) THEN 1 END) AS unagreed,
        count(CASE WHEN NOT (has_worker AND has_school AND has_authority) THEN 1 END) AS untold,
        count(
            CASE WHEN NOT (has_parent AND has_times AND has_worker AND has_school AND has_authority) THEN 1 END
        ) AS lacking
    FROM open
),
counted AS (
    SELECT 1 AS place, 'days and times not agreed' AS label, times AS n, open AS "of" FROM totals
    UNION ALL
    SELECT 2 AS place, 'no agreement of a parent' AS label, parent AS n, open AS "of" FROM totals
    UNION ALL
    SELECT 3 AS place, 'Virtual School has not agreed' AS label, school AS n, open AS "of" FROM totals
    UNION ALL
    SELECT 4 AS place, 'social worker not told' AS label, worker AS n, need_worker AS "of" FROM totals
    UNION ALL
    SELECT 5 AS place, 'local authority not told' AS label, authority AS n, open AS "of" FROM totals
)
SELECT
    counted.label,
    counted.n,
    counted."of",
    totals.open,
    totals.lacking,
    totals.unagreed,
    totals.untold
FROM counted
CROSS JOIN totals
WHERE totals.open > 0
ORDER BY counted.n DESC, counted.place;
/*
Example: what is empty or comes after the date asked is lacking; a child without a social worker needs none told.
as_at 2026-11-20
children
| child_id | social_worker |
| has      | yes           |
| has_not  | no            |
part_time_timetables
| timetable_id | child_id | started_on | days_and_times_agreed | parent_agreed_on | social_worker_informed_on | virtual_school_agreed_on | authority_notified_on | ended_on   |
| all          | has      | 2026-11-02 | yes                   | 2026-11-20       | 2026-11-20                | 2026-11-20               | 2026-11-20            |            |
| tomorrow     | has      | 2026-11-02 | yes                   | 2026-11-21       | 2026-11-21                | 2026-11-20               | 2026-11-21            |            |
| empty        | has_not  | 2026-11-02 |                       |                  |                           | 2026-11-20               | 2026-11-20            |            |
| ended        | has      | 2026-11-02 |                       |                  |                           |                          |                       | 2026-11-20 |
gives
| label                         | n | of | open | lacking | unagreed | untold |
| no agreement of a parent      | 2 | 3  | 3    | 2       | 2        | 1      |
| days and times not agreed     | 1 | 3  | 3    | 2       | 2        | 1      |
| social worker not told        | 1 | 2  | 3    | 2       | 2        | 1      |
| local authority not told      | 1 | 3  | 3    | 2       | 2        | 1      |
| Virtual School has not agreed | 0 | 3  | 3    | 2       | 2        | 1      |
*/
