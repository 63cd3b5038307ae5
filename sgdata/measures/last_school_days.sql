-- Given to every query as relation `last_school_days`: for each date asked and each setting the last school days of it
-- until then, as many as the parameter `school_days` says, as a set of sessions a week (see attendance_week).
SELECT
    asked.as_at,
    day.provider_id,
    CAST(date_trunc('week', day.date) AS DATE) AS week_from,
    bit_or(3 << (2 * (isodow(day.date) - 1))) AS sessions
FROM asked
CROSS JOIN parameters
INNER JOIN school_calendar AS today ON today.date = asked.as_at
INNER JOIN school_calendar AS day
    ON day.provider_id = today.provider_id
    AND day.span = today.span
    AND day.is_school_day
    AND day.school_days > today.school_days - parameters.school_days
    AND day.school_days <= today.school_days
    AND day.date <= asked.as_at
GROUP BY asked.as_at, day.provider_id, CAST(date_trunc('week', day.date) AS DATE)
