-- Part-time timetables with the school-age dates of their child.
-- A child whose age is not known counts as of compulsory school age.
SELECT
    part_time_timetables.*,
    coalesce(children.school_age_from, DATE '1900-01-01') AS school_age_from,
    coalesce(children.school_age_to, DATE '9999-12-31') AS school_age_to
FROM part_time_timetables
LEFT JOIN children ON children.child_id = part_time_timetables.child_id
