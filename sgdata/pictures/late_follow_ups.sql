/*
asks = "Whose are the late follow-ups, and how late are they?"
theme = "follow_ups"
draw = "bars"
place = 1
leads = true
of = "actions_overdue"
parts = ["up to a week", "up to 4 weeks", "over 4 weeks"]
clauses = ["VS-3.3"]
counted = "Open follow-ups whose due date has passed, by the role that owns each and by the days since that date."
answer = "{owner} {most|has 1 late follow-up|has the most late follow-ups}, {most} of {n}. The oldest is {oldest} {oldest|day|days} late."
answer_none = "No follow-up is late."

[tells]
n = "sum(n)"
owner = "(SELECT arg_max(label, late) FROM (SELECT label, sum(n) AS late FROM picture GROUP BY label))"
most = "(SELECT max(late) FROM (SELECT sum(n) AS late FROM picture GROUP BY label))"
oldest = "max(oldest)"

[columns]
label = "Owner"
part = "How late"
n = "Late follow-ups"
oldest = "The oldest, in days late"
*/
WITH
late AS (
    SELECT
        coalesce(action.owner_role, 'not known') AS label,
        date_diff('day', measured.happened_on, measured.as_at) AS days
    FROM measured
    INNER JOIN actions AS action ON action.action_id = measured.subject
    WHERE measured.numerator > 0
),
aged AS (
    SELECT
        label,
        days,
        CASE WHEN days <= 7 THEN 1 WHEN days <= 28 THEN 2 ELSE 3 END AS age
    FROM late
)
SELECT
    label,
    CASE age
        WHEN 1 THEN 'up to a week' WHEN 2 THEN 'up to 4 weeks' ELSE 'over 4 weeks'
    END AS part,
    count(*) AS n,
    max(days) AS oldest
FROM aged
GROUP BY label, age
ORDER BY sum(count(*)) OVER (PARTITION BY label) DESC, label, age;
/*
Example: a week is seven days after the due date; who has most stands first.
as_at 2026-11-20
actions
| action_id | owner_role   | set_on     | due_on     | completed_on |
| a1        | social_worker | 2026-10-01 | 2026-11-13 |              |
| a2        | social_worker | 2026-10-01 | 2026-11-12 |              |
| a3        | dsl          | 2026-10-01 | 2026-10-01 |              |
| due_today | dsl          | 2026-10-01 | 2026-11-20 |              |
gives
| label         | part          | n | oldest |
| social_worker | up to a week  | 1 | 7      |
| social_worker | up to 4 weeks | 1 | 8      |
| dsl           | over 4 weeks  | 1 | 50     |
*/
