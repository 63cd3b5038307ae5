/*
title = "Open follow-ups of closed concerns"
asks = "What is still to be done for a concern that is closed?"
theme = "data_quality"
unit = "count"
kind = "stock"
good = "low"
about = "process"
subject = "action"
target = 0
amber = 10
clauses = ["VS-3.3"]
rule = "Accepted and doubtful"
authority = "Our own: what is well-formed and yet cannot be quite right is loaded, and said"
edition = "2026"
owner = "Data officer"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Either the follow-up was done and not recorded, or the concern was closed too soon."
answer = "{n} open {n|follow-up belongs|follow-ups belong} to a closed concern."
answer_none = "No open follow-up belongs to a closed concern."
answer_no_data = "No open follow-up belongs to a closed concern."
*/
SELECT
    asked.as_at,
    action.action_id AS subject,
    action.child_id AS child,
    concern.closed_on AS happened_on,
    1 AS numerator,
    1 AS denominator,
    TRUE AS known,
    'still open, its concern was closed ' || strftime(concern.closed_on, '%-d %B %Y') AS why
FROM asked
INNER JOIN existing_action AS action
    ON (action.set_on IS NULL OR action.set_on <= asked.as_at)
    AND (action.completed_on IS NULL OR action.completed_on > asked.as_at)
    AND (action.cancelled_on IS NULL OR action.cancelled_on > asked.as_at)
INNER JOIN concerns AS concern
    ON concern.concern_id = action.concern_id AND concern.closed_on <= asked.as_at;
/*
Example: a concern may not be over while something is still to be done.
as_at 2026-11-20
concerns
| concern_id | closed_on  |
| closed     | 2026-11-20 |
| later      | 2026-11-21 |
| open       |            |
actions
| action_id | concern_id | set_on     | completed_on |
| a1        | closed     | 2026-11-01 |              |
| a2        | closed     | 2026-11-01 | 2026-11-19   |
| a3        | later      | 2026-11-01 |              |
| a4        | open       | 2026-11-01 |              |
gives
| subject | why                                               |
| a1      | still open, its concern was closed 20 November 2026 |
figure 1 of 1

Example: done after the date asked, it was open then.
as_at 2026-11-20
concerns
| concern_id | closed_on  |
| closed     | 2026-11-10 |
actions
| action_id | concern_id | set_on     | completed_on |
| a1        | closed     | 2026-11-01 | 2026-11-21   |
gives
| subject |
| a1      |
figure 1 of 1
*/
