-- Concerns with the dates that place them. A concern that was not observed on a known day stands where it was written
-- down, for its place in a period only. `existed_from` is the first day on which the record existed.
SELECT
    concerns.*,
    CAST(observed_at AS DATE) AS observed_on,
    CAST(coalesce(observed_at, recorded_at) AS DATE) AS stands_on,
    CAST(recorded_at AS DATE) AS existed_from
FROM concerns
