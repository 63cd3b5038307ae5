-- Attendance marks that are well-formed and yet cannot be quite right, found once a load: `kind` says why, `marks` how
-- many. no_child: the child is in no children table (one row a child); off_roll: on a day the child was not on roll; legacy_code: a code that
-- was no longer in use; two_marks: two registers mark one session, and neither calls it dual registration (D);
-- two_duals: both call it dual registration; future: dated after the day of the load.
CREATE OR REPLACE TABLE doubtful_mark AS
WITH in_two_registers AS (
    SELECT child_id
    FROM attendance
    GROUP BY child_id
    HAVING min(provider_id) <> max(provider_id)
),
marked_twice AS (
    SELECT
        attendance.child_id,
        attendance.date,
        attendance.session,
        count(*) FILTER (WHERE attendance.code = 'D') AS duals,
        count(*) AS marks
    FROM attendance
    INNER JOIN in_two_registers ON in_two_registers.child_id = attendance.child_id
    WHERE attendance.code IS NOT NULL
    GROUP BY attendance.child_id, attendance.date, attendance.session
    HAVING count(*) > 1
)
SELECT
    CASE
        WHEN attendance.date > loaded.loaded_on THEN 'future'
        WHEN attendance.date < children.on_roll_from OR attendance.date >= children.on_roll_to THEN 'off_roll'
        ELSE 'legacy_code'
    END AS kind,
    attendance.child_id,
    attendance.provider_id,
    attendance.date,
    attendance.session,
    attendance.code,
    1 AS marks
FROM attendance
CROSS JOIN loaded
INNER JOIN attendance_code ON attendance_code.code = attendance.code
INNER JOIN children ON children.child_id = attendance.child_id
WHERE
    attendance.date > loaded.loaded_on
    OR attendance.date < children.on_roll_from
    OR attendance.date >= children.on_roll_to
    OR attendance.date > attendance_code.last_used_on
UNION ALL
SELECT
    'no_child' AS kind,
    attendance.child_id,
    CAST(NULL AS VARCHAR) AS provider_id,
    min(attendance.date) AS date,
    CAST(NULL AS VARCHAR) AS session,
    CAST(NULL AS VARCHAR) AS code,
    count(*) AS marks
FROM attendance
LEFT JOIN children ON children.child_id = attendance.child_id
WHERE children.child_id IS NULL
GROUP BY attendance.child_id
UNION ALL
SELECT
    CASE WHEN duals = marks THEN 'two_duals' ELSE 'two_marks' END AS kind,
    child_id,
    CAST(NULL AS VARCHAR) AS provider_id,
    date,
    session,
    CAST(NULL AS VARCHAR) AS code,
    1 AS marks
FROM marked_twice
WHERE duals = marks OR marks - duals > 1;
