/*
title = "Policies that follow guidance in force"
asks = "Do our policies quote guidance that has been replaced?"
theme = "governance"
unit = "percent"
kind = "stock"
good = "high"
about = "process"
subject = "policy"
target = 100
amber = 80
clauses = ["MM-11"]
rule = "GOV-1"
authority = "Both policies are reviewed every year; guidance is replaced nearly every year"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Only policies that name an edition of guidance that is known here."
answer = "{n} of {judged} {judged|policy follows|policies follow} guidance in force ({percent})."
answer_none = "None of {judged} {judged|policy|policies} follows guidance in force."
answer_no_data = "No policy names an edition of guidance."
*/
SELECT
    asked.as_at,
    policy.policy_id AS subject,
    CAST(NULL AS VARCHAR) AS child,
    policy.approved_on AS happened_on,
    CASE
        WHEN edition.in_force_from <= asked.as_at
            AND (edition.replaced_from IS NULL OR edition.replaced_from > asked.as_at) THEN 1
        ELSE 0
    END AS numerator,
    1 AS denominator,
    edition.called IS NOT NULL AS known,
    coalesce(policy.title || ', ', '') || policy.guidance_edition
    || CASE
        WHEN edition.called IS NULL THEN ', an edition that is not known here'
        WHEN edition.in_force_from > asked.as_at
            THEN ', not in force before ' || strftime(edition.in_force_from, '%-d %B %Y')
        WHEN edition.replaced_from <= asked.as_at
            THEN ', replaced on ' || strftime(edition.replaced_from, '%-d %B %Y')
        ELSE ', in force'
    END AS why
FROM asked
INNER JOIN policies AS policy
    ON (policy.approved_on IS NULL OR policy.approved_on <= asked.as_at)
    AND policy.guidance_edition IS NOT NULL
LEFT JOIN guidance_edition AS edition ON edition.called = lower(policy.guidance_edition);
/*
Example: an edition is in force until the next one is; the day of the change is the first day of the new one.
as_at 2026-09-01
policies
| policy_id | title               | guidance_edition                        |
| old       | Safeguarding policy | KCSIE 2025                              |
| new       | Safeguarding policy | Keeping children safe in education 2026 |
| none      | Lone working policy |                                         |
gives
| subject | numerator | why                                                        |
| old     | 0         | Safeguarding policy, KCSIE 2025, replaced on 1 September 2026 |
| new     | 1         | Safeguarding policy, Keeping children safe in education 2026, in force |
figure 1 of 2

Example: the day before, it was the other way round; an edition that is not known here cannot be judged.
as_at 2026-08-31
policies
| policy_id | guidance_edition      |
| old       | KCSIE 2025            |
| new       | KCSIE 2026            |
| strange   | Working Together 2010 |
gives
| subject | numerator | known |
| old     | 1         | yes   |
| new     | 0         | yes   |
| strange | 0         | no    |
figure 1 of 3, 1 unknown
*/
