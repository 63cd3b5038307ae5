/*
asks = "Which allegations were there, and how did they end?"
theme = "adults"
draw = "table"
place = 60
clauses = ["VS-7.1"]
counted = "Allegations of the period and every open one, however old, the newest first: when the organisation became aware, when the local authority designated officer (LADO) was contacted, and how the case stood on the date asked. Requests for advice are not here."
answer = "{n} {n|allegation was|allegations were} made in the period or {n|is|are} still open: {closed} closed[, {open} open]."
answer_none = "There was no allegation in the period, and none is open."

[tells]
n = "count(*)"
closed = "count(closed)"
open = "count(*) - count(closed)"

[columns]
case = "Case"
aware = "Aware"
contacted = "LADO contacted"
closed = "Closed"
resolution = "How it ended"
*/
WITH
cases AS (
    SELECT
        allegation.case_id,
        allegation.stands_on,
        allegation.aware_on AS aware,
        allegation.outcome,
        CASE
            WHEN CAST(allegation.lado_contacted_at AS DATE) <= asked.as_at
                THEN CAST(allegation.lado_contacted_at AS DATE)
        END AS contacted,
        CASE WHEN allegation.closed_on <= asked.as_at THEN allegation.closed_on END AS closed,
        asked.since
    FROM asked
    INNER JOIN dated_allegation AS allegation
        ON (allegation.stands_on IS NULL OR allegation.stands_on <= asked.as_at)
        AND (allegation.existed_from IS NULL OR allegation.existed_from <= asked.as_at)
)
SELECT
    case_id AS "case",
    aware,
    contacted,
    closed,
    CASE WHEN closed IS NULL THEN 'open' ELSE coalesce(outcome, 'closed, not recorded how') END AS resolution
FROM cases
WHERE closed IS NULL OR stands_on >= since
ORDER BY stands_on DESC NULLS LAST, case_id;
/*
Example: those of the period, and an old one that is open; closed after the date asked is open; advice is none.
as_at 2026-11-20 since 2026-09-01
allegations
| case_id  | kind       | aware_at         | lado_contacted_at | closed_on  | outcome   |
| ended    | allegation | 2026-10-01T09:00 | 2026-10-02T09:00  | 2026-11-02 | unfounded |
| waits    | allegation | 2026-11-19T09:00 | 2026-11-21T09:00  | 2026-11-22 | false     |
| old_open | allegation | 2026-03-02T09:00 | 2026-03-02T10:00  |            |           |
| unsaid   | allegation | 2026-09-01T09:00 |                   | 2026-09-02 |           |
| old      | allegation | 2026-03-02T09:00 |                   | 2026-04-01 | false     |
| advice   | advice     | 2026-10-01T09:00 | 2026-10-01T10:00  |            |           |
gives
| aware      | contacted  | closed     | resolution                |
| 2026-11-19 |            |            | open                      |
| 2026-10-01 | 2026-10-02 | 2026-11-02 | unfounded                 |
| 2026-09-01 |            | 2026-09-02 | closed, not recorded how  |
| 2026-03-02 | 2026-03-02 |            | open                      |
*/
