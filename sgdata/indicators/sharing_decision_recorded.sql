/*
title = "Sharing decided and reasoned"
asks = "Was it decided, and the reason kept, whether to share?"
theme = "concerns"
unit = "percent"
kind = "flow"
good = "high"
about = "process"
subject = "concern"
target = 100
amber = 95
clauses = ["MM-6", "VS-6"]
rule = "CON-2"
authority = "Information sharing: advice for practitioners, the seven golden rules; both policies"
edition = "2024"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Not to share is a decision too. Neither it nor its reason has a date: what was written down since counts for a past date too."
answer = "Whether to share was decided and reasoned for {n} of {d} {d|concern|concerns} ({percent})."
answer_none = "Whether to share was decided and reasoned for none of {d} {d|concern|concerns}."
answer_no_data = "There was no concern."
children_among = "with a concern"
children_who = "{n|has|have} one without a reasoned decision whether to share"
*/
SELECT
    asked.as_at,
    concern.concern_id AS subject,
    concern.child_id AS child,
    concern.stands_on AS happened_on,
    CASE
        WHEN concern.sharing_decision IS NOT NULL AND concern.sharing_reason_recorded THEN 1
        ELSE 0
    END AS numerator,
    1 AS denominator,
    TRUE AS known,
    CASE concern.sharing_decision
        WHEN 'shared' THEN 'shared'
        WHEN 'not_shared' THEN 'not shared'
        ELSE 'no decision whether to share'
    END
    || CASE
        WHEN concern.sharing_reason_recorded THEN ', reason written down'
        ELSE ', no reason written down'
    END AS why
FROM asked
INNER JOIN dated_concern AS concern
    ON concern.stands_on BETWEEN asked.since AND asked.as_at
    AND (concern.existed_from IS NULL OR concern.existed_from <= asked.as_at);
/*
Example: not to share is a decision too; without its reason neither counts.
as_at 2026-11-20
concerns
| concern_id | observed_at      | sharing_decision | sharing_reason_recorded |
| shared     | 2026-11-02T09:00 | shared           | yes                     |
| not_shared | 2026-11-02T09:00 | not_shared       | yes                     |
| no_reason  | 2026-11-02T09:00 | shared           | no                      |
| unsaid     | 2026-11-02T09:00 | not_shared       |                         |
| undecided  | 2026-11-02T09:00 |                  | yes                     |
gives
| subject    | numerator | why                                              |
| shared     | 1         | shared, reason written down                      |
| not_shared | 1         | not shared, reason written down                  |
| no_reason  | 0         | shared, no reason written down                   |
| unsaid     | 0         | not shared, no reason written down               |
| undecided  | 0         | no decision whether to share, reason written down |
figure 2 of 5

Example: a concern of the period, whether or not it is closed, but not one that is written down later.
as_at 2026-11-20
concerns
| concern_id | observed_at      | recorded_at      | closed_on  |
| closed     | 2026-11-02T09:00 | 2026-11-02T09:30 | 2026-11-03 |
| not_yet    | 2026-11-02T09:00 | 2026-11-21T09:00 |            |
| last_year  | 2026-08-31T09:00 | 2026-08-31T09:30 |            |
gives
| subject | numerator |
| closed  | 0         |
figure 0 of 1
*/
