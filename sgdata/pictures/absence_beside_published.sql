/*
asks = "How does this stand beside what is published of England?"
theme = "attendance"
draw = "table"
place = 45
unit = "percent"
clauses = ["VS-5.1"]
counted = "Context, never a comparison of like with like. Ours are all children with a possible session in the period shown, each child once, registers of all settings together; early in a year few sessions make a tenth. England's figures are of six half terms; those of looked-after children are of children looked after for 12 months at 31 March, and those of all pupils are built on another basis. Source: Department for Education (Outcomes for children in need including children looked after; Local Authority Interactive Tool), Open Government Licence v3.0."
answer = "Our children missed {ours} of their sessions since {since}. In England in {period} it was {looked_after} for looked-after children and {pupils} for all pupils. {persistent} of our children were persistently absent, beside {persistent_looked_after} and {persistent_pupils}; {severe} severely, beside {severe_looked_after} and {severe_pupils}. The two are counted differently."
answer_none = "No session was recorded."

[tells]
n = "count(*)"
since = "max(since)"
ours = "max(CASE WHEN place = 1 THEN printf('%.1f %%', 100 * absence) END)"
looked_after = "max(CASE WHEN place = 2 THEN printf('%.1f %%', 100 * absence) END)"
pupils = "max(CASE WHEN place = 5 THEN printf('%.1f %%', 100 * absence) END)"
period = "max(CASE WHEN place = 2 THEN period END)"
persistent = "max(CASE WHEN place = 1 THEN printf('%.1f %%', 100 * persistent) END)"
persistent_looked_after = "max(CASE WHEN place = 2 THEN printf('%.1f %%', 100 * persistent) END)"
persistent_pupils = "max(CASE WHEN place = 5 THEN printf('%.1f %%', 100 * persistent) END)"
severe = "max(CASE WHEN place = 1 THEN printf('%.1f %%', 100 * severe) END)"
severe_looked_after = "max(CASE WHEN place = 2 THEN printf('%.1f %%', 100 * severe) END)"
severe_pupils = "max(CASE WHEN place = 5 THEN printf('%.1f %%', 100 * severe) END)"

[columns]
who = "Who"
period = "Period"
absence = "Sessions missed"
persistent = "Persistently absent"
severe = "Severely absent"
about = "What it is of"
*/
WITH
ours AS (
    SELECT
        count(*) AS children,
        sum(possible) AS possible,
        sum(absent) AS absent,
        count(CASE WHEN absent * 100 >= possible * 10 THEN 1 END) AS persistent,
        count(CASE WHEN absent * 100 >= possible * 50 THEN 1 END) AS severe
    FROM child_absence
),
-- Rounded half up to tenths of a per cent, as every figure is; the published ones to hundredths as they are.
stood AS (
    SELECT
        1 AS place,
        'our children' AS who,
        strftime(asked.since, '%-d %B %Y') || ' to ' || strftime(asked.as_at, '%-d %B %Y') AS period,
        ((2000 * ours.absent + ours.possible) // (2 * ours.possible)) / 1000.0 AS absence,
        ((2000 * ours.persistent + ours.children) // (2 * ours.children)) / 1000.0 AS persistent,
        ((2000 * ours.severe + ours.children) // (2 * ours.children)) / 1000.0 AS severe,
        format('{:,}', CAST(ours.possible AS BIGINT))
        || CASE WHEN ours.possible = 1 THEN ' session of ' ELSE ' sessions of ' END
        || format('{:,}', ours.children)
        || CASE WHEN ours.children = 1 THEN ' child' ELSE ' children' END AS about
    FROM asked
    CROSS JOIN ours
    WHERE ours.children > 0
    UNION ALL
    SELECT
        cohort.place,
        cohort.who,
        benchmark.period,
        max(CASE WHEN benchmark.measure = 'absence' THEN benchmark.value END) / 100.0 AS absence,
        max(CASE WHEN benchmark.measure = 'persistent_absence' THEN benchmark.value END) / 100.0 AS persistent,
        max(CASE WHEN benchmark.measure = 'severe_absence' THEN benchmark.value END) / 100.0 AS severe,
        min(benchmark.caveat) AS about
    FROM benchmark
    INNER JOIN (
        VALUES
        (2, 'looked_after_12_months', 'looked-after children, England'),
        (3, 'child_in_need', 'children in need, England'),
        (4, 'child_protection', 'children on a protection plan, England'),
        (5, 'all_pupils', 'all pupils, England')
    ) AS cohort(place, cohort, who) ON cohort.cohort = benchmark.cohort
    WHERE benchmark.area = 'England' AND benchmark.phase = 'all'
    GROUP BY cohort.place, cohort.who, benchmark.period
)
SELECT
    stood.*,
    asked.since
FROM stood
CROSS JOIN asked
WHERE EXISTS (SELECT 1 FROM child_absence)
ORDER BY stood.place, stood.period;
/*
Example: 2 of 200 sessions are 1 %; one of two children misses a tenth, exactly; England's figures stand as published.
as_at 2027-03-31
register
| child_id | provider_id | from       | marks      |
| c1       | s1          | 2026-09-02 | 180x/      |
| c2       | s1          | 2026-09-02 | 2xI 18x/   |
gives
| who                                    | period                             | absence | persistent | severe | about                      |
| our children                           | 1 September 2026 to 31 March 2027 | 0.01    | 0.5        | 0      | 200 sessions of 2 children |
| looked-after children, England         | 2024/25                            | 0.09    | 0.203      | 0.064  | looked after for 12 months at 31 March; six half terms |
| children in need, England              | 2024/25                            | 0.174   | 0.46       | 0.113  | child in need, neither on a child protection plan nor looked after; six half terms |
| children on a protection plan, England | 2024/25                            | 0.218   | 0.554      | 0.154  | on a child protection plan and not looked after; six half terms |
| all pupils, England                    | 2024/25                            | 0.0678  | 0.1814     | 0.0239 | six half terms; built on another basis than the figures of looked-after children: context only |
*/
