-- Pairs of dates that have an order: `later_on` should not lie before `earlier_on`. Times are compared as times.
SELECT 'concerns' AS table_name, concern_id AS subject, child_id AS child, 'observed_at' AS earlier,
    observed_at AS earlier_on, pair.name AS later, pair.moment AS later_on
FROM concerns
CROSS JOIN LATERAL (
    VALUES ('reported_to_dsl_at', reported_to_dsl_at), ('setting_dsl_informed_at', setting_dsl_informed_at),
        ('social_worker_informed_at', social_worker_informed_at), ('recorded_at', recorded_at)
) AS pair(name, moment)
UNION ALL
SELECT 'concerns', concern_id, child_id, 'observed_at', date_trunc('day', observed_at), pair.name, CAST(pair.day AS TIMESTAMP)
FROM concerns
CROSS JOIN LATERAL (
    VALUES ('parents_informed_on', parents_informed_on), ('dsl_decision_on', dsl_decision_on), ('closed_on', closed_on)
) AS pair(name, day)
UNION ALL
SELECT 'actions', action_id, child_id, 'set_on', CAST(set_on AS TIMESTAMP), pair.name, CAST(pair.day AS TIMESTAMP)
FROM existing_action
CROSS JOIN LATERAL (
    VALUES ('due_on', due_on), ('completed_on', completed_on), ('cancelled_on', cancelled_on)
) AS pair(name, day)
UNION ALL
SELECT 'referrals', referral_id, child_id, 'referred_at', referred_at, 'decision_at', decision_at FROM referrals
UNION ALL
SELECT 'part_time_timetables', timetable_id, child_id, 'started_on', CAST(started_on AS TIMESTAMP), pair.name,
    CAST(pair.day AS TIMESTAMP)
FROM part_time_timetables
CROSS JOIN LATERAL (VALUES ('planned_end_on', planned_end_on), ('ended_on', ended_on)) AS pair(name, day)
UNION ALL
SELECT 'missing_education', episode_id, child_id, 'started_on', CAST(started_on AS TIMESTAMP), pair.name,
    CAST(pair.day AS TIMESTAMP)
FROM missing_education
CROSS JOIN LATERAL (VALUES ('identified_on', identified_on), ('ended_on', ended_on)) AS pair(name, day)
UNION ALL
SELECT 'missing_episodes', episode_id, child_id, 'started_at', started_at, 'ended_at', ended_at FROM missing_episodes
UNION ALL
SELECT 'missing_episodes', episode_id, child_id, 'ended_at', ended_at, pair.name, pair.moment
FROM missing_episodes
CROSS JOIN LATERAL (
    VALUES ('return_interview_offered_at', return_interview_offered_at),
        ('return_interview_held_at', return_interview_held_at)
) AS pair(name, moment)
UNION ALL
SELECT 'suspensions', suspension_id, child_id, 'started_on', CAST(started_on AS TIMESTAMP), 'provision_from',
    CAST(provision_from AS TIMESTAMP)
FROM suspensions
UNION ALL
SELECT 'allegations', case_id, NULL, 'aware_at', aware_at, pair.name, pair.moment
FROM allegations
CROSS JOIN LATERAL (
    VALUES ('lado_contacted_at', lado_contacted_at), ('head_advised_at', head_advised_at),
        ('director_notified_at', director_notified_at)
) AS pair(name, moment)
UNION ALL
SELECT 'allegations', case_id, NULL, 'lado_contacted_at', lado_contacted_at, 'authority_decision_at',
    authority_decision_at
FROM allegations
UNION ALL
SELECT 'allegations', case_id, NULL, 'aware_at', date_trunc('day', aware_at), 'closed_on', CAST(closed_on AS TIMESTAMP)
FROM allegations
UNION ALL
SELECT 'low_level_concerns', concern_id, NULL, 'raised_on', CAST(raised_on AS TIMESTAMP), pair.name,
    CAST(pair.day AS TIMESTAMP)
FROM low_level_concerns
CROSS JOIN LATERAL (
    VALUES ('setting_informed_on', setting_informed_on), ('dsl_informed_on', dsl_informed_on),
        ('reviewed_on', reviewed_on)
) AS pair(name, day)
UNION ALL
SELECT 'children', child_id, child_id, 'on_roll_from', CAST(on_roll_from AS TIMESTAMP), 'on_roll_to',
    CAST(on_roll_to AS TIMESTAMP)
FROM children
UNION ALL
SELECT 'staff', staff_id, NULL, 'started_on', CAST(started_on AS TIMESTAMP), 'ended_on', CAST(ended_on AS TIMESTAMP)
FROM staff
UNION ALL
SELECT 'training', staff_id || '/' || course, NULL, 'completed_on', CAST(completed_on AS TIMESTAMP), 'expires_on',
    CAST(expires_on AS TIMESTAMP)
FROM training
UNION ALL
SELECT 'assurances', organisation_id || '/' || kind, NULL, 'requested_on', CAST(requested_on AS TIMESTAMP),
    'confirmed_on', CAST(confirmed_on AS TIMESTAMP)
FROM assurances
UNION ALL
SELECT 'policies', policy_id, NULL, 'approved_on', CAST(approved_on AS TIMESTAMP), 'review_due_on',
    CAST(review_due_on AS TIMESTAMP)
FROM policies
UNION ALL
SELECT 'whistleblowing', report_id, NULL, 'raised_on', CAST(raised_on AS TIMESTAMP), 'closed_on',
    CAST(closed_on AS TIMESTAMP)
FROM whistleblowing
UNION ALL
SELECT 'calendar', coalesce(provider_id, '') || '/' || kind, NULL, 'date_from', CAST(date_from AS TIMESTAMP), 'date_to',
    CAST(date_to AS TIMESTAMP)
FROM calendar
UNION ALL
SELECT 'returns', provider_id || '/' || "table", NULL, 'period_from', CAST(period_from AS TIMESTAMP), 'period_to',
    CAST(period_to AS TIMESTAMP)
FROM returns
