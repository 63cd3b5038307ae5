/*
asks = "How many vulnerabilities do children carry?"
theme = "cohorts"
draw = "bars"
place = 20
leads = true
of = "several_vulnerabilities"
clauses = ["VS-4"]
counted = "Every child on roll once, by how many of the named rules of the organisation the child is known to meet. The rules are counted side by side: none weighs more than another, and it is no score. A rule that nobody can judge for want of a record is not counted."
answer = "Of {n} {n|child|children} on roll {none} {none|is|are} known to carry none of the named vulnerabilities, {one} one, {two} two and {several} three or more.{most}[ For {open} {open|child|children} something is not recorded, so that it may be more.]"
answer_none = "No child is on roll."

[tells]
n = "coalesce(sum(n), 0)"
none = "coalesce(max(CASE WHEN label = 'none' THEN n END), 0)"
one = "coalesce(max(CASE WHEN label = 'one' THEN n END), 0)"
two = "coalesce(max(CASE WHEN label = 'two' THEN n END), 0)"
several = "coalesce(sum(CASE WHEN label IN ('three', 'four or more') THEN n END), 0)"
most = "CASE WHEN max(most) > 3 THEN ' The most for one child is ' || max(most) || '.' ELSE '' END"
open = "coalesce(sum(open), 0)"

[columns]
label = "Vulnerabilities"
n = "Children"
open = "May be more"
*/
WITH
band(place, label) AS (
    VALUES (0, 'none'), (1, 'one'), (2, 'two'), (3, 'three'), (4, 'four or more')
)
SELECT
    band.label,
    count(child.child_id) AS n,
    count(CASE WHEN child.perhaps > 0 THEN 1 END) AS open,
    max(child.sure) AS most
FROM band
LEFT JOIN vulnerable_child AS child ON least(child.sure, 4) = band.place
WHERE EXISTS (SELECT 1 FROM vulnerable_child)
GROUP BY band.place, band.label
ORDER BY band.place;
/*
Example: each child is in one bar; what is not recorded is not counted, and said.
as_at 2026-11-20
children
| child_id | sen     | care_status      | placement_type | uasc | young_carer |
| five     | ehcp    | child_protection | secure         | yes  | yes         |
| four     | ehcp    | looked_after     | secure         | yes  | yes         |
| three    | support | looked_after     | foster         | yes  | yes         |
| nothing  | none    | looked_after     | foster         | no   | no          |
| perhaps  |         | looked_after     | foster         | no   | no          |
gives
| label        | n | open | most |
| none         | 2 | 1    | 0    |
| one          | 0 | 0    |      |
| two          | 0 | 0    |      |
| three        | 1 | 0    | 3    |
| four or more | 2 | 0    | 5    |

Example: nobody on roll.
as_at 2026-11-20
children
| child_id | on_roll_to |
| left     | 2026-11-20 |
gives
| label | n |
*/
