/*
asks = "Since when has each child had no school, and is someone in touch?"
theme = "missing_education"
draw = "timeline"
place = 10
leads = true
of = "missing_education_over_20_school_days"
parts = ["up to 20 school days", "after 20 school days", "term dates not known", "identified", "last contact", "open, not known since when"]
clauses = ["VS-5.2"]
counted = "Every open episode of a child of compulsory school age who is on no school's roll, from the day it began to the date of the figures, the longest first: up to the 20th school day of the child's own calendar, and after it. Marks are the day on which we knew of it and the last contact by that date. A child on a roll who is absent, however long, is not here. Nobody is expected to have been in touch again before the sixth school day. Only the last contact is kept: seen from a past date, a later contact hides an earlier one."
answer = "{n} {n|child has|children have} no school; the earliest start is {longest}. {over} {over|has|have} had none for over 20 school days[, and {silent} {silent|has|have} gone without contact in the last 5 school days].{unsure}"
answer_none = "No child is without a school."

[tells]
n = "count(DISTINCT pupil)"
longest = "min(since)"
over = "count(DISTINCT CASE WHEN length = 'over 20 school days' THEN pupil END)"
silent = "count(DISTINCT CASE WHEN contact = 'no' THEN pupil END)"
unsure = "CASE count(DISTINCT CASE WHEN 'not known' IN (length, contact) THEN pupil END) WHEN 0 THEN '' WHEN 1 THEN ' For 1 child one of these is not known.' ELSE ' For ' || count(DISTINCT CASE WHEN 'not known' IN (length, contact) THEN pupil END) || ' children one of these is not known.' END"

[columns]
case = "Episode"
child = "Child"
what = "What"
starts = "From, or on"
ends = "To"
contact = "Contact in the last 5 school days"
*/
WITH
open AS (
    SELECT
        measured.as_at,
        measured.subject AS episode_id,
        measured.child AS child_id,
        measured.happened_on AS started_on,
        measured.known,
        measured.numerator > 0 AS is_over,
        episode.calendar_of,
        CASE WHEN episode.identified_on <= measured.as_at THEN episode.identified_on END AS identified_on,
        CASE WHEN episode.last_contact_on <= measured.as_at THEN episode.last_contact_on END AS last_contact_on
    FROM measured
    INNER JOIN missing_education_of_school_age AS episode ON episode.episode_id = measured.subject
),
-- The calendars that are needed, read once.
calendars AS MATERIALIZED (
    SELECT provider_id, date, span, is_school_day, school_days
    FROM school_calendar
    WHERE provider_id IN (SELECT open.calendar_of FROM open) AND date <= (SELECT asked.as_at FROM asked)
),
placed AS (
    SELECT
        open.*,
        today.span AS today_span,
        today.school_days AS today_days,
        started.span AS started_span,
        started.school_days AS started_days
    FROM open
    LEFT JOIN calendars AS today ON today.provider_id = open.calendar_of AND today.date = open.as_at
    LEFT JOIN calendars AS started ON started.provider_id = open.calendar_of AND started.date = open.started_on
),
-- As missing_education_contact_in_5_school_days judges it: from the first of the last five school days on.
touched AS (
    SELECT
        placed.*,
        last_day.date AS last_day_on,
        CASE
            WHEN placed.started_on IS NULL THEN 'not known'
            WHEN date_diff('day', placed.started_on, placed.as_at) <= 5 THEN 'not yet due'
            WHEN placed.today_span IS NULL THEN 'not known'
            WHEN placed.started_span = placed.today_span AND placed.today_days - placed.started_days <= 5
                THEN 'not yet due'
            WHEN placed.started_span IS DISTINCT FROM placed.today_span AND placed.today_days <= 5 THEN 'not known'
            WHEN placed.last_contact_on IS NULL THEN 'no'
            WHEN first.date IS NULL THEN 'not known'
            WHEN placed.last_contact_on >= first.date THEN 'yes'
            ELSE 'no'
        END AS contact
    FROM placed
    CROSS JOIN parameters
    LEFT JOIN calendars AS last_day
        ON last_day.provider_id = placed.calendar_of
        AND last_day.span = placed.started_span
        AND last_day.is_school_day
        AND last_day.school_days = placed.started_days + parameters.school_days
    LEFT JOIN calendars AS first
        ON first.provider_id = placed.calendar_of
        AND first.span = placed.today_span
        AND first.is_school_day
        AND first.school_days = placed.today_days - 5 + 1
),
found AS (
    SELECT
        touched.episode_id,
        'up to ' || parameters.school_days || ' school days' AS what,
        touched.started_on AS starts,
        CASE WHEN touched.is_over THEN touched.last_day_on ELSE touched.as_at END AS ends
    FROM touched
    CROSS JOIN parameters
    WHERE touched.known
    UNION ALL
    SELECT
        touched.episode_id,
        'after ' || parameters.school_days || ' school days' AS what,
        touched.last_day_on AS starts,
        touched.as_at AS ends
    FROM touched
    CROSS JOIN parameters
    WHERE touched.is_over
    UNION ALL
    SELECT episode_id, 'term dates not known' AS what, started_on AS starts, as_at AS ends
    FROM touched
    WHERE NOT known AND started_on IS NOT NULL
    UNION ALL
    SELECT episode_id, 'open, not known since when' AS what, as_at AS starts, NULL AS ends
    FROM touched
    WHERE started_on IS NULL
    UNION ALL
    SELECT episode_id, 'identified' AS what, identified_on AS starts, NULL AS ends
    FROM touched
    WHERE identified_on IS NOT NULL
    UNION ALL
    SELECT episode_id, 'last contact' AS what, last_contact_on AS starts, NULL AS ends
    FROM touched
    WHERE last_contact_on IS NOT NULL
)
SELECT
    touched.episode_id AS "case",
    touched.child_id AS child,
    found.what,
    found.starts,
    found.ends,
    touched.contact,
    touched.started_on AS since,
    CASE
        WHEN NOT touched.known THEN 'not known'
        WHEN touched.is_over THEN 'over 20 school days'
        ELSE 'up to 20 school days'
    END AS length,
    coalesce(touched.child_id, touched.episode_id) AS pupil
