-- Every known week by its Monday.
SELECT
    date AS week_from,
    date + 6 AS week_to
FROM working_day
WHERE isodow(date) = 1
