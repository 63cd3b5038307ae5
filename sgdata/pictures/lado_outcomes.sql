/*
asks = "How did the cases end that were closed in the period?"
theme = "adults"
draw = "bars"
place = 30
of = "lado_closed_in_three_months"
parts = ["within three months", "later", "not known"]
clauses = ["VS-7.1"]
counted = "Allegations that were closed in the period, by outcome and by whether that was within three calendar months of the day on which the organisation became aware. A case that does not say when that was is not known. The figure on closing in three months asks another question: it counts the cases whose three months ended in the period, the still open ones too."
answer = "{n} {n|case was|cases were} closed in the period: {quick} within three months[, {slow} later][, {unknown} not known].[ Without an outcome: {unsaid}.]"
answer_none = "No case was closed in the period."

[tells]
n = "coalesce(sum(n), 0)"
quick = "coalesce(sum(CASE WHEN part = 'within three months' THEN n END), 0)"
slow = "coalesce(sum(CASE WHEN part = 'later' THEN n END), 0)"
unknown = "coalesce(sum(CASE WHEN part = 'not known' THEN n END), 0)"
unsaid = "coalesce(sum(CASE WHEN label = 'not known' THEN n END), 0)"

[columns]
label = "Outcome"
part = "Closed"
n = "Cases"
*/
WITH
closed AS (
    SELECT
        coalesce(allegation.outcome, 'not known') AS label,
        CASE
            WHEN allegation.aware_on IS NULL THEN 3
            WHEN allegation.closed_on <= allegation.aware_on + parameters.months * INTERVAL 1 MONTH THEN 1
            ELSE 2
        END AS pace
    FROM asked
    CROSS JOIN parameters
    INNER JOIN dated_allegation AS allegation
        ON allegation.closed_on BETWEEN asked.since AND asked.as_at
        AND (allegation.stands_on IS NULL OR allegation.stands_on <= asked.as_at)
        AND (allegation.existed_from IS NULL OR allegation.existed_from <= asked.as_at)
)
SELECT
    label,
    CASE pace WHEN 1 THEN 'within three months' WHEN 2 THEN 'later' ELSE 'not known' END AS part,
    count(*) AS n
FROM closed
GROUP BY label, pace
ORDER BY sum(count(*)) OVER (PARTITION BY label) DESC, label, pace;
/*
Example: 30 November and three months make 28 February; a day later is late; one that does not say when we were aware is not known.
as_at 2027-03-20 since 2026-09-01
allegations
| case_id   | kind       | aware_at         | recorded_at      | outcome   | closed_on  |
| in_time   | allegation | 2026-11-30T16:50 | 2026-11-30T16:50 | unfounded | 2027-02-28 |
| late      | allegation | 2026-11-30T16:50 | 2026-11-30T16:50 | unfounded | 2027-03-01 |
| unaware   | allegation |                  | 2026-11-30T16:50 | false     | 2027-03-20 |
| unsaid    | allegation | 2027-03-01T09:00 | 2027-03-01T09:00 |           | 2027-03-02 |
| tomorrow  | allegation | 2027-03-01T09:00 | 2027-03-01T09:00 | false     | 2027-03-21 |
| before    | allegation | 2026-08-01T09:00 | 2026-08-01T09:00 | false     | 2026-08-31 |
| advice    | advice     | 2027-03-01T09:00 | 2027-03-01T09:00 |           | 2027-03-02 |
gives
| label     | part                | n |
| unfounded | within three months | 1 |
| unfounded | later               | 1 |
| false     | not known           | 1 |
| not known | within three months | 1 |
*/
