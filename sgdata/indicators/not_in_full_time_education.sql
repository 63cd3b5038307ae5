/*
title = "Children not in full-time education"
asks = "How many children are not in full-time education in all?"
theme = "missing_education"
unit = "percent"
kind = "stock"
good = "low"
about = "child"
subject = "child"
parts = ["missing_education", "part_time", "severe_absence", "ten_days_unauthorised"]
clauses = ["VS-5.1", "VS-5.2", "VS-5.3"]
rule = "CME-2"
authority = "Safeguarding policy of the Virtual School: children missing education and part-time timetables"
edition = "2024"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Each child once, whatever the reasons: the parts overlap and are never added. Severe absence is that of the period asked; ten days without leave count until something breaks them."
answer = "{n} of {d} {d|child|children} {n|is|are} not in full-time education ({percent})."
answer_none = "Every one of {d} {d|child|children} is in full-time education."
answer_no_data = "No child of compulsory school age is on roll."
children_who = "{n|is|are} not in full-time education"

[parameters]
severe_percent = 50
school_days = 10
*/
WITH
missing AS (
    SELECT DISTINCT asked.as_at, episode.child_id
    FROM asked
    INNER JOIN missing_education AS episode
        ON (episode.started_on IS NULL OR episode.started_on <= asked.as_at)
        AND (episode.ended_on IS NULL OR episode.ended_on > asked.as_at)
),
part_time AS (
    SELECT DISTINCT asked.as_at, timetable.child_id
    FROM asked
    INNER JOIN part_time_timetables AS timetable
        ON (timetable.started_on IS NULL OR timetable.started_on <= asked.as_at)
        AND (timetable.ended_on IS NULL OR timetable.ended_on > asked.as_at)
),
-- As asked_week, from the first week on.
past_week AS (
    SELECT
        asked.as_at,
        week.week_from,
        (1 << (2 * least(date_diff('day', week.week_from, asked.as_at) + 1, 7))) - 1 AS sessions
    FROM asked
    INNER JOIN (SELECT DISTINCT week_from FROM attendance_week) AS week ON week.week_from <= asked.as_at
),
-- The last week with a break and the last with a day that nobody can place, of children who may have been away for
-- that long or have such days.
last_week AS (
    SELECT
        past_week.as_at,
        week.child_id,
        max(
            CASE WHEN (week.breaking & past_week.sessions) <> 0 THEN week.week_from ELSE DATE '1900-01-01' END
        ) AS broken,
        max(
            CASE WHEN (week.beyond & past_week.sessions) <> 0 THEN week.week_from ELSE DATE '1900-01-01' END
        ) AS beyond
    FROM past_week
    INNER JOIN run_week AS week
        ON week.week_from = past_week.week_from AND past_week.as_at BETWEEN week.known_from AND week.known_to
    INNER JOIN (
        SELECT run_week.child_id
        FROM run_week
        CROSS JOIN parameters
        GROUP BY run_week.child_id, parameters.school_days
        HAVING
            sum(bit_count(run_week.unauthorised & ~run_week.breaking)) >= parameters.school_days
            OR max(run_week.beyond) <> 0
    ) AS child ON child.child_id = week.child_id
    GROUP BY past_week.as_at, week.child_id
),
-- From the last week with a break on, day by day; where a later week is beyond the calendar, days say no more.
day AS (
    SELECT
        last_week.as_at,
        last_week.child_id,
        week.week_from + place.days_after_monday AS date,
        max(CASE WHEN (week.breaking & place.place) <> 0 THEN 1 ELSE 0 END) AS breaks,
        max(CASE WHEN (week.unauthorised & place.place) <> 0 THEN 1 ELSE 0 END) AS counts,
        max(CASE WHEN (week.beyond & place.place) <> 0 THEN 1 ELSE 0 END) AS is_beyond
    FROM last_week
    INNER JOIN past_week ON past_week.as_at = last_week.as_at AND past_week.week_from >= last_week.broken
    INNER JOIN run_week AS week
        ON week.child_id = last_week.child_id
        AND week.week_from = past_week.week_from
        AND last_week.as_at BETWEEN week.known_from AND week.known_to
    INNER JOIN session_of_week AS place
        ON ((week.breaking | week.unauthorised | week.beyond) & past_week.sessions & place.place) <> 0
    WHERE last_week.beyond <= last_week.broken
    GROUP BY last_week.as_at, last_week.child_id, week.week_from + place.days_after_monday
),
run AS (
    SELECT as_at, child_id, sum(counts) AS school_days, max(is_beyond) AS is_beyond
    FROM (
        SELECT
            as_at,
            child_id,
            counts,
            is_beyond,
            sum(breaks) OVER (
                PARTITION BY as_at, child_id ORDER BY date DESC
            ) AS breaks_since
        FROM day
    ) AS counted
    WHERE breaks_since = 0
    GROUP BY as_at, child_id
),
child AS (
    SELECT
        asked.as_at,
        child.child_id,
        missing.child_id IS NOT NULL AS is_missing_education,
        part_time.child_id IS NOT NULL AS is_part_time,
        coalesce(
            absence.absent * 100 >= absence.possible * parameters.severe_percent, FALSE
        ) AS is_severely_absent,
        coalesce(
            run.is_beyond = 0 AND run.school_days >= parameters.school_days, FALSE
        ) AS is_away_without_leave,
        coalesce(last_week.beyond > last_week.broken OR run.is_beyond = 1, FALSE) AS is_run_unknown
    FROM asked
    CROSS JOIN parameters
    INNER JOIN child_on_roll AS child
        ON asked.as_at BETWEEN child.on_roll_from AND child.on_roll_to
        AND asked.as_at BETWEEN child.school_age_from AND child.school_age_to
    LEFT JOIN missing ON missing.as_at = asked.as_at AND missing.child_id = child.child_id
    LEFT JOIN part_time ON part_time.as_at = asked.as_at AND part_time.child_id = child.child_id
    LEFT JOIN child_absence AS absence ON absence.as_at = asked.as_at AND absence.child_id = child.child_id
    LEFT JOIN last_week ON last_week.as_at = asked.as_at AND last_week.child_id = child.child_id
    LEFT JOIN run ON run.as_at = asked.as_at AND run.child_id = child.child_id
)
SELECT
    as_at,
    child_id AS subject,
    child_id AS child,
    as_at AS happened_on,
    CASE WHEN is_hit THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    is_hit OR NOT is_run_unknown AS known,
    CASE
        WHEN is_hit THEN concat_ws(
            ', ',
            CASE WHEN is_missing_education THEN 'no school' END,
            CASE WHEN is_part_time THEN 'part-time timetable' END,
            CASE WHEN is_severely_absent THEN 'missed half of the sessions' END,
            CASE WHEN is_away_without_leave THEN 'ten school days without leave and not back' END
        )
        WHEN is_run_unknown THEN 'term dates not known for all of the marks'
        ELSE 'in full-time education'
    END AS why,
    CASE WHEN is_missing_education THEN ['missing_education'] ELSE [] END
    || CASE WHEN is_part_time THEN ['part_time'] ELSE [] END
    || CASE WHEN is_severely_absent THEN ['severe_absence'] ELSE [] END
    || CASE WHEN is_away_without_leave THEN ['ten_days_unauthorised'] ELSE [] END AS parts
