/*
asks = "Whose absences have no reason yet?"
theme = "attendance"
draw = "bars"
place = 60
of = "unexplained_absence_overdue"
parts = ["overdue, over 4 weeks old", "overdue, up to 4 weeks old", "in time", "not known"]
clauses = ["VS-5.1"]
counted = "Sessions of the period with code N, by the setting whose register it is. Overdue is a session for which no reason was established in the school days that the rule gives; the age is counted in days from the session. Not known: the term dates do not reach far enough. Of more than ten settings, the ten with the most overdue are named."
answer = "{n} {n|session has|sessions have} no reason yet: {overdue} {overdue|is|are} overdue, {old} of them over 4 weeks old. {told}.[ Of {unknown} it is not known whether a reason is overdue.]"
answer_none = "Every absence has a reason."

[tells]
n = "coalesce(sum(n), 0)"
overdue = "sum(CASE WHEN starts_with(part, 'overdue') THEN n ELSE 0 END)"
old = "sum(CASE WHEN part = 'overdue, over 4 weeks old' THEN n ELSE 0 END)"
unknown = "sum(CASE WHEN part = 'not known' THEN n ELSE 0 END)"
told = "coalesce(max(CASE WHEN place = 1 AND late_there > 0 THEN format('{} has the most overdue, {:,}', CASE label WHEN 'not known' THEN 'A setting that is not known' ELSE label END, late_there) END), 'No setting has one that is known to be overdue')"

[columns]
label = "Setting"
part = "Time for a reason"
n = "Sessions"
oldest = "The oldest"
*/
WITH
absence AS (
    SELECT
        coalesce(providers.name, 'not known') AS label,
        measured.happened_on,
        CASE
            WHEN NOT measured.known THEN 'not known'
            WHEN measured.numerator = 0 THEN 'in time'
            WHEN date_diff('day', measured.happened_on, measured.as_at) > 28 THEN 'overdue, over 4 weeks old'
            ELSE 'overdue, up to 4 weeks old'
        END AS part
    FROM measured
    LEFT JOIN providers ON providers.provider_id = measured.provider
),
setting AS (
    SELECT
        label,
        count(CASE WHEN starts_with(part, 'overdue') THEN 1 END) AS overdue,
        row_number() OVER (
            ORDER BY count(CASE WHEN starts_with(part, 'overdue') THEN 1 END) DESC, count(*) DESC, label
        ) AS place
    FROM absence
    GROUP BY label
)
SELECT
    least(setting.place, 11) AS place,
    CASE WHEN setting.place <= 10 THEN absence.label ELSE 'all other settings' END AS label,
    absence.part,
    count(*) AS n,
    min(absence.happened_on) AS oldest,
    max(setting.overdue) AS late_there
FROM absence
INNER JOIN setting ON setting.label = absence.label
GROUP BY ALL
ORDER BY 1, absence.part DESC;
/*
Example: 28 days are up to 4 weeks; a setting without a name is not known; who has most overdue stands first.
as_at 2025-11-14 since 2025-09-01
providers
| provider_id | name        |
| s1          | Oak School  |
| s2          | Elm School  |
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2025-09-02 | 2025-10-24 |
|             | term | 2025-11-03 | 2025-12-19 |
register
| child_id | provider_id | from       | marks   |
| c1       | s1          | 2025-10-17 | N N     |
| c2       | s1          | 2025-10-16 | N       |
| c3       | s2          | 2025-11-13 | N I N . |
| c4       | s3          | 2025-11-06 | N       |
| c5       | s3          | 2025-11-07 | N       |
gives
| label      | part                       | n | oldest     |
| Oak School | overdue, up to 4 weeks old | 2 | 2025-10-17 |
| Oak School | overdue, over 4 weeks old  | 1 | 2025-10-16 |
| not known  | overdue, up to 4 weeks old | 1 | 2025-11-06 |
| not known  | in time                    | 1 | 2025-11-07 |
| Elm School | in time                    | 2 | 2025-11-13 |

Example: without the term dates of that year nobody can say.
as_at 2026-10-20
register
| child_id | provider_id | from       | marks |
| c1       | s1          | 2026-10-01 | N     |
gives
| label     | part      | n | oldest     |
| not known | not known | 1 | 2026-10-01 |
*/
