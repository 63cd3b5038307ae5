/*
asks = "What kinds of follow-up are open?"
theme = "follow_ups"
draw = "bars"
place = 30
of = "actions_undated"
parts = ["late", "not late", "without a date"]
clauses = ["VS-3.3"]
counted = "Open follow-ups by what is to be done. Due on the date of the figures is not late."
answer = "{n} {n|follow-up is|follow-ups are} open: {late} late, {in_time} not late[, {undated} without a date]. {kind} is the most frequent kind, with {most}."
answer_none = "No follow-up is open."

[tells]
n = "sum(n)"
late = "sum(CASE WHEN part = 'late' THEN n ELSE 0 END)"
in_time = "sum(CASE WHEN part = 'not late' THEN n ELSE 0 END)"
undated = "sum(CASE WHEN part = 'without a date' THEN n ELSE 0 END)"
kind = "(SELECT label FROM picture GROUP BY label ORDER BY sum(n) DESC, label LIMIT 1)"
most = "(SELECT max(of_kind) FROM (SELECT sum(n) AS of_kind FROM picture GROUP BY label))"

[columns]
label = "Kind"
part = "How it stands"
n = "Open follow-ups"
*/
WITH
standing AS (
    SELECT
        coalesce(action.kind, 'not known') AS label,
        CASE
            WHEN action.due_on IS NULL THEN 'without a date'
            WHEN action.due_on < measured.as_at THEN 'late'
            ELSE 'not late'
        END AS part
    FROM measured
    INNER JOIN actions AS action ON action.action_id = measured.subject
)
SELECT label, part, count(*) AS n
FROM standing
GROUP BY label, part
ORDER BY sum(count(*)) OVER (PARTITION BY label) DESC, label, part;
/*
Example: the most frequent kind first; due today is not late; a kind that is not known has a bar of its own.
as_at 2026-11-20
actions
| action_id | kind    | set_on     | due_on     | completed_on |
| a1        | support | 2026-10-01 | 2026-11-19 |              |
| a2        | meeting | 2026-10-01 | 2026-11-19 |              |
| a3        | meeting | 2026-10-01 | 2026-11-20 |              |
| a4        | meeting | 2026-10-01 |            |              |
| a5        | meeting | 2026-10-01 | 2026-11-01 | 2026-11-20   |
| a6        |         | 2026-10-01 | 2026-12-01 |              |
| a7        |         | 2026-10-01 | 2026-12-02 |              |
gives
| label     | part           | n |
| meeting   | late           | 1 |
| meeting   | not late       | 1 |
| meeting   | without a date | 1 |
| not known | not late       | 2 |
| support   | late           | 1 |
*/
