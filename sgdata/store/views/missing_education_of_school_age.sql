-- Episodes of missing education with the school-age dates of their child and the setting whose calendar counts.
-- A child whose age is not known counts as of compulsory school age.
SELECT
    missing_education.*,
    coalesce(children.school_age_from, DATE '1900-01-01') AS school_age_from,
    coalesce(children.school_age_to, DATE '9999-12-31') AS school_age_to,
    coalesce(children.provider_id, '') AS calendar_of
FROM missing_education
LEFT JOIN children ON children.child_id = missing_education.child_id
