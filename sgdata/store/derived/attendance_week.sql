-- The register, week by week: one row a child, a setting, a week and a stretch of time in which the row is true.
--
-- Each column from `marked` on is a set of sessions: bit 0 is Monday morning, bit 1 Monday afternoon, up to bit 13,
-- Sunday afternoon (view session_of_week). So a period that cuts a week counts the right days of it without a mark
-- being read: bit_count(possible & sessions), where `sessions` are those of the week that fall in the period.
--
-- A child has one result a session: of several marks the first of attending, approved, authorised, unauthorised, not
-- possible; within a class that of the child's own setting, else the alphabetically first code. An empty code is no
-- mark. Only sessions at which the child is of compulsory school age; a child whose age is not known counts as such.
--
-- A mark that was recorded on a later day did not exist until then, and may then take the place of another: a row is
-- true of the dates asked from `known_from` to `known_to`.
CREATE OR REPLACE TABLE attendance_week AS
WITH mark AS (
    SELECT
        attendance.child_id,
        attendance.date,
        attendance.session,
        attendance.provider_id,
        attendance.code,
        attendance_code.class,
        attendance_code.is_possible,
        CASE
            WHEN CAST(attendance.recorded_at AS DATE) > attendance.date
                THEN CAST(attendance.recorded_at AS DATE)
            ELSE DATE '1900-01-01'
        END AS known_from,
        coalesce(attendance.provider_id = children.provider_id, FALSE) AS is_own
    FROM attendance
    INNER JOIN attendance_code ON attendance_code.code = attendance.code
    LEFT JOIN children ON children.child_id = attendance.child_id
    WHERE
        children.school_age_from IS NULL
        OR attendance.date BETWEEN children.school_age_from AND children.school_age_to
),
-- Sessions in two registers are rare: they are looked for among the children of two registers alone.
marked_twice AS (
    SELECT attendance.child_id, attendance.date, attendance.session
    FROM attendance
    INNER JOIN (
        SELECT child_id
        FROM attendance
        GROUP BY child_id
        HAVING min(provider_id) <> max(provider_id)
    ) AS in_two_registers ON in_two_registers.child_id = attendance.child_id
    WHERE attendance.code IS NOT NULL
    GROUP BY attendance.child_id, attendance.date, attendance.session
    HAVING count(*) > 1
),
-- A mark is the result until a better one is known; where the better one was known first it never is.
settled AS (
    SELECT
        mark.*,
        coalesce(
            min(mark.known_from) OVER (
                PARTITION BY mark.child_id, mark.date, mark.session
                ORDER BY
                    CASE mark.class
                        WHEN 'attending' THEN 1
                        WHEN 'approved' THEN 2
                        WHEN 'authorised' THEN 3
                        WHEN 'unauthorised' THEN 4
                        ELSE 5
                    END,
                    mark.is_own DESC,
                    mark.code,
                    mark.provider_id
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) - 1,
            DATE '9999-12-31'
        ) AS known_to
    FROM mark
    INNER JOIN marked_twice
        ON marked_twice.child_id = mark.child_id
        AND marked_twice.date = mark.date
        AND marked_twice.session = mark.session
),
result AS (
    SELECT
        child_id, date, session, provider_id, code, class, is_possible, known_from, DATE '9999-12-31' AS known_to
    FROM mark
    WHERE NOT EXISTS (
        SELECT 1
        FROM marked_twice
        WHERE
            marked_twice.child_id = mark.child_id
            AND marked_twice.date = mark.date
            AND marked_twice.session = mark.session
    )
    UNION ALL
    SELECT child_id, date, session, provider_id, code, class, is_possible, known_from, known_to
    FROM settled
    WHERE known_from <= known_to
),
placed AS (
    SELECT
        *,
        CAST(date_trunc('week', date) AS DATE) AS week_from,
        CAST(1 << (2 * (isodow(date) - 1) + CASE session WHEN 'PM' THEN 1 ELSE 0 END) AS SMALLINT) AS place
    FROM result
)
SELECT
    child_id,
    provider_id,
    week_from,
    known_from,
    known_to,
    bit_or(place) AS marked,
    CAST(bit_or(CASE WHEN is_possible THEN place ELSE 0 END) AS SMALLINT) AS possible,
    CAST(bit_or(CASE WHEN class = 'attending' THEN place ELSE 0 END) AS SMALLINT) AS attending,
    CAST(bit_or(CASE WHEN class = 'authorised' THEN place ELSE 0 END) AS SMALLINT) AS authorised,
    CAST(bit_or(CASE WHEN class = 'unauthorised' THEN place ELSE 0 END) AS SMALLINT) AS unauthorised,
    CAST(bit_or(CASE WHEN code = 'C2' THEN place ELSE 0 END) AS SMALLINT) AS part_time,
    CAST(bit_or(CASE WHEN code = 'I' THEN place ELSE 0 END) AS SMALLINT) AS sick,
    CAST(bit_or(CASE WHEN code = 'L' THEN place ELSE 0 END) AS SMALLINT) AS late,
    CAST(bit_or(CASE WHEN code = 'U' THEN place ELSE 0 END) AS SMALLINT) AS late_after_closing,
    CAST(bit_or(CASE WHEN code = 'N' THEN place ELSE 0 END) AS SMALLINT) AS unexplained
FROM placed
GROUP BY child_id, provider_id, week_from, known_from, known_to;
