/*
asks = "Who carries several vulnerabilities, and when was something last done?"
theme = "cohorts"
draw = "table"
place = 10
leads = true
of = "vulnerable_not_acted_on"
clauses = ["VS-4"]
counted = "Children on roll who meet three or more of the named rules of the organisation, with the reasons. First those for whom nothing was recorded as done in the last 28 days: who was never in touch, then the longest ago; then those for whom nobody can say; then the others. Within these the order says nothing about a child. Done is an action set or completed, a referral, parents or social worker told, a review of a part-time timetable, a contact while without a school, a return interview. These lines are practice of our own."
answer = "{n} {n|child carries|children carry} three vulnerabilities or more[, and for {quiet} of them nothing was recorded as done for over 28 days][; for {never} of these nothing ever].{unsure}"
answer_none = "No child is known to carry three vulnerabilities or more."

[tells]
n = "count(*)"
quiet = "count(CASE WHEN is_known AND is_quiet THEN 1 END)"
never = "count(CASE WHEN is_known AND is_quiet AND last_on IS NULL THEN 1 END)"
unsure = "CASE count(CASE WHEN NOT is_known THEN 1 END) WHEN 0 THEN '' WHEN 1 THEN ' For 1 child nobody can say.' ELSE ' For ' || count(CASE WHEN NOT is_known THEN 1 END) || ' children nobody can say.' END"

[columns]
child = "Child"
year_group = "Year group"
reasons = "Why"
last = "Last contact or action"
*/
SELECT
    measured.child,
    coalesce(
        CAST(
            year(measured.as_at) - CASE WHEN month(measured.as_at) >= 9 THEN 0 ELSE 1 END
            - child.birth_academic_year - 5 AS VARCHAR
        ),
        'not known'
    ) AS year_group,
    carried.reasons,
    CASE
        WHEN NOT measured.known THEN 'not known'
        WHEN measured.happened_on IS NULL THEN 'never'
        WHEN measured.happened_on = measured.as_at THEN 'today'
        WHEN measured.happened_on = measured.as_at - 1 THEN '1 day ago'
        ELSE CAST(date_diff('day', measured.happened_on, measured.as_at) AS VARCHAR) || ' days ago'
    END AS last,
    measured.happened_on AS last_on,
    measured.known AS is_known,
    measured.numerator > 0 AS is_quiet
FROM measured
CROSS JOIN parameters
INNER JOIN vulnerable_child AS carried ON carried.child_id = measured.child AND carried.sure >= parameters.rules
LEFT JOIN child_dimension AS child ON child.child_id = measured.child
ORDER BY measured.numerator DESC, measured.known, measured.happened_on NULLS FIRST, measured.child;
/*
Example: never comes before long ago, then who nobody can say of, then who was in touch; a child with two vulnerabilities is not there.
as_at 2026-11-20
children
| child_id  | date_of_birth | sen  | uasc | young_carer |
| ago       | 2015-08-31    | ehcp | yes  | yes         |
| never     | 2015-09-01    | ehcp | yes  | yes         |
| perhaps   |               | ehcp | yes  | yes         |
| today     | 2015-09-01    | ehcp | yes  | yes         |
| yesterday | 2015-09-01    | ehcp | yes  | yes         |
| two       | 2015-09-01    | ehcp | yes  | no          |
concerns
| concern_id | child_id  | observed_at      | parents_informed_on |
| a1         | ago       | 2026-10-01T09:00 | 2026-10-22          |
| p1         | perhaps   | 2026-10-01T09:00 |                     |
| t1         | today     | 2026-10-01T09:00 | 2026-11-20          |
| y1         | yesterday | 2026-10-01T09:00 | 2026-11-19          |
actions
| action_id | concern_id | set_on |
| x1        | p1         |        |
gives
| child     | year_group | reasons                                               | last        | is_known | is_quiet |
| never     | 6          | SEND (EHCP); Unaccompanied asylum seeker; Young carer | never       | True     | True     |
| ago       | 7          | SEND (EHCP); Unaccompanied asylum seeker; Young carer | 29 days ago | True     | True     |
| perhaps   | not known  | SEND (EHCP); Unaccompanied asylum seeker; Young carer | not known   | False    | False    |
| yesterday | 6          | SEND (EHCP); Unaccompanied asylum seeker; Young carer | 1 day ago   | True     | False    |
| today     | 6          | SEND (EHCP); Unaccompanied asylum seeker; Young carer | today       | True     | False    |
*/
