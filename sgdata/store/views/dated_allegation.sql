-- Allegations, without requests for advice, with the dates that place them. An allegation without the time we
-- became aware stands where it was written down, for its place in a period only. `existed_from` is the first
-- day on which the record existed.
SELECT
    allegations.*,
    CAST(aware_at AS DATE) AS aware_on,
    CAST(coalesce(aware_at, recorded_at) AS DATE) AS stands_on,
    CAST(recorded_at AS DATE) AS existed_from
FROM allegations
WHERE kind = 'allegation'
