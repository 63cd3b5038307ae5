/*
title = "Concerns raised"
asks = "How many concerns?"
theme = "concerns"
unit = "count"
kind = "flow"
good = "none"
about = "child"
subject = "concern"
seasonal = true
clauses = ["VS-1", "VS-3.3", "MM-A1", "MM-A2"]
rule = "CON-1"
authority = "Keeping children safe in education; both policies"
edition = "2026"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "More concerns can mean better recording: the number is never coloured."
answer = "{n} {n|concern was|concerns were} raised."
answer_none = "No concern was raised."
answer_no_data = "No concern was raised."
children_who = "{n|has|have} had a concern raised about them"
*/
SELECT
    asked.as_at,
    concern.concern_id AS subject,
    concern.child_id AS child,
    concern.stands_on AS happened_on,
    1 AS numerator,
    1 AS denominator,
    TRUE AS known,
    CASE WHEN concern.observed_on IS NULL THEN 'written down ' ELSE 'observed ' END
    || strftime(concern.stands_on, '%-d %B %Y') AS why
FROM asked
INNER JOIN dated_concern AS concern
    ON concern.stands_on BETWEEN asked.since AND asked.as_at
    AND (concern.existed_from IS NULL OR concern.existed_from <= asked.as_at);
/*
Example: first and last day of the period count; a concern not yet written down does not exist.
as_at 2026-11-20 since 2026-11-01
concerns
| concern_id | observed_at      | recorded_at      |
| first      | 2026-11-01T09:00 | 2026-11-01T10:00 |
| last       | 2026-11-20T16:00 | 2026-11-20T16:30 |
| before     | 2026-10-31T09:00 | 2026-11-01T10:00 |
| not_yet    | 2026-11-20T16:00 | 2026-11-21T09:00 |
gives
| subject | happened_on |
| first   | 2026-11-01  |
| last    | 2026-11-20  |
figure 2 of 2

Example: a concern without the time it was observed stands where it was written down; with neither, nowhere.
as_at 2026-11-20
concerns
| concern_id | observed_at | recorded_at      |
| written    |             | 2026-11-02T10:00 |
| neither    |             |                  |
gives
| subject | happened_on |
| written | 2026-11-02  |
figure 1 of 1
*/
