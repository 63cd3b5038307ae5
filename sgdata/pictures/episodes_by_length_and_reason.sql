/*
asks = "How long has there been no school, and why?"
theme = "missing_education"
draw = "bars"
place = 20
of = "missing_education_over_20_school_days"
parts = ["awaiting_place", "placement_move", "moved_area", "provision_ended", "excluded", "unsuitable_home_education", "whereabouts_unknown", "other", "not known"]
clauses = ["VS-5.2"]
counted = "Open episodes of children without a school, by the school days of the child's own calendar since they began and by the reason recorded. Without a start, or beyond the term dates that were loaded, the length is not known. The four reasons given most often stand by themselves, the rest are other."
answer = "{n} {n|episode|episodes} without a school {n|is|are} open, {over} of them for over 20 school days.{often}{unsure}"
answer_none = "No episode without a school is open."

[tells]
n = "sum(n)"
over = "coalesce(sum(CASE WHEN label IN ('21 to 60 school days', 'over 60 school days') THEN n END), 0)"
often = """(
    SELECT coalesce(' The most common reason is ' || string_agg(replace(part, '_', ' '), ' or ' ORDER BY part) || ', ' || any_value(given)
        || CASE WHEN count(*) > 1 THEN ' episodes each.' WHEN any_value(given) = 1 THEN ' episode.' ELSE ' episodes.' END, '')
    FROM (
        SELECT part, sum(n) AS given, rank() OVER (ORDER BY sum(n) DESC) AS place
        FROM picture WHERE part NOT IN ('other', 'not known') GROUP BY part HAVING sum(n) > 0
    ) AS reason
    WHERE place = 1
)"""
unsure = """coalesce(' For ' || nullif(sum(CASE WHEN 'not known' IN (label, part) THEN n ELSE 0 END), 0)
    || ' the length or the reason is not known.', '')"""

[columns]
label = "Without a school for"
part = "Reason"
n = "Open episodes"
*/
WITH
episode_open AS (
    SELECT
        measured.as_at,
        measured.known,
        episode.started_on,
        episode.calendar_of,
        coalesce(episode.reason, 'not known') AS reason
    FROM measured
    INNER JOIN missing_education_of_school_age AS episode ON episode.episode_id = measured.subject
),
-- The days of the calendars that are needed, read once.
day AS MATERIALIZED (
    SELECT provider_id, date, school_days
    FROM school_calendar
    WHERE
        provider_id IN (SELECT episode_open.calendar_of FROM episode_open)
        AND date IN (
            SELECT asked.as_at FROM asked
            UNION ALL
            SELECT episode_open.started_on FROM episode_open
        )
),
open AS (
    SELECT
        CASE WHEN episode_open.known THEN today.school_days - started.school_days END AS school_days,
        episode_open.reason
    FROM episode_open
    LEFT JOIN day AS today
        ON today.provider_id = episode_open.calendar_of AND today.date = episode_open.as_at
    LEFT JOIN day AS started
        ON started.provider_id = episode_open.calendar_of AND started.date = episode_open.started_on
),
-- There are more reasons than colours that can be told apart.
given AS (
    SELECT
        reason,
        row_number() OVER (ORDER BY reason IN ('other', 'not known'), count(*) DESC, reason) AS place
    FROM open
    GROUP BY reason
),
banded AS (
    SELECT
        CASE
            WHEN open.school_days IS NULL THEN 5
            WHEN open.school_days <= 10 THEN 1
            WHEN open.school_days <= 20 THEN 2
            WHEN open.school_days <= 60 THEN 3
            ELSE 4
        END AS band,
        CASE
            WHEN given.reason = 'not known' OR given.place <= 4 THEN given.reason
            ELSE 'other'
        END AS part
    FROM open
    INNER JOIN given ON given.reason = open.reason
),
counted AS (
    SELECT band, part, count(*) AS n
    FROM banded
    GROUP BY band, part
    UNION ALL
    -- A band in which nobody is stands there, too; under a reason, since a bar needs one.
    SELECT bands.band, shown.part, 0 AS n
    FROM (VALUES (1), (2), (3), (4)) AS bands(band)
    CROSS JOIN (
        SELECT part
        FROM banded
        ORDER BY part
        LIMIT 1
    ) AS shown
    WHERE bands.band NOT IN (SELECT banded.band FROM banded)
)
SELECT
    CASE band
        WHEN 1 THEN 'up to 10 school days'
        WHEN 2 THEN '11 to 20 school days'
        WHEN 3 THEN '21 to 60 school days'
        WHEN 4 THEN 'over 60 school days'
        ELSE 'not known'
    END AS label,
    part,
    n
FROM counted
ORDER BY band, n DESC, part;
/*
Example: from 2 November, 10 school days are over on 16 November; who began on 30 October has had 15; empty bands stand there.
as_at 2026-11-20
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2026-09-02 | 2026-10-23 |
|             | term | 2026-11-02 | 2026-12-18 |
missing_education
| episode_id | child_id | started_on | reason         | ended_on   |
| day_10     | c1       | 2026-11-06 | awaiting_place |            |
| day_11     | c2       | 2026-11-05 | placement_move |            |
| day_20     | c3       | 2026-10-16 |                |            |
| day_21     | c4       | 2026-10-15 | awaiting_place |            |
| no_start   | c5       |            | other          |            |
| ended      | c6       | 2026-09-02 | other          | 2026-11-20 |
gives
| label                | part           | n |
| up to 10 school days | awaiting_place | 1 |
| 11 to 20 school days | not known      | 1 |
| 11 to 20 school days | placement_move | 1 |
| 21 to 60 school days | awaiting_place | 1 |
| over 60 school days  | awaiting_place | 0 |
| not known            | other          | 1 |

Example: a fifth reason is among the others.
as_at 2026-11-20
missing_education
| episode_id | child_id | started_on | reason              |
| e1         | c1       | 2026-11-02 | awaiting_place      |
| e2         | c2       | 2026-11-02 | excluded            |
| e3         | c3       | 2026-11-02 | moved_area          |
| e4         | c4       | 2026-11-02 | placement_move      |
| e5         | c5       | 2026-11-02 | whereabouts_unknown |
| e6         | c6       | 2026-11-02 | other               |
gives
| label                | part           | n |
| up to 10 school days | awaiting_place | 0 |
| 11 to 20 school days | awaiting_place | 0 |
| 21 to 60 school days | awaiting_place | 0 |
| over 60 school days  | awaiting_place | 0 |
| not known            | other          | 2 |
| not known            | awaiting_place | 1 |
| not known            | excluded       | 1 |
| not known            | moved_area     | 1 |
| not known            | placement_move | 1 |
*/
