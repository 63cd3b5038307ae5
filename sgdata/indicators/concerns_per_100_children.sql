/*
title = "Concerns per 100 children"
asks = "How many concerns for our size?"
theme = "concerns"
unit = "rate"
kind = "flow"
good = "none"
about = "child"
subject = "child"
amounts = true
seasonal = true
clauses = ["VS-3.3", "VS-4"]
rule = "GOV-5"
authority = "Keeping children safe in education; both policies"
edition = "2026"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Concerns, not children: one child may have several, so that it may pass 100. More concerns can mean better recording: the rate is never coloured."
answer = "{n} {n|concern was|concerns were} raised about {d} {d|child|children} on roll."
answer_none = "No concern was raised about {d} {d|child|children} on roll."
answer_no_data = "No child was on roll."
children_who = "had {rate} concerns per 100 children"
*/
SELECT
    asked.as_at,
    child.child_id AS subject,
    child.child_id AS child,
    about_them.last_on AS happened_on,
    coalesce(about_them.concerns, 0) AS numerator,
    1 AS denominator,
    TRUE AS known,
    CASE
        WHEN about_them.concerns IS NULL THEN 'on roll, no concern'
        WHEN about_them.concerns = 1
            THEN 'on roll, 1 concern, of ' || strftime(about_them.last_on, '%-d %B %Y')
        ELSE 'on roll, ' || CAST(about_them.concerns AS VARCHAR) || ' concerns, the last of '
            || strftime(about_them.last_on, '%-d %B %Y')
    END AS why
FROM asked
INNER JOIN children AS child
    ON (child.on_roll_from IS NULL OR child.on_roll_from <= asked.as_at)
    AND (
        child.on_roll_to IS NULL
        OR child.on_roll_to > greatest(asked.since, coalesce(child.on_roll_from, asked.since))
    )
LEFT JOIN (
    SELECT asked.as_at, concern.child_id, count(*) AS concerns, max(concern.stands_on) AS last_on
    FROM asked
    INNER JOIN dated_concern AS concern
        ON concern.stands_on BETWEEN asked.since AND asked.as_at
        AND (concern.existed_from IS NULL OR concern.existed_from <= asked.as_at)
    GROUP BY asked.as_at, concern.child_id
) AS about_them
    ON about_them.as_at = asked.as_at AND about_them.child_id = child.child_id;
/*
Example: 5 concerns about 3 children are a rate of 166.7; a child without a concern counts too.
as_at 2026-11-20
children
| child_id | on_roll_from |
| many     | 2026-09-01   |
| one      |              |
| none     | 2026-11-20   |
concerns
| concern_id | child_id | observed_at      | recorded_at      |
| k1         | many     | 2026-09-01T09:00 |                  |
| k2         | many     | 2026-10-01T09:00 |                  |
| k3         | many     | 2026-11-20T09:00 |                  |
| k4         | many     |                  | 2026-11-02T09:00 |
| k5         | one      | 2026-11-20T23:59 |                  |
| before     | one      | 2026-08-31T09:00 |                  |
| not_yet    | one      | 2026-11-19T09:00 | 2026-11-21T09:00 |
| nobody     |          | 2026-11-19T09:00 |                  |
gives
| subject | numerator | why                                             |
| many    | 1         | on roll, 4 concerns, the last of 20 November 2026 |
| one     | 1         | on roll, 1 concern, of 20 November 2026         |
| none    | 0         | on roll, no concern                             |
figure 5 of 3

Example: on roll on any day of the period; the day a child leaves is the first day without; in and out on one day is no day.
as_at 2026-11-20
children
| child_id    | on_roll_from | on_roll_to |
| last_minute | 2025-09-01   | 2026-09-02 |
| left        | 2025-09-01   | 2026-09-01 |
| one_day     | 2026-10-01   | 2026-10-01 |
| not_yet     | 2026-11-21   |            |
gives
| subject     |
| last_minute |
figure 0 of 1
*/
