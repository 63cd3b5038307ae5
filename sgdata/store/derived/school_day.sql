-- A school day is Monday to Friday inside a term, not a bank holiday, not an inset day or closure of that setting.
CREATE OR REPLACE TABLE school_day AS
WITH day_off AS (
    SELECT DISTINCT coalesce(calendar.provider_id, '') AS provider_id, day.date
    FROM calendar
    INNER JOIN known_day AS day ON day.date BETWEEN calendar.date_from AND calendar.date_to
    WHERE calendar.kind IN ('inset', 'closure')
)
SELECT term_day.provider_id, term_day.date
FROM term_day
LEFT JOIN day_off AS own ON own.provider_id = term_day.provider_id AND own.date = term_day.date
LEFT JOIN day_off AS general ON general.provider_id = '' AND general.date = term_day.date
LEFT JOIN bank_holiday ON bank_holiday.date = term_day.date
WHERE own.date IS NULL AND general.date IS NULL AND bank_holiday.date IS NULL AND isodow(term_day.date) <= 5
ORDER BY term_day.provider_id, term_day.date;
