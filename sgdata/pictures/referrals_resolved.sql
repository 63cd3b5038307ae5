/*
asks = "Which referrals went to other agencies, and what came of them?"
theme = "concerns"
draw = "table"
place = 90
clauses = ["VS-10", "MM-5.3"]
counted = "Referrals of the period, to every agency, the newest first, each with the urgency that it was given and what was decided by the date asked. A referral that does not say when it was sent is not here."
answer = "{n} {n|referral was|referrals were} made in the period, {authority} of them to the authority (MASH or social care): {decided} decided[, {open} without a decision]."
answer_none = "No referral was made in the period."

[tells]
n = "count(*)"
authority = "count(CASE WHEN agency IN ('mash', 'social_care') THEN 1 END)"
decided = "count(CASE WHEN resolution <> 'no decision yet' THEN 1 END)"
open = "count(CASE WHEN resolution = 'no decision yet' THEN 1 END)"

[columns]
case = "Referral"
sent = "Sent"
agency = "To"
rating = "Urgency"
decided = "Decided"
resolution = "What came of it"
*/
WITH
known AS (
    SELECT
        referrals.*,
        CAST(referrals.referred_at AS DATE) AS sent,
        CASE
            WHEN CAST(referrals.decision_at AS DATE) <= asked.as_at THEN CAST(referrals.decision_at AS DATE)
        END AS decided
    FROM asked
    INNER JOIN referrals ON CAST(referrals.referred_at AS DATE) BETWEEN asked.since AND asked.as_at
)
SELECT
    referral_id AS "case",
    sent,
    coalesce(agency, 'not known') AS agency,
    coalesce(rating, 'not rated') AS rating,
    decided,
    CASE WHEN decided IS NULL THEN 'no decision yet' ELSE coalesce(decision, 'decided, not recorded how') END
        AS resolution
FROM known
ORDER BY known.referred_at DESC, referral_id;
/*
Example: decided by the date asked or not yet; what has no date of its own and what was before the period is left out.
as_at 2026-11-20 since 2026-09-01
referrals
| referral_id | agency      | referred_at      | rating | decision_at      | decision          |
| decided     | mash        | 2026-11-02T09:00 | red    | 2026-11-03T09:00 | assessment        |
| waits       | social_care | 2026-11-19T09:00 |        | 2026-11-21T09:00 | accepted          |
| unsaid      | early_help  | 2026-10-01T09:00 | green  | 2026-10-05T09:00 |                   |
| undated     | mash        |                  | red    | 2026-11-03T09:00 | no_further_action |
| before      | mash        | 2026-08-31T09:00 | amber  | 2026-09-01T09:00 | advice            |
gives
| sent       | agency      | rating    | decided    | resolution                |
| 2026-11-19 | social_care | not rated |            | no decision yet           |
| 2026-11-02 | mash        | red       | 2026-11-03 | assessment                |
| 2026-10-01 | early_help  | green     | 2026-10-05 | decided, not recorded how |
*/
