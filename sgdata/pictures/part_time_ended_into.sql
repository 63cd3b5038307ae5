/*
asks = "What did part-time timetables end in?"
theme = "part_time"
draw = "bars"
place = 40
of = "part_time_back_full_time"
clauses = ["VS-5.3"]
counted = "Part-time timetables that ended in the period, by what is recorded that they ended in. One that was extended goes on under another, so it is no return to full time and not counted in that figure. Children of compulsory school age on the date of the figures."
answer = "{n} part-time {n|timetable|timetables} ended in the period: {full_time} in full time at school[, {elsewhere} in alternative provision][, {extended} in an extension].{gone}{unsure}"
answer_none = "No part-time timetable ended in the period."

[tells]
n = "coalesce(sum(n), 0)"
full_time = "coalesce(sum(CASE WHEN label = 'full_time' THEN n END), 0)"
elsewhere = "coalesce(sum(CASE WHEN label = 'alternative_provision' THEN n END), 0)"
extended = "coalesce(sum(CASE WHEN label = 'extended' THEN n END), 0)"
gone = "coalesce(' At the end of ' || sum(CASE WHEN label = 'left' THEN n END) || ' the child left.', '')"
unsure = "coalesce(' For ' || sum(CASE WHEN label = 'not known' THEN n END) || ' it is not known.', '')"

[columns]
label = "Ended in"
n = "Timetables"
*/
WITH
ended AS (
    SELECT coalesce(timetable.end_reason, 'not known') AS label
    FROM measured
    INNER JOIN part_time_timetables AS timetable ON timetable.timetable_id = measured.subject
    UNION ALL
    -- The figure leaves these out, since they go on.
    SELECT timetable.end_reason AS label
    FROM asked
    INNER JOIN timetable_of_school_age AS timetable
        ON timetable.ended_on BETWEEN asked.since AND asked.as_at
        AND timetable.end_reason = 'extended'
        AND asked.as_at BETWEEN timetable.school_age_from AND timetable.school_age_to
)
SELECT label, count(*) AS n
FROM ended
GROUP BY label
ORDER BY label = 'not known', n DESC, label;
/*
Example: first and last day of the period count; an extension is shown, an empty reason is not known and stands last.
as_at 2026-11-20 since 2026-11-01
part_time_timetables
| timetable_id | child_id | started_on | ended_on   | end_reason            |
| before       | c1       | 2026-10-01 | 2026-10-31 | full_time             |
| first        | c2       | 2026-10-01 | 2026-11-01 | full_time             |
| last         | c3       | 2026-10-01 | 2026-11-20 | left                  |
| after        | c4       | 2026-10-01 | 2026-11-21 | full_time             |
| extended     | c5       | 2026-10-01 | 2026-11-10 | extended              |
| longer       | c6       | 2026-10-01 | 2026-11-10 | extended              |
| unsaid       | c7       | 2026-10-01 | 2026-11-10 |                       |
| unsaid_2     | c8       | 2026-10-01 | 2026-11-10 |                       |
| unsaid_3     | c9       | 2026-10-01 | 2026-11-10 |                       |
gives
| label     | n |
| extended  | 2 |
| full_time | 1 |
| left      | 1 |
| not known | 3 |
*/
