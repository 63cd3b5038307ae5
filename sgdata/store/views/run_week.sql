-- The weeks of the register as days that make or break a run of days without leave, by the calendar of the child: on
-- a school day some session is without leave (`unauthorised`), or some possible session is not (`breaking`); `beyond`
-- are days with a possible session where the term dates are not known. Each is a set of days, and a day stands there
-- as its morning (see attendance_week; 5461 is the set of the seven mornings). Several rows of a week add up.
SELECT
    child_id,
    week_from,
    known_from,
    known_to,
    marked,
    (unauthorised | (unauthorised >> 1)) & 5461 AS unauthorised,
    (breaking | (breaking >> 1)) & 5461 AS breaking,
    (beyond | (beyond >> 1)) & 5461 AS beyond
FROM (
    SELECT
        week.child_id,
        week.week_from,
        week.known_from,
        week.known_to,
        week.marked,
        week.unauthorised & coalesce(school_week.school_days, 0) AS unauthorised,
        (week.possible - week.unauthorised) & coalesce(school_week.school_days, 0) AS breaking,
        week.possible - (week.possible & coalesce(school_week.known, 0)) AS beyond
    FROM attendance_week AS week
    LEFT JOIN children ON children.child_id = week.child_id
    LEFT JOIN school_week
        ON school_week.provider_id = coalesce(children.provider_id, '')
        AND school_week.week_from = week.week_from
) AS session_set
