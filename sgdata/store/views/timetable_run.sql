-- Timetables as parts of runs: a child's timetables with gaps under 28 days are one run, so that a new start does not
-- hide how long it has gone on. `days_before` are the days of the run with a timetable, each counted once, before this
-- one began: while it is open the run is days_before + the days since then long.
-- A timetable without a start, or that ended on or before the day it started, is in no run.
SELECT
    timetable_id,
    date_diff('day', min(started_on) OVER run, started_on) - sum(days_without) OVER (
        PARTITION BY child, run_number ORDER BY started_on, timetable_id
    ) AS days_before
FROM (
    SELECT
        timetable_id,
        child,
        started_on,
        CASE WHEN days_without >= 28 THEN 0 ELSE days_without END AS days_without,
        sum(CASE WHEN days_without >= 28 THEN 1 ELSE 0 END) OVER (
            PARTITION BY child ORDER BY started_on, timetable_id
        ) AS run_number
    FROM (
        SELECT
            timetable_id,
            coalesce(child_id, timetable_id) AS child,
            started_on,
            greatest(
                coalesce(
                    date_diff(
                        'day',
                        max(coalesce(ended_on, DATE '9999-12-31')) OVER (
                            PARTITION BY coalesce(child_id, timetable_id) ORDER BY started_on, timetable_id
                            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                        ),
                        started_on
                    ),
                    0
                ),
                0
            ) AS days_without
        FROM part_time_timetables
        WHERE started_on IS NOT NULL AND (ended_on IS NULL OR ended_on > started_on)
    ) AS following
) AS numbered
WINDOW run AS (PARTITION BY child, run_number)
