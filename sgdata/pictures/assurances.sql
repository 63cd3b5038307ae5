/*
asks = "What have partner organisations confirmed, and what not?"
theme = "governance"
draw = "bars"
place = 30
of = "assurances_confirmed"
parts = ["confirmed", "ran out", "not yet", "not known"]
clauses = ["MM-8"]
counted = "One an organisation and kind of assurance, however often it was asked, of those asked by the date. A confirmation lasts twelve months; after that it has run out, until it is given anew. Organisations that were never asked are not among them."
answer = "{confirmed} of {n} {n|assurance|assurances} asked of partner organisations {confirmed|is|are} confirmed. {over} {over|has|have} run out[, {silent} {silent|was|were} never confirmed][, {unknown} not known]."
answer_none = "No assurance has been asked for."

[tells]
n = "coalesce(sum(n), 0)"
confirmed = "coalesce(sum(CASE WHEN part = 'confirmed' THEN n END), 0)"
over = "coalesce(sum(CASE WHEN part = 'ran out' THEN n END), 0)"
silent = "coalesce(sum(CASE WHEN part = 'not yet' THEN n END), 0)"
unknown = "coalesce(sum(CASE WHEN part = 'not known' THEN n END), 0)"

[columns]
label = "Assurance"
part = "How it stands"
n = "Organisations"
*/
WITH
ever AS (
    SELECT DISTINCT assurances.organisation_id || '/' || assurances.kind AS subject
    FROM asked
    INNER JOIN assurances
        ON assurances.confirmed_on <= asked.as_at
        AND assurances.requested_on <= asked.as_at
),
asked_for AS (
    SELECT
        replace(regexp_extract(measured.subject, '[^/]*$'), '_', ' ') AS label,
        CASE
            WHEN NOT measured.known THEN 4
            WHEN measured.numerator > 0 THEN 1
            WHEN ever.subject IS NOT NULL THEN 2
            ELSE 3
        END AS standing
    FROM measured
    LEFT JOIN ever ON ever.subject = measured.subject
)
SELECT
    label,
    CASE standing WHEN 1 THEN 'confirmed' WHEN 2 THEN 'ran out' WHEN 3 THEN 'not yet' ELSE 'not known' END AS part,
    count(*) AS n
FROM asked_for
GROUP BY label, standing
ORDER BY
    sum(count(*)) OVER (PARTITION BY label) DESC,
    -- Of as many, those of which more are wanting.
    sum(CASE WHEN standing > 1 THEN count(*) ELSE 0 END) OVER (PARTITION BY label) DESC,
    label,
    standing;
/*
Example: twelve months from the day it was confirmed; asked anew without an answer it lasts on, then it has run out.
as_at 2026-11-20
assurances
| organisation_id | kind           | requested_on | confirmed_on |
| a_year          | modern_slavery | 2025-10-01   | 2025-11-20   |
| a_year          | modern_slavery | 2026-10-01   |              |
| over            | modern_slavery | 2025-10-01   | 2025-11-19   |
| silent          | modern_slavery | 2026-10-01   |              |
| tomorrow        | modern_slavery | 2026-10-01   | 2026-11-21   |
| not_asked       | modern_slavery | 2026-11-21   |              |
| a_year          | section_11     | 2026-10-01   | 2026-11-20   |
gives
| label          | part      | n |
| modern slavery | confirmed | 1 |
| modern slavery | ran out   | 1 |
| modern slavery | not yet   | 2 |
| section 11     | confirmed | 1 |
*/
