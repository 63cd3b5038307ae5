/*
asks = "How far are dates put back?"
theme = "follow_ups"
draw = "bars"
place = 40
of = "actions_put_back"
parts = ["still open", "done", "cancelled"]
clauses = ["VS-3.3"]
counted = "Follow-ups that were set with a date in the period, by the days from the date agreed first to the date agreed now, and by how they stand on the date of the figures. A date that was brought forward was not put back. The due date is the one of today, also for a past date; where there is none any more, how far is not known."
answer = "{put_back} of {judged} {judged|follow-up|follow-ups} set with a date since {since} {put_back|was|were} put back[, {long} of them by over 4 weeks].[ {unknown} {unknown|has|have} no date any more.]"
answer_none = "No follow-up was set with a date."

[tells]
n = "sum(n)"
judged = "sum(CASE WHEN label <> 'not known' THEN n ELSE 0 END)"
put_back = "sum(CASE WHEN label IN ('up to a week', 'up to 4 weeks', 'over 4 weeks') THEN n ELSE 0 END)"
long = "sum(CASE WHEN label = 'over 4 weeks' THEN n ELSE 0 END)"
unknown = "sum(CASE WHEN label = 'not known' THEN n ELSE 0 END)"
since = "(SELECT since FROM asked)"

[columns]
label = "Put back"
part = "How it stands"
n = "Follow-ups"
*/
WITH
slipped AS (
    SELECT
        CASE
            WHEN NOT measured.known THEN 5
            WHEN measured.numerator = 0 THEN 1
            WHEN date_diff('day', action.first_due_on, action.due_on) <= 7 THEN 2
            WHEN date_diff('day', action.first_due_on, action.due_on) <= 28 THEN 3
            ELSE 4
        END AS place,
        CASE
            WHEN action.completed_on <= measured.as_at THEN 'done'
            WHEN action.cancelled_on <= measured.as_at THEN 'cancelled'
            ELSE 'still open'
        END AS part
    FROM measured
    INNER JOIN actions AS action ON action.action_id = measured.subject
),
counted AS (
    SELECT place, part, count(*) AS n
    FROM slipped
    GROUP BY place, part
)
SELECT
    band.label,
    -- An empty band is of a part that there is, so that it adds none to the legend.
    coalesce(counted.part, (SELECT max(part) FROM counted)) AS part,
    coalesce(counted.n, 0) AS n
FROM (
    VALUES (1, 'not put back'), (2, 'up to a week'), (3, 'up to 4 weeks'), (4, 'over 4 weeks'), (5, 'not known')
) AS band(place, label)
LEFT JOIN counted ON counted.place = band.place
WHERE EXISTS (SELECT 1 FROM counted)
ORDER BY band.place, counted.part DESC;
/*
Example: a week is 7 days and 4 weeks are 28; brought forward is not put back; what lost its date is not known.
as_at 2026-11-20
actions
| action_id | set_on     | first_due_on | due_on     | completed_on | cancelled_on |
| kept      | 2026-09-01 | 2026-09-10   | 2026-09-10 | 2026-11-20   |              |
| forward   | 2026-09-01 | 2026-09-10   | 2026-09-09 | 2026-11-21   |              |
| day_7     | 2026-09-01 | 2026-09-10   | 2026-09-17 | 2026-09-17   |              |
| day_8     | 2026-09-01 | 2026-09-10   | 2026-09-18 |              | 2026-09-17   |
| day_28    | 2026-09-01 | 2026-09-10   | 2026-10-08 |              |              |
| day_29    | 2026-09-01 | 2026-09-10   | 2026-10-09 |              |              |
| lost      | 2026-09-01 | 2026-09-10   |            |              |              |
| undated   | 2026-09-01 |              | 2026-09-10 |              |              |
| before    | 2026-08-31 | 2026-09-10   | 2026-09-18 |              |              |
gives
| label         | part       | n |
| not put back  | still open | 1 |
| not put back  | done       | 1 |
| up to a week  | done       | 1 |
| up to 4 weeks | still open | 1 |
| up to 4 weeks | cancelled  | 1 |
| over 4 weeks  | still open | 1 |
| not known     | still open | 1 |

Example: an empty band stands with 0.
as_at 2026-11-20
actions
| action_id | set_on     | first_due_on | due_on     | completed_on |
| kept      | 2026-09-01 | 2026-09-10   | 2026-09-10 | 2026-09-10   |
gives
| label         | part | n |
| not put back  | done | 1 |
| up to a week  | done | 0 |
| up to 4 weeks | done | 0 |
| over 4 weeks  | done | 0 |
| not known     | done | 0 |
*/
