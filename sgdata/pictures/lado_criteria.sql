/*
asks = "What are the cases about?"
theme = "adults"
draw = "bars"
place = 40
parts = ["allegation", "request for advice", "not known"]
clauses = ["VS-7.1"]
counted = "Cases of the period by the thresholds that the adult may have met, allegations and requests for advice apart. A case may meet several thresholds and then counts in each, so the bars may add up to more than the cases. A case stands on the day on which the organisation became aware, and, where that is not known, on the day on which it was written down."
answer = "{n} {n|case|cases} came in the period: {allegations} {allegations|allegation|allegations}, {advice} {advice|request|requests} for advice[, {unknown} not known].[ A case that may meet several thresholds counts in each: {several} {several|does|do}.][ Without a known threshold: {unsaid}.]"
answer_none = "There was no case in the period."

[tells]
n = "coalesce(max(cases), 0)"
allegations = "coalesce(max(allegations), 0)"
advice = "coalesce(max(advice), 0)"
unknown = "coalesce(max(cases - allegations - advice), 0)"
several = "coalesce(max(several), 0)"
unsaid = "coalesce(sum(CASE WHEN label = 'not known' THEN n END), 0)"

[columns]
label = "Threshold"
part = "Kind"
n = "Cases"
*/
WITH
cases AS (
    SELECT
        allegations.case_id,
        allegations.kind,
        -- A case without criteria has one that is not known.
        CASE WHEN len(allegations.criteria) > 0 THEN allegations.criteria ELSE [NULL] END AS criteria
    FROM asked
    INNER JOIN allegations
        ON CAST(coalesce(allegations.aware_at, allegations.recorded_at) AS DATE) BETWEEN asked.since AND asked.as_at
        AND (allegations.recorded_at IS NULL OR CAST(allegations.recorded_at AS DATE) <= asked.as_at)
),
totals AS (
    SELECT
        count(*) AS cases,
        count(CASE WHEN kind = 'allegation' THEN 1 END) AS allegations,
        count(CASE WHEN kind = 'advice' THEN 1 END) AS advice,
        count(CASE WHEN len(criteria) > 1 THEN 1 END) AS several
    FROM cases
),
met AS (
    SELECT kind, unnest(criteria) AS criterion FROM cases
),
told AS (
    SELECT
        CASE criterion
            WHEN 'harmed' THEN 'may have harmed a child'
            WHEN 'offence' THEN 'possible criminal offence'
            WHEN 'risk' THEN 'may pose a risk of harm'
            WHEN 'suitability' THEN 'may not be suitable'
            ELSE 'not known'
        END AS label,
        CASE kind
            WHEN 'allegation' THEN 'allegation' WHEN 'advice' THEN 'request for advice' ELSE 'not known'
        END AS part,
        count(*) AS n
    FROM met
    GROUP BY ALL
)
SELECT told.label, told.part, told.n, totals.cases, totals.allegations, totals.advice, totals.several
FROM told
CROSS JOIN totals
ORDER BY sum(told.n) OVER (PARTITION BY told.label) DESC, told.label, told.part;
/*
Example: a case counts under each threshold and once in the total; without thresholds, or without its kind, it is not known.
as_at 2026-11-20
allegations
| case_id  | kind       | criteria     | aware_at         | recorded_at      |
| two      | allegation | harmed;risk  | 2026-11-02T09:00 | 2026-11-02T09:00 |
| advice   | advice     | harmed       | 2026-11-02T09:00 | 2026-11-02T09:00 |
| unsaid   | allegation |              |                  | 2026-11-20T09:00 |
| no_kind  |            | suitability  | 2026-11-02T09:00 | 2026-11-02T09:00 |
| tomorrow | allegation | harmed       | 2026-11-20T09:00 | 2026-11-21T09:00 |
gives
| label                   | part               | n | cases | several |
| may have harmed a child | allegation         | 1 | 4     | 1       |
| may have harmed a child | request for advice | 1 | 4     | 1       |
| may not be suitable     | not known          | 1 | 4     | 1       |
| may pose a risk of harm | allegation         | 1 | 4     | 1       |
| not known               | allegation         | 1 | 4     | 1       |
*/
