/*
title = "Follow-ups put back"
asks = "Do dates slip?"
theme = "follow_ups"
unit = "percent"
kind = "flow"
good = "low"
about = "process"
subject = "action"
target = 5
amber = 15
clauses = ["VS-3.3"]
rule = "CON-3"
authority = "Safeguarding policy of the Virtual School: every action has a date for follow-up"
edition = "2024"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "The due date of today against the first one, also for a past date. What was set without a date is not among them."
answer = "{n} {n|follow-up was|follow-ups were} put back, of {judged} set with a date."
answer_none = "No follow-up was put back, of {judged} set with a date."
answer_no_data = "No follow-up was set with a date."
children_among = "with a follow-up that was set with a date"
children_who = "{n|has|have} one that was put back"
*/
SELECT
    asked.as_at,
    action.action_id AS subject,
    action.child_id AS child,
    action.set_on AS happened_on,
    CASE WHEN action.due_on > action.first_due_on THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    action.due_on IS NOT NULL AS known,
    'first due ' || strftime(action.first_due_on, '%-d %B %Y')
    || CASE
        WHEN action.due_on IS NULL THEN ', no due date now'
        WHEN action.due_on = action.first_due_on THEN ', not put back'
        WHEN action.due_on < action.first_due_on
            THEN ', brought forward to ' || strftime(action.due_on, '%-d %B %Y')
        ELSE ', put back to ' || strftime(action.due_on, '%-d %B %Y')
    END AS why
FROM asked
INNER JOIN existing_action AS action
    ON action.first_due_on IS NOT NULL
    AND action.set_on BETWEEN asked.since AND asked.as_at;
/*
Example: a day later is put back, a day earlier is not; what lost its date cannot be judged.
as_at 2026-11-20
actions
| action_id | set_on     | first_due_on | due_on     |
| kept      | 2026-11-02 | 2026-11-09   | 2026-11-09 |
| put_back  | 2026-11-02 | 2026-11-09   | 2026-11-10 |
| forward   | 2026-11-02 | 2026-11-09   | 2026-11-08 |
| lost      | 2026-11-02 | 2026-11-09   |            |
| undated   | 2026-11-02 |              | 2026-11-09 |
gives
| subject  | numerator | known | why                                                    |
| kept     | 0         | yes   | first due 9 November 2026, not put back                |
| put_back | 1         | yes   | first due 9 November 2026, put back to 10 November 2026 |
| forward  | 0         | yes   | first due 9 November 2026, brought forward to 8 November 2026 |
| lost     | 0         | no    | first due 9 November 2026, no due date now             |
figure 1 of 4, 1 unknown

Example: by the day it was set; done or cancelled, it was put back all the same.
as_at 2026-11-20 since 2026-11-01
actions
| action_id | set_on     | first_due_on | due_on     | completed_on | cancelled_on |
| first_day | 2026-11-01 | 2026-11-09   | 2026-11-30 | 2026-11-19   |              |
| cancelled | 2026-11-20 | 2026-11-23   | 2026-11-30 |              | 2026-11-20   |
| before    | 2026-10-31 | 2026-11-09   | 2026-11-30 |              |              |
| not_yet   | 2026-11-21 | 2026-11-23   | 2026-11-30 |              |              |
| unset     |            | 2026-11-23   | 2026-11-30 |              |              |
gives
| subject   | numerator |
| first_day | 1         |
| cancelled | 1         |
figure 2 of 2
*/
