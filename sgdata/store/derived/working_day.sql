-- Every known date with the number of working days of England and Wales up to and including it, so that
-- "the n-th working day after d" is the working day numbered working_days(d) + n.
CREATE OR REPLACE TABLE working_day AS
SELECT
    date,
    is_working,
    sum(CASE WHEN is_working THEN 1 ELSE 0 END) OVER (ORDER BY date) AS working_days
FROM (
    SELECT date, isodow(date) <= 5 AND date NOT IN (SELECT date FROM bank_holiday) AS is_working
    FROM known_day
) AS day
ORDER BY date;
