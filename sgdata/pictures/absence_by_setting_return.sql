/*
asks = "Which settings have not sent their registers?"
theme = "attendance"
draw = "table"
place = 70
of = "returns_received"
clauses = ["VS-5.1"]
counted = "Attendance returns whose period ended within the period shown and that had not come by the date, as the figure of returns received counts them; and settings with children of school age on roll that sent no mark in the period, and of which no return is listed. Children on roll are those of today's list, on the date. What was not sent is not known: absence there may be more or less than the figures say."
answer = "{n} {n|setting has|settings have} not sent all of {n|its|their} registers: {returns} of {expected} attendance {expected|return|returns} did not come[, and of {silent} {silent|setting|settings} no return is listed and no mark is known]. {children} {children|child is|children are} on roll there."
answer_none = "No setting is known to owe a register."

[tells]
n = "count(*)"
returns = "coalesce(sum(missing), 0)"
expected = "coalesce(max(all_expected), 0)"
silent = "count(CASE WHEN expected = 0 THEN 1 END)"
children = "coalesce(sum(children), 0)"

[columns]
setting = "Setting"
returns = "Returns that did not come"
periods = "For"
last_week = "Last week with marks"
children = "Children on roll"
*/
WITH
returned AS (
    SELECT
        provider,
        count(*) AS expected,
        count(CASE WHEN numerator = 0 THEN 1 END) AS missing,
        -- The subject is setting/table/from/to.
        string_agg(
            CASE
                WHEN numerator = 0
                    THEN strftime(CAST(split_part(subject, '/', -2) AS DATE), '%-d %B') || ' to '
                        || strftime(happened_on, '%-d %B %Y')
            END,
            ', ' ORDER BY subject
        ) AS periods
    FROM measured
    WHERE split_part(subject, '/', -3) = 'attendance'
    GROUP BY provider
),
on_roll AS (
    SELECT
        child.provider_id,
        count(*) AS children,
        count(CASE WHEN asked.as_at BETWEEN child.school_age_from AND child.school_age_to THEN 1 END) AS of_school_age
    FROM asked
    INNER JOIN child_on_roll AS child ON asked.as_at BETWEEN child.on_roll_from AND child.on_roll_to
    WHERE child.provider_id IS NOT NULL
    GROUP BY child.provider_id
),
marked AS (
    SELECT
        week.provider_id,
        max(week.week_from) AS last_week,
        max(week.week_from) + 6 >= max(asked.since) AS in_period
    FROM asked
    INNER JOIN attendance_week AS week
        ON week.week_from <= asked.as_at
        AND asked.as_at BETWEEN week.known_from AND week.known_to
        -- Of the week of the date only the days until then.
        AND (
            week.marked
            & ((1 << (2 * least(date_diff('day', week.week_from, asked.as_at) + 1, 7))) - 1)
        ) <> 0
    GROUP BY week.provider_id
)
SELECT
    coalesce(providers.name, 'not known') AS setting,
    CASE
        WHEN returned.provider IS NULL THEN 'none is listed'
        ELSE CAST(returned.missing AS VARCHAR) || ' of ' || CAST(returned.expected AS VARCHAR)
    END AS returns,
    coalesce(returned.periods, 'all of the period') AS periods,
    coalesce('from ' || strftime(marked.last_week, '%-d %B %Y'), 'none') AS last_week,
    coalesce(on_roll.children, 0) AS children,
    coalesce(returned.missing, 0) AS missing,
    coalesce(returned.expected, 0) AS expected,
    (SELECT sum(expected) FROM returned) AS all_expected
FROM returned
FULL JOIN on_roll ON on_roll.provider_id = returned.provider
LEFT JOIN marked ON marked.provider_id = coalesce(returned.provider, on_roll.provider_id)
LEFT JOIN providers ON providers.provider_id = coalesce(returned.provider, on_roll.provider_id)
WHERE
    returned.missing > 0
    OR (
        returned.provider IS NULL
        AND on_roll.of_school_age > 0
        AND NOT coalesce(marked.in_period, FALSE)
        AND EXISTS (SELECT 1 FROM marked)
    )
ORDER BY children DESC, setting, coalesce(returned.provider, on_roll.provider_id);
/*
Example: a return that came the day after has not come; a setting that is silent altogether is told too; most children first.
as_at 2026-11-10 since 2026-09-01
providers
| provider_id | name         |
| late        | Oak School   |
| silent      | Elm School   |
| there       | Ash School   |
| told        | Beech School |
children
| child_id | provider_id | date_of_birth | on_roll_from | on_roll_to |
| c1       | late        | 2014-05-05    |              |            |
| c2       | late        | 2014-05-05    |              |            |
| c3       | late        | 2014-05-05    |              | 2026-11-10 |
| c4       | silent      | 2014-05-05    |              |            |
| c5       | there       | 2014-05-05    |              |            |
| c6       | told        | 2014-05-05    |              |            |
returns
| provider_id | table               | period_from | period_to  | received_on |
| late        | attendance          | 2026-09-01  | 2026-09-30 | 2026-10-02  |
| late        | attendance          | 2026-10-01  | 2026-10-31 | 2026-11-11  |
| late        | attendance          | 2026-11-01  | 2026-11-13 |             |
| gone        | attendance          | 2026-09-01  | 2026-09-30 |             |
| told        | attendance          | 2026-10-01  | 2026-10-31 | 2026-11-10  |
| told        | part_time_timetables | 2026-10-01  | 2026-10-31 |             |
register
| child_id | provider_id | from       | marks  |
| c1       | late        | 2026-09-28 | / / /  |
| c1       | late        | 2026-11-11 | / /    |
| c4       | silent      | 2026-08-28 | /      |
| c5       | there       | 2026-09-02 | /      |
gives
| setting    | returns        | periods                           | last_week              | children |
| Oak School | 1 of 2         | 1 October to 31 October 2026     | from 28 September 2026 | 2        |
| Elm School | none is listed | all of the period                 | from 24 August 2026    | 1        |
| not known  | 1 of 1         | 1 September to 30 September 2026 | none                   | 0        |
*/
