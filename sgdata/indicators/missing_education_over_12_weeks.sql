/*
title = "Missing education for over 12 weeks"
asks = "Who has had no school for over 12 weeks?"
theme = "missing_education"
unit = "percent"
kind = "stock"
good = "low"
about = "child"
subject = "episode"
target = 0
amber = 0
clauses = ["VS-5.2"]
rule = "CME-3"
authority = "Children missing education, statutory guidance; bands of the national collection"
edition = "2025"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Calendar weeks, holidays included."
answer = "{n} of {d} open {d|episode|episodes} {n|has|have} lasted for over 12 weeks ({percent})."
answer_none = "None of {d} open {d|episode|episodes} has lasted for over 12 weeks."
answer_no_data = "No episode can be judged."
children_among = "without a school"
children_who = "{n|has|have} had none for over 12 weeks"
outlook = "{n} {n|child|children} without school {n|reaches|reach} 12 weeks"

[parameters]
weeks = 12
*/
SELECT
    asked.as_at,
    episode.episode_id AS subject,
    episode.child_id AS child,
    episode.started_on AS happened_on,
    CASE
        WHEN date_diff('day', episode.started_on, asked.as_at) > 7 * parameters.weeks THEN 1
        ELSE 0
    END AS numerator,
    1 AS denominator,
    episode.started_on IS NOT NULL AS known,
    CASE
        WHEN episode.started_on IS NULL THEN 'no school, and not known since when'
        ELSE 'no school since ' || strftime(episode.started_on, '%-d %B %Y') || ', '
            || CAST(date_diff('day', episode.started_on, asked.as_at) AS VARCHAR) || ' days'
    END AS why
FROM asked
CROSS JOIN parameters
INNER JOIN missing_education_of_school_age AS episode
    ON (episode.started_on IS NULL OR episode.started_on <= asked.as_at)
    AND (episode.ended_on IS NULL OR episode.ended_on > asked.as_at)
    AND asked.as_at BETWEEN episode.school_age_from AND episode.school_age_to;
/*
Example: off roll on 4 July 2026: on 1 October 89 days; the 84th day is not over 12 weeks.
as_at 2026-10-01
missing_education
| episode_id | child_id | started_on | ended_on   |
| e1         | c1       | 2026-07-04 |            |
| day_85     | c2       | 2026-07-08 |            |
| day_84     | c3       | 2026-07-09 |            |
| ended      | c4       | 2026-07-04 | 2026-10-01 |
gives
| subject | numerator | why                                 |
| e1      | 1         | no school since 4 July 2026, 89 days |
| day_85  | 1         | no school since 8 July 2026, 85 days |
| day_84  | 0         | no school since 9 July 2026, 84 days |
figure 2 of 3

Example: not known since when: cannot be judged; a child past compulsory school age is not asked about.
as_at 2026-10-01
children
| child_id | date_of_birth |
| too_old  | 2010-08-31    |
missing_education
| episode_id | child_id | started_on |
| no_start   | c1       |            |
| too_old    | too_old  | 2026-01-01 |
gives
| subject  | numerator | known |
| no_start | 0         | no    |
figure 0 of 1, 1 unknown
*/
