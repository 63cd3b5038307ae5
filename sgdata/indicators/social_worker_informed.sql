/*
title = "Social worker told"
asks = "Was the social worker told?"
theme = "concerns"
unit = "percent"
kind = "flow"
good = "high"
about = "process"
subject = "concern"
target = 100
amber = 100
clauses = ["VS-3.2"]
rule = "CON-2"
authority = "Safeguarding policy of the Virtual School: the social worker is informed in all instances"
edition = "2024"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Whether a child has a social worker is today's answer, also for a past date."
answer = "The social worker was told of {n} of {d} {d|concern|concerns} ({percent})."
answer_none = "The social worker was told of none of {d} {d|concern|concerns}."
answer_no_data = "No concern was about a child with a social worker."
children_among = "with a concern"
children_who = "{n|has|have} one of which the social worker was not told in time"
*/
SELECT
    asked.as_at,
    concern.concern_id AS subject,
    concern.child_id AS child,
    concern.stands_on AS happened_on,
    CASE
        WHEN concern.social_worker_informed_at < concern.observed_at THEN 0
        WHEN CAST(concern.social_worker_informed_at AS DATE) <= asked.as_at THEN 1
        ELSE 0
    END AS numerator,
    1 AS denominator,
    coalesce(
        concern.social_worker_informed_at >= concern.observed_at
        OR CAST(concern.social_worker_informed_at AS DATE) > asked.as_at,
        TRUE
    ) AS known,
    CASE
        WHEN
            concern.social_worker_informed_at IS NULL
            OR CAST(concern.social_worker_informed_at AS DATE) > asked.as_at
            THEN 'not told by ' || strftime(asked.as_at, '%-d %B %Y')
        WHEN concern.social_worker_informed_at < concern.observed_at
            THEN 'told before it was observed: one of the two times is wrong'
        ELSE 'told ' || strftime(CAST(concern.social_worker_informed_at AS DATE), '%-d %B %Y')
    END AS why
FROM asked
INNER JOIN dated_concern AS concern
    ON concern.stands_on BETWEEN asked.since AND asked.as_at
    AND (concern.existed_from IS NULL OR concern.existed_from <= asked.as_at)
INNER JOIN children AS child ON child.child_id = concern.child_id AND child.social_worker;
/*
Example: told is told, however late; told after the date asked is not yet told; no social worker, not asked.
as_at 2026-11-20
children
| child_id | social_worker |
| has      | yes           |
| has_not  | no            |
| unsaid   |               |
concerns
| concern_id | child_id | observed_at      | social_worker_informed_at |
| told       | has      | 2026-11-02T09:00 | 2026-11-09T09:00          |
| later      | has      | 2026-11-02T09:00 | 2026-11-21T09:00          |
| never      | has      | 2026-11-02T09:00 |                           |
| nobody     | has_not  | 2026-11-02T09:00 |                           |
| unsaid     | unsaid   | 2026-11-02T09:00 |                           |
gives
| subject | numerator | known |
| told    | 1         | yes   |
| later   | 0         | yes   |
| never   | 0         | yes   |
figure 1 of 3

Example: told before it was observed cannot be judged.
as_at 2026-11-20
children
| child_id | social_worker |
| has      | yes           |
concerns
| concern_id | child_id | observed_at      | social_worker_informed_at |
| before     | has      | 2026-11-02T09:00 | 2026-11-02T08:59          |
| same       | has      | 2026-11-02T09:00 | 2026-11-02T09:00          |
gives
| subject | numerator | known |
| before  | 0         | no    |
| same    | 1         | yes   |
figure 1 of 2, 1 unknown
*/
