/*
asks = "Who has lost their school again within a year?"
theme = "missing_education"
draw = "table"
place = 50
of = "missing_education_repeat"
clauses = ["VS-5.1", "VS-5.2"]
counted = "Children whose schooling broke off in the period and who had an earlier episode that ended in the 365 days before. The episodes are those that broke off again in the period and the earlier ones of the year before them, each counted once."
answer = "{n} of {began} {began|child|children} whose schooling broke off had been without a school in the year before, with up to {most} episodes each.[ {open} {open|has|have} no school now.]"
answer_none = "No child whose schooling broke off had been without a school in the year before."

[tells]
n = "count(*)"
began = "coalesce(max(began), 0)"
most = "coalesce(max(episodes), 0)"
open = "count(CASE WHEN now = 'no school' THEN 1 END)"

[columns]
child = "Child"
episodes = "Episodes"
ended_on = "The one before ended"
again_on = "Began again"
now = "Now"
*/
WITH
beginning AS (
    SELECT
        measured.child AS child_id,
        measured.as_at,
        parameters.days,
        episode.episode_id,
        episode.started_on,
        episode.ended_on
    FROM measured
    CROSS JOIN asked
    CROSS JOIN parameters
    INNER JOIN missing_education AS episode
        ON episode.child_id = measured.child
        AND episode.started_on BETWEEN asked.since AND asked.as_at
    WHERE measured.numerator > 0
),
again AS (
    SELECT
        beginning.*,
        earlier.episode_id AS earlier_id,
        earlier.ended_on AS earlier_ended_on
    FROM beginning
    INNER JOIN missing_education AS earlier
        ON earlier.child_id = beginning.child_id
        AND earlier.episode_id <> beginning.episode_id
        AND (earlier.started_on IS NULL OR earlier.started_on < beginning.started_on)
        AND date_diff('day', earlier.ended_on, beginning.started_on) BETWEEN 0 AND beginning.days
),
counted AS (
    SELECT child_id, count(DISTINCT episode_id) AS episodes
    FROM (
        SELECT child_id, episode_id
        FROM again
        UNION ALL
        SELECT child_id, earlier_id AS episode_id
        FROM again
    ) AS both_of_them
    GROUP BY child_id
)
SELECT
    again.child_id AS child,
    any_value(counted.episodes) AS episodes,
    max(again.earlier_ended_on) AS ended_on,
    max(again.started_on) AS again_on,
    CASE
        WHEN bool_or(again.ended_on IS NULL OR again.ended_on > again.as_at) THEN 'no school'
        ELSE 'ended'
    END AS now,
    (SELECT count(*) FROM measured) AS began
FROM again
INNER JOIN counted ON counted.child_id = again.child_id
GROUP BY again.child_id
ORDER BY episodes DESC, again_on DESC, child;
/*
Example: ended 365 days before is within the year, 366 is not; an end after the date asked has not happened.
as_at 2026-11-20 since 2026-09-01
missing_education
| episode_id | child_id | started_on | ended_on   |
| e1         | day_365  | 2025-09-01 | 2025-10-01 |
| e2         | day_365  | 2026-10-01 | 2026-11-21 |
| e3         | day_366  | 2025-09-01 | 2025-09-30 |
| e4         | day_366  | 2026-10-01 |            |
| e5         | thrice   | 2026-05-01 | 2026-06-01 |
| e6         | thrice   | 2026-09-02 | 2026-10-01 |
| e7         | thrice   | 2026-10-01 | 2026-11-20 |
gives
| child   | episodes | ended_on   | again_on   | now       |
| thrice  | 3        | 2026-10-01 | 2026-10-01 | ended     |
| day_365 | 2        | 2025-10-01 | 2026-10-01 | no school |
*/
