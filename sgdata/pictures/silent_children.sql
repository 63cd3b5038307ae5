/*
asks = "For which children who are a worry has nothing been recorded lately?"
theme = "concerns"
draw = "table"
place = 15
leads = true
of = "silent_child"
clauses = ["VS-4"]
counted = "Children on roll who are a worry: two concerns or more in the last 84 days, or absence in the last 28 days that is 10 percentage points or more above that of the 56 days before. Of these, the children for whom no contact or action was recorded in the last 28 days, and those for whom nobody can say. Who was never in touch stands first, then the longest ago. These lines are practice of our own."
answer = "{n} of {worries} {worries|child who is|children who are} a worry {n|has|have} had no contact or action recorded for over 28 days; {never} never had one on record.{unsure}"
answer_none = "No child who is a worry is known to have been without a recorded contact or action for over 28 days."

[tells]
n = "count(CASE WHEN is_known THEN 1 END)"
worries = "coalesce(max(worries), 0)"
never = "count(CASE WHEN is_known AND last_on IS NULL THEN 1 END)"
unsure = "CASE count(CASE WHEN NOT is_known THEN 1 END) WHEN 0 THEN '' WHEN 1 THEN ' For 1 more child nobody can say.' ELSE ' For ' || count(CASE WHEN NOT is_known THEN 1 END) || ' more children nobody can say.' END"

[columns]
child = "Child"
year_group = "Year group"
last = "Last contact"
why = "Why"
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
    CASE
        WHEN measured.happened_on IS NOT NULL
            THEN CAST(date_diff('day', measured.happened_on, measured.as_at) AS VARCHAR) || ' days ago'
        WHEN measured.known THEN 'never'
        ELSE 'not known'
    END AS last,
    measured.why,
    measured.happened_on AS last_on,
    measured.known AS is_known,
    (SELECT count(*) FROM measured) AS worries
FROM measured
LEFT JOIN child_dimension AS child ON child.child_id = measured.child
WHERE measured.numerator > 0 OR NOT measured.known
ORDER BY measured.known DESC, measured.happened_on NULLS FIRST, measured.child;
/*
Example: never comes before long ago, long ago before not known; who was in touch is not there.
as_at 2026-11-20
children
| child_id | date_of_birth |
| ago      | 2015-08-31    |
| never    | 2015-09-01    |
| perhaps  |               |
| in_touch |               |
concerns
| concern_id | child_id | observed_at      | parents_informed_on |
| a1         | ago      | 2026-10-01T09:00 | 2026-10-22          |
| a2         | ago      | 2026-10-01T09:00 |                     |
| n1         | never    | 2026-10-01T09:00 |                     |
| n2         | never    | 2026-10-01T09:00 |                     |
| p1         | perhaps  | 2026-10-01T09:00 |                     |
| p2         | perhaps  | 2026-10-01T09:00 |                     |
| i1         | in_touch | 2026-10-01T09:00 | 2026-10-23          |
| i2         | in_touch | 2026-10-01T09:00 |                     |
actions
| action_id | concern_id | set_on |
| x1        | p1         |        |
gives
| child   | year_group | last        | why                                                                     | last_on    | is_known | worries |
| never   | 6          | never       | 2 concerns since 1 October 2026, no contact recorded                    |            | True     | 4       |
| ago     | 7          | 29 days ago | 2 concerns since 1 October 2026, last recorded contact 22 October 2026  | 2026-10-22 | True     | 4       |
| perhaps | not known  | not known   | 2 concerns since 1 October 2026, no contact recorded: not known when an action or a referral was made |            | False    | 4       |
*/
