/*
title = "Policies in date"
asks = "Are our policies current?"
theme = "governance"
unit = "percent"
kind = "stock"
good = "high"
about = "process"
subject = "policy"
target = 100
amber = 100
clauses = ["MM-11"]
rule = "GOV-1"
authority = "Safeguarding policy of the mentoring provider: reviewed annually; Keeping children safe in education, Part Two"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "By the review date of each policy. A policy in date may still quote guidance that has been replaced."
answer = "{n} of {judged} {judged|policy is|policies are} in date ({percent})."
answer_none = "None of {judged} {judged|policy|policies} is in date."
answer_no_data = "No policy can be judged."
outlook = "{n} {n|policy falls|policies fall} due for review"
*/
SELECT
    asked.as_at,
    policy.policy_id AS subject,
    CAST(NULL AS VARCHAR) AS child,
    policy.review_due_on AS happened_on,
    CASE WHEN policy.review_due_on >= asked.as_at THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    policy.review_due_on IS NOT NULL AS known,
    coalesce(policy.title || ', ', '')
    || CASE
        WHEN policy.review_due_on IS NULL THEN 'no review date'
        WHEN policy.review_due_on >= asked.as_at
            THEN 'review due ' || strftime(policy.review_due_on, '%-d %B %Y')
        ELSE 'review was due ' || strftime(policy.review_due_on, '%-d %B %Y')
    END AS why
FROM asked
INNER JOIN policies AS policy ON policy.approved_on IS NULL OR policy.approved_on <= asked.as_at;
/*
Example: due today is in date, due yesterday is not; without a review date nobody can say.
as_at 2026-11-20
policies
| policy_id | title               | approved_on | review_due_on |
| today     | Safeguarding policy | 2025-11-20  | 2026-11-20    |
| yesterday | Lone working policy | 2025-11-19  | 2026-11-19    |
| no_date   |                     | 2025-11-19  |               |
gives
| subject   | numerator | known | why                                                  |
| today     | 1         | yes   | Safeguarding policy, review due 20 November 2026     |
| yesterday | 0         | yes   | Lone working policy, review was due 19 November 2026 |
| no_date   | 0         | no    | no review date                                       |
figure 1 of 3, 1 unknown

Example: from the day it was approved; without one it was always there.
as_at 2026-11-20
policies
| policy_id | approved_on | review_due_on |
| today     | 2026-11-20  | 2027-11-20    |
| tomorrow  | 2026-11-21  | 2027-11-21    |
| always    |             | 2025-03-31    |
gives
| subject | numerator |
| today   | 1         |
| always  | 0         |
figure 1 of 2
*/
