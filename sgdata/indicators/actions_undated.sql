/*
title = "Follow-ups without a date"
asks = "What has no date?"
theme = "follow_ups"
unit = "percent"
kind = "stock"
good = "low"
about = "process"
subject = "action"
target = 0
amber = 0
clauses = ["VS-3.3"]
rule = "CON-3"
authority = "Safeguarding policy of the Virtual School: every action has a date for follow-up"
edition = "2024"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
answer = "{n} open {n|follow-up has|follow-ups have} no due date, of {d} open."
answer_none = "Every one of {d} open {d|follow-up|follow-ups} has a due date."
answer_no_data = "No follow-up is open."
children_among = "with an open follow-up"
children_who = "{n|has|have} one without a due date"
*/
SELECT
    asked.as_at,
    action.action_id AS subject,
    action.child_id AS child,
    action.set_on AS happened_on,
    CASE WHEN action.due_on IS NULL THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    TRUE AS known,
    CASE
        WHEN action.due_on IS NOT NULL THEN 'due ' || strftime(action.due_on, '%-d %B %Y')
        WHEN action.set_on IS NULL THEN 'no due date'
        ELSE 'no due date, set ' || strftime(action.set_on, '%-d %B %Y')
    END AS why
FROM asked
INNER JOIN existing_action AS action
    ON (action.set_on IS NULL OR action.set_on <= asked.as_at)
    AND (action.completed_on IS NULL OR action.completed_on > asked.as_at)
    AND (action.cancelled_on IS NULL OR action.cancelled_on > asked.as_at);
/*
Example: an undated follow-up is a failure in itself, never counted as on time; once done it is no longer asked.
as_at 2026-11-20
actions
| action_id | set_on     | due_on     | completed_on |
| dated     | 2026-11-01 | 2026-12-01 |              |
| undated   | 2026-11-01 |            |              |
| never_set |            |            |              |
| done      | 2026-11-01 |            | 2026-11-02   |
gives
| subject   | numerator |
| dated     | 0         |
| undated   | 1         |
| never_set | 1         |
figure 2 of 3

Example: done after the date asked is still open then.
as_at 2026-11-01
actions
| action_id | set_on     | due_on | completed_on |
| undated   | 2026-11-01 |        | 2026-11-02   |
gives
| subject | numerator |
| undated | 1         |
figure 1 of 1
*/
