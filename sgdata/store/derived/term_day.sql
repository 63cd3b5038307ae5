-- Every day inside a term, setting by setting; provider_id '' is the general calendar, for a child without a setting.
-- In an academic year in which a setting has terms of its own they replace the general ones.
-- A date in an academic year without a row here is beyond the calendar: whatever needs its school days is unknown.
CREATE OR REPLACE TEMP TABLE term_day AS
WITH setting AS (
    SELECT '' AS provider_id
    UNION SELECT provider_id FROM providers
    UNION SELECT provider_id FROM children WHERE provider_id IS NOT NULL
    UNION SELECT provider_id FROM calendar WHERE provider_id IS NOT NULL
    UNION SELECT provider_id FROM attendance
    UNION SELECT provider_id FROM suspensions WHERE provider_id IS NOT NULL
),
declared AS (
    SELECT DISTINCT
        coalesce(calendar.provider_id, '') AS provider_id,
        day.date,
        year(day.date) - CASE WHEN month(day.date) >= 9 THEN 0 ELSE 1 END AS academic_year
    FROM calendar
    INNER JOIN known_day AS day ON day.date BETWEEN calendar.date_from AND calendar.date_to
    WHERE calendar.kind = 'term'
),
own_year AS (
    SELECT DISTINCT provider_id, academic_year FROM declared
)
SELECT setting.provider_id, declared.date, declared.academic_year
FROM setting
INNER JOIN declared ON declared.provider_id = setting.provider_id
UNION ALL
SELECT setting.provider_id, declared.date, declared.academic_year
FROM setting
INNER JOIN declared ON declared.provider_id = ''
LEFT JOIN own_year
    ON own_year.provider_id = setting.provider_id AND own_year.academic_year = declared.academic_year
WHERE setting.provider_id <> '' AND own_year.provider_id IS NULL;
