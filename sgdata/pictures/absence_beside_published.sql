/*
asks = "How does this stand beside what is published of England?"
theme = "attendance"
draw = "table"
place = 45
unit = "percent"
clauses = ["VS-5.1"]
counted = "Context, never a comparison of like with like. Each published figure stands beside those of our children whom it is of: looked-after children beside ours who are looked after (for 12 months where it says so; a child without a recorded start counts), all pupils beside all of ours; by the phase of the setting of today. Of the periods that are published it is the one that had begun by the date and ended nearest to it. Ours are children with a possible session in the period, each child once, registers of all settings together; suspensions began in the period. What differs is said in each row. Early in a year few sessions make a tenth. Newer figures are taken with: sgdata benchmarks FILE."
answer = "{who}: {ours} of their sessions were missed since {since}, in England ({period}) {published}.[ {persistent} of them were persistently absent, in England {persistent_published}.][ {severe} were severely absent, in England {severe_published}.] The two are counted differently: each row says how."
answer_none = "No session was recorded, or nothing is published that fits the date."

[tells]
n = "count(*)"
who = "max(CASE WHEN leads AND measure = 'absence' THEN who END)"
since = "max(since)"
ours = "max(CASE WHEN leads AND measure = 'absence' THEN printf('%.1f %%', 100 * ours) END)"
published = "max(CASE WHEN leads AND measure = 'absence' THEN printf('%.1f %%', 100 * published) END)"
period = "max(CASE WHEN leads AND measure = 'absence' THEN period END)"
persistent = "max(CASE WHEN leads AND measure = 'persistent_absence' THEN printf('%.1f %%', 100 * ours) END)"
persistent_published = "max(CASE WHEN leads AND measure = 'persistent_absence' THEN printf('%.1f %%', 100 * published) END)"
severe = "max(CASE WHEN leads AND measure = 'severe_absence' THEN printf('%.1f %%', 100 * ours) END)"
severe_published = "max(CASE WHEN leads AND measure = 'severe_absence' THEN printf('%.1f %%', 100 * published) END)"

[columns]
figure = "Figure"
who = "Whose"
phase = "Phase"
ours = "Ours"
children = "Our children"
published = "Published"
area = "Area"
period = "Period"
differs = "What differs"
*/
WITH
cohort AS (
    SELECT *
    FROM (
        VALUES
        (1, 'looked_after_12_months', 'looked_after', 'Children looked after for 12 months'),
        (2, 'looked_after', 'looked_after', 'Looked-after children'),
        (3, 'child_in_need', 'child_in_need', 'Children in need'),
        (4, 'child_protection', 'child_protection', 'Children on a protection plan'),
        (5, 'all_pupils', NULL, 'All children')
    ) AS known(place, cohort, care_status, who)
),
child AS (
    SELECT
        cohort.cohort,
        coalesce(dimension.phase, 'not known') AS phase,
        period.possible,
        period.absent,
        period.part_time,
        EXISTS (
            SELECT 1
            FROM suspensions
            WHERE suspensions.child_id = period.child_id AND suspensions.kind = 'suspension'
                AND suspensions.started_on BETWEEN asked.since AND asked.as_at
        ) AS is_suspended
    FROM asked
    INNER JOIN child_absence AS period ON period.as_at = asked.as_at
    LEFT JOIN child_dimension AS dimension ON dimension.child_id = period.child_id
    LEFT JOIN children ON children.child_id = period.child_id
    INNER JOIN cohort
        ON cohort.cohort = 'all_pupils'
        OR (
            cohort.care_status = children.care_status
            AND (
                cohort.cohort <> 'looked_after_12_months'
                OR coalesce(children.care_started_on <= asked.as_at - INTERVAL 12 MONTH, TRUE)
            )
        )
),
summed AS (
    SELECT
        cohort,
        CASE WHEN grouping(phase) = 1 THEN 'all' ELSE phase END AS phase,
        count(*) AS children,
        sum(possible) AS possible,
        sum(absent) AS absent,
        sum(part_time) AS part_time,
        count(CASE WHEN absent * 100 >= possible * 10 THEN 1 END) AS persistent,
        count(CASE WHEN absent * 100 >= possible * 50 THEN 1 END) AS severe,
        count(CASE WHEN is_suspended THEN 1 END) AS suspended
    FROM child
    GROUP BY GROUPING SETS ((cohort), (cohort, phase))
),
ours AS (
    SELECT
        summed.cohort,
        summed.phase,
        summed.children,
        figure.place,
        figure.measure,
        figure.name,
        figure.hits,
        figure.judged,
        figure.differs
    FROM summed
    CROSS JOIN LATERAL (
        VALUES
        (1, 'absence', 'Sessions missed', absent, possible, NULL),
        (2, 'persistent_absence', 'Persistently absent', persistent, children, 'ours are counted child by child'),
        (3, 'severe_absence', 'Severely absent', severe, children, 'ours are counted child by child'),
        (4, 'part_time_share_of_sessions', 'Sessions of a part-time timetable', part_time, possible, NULL),
        (5, 'one_or_more_suspension', 'Suspended once or more', suspended, children, 'ours are of the period so far')
    ) AS figure(place, measure, name, hits, judged, differs)
),
beside AS (
    SELECT
        ours.measure,
        ours.name AS figure,
        cohort.who,
        ours.phase,
        -- Rounded half up to tenths of a per cent, as every figure is; the published ones as they are.
        ((2000 * ours.hits + ours.judged) // (2 * ours.judged)) / 1000.0 AS ours,
        ours.children,
        CAST(fits.value AS DOUBLE) / 100 AS published,
        fits.area,
        fits.period,
        array_to_string(
            list_filter(
                [
                    CASE WHEN NOT fits.is_of_the_time THEN 'another time than ours' END,
                    nullif(fits.caveat, ''),
                    ours.differs,
                    CASE WHEN ours.children < 20 THEN 'ours are fewer than 20 children' END
                ],
                lambda said: said IS NOT NULL
            ),
            '; '
        ) AS differs,
        asked.since,
        ours.place,
        cohort.place AS cohort_place,
        list_position(['all', 'primary', 'secondary', 'special', 'alternative'], ours.phase) AS phase_place
    FROM asked
    CROSS JOIN ours
    INNER JOIN cohort ON cohort.cohort = ours.cohort
    INNER JOIN fitting_benchmark AS fits
        ON fits.measure = ours.measure AND fits.cohort = ours.cohort AND fits.phase = ours.phase
)
SELECT
    *,
    -- The sentence tells of the narrowest cohort that at least half of our children belong to.
    area = 'England' AND phase = 'all' AND cohort_place = min(
        CASE WHEN area = 'England' AND phase = 'all' AND measure = 'absence' AND (cohort_place = 5 OR 2 * children >= (
            SELECT children FROM summed WHERE cohort = 'all_pupils' AND phase = 'all'
        )) THEN cohort_place END
    ) OVER () AS leads
FROM beside
ORDER BY phase_place > 1, place, cohort_place, phase_place, area <> 'England', area;
/*
Example: 20 of 200 sessions of the one looked-after child are a tenth, exactly; all pupils stand beside all of ours, by phase.
as_at 2027-03-31
children
| child_id | care_status  | care_started_on | provider_id |
| c1       | looked_after | 2026-03-31      | s1          |
| c2       | none         |                 | s1          |
| c3       | none         |                 |             |
providers
| provider_id | phase   |
| s1          | primary |
register
| child_id | provider_id | from       | marks     |
| c1       | s1          | 2026-09-02 | 20xI 180x/ |
| c2       | s1          | 2026-09-02 | 200x/     |
| c3       | s1          | 2026-09-02 | 190x/ 10xC2 |
suspensions
| suspension_id | child_id | kind       | started_on |
| x1            | c1       | suspension | 2026-10-01 |
| x2            | c2       | permanent  | 2026-10-01 |
gives
| figure | who | phase | ours | children | published | area | period | differs |
| Sessions missed | Children looked after for 12 months | all | 0.1 | 1 | 0.09 | England | 2024/25 | another time than ours; looked after for 12 months at 31 March; six half terms; ours are fewer than 20 children |
| Sessions missed | All children | all | 0.05 | 3 | 0.0678 | England | 2024/25 | another time than ours; six half terms; built on another basis than the figures of looked-after children: context only; ours are fewer than 20 children |
| Persistently absent | Children looked after for 12 months | all | 1 | 1 | 0.203 | England | 2024/25 | another time than ours; looked after for 12 months at 31 March; six half terms; ours are counted child by child; ours are fewer than 20 children |
| Persistently absent | All children | all | 0.333 | 3 | 0.1814 | England | 2024/25 | another time than ours; six half terms; built on another basis than the figures of looked-after children: context only; ours are counted child by child; ours are fewer than 20 children |
| Severely absent | Children looked after for 12 months | all | 0 | 1 | 0.064 | England | 2024/25 | another time than ours; looked after for 12 months at 31 March; six half terms; ours are counted child by child; ours are fewer than 20 children |
| Severely absent | All children | all | 0 | 3 | 0.0239 | England | 2024/25 | another time than ours; six half terms; built on another basis than the figures of looked-after children: context only; ours are counted child by child; ours are fewer than 20 children |
| Sessions of a part-time timetable | All children | all | 0.017 | 3 | 0.00266 | England | 2025/26 | another time than ours; code C2 of all possible sessions; a statistic in development; ours are fewer than 20 children |
| Suspended once or more | Looked-after children | all | 1 | 1 | 0.1455 | England | 2023/24 | another time than ours; a whole academic year; ours are of the period so far; ours are fewer than 20 children |
| Sessions missed | Children looked after for 12 months | primary | 0.1 | 1 | 0.038 | England | 2024/25 | another time than ours; looked after for 12 months at 31 March; six half terms; ours are fewer than 20 children |
| Sessions missed | All children | primary | 0.05 | 2 | 0.052 | England | 2024/25 | another time than ours; six half terms; built on another basis than the figures of looked-after children: context only; ours are fewer than 20 children |
| Persistently absent | Children looked after for 12 months | primary | 1 | 1 | 0.075 | England | 2024/25 | another time than ours; looked after for 12 months at 31 March; six half terms; ours are counted child by child; ours are fewer than 20 children |
| Persistently absent | All children | primary | 0.5 | 2 | 0.1299 | England | 2024/25 | another time than ours; six half terms; built on another basis than the figures of looked-after children: context only; ours are counted child by child; ours are fewer than 20 children |
| Severely absent | Children looked after for 12 months | primary | 0 | 1 | 0.008 | England | 2024/25 | another time than ours; looked after for 12 months at 31 March; six half terms; ours are counted child by child; ours are fewer than 20 children |
| Severely absent | All children | primary | 0 | 2 | 0.0093 | England | 2024/25 | another time than ours; six half terms; built on another basis than the figures of looked-after children: context only; ours are counted child by child; ours are fewer than 20 children |
| Sessions of a part-time timetable | All children | primary | 0 | 2 | 0.00167 | England | 2025/26 | another time than ours; code C2 of all possible sessions; a statistic in development; ours are fewer than 20 children |
*/
