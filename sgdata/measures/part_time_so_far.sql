-- Given to every query as relation `part_time_so_far`: one row a date asked and a timetable that is open on it, of a
-- child of compulsory school age, with the days of its run until then (see timetable_run) and the same in words.
-- `days` is empty where nobody knows since when.
SELECT
    as_at,
    timetable_id,
    child_id,
    provider_id,
    started_on,
    days,
    CASE
        WHEN started_on IS NULL THEN 'open, and not known since when'
        ELSE 'since ' || strftime(started_on, '%-d %B %Y') || ', part-time for '
            || CAST(days AS VARCHAR) || ' days'
            || CASE
                WHEN days_before > 0
                    THEN ', ' || CAST(days_before AS VARCHAR) || ' of them on a timetable before'
                ELSE ''
            END
    END AS why
FROM (
    SELECT
        asked.as_at,
        timetable.timetable_id,
        timetable.child_id,
        timetable.provider_id,
        timetable.started_on,
        run.days_before,
        run.days_before + date_diff('day', timetable.started_on, asked.as_at) + 1 AS days
    FROM asked
    INNER JOIN timetable_of_school_age AS timetable
        ON (timetable.started_on IS NULL OR timetable.started_on <= asked.as_at)
        AND (timetable.ended_on IS NULL OR timetable.ended_on > asked.as_at)
        AND asked.as_at BETWEEN timetable.school_age_from AND timetable.school_age_to
    LEFT JOIN timetable_run AS run ON run.timetable_id = timetable.timetable_id
) AS timetable
