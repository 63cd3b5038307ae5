/*
title = "Concerns without a plan"
asks = "Which open concerns have no follow-up with a date?"
theme = "follow_ups"
unit = "percent"
kind = "stock"
good = "low"
about = "process"
subject = "concern"
target = 0
amber = 5
clauses = ["VS-3.3"]
rule = "CON-2"
authority = "Safeguarding policy of the Virtual School: a form for every concern, with all actions and dates for follow-up"
edition = "2024"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "A follow-up that is done still counts: the concern had a plan."
answer = "{n} open {n|concern has|concerns have} no follow-up with a date, of {d} open."
answer_none = "Every one of {d} open {d|concern|concerns} has a follow-up with a date."
answer_no_data = "No concern is open."
children_among = "with an open concern"
children_who = "{n|has|have} one without a dated follow-up"
*/
SELECT
    asked.as_at,
    concern.concern_id AS subject,
    concern.child_id AS child,
    concern.observed_on AS happened_on,
    CASE WHEN planned.actions IS NULL THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    TRUE AS known,
    CASE
        WHEN concern.observed_on IS NULL THEN 'open'
        ELSE 'open, observed ' || strftime(concern.observed_on, '%-d %B %Y')
    END
    || CASE
        WHEN planned.actions IS NULL THEN ', no follow-up with a date'
        WHEN planned.actions = 1 THEN ', 1 follow-up with a date'
        ELSE ', ' || CAST(planned.actions AS VARCHAR) || ' follow-ups with a date'
    END AS why
FROM asked
INNER JOIN dated_concern AS concern
    ON (concern.observed_on IS NULL OR concern.observed_on <= asked.as_at)
    AND (concern.existed_from IS NULL OR concern.existed_from <= asked.as_at)
    AND (concern.closed_on IS NULL OR concern.closed_on > asked.as_at)
LEFT JOIN (
    SELECT asked.as_at, action.concern_id, count(*) AS actions
    FROM asked
    INNER JOIN planned_action AS action
        ON action.planned_from <= asked.as_at AND action.not_planned_from > asked.as_at
    GROUP BY asked.as_at, action.concern_id
) AS planned
    ON planned.as_at = asked.as_at AND planned.concern_id = concern.concern_id;
/*
Example: an action without a date is no plan, nor a cancelled one, nor one that is set tomorrow; a done one was.
as_at 2026-11-20
concerns
| concern_id | observed_at      |
| planned    | 2026-11-02T09:00 |
| done       | 2026-11-02T09:00 |
| nothing    | 2026-11-02T09:00 |
| undated    | 2026-11-02T09:00 |
| cancelled  | 2026-11-02T09:00 |
| tomorrow   | 2026-11-02T09:00 |
actions
| action_id | concern_id | set_on     | due_on     | completed_on | cancelled_on |
| a1        | planned    | 2026-11-02 | 2026-11-09 |              |              |
| a2        | planned    | 2026-11-20 | 2026-12-09 |              |              |
| a3        | done       |            | 2026-11-09 | 2026-11-08   |              |
| a4        | undated    | 2026-11-02 |            |              |              |
| a5        | cancelled  | 2026-11-02 | 2026-11-09 |              | 2026-11-20   |
| a6        | tomorrow   | 2026-11-21 | 2026-11-30 |              |              |
gives
| subject   | numerator | why                                                         |
| planned   | 0         | open, observed 2 November 2026, 2 follow-ups with a date    |
| done      | 0         | open, observed 2 November 2026, 1 follow-up with a date     |
| nothing   | 1         | open, observed 2 November 2026, no follow-up with a date    |
| undated   | 1         | open, observed 2 November 2026, no follow-up with a date    |
| cancelled | 1         | open, observed 2 November 2026, no follow-up with a date    |
| tomorrow  | 1         | open, observed 2 November 2026, no follow-up with a date    |
figure 4 of 6

Example: closed on the day asked is closed; cancelled or closed the day after is not yet.
as_at 2026-11-20
concerns
| concern_id   | observed_at      | recorded_at      | closed_on  |
| closed       | 2026-11-02T09:00 | 2026-11-02T09:00 | 2026-11-20 |
| closes_later | 2026-11-02T09:00 | 2026-11-02T09:00 | 2026-11-21 |
| no_time      |                  | 2026-11-02T09:00 |            |
| not_yet      |                  | 2026-11-21T09:00 |            |
actions
| action_id | concern_id   | set_on     | due_on     | cancelled_on |
| a1        | closes_later | 2026-11-02 | 2026-11-09 | 2026-11-21   |
gives
| subject      | numerator | why                                       |
| closes_later | 0         | open, observed 2 November 2026, 1 follow-up with a date |
| no_time      | 1         | open, no follow-up with a date            |
figure 1 of 2
*/
