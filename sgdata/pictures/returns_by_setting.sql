/*
asks = "Which settings have sent what was expected, and which have not?"
theme = "governance"
draw = "matrix"
place = 50
of = "returns_received"
clauses = ["VS-5.1", "VS-5.3"]
counted = "Returns whose period ended in the period of the figures, by setting and table: how many came by the date, of how many that were expected; a nil return counts. Settings with something missing come first. Where there are more than 40 settings, only those with something missing are listed. Settings of the same name are numbered. A setting of which no return was expected is not among them."
answer = "{lacking} of {settings} {settings|setting|settings} {lacking|has|have} not sent everything that was expected: {missing} of {expected} {expected|return|returns} {missing|is|are} missing.[ Not listed, since nothing is missing: {whole} {whole|setting|settings}.]"
answer_none = "No setting has a return missing that was expected in the period."

[tells]
n = "count(DISTINCT \"row\")"
lacking = "count(DISTINCT CASE WHEN lacks > 0 THEN \"row\" END)"
settings = "coalesce(max(settings), 0)"
missing = "coalesce(max(missing), 0)"
expected = "coalesce(max(expected), 0)"
whole = "coalesce(max(settings), 0) - count(DISTINCT \"row\")"

[columns]
row = "Setting"
column = "Return"
status = "Status"
says = "Received"
*/
WITH
expected AS (
    SELECT
        provider,
        -- The subject is provider/table/from/to, and a provider's pseudonym may be of any length.
        replace(replace(split_part(substr(subject, length(provider) + 2), '/', 1), '_', ' '), 'part time', 'part-time')
            AS wanted,
        count(*) AS expected,
        sum(numerator) AS received
    FROM measured
    GROUP BY ALL
),
settings AS (
    SELECT
        expected.provider,
        coalesce(providers.name, 'not known') AS name,
        sum(expected.expected - expected.received) AS lacks,
        count(*) OVER () AS settings,
        sum(sum(expected.expected)) OVER () AS expected,
        sum(sum(expected.expected - expected.received)) OVER () AS missing
    FROM expected
    LEFT JOIN providers ON providers.provider_id = expected.provider
    GROUP BY expected.provider, providers.name
),
named AS (
    SELECT
        *,
        name || CASE
            WHEN count(*) OVER (PARTITION BY name) > 1
                THEN ' (' || CAST(row_number() OVER (PARTITION BY name ORDER BY provider) AS VARCHAR) || ')'
            ELSE ''
        END AS called
    FROM settings
),
wanted AS (
    SELECT DISTINCT wanted FROM expected
)
SELECT
    named.called AS "row",
    wanted.wanted AS "column",
    CASE
        WHEN expected.expected IS NULL THEN 'no_data'
        WHEN expected.received < expected.expected THEN 'missed'
        ELSE 'met'
    END AS status,
    coalesce(
        CAST(CAST(expected.received AS INTEGER) AS VARCHAR) || ' of ' || CAST(expected.expected AS VARCHAR),
        'none expected'
    ) AS says,
    CAST(named.lacks AS INTEGER) AS lacks,
    named.settings,
    CAST(named.expected AS INTEGER) AS expected,
    CAST(named.missing AS INTEGER) AS missing
FROM named
CROSS JOIN wanted
LEFT JOIN expected ON expected.provider = named.provider AND expected.wanted = wanted.wanted
WHERE named.settings <= 40 OR named.lacks > 0
ORDER BY named.lacks DESC, named.called, wanted.wanted;
/*
Example: a nil return counts from the day it came; who has most missing comes first; what was not expected is not known.
as_at 2026-11-20
providers
| provider_id | name                |
| s1          | Alder Brook School  |
| s2          | Birch Vale School   |
| s3          | Birch Vale School   |
returns
| provider_id | table                | period_from | period_to  | received_on | nil_return |
| s1          | attendance           | 2026-09-01  | 2026-09-30 | 2026-10-02  |            |
| s1          | attendance           | 2026-10-01  | 2026-10-31 | 2026-11-20  |            |
| s1          | part_time_timetables | 2026-10-01  | 2026-10-31 | 2026-11-02  | yes        |
| s2          | attendance           | 2026-09-01  | 2026-09-30 | 2026-11-21  |            |
| s2          | attendance           | 2026-10-01  | 2026-10-31 |             |            |
| s2          | attendance           | 2026-11-01  | 2026-11-30 |             |            |
| s3          | attendance           | 2026-10-01  | 2026-10-31 | 2026-11-02  |            |
| s4          | part_time_timetables | 2026-10-01  | 2026-10-31 |             |            |
gives
| row                   | column               | status  | says          | settings | expected | missing |
| Birch Vale School (1) | attendance           | missed  | 0 of 2        | 4        | 7        | 3       |
| Birch Vale School (1) | part-time timetables | no_data | none expected | 4        | 7        | 3       |
| not known             | attendance           | no_data | none expected | 4        | 7        | 3       |
| not known             | part-time timetables | missed  | 0 of 1        | 4        | 7        | 3       |
| Alder Brook School    | attendance           | met     | 2 of 2        | 4        | 7        | 3       |
| Alder Brook School    | part-time timetables | met     | 1 of 1        | 4        | 7        | 3       |
| Birch Vale School (2) | attendance           | met     | 1 of 1        | 4        | 7        | 3       |
| Birch Vale School (2) | part-time timetables | no_data | none expected | 4        | 7        | 3       |
*/
