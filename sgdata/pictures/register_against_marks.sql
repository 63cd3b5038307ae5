/*
asks = "Do the timetables that we know of agree with the registers?"
theme = "part_time"
draw = "bars"
place = 50
of = "part_time_unregistered"
clauses = ["VS-5.3"]
counted = "Children with three marks of code C2 (part-time) or more in the last 20 school days of the setting, as in the figure, and children with an open part-time timetable; each child once. A child stands in the first row where one such mark is on a day that no timetable covers. A timetable with few marks or none may be right: who is sent home after the afternoon register has no C2. Not known are children with a timetable for whom no mark of these days, or no term dates, were loaded."
answer = "{n} {n|child is|children are} marked as part-time, {n|has|have} an open part-time timetable, or both. {uncovered} {uncovered|is|are} marked on days that no timetable covers[; {unmarked} {unmarked|has|have} a timetable and no such mark in the last 20 school days].{unsure}"
answer_none = "No child is marked as part-time three times or more or has an open part-time timetable."

[tells]
n = "coalesce(sum(n), 0)"
uncovered = "coalesce(sum(CASE WHEN label = 'marks without a timetable' THEN n END), 0)"
unmarked = "coalesce(sum(CASE WHEN label = 'timetable, no marks' THEN n END), 0)"
unsure = "coalesce(' For ' || sum(CASE WHEN label = 'timetable, marks not known' THEN n END) || ' with a timetable no marks are known.', '')"

[columns]
label = "Register and timetables"
n = "Children"
*/
WITH
-- Who has a timetable and is not asked about by the figure: fewer marks than it asks for, or none.
timetabled AS (
    SELECT DISTINCT as_at, coalesce(child_id, timetable_id) AS subject
    FROM part_time_so_far
    WHERE coalesce(child_id, timetable_id) NOT IN (SELECT measured.subject FROM measured)
),
marked AS (
    SELECT
        timetabled.subject,
        sum(bit_count(week.marked & recent.sessions)) AS marks,
        sum(bit_count(week.part_time & recent.sessions)) AS part_time
    FROM timetabled
    INNER JOIN attendance_week AS week
        ON week.child_id = timetabled.subject
        AND timetabled.as_at BETWEEN week.known_from AND week.known_to
    INNER JOIN last_school_days AS recent
        ON recent.provider_id = week.provider_id
        AND recent.week_from = week.week_from
        AND recent.as_at = timetabled.as_at
    GROUP BY timetabled.subject
),
placed AS (
    SELECT CASE WHEN numerator > 0 THEN 1 ELSE 2 END AS place
    FROM measured
    UNION ALL
    SELECT
        CASE
            WHEN coalesce(marked.marks, 0) = 0 THEN 5
            WHEN marked.part_time > 0 THEN 3
            ELSE 4
        END AS place
    FROM timetabled
    LEFT JOIN marked ON marked.subject = timetabled.subject
),
counted AS (
    SELECT place, count(*) AS n
    FROM placed
    GROUP BY place
    UNION ALL
    SELECT places.place, 0 AS n
    FROM (VALUES (1), (2), (3), (4)) AS places(place)
    WHERE
        places.place NOT IN (SELECT placed.place FROM placed)
        AND EXISTS (SELECT 1 FROM placed)
)
SELECT
    CASE place
        WHEN 1 THEN 'marks without a timetable'
        WHEN 2 THEN 'marks and a timetable'
        WHEN 3 THEN 'timetable, one or two marks'
        WHEN 4 THEN 'timetable, no marks'
        ELSE 'timetable, marks not known'
    END AS label,
    n
FROM counted
ORDER BY place;
/*
Example: three marks are needed for the first two rows; the day a timetable ended is not covered by it.
as_at 2026-11-20
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2026-09-02 | 2026-10-23 |
|             | term | 2026-11-02 | 2026-12-18 |
part_time_timetables
| timetable_id | child_id | started_on | ended_on   |
| t1           | covered  | 2026-11-02 |            |
| t2           | ended    | 2026-11-02 | 2026-11-11 |
| t3           | few      | 2026-11-02 |            |
| t4           | unmarked | 2026-11-02 |            |
| t5           | nowhere  | 2026-11-02 |            |
| t6           | long_ago | 2026-09-02 | 2026-11-20 |
register
| child_id | provider_id | from       | marks             |
| covered  | s1          | 2026-11-09 | . C2 . C2 . C2    |
| ended    | s1          | 2026-11-09 | . C2 . C2 . C2    |
| never    | s1          | 2026-11-09 | . C2 . C2 . C2    |
| two      | s1          | 2026-11-09 | . C2 . C2         |
| few      | s1          | 2026-11-09 | / C2 / C2         |
| unmarked | s1          | 2026-10-14 | C2 C2 C2          |
| unmarked | s1          | 2026-11-09 | / / / /           |
gives
| label                       | n |
| marks without a timetable   | 2 |
| marks and a timetable       | 1 |
| timetable, one or two marks | 1 |
| timetable, no marks         | 1 |
| timetable, marks not known  | 1 |

Example: a date without term dates.
as_at 2026-11-20
part_time_timetables
| timetable_id | child_id | started_on |
| t1           | c1       | 2026-11-02 |
register
| child_id | provider_id | from       | marks |
| c1       | s1          | 2026-11-09 | / C2  |
gives
| label                       | n |
| marks without a timetable   | 0 |
| marks and a timetable       | 0 |
| timetable, one or two marks | 0 |
| timetable, no marks         | 0 |
| timetable, marks not known  | 1 |
*/
