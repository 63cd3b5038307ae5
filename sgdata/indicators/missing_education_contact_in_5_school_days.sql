/*
title = "Contact in the last five school days"
asks = "Is someone in touch with the children who have no school?"
theme = "missing_education"
unit = "percent"
kind = "stock"
good = "high"
about = "process"
subject = "episode"
target = 100
amber = 90
clauses = ["VS-5.2"]
rule = "CME-4"
authority = "Safeguarding policy of the Virtual School; weekly contact is a line of our own"
edition = "2024"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Episodes older than five school days with a known start. Only the last contact is kept: seen from a past date, a later contact hides an earlier one."
answer = "Someone was in touch in {n} of {judged} {judged|episode|episodes} in the last five school days ({percent})."
answer_none = "Nobody was in touch in the last five school days in any of {judged} {judged|episode|episodes}."
answer_no_data = "No episode can be judged."
children_among = "without a school"
children_who = "{n|has|have} had no contact in the last five school days"

[parameters]
school_days = 5
*/
SELECT
    episode.as_at,
    episode.episode_id AS subject,
    episode.child_id AS child,
    episode.started_on AS happened_on,
    CASE WHEN episode.is_old_enough AND episode.last_contact_on >= first.date THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    episode.is_old_enough AND (episode.last_contact_on IS NULL OR first.date IS NOT NULL) AS known,
    'no school since ' || strftime(episode.started_on, '%-d %B %Y')
    || CASE
        WHEN episode.last_contact_on IS NULL THEN ', no contact recorded'
        ELSE ', last contact ' || strftime(episode.last_contact_on, '%-d %B %Y')
    END
    || CASE
        WHEN NOT episode.is_old_enough OR first.date IS NULL THEN ', term dates not known for all of it'
        ELSE ', looked for since ' || strftime(first.date, '%-d %B %Y')
    END AS why
FROM (
    SELECT
        open.*,
        today.span,
        today.school_days AS school_days_today,
        -- Counted from the start where that is in the calendar, else from the first school day that is known.
        coalesce(
            today.school_days - CASE WHEN started.span = today.span THEN started.school_days ELSE 0 END
            > open.school_days,
            FALSE
        ) AS is_old_enough,
        coalesce(started.span = today.span, FALSE) AS is_age_known
    FROM (
        SELECT
            asked.as_at,
            parameters.school_days,
            episode.episode_id,
            episode.child_id,
            episode.started_on,
            episode.calendar_of,
            CASE
                WHEN episode.last_contact_on <= asked.as_at THEN episode.last_contact_on
            END AS last_contact_on
        FROM asked
        CROSS JOIN parameters
        INNER JOIN missing_education_of_school_age AS episode
            ON date_diff('day', episode.started_on, asked.as_at) > parameters.school_days
            AND (episode.ended_on IS NULL OR episode.ended_on > asked.as_at)
            AND asked.as_at BETWEEN episode.school_age_from AND episode.school_age_to
    ) AS open
    LEFT JOIN school_calendar AS today ON today.provider_id = open.calendar_of AND today.date = open.as_at
    LEFT JOIN (
        SELECT calendar.*
        FROM school_calendar AS calendar
        WHERE EXISTS (
            SELECT 1
            FROM missing_education_of_school_age AS episode
            WHERE episode.calendar_of = calendar.provider_id AND episode.started_on = calendar.date
        )
    ) AS started
        ON started.provider_id = open.calendar_of AND started.date = open.started_on
) AS episode
LEFT JOIN school_calendar AS first
    ON first.provider_id = episode.calendar_of
    AND first.span = episode.span
    AND first.is_school_day
    AND first.school_days = episode.school_days_today - episode.school_days + 1
WHERE episode.is_old_enough OR NOT episode.is_age_known;
/*
Example: the fifth school day back from Friday 20 November is Monday the 16th; over half-term it is further back.
as_at 2026-11-20
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2026-09-02 | 2026-10-23 |
|             | term | 2026-11-02 | 2026-12-18 |
missing_education
| episode_id | child_id | started_on | last_contact_on |
| in_time    | c1       | 2026-10-01 | 2026-11-16      |
| too_long   | c2       | 2026-10-01 | 2026-11-15      |
| never      | c3       | 2026-10-01 |                 |
| later      | c4       | 2026-10-01 | 2026-11-21      |
gives
| subject  | numerator | why                                                                                       |
| in_time  | 1         | no school since 1 October 2026, last contact 16 November 2026, looked for since 16 November 2026 |
| too_long | 0         | no school since 1 October 2026, last contact 15 November 2026, looked for since 16 November 2026 |
| never    | 0         | no school since 1 October 2026, no contact recorded, looked for since 16 November 2026 |
| later    | 0         | no school since 1 October 2026, no contact recorded, looked for since 16 November 2026 |
figure 1 of 4

Example: an episode of five school days is not asked about yet, one of six is; without a start it never is.
as_at 2026-11-20
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2026-11-02 | 2026-12-18 |
missing_education
| episode_id | child_id | started_on | last_contact_on |
| day_5      | c1       | 2026-11-13 | 2026-11-13      |
| day_6      | c2       | 2026-11-12 | 2026-11-13      |
| no_start   | c3       |            |                 |
gives
| subject | numerator |
| day_6   | 0         |
figure 0 of 1

Example: beyond the term dates that are known, nobody can say.
as_at 2026-11-20
missing_education
| episode_id | child_id | started_on | last_contact_on |
| e1         | c1       | 2026-10-01 | 2026-11-19      |
gives
| subject | numerator | known | why                                                                            |
| e1      | 0         | no    | no school since 1 October 2026, last contact 19 November 2026, term dates not known for all of it |
figure 0 of 1, 1 unknown
*/
