/*
title = "Missing education for over 20 school days"
asks = "Who has had no school for over 20 school days?"
theme = "missing_education"
unit = "percent"
kind = "stock"
good = "low"
about = "child"
subject = "episode"
target = 0
amber = 0
clauses = ["VS-5.2"]
rule = "CME-4"
authority = "Promoting the education of looked-after children: education within 20 school days of an emergency move"
edition = "2018"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "School days of the child's own setting, or of the general calendar. Beyond the term dates that were loaded they are not known."
answer = "{n} {n|child has|children have} had no school for over 20 school days, of {d} open {d|episode|episodes}."
answer_none = "Nobody has had no school for over 20 school days, of {d} open {d|episode|episodes}."
answer_no_data = "No episode can be judged."
children_among = "without a school"
children_who = "{n|has|have} had none for over 20 school days"
outlook = "{n} {n|child|children} without school {n|reaches|reach} 20 school days"

[parameters]
school_days = 20
*/
SELECT
    episode.as_at,
    episode.episode_id AS subject,
    episode.child_id AS child,
    episode.started_on AS happened_on,
    CASE WHEN episode.is_known AND episode.school_days > episode.most_school_days THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    episode.is_known AS known,
    CASE
        WHEN episode.started_on IS NULL THEN 'no school, and not known since when'
        WHEN NOT episode.is_known THEN 'no school since ' || strftime(episode.started_on, '%-d %B %Y')
            || ', term dates not known for all of it'
        ELSE 'no school since ' || strftime(episode.started_on, '%-d %B %Y') || ', '
            || CAST(episode.school_days AS VARCHAR) || ' school days'
    END AS why
FROM (
    SELECT
        open.as_at,
        open.episode_id,
        open.child_id,
        open.started_on,
        open.most_school_days,
        count(DISTINCT school_day.date) AS school_days,
        coalesce(count(DISTINCT school_year.academic_year) = max(open.years), FALSE) AS is_known
    FROM (
        SELECT
            asked.as_at,
            missing.episode_id,
            missing.child_id,
            missing.started_on,
            missing.calendar_of,
            parameters.school_days AS most_school_days,
            year(asked.as_at) - CASE WHEN month(asked.as_at) >= 9 THEN 0 ELSE 1 END AS last_year,
            year(missing.started_on) - CASE WHEN month(missing.started_on) >= 9 THEN 0 ELSE 1 END AS first_year,
            year(asked.as_at) - CASE WHEN month(asked.as_at) >= 9 THEN 0 ELSE 1 END
            - year(missing.started_on) + CASE WHEN month(missing.started_on) >= 9 THEN 0 ELSE 1 END + 1 AS years
        FROM asked
        CROSS JOIN parameters
        INNER JOIN missing_education_of_school_age AS missing
            ON (missing.started_on IS NULL OR missing.started_on <= asked.as_at)
            AND (missing.ended_on IS NULL OR missing.ended_on > asked.as_at)
            AND asked.as_at BETWEEN missing.school_age_from AND missing.school_age_to
    ) AS open
    LEFT JOIN school_year
        ON school_year.provider_id = open.calendar_of
        AND school_year.academic_year BETWEEN open.first_year AND open.last_year
    LEFT JOIN school_day
        ON school_day.provider_id = open.calendar_of
        AND school_day.date > open.started_on
        AND school_day.date <= open.as_at
    GROUP BY open.as_at, open.episode_id, open.child_id, open.started_on, open.most_school_days
) AS episode;
/*
Example: a placement breaks down on 1 December 2025; with two weeks of holidays the 20th school day is 12 January.
as_at 2026-01-13
children
| child_id | date_of_birth |
| moved    | 2014-05-01    |
| later    | 2014-05-01    |
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2025-11-03 | 2025-12-19 |
|             | term | 2026-01-05 | 2026-02-13 |
missing_education
| episode_id | child_id | started_on |
| e1         | moved    | 2025-12-01 |
| e2         | later    | 2025-12-02 |
gives
| subject | numerator | known | why                                           |
| e1      | 1         | yes   | no school since 1 December 2025, 21 school days |
| e2      | 0         | yes   | no school since 2 December 2025, 20 school days |
figure 1 of 2

Example: without a start, or beyond the term dates that are known, nobody can say.
as_at 2026-11-20
children
| child_id | date_of_birth |
| c1       | 2014-05-01    |
| c2       | 2014-05-01    |
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2025-11-03 | 2025-12-19 |
missing_education
| episode_id | child_id | started_on |
| no_start   | c1       |            |
| no_terms   | c2       | 2026-09-01 |
gives
| subject  | numerator | known |
| no_start | 0         | no    |
| no_terms | 0         | no    |
figure 0 of 2, 2 unknown
*/
