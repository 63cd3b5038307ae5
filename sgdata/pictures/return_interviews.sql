/*
asks = "Was the child heard after going missing from home or care?"
theme = "missing_education"
draw = "bars"
place = 60
of = "return_interview_in_72_hours"
clauses = ["VS-5.1"]
counted = "Episodes of going missing from home or care that ended in the period, once the 72 hours after the return have passed; children of every age. Each is in one row. An interview that is recorded before the return is not known: one of the two times is wrong."
answer = "Of {n} {n|return|returns} from going missing, {in_time} {in_time|was|were} followed by an interview within 72 hours[ and {later} by a later one].[ After {offered} it was offered and not held.][ After {silent} no offer is recorded.]{unsure}"
answer_none = "No child came back from going missing more than 72 hours ago in the period."

[tells]
n = "coalesce(sum(n), 0)"
in_time = "coalesce(sum(CASE WHEN label = 'held within 72 hours' THEN n END), 0)"
later = "coalesce(sum(CASE WHEN label = 'held later' THEN n END), 0)"
offered = "coalesce(sum(CASE WHEN label = 'offered, not held' THEN n END), 0)"
silent = "coalesce(sum(CASE WHEN label = 'no offer recorded' THEN n END), 0)"
unsure = "coalesce(' After ' || sum(CASE WHEN label = 'not known' THEN n END) || ' it is not known.', '')"

[columns]
label = "Interview"
n = "Returns"
*/
WITH
judged AS (
    SELECT
        CASE
            WHEN NOT measured.known THEN 5
            WHEN measured.numerator > 0 THEN 1
            WHEN CAST(episode.return_interview_held_at AS DATE) <= measured.as_at THEN 2
            WHEN CAST(episode.return_interview_offered_at AS DATE) <= measured.as_at THEN 3
            ELSE 4
        END AS place
    FROM measured
    INNER JOIN missing_episodes AS episode ON episode.episode_id = measured.subject
),
counted AS (
    SELECT place, count(*) AS n
    FROM judged
    GROUP BY place
    UNION ALL
    SELECT places.place, 0 AS n
    FROM (VALUES (1), (2), (3), (4)) AS places(place)
    WHERE
        places.place NOT IN (SELECT judged.place FROM judged)
        AND EXISTS (SELECT 1 FROM judged)
)
SELECT
    CASE place
        WHEN 1 THEN 'held within 72 hours'
        WHEN 2 THEN 'held later'
        WHEN 3 THEN 'offered, not held'
        WHEN 4 THEN 'no offer recorded'
        ELSE 'not known'
    END AS label,
    n
FROM counted
ORDER BY place;
/*
Example: 72 hours to the minute; what was held or offered after the date asked has not happened; away is not missing.
as_at 2026-11-20
missing_episodes
| episode_id | child_id | kind    | ended_at         | return_interview_offered_at | return_interview_held_at |
| in_time    | c1       | missing | 2026-11-06T22:30 | 2026-11-07T09:00            | 2026-11-09T22:30         |
| too_late   | c2       | missing | 2026-11-06T22:30 |                             | 2026-11-09T22:31         |
| offered    | c3       | missing | 2026-11-06T22:30 | 2026-11-07T09:00            | 2026-11-21T09:00         |
| after      | c4       | missing | 2026-11-06T22:30 | 2026-11-21T09:00            |                          |
| before     | c5       | missing | 2026-11-06T22:30 |                             | 2026-11-06T22:29         |
| away       | c6       | away    | 2026-11-06T22:30 |                             |                          |
| running    | c7       | missing | 2026-11-19T22:30 |                             |                          |
gives
| label                | n |
| held within 72 hours | 1 |
| held later           | 1 |
| offered, not held    | 1 |
| no offer recorded    | 1 |
| not known            | 1 |

Example: a row in which nobody is stands there.
as_at 2026-11-20
missing_episodes
| episode_id | child_id | kind    | ended_at         |
| e1         | c1       | missing | 2026-11-06T22:30 |
gives
| label                | n |
| held within 72 hours | 0 |
| held later           | 0 |
| offered, not held    | 0 |
| no offer recorded    | 1 |
*/
