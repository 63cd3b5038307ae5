/*
asks = "What has to be done next?"
theme = "follow_ups"
draw = "bars"
place = 10
leads = true
of = "actions_undated"
clauses = ["VS-3.3"]
counted = "Open follow-ups that are not late, by the day on which they fall due. This week is the 7 days from the date of the figures on, that day included; next week the 7 days after; within 4 weeks the 14 days after those. The bars are cut by who owns the follow-up where there are six owners or fewer."
answer = "{n} open {n|follow-up is|follow-ups are} not late: {week} {week|falls|fall} due in the next 7 days, {next} in the 7 days after.[ {undated} {undated|has|have} no date.]"
answer_none = "No follow-up is open that is not late already."

[tells]
n = "sum(n)"
week = "sum(CASE WHEN label = 'this week' THEN n ELSE 0 END)"
next = "sum(CASE WHEN label = 'next week' THEN n ELSE 0 END)"
undated = "sum(CASE WHEN label = 'without a date' THEN n ELSE 0 END)"

[columns]
label = "Falls due"
part = "Owner"
n = "Follow-ups"
first_day = "The first on"
*/
WITH
ahead AS (
    SELECT
        coalesce(action.owner_role, 'not known') AS owner,
        action.due_on,
        date_diff('day', measured.as_at, action.due_on) AS days
    FROM measured
    INNER JOIN actions AS action ON action.action_id = measured.subject
    WHERE action.due_on IS NULL OR action.due_on >= measured.as_at
),
banded AS (
    SELECT
        CASE
            WHEN due_on IS NULL THEN 5
            WHEN days < 7 THEN 1
            WHEN days < 14 THEN 2
            WHEN days < 28 THEN 3
            ELSE 4
        END AS place,
        -- More owners than there are colours would not be told apart.
        CASE WHEN (SELECT count(DISTINCT owner) FROM ahead) <= 6 THEN owner ELSE 'all owners' END AS part,
        due_on
    FROM ahead
),
counted AS (
    SELECT place, part, count(*) AS n, min(due_on) AS first_day
    FROM banded
    GROUP BY place, part
)
SELECT
    band.label,
    -- An empty band is of the owner who comes first, so that it adds none to the legend.
    coalesce(counted.part, (SELECT part FROM counted ORDER BY place, n DESC, part LIMIT 1)) AS part,
    coalesce(counted.n, 0) AS n,
    counted.first_day
FROM (
    VALUES (1, 'this week'), (2, 'next week'), (3, 'within 4 weeks'), (4, 'later'), (5, 'without a date')
) AS band(place, label)
LEFT JOIN counted ON counted.place = band.place
WHERE EXISTS (SELECT 1 FROM counted)
ORDER BY band.place, counted.n DESC, part;
/*
Example: due today is this week; the 7th day after is next week, the 14th within 4 weeks, the 28th later; what is late is not here.
as_at 2026-11-20
actions
| action_id | owner_role    | set_on     | due_on     | completed_on |
| late      | dsl           | 2026-10-01 | 2026-11-19 |              |
| today     | dsl           | 2026-10-01 | 2026-11-20 |              |
| day_6     | social_worker | 2026-10-01 | 2026-11-26 |              |
| day_7     | dsl           | 2026-10-01 | 2026-11-27 |              |
| day_13    | dsl           | 2026-10-01 | 2026-12-03 |              |
| day_14    | dsl           | 2026-10-01 | 2026-12-04 |              |
| day_27    |               | 2026-10-01 | 2026-12-17 |              |
| day_28    | dsl           | 2026-10-01 | 2026-12-18 |              |
| done      | dsl           | 2026-10-01 | 2026-12-18 | 2026-11-20   |
gives
| label          | part          | n | first_day  |
| this week      | dsl           | 1 | 2026-11-20 |
| this week      | social_worker | 1 | 2026-11-26 |
| next week      | dsl           | 2 | 2026-11-27 |
| within 4 weeks | dsl           | 1 | 2026-12-04 |
| within 4 weeks | not known     | 1 | 2026-12-17 |
| later          | dsl           | 1 | 2026-12-18 |
| without a date | dsl           | 0 |            |

Example: seven owners are too many for a picture; done tomorrow is open today.
as_at 2026-11-20
actions
| action_id | owner_role    | set_on     | due_on     | completed_on |
| a1        | dsl           | 2026-10-01 | 2026-11-20 | 2026-11-21   |
| a2        | social_worker | 2026-10-01 |            |              |
| a3        | police        | 2026-10-01 |            |              |
| a4        | health        | 2026-10-01 |            |              |
| a5        | parent        | 2026-10-01 |            |              |
| a6        | head          | 2026-10-01 |            |              |
| a7        |               | 2026-10-01 |            |              |
gives
| label          | part       | n | first_day  |
| this week      | all owners | 1 | 2026-11-20 |
| next week      | all owners | 0 |            |
| within 4 weeks | all owners | 0 |            |
| later          | all owners | 0 |            |
| without a date | all owners | 6 |            |
*/
