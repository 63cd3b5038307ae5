-- Given to every query as relation `required_training`: one row a date asked, a person in post and a course
-- that the roles of the person require, with the latest completion until then and the day on which it is due
-- again. Both are empty where there is none; what is never due again is due on 9999-12-31. Where two rules
-- require a course of one person, the shorter time counts; of two courses completed on one day, the one that is
-- due later.
SELECT completion.as_at, completion.staff_id, completion.course, completion.completed_on, completion.due_on
FROM (
    SELECT
        required.as_at,
        required.staff_id,
        required.course,
        training.completed_on,
        CASE
            WHEN training.completed_on IS NOT NULL
                THEN least(
                    coalesce(
                        CAST(training.completed_on + required.months * INTERVAL 1 MONTH AS DATE),
                        DATE '9999-12-31'
                    ),
                    coalesce(training.expires_on, DATE '9999-12-31')
                )
        END AS due_on
    FROM (
        SELECT asked.as_at, person.staff_id, rule.course, rule.counts, min(rule.months) AS months
        FROM asked
        INNER JOIN role_in_post AS person
            ON person.in_post_from <= asked.as_at AND person.not_in_post_from > asked.as_at
        INNER JOIN required_course AS rule ON rule.role = person.role
        GROUP BY asked.as_at, person.staff_id, rule.course, rule.counts
    ) AS required
    LEFT JOIN training
        ON training.staff_id = required.staff_id
        AND training.course = required.counts
        AND training.completed_on <= required.as_at
) AS completion
QUALIFY row_number() OVER (
    PARTITION BY completion.as_at, completion.staff_id, completion.course
    ORDER BY completion.completed_on DESC NULLS LAST, completion.due_on DESC NULLS LAST
) = 1
