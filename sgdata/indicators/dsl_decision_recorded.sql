/*
title = "Decision and reason written down"
asks = "Was the decision of the designated safeguarding lead (DSL), and its reason, written down?"
theme = "concerns"
unit = "percent"
kind = "flow"
good = "high"
about = "process"
subject = "concern"
target = 100
amber = 95
clauses = ["MM-5.4", "VS-3.3"]
rule = "CON-2"
authority = "Safeguarding policy of the mentoring provider: decisions and their justification are recorded in writing; one working day is a line of our own"
edition = "2024-25"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Asked once a working day has passed since the concern was observed. A decision that came later still counts: whether it is there, not how fast."
answer = "Decision and reason are written down for {n} of {judged} {judged|concern|concerns} ({percent})."
answer_none = "Decision and reason are written down for none of {judged} {judged|concern|concerns}."
answer_no_data = "No concern can be judged."
children_among = "with a concern"
children_who = "{n|has|have} one without a written decision and reason"

[parameters]
working_days = 1
*/
SELECT
    concern.as_at,
    concern.concern_id AS subject,
    concern.child_id AS child,
    concern.stands_on AS happened_on,
    CASE
        WHEN concern.decided_on >= concern.observed_on AND concern.has_reason THEN 1
        ELSE 0
    END AS numerator,
    1 AS denominator,
    CASE
        WHEN concern.deadline IS NULL THEN FALSE
        WHEN concern.decided_on IS NULL OR NOT concern.has_reason THEN TRUE
        ELSE concern.decided_on >= concern.observed_on
    END AS known,
    CASE
        WHEN concern.observed_on IS NULL THEN 'not known when it was observed'
        WHEN concern.decided_on IS NULL AND concern.has_reason THEN 'a reason, but no day of the decision'
        WHEN concern.decided_on IS NULL THEN 'no decision'
        WHEN NOT concern.has_reason
            THEN 'decided ' || strftime(concern.decided_on, '%-d %B %Y') || ', no reason written down'
        WHEN concern.decided_on < concern.observed_on
            THEN 'decided before it was observed: one of the two dates is wrong'
        ELSE 'decided ' || strftime(concern.decided_on, '%-d %B %Y') || ', with the reason'
    END AS why
FROM (
    SELECT
        asked.as_at,
        concern.concern_id,
        concern.child_id,
        concern.stands_on,
        concern.observed_on,
        coalesce(concern.dsl_reason_recorded, FALSE) AS has_reason,
        CASE WHEN concern.dsl_decision_on <= asked.as_at THEN concern.dsl_decision_on END AS decided_on,
        deadline.date AS deadline
    FROM asked
    CROSS JOIN parameters
    INNER JOIN dated_concern AS concern
        ON concern.stands_on BETWEEN asked.since AND asked.as_at
        AND (concern.existed_from IS NULL OR concern.existed_from <= asked.as_at)
    LEFT JOIN working_day AS observed ON observed.date = concern.observed_on
    LEFT JOIN working_day AS deadline
        ON deadline.is_working AND deadline.working_days = observed.working_days + parameters.working_days
) AS concern
WHERE concern.deadline IS NULL OR concern.deadline < concern.as_at;
/*
Example: observed on Friday, to be decided by the end of Monday, so asked from Tuesday on.
as_at 2026-11-24
concerns
| concern_id | observed_at      | dsl_decision_on | dsl_reason_recorded |
| friday     | 2026-11-20T16:50 |                 |                     |
| monday     | 2026-11-23T09:00 |                 |                     |
gives
| subject | numerator | why         |
| friday  | 0         | no decision |
figure 0 of 1

Example: decision and reason, both; what is decided after the date asked is not decided yet.
as_at 2026-11-20
concerns
| concern_id | observed_at      | dsl_decision_on | dsl_reason_recorded |
| both       | 2026-11-02T09:00 | 2026-11-20      | yes                 |
| no_reason  | 2026-11-02T09:00 | 2026-11-02      |                     |
| no_day     | 2026-11-02T09:00 |                 | yes                 |
| later      | 2026-11-02T09:00 | 2026-11-21      | yes                 |
gives
| subject   | numerator | why                                            |
| both      | 1         | decided 20 November 2026, with the reason      |
| no_reason | 0         | decided 2 November 2026, no reason written down |
| no_day    | 0         | a reason, but no day of the decision           |
| later     | 0         | a reason, but no day of the decision           |
figure 1 of 4

Example: decided before it was observed cannot be judged, unless the reason is missing anyway; nor can a concern without the time.
as_at 2026-11-20
concerns
| concern_id  | observed_at      | recorded_at      | dsl_decision_on | dsl_reason_recorded |
| before      | 2026-11-02T09:00 | 2026-11-02T09:00 | 2026-11-01      | yes                 |
| and_without | 2026-11-02T09:00 | 2026-11-02T09:00 | 2026-11-01      | no                  |
| no_time     |                  | 2026-11-02T09:00 | 2026-11-03      | yes                 |
gives
| subject     | numerator | known |
| before      | 0         | no    |
| and_without | 0         | yes   |
| no_time     | 0         | no    |
figure 0 of 3, 2 unknown
*/
