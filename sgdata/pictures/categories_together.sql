/*
asks = "Which groups of categories come up together in one concern?"
theme = "concerns"
draw = "sets"
place = 20
of = "concerns_raised"
clauses = ["VS-1", "VS-3.3", "MM-A1", "MM-A2"]
counted = "Concerns raised in the period, each once, by all the groups that its categories belong to. The nine groups are those in which a board reads the categories. Two groups are together in a concern also where a third one is there. The chart has the twelve most frequent combinations, the table has all."
answer = "{several} of {n} {n|concern touches|concerns touch} more than one group of categories. {pair}."
answer_none = "No concern was raised."

[tells]
n = "coalesce(sum(n), 0)"
several = "coalesce(sum(CASE WHEN len(members) > 1 THEN n END), 0)"
pair = """coalesce((
    SELECT 'Most often together: ' || replace(a, '_', ' ') || ' with ' || replace(b, '_', ' ') || ', in ' || sum(n)
        || CASE WHEN sum(n) = 1 THEN ' concern' ELSE ' concerns' END
    FROM (SELECT n, members, unnest(members) AS a FROM picture) AS one
    INNER JOIN (SELECT members AS same, unnest(members) AS b FROM picture) AS other
        ON other.same = one.members AND list_position(members, a) < list_position(members, b)
    GROUP BY a, b
    ORDER BY sum(n) DESC, a, b
    LIMIT 1
), 'No two groups come up together')"""

[columns]
members = "Groups"
n = "Concerns"
*/
SELECT
    members,
    count(*) AS n
FROM (
    SELECT
        measured.subject,
        coalesce(
            list(grouped.category_group ORDER BY grouped.place) FILTER (grouped.category_group IS NOT NULL),
            ['not known']
        ) AS members
    FROM measured
    LEFT JOIN concern_group AS grouped ON grouped.concern_id = measured.subject
    GROUP BY measured.subject
) AS concern
GROUP BY members
ORDER BY n DESC, len(members), members;
/*
Example: two categories of one group are one group; without a category the groups are not known; each concern is in one row.
as_at 2026-11-20
concerns
| concern_id | observed_at      | categories                |
| k1         | 2026-11-02T09:00 | neglect;physical_abuse    |
| k2         | 2026-11-02T09:00 | neglect                   |
| k3         | 2026-11-02T09:00 | online_harm;neglect       |
| k4         | 2026-11-02T09:00 |                           |
| k5         | 2026-11-02T09:00 | image_sharing;other;sexual_abuse |
| last_year  | 2026-08-31T09:00 | fgm                       |
gives
| members                                       | n |
| abuse_and_neglect                             | 2 |
| not known                                     | 1 |
| abuse_and_neglect;online                      | 1 |
| abuse_and_neglect;online;family_and_placement | 1 |
*/
