-- Given to every query as relation `in_touch`: one row a date asked and a child for whom something was recorded as done
-- by then, with the last day of it. What has no date counts from when nobody knows: it may be later than every other,
-- unless it was over before the last days began, as many as the parameter `contact_days` says.
WITH
contact AS (
    SELECT concern.as_at, concern.child_id, concern.parents_informed_on AS done_on, FALSE AS may_be_late
    FROM existing_concern AS concern
    UNION ALL
    SELECT concern.as_at, concern.child_id, CAST(concern.social_worker_informed_at AS DATE) AS done_on, FALSE
    FROM existing_concern AS concern
    UNION ALL
    SELECT
        concern.as_at,
        concern.child_id,
        action.set_on AS done_on,
        action.set_on IS NULL
        AND coalesce(least(action.completed_on, action.cancelled_on), concern.as_at)
        >= concern.as_at - parameters.contact_days
    FROM existing_concern AS concern
    CROSS JOIN parameters
    INNER JOIN actions AS action ON action.concern_id = concern.concern_id
    UNION ALL
    SELECT concern.as_at, concern.child_id, action.completed_on AS done_on, FALSE
    FROM existing_concern AS concern
    INNER JOIN actions AS action
        ON action.concern_id = concern.concern_id AND (action.set_on IS NULL OR action.set_on <= concern.as_at)
    UNION ALL
    SELECT
        asked.as_at,
        coalesce(referral.child_id, concern.child_id) AS child_id,
        CAST(referral.referred_at AS DATE) AS done_on,
        referral.referred_at IS NULL
        AND coalesce(CAST(referral.decision_at AS DATE), asked.as_at) >= asked.as_at - parameters.contact_days
    FROM asked
    CROSS JOIN parameters
    CROSS JOIN referrals AS referral
    LEFT JOIN existing_concern AS concern
        ON concern.as_at = asked.as_at AND concern.concern_id = referral.concern_id
    UNION ALL
    SELECT asked.as_at, timetable.child_id, review.held_on AS done_on, FALSE
    FROM asked
    INNER JOIN part_time_timetables AS timetable
        ON timetable.started_on IS NULL OR timetable.started_on <= asked.as_at
    INNER JOIN timetable_reviews AS review ON review.timetable_id = timetable.timetable_id
    UNION ALL
    SELECT asked.as_at, episode.child_id, episode.last_contact_on AS done_on, FALSE
    FROM asked
    INNER JOIN missing_education AS episode ON episode.started_on IS NULL OR episode.started_on <= asked.as_at
    UNION ALL
    SELECT asked.as_at, episode.child_id, CAST(episode.return_interview_held_at AS DATE) AS done_on, FALSE
    FROM asked
    CROSS JOIN missing_episodes AS episode
)
SELECT
    as_at,
    child_id,
    max(CASE WHEN done_on <= as_at THEN done_on END) AS last_on,
    bool_or(may_be_late) AS may_be_late
FROM contact
GROUP BY as_at, child_id
