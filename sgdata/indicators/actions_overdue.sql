/*
title = "Follow-ups late"
asks = "What is late?"
theme = "follow_ups"
unit = "percent"
kind = "stock"
good = "low"
about = "process"
subject = "action"
target = 0
amber = 5
clauses = ["VS-3.3"]
rule = "CON-3"
authority = "Safeguarding policy of the Virtual School: every action has a date for follow-up"
edition = "2024"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "A date that was put back is late only from the new date: see the dates put back."
answer = "{n} {n|follow-up is|follow-ups are} late, of {d} open with a due date."
answer_none = "No follow-up is late, of {d} open with a due date."
answer_no_data = "No open follow-up has a due date."
children_among = "with an open follow-up that has a due date"
children_who = "{n|has|have} one that is late"
outlook = "{n} {n|follow-up falls|follow-ups fall} due"
*/
SELECT
    asked.as_at,
    action.action_id AS subject,
    action.child_id AS child,
    action.due_on AS happened_on,
    CASE WHEN action.due_on < asked.as_at THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    TRUE AS known,
    'due ' || strftime(action.due_on, '%-d %B %Y') || ', not completed'
    || CASE
        WHEN action.due_on = asked.as_at - 1 THEN ', 1 day late'
        WHEN action.due_on < asked.as_at
            THEN ', ' || CAST(date_diff('day', action.due_on, asked.as_at) AS VARCHAR) || ' days late'
        ELSE ''
    END AS why
FROM asked
INNER JOIN existing_action AS action
    ON action.due_on IS NOT NULL
    AND (action.set_on IS NULL OR action.set_on <= asked.as_at)
    AND (action.completed_on IS NULL OR action.completed_on > asked.as_at)
    AND (action.cancelled_on IS NULL OR action.cancelled_on > asked.as_at);
/*
Example: due today is not late; without a due date it is asked elsewhere; done or cancelled it is no longer open.
as_at 2026-11-20
actions
| action_id | set_on     | due_on     | completed_on | cancelled_on |
| yesterday | 2026-11-01 | 2026-11-19 |              |              |
| today     | 2026-11-01 | 2026-11-20 |              |              |
| undated   | 2026-11-01 |            |              |              |
| done      | 2026-11-01 | 2026-11-10 | 2026-11-20   |              |
| cancelled | 2026-11-01 | 2026-11-10 |              | 2026-11-20   |
gives
| subject   | numerator | why                                          |
| yesterday | 1         | due 19 November 2026, not completed, 1 day late |
| today     | 0         | due 20 November 2026, not completed          |
figure 1 of 2

Example: what is done tomorrow is late today; what is set tomorrow is not there yet; a closed concern frees nobody.
as_at 2026-11-20
concerns
| concern_id | observed_at      | closed_on  |
| closed     | 2026-10-01T09:00 | 2026-10-20 |
actions
| action_id | concern_id | set_on     | due_on     | completed_on |
| tomorrow  | closed     | 2026-10-01 | 2026-11-03 | 2026-11-21   |
| set_later | closed     | 2026-11-21 | 2026-11-10 |              |
gives
| subject  | numerator | why                                               |
| tomorrow | 1         | due 3 November 2026, not completed, 17 days late |
figure 1 of 1
*/
