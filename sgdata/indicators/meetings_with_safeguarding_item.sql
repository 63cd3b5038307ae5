/*
title = "Meetings with a safeguarding item"
asks = "Is safeguarding on every agenda?"
theme = "governance"
unit = "percent"
kind = "flow"
good = "high"
about = "process"
subject = "meeting"
target = 100
amber = 95
clauses = ["MM-9.2"]
rule = "GOV-1"
authority = "Safeguarding policy of the mentoring provider: all meetings have a safeguarding and child protection agenda item"
edition = "2024-25"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "A meeting that does not say whether it had the item counts as one without it."
answer = "{n} of {d} {d|meeting|meetings} had a safeguarding item ({percent})."
answer_none = "None of {d} {d|meeting|meetings} had a safeguarding item."
answer_no_data = "No meeting was held."
trend = "year"
*/
SELECT
    asked.as_at,
    meeting.meeting_id AS subject,
    CAST(NULL AS VARCHAR) AS child,
    meeting.held_on AS happened_on,
    CASE WHEN meeting.safeguarding_item THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    TRUE AS known,
    'held ' || strftime(meeting.held_on, '%-d %B %Y')
    || CASE
        WHEN meeting.safeguarding_item THEN ', with a safeguarding item'
        WHEN meeting.safeguarding_item IS NULL THEN ', a safeguarding item is not recorded'
        ELSE ', without a safeguarding item'
    END AS why
FROM asked
INNER JOIN meetings AS meeting ON meeting.held_on BETWEEN asked.since AND asked.as_at;
/*
Example: what is not recorded was not there.
as_at 2026-11-20
meetings
| meeting_id | held_on    | safeguarding_item |
| with       | 2026-11-02 | yes               |
| without    | 2026-11-09 | no                |
| unsaid     | 2026-11-16 |                   |
gives
| subject | numerator | why                                                        |
| with    | 1         | held 2 November 2026, with a safeguarding item             |
| without | 0         | held 9 November 2026, without a safeguarding item          |
| unsaid  | 0         | held 16 November 2026, a safeguarding item is not recorded |
figure 1 of 3

Example: first and last day of the period count; a meeting without a day is in no period.
as_at 2026-11-20 since 2026-11-01
meetings
| meeting_id | held_on    | safeguarding_item |
| first      | 2026-11-01 | yes               |
| last       | 2026-11-20 | no                |
| before     | 2026-10-31 | yes               |
| tomorrow   | 2026-11-21 | yes               |
| no_day     |            | yes               |
gives
| subject | numerator |
| first   | 1         |
| last    | 0         |
figure 1 of 2
*/
