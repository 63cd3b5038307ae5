/*
asks = "What did the time without a school end in?"
theme = "missing_education"
draw = "bars"
place = 70
parts = ["up to 12 weeks", "over 12 weeks", "not known since when"]
clauses = ["VS-5.2"]
counted = "Episodes without a school that ended in the period, of children who were of compulsory school age in the course of it, by what is recorded that they ended in and by how long they had lasted: calendar weeks, holidays included. The day on which an episode ended is the first day with a school."
answer = "{n} {n|episode|episodes} without a school ended in the period, {on_roll} with the child on a school's roll[; {long} had lasted over 12 weeks].{unsure}"
answer_none = "No episode without a school ended in the period."

[tells]
n = "coalesce(sum(n), 0)"
on_roll = "coalesce(sum(CASE WHEN label = 'on_roll' THEN n END), 0)"
long = "coalesce(sum(CASE WHEN part = 'over 12 weeks' THEN n END), 0)"
unsure = "coalesce(' For ' || nullif(sum(CASE WHEN label = 'not known' OR part = 'not known since when' THEN n ELSE 0 END), 0) || ' the end or the length is not known.', '')"

[columns]
label = "Ended in"
part = "Had lasted"
n = "Episodes"
*/
WITH
ended AS (
    SELECT
        coalesce(episode.end_reason, 'not known') AS label,
        CASE
            WHEN episode.started_on IS NULL THEN 'not known since when'
            WHEN date_diff('day', episode.started_on, episode.ended_on) > 84 THEN 'over 12 weeks'
            ELSE 'up to 12 weeks'
        END AS part
    FROM asked
    INNER JOIN missing_education_of_school_age AS episode
        ON episode.ended_on BETWEEN asked.since AND asked.as_at
        AND episode.ended_on > episode.school_age_from
        AND (episode.started_on IS NULL OR episode.started_on <= episode.school_age_to)
)
SELECT label, part, count(*) AS n
FROM ended
GROUP BY label, part
ORDER BY label = 'not known', sum(count(*)) OVER (PARTITION BY label) DESC, label, part DESC;
/*
Example: first and last day of the period count; 84 days are 12 weeks; without a reason it is not known.
as_at 2026-11-20 since 2026-09-01
children
| child_id | date_of_birth |
| young    | 2024-05-01    |
missing_education
| episode_id | child_id | started_on | ended_on   | end_reason     |
| before     | c1       | 2026-08-01 | 2026-08-31 | on_roll        |
| first      | c2       | 2026-08-01 | 2026-09-01 | on_roll        |
| day_84     | c3       | 2026-08-28 | 2026-11-20 | on_roll        |
| day_85     | c4       | 2026-08-27 | 2026-11-20 | on_roll        |
| after      | c5       | 2026-08-01 | 2026-11-21 | on_roll        |
| unsaid     | c6       | 2026-10-01 | 2026-11-10 |                |
| unsaid_2   | c7       |            | 2026-11-10 |                |
| home       | c8       | 2026-10-01 | 2026-11-10 | home_education |
| too_young  | young    | 2026-10-01 | 2026-11-10 | other          |
gives
| label          | part                 | n |
| on_roll        | up to 12 weeks       | 2 |
| on_roll        | over 12 weeks        | 1 |
| home_education | up to 12 weeks       | 1 |
| not known      | up to 12 weeks       | 1 |
| not known      | not known since when | 1 |
*/
