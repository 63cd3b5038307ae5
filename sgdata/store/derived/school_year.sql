-- The academic years in which the school days of a setting are known.
CREATE OR REPLACE TABLE school_year AS
SELECT DISTINCT provider_id, academic_year FROM term_day ORDER BY provider_id, academic_year;
