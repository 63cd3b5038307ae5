-- One row a child with the first and last days on roll and of compulsory school age, and whose calendar counts.
-- Without a first or last day it is always; a child whose age is not known counts as of compulsory school age.
SELECT
    child_id,
    provider_id,
    coalesce(provider_id, '') AS calendar_of,
    coalesce(on_roll_from, DATE '1900-01-01') AS on_roll_from,
    coalesce(on_roll_to - 1, DATE '9999-12-31') AS on_roll_to,
    coalesce(school_age_from, DATE '1900-01-01') AS school_age_from,
    coalesce(school_age_to, DATE '9999-12-31') AS school_age_to
FROM children
