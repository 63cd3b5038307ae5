/*
asks = "How far do the marks of each setting go, and what was it to send?"
theme = "governance"
draw = "table"
place = 55
clauses = ["VS-5.1", "VS-5.3"]
counted = "A row a setting of which a return was expected in the period shown, of which marks are known, or that has children on roll on the date. Its newest return of attendance is the one that ended last in the period. Marks are those of children of school age that were known on the date, whenever they are from; their age is counted in days from the last to the date. Missing are returns of any kind that ended in the period and had not come. Marks end early where they end before the last school day of the newest return, and it came and was not nil: it was noted, and not all of it was loaded."
answer = "{marked} of {n} {n|setting has|settings have} marks.[ {lacking} {lacking|lacks|lack} a return.][ The marks of {early} {early|setting|settings} end before the return that came.]"
answer_none = "No setting was to send anything, none has marks, and no child is on roll of one."

[tells]
n = "count(*)"
marked = "count(marks_to)"
lacking = "count(CASE WHEN missing > 0 THEN 1 END)"
early = "count(CASE WHEN is_early THEN 1 END)"

[columns]
setting = "Setting"
period = "Newest attendance return"
came = "Came"
marks_from = "Marks from"
marks_to = "Marks to"
days_old = "Days old"
missing_of = "Returns missing"
early = "Marks end early"
*/
WITH
due AS (
    SELECT expected.*, coalesce(expected.received_on <= asked.as_at, FALSE) AS has_come
    FROM asked
    INNER JOIN returns AS expected ON expected.period_to BETWEEN asked.since AND asked.as_at
),
wanted AS (
    SELECT provider_id, count(*) AS expected, count(*) FILTER (NOT has_come) AS missing
    FROM due
    GROUP BY provider_id
),
newest AS (
    SELECT DISTINCT ON (provider_id) *
    FROM due
    WHERE "table" = 'attendance'
    ORDER BY provider_id, period_to DESC, period_from DESC
),
week AS (
    SELECT
        week.provider_id,
        week.week_from,
        -- Of the week of the date only the days until then.
        CAST(
            week.marked & ((1 << (2 * least(date_diff('day', week.week_from, asked.as_at) + 1, 7))) - 1) AS INTEGER
        ) AS marked
    FROM asked
    INNER JOIN attendance_week AS week
        ON week.week_from <= asked.as_at AND asked.as_at BETWEEN week.known_from AND week.known_to
),
marked AS (
    -- Two bits a day, the lowest the first.
    SELECT
        provider_id,
        min(week_from + CAST(floor(log2(marked & -marked) / 2) AS INTEGER)) AS marks_from,
        max(week_from + CAST(floor(log2(marked) / 2) AS INTEGER)) AS marks_to
    FROM week
    WHERE marked <> 0
    GROUP BY provider_id
),
on_roll AS (
    SELECT DISTINCT child.provider_id
    FROM asked
    INNER JOIN child_on_roll AS child ON asked.as_at BETWEEN child.on_roll_from AND child.on_roll_to
    WHERE child.provider_id IS NOT NULL
),
last_day AS (
    SELECT newest.provider_id, max(day.date) AS date
    FROM newest
    INNER JOIN school_calendar AS day
        ON day.provider_id = newest.provider_id
        AND day.date BETWEEN newest.period_from AND newest.period_to
        AND day.is_school_day
    GROUP BY newest.provider_id
),
setting AS (
    SELECT provider_id FROM wanted
    UNION
    SELECT provider_id FROM marked
    UNION
    SELECT provider_id FROM on_roll
),
row AS (
    SELECT
        setting.provider_id,
        coalesce(providers.name, 'not known') AS setting,
        coalesce(
            strftime(newest.period_from, '%-d %B') || ' to ' || strftime(newest.period_to, '%-d %B %Y'),
            'none expected'
        ) AS period,
        CASE
            WHEN newest.provider_id IS NULL THEN ''
            WHEN NOT newest.has_come THEN 'not received'
            WHEN newest.nil_return THEN 'nil return, ' || strftime(newest.received_on, '%-d %B %Y')
            ELSE strftime(newest.received_on, '%-d %B %Y')
        END AS came,
        marked.marks_from AS first,
        marked.marks_to,
        date_diff('day', marked.marks_to, asked.as_at) AS age,
        coalesce(wanted.missing, 0) AS missing,
        coalesce(wanted.expected, 0) AS expected,
        coalesce(newest.has_come AND NOT coalesce(newest.nil_return, FALSE), FALSE)
        AND coalesce(marked.marks_to < last_day.date, marked.marks_to IS NULL AND last_day.date IS NOT NULL)
            AS is_early
    FROM asked
    CROSS JOIN setting
    LEFT JOIN providers ON providers.provider_id = setting.provider_id
    LEFT JOIN wanted ON wanted.provider_id = setting.provider_id
    LEFT JOIN newest ON newest.provider_id = setting.provider_id
    LEFT JOIN marked ON marked.provider_id = setting.provider_id
    LEFT JOIN last_day ON last_day.provider_id = setting.provider_id
)
SELECT
    setting,
    period,
    came,
    coalesce(strftime(first, '%-d %B %Y'), 'none') AS marks_from,
    coalesce(strftime(marks_to, '%-d %B %Y'), 'none') AS marks_to,
    coalesce(CAST(age AS VARCHAR), '') AS days_old,
    CASE WHEN expected = 0 THEN 'none expected' ELSE missing || ' of ' || expected END AS missing_of,
    CASE WHEN is_early THEN 'yes' ELSE '' END AS early,
    missing,
    is_early
