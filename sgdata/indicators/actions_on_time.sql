/*
title = "Follow-ups done on time"
asks = "Do we do what we say?"
theme = "follow_ups"
unit = "percent"
kind = "flow"
good = "high"
about = "process"
subject = "action"
target = 95
amber = 85
clauses = ["VS-3.3"]
rule = "CON-3"
authority = "Safeguarding policy of the Virtual School: every action has a date for follow-up"
edition = "2024"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Counts all that fell due, the still open ones too, not only what was completed."
answer = "{n} of {d} {d|follow-up|follow-ups} that fell due were done on time ({percent})."
answer_none = "None of {d} {d|follow-up|follow-ups} that fell due was done on time."
answer_no_data = "No follow-up fell due."
children_among = "with a follow-up that fell due"
children_who = "{n|has|have} one that was not done on time"
*/
SELECT
    asked.as_at,
    action.action_id AS subject,
    action.child_id AS child,
    action.due_on AS happened_on,
    CASE
        WHEN action.completed_on <= action.due_on AND action.completed_on <= asked.as_at THEN 1
        ELSE 0
    END AS numerator,
    1 AS denominator,
    TRUE AS known,
    'due ' || strftime(action.due_on, '%-d %B %Y')
    || CASE
        WHEN action.completed_on IS NULL OR action.completed_on > asked.as_at THEN ', not completed'
        WHEN action.completed_on <= action.due_on THEN ', done ' || strftime(action.completed_on, '%-d %B %Y')
        WHEN action.completed_on = action.due_on + 1 THEN ', done 1 day late'
        ELSE ', done ' || CAST(date_diff('day', action.due_on, action.completed_on) AS VARCHAR) || ' days late'
    END AS why
FROM asked
INNER JOIN existing_action AS action
    ON action.due_on BETWEEN asked.since AND asked.as_at
    AND (action.set_on IS NULL OR action.set_on <= asked.as_at)
    AND (action.cancelled_on IS NULL OR action.cancelled_on > asked.as_at)
    AND (action.due_on < asked.as_at OR action.completed_on <= asked.as_at);
/*
Example: 14 of 20 and not 14 of 17: what is still open is not on time either (here one of each sort).
as_at 2026-11-20
actions
| action_id  | set_on     | due_on     | completed_on | cancelled_on |
| on_time    | 2026-10-01 | 2026-11-10 | 2026-11-10   |              |
| late       | 2026-10-01 | 2026-11-10 | 2026-11-11   |              |
| still_open | 2026-10-01 | 2026-11-10 |              |              |
| cancelled  | 2026-10-01 | 2026-11-10 |              | 2026-11-05   |
| undated    | 2026-10-01 |            | 2026-11-11   |              |
gives
| subject    | numerator | why                                    |
| on_time    | 1         | due 10 November 2026, done 10 November 2026 |
| late       | 0         | due 10 November 2026, done 1 day late  |
| still_open | 0         | due 10 November 2026, not completed    |
figure 1 of 3

Example: due on the day asked counts once it is done; still open, its day is not over.
as_at 2026-11-20
actions
| action_id | set_on     | due_on     | completed_on |
| done      | 2026-11-01 | 2026-11-20 | 2026-11-20   |
| open      | 2026-11-01 | 2026-11-20 |              |
| tomorrow  | 2026-11-01 | 2026-11-20 | 2026-11-21   |
| next      | 2026-11-01 | 2026-11-21 | 2026-11-02   |
gives
| subject | numerator |
| done    | 1         |
figure 1 of 1
*/
