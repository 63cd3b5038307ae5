-- One row a person and a stretch in post, those away for long left out. A person without a first day was always there.
SELECT
    staff.*,
    coalesce(started_on, DATE '1900-01-01') AS in_post_from,
    coalesce(ended_on, DATE '9999-12-31') AS not_in_post_from
FROM staff
WHERE NOT coalesce(long_term_absent, FALSE)
