/*
title = "Dates out of order"
asks = "Which dates contradict each other?"
theme = "data_quality"
unit = "count"
kind = "stock"
good = "low"
about = "process"
subject = "record"
target = 0
amber = 10
clauses = ["VS-3.3"]
rule = "Accepted and doubtful"
authority = "Our own: what is well-formed and yet cannot be quite right is loaded, and said"
edition = "2026"
owner = "Data officer"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Seen in all that is loaded, whatever the date asked."
answer = "{n} {n|pair of dates is|pairs of dates are} out of order."
answer_none = "No dates are out of order."
answer_no_data = "No dates are out of order."
*/
SELECT
    asked.as_at,
    pair.table_name || '/' || pair.subject || '/' || pair.later AS subject,
    pair.child,
    CAST(pair.later_on AS DATE) AS happened_on,
    1 AS numerator,
    1 AS denominator,
    TRUE AS known,
    pair.table_name || ': ' || pair.later || ' lies before ' || pair.earlier AS why
FROM asked
INNER JOIN ordered_dates AS pair ON pair.later_on < pair.earlier_on;
/*
Example: closed before it was observed, done before it was set; the same day is in order.
as_at 2026-11-20
concerns
| concern_id | observed_at      | closed_on  |
| c1         | 2026-11-10T09:00 | 2026-11-09 |
| c2         | 2026-11-10T09:00 | 2026-11-10 |
actions
| action_id | set_on     | completed_on |
| a1        | 2026-11-10 | 2026-11-01   |
gives
| subject                 | why                                             |
| concerns/c1/closed_on   | concerns: closed_on lies before observed_at     |
| actions/a1/completed_on | actions: completed_on lies before set_on        |
figure 2 of 2

Example: times are compared as times.
as_at 2026-11-20
allegations
| case_id | aware_at         | lado_contacted_at |
| a1      | 2026-11-10T09:00 | 2026-11-10T08:59  |
| a2      | 2026-11-10T09:00 | 2026-11-10T09:00  |
gives
| subject                          |
| allegations/a1/lado_contacted_at |
figure 1 of 1
*/