FROM row
ORDER BY missing DESC, is_early DESC, age DESC NULLS FIRST, setting, provider_id;
/*
Example: what came, what is missing, how far the marks go; a return that came and was not loaded to its end is told.
as_at 2026-11-10 since 2026-09-01
providers
| provider_id | name         |
| ash         | Ash School   |
| elm         | Elm School   |
| oak         | Oak School   |
| yew         | Yew School   |
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2026-09-01 | 2026-12-18 |
children
| child_id | provider_id | date_of_birth |
| c1       | oak         | 2014-05-05    |
| c2       | elm         | 2014-05-05    |
| c3       | ash         | 2014-05-05    |
| c4       | none        | 2014-05-05    |
returns
| provider_id | table               | period_from | period_to  | received_on | nil_return |
| oak         | attendance          | 2026-09-01  | 2026-09-30 | 2026-10-02  |            |
| oak         | attendance          | 2026-10-01  | 2026-10-31 | 2026-11-11  |            |
| elm         | attendance          | 2026-10-01  | 2026-10-31 | 2026-11-02  |            |
| ash         | attendance          | 2026-11-01  | 2026-11-08 | 2026-11-09  |            |
| ash         | attendance          | 2026-11-01  | 2026-11-13 |             |            |
| yew         | attendance          | 2026-10-01  | 2026-10-31 | 2026-11-02  | yes        |
| yew         | part_time_timetables | 2026-10-01  | 2026-10-31 | 2026-11-02  | yes        |
register
| child_id | provider_id | from       | marks       |
| c1       | oak         | 2026-09-03 | / \ / \     |
| c1       | oak         | 2026-11-10 | / \ / \     |
| c2       | elm         | 2026-10-26 | / \ / \     |
| c3       | ash         | 2026-11-04 | / \ / \ / - |
gives
| setting    | period                          | came                         | marks_from       | marks_to         | days_old | missing_of    | early |
| Oak School | 1 October to 31 October 2026    | not received                 | 3 September 2026 | 10 November 2026 | 0        | 1 of 2        |       |
| Elm School | 1 October to 31 October 2026    | 2 November 2026              | 26 October 2026  | 27 October 2026  | 14       | 0 of 1        | yes   |
| Yew School | 1 October to 31 October 2026    | nil return, 2 November 2026  | none             | none             |          | 0 of 2        |       |
| not known  | none expected                   |                              | none             | none             |          | none expected |       |
| Ash School | 1 November to 8 November 2026   | 9 November 2026              | 4 November 2026  | 6 November 2026  | 4        | 0 of 1        |       |
*/
