-- Given to every query as relation `child_absence`: one row a date asked and a child with a possible session in the
-- period, registers of all settings together: the possible sessions, those missed, and of these the sessions of a
-- part-time timetable.
SELECT
    asked_week.as_at,
    week.child_id,
    sum(bit_count(week.possible & asked_week.sessions)) AS possible,
    sum(bit_count((week.authorised + week.unauthorised) & asked_week.sessions)) AS absent,
    sum(bit_count(week.part_time & asked_week.sessions)) AS part_time
FROM asked_week
INNER JOIN attendance_week AS week
    ON week.week_from = asked_week.week_from
    AND asked_week.as_at BETWEEN week.known_from AND week.known_to
GROUP BY asked_week.as_at, week.child_id
HAVING sum(bit_count(week.possible & asked_week.sessions)) > 0
