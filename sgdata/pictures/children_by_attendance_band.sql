/*
asks = "How many children attend how much?"
theme = "attendance"
draw = "bars"
place = 40
leads = true
parts = ["60 sessions or more", "fewer than 60 sessions", "no session"]
clauses = ["VS-5.1"]
counted = "Children by the share of their possible sessions that they attended, all registers together, compared exactly and never rounded. Exactly 90 % is persistent absence and exactly 50 % is severe absence, so the bands from 90 % down add up to those figures. With fewer than 60 sessions a child's band says little yet. No session known: children on roll and of compulsory school age on the date."
answer = "{full} of {n} {n|child|children} missed nothing; {persistent} attended 90 % or less, {severe} of them 50 % or less.[ {provisional} {provisional|has|have} fewer than 60 sessions so far.][ {unknown} more {unknown|child|children} on roll {unknown|has|have} no session known.]"
answer_none = "No session of any child is known."

[tells]
n = "coalesce(sum(CASE WHEN part <> 'no session' THEN n END), 0)"
full = "sum(CASE WHEN place = 1 THEN n END)"
persistent = "sum(CASE WHEN place BETWEEN 4 AND 6 THEN n END)"
severe = "sum(CASE WHEN place = 6 THEN n END)"
provisional = "coalesce(sum(CASE WHEN part = 'fewer than 60 sessions' THEN n END), 0)"
unknown = "coalesce(sum(CASE WHEN part = 'no session' THEN n END), 0)"

[columns]
label = "Attendance"
part = "Sessions so far"
n = "Children"
*/
WITH
band(place, label) AS (
    VALUES
    (1, '100 %'),
    (2, '95 % to under 100 %'),
    (3, 'over 90 % to under 95 %'),
    (4, 'over 80 % to 90 %'),
    (5, 'over 50 % to 80 %'),
    (6, '50 % or less'),
    (7, 'no session known')
),
child AS (
    SELECT
        -- As persistent and severe absence compare: whole numbers, so that no edge is rounded away.
        CASE
            WHEN absent = 0 THEN 1
            WHEN absent * 100 <= possible * 5 THEN 2
            WHEN absent * 100 < possible * 10 THEN 3
            WHEN absent * 100 < possible * 20 THEN 4
            WHEN absent * 100 < possible * 50 THEN 5
            ELSE 6
        END AS place,
        CASE WHEN possible < 60 THEN 'fewer than 60 sessions' ELSE '60 sessions or more' END AS part
    FROM child_absence
    UNION ALL
    SELECT 7 AS place, 'no session' AS part
    FROM asked
    INNER JOIN child_on_roll AS child
        ON asked.as_at BETWEEN child.on_roll_from AND child.on_roll_to
        AND asked.as_at BETWEEN child.school_age_from AND child.school_age_to
    WHERE child.child_id NOT IN (SELECT child_id FROM child_absence)
)
SELECT
    band.place,
    band.label,
    coalesce(child.part, CASE band.place WHEN 7 THEN 'no session' ELSE '60 sessions or more' END) AS part,
    count(child.part) AS n
FROM band
LEFT JOIN child ON child.place = band.place
WHERE EXISTS (SELECT 1 FROM child_absence)
GROUP BY band.place, band.label, child.part
ORDER BY band.place, child.part;
/*
Example: exactly 95, 90, 80 and 50 % of 100 sessions, and one session more; of 201 sessions 20 missed are not a tenth.
as_at 2027-03-31
register
| child_id | provider_id | from       | marks       |
| c100     | s1          | 2026-09-02 | 100x/       |
| c95      | s1          | 2026-09-02 | 5xI 95x/    |
| c94      | s1          | 2026-09-02 | 6xI 94x/    |
| c201     | s1          | 2026-09-02 | 20xI 181x/  |
| c90      | s1          | 2026-09-02 | 10xC2 90x/  |
| c81      | s1          | 2026-09-02 | 19xI 81x/   |
| c80      | s1          | 2026-09-02 | 20xI 80x/   |
| c51      | s1          | 2026-09-02 | 49xO 51x/   |
| c50      | s1          | 2026-09-02 | 50xO 50x/   |
gives
| label                   | part                | n |
| 100 %                   | 60 sessions or more | 1 |
| 95 % to under 100 %     | 60 sessions or more | 1 |
| over 90 % to under 95 % | 60 sessions or more | 2 |
| over 80 % to 90 %       | 60 sessions or more | 2 |
| over 50 % to 80 %       | 60 sessions or more | 2 |
| 50 % or less            | 60 sessions or more | 1 |
| no session known        | no session          | 0 |

Example: below 60 sessions a child is told apart; of a child on roll and of school age without a session nothing is known.
as_at 2026-10-20
children
| child_id | date_of_birth | on_roll_from | on_roll_to |
| c59      | 2014-05-05    |              |            |
| c60      | 2014-05-05    |              |            |
| silent   | 2014-05-05    |              |            |
| dual     | 2014-05-05    |              |            |
| left     | 2014-05-05    |              | 2026-10-20 |
| later    | 2014-05-05    | 2026-10-21   |            |
| grown    | 2008-05-05    |              |            |
register
| child_id | provider_id | from       | marks |
| c59      | s1          | 2026-09-02 | 59x/  |
| c60      | s1          | 2026-09-02 | 60x/  |
| dual     | s1          | 2026-09-02 | 20xD  |
gives
| label                   | part                   | n |
| 100 %                   | 60 sessions or more    | 1 |
| 100 %                   | fewer than 60 sessions | 1 |
| 95 % to under 100 %     | 60 sessions or more    | 0 |
| over 90 % to under 95 % | 60 sessions or more    | 0 |
| over 80 % to 90 %       | 60 sessions or more    | 0 |
| over 50 % to 80 %       | 60 sessions or more    | 0 |
| 50 % or less            | 60 sessions or more    | 0 |
| no session known        | no session             | 2 |
*/
