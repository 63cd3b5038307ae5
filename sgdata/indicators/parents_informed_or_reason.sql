/*
title = "Parents told, or the reason kept"
asks = "Were parents told, or the reason for not telling them written down?"
theme = "concerns"
unit = "percent"
kind = "flow"
good = "high"
about = "process"
subject = "concern"
target = 100
amber = 95
clauses = ["MM-5.5"]
rule = "CON-2"
authority = "Safeguarding policy of the mentoring provider: parents are told, or the decision not to tell them is recorded with its reason"
edition = "2024-25"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "The reason has no date: one written down since counts for a past date too."
answer = "Parents were told, or the reason for not telling them kept, in {n} of {judged} {judged|concern|concerns} ({percent})."
answer_none = "Parents were told, or the reason for not telling them kept, in none of {judged} {judged|concern|concerns}."
answer_no_data = "No concern can be judged."
children_among = "with a concern"
children_who = "{n|has|have} one of which parents were not told, with no reason kept"
*/
SELECT
    concern.as_at,
    concern.concern_id AS subject,
    concern.child_id AS child,
    concern.stands_on AS happened_on,
    CASE
        WHEN concern.has_reason THEN 1
        WHEN concern.informed_on < concern.observed_on THEN 0
        WHEN concern.informed_on IS NOT NULL THEN 1
        ELSE 0
    END AS numerator,
    1 AS denominator,
    concern.has_reason OR coalesce(concern.informed_on >= concern.observed_on, TRUE) AS known,
    CASE
        WHEN concern.informed_on >= coalesce(concern.observed_on, concern.informed_on)
            THEN 'parents told ' || strftime(concern.informed_on, '%-d %B %Y')
        WHEN concern.has_reason THEN 'the reason for not telling parents is written down'
        WHEN concern.informed_on IS NOT NULL
            THEN 'parents told before it was observed: one of the two dates is wrong'
        ELSE 'parents not told, no reason written down'
    END AS why
FROM (
    SELECT
        asked.as_at,
        concern.concern_id,
        concern.child_id,
        concern.stands_on,
        concern.observed_on,
        coalesce(concern.parents_reason_recorded, FALSE) AS has_reason,
        CASE WHEN concern.parents_informed_on <= asked.as_at THEN concern.parents_informed_on END
            AS informed_on
    FROM asked
    INNER JOIN dated_concern AS concern
        ON concern.stands_on BETWEEN asked.since AND asked.as_at
        AND (concern.existed_from IS NULL OR concern.existed_from <= asked.as_at)
) AS concern;
/*
Example: told, or the reason kept; neither is a failure, and so is an empty answer.
as_at 2026-11-20
concerns
| concern_id | observed_at      | parents_informed_on | parents_reason_recorded |
| told       | 2026-11-02T09:00 | 2026-11-02          |                         |
| reason     | 2026-11-02T09:00 |                     | yes                     |
| neither    | 2026-11-02T09:00 |                     | no                      |
| empty      | 2026-11-02T09:00 |                     |                         |
| later      | 2026-11-02T09:00 | 2026-11-21          |                         |
gives
| subject | numerator | known | why                                              |
| told    | 1         | yes   | parents told 2 November 2026                     |
| reason  | 1         | yes   | the reason for not telling parents is written down |
| neither | 0         | yes   | parents not told, no reason written down         |
| empty   | 0         | yes   | parents not told, no reason written down         |
| later   | 0         | yes   | parents not told, no reason written down         |
figure 2 of 5

Example: told before it was observed cannot be judged, but the reason still counts.
as_at 2026-11-20
concerns
| concern_id | observed_at      | recorded_at      | parents_informed_on | parents_reason_recorded |
| before     | 2026-11-02T09:00 | 2026-11-02T09:00 | 2026-11-01          |                         |
| and_reason | 2026-11-02T09:00 | 2026-11-02T09:00 | 2026-11-01          | yes                     |
| no_time    |                  | 2026-11-02T09:00 | 2026-11-01          |                         |
gives
| subject    | numerator | known |
| before     | 0         | no    |
| and_reason | 1         | yes   |
| no_time    | 1         | yes   |
figure 2 of 3, 1 unknown
*/
