/*
asks = "How much of persistent absence is part-time timetables?"
theme = "attendance"
draw = "bars"
place = 50
of = "persistent_absence"
clauses = ["VS-5.1", "VS-5.3"]
counted = "Children who missed a tenth of their possible sessions or more; the same where sessions of an agreed part-time timetable (code C2) do not count as missed, though they stay possible; and children who missed half or more. Each is among those of the first bar, so the bars never add up."
answer = "{persistent} of {n} {n|child|children} missed a tenth of their sessions or more, and {without} would have if part-time timetables did not count as missed: {alone} {alone|is|are} persistently absent because of a part-time timetable. {severe} missed half or more."
answer_none = "No session was recorded."

[tells]
n = "coalesce(max(\"of\"), 0)"
persistent = "max(CASE WHEN place = 1 THEN n END)"
without = "max(CASE WHEN place = 2 THEN n END)"
alone = "max(CASE WHEN place = 1 THEN n END) - max(CASE WHEN place = 2 THEN n END)"
severe = "max(CASE WHEN place = 3 THEN n END)"

[columns]
label = "Missed"
n = "Children"
of = "Of"
*/
WITH
counted AS (
    SELECT
        count(*) AS children,
        sum(measured.numerator) AS persistent,
        -- The line of the indicator, which the organisation's rules may move.
        sum(
            CASE WHEN (child.absent - child.part_time) * 100 >= child.possible * parameters.percent THEN 1 ELSE 0 END
        ) AS without,
        sum(CASE WHEN child.absent * 100 >= child.possible * 50 THEN 1 ELSE 0 END) AS severe
    FROM measured
    INNER JOIN child_absence AS child ON child.child_id = measured.child
    CROSS JOIN parameters
)
SELECT
    bar.place,
    bar.label,
    bar.n,
    counted.children AS "of"
FROM counted
CROSS JOIN LATERAL (
    VALUES
    (1, 'a tenth or more', counted.persistent),
    (2, 'a tenth or more, without part-time', counted.without),
    (3, 'half or more', counted.severe)
) AS bar(place, label, n)
WHERE counted.children > 0
ORDER BY bar.place;
/*
Example: half-time for eight weeks is a tenth alone; with illness beside it, it is so without it; exactly half is severe.
as_at 2027-07-21
register
| child_id  | provider_id | from       | marks            |
| part_time | s1          | 2026-09-02 | 40xC2 340x/      |
| sick_too  | s1          | 2026-09-02 | 40xC2 38xI 302x/ |
| half      | s1          | 2026-09-02 | 50xC2 50x/       |
| there     | s1          | 2026-09-02 | 9xI 91x/         |
gives
| label                              | n | of |
| a tenth or more                    | 3 | 4  |
| a tenth or more, without part-time | 1 | 4  |
| half or more                       | 1 | 4  |
*/
