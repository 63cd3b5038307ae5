-- The Sundays on which the clocks of the United Kingdom go forward (last of March) and back (last of October), by
-- year: both at one o'clock Greenwich time. For hours that are counted through them.
SELECT
    year(date) AS year,
    max(CASE WHEN month(date) = 3 THEN date END) AS first_on,
    max(CASE WHEN month(date) = 10 THEN date END) AS last_on
FROM working_day
WHERE isodow(date) = 7
GROUP BY year(date)
