/*
asks = "Which vulnerabilities come together?"
theme = "cohorts"
draw = "sets"
place = 30
of = "several_vulnerabilities"
clauses = ["VS-4"]
counted = "Children on roll who are known to meet two or more of the named rules of the organisation. A bar counts the children who meet exactly the rules that are dotted below it, so that each child is in one bar only; a number beside a name counts those of these children who meet that rule, whatever else."
answer = "{n} {n|child carries|children carry} two vulnerabilities or more, in {combinations} {combinations|combination|different combinations}. {together} come together most often, for {most} {most|child|children} and nothing else[; {alone} {alone|child has|children have} a combination that no other has]."
answer_none = "No child is known to carry two vulnerabilities."

[tells]
n = "coalesce(sum(n), 0)"
combinations = "count(*)"
together = "(SELECT array_to_string(members, ' and ') FROM picture ORDER BY n DESC, members LIMIT 1)"
most = "max(n)"
alone = "count(CASE WHEN n = 1 THEN 1 END)"

[columns]
members = "Vulnerabilities"
n = "Children"
*/
WITH
child AS (
    SELECT met.child_id, list_sort(list(met.name)) AS members
    FROM vulnerability AS met
    INNER JOIN vulnerable_child AS carried ON carried.child_id = met.child_id
    WHERE met.known AND carried.sure >= 2
    GROUP BY met.child_id
)
SELECT members, count(*) AS n
FROM child
GROUP BY members
ORDER BY n DESC, members;
/*
Example: each child is in one combination; a child with one vulnerability, or with a second that is not known, is in none.
as_at 2026-11-20
children
| child_id | sen     | uasc | young_carer | on_roll_to |
| both     | ehcp    | no   | yes         |            |
| another  | support | no   | yes         |            |
| three    | ehcp    | yes  | yes         |            |
| one      | ehcp    | no   | no          |            |
| perhaps  |         | no   | yes         |            |
| left     | ehcp    | no   | yes         | 2026-11-20 |
gives
| members                                      | n |
| SEND;Young carer                             | 2 |
| SEND;Unaccompanied asylum seeker;Young carer | 1 |
*/
