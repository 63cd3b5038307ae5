/*
asks = "Where is each open part-time timetable on its way?"
theme = "part_time"
draw = "timeline"
place = 1
leads = true
parts = ["as planned", "past its planned end", "without a planned end", "review held", "review missed", "6 weeks", "12 weeks", "open, not known since when"]
clauses = ["VS-5.3"]
counted = "Every open part-time timetable from its start: the stretch to its planned end, the days after that, its reviews held and missed, and the days on which its run reaches 6 and 12 weeks. A timetable that follows another within the same run counts on from it."
answer = "{n} part-time {n|timetable is|timetables are} open. {past} {past|is|are} past {past|its|their} planned end[; {undated} {undated|has|have} none].[ {over_six} {over_six|has|have} lasted over 6 weeks.]"
answer_none = "No part-time timetable is open."

[tells]
n = "count(DISTINCT \"case\")"
past = "count(DISTINCT CASE WHEN what = 'past its planned end' THEN \"case\" END)"
undated = "count(DISTINCT CASE WHEN what = 'without a planned end' THEN \"case\" END)"
over_six = "count(DISTINCT CASE WHEN days > 42 THEN \"case\" END)"

[columns]
case = "Timetable"
child = "Child"
what = "What"
starts = "From, or on"
ends = "To"
*/
WITH
lines AS (
    SELECT
        run.as_at,
        run.timetable_id,
        run.child_id,
        run.days,
        timetable.started_on,
        timetable.planned_end_on
    FROM part_time_so_far AS run
    INNER JOIN part_time_timetables AS timetable ON timetable.timetable_id = run.timetable_id
),
stretches AS (
    SELECT timetable_id, 'as planned' AS what, started_on AS starts, planned_end_on AS ends
    FROM lines
    WHERE planned_end_on > started_on
    UNION ALL
    SELECT timetable_id, 'without a planned end' AS what, started_on AS starts, as_at AS ends
    FROM lines
    WHERE planned_end_on IS NULL AND started_on IS NOT NULL
    UNION ALL
    SELECT timetable_id, 'past its planned end' AS what, planned_end_on AS starts, as_at AS ends
    FROM lines
    WHERE planned_end_on < as_at
),
marks AS (
    SELECT lines.timetable_id, 'review held' AS what, review.held_on AS starts
    FROM lines
    INNER JOIN timetable_reviews AS review
        ON review.timetable_id = lines.timetable_id
        AND review.held_on <= lines.as_at
    UNION ALL
    SELECT lines.timetable_id, 'review missed' AS what, review.due_on AS starts
    FROM lines
    INNER JOIN timetable_reviews AS review
        ON review.timetable_id = lines.timetable_id
        AND review.due_on < lines.as_at
        AND (review.held_on IS NULL OR review.held_on > lines.as_at)
    UNION ALL
    SELECT timetable_id, '6 weeks' AS what, as_at + CAST(42 - days AS INTEGER) AS starts
    FROM lines
    WHERE days IS NOT NULL
    UNION ALL
    SELECT timetable_id, '12 weeks' AS what, as_at + CAST(84 - days AS INTEGER) AS starts
    FROM lines
    WHERE days > 42
    UNION ALL
    SELECT timetable_id, 'open, not known since when' AS what, as_at AS starts
    FROM lines
    WHERE started_on IS NULL
)
SELECT
    lines.timetable_id AS "case",
    lines.child_id AS child,
    found.what,
    found.starts,
    found.ends,
    lines.days
FROM lines
INNER JOIN (
    SELECT timetable_id, what, starts, ends FROM stretches
    UNION ALL
    SELECT timetable_id, what, starts, NULL AS ends FROM marks
) AS found ON found.timetable_id = lines.timetable_id
ORDER BY coalesce(lines.planned_end_on, DATE '1900-01-01'), lines.started_on, lines.timetable_id, found.starts, found.what;
/*
Example: one past its end with a review held and one missed, one that goes on, one without an end; who is later comes first.
as_at 2026-11-20
part_time_timetables
| timetable_id | child_id | started_on | planned_end_on |
| goes_on      | c1       | 2026-11-02 | 2026-12-11     |
| past         | c2       | 2026-09-28 | 2026-11-06     |
| open_ended   | c3       | 2026-11-09 |                |
timetable_reviews
| timetable_id | due_on     | held_on    |
| past         | 2026-10-12 | 2026-10-13 |
| past         | 2026-10-26 |            |
gives
| case       | child | what                  | starts     | ends       | days |
| open_ended | c3    | without a planned end | 2026-11-09 | 2026-11-20 | 12   |
| open_ended | c3    | 6 weeks               | 2026-12-20 |            | 12   |
| past       | c2    | as planned            | 2026-09-28 | 2026-11-06 | 54   |
| past       | c2    | review held           | 2026-10-13 |            | 54   |
| past       | c2    | review missed         | 2026-10-26 |            | 54   |
| past       | c2    | past its planned end  | 2026-11-06 | 2026-11-20 | 54   |
| past       | c2    | 6 weeks               | 2026-11-08 |            | 54   |
| past       | c2    | 12 weeks              | 2026-12-20 |            | 54   |
| goes_on    | c1    | as planned            | 2026-11-02 | 2026-12-11 | 19   |
| goes_on    | c1    | 6 weeks               | 2026-12-13 |            | 19   |

Example: nobody wrote down when it began: it is shown all the same, on the day of the figures.
as_at 2026-11-20
part_time_timetables
| timetable_id | child_id | started_on | planned_end_on |
| endless      | c1       |            |                |
| ends         | c2       |            | 2026-12-11     |
gives
| case    | child | what                       | starts     | ends | days |
| endless | c1    | open, not known since when | 2026-11-20 |      |      |
| ends    | c2    | open, not known since when | 2026-11-20 |      |      |
*/
