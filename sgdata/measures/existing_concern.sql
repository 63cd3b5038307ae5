-- Given to every query as relation `existing_concern`: each date asked with every concern that existed by then; one that
-- nobody knows the day of may have.
SELECT asked.as_at, concern.*
FROM asked
INNER JOIN dated_concern AS concern
    ON (concern.observed_on IS NULL OR concern.observed_on <= asked.as_at)
    AND (concern.existed_from IS NULL OR concern.existed_from <= asked.as_at)
