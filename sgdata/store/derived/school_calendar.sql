-- Every date of the academic years in which the school days of a setting are known, with the number of its school
-- days up to and including it, so that "the n-th school day after d" is the school day numbered school_days(d) + n.
-- Numbers are only comparable within a `span` of academic years without a gap (its first year).
CREATE OR REPLACE TABLE school_calendar AS
WITH spanned AS (
    SELECT
        provider_id,
        academic_year,
        max(CASE WHEN follows THEN NULL ELSE academic_year END) OVER (
            PARTITION BY provider_id ORDER BY academic_year
        ) AS span
    FROM (
        SELECT
            provider_id,
            academic_year,
            coalesce(
                lag(academic_year) OVER (PARTITION BY provider_id ORDER BY academic_year) = academic_year - 1,
                FALSE
            ) AS follows
        FROM school_year
    ) AS year
)
SELECT
    spanned.provider_id,
    day.date,
    spanned.span,
    school_day.date IS NOT NULL AS is_school_day,
    count(school_day.date) OVER (
        PARTITION BY spanned.provider_id, spanned.span ORDER BY day.date
    ) AS school_days
FROM spanned
INNER JOIN known_day AS day
    ON year(day.date) - CASE WHEN month(day.date) >= 9 THEN 0 ELSE 1 END = spanned.academic_year
LEFT JOIN school_day ON school_day.provider_id = spanned.provider_id AND school_day.date = day.date
ORDER BY spanned.provider_id, day.date;
