/*
asks = "What exactly are the concerns about?"
theme = "concerns"
draw = "bars"
place = 30
of = "concerns_raised"
clauses = ["VS-1", "VS-3.3", "MM-A1", "MM-A2"]
counted = "Concerns raised in the period, by category. A concern may have several categories, so the shares add up to more than 100 %. Categories that no concern has are left out."
answer = "{n} {n|concern was|concerns were} raised. {most} comes up most often, in {often} of them; {absent} of the 38 categories {absent|has|have} not come up."
answer_none = "No concern was raised."

[tells]
n = "coalesce(max(\"of\"), 0)"
most = "(SELECT label FROM picture ORDER BY label = 'not known', n DESC, label LIMIT 1)"
often = "(SELECT n FROM picture ORDER BY label = 'not known', n DESC, label LIMIT 1)"
absent = "38 - count(CASE WHEN label <> 'not known' THEN 1 END)"

[columns]
label = "Category"
n = "Concerns"
of = "Concerns raised"
*/
WITH
raised AS (
    SELECT
        measured.subject,
        CASE WHEN len(concern.categories) > 0 THEN list_distinct(concern.categories) ELSE ['not known'] END AS categories
    FROM measured
    INNER JOIN concerns AS concern ON concern.concern_id = measured.subject
)
SELECT
    label,
    count(*) AS n,
    (SELECT count(*) FROM raised) AS "of"
FROM (SELECT unnest(categories) AS label FROM raised) AS named
GROUP BY label
ORDER BY label = 'not known', n DESC, label;
/*
Example: a concern counts in each of its categories, and once in a category; without one it is not known, and stands last.
as_at 2026-11-20
concerns
| concern_id | observed_at      | categories          |
| k1         | 2026-11-02T09:00 | neglect;online_harm |
| k2         | 2026-11-20T09:00 | neglect             |
| k3         | 2026-11-02T09:00 |                     |
| k4         | 2026-11-02T09:00 |                     |
| k5         | 2026-11-02T09:00 |                     |
| tomorrow   | 2026-11-21T09:00 | fgm                 |
gives
| label       | n | of |
| neglect     | 2 | 5  |
| online_harm | 1 | 5  |
| not known   | 3 | 5  |
*/
