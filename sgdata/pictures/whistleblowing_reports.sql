/*
asks = "By which routes do people blow the whistle, and is it looked into?"
theme = "governance"
draw = "bars"
place = 40
of = "whistleblowing_open"
parts = ["open", "closed"]
clauses = ["MM-10", "MM-4"]
counted = "Whistleblowing reports that are open on the date, and those that were closed in the period, by the route that they took (NSPCC: the helpline of the National Society for the Prevention of Cruelty to Children). How many there are is no measure of anything: none at all can mean that nobody dares."
answer = "{open} whistleblowing {open|report is|reports are} open[, {long} of them for over 28 days][; open since when not known: {undated}].[ {closed} {closed|was|were} closed in the period.]"
answer_none = "No whistleblowing report is open, and none was closed in the period. That can also mean that nobody dares."

[tells]
n = "coalesce(sum(n), 0)"
open = "coalesce(sum(CASE WHEN part = 'open' THEN n END), 0)"
long = "coalesce(sum(long), 0)"
undated = "coalesce(sum(undated), 0)"
closed = "coalesce(sum(CASE WHEN part = 'closed' THEN n END), 0)"

[columns]
label = "Route"
part = "How it stands"
n = "Reports"
*/
WITH
reports AS (
    SELECT
        measured.subject AS report_id,
        'open' AS part,
        measured.known AND measured.numerator > 0 AS is_long,
        NOT measured.known AS is_undated
    FROM measured
    UNION ALL
    SELECT report.report_id, 'closed' AS part, FALSE AS is_long, FALSE AS is_undated
    FROM asked
    INNER JOIN whistleblowing AS report
        ON (report.raised_on IS NULL OR report.raised_on <= asked.as_at)
        AND report.closed_on BETWEEN asked.since AND asked.as_at
),
routed AS (
    SELECT
        CASE report.route
            WHEN 'lado' THEN 'LADO'
            WHEN 'nspcc' THEN 'NSPCC'
            ELSE coalesce(report.route, 'not known')
        END AS label,
        reports.part,
        reports.is_long,
        reports.is_undated
    FROM reports
    INNER JOIN whistleblowing AS report ON report.report_id = reports.report_id
)
SELECT
    label,
    part,
    count(*) AS n,
    count(CASE WHEN is_long THEN 1 END) AS long,
    count(CASE WHEN is_undated THEN 1 END) AS undated
FROM routed
GROUP BY label, part
ORDER BY sum(count(*)) OVER (PARTITION BY label) DESC, label, part DESC;
/*
Example: closed on the day asked is closed, closed the day after is open; closed before the period is not asked.
as_at 2026-11-20
whistleblowing
| report_id    | raised_on  | route    | closed_on  |
| day_28       | 2026-10-23 | internal |            |
| day_29       | 2026-10-22 | internal |            |
| no_day       |            | nspcc    |            |
| closed       | 2026-10-01 | internal | 2026-11-20 |
| closes_later | 2026-11-01 |          | 2026-11-21 |
| before       | 2026-08-01 | lado     | 2026-08-31 |
| tomorrow     | 2026-11-21 | lado     |            |
gives
| label     | part   | n | long | undated |
| internal  | open   | 2 | 1    | 0       |
| internal  | closed | 1 | 0    | 0       |
| NSPCC     | open   | 1 | 0    | 1       |
| not known | open   | 1 | 0    | 0       |
*/
