/*
title = "Whistleblowing reports unanswered"
asks = "Is anything unanswered?"
theme = "governance"
unit = "percent"
kind = "stock"
good = "low"
about = "process"
subject = "report"
target = 0
amber = 0
clauses = ["MM-10", "MM-4"]
rule = "GOV-1"
authority = "Safeguarding policy of the mentoring provider: staff are encouraged to report and nobody is punished; 28 days is a line of our own"
edition = "2024-25"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "How many reports there are is no measure of anything: none at all can mean that nobody dares."
answer = "{n} {n|report has|reports have} been open for over 28 days, of {judged} open."
answer_none = "No report has been open for over 28 days, of {judged} open."
answer_no_data = "No open report can be judged."
outlook = "{n} open whistleblowing {n|report reaches|reports reach} 28 days"

[parameters]
days = 28
*/
SELECT
    asked.as_at,
    report.report_id AS subject,
    CAST(NULL AS VARCHAR) AS child,
    report.raised_on AS happened_on,
    CASE
        WHEN date_diff('day', report.raised_on, asked.as_at) > parameters.days THEN 1
        ELSE 0
    END AS numerator,
    1 AS denominator,
    report.raised_on IS NOT NULL AS known,
    CASE
        WHEN report.raised_on IS NULL THEN 'open, and not known since when'
        ELSE 'raised ' || strftime(report.raised_on, '%-d %B %Y') || ', open for '
            || CAST(date_diff('day', report.raised_on, asked.as_at) AS VARCHAR)
            || CASE WHEN report.raised_on = asked.as_at - 1 THEN ' day' ELSE ' days' END
    END AS why
FROM asked
CROSS JOIN parameters
INNER JOIN whistleblowing AS report
    ON (report.raised_on IS NULL OR report.raised_on <= asked.as_at)
    AND (report.closed_on IS NULL OR report.closed_on > asked.as_at);
/*
Example: the 28th day is not over; closed on the day asked is closed, closed the day after is still open.
as_at 2026-11-20
whistleblowing
| report_id    | raised_on  | closed_on  |
| day_28       | 2026-10-23 |            |
| day_29       | 2026-10-22 |            |
| yesterday    | 2026-11-19 |            |
| closed       | 2026-10-01 | 2026-11-20 |
| closes_later | 2026-10-01 | 2026-11-21 |
gives
| subject      | numerator | why                                         |
| day_28       | 0         | raised 23 October 2026, open for 28 days    |
| day_29       | 1         | raised 22 October 2026, open for 29 days    |
| yesterday    | 0         | raised 19 November 2026, open for 1 day     |
| closes_later | 1         | raised 1 October 2026, open for 50 days     |
figure 2 of 4

Example: not known when it was raised: open, for nobody knows how long; one of tomorrow is not there yet.
as_at 2026-11-20
whistleblowing
| report_id | raised_on  | closed_on  |
| no_day    |            |            |
| tomorrow  | 2026-11-21 |            |
gives
| subject | numerator | known | why                            |
| no_day  | 0         | no    | open, and not known since when |
figure 0 of 1, 1 unknown
*/
