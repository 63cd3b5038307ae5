/*
title = "Meetings that shared learning"
asks = "Do we learn?"
theme = "governance"
unit = "percent"
kind = "flow"
good = "high"
about = "process"
subject = "meeting"
clauses = ["MM-9.2"]
rule = "GOV-1"
authority = "Safeguarding policy of the mentoring provider: the item holds information, updates and learning from earlier concerns"
edition = "2024-25"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Of the meetings with a safeguarding item. Not every meeting has something to learn from: there is no target."
answer = "{n} of {d} {d|meeting|meetings} with a safeguarding item shared learning ({percent})."
answer_none = "None of {d} {d|meeting|meetings} with a safeguarding item shared learning."
answer_no_data = "No meeting had a safeguarding item."
trend = "year"
*/
SELECT
    asked.as_at,
    meeting.meeting_id AS subject,
    CAST(NULL AS VARCHAR) AS child,
    meeting.held_on AS happened_on,
    CASE WHEN meeting.learning_shared THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    TRUE AS known,
    'held ' || strftime(meeting.held_on, '%-d %B %Y')
    || CASE
        WHEN meeting.learning_shared THEN ', shared learning'
        WHEN meeting.learning_shared IS NULL THEN ', shared learning is not recorded'
        ELSE ', shared no learning'
    END AS why
FROM asked
INNER JOIN meetings AS meeting
    ON meeting.safeguarding_item AND meeting.held_on BETWEEN asked.since AND asked.as_at;
/*
Example: only meetings with the item are asked; what is not recorded was not shared.
as_at 2026-11-20
meetings
| meeting_id | held_on    | safeguarding_item | learning_shared |
| shared     | 2026-11-02 | yes               | yes             |
| nothing    | 2026-11-09 | yes               | no              |
| unsaid     | 2026-11-16 | yes               |                 |
| no_item    | 2026-11-16 | no                | yes             |
| item_empty | 2026-11-16 |                   | yes             |
gives
| subject | numerator | why                                                |
| shared  | 1         | held 2 November 2026, shared learning              |
| nothing | 0         | held 9 November 2026, shared no learning           |
| unsaid  | 0         | held 16 November 2026, shared learning is not recorded |
figure 1 of 3

Example: a meeting after the date asked has not been held.
as_at 2026-11-20
meetings
| meeting_id | held_on    | safeguarding_item | learning_shared |
| today      | 2026-11-20 | yes               | yes             |
| tomorrow   | 2026-11-21 | yes               | yes             |
gives
| subject | numerator |
| today   | 1         |
figure 1 of 1
*/
