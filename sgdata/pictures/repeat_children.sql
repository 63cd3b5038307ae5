/*
asks = "Which children come up again and again, and with what?"
theme = "concerns"
draw = "table"
place = 60
of = "children_with_repeat_concerns"
clauses = ["VS-4"]
counted = "Children with three concerns or more within 90 days, the last of them in the period, and those for whom nobody can say. The categories are those of their concerns in the period and in the 90 days before it; open are all that are not closed, however old. Most concerns in the period first."
answer = "{n} {n|child has|children have} come up three times or more within 90 days; {open_for} of them {open_for|has|have} a concern that is still open. The most for one child is {most} in the period.{unsure}"
answer_none = "No child is known to have come up three times within 90 days."

[tells]
n = "count(CASE WHEN is_known THEN 1 END)"
open_for = "count(CASE WHEN is_known AND open > 0 THEN 1 END)"
most = "coalesce(max(CASE WHEN is_known THEN concerns END), 0)"
unsure = "CASE count(CASE WHEN NOT is_known THEN 1 END) WHEN 0 THEN '' WHEN 1 THEN ' For 1 more child nobody can say.' ELSE ' For ' || count(CASE WHEN NOT is_known THEN 1 END) || ' more children nobody can say.' END"

[columns]
child = "Child"
why = "Why"
concerns = "In the period"
categories = "Categories"
last_on = "Last concern"
open = "Open"
*/
WITH
theirs AS (
    SELECT
        child.child AS child_id,
        concern.stands_on BETWEEN asked.since AND asked.as_at AS is_in_period,
        concern.stands_on >= asked.since - parameters.days AS is_near,
        concern.closed_on IS NULL OR concern.closed_on > asked.as_at AS is_open,
        concern.categories
    FROM asked
    CROSS JOIN parameters
    INNER JOIN measured AS child ON child.numerator > 0 OR NOT child.known
    INNER JOIN dated_concern AS concern
        ON concern.child_id = child.child
        AND (concern.observed_on IS NULL OR concern.observed_on <= asked.as_at)
        AND (concern.existed_from IS NULL OR concern.existed_from <= asked.as_at)
)
SELECT
    child.child,
    child.why,
    theirs.concerns,
    coalesce(theirs.categories, ['not known']) AS categories,
    child.happened_on AS last_on,
    theirs.open,
    child.known AS is_known
FROM measured AS child
INNER JOIN (
    SELECT
        child_id,
        count(CASE WHEN is_in_period THEN 1 END) AS concerns,
        count(CASE WHEN is_open THEN 1 END) AS open,
        list_sort(list_distinct(flatten(list(categories) FILTER (is_near AND len(categories) > 0)))) AS categories
    FROM theirs
    GROUP BY child_id
) AS theirs ON theirs.child_id = child.child
WHERE child.numerator > 0 OR NOT child.known
ORDER BY child.known DESC, theirs.concerns DESC, child.happened_on DESC, child.child;
/*
Example: what came up before the period is named where it is near; open are all of the child's; who comes up most stands first.
as_at 2026-11-20
concerns
| concern_id | child_id | observed_at      | recorded_at      | categories              | closed_on  |
| a0         | often    | 2025-01-10T09:00 |                  | fgm                     |            |
| a1         | often    | 2026-10-01T09:00 |                  | neglect                 | 2026-11-20 |
| a2         | often    | 2026-10-02T09:00 |                  | neglect;online_harm     | 2026-11-21 |
| a3         | often    | 2026-11-03T09:00 |                  |                         |            |
| a4         | often    | 2026-11-20T09:00 | 2026-11-21T09:00 | county_lines            |            |
| b1         | before   | 2026-08-20T09:00 |                  | mental_health           | 2026-08-30 |
| b2         | before   | 2026-08-21T09:00 |                  |                         | 2026-08-30 |
| b3         | before   | 2026-09-02T09:00 |                  |                         | 2026-09-30 |
| c1         | perhaps  | 2026-11-02T09:00 |                  |                         | 2026-11-10 |
| c2         | perhaps  | 2026-11-02T09:00 |                  |                         | 2026-11-10 |
| c3         | perhaps  |                  | 2026-11-04T09:00 |                         | 2026-11-10 |
| d1         | once     | 2026-11-02T09:00 |                  | neglect                 |            |
gives
| child   | why                                                                        | concerns | categories          | last_on    | open | is_known |
| often   | 3 concerns within 90 days                                                  | 3        | neglect;online_harm | 2026-11-03 | 3    | True     |
| before  | 3 concerns within 90 days                                                  | 1        | mental_health       | 2026-09-02 | 0    | True     |
| perhaps | perhaps 3 concerns within 90 days: not known when one of them was observed | 3        | not known           | 2026-11-04 | 0    | False    |
*/
