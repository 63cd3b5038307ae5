-- The weeks of a setting as sets of sessions (see attendance_week): those whose school days are `known`, those of
-- `school_days`, and those of school days that an attendance return covers: marks are `expected`.
CREATE OR REPLACE TABLE school_week AS
WITH returned AS (
    SELECT DISTINCT returns.provider_id, day.date
    FROM returns
    INNER JOIN known_day AS day ON day.date BETWEEN returns.period_from AND returns.period_to
    WHERE returns."table" = 'attendance'
)
SELECT
    day.provider_id,
    CAST(date_trunc('week', day.date) AS DATE) AS week_from,
    bit_or(3 << (2 * (isodow(day.date) - 1))) AS known,
    bit_or(CASE WHEN day.is_school_day THEN 3 << (2 * (isodow(day.date) - 1)) ELSE 0 END) AS school_days,
    bit_or(
        CASE
            WHEN day.is_school_day AND returned.date IS NOT NULL THEN 3 << (2 * (isodow(day.date) - 1))
            ELSE 0
        END
    ) AS expected
FROM school_calendar AS day
LEFT JOIN returned ON returned.provider_id = day.provider_id AND returned.date = day.date
GROUP BY day.provider_id, CAST(date_trunc('week', day.date) AS DATE)
ORDER BY day.provider_id, week_from;
