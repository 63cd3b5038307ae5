/*
title = "Concerns open over 28 days"
asks = "What is drifting?"
theme = "concerns"
unit = "percent"
kind = "stock"
good = "low"
about = "process"
subject = "concern"
target = 0
amber = 5
clauses = ["VS-3.3"]
rule = "VS-3.3"
authority = "Safeguarding policy of the Virtual School; 28 days is a line of our own"
edition = "2024"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Some concerns are rightly long: the question is whether somebody decided that."
answer = "{n} {n|concern has|concerns have} been open for over 28 days, of {d} open."
answer_none = "No concern has been open for over 28 days, of {d} open."
answer_no_data = "No concern is open."
children_among = "with an open concern"
children_who = "{n|has|have} one that has been open for over 28 days"
outlook = "{n} open {n|concern reaches|concerns reach} 28 days"

[parameters]
days = 28
*/
SELECT
    asked.as_at,
    concern.concern_id AS subject,
    concern.child_id AS child,
    concern.observed_on AS happened_on,
    CASE WHEN date_diff('day', concern.observed_on, asked.as_at) > parameters.days THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    concern.observed_on IS NOT NULL AS known,
    CASE
        WHEN concern.observed_on IS NULL THEN 'open, and not known since when'
        ELSE 'observed ' || strftime(concern.observed_on, '%-d %B %Y') || ', open for '
            || CAST(date_diff('day', concern.observed_on, asked.as_at) AS VARCHAR) || ' days'
    END AS why
FROM asked
CROSS JOIN parameters
INNER JOIN dated_concern AS concern
    ON (concern.observed_on IS NULL OR concern.observed_on <= asked.as_at)
    AND (concern.existed_from IS NULL OR concern.existed_from <= asked.as_at)
    AND (concern.closed_on IS NULL OR concern.closed_on > asked.as_at);
/*
Example: the 28th day is not over; closed on the day asked is closed, closed the day after is still open.
as_at 2026-11-20
concerns
| concern_id   | observed_at      | closed_on  |
| day_28       | 2026-10-23T09:00 |            |
| day_29       | 2026-10-22T23:59 |            |
| closed       | 2026-10-01T09:00 | 2026-11-20 |
| closes_later | 2026-10-01T09:00 | 2026-11-21 |
gives
| subject      | numerator | known |
| day_28       | 0         | yes   |
| day_29       | 1         | yes   |
| closes_later | 1         | yes   |
figure 2 of 3

Example: an open concern without the time it was observed is open, for nobody knows how long.
as_at 2026-11-20
concerns
| concern_id | observed_at      | recorded_at      |
| unknown    |                  | 2026-09-01T09:00 |
| recent     | 2026-11-19T09:00 | 2026-11-19T09:30 |
gives
| subject | numerator | known |
| unknown | 0         | no    |
| recent  | 0         | yes   |
figure 0 of 2, 1 unknown
*/