FROM (
    SELECT
        *,
        is_missing_education OR is_part_time OR is_severely_absent OR is_away_without_leave AS is_hit
    FROM child
) AS judged;
/*
Example: a child counts once, whatever the reasons; a child who is not on roll is not asked about.
as_at 2026-11-20
children
| child_id | on_roll_to |
| no_school |            |
| two      |            |
| absent   |            |
| school   |            |
| left     | 2026-11-20 |
missing_education
| episode_id | child_id  | started_on |
| e1         | no_school | 2026-10-01 |
| e2         | left      | 2026-10-01 |
part_time_timetables
| timetable_id | child_id | started_on |
| t1           | two      | 2026-11-02 |
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2026-11-02 | 2026-12-18 |
register
| child_id | provider_id | from       | marks |
| two      | s1          | 2026-11-02 | C2 /  |
| absent   | s1          | 2026-11-02 | I I / |
| school   | s1          | 2026-11-02 | I / / |
gives
| subject   | numerator | why                                            |
| no_school | 1         | no school                                      |
| two       | 1         | part-time timetable, missed half of the sessions |
| absent    | 1         | missed half of the sessions                    |
| school    | 0         | in full-time education                         |
figure 3 of 4

Example: ten school days without leave count however long ago they began, until a session of school breaks them.
as_at 2026-11-20 since 2026-11-16
children
| child_id | provider_id |
| away     | s1          |
| back     | s1          |
| nine     | s1          |
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2026-09-02 | 2026-10-23 |
|             | term | 2026-11-02 | 2026-12-18 |
register
| child_id | provider_id | from       | marks        |
| away     | s1          | 2026-10-16 | / O          |
| away     | s1          | 2026-10-19 | 10xO         |
| away     | s1          | 2026-11-02 | 10xO         |
| back     | s1          | 2026-11-02 | 20xO         |
| back     | s1          | 2026-11-16 | 6x/ 4xO      |
| nine     | s1          | 2026-11-02 | 18xO         |
gives
| subject | numerator | why                                        |
| away    | 1         | ten school days without leave and not back |
| back    | 0         | in full-time education                     |
| nine    | 0         | in full-time education                     |
figure 1 of 3

Example: marks beyond the term dates that are known: nobody can say, unless another reason decides.
as_at 2026-11-20
children
| child_id | provider_id |
| marks    | s1          |
| absent   | s1          |
| none     | s1          |
register
| child_id | provider_id | from       | marks |
| marks    | s1          | 2026-11-02 | / O / |
| absent   | s1          | 2026-11-02 | I O / |
gives
| subject | numerator | known | why                                      |
| marks   | 0         | no    | term dates not known for all of the marks |
| absent  | 1         | yes   | missed half of the sessions              |
| none    | 0         | yes   | in full-time education                   |
figure 1 of 3, 1 unknown
*/
