/*
asks = "Why are children not in full-time education, and for how many is there more than one reason?"
theme = "missing_education"
draw = "sets"
place = 30
of = "not_in_full_time_education"
clauses = ["VS-5.1", "VS-5.2", "VS-5.3"]
counted = "Children of compulsory school age on our roll: without a school, on an open part-time timetable, absent from half of their sessions or more in the period, or ten school days in a row without leave and not back. The groups overlap: a bar counts the children who are in exactly the groups that are dotted below it, so that each child is in one bar only. A session that a part-time timetable leaves out counts as absence. Not known are children whose marks lie beyond the term dates that were loaded."
answer = "{n} different {n|child is|children are} not in full-time education. {several} {several|is|are} in two groups or more and {several|counts|count} once: added up, the groups would come to {added}.{unsure}"
answer_none = "No child is known to be out of full-time education."

[tells]
n = "coalesce(sum(CASE WHEN members <> ['not known'] THEN n END), 0)"
several = "coalesce(sum(CASE WHEN len(members) > 1 THEN n END), 0)"
added = "coalesce(sum(CASE WHEN members <> ['not known'] THEN n * len(members) END), 0)"
unsure = "coalesce(' For ' || sum(CASE WHEN members = ['not known'] THEN n END) || ' more it is not known.', '')"

[columns]
members = "Why"
n = "Children"
*/
WITH
child AS (
    SELECT
        CASE
            WHEN NOT known THEN ['not known']
            ELSE
                CASE WHEN list_contains(parts, 'missing_education') THEN ['no school'] ELSE [] END
                || CASE WHEN list_contains(parts, 'part_time') THEN ['part-time timetable'] ELSE [] END
                || CASE WHEN list_contains(parts, 'severe_absence') THEN ['absent for half or more'] ELSE [] END
                || CASE WHEN list_contains(parts, 'ten_days_unauthorised') THEN ['ten days without leave'] ELSE [] END
        END AS members
    FROM measured
    WHERE numerator > 0 OR NOT known
)
SELECT members, count(*) AS n
FROM child
GROUP BY members
ORDER BY members = ['not known'], n DESC, members;
/*
Example: each child is in one combination; a child in full-time education is in none.
as_at 2026-11-20
children
| child_id  |
| no_school |
| another   |
| two       |
| school    |
missing_education
| episode_id | child_id  | started_on | ended_on   |
| e1         | no_school | 2026-10-01 |            |
| e2         | another   | 2026-10-01 | 2026-11-21 |
| e3         | school    | 2026-10-01 | 2026-11-20 |
part_time_timetables
| timetable_id | child_id | started_on |
| t1           | two      | 2026-11-02 |
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2026-11-02 | 2026-12-18 |
register
| child_id | provider_id | from       | marks |
| two      | s1          | 2026-11-02 | C2 /  |
| school   | s1          | 2026-11-02 | I / / |
gives
| members                                     | n |
| no school                                   | 2 |
| part-time timetable;absent for half or more | 1 |

Example: marks beyond the term dates that are known: nobody can say.
as_at 2026-11-20
children
| child_id | provider_id |
| marks    | s1          |
register
| child_id | provider_id | from       | marks |
| marks    | s1          | 2026-11-02 | / O / |
gives
| members   | n |
| not known | 1 |
*/
