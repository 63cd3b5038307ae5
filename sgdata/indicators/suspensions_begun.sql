/*
title = "Suspensions and exclusions"
asks = "How many suspensions and exclusions were there?"
theme = "attendance"
unit = "count"
kind = "flow"
good = "low"
about = "child"
subject = "suspension"
own_provider = true
clauses = ["VS-4", "VS-5.1"]
rule = "ATT-7"
authority = "Suspension and permanent exclusion, statutory guidance"
edition = "2024"
owner = "Virtual School Head"
reviewed_on = 2026-11-21
review_due_on = 2027-09-01
caveat = "Suspensions and permanent exclusions by the day on which they began; one without that day is in none of the months. Children count once in the comparison of cohorts, however often they were suspended."
answer = "{n} {n|suspension or exclusion|suspensions and exclusions} began."
answer_none = "No suspension or exclusion began."
answer_no_data = "No suspension or exclusion began."
children_who = "{n|has|have} been suspended or excluded"
*/
SELECT
    asked.as_at,
    suspension.suspension_id AS subject,
    suspension.child_id AS child,
    suspension.provider_id AS provider,
    suspension.started_on AS happened_on,
    1 AS numerator,
    1 AS denominator,
    TRUE AS known,
    CASE WHEN suspension.kind = 'permanent' THEN 'excluded from ' ELSE 'suspended from ' END
    || strftime(suspension.started_on, '%-d %B %Y')
    || coalesce(' for ' || CAST(suspension.sessions AS VARCHAR) || ' sessions', '') AS why
FROM asked
INNER JOIN suspensions AS suspension ON suspension.started_on BETWEEN asked.since AND asked.as_at;
/*
Example: the first and the last day of the period count, whatever the kind; before, after and without a day do not.
as_at 2026-11-20 since 2026-11-01
suspensions
| suspension_id | child_id | kind       | started_on | sessions |
| first         | c1       | suspension | 2026-11-01 | 4        |
| again         | c1       | suspension | 2026-11-09 |          |
| last          | c2       | permanent  | 2026-11-20 |          |
| before        | c3       | suspension | 2026-10-31 | 2        |
| after         | c3       | suspension | 2026-11-21 | 2        |
| no_day        | c4       | suspension |            | 2        |
gives
| subject | why                                          |
| first   | suspended from 1 November 2026 for 4 sessions |
| again   | suspended from 9 November 2026               |
| last    | excluded from 20 November 2026               |
figure 3 of 3

Example: without another period the academic year counts.
as_at 2026-11-20
suspensions
| suspension_id | child_id | kind       | started_on | sessions |
| this_year     | c1       | suspension | 2026-09-01 | 1        |
| last_year     | c1       | suspension | 2026-08-31 | 1        |
gives
| subject   | happened_on |
| this_year | 2026-09-01  |
figure 1 of 1
*/
