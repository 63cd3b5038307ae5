/*
title = "Children missing education"
asks = "How many have no school?"
theme = "missing_education"
unit = "count"
kind = "stock"
good = "low"
about = "child"
subject = "child"
within = ["not_in_full_time_education"]
target = 0
amber = 0
clauses = ["VS-5.2"]
rule = "CME-1"
authority = "Education Act 1996, section 436A; Children missing education, statutory guidance"
edition = "2025"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Children on no school's roll and not suitably educated otherwise. A child on a roll who is absent, however long, is not among them."
answer = "{n} {n|child has|children have} no school."
answer_none = "No child is without a school."
answer_no_data = "No child is without a school."
children_who = "{n|has|have} no school"
*/
SELECT
    asked.as_at,
    coalesce(episode.child_id, episode.episode_id) AS subject,
    episode.child_id AS child,
    min(episode.started_on) AS happened_on,
    1 AS numerator,
    1 AS denominator,
    TRUE AS known,
    CASE
        WHEN min(episode.started_on) IS NULL THEN 'no school, and not known since when'
        ELSE 'no school since ' || strftime(min(episode.started_on), '%-d %B %Y')
    END AS why
FROM asked
INNER JOIN missing_education_of_school_age AS episode
    ON (episode.started_on IS NULL OR episode.started_on <= asked.as_at)
    AND (episode.ended_on IS NULL OR episode.ended_on > asked.as_at)
    AND asked.as_at BETWEEN episode.school_age_from AND episode.school_age_to
GROUP BY asked.as_at, coalesce(episode.child_id, episode.episode_id), episode.child_id;
/*
Example: a child counts once, also with two episodes; the day it ended is the first day with a school.
as_at 2026-11-20
children
| child_id | date_of_birth |
| twice    | 2014-05-01    |
| ended    | 2014-05-01    |
| tomorrow | 2014-05-01    |
missing_education
| episode_id | child_id | started_on | ended_on   |
| e1         | twice    | 2026-10-01 |            |
| e2         | twice    | 2026-11-01 |            |
| e3         | ended    | 2026-10-01 | 2026-11-20 |
| e4         | tomorrow | 2026-10-01 | 2026-11-21 |
gives
| subject  | happened_on |
| twice    | 2026-10-01  |
| tomorrow | 2026-10-01  |
figure 2 of 2

Example: only while of compulsory school age; a child whose age is not known counts.
as_at 2026-11-20
children
| child_id | date_of_birth |
| too_old  | 2010-08-31    |
| too_new  | 2021-09-01    |
| unknown  |               |
missing_education
| episode_id | child_id | started_on |
| e1         | too_old  | 2026-10-01 |
| e2         | too_new  | 2026-10-01 |
| e3         | unknown  | 2026-10-01 |
gives
| subject |
| unknown |
figure 1 of 1
*/
