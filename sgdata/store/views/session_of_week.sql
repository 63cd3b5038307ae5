-- The fourteen sessions of a week: days after Monday, morning or afternoon, and the session as a set of itself alone
-- (see attendance_week). A set of sessions `s` holds the session where s & place <> 0.
SELECT
    days_after_monday,
    session,
    place
FROM (
    VALUES
    (0, 'AM', 1), (0, 'PM', 2),
    (1, 'AM', 4), (1, 'PM', 8),
    (2, 'AM', 16), (2, 'PM', 32),
    (3, 'AM', 64), (3, 'PM', 128),
    (4, 'AM', 256), (4, 'PM', 512),
    (5, 'AM', 1024), (5, 'PM', 2048),
    (6, 'AM', 4096), (6, 'PM', 8192)
) AS places(days_after_monday, session, place)
