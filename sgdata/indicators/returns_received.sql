/*
title = "Returns received"
asks = "Who has not told us?"
theme = "governance"
unit = "percent"
kind = "flow"
good = "high"
about = "process"
subject = "return"
own_provider = true
target = 100
amber = 90
clauses = ["VS-5.1", "VS-5.3"]
rule = "GOV-5"
authority = "Practice of councils: what was not returned is not known, and never nought"
edition = "2026"
owner = "Data officer"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Returns whose period ended, whether or not they came late. A setting with nothing to report sends a nil return, which needs the day it came too."
answer = "{n} of {d} expected {d|return|returns} came ({percent})."
answer_none = "None of {d} expected {d|return|returns} came."
answer_no_data = "No return was expected."
*/
SELECT
    asked.as_at,
    expected.provider_id || '/' || expected."table" || '/' || CAST(expected.period_from AS VARCHAR) || '/'
    || CAST(expected.period_to AS VARCHAR) AS subject,
    CAST(NULL AS VARCHAR) AS child,
    expected.provider_id AS provider,
    expected.period_to AS happened_on,
    CASE WHEN expected.received_on <= asked.as_at THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    TRUE AS known,
    replace(expected."table", '_', ' ') || ', ' || strftime(expected.period_from, '%-d %B %Y') || ' to '
    || strftime(expected.period_to, '%-d %B %Y')
    || CASE
        WHEN coalesce(expected.received_on > asked.as_at, TRUE) THEN ', not received'
        WHEN expected.nil_return THEN ', nil return received ' || strftime(expected.received_on, '%-d %B %Y')
        ELSE ', received ' || strftime(expected.received_on, '%-d %B %Y')
    END AS why
FROM asked
INNER JOIN returns AS expected ON expected.period_to BETWEEN asked.since AND asked.as_at;
/*
Example: a setting that says nothing did not report nought; a nil return counts, with the day it came.
as_at 2026-11-20
returns
| provider_id | table                | period_from | period_to  | received_on | nil_return |
| told        | part_time_timetables | 2026-10-01  | 2026-10-31 | 2026-11-20  |            |
| nothing     | part_time_timetables | 2026-10-01  | 2026-10-31 | 2026-11-02  | yes        |
| undated     | part_time_timetables | 2026-10-01  | 2026-10-31 |             | yes        |
| tomorrow    | attendance           | 2026-10-01  | 2026-10-31 | 2026-11-21  |            |
gives
| subject                                            | numerator | why                                                                                   |
| told/part_time_timetables/2026-10-01/2026-10-31    | 1         | part time timetables, 1 October 2026 to 31 October 2026, received 20 November 2026    |
| nothing/part_time_timetables/2026-10-01/2026-10-31 | 1         | part time timetables, 1 October 2026 to 31 October 2026, nil return received 2 November 2026 |
| undated/part_time_timetables/2026-10-01/2026-10-31 | 0         | part time timetables, 1 October 2026 to 31 October 2026, not received                 |
| tomorrow/attendance/2026-10-01/2026-10-31          | 0         | attendance, 1 October 2026 to 31 October 2026, not received                           |
figure 2 of 4

Example: by the last day of its period: expected from that day on.
as_at 2026-11-20 since 2026-11-01
returns
| provider_id | table      | period_from | period_to  | received_on |
| ends_today  | attendance | 2026-11-01  | 2026-11-20 |             |
| ends_later  | attendance | 2026-11-01  | 2026-11-21 | 2026-11-20  |
| before      | attendance | 2026-10-01  | 2026-10-31 | 2026-11-20  |
gives
| subject                                     | numerator |
| ends_today/attendance/2026-11-01/2026-11-20 | 0         |
figure 0 of 1
*/
