/*
title = "Concern records complete"
asks = "Is the form whole?"
theme = "concerns"
unit = "percent"
kind = "flow"
good = "high"
about = "process"
subject = "concern"
target = 95
amber = 85
clauses = ["VS-11", "VS-3.3", "MM-5.1"]
rule = "CON-2"
authority = "Both policies: what a concern form holds"
edition = "2024"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Whether each part is there, never how well it is written. Parts without a date count as they are today, also for a past date."
answer = "{n} of {judged} {judged|record is|records are} complete ({percent})."
answer_none = "None of {judged} {judged|record|records} is complete."
answer_no_data = "No record can be judged."
children_among = "with a concern"
children_who = "{n|has|have} one whose record is not complete"
*/
SELECT
    concern.as_at,
    concern.concern_id AS subject,
    concern.child_id AS child,
    concern.stands_on AS happened_on,
    CASE WHEN concern.missing = '' AND NOT concern.is_reported_before THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    concern.missing <> '' OR NOT concern.is_reported_before AS known,
    CASE
        WHEN concern.missing <> '' THEN 'missing: ' || concern.missing
        WHEN concern.is_reported_before THEN 'reported before it was observed: one of the two times is wrong'
        ELSE 'complete'
    END AS why
FROM (
    SELECT
        asked.as_at,
        concern.concern_id,
        concern.child_id,
        concern.stands_on,
        coalesce(concern.reported_to_dsl_at < concern.observed_at, FALSE) AS is_reported_before,
        concat_ws(
            ', ',
            CASE WHEN concern.observed_at IS NULL THEN 'time observed' END,
            CASE
                WHEN
                    concern.reported_to_dsl_at IS NULL
                    OR CAST(concern.reported_to_dsl_at AS DATE) > asked.as_at
                    THEN 'time reported'
            END,
            CASE WHEN coalesce(array_length(concern.categories), 0) < 1 THEN 'category' END,
            CASE WHEN NOT coalesce(concern.own_words_recorded, FALSE) THEN 'own words' END,
            CASE WHEN NOT coalesce(concern.questions_recorded, FALSE) THEN 'questions' END,
            CASE WHEN coalesce(concern.body_map, 'missing') = 'missing' THEN 'body map' END,
            CASE WHEN planned.concern_id IS NULL THEN 'action with a date' END
        ) AS missing
    FROM asked
    INNER JOIN dated_concern AS concern
        ON concern.stands_on BETWEEN asked.since AND asked.as_at
        AND (concern.existed_from IS NULL OR concern.existed_from <= asked.as_at)
    LEFT JOIN (
        SELECT DISTINCT asked.as_at, action.concern_id
        FROM asked
        INNER JOIN planned_action AS action
            ON action.planned_from <= asked.as_at AND action.not_planned_from > asked.as_at
    ) AS planned
        ON planned.as_at = asked.as_at AND planned.concern_id = concern.concern_id
) AS concern;
/*
Example: whole means every part; a body map that is not needed is not missing.
as_at 2026-11-20
concerns
| concern_id | observed_at      | reported_to_dsl_at | categories    | own_words_recorded | questions_recorded | body_map   |
| whole      | 2026-11-02T09:00 | 2026-11-02T09:30   | neglect       | yes                | yes                | recorded   |
| not_needed | 2026-11-02T09:00 | 2026-11-02T09:30   | neglect;other | yes                | yes                | not_needed |
| no_words   | 2026-11-02T09:00 | 2026-11-02T09:30   | neglect       | no                 |                    | missing    |
actions
| action_id | concern_id | set_on     | due_on     |
| a1        | whole      | 2026-11-02 | 2026-11-09 |
| a2        | not_needed | 2026-11-20 | 2026-11-27 |
| a3        | no_words   |            | 2026-11-09 |
gives
| subject    | numerator | why                                    |
| whole      | 1         | complete                               |
| not_needed | 1         | complete                               |
| no_words   | 0         | missing: own words, questions, body map |
figure 2 of 3

Example: an action counts with a date, once it is set, and until it is cancelled.
as_at 2026-11-20
concerns
| concern_id | observed_at      | recorded_at      | reported_to_dsl_at | categories | own_words_recorded | questions_recorded | body_map |
| undated    | 2026-11-02T09:00 | 2026-11-02T09:00 | 2026-11-02T09:30   | neglect    | yes                | yes                | recorded |
| set_later  | 2026-11-02T09:00 | 2026-11-02T09:00 | 2026-11-02T09:30   | neglect    | yes                | yes                | recorded |
| cancelled  | 2026-11-02T09:00 | 2026-11-02T09:00 | 2026-11-02T09:30   | neglect    | yes                | yes                | recorded |
| done       | 2026-11-02T09:00 | 2026-11-02T09:00 | 2026-11-02T09:30   | neglect    | yes                | yes                | recorded |
| no_times   |                  | 2026-11-02T09:00 | 2026-11-21T09:30   |            | yes                | yes                |          |
actions
| action_id | concern_id | set_on     | due_on     | completed_on | cancelled_on |
| a1        | undated    | 2026-11-02 |            |              |              |
| a2        | set_later  | 2026-11-21 | 2026-11-27 |              |              |
| a3        | cancelled  | 2026-11-02 | 2026-11-09 |              | 2026-11-20   |
| a4        | done       | 2026-11-02 | 2026-11-09 | 2026-11-09   |              |
| a5        | no_times   | 2026-11-02 | 2026-11-09 |              | 2026-11-21   |
gives
| subject   | numerator | why                                                |
| undated   | 0         | missing: action with a date                        |
| set_later | 0         | missing: action with a date                        |
| cancelled | 0         | missing: action with a date                        |
| done      | 1         | complete                                           |
| no_times  | 0         | missing: time observed, time reported, category, body map |
figure 1 of 5

Example: reported before it was observed: one of the two times is wrong, unless something is missing anyway.
as_at 2026-11-20
concerns
| concern_id | observed_at      | reported_to_dsl_at | categories | own_words_recorded | questions_recorded | body_map |
| before     | 2026-11-02T09:00 | 2026-11-02T08:59   | neglect    | yes                | yes                | recorded |
| no_map     | 2026-11-02T09:00 | 2026-11-02T08:59   | neglect    | yes                | yes                |          |
actions
| action_id | concern_id | set_on     | due_on     |
| a1        | before     | 2026-11-02 | 2026-11-09 |
| a2        | no_map     | 2026-11-02 | 2026-11-09 |
gives
| subject | numerator | known | why                                                            |
| before  | 0         | no    | reported before it was observed: one of the two times is wrong |
| no_map  | 0         | yes   | missing: body map                                              |
figure 0 of 2, 1 unknown
*/
