/*
asks = "Which policies are past their review, or follow guidance that was replaced?"
theme = "governance"
draw = "table"
place = 20
leads = true
of = "policies_in_date"
clauses = ["MM-11"]
counted = "Every policy approved by the date. It is in date up to and including the day on which its review is due. The edition of guidance that it names is in force from its first day until the next edition is. Those past their review come first, then those without a review date, then those whose guidance is not in force or not known."
answer = "{past} of {n} {n|policy|policies} {past|is|are} past the review date[; review date not known: {undated}]. {replaced} {replaced|names|name} an edition of guidance that is not in force[ and {silent} {silent|names|name} none][; edition not known here: {unsure}]."
answer_none = "No policy is known."

[tells]
n = "count(*)"
past = "count(CASE WHEN review = 'past its review' THEN 1 END)"
undated = "count(CASE WHEN review = 'not known' THEN 1 END)"
replaced = "count(CASE WHEN guidance LIKE 'replaced%' OR guidance LIKE 'not in force%' THEN 1 END)"
unsure = "count(CASE WHEN guidance = 'not known' THEN 1 END)"
silent = "count(CASE WHEN guidance = 'names none' THEN 1 END)"

[columns]
title = "Policy"
approved = "Approved"
review_due = "Review due"
review = "Review"
edition = "Guidance it names"
guidance = "That edition"
*/
WITH
standing AS (
    SELECT
        policy.policy_id,
        policy.title,
        policy.approved_on,
        policy.review_due_on,
        policy.guidance_edition,
        CASE WHEN NOT measured.known THEN 2 WHEN measured.numerator = 0 THEN 1 ELSE 3 END AS review_place,
        CASE
            WHEN policy.guidance_edition IS NULL THEN 'names none'
            WHEN edition.called IS NULL THEN 'not known'
            WHEN edition.in_force_from > measured.as_at
                THEN 'not in force before ' || strftime(edition.in_force_from, '%-d %B %Y')
            WHEN edition.replaced_from <= measured.as_at
                THEN 'replaced on ' || strftime(edition.replaced_from, '%-d %B %Y')
            ELSE 'in force'
        END AS guidance
    FROM measured
    INNER JOIN policies AS policy ON policy.policy_id = measured.subject
    LEFT JOIN guidance_edition AS edition ON edition.called = lower(policy.guidance_edition)
)
SELECT
    coalesce(title, 'not known') AS title,
    coalesce(strftime(approved_on, '%-d %B %Y'), 'not known') AS approved,
    coalesce(strftime(review_due_on, '%-d %B %Y'), 'not known') AS review_due,
    CASE review_place WHEN 1 THEN 'past its review' WHEN 2 THEN 'not known' ELSE 'in date' END AS review,
    coalesce(guidance_edition, 'none') AS edition,
    guidance
FROM standing
ORDER BY
    review_place,
    CASE guidance WHEN 'in force' THEN 4 WHEN 'names none' THEN 3 WHEN 'not known' THEN 2 ELSE 1 END,
    review_due_on,
    title,
    policy_id;
/*
Example: due today is in date; the day of the change is the first day of the new edition; the worst first.
as_at 2026-09-01
policies
| policy_id | title               | approved_on | review_due_on | guidance_edition |
| p1        | Safeguarding policy | 2026-08-01  | 2027-08-01    | KCSIE 2026       |
| p2        | Lone working policy | 2025-09-01  | 2026-09-01    | KCSIE 2025       |
| p3        | Attendance policy   | 2025-09-01  | 2026-08-31    |                  |
| p4        |                     |             |               | KCSIE 2020       |
| p5        | Complaints policy   | 2026-09-02  | 2027-08-01    |                  |
gives
| title               | approved         | review_due       | review          | edition    | guidance                     |
| Attendance policy   | 1 September 2025 | 31 August 2026   | past its review | none       | names none                   |
| not known           | not known        | not known        | not known       | KCSIE 2020 | not known                    |
| Lone working policy | 1 September 2025 | 1 September 2026 | in date         | KCSIE 2025 | replaced on 1 September 2026 |
| Safeguarding policy | 1 August 2026    | 1 August 2027    | in date         | KCSIE 2026 | in force                     |
*/
