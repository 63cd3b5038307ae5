/*
asks = "How does this stand beside what is published of England?"
theme = "missing_education"
draw = "table"
place = 75
unit = "percent"
clauses = ["VS-5.2"]
counted = "Context, never a comparison of like with like. Ours are the children on roll and of compulsory school age on the date, whatever their age is where it is not known, and of these those with an open episode of missing education. What is published is of all children of an area on the day of its census, whether or not anybody had them on a roll. Of the censuses that are published it is the one that had begun by the date and ended nearest to it. Newer figures are taken with: sgdata benchmarks FILE."
answer = "{missing} of our {judged} {judged|child|children} on roll {missing|has|have} no school ({ours}); in England ({period}) it was {published} of all children. The two are counted differently: each row says how."
answer_none = "No child is on roll, or nothing is published that fits the date."

[tells]
n = "count(*)"
missing = "max(missing)"
judged = "max(children)"
ours = "max(printf('%.1f %%', 100 * ours))"
period = "max(CASE WHEN area = 'England' THEN period END)"
published = "max(CASE WHEN area = 'England' THEN printf('%.1f %%', 100 * published) END)"

[columns]
who = "Whose"
ours = "Ours"
children = "Our children"
published = "Published"
area = "Area"
period = "Period"
differs = "What differs"
*/
WITH
ours AS (
    SELECT
        count(DISTINCT child.child_id) AS children,
        count(DISTINCT episode.child_id) AS missing
    FROM asked
    INNER JOIN child_on_roll AS child
        ON asked.as_at BETWEEN child.on_roll_from AND child.on_roll_to
        AND asked.as_at BETWEEN child.school_age_from AND child.school_age_to
    LEFT JOIN missing_education_of_school_age AS episode
        ON episode.child_id = child.child_id
        AND (episode.started_on IS NULL OR episode.started_on <= asked.as_at)
        AND (episode.ended_on IS NULL OR episode.ended_on > asked.as_at)
)
SELECT
    'All children' AS who,
    -- Rounded half up to tenths of a per cent, as every figure is; the published ones as they are.
    ((2000 * ours.missing + ours.children) // (2 * ours.children)) / 1000.0 AS ours,
    ours.missing,
    ours.children,
    CAST(fits.value AS DOUBLE) / 100 AS published,
    fits.area,
    fits.period,
    array_to_string(
        list_filter(
            [
                CASE WHEN NOT fits.is_of_the_time THEN 'another time than ours' END,
                nullif(fits.caveat, ''),
                'ours are children on roll alone',
                CASE WHEN ours.children < 20 THEN 'ours are fewer than 20 children' END
            ],
            lambda said: said IS NOT NULL
        ),
        '; '
    ) AS differs
FROM ours
INNER JOIN fitting_benchmark AS fits
    ON fits.measure = 'missing_education' AND fits.cohort = 'all_pupils' AND fits.phase = 'all'
WHERE ours.children > 0
ORDER BY fits.area <> 'England', fits.area;
/*
Example: one of three on roll has no school; who has left, is too old or found a school is not among them.
as_at 2025-11-20
children
| child_id | date_of_birth | on_roll_to |
| missing  | 2014-05-01    |            |
| found    | 2014-05-01    |            |
| left     | 2014-05-01    | 2025-11-20 |
| too_old  | 2008-05-01    |            |
| unknown  |               |            |
missing_education
| episode_id | child_id | started_on | ended_on   |
| e1         | missing  | 2025-10-01 |            |
| e2         | missing  | 2025-11-01 |            |
| e3         | found    | 2025-10-01 | 2025-11-20 |
| e4         | left     | 2025-10-01 |            |
gives
| who | ours | missing | children | published | area | period | differs |
| All children | 0.333 | 1 | 3 | 0.004 | England | autumn 2025 | on the census day, of all children of 5 to 16; a count by itself does not mean good or bad practice; ours are children on roll alone; ours are fewer than 20 children |

Example: before the census began nothing fits.
as_at 2025-08-20
children
| child_id | date_of_birth |
| c1       | 2014-05-01    |
gives
| who |
*/
