/*
asks = "Who has no school, and who has one but has long been away?"
theme = "missing_education"
draw = "bars"
place = 40
of = "not_in_full_time_education"
parts = ["no school", "no part-time timetable", "part-time timetable", "not known"]
clauses = ["VS-5.1", "VS-5.2"]
counted = "Children missing education are on no school's roll: all of compulsory school age, as in the figure. A child on a roll who is away, however long, is not one of them. So each child stands in the first row that is true: no school; else absent from half of the sessions or more in the period; else ten school days in a row without leave and not back. A session that a part-time timetable leaves out counts as absence, so that who has such a timetable is shown. Not known are children on a roll whose marks lie beyond the term dates that were loaded."
answer = "{without} {without|child has|children have} no school. {severe} with a school {severe|is|are} absent for half of the sessions or more, and {leave} more {leave|has|have} been away for ten school days without leave.{timetabled}{unsure}"
answer_none = "No child is known to be without a school or long away from it."

[tells]
n = "coalesce(sum(CASE WHEN label <> 'not known' THEN n END), 0)"
without = "coalesce(sum(CASE WHEN label = 'no school' THEN n END), 0)"
severe = "coalesce(sum(CASE WHEN label = 'on a roll, absent for half or more' THEN n END), 0)"
leave = "coalesce(sum(CASE WHEN label = 'on a roll, ten days without leave' THEN n END), 0)"
timetabled = """CASE coalesce(sum(CASE WHEN part = 'part-time timetable' THEN n END), 0)
    WHEN 0 THEN ''
    WHEN 1 THEN ' Of the children with a school, 1 is on a part-time timetable.'
    ELSE ' Of the children with a school, ' || sum(CASE WHEN part = 'part-time timetable' THEN n END)
        || ' are on a part-time timetable.'
END"""
unsure = "coalesce(' For ' || sum(CASE WHEN label = 'not known' THEN n END) || ' more it is not known.', '')"

[columns]
label = "Where the child stands"
part = "Timetable"
n = "Children"
*/
WITH
without AS (
    SELECT DISTINCT coalesce(episode.child_id, episode.episode_id) AS subject
    FROM asked
    INNER JOIN missing_education_of_school_age AS episode
        ON (episode.started_on IS NULL OR episode.started_on <= asked.as_at)
        AND (episode.ended_on IS NULL OR episode.ended_on > asked.as_at)
        AND asked.as_at BETWEEN episode.school_age_from AND episode.school_age_to
),
placed AS (
    SELECT
        CASE
            WHEN without.subject IS NOT NULL THEN 1
            WHEN NOT measured.known THEN 4
            WHEN list_contains(measured.parts, 'severe_absence') THEN 2
            ELSE 3
        END AS place,
        CASE
            WHEN without.subject IS NOT NULL THEN 'no school'
            WHEN NOT measured.known THEN 'not known'
            WHEN list_contains(measured.parts, 'part_time') THEN 'part-time timetable'
            ELSE 'no part-time timetable'
        END AS part
    FROM measured
    FULL JOIN without ON without.subject = measured.subject
    WHERE
        without.subject IS NOT NULL
        OR NOT measured.known
        OR list_has_any(measured.parts, ['severe_absence', 'ten_days_unauthorised'])
),
counted AS (
    SELECT place, part, count(*) AS n
    FROM placed
    GROUP BY place, part
    UNION ALL
    -- A row in which nobody is says so.
    SELECT places.place, places.part, 0 AS n
    FROM (
        VALUES (1, 'no school'), (2, 'no part-time timetable'), (3, 'no part-time timetable')
    ) AS places(place, part)
    WHERE
        places.place NOT IN (SELECT placed.place FROM placed)
        AND EXISTS (SELECT 1 FROM placed)
)
SELECT
    CASE place
        WHEN 1 THEN 'no school'
        WHEN 2 THEN 'on a roll, absent for half or more'
        WHEN 3 THEN 'on a roll, ten days without leave'
        ELSE 'not known'
    END AS label,
    part,
    n
FROM counted
ORDER BY place, part;
/*
Example: who has no school stands there alone, however absent; part-time marks are absence.
as_at 2026-11-20
children
| child_id | provider_id |
| none     | s1          |
| absent   | s1          |
| half     | s1          |
| away     | s1          |
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2026-09-02 | 2026-10-23 |
|             | term | 2026-11-02 | 2026-12-18 |
missing_education
| episode_id | child_id | started_on |
| e1         | none     | 2026-11-02 |
| e2         |          | 2026-11-02 |
part_time_timetables
| timetable_id | child_id | started_on |
| t1           | half     | 2026-11-02 |
register
| child_id | provider_id | from       | marks       |
| none     | s1          | 2026-10-05 | 6xI         |
| absent   | s1          | 2026-11-02 | I /         |
| half     | s1          | 2026-11-02 | C2 /        |
| away     | s1          | 2026-09-07 | 30x/        |
| away     | s1          | 2026-11-02 | 20xO        |
gives
| label                              | part                   | n |
| no school                          | no school              | 2 |
| on a roll, absent for half or more | no part-time timetable | 1 |
| on a roll, absent for half or more | part-time timetable    | 1 |
| on a roll, ten days without leave  | no part-time timetable | 1 |

Example: nobody can say beyond the term dates that are known; the other rows say that nobody is there.
as_at 2026-11-20
children
| child_id | provider_id |
| marks    | s1          |
register
| child_id | provider_id | from       | marks |
| marks    | s1          | 2026-11-02 | / O / |
gives
| label                              | part                   | n |
| no school                          | no school              | 0 |
| on a roll, absent for half or more | no part-time timetable | 0 |
| on a roll, ten days without leave  | no part-time timetable | 0 |
| not known                          | not known              | 1 |
*/
