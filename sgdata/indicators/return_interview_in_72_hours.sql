/*
title = "Return interview in 72 hours"
asks = "Was the child heard after going missing?"
theme = "missing_education"
unit = "percent"
kind = "flow"
good = "high"
about = "process"
subject = "episode"
target = 90
amber = 75
clauses = ["VS-5.1"]
rule = "CME-5"
authority = "Children who run away or go missing from home or care, statutory guidance"
edition = "2014"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Held in time, not only offered. Children of every age. Elapsed hours, weekends and holidays included."
answer = "{n} of {judged} {judged|child|children} who came back {n|was|were} heard within 72 hours ({percent})."
answer_none = "None of {judged} {judged|child|children} who came back was heard within 72 hours."
answer_no_data = "No episode of going missing can be judged."
children_among = "back after going missing"
children_who = "{n|was|were} not heard within 72 hours"

[parameters]
hours = 72
*/
SELECT
    episode.as_at,
    episode.episode_id AS subject,
    episode.child_id AS child,
    CAST(episode.ended_at AS DATE) AS happened_on,
    CASE
        WHEN episode.held_at < episode.ended_at THEN 0
        WHEN episode.held_at <= episode.deadline THEN 1
        ELSE 0
    END AS numerator,
    1 AS denominator,
    coalesce(episode.held_at >= episode.ended_at, TRUE) AS known,
    'back ' || strftime(episode.ended_at, '%-d %B %Y %H:%M')
    || CASE
        WHEN episode.held_at IS NULL THEN ', no interview held'
        WHEN episode.held_at < episode.ended_at
            THEN ', interview before that: one of the two times is wrong'
        ELSE ', interview ' || strftime(episode.held_at, '%-d %B %Y %H:%M')
    END AS why
FROM (
    SELECT
        ended.as_at,
        ended.episode_id,
        ended.child_id,
        ended.ended_at,
        ended.held_at,
        CASE
            WHEN
                ended.greenwich_deadline >= ended.summer_from + INTERVAL 1 HOUR
                AND ended.greenwich_deadline < ended.summer_to + INTERVAL 1 HOUR
                THEN ended.greenwich_deadline + INTERVAL 1 HOUR
            ELSE ended.greenwich_deadline
        END AS deadline
    FROM (
        SELECT
            asked.as_at,
            missing_episodes.episode_id,
            missing_episodes.child_id,
            missing_episodes.ended_at,
            CASE
                WHEN CAST(missing_episodes.return_interview_held_at AS DATE) <= asked.as_at
                    THEN missing_episodes.return_interview_held_at
            END AS held_at,
            summer_time.first_on AS summer_from,
            summer_time.last_on AS summer_to,
            missing_episodes.ended_at
            - INTERVAL 1 HOUR * CASE
                WHEN
                    missing_episodes.ended_at >= summer_time.first_on + INTERVAL 2 HOUR
                    AND missing_episodes.ended_at < summer_time.last_on + INTERVAL 2 HOUR
                    THEN 1
                ELSE 0
            END
            + INTERVAL 1 HOUR * parameters.hours AS greenwich_deadline
        FROM asked
        CROSS JOIN parameters
        INNER JOIN missing_episodes
            ON missing_episodes.kind = 'missing'
            AND CAST(missing_episodes.ended_at AS DATE) BETWEEN asked.since AND asked.as_at
        LEFT JOIN summer_time ON summer_time.year = year(missing_episodes.ended_at)
    ) AS ended
) AS episode
WHERE CAST(episode.deadline AS DATE) <= episode.as_at;
/*
Example: 72 hours to the minute are in time, a minute more is not; offered is not held.
as_at 2026-11-20
missing_episodes
| episode_id | child_id | kind    | ended_at         | return_interview_offered_at | return_interview_held_at |
| in_time    | c1       | missing | 2026-11-06T22:30 | 2026-11-07T09:00            | 2026-11-09T22:30         |
| too_late   | c2       | missing | 2026-11-06T22:30 | 2026-11-07T09:00            | 2026-11-09T22:31         |
| offered    | c3       | missing | 2026-11-06T22:30 | 2026-11-07T09:00            |                          |
| away       | c4       | away    | 2026-11-06T22:30 |                             |                          |
gives
| subject  | numerator | why                                                      |
| in_time  | 1         | back 6 November 2026 22:30, interview 9 November 2026 22:30 |
| too_late | 0         | back 6 November 2026 22:30, interview 9 November 2026 22:31 |
| offered  | 0         | back 6 November 2026 22:30, no interview held               |
figure 1 of 3

Example: when the clocks go back, 72 hours end an hour earlier by the clock.
as_at 2026-11-20
missing_episodes
| episode_id | child_id | kind    | ended_at         | return_interview_held_at |
| in_time    | c1       | missing | 2026-10-23T12:00 | 2026-10-26T11:00         |
| too_late   | c2       | missing | 2026-10-23T12:00 | 2026-10-26T11:01         |
gives
| subject  | numerator |
| in_time  | 1         |
| too_late | 0         |
figure 1 of 2

Example: asked once the 72 hours have passed by the end of the day; before the return it cannot be judged.
as_at 2026-11-20
missing_episodes
| episode_id | child_id | kind    | ended_at         | return_interview_held_at |
| passed     | c1       | missing | 2026-11-17T23:59 |                          |
| running    | c2       | missing | 2026-11-18T00:00 |                          |
| before     | c3       | missing | 2026-11-10T12:00 | 2026-11-10T11:59         |
gives
| subject | numerator | known | why                                                                                |
| passed  | 0         | yes   | back 17 November 2026 23:59, no interview held                                    |
| before  | 0         | no    | back 10 November 2026 12:00, interview before that: one of the two times is wrong |
figure 0 of 2, 1 unknown
*/
