/*
asks = "Was there always a safeguarding lead in post, and who covers now?"
theme = "staff"
draw = "timeline"
place = 30
parts = ["DSL in post", "deputy DSL in post", "DSL and deputy DSL in post"]
clauses = ["MM-4"]
counted = "Everybody who was in post as designated safeguarding lead (DSL) or deputy at any time in the last 13 months, from the first day in post to the last. Roles are those of today, and who is away for long today is left out of all the days, since nothing says from when. Every day counts, weekends and holidays too. Without a first day a person was always there."
answer = "DSL in post: {dsl}. Deputies in post: {deputies}. Of the {days} days from {since} on, {without_dsl} {without_dsl|was|were} without a DSL in post and {without_deputy} without a deputy.[ {away} more {away|person with such a role is|people with such a role are} away for long.]"
answer_none = "Nobody was in post as DSL or deputy in the last 13 months."

[tells]
n = 'count(DISTINCT "case")'
dsl = "coalesce(string_agg(CASE WHEN today AND is_dsl THEN reference END, ', ' ORDER BY reference), 'nobody')"
deputies = "coalesce(string_agg(CASE WHEN today AND is_deputy THEN reference END, ', ' ORDER BY reference), 'nobody')"
days = "max(days)"
since = "(SELECT CAST(date_trunc('month', as_at) - INTERVAL 12 MONTH AS DATE) FROM asked)"
without_dsl = "max(without_dsl)"
without_deputy = "max(without_deputy)"
away = "max(away)"

[columns]
case = "Person"
what = "Role"
in_post_since = "In post since"
starts = "Shown from"
ends = "Shown to"
*/
WITH
days AS (
    SELECT CAST(day AS DATE) AS day
    FROM asked
    CROSS JOIN generate_series(
        date_trunc('month', asked.as_at) - INTERVAL 12 MONTH, CAST(asked.as_at AS TIMESTAMP), INTERVAL 1 DAY
    ) AS series(day)
),
person AS (
    SELECT
        staff_id,
        started_on,
        in_post_from,
        not_in_post_from,
        list_contains(roles, 'dsl') AS is_dsl,
        list_contains(roles, 'deputy_dsl') AS is_deputy
    FROM in_post
    WHERE list_has_any(roles, ['dsl', 'deputy_dsl'])
),
covered AS (
    SELECT
        days.day,
        coalesce(bool_or(person.is_dsl), FALSE) AS by_dsl,
        coalesce(bool_or(person.is_deputy), FALSE) AS by_deputy
    FROM days
    LEFT JOIN person ON person.in_post_from <= days.day AND person.not_in_post_from > days.day
    GROUP BY days.day
),
cover AS (
    SELECT
        count(*) AS days,
        min(day) AS first_day,
        max(day) AS last_day,
        count(CASE WHEN NOT by_dsl THEN 1 END) AS without_dsl,
        count(CASE WHEN NOT by_deputy THEN 1 END) AS without_deputy
    FROM covered
)
SELECT
    person.staff_id AS "case",
    coalesce(case_reference.reference, person.staff_id) AS reference,
    CASE
        WHEN person.is_dsl AND person.is_deputy THEN 'DSL and deputy DSL in post'
        WHEN person.is_dsl THEN 'DSL in post'
        ELSE 'deputy DSL in post'
    END AS what,
    coalesce(strftime(person.started_on, '%-d %B %Y'), 'not known') AS in_post_since,
    greatest(person.in_post_from, cover.first_day) AS starts,
    least(person.not_in_post_from - 1, cover.last_day) AS ends,
    person.not_in_post_from > cover.last_day AS today,
    person.is_dsl,
    person.is_deputy,
    cover.days,
    cover.without_dsl,
    cover.without_deputy,
    (
        SELECT count(*)
        FROM staff
        WHERE
            long_term_absent
            AND list_has_any(roles, ['dsl', 'deputy_dsl'])
            AND coalesce(started_on <= cover.last_day, TRUE)
            AND coalesce(ended_on > cover.last_day, TRUE)
    ) AS away
FROM person
CROSS JOIN cover
LEFT JOIN case_reference ON case_reference.pseudonym = person.staff_id
WHERE person.in_post_from <= cover.last_day AND person.not_in_post_from > cover.first_day
ORDER BY NOT person.is_dsl, starts, ends, person.staff_id;
/*
Example: from 1 November a year before; a gap of ten days between two leads; who leaves today no longer covers; who starts tomorrow is not there.
as_at 2026-11-20
staff
| staff_id | roles          | started_on | ended_on   | long_term_absent |
| first    | dsl;teacher    | 2020-01-01 | 2026-03-01 |                  |
| second   | dsl            | 2026-03-11 | 2026-12-31 |                  |
| deputy   | deputy_dsl     |            | 2026-11-20 |                  |
| away     | deputy_dsl     | 2020-01-01 |            | yes              |
| starts   | dsl            | 2026-11-21 |            |                  |
| long_ago | dsl            | 2019-01-01 | 2025-11-01 |                  |
| teacher  | teacher        | 2020-01-01 |            |                  |
gives
| case   | what               | in_post_since   | starts     | ends       | today | days | without_dsl | without_deputy | away |
| first  | DSL in post        | 1 January 2020  | 2025-11-01 | 2026-02-28 | False | 385  | 10          | 1              | 1    |
| second | DSL in post        | 11 March 2026   | 2026-03-11 | 2026-11-20 | True  | 385  | 10          | 1              | 1    |
| deputy | deputy DSL in post | not known       | 2025-11-01 | 2026-11-19 | False | 385  | 10          | 1              | 1    |
*/
