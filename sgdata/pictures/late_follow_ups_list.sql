/*
asks = "Which follow-ups are late?"
theme = "follow_ups"
draw = "table"
place = 20
of = "actions_overdue"
clauses = ["VS-3.3"]
counted = "Open follow-ups whose due date has passed, the oldest first, under the references of this dashboard. Put back is the due date of today against the date that was agreed first, also for a past date."
answer = "{n} {n|follow-up is|follow-ups are} late; the oldest was due on {oldest}.[ {put_back} {put_back|has|have} been put back before.][ {unknown} {unknown|has|have} no first date to compare.]"
answer_none = "No follow-up is late."

[tells]
n = "count(*)"
oldest = "min(due_on)"
put_back = "count(CASE WHEN days_put_back > 0 THEN 1 END)"
unknown = "count(CASE WHEN days_put_back IS NULL THEN 1 END)"

[columns]
case = "Follow-up"
child = "Child"
kind = "Kind"
owner = "Owner"
due_on = "Due"
days_late = "Days late"
put_back = "Put back"
*/
WITH
late AS (
    SELECT
        action.action_id,
        action.child_id,
        action.kind,
        action.owner_role,
        action.due_on,
        date_diff('day', action.due_on, measured.as_at) AS days_late,
        date_diff('day', action.first_due_on, action.due_on) AS days_put_back
    FROM measured
    INNER JOIN existing_action AS action ON action.action_id = measured.subject
    WHERE measured.numerator > 0
)
SELECT
    action_id AS "case",
    child_id AS child,
    coalesce(kind, 'not known') AS kind,
    coalesce(owner_role, 'not known') AS owner,
    due_on,
    days_late,
    CASE
        WHEN days_put_back IS NULL THEN 'not known'
        WHEN days_put_back < 0 THEN 'brought forward'
        WHEN days_put_back = 0 THEN 'not put back'
        WHEN days_put_back = 1 THEN 'by 1 day'
        ELSE 'by ' || CAST(days_put_back AS VARCHAR) || ' days'
    END AS put_back,
    days_put_back
FROM late
ORDER BY due_on, action_id;
/*
Example: the oldest first; due today is not late; what has no first date is not known to have been put back.
as_at 2026-11-20
concerns
| concern_id | child_id | observed_at      |
| k1         | c1       | 2026-10-01T09:00 |
actions
| action_id | concern_id | kind    | owner_role    | set_on     | first_due_on | due_on     | completed_on |
| a_day     | k1         | meeting | dsl           | 2026-10-01 | 2026-11-18   | 2026-11-19 |              |
| kept      | k1         |         |               | 2026-10-01 | 2026-11-12   | 2026-11-12 | 2026-11-21   |
| long      | k1         | monitor | social_worker | 2026-10-01 | 2026-10-01   | 2026-11-01 |              |
| sooner    |            | support | dsl           | 2026-10-01 | 2026-11-12   | 2026-11-10 |              |
| no_first  | k1         | support | dsl           | 2026-10-01 |              | 2026-11-02 |              |
| today     | k1         | support | dsl           | 2026-10-01 | 2026-11-20   | 2026-11-20 |              |
gives
| case     | child | kind      | owner         | due_on     | days_late | put_back        |
| long     | c1    | monitor   | social_worker | 2026-11-01 | 19        | by 31 days      |
| no_first | c1    | support   | dsl           | 2026-11-02 | 18        | not known       |
| sooner   |       | support   | dsl           | 2026-11-10 | 10        | brought forward |
| kept     | c1    | not known | not known     | 2026-11-12 | 8         | not put back    |
| a_day    | c1    | meeting   | dsl           | 2026-11-19 | 1         | by 1 day        |
*/
