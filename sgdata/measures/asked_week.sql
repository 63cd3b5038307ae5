-- The weeks of each period asked for, with the set of their sessions that fall in it (see attendance_week):
-- all fourteen of a whole week, the right days of the weeks that are cut at its edges.
SELECT
    asked.as_at,
    week.week_from,
    (1 << (2 * least(date_diff('day', week.week_from, asked.as_at) + 1, 7)))
    - (1 << (2 * greatest(date_diff('day', week.week_from, asked.since), 0))) AS sessions
FROM asked
INNER JOIN calendar_week AS week ON week.week_to >= asked.since AND week.week_from <= asked.as_at
