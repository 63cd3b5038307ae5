/*
asks = "What held up telling the LADO?"
theme = "adults"
draw = "bars"
place = 50
of = "lado_in_one_working_day"
parts = ["told late", "not told"]
clauses = ["VS-3.4"]
counted = "Allegations of the period that the LADO (local authority designated officer) was not told of by the end of the next working day, by the reason recorded for the delay. Cases that cannot be judged are not among them."
answer = "The LADO was not told in time of {n} {n|case|cases}[, of which {unsaid} {unsaid|has|have} no reason recorded].[ Of {untold} it has not been told at all.]"
answer_none = "There is no case in the period of which the LADO was not told in time."

[tells]
n = "coalesce(sum(n), 0)"
unsaid = "coalesce(sum(CASE WHEN label = 'no reason recorded' THEN n END), 0)"
untold = "coalesce(sum(CASE WHEN part = 'not told' THEN n END), 0)"

[columns]
label = "Reason recorded"
part = "LADO"
n = "Cases"
*/
WITH
missed AS (
    SELECT
        coalesce(allegation.delay_reason, 'no reason recorded') AS label,
        CASE
            WHEN CAST(allegation.lado_contacted_at AS DATE) <= measured.as_at THEN 'told late' ELSE 'not told'
        END AS part
    FROM measured
    INNER JOIN dated_allegation AS allegation ON allegation.case_id = measured.subject
    WHERE measured.known AND measured.numerator = 0
)
SELECT label, part, count(*) AS n
FROM missed
GROUP BY label, part
ORDER BY sum(count(*)) OVER (PARTITION BY label) DESC, label, part DESC;
/*
Example: told after the date is not told yet; what was in time or cannot be judged is not asked for a reason.
as_at 2026-11-20
allegations
| case_id  | kind       | aware_at         | recorded_at      | lado_contacted_at | delay_reason    |
| police   | allegation | 2026-11-02T09:00 | 2026-11-02T09:00 | 2026-11-04T09:00  | awaiting_police |
| later    | allegation | 2026-11-02T09:00 | 2026-11-02T09:00 | 2026-11-21T09:00  | awaiting_police |
| unsaid   | allegation | 2026-11-02T09:00 | 2026-11-02T09:00 | 2026-11-04T09:00  |                 |
| in_time  | allegation | 2026-11-02T09:00 | 2026-11-02T09:00 | 2026-11-03T09:00  | other           |
| unaware  | allegation |                  | 2026-11-02T09:00 | 2026-11-03T09:00  | other           |
gives
| label              | part      | n |
| awaiting_police    | told late | 1 |
| awaiting_police    | not told  | 1 |
| no reason recorded | told late | 1 |
*/
