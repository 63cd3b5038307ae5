/*
asks = "Which low-level concerns do people speak up about, and are they passed on?"
theme = "adults"
draw = "bars"
place = 60
of = "low_level_concerns_passed_on"
parts = ["passed on", "not passed on", "not known"]
clauses = ["VS-7.2"]
counted = "Low-level concerns raised in the period, by what was seen and by whether both the setting and the designated safeguarding lead (DSL) have been told by the date. They are no allegations and are not among them. How many there are is no measure of anything: a rising number may be a good sign, that people speak up early. A concern without the day on which it was raised has no place in a period and is not counted."
answer = "{n} low-level {n|concern was|concerns were} raised in the period. {passed} {passed|was|were} passed on to the setting and the DSL, {kept} {kept|was|were} not[, {unknown} not known]. A rising number may be a good sign: people speak up."
answer_none = "No low-level concern was raised in the period. That may also mean that people do not speak up."

[tells]
n = "coalesce(sum(n), 0)"
passed = "coalesce(sum(CASE WHEN part = 'passed on' THEN n END), 0)"
kept = "coalesce(sum(CASE WHEN part = 'not passed on' THEN n END), 0)"
unknown = "coalesce(sum(CASE WHEN part = 'not known' THEN n END), 0)"

[columns]
label = "What was seen"
part = "To the setting and the DSL"
n = "Low-level concerns"
*/
WITH
raised AS (
    SELECT
        coalesce(concern.behaviour, 'not known') AS label,
        CASE WHEN NOT measured.known THEN 3 WHEN measured.numerator > 0 THEN 1 ELSE 2 END AS passing
    FROM measured
    INNER JOIN low_level_concerns AS concern ON concern.concern_id = measured.subject
)
SELECT
    label,
    CASE passing WHEN 1 THEN 'passed on' WHEN 2 THEN 'not passed on' ELSE 'not known' END AS part,
    count(*) AS n
FROM raised
GROUP BY label, passing
ORDER BY sum(count(*)) OVER (PARTITION BY label) DESC, label, passing;
/*
Example: both are to be told, by the date; most first, and what was seen may be unknown.
as_at 2026-11-20
low_level_concerns
| concern_id | raised_on  | behaviour     | setting_informed_on | dsl_informed_on |
| both       | 2026-11-02 | over_friendly | 2026-11-03          | 2026-11-20      |
| later      | 2026-11-20 | over_friendly | 2026-11-20          | 2026-11-21      |
| one        | 2026-11-02 | favourites    | 2026-11-03          |                 |
| unsaid     | 2026-09-01 |               | 2026-11-03          | 2026-11-03      |
| before     | 2026-08-31 | favourites    | 2026-08-31          | 2026-08-31      |
| tomorrow   | 2026-11-21 | favourites    |                     |                 |
| undated    |            | favourites    |                     |                 |
gives
| label         | part          | n |
| over_friendly | passed on     | 1 |
| over_friendly | not passed on | 1 |
| favourites    | not passed on | 1 |
| not known     | passed on     | 1 |
*/