FROM touched
INNER JOIN found ON found.episode_id = touched.episode_id
ORDER BY
    touched.started_on ASC NULLS FIRST,
    touched.episode_id,
    found.ends IS NULL,
    found.starts,
    found.what DESC;
/*
Example: the 20th school day after 1 October is 29 October; contact is looked for from the fifth school day back, 16 November.
as_at 2026-11-20
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2026-09-02 | 2026-10-23 |
|             | term | 2026-10-26 | 2026-12-18 |
missing_education
| episode_id | child_id | started_on | identified_on | last_contact_on |
| long       | c1       | 2026-10-01 | 2026-10-05    | 2026-11-15      |
| day_20     | c2       | 2026-10-23 |               | 2026-11-16      |
| day_5      | c3       | 2026-11-13 | 2026-11-13    |                 |
gives
| case   | child | what                 | starts     | ends       | contact     |
| long   | c1    | up to 20 school days | 2026-10-01 | 2026-10-29 | no          |
| long   | c1    | after 20 school days | 2026-10-29 | 2026-11-20 | no          |
| long   | c1    | identified           | 2026-10-05 |            | no          |
| long   | c1    | last contact         | 2026-11-15 |            | no          |
| day_20 | c2    | up to 20 school days | 2026-10-23 | 2026-11-20 | yes         |
| day_20 | c2    | last contact         | 2026-11-16 |            | yes         |
| day_5  | c3    | up to 20 school days | 2026-11-13 | 2026-11-20 | not yet due |
| day_5  | c3    | identified           | 2026-11-13 |            | not yet due |

Example: without a start, or beyond the term dates, it is not known; a contact after the date asked has not happened.
as_at 2026-11-20
missing_education
| episode_id | child_id | started_on | last_contact_on | ended_on   |
| no_terms   | c1       | 2026-10-01 | 2026-11-21      | 2026-11-21 |
| no_start   | c2       |            |                 |            |
| ended      | c3       | 2026-10-01 |                 | 2026-11-20 |
gives
| case     | child | what                       | starts     | ends       | contact   |
| no_start | c2    | open, not known since when | 2026-11-20 |            | not known |
| no_terms | c1    | term dates not known       | 2026-10-01 | 2026-11-20 | not known |
*/
