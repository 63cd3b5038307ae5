/*
title = "Children with repeat concerns"
asks = "Which children keep coming up?"
theme = "concerns"
unit = "percent"
kind = "flow"
good = "low"
about = "child"
subject = "child"
clauses = ["VS-4"]
rule = "GOV-5"
authority = "Safeguarding policy of the Virtual School: children at greater risk are identified and regularly monitored; 3 in 90 days is a line of our own"
edition = "2024"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Concerns before the period count towards the three; the last of them lies in it. A concern without the time it was observed may lie on any day: where that decides, nobody can say."
answer = "{n} of {d} {d|child|children} with a concern {n|has|have} come up three times or more within 90 days."
answer_none = "No child has come up three times within 90 days, of {d} with a concern."
answer_no_data = "There was no concern."
children_among = "with a concern"
children_who = "{n|has|have} come up three times or more within 90 days"
trend = "year"

[parameters]
concerns = 3
days = 90
*/
SELECT
    child.as_at,
    child.child_id AS subject,
    child.child_id AS child,
    child.stands_on AS happened_on,
    CASE WHEN child.most >= child.wanted THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    child.most >= child.wanted OR NOT child.may_be AS known,
    CASE
        WHEN child.most >= child.wanted THEN CAST(child.most AS VARCHAR)
        WHEN child.may_be THEN 'perhaps ' || CAST(child.wanted AS VARCHAR)
        ELSE 'never ' || CAST(child.wanted AS VARCHAR)
    END
    || ' concerns within ' || CAST(child.days AS VARCHAR) || ' days'
    || CASE
        WHEN child.most < child.wanted AND child.may_be THEN ': not known when one of them was observed'
        ELSE ''
    END AS why
FROM (
    SELECT
        latest.as_at,
        latest.child_id,
        latest.wanted,
        latest.days,
        max(latest.stands_on) AS stands_on,
        max(latest.concerns) AS most,
        -- Those without the time they were observed may all lie with the others, also as the last of them.
        max(latest.undated) > 0
        AND greatest(max(latest.concerns), max(latest.before_period)) + max(latest.undated) >= latest.wanted
            AS may_be
    FROM (
        -- For each concern of the period: how many of the child's lie in the days that end with it, how many
        -- in those that end with the first day of the period, and how many lie nobody knows when.
        SELECT
            pair.as_at,
            pair.child_id,
            pair.stands_on,
            pair.wanted,
            pair.days,
            count(CASE WHEN pair.days_before BETWEEN 0 AND pair.days THEN 1 END) AS concerns,
            count(CASE WHEN pair.days_before_period BETWEEN 0 AND pair.days THEN 1 END) AS before_period,
            count(CASE WHEN pair.is_undated THEN 1 END) AS undated
        FROM (
            SELECT
                asked.as_at,
                concern.child_id,
                concern.concern_id,
                concern.stands_on,
                parameters.concerns AS wanted,
                parameters.days,
                other.observed_on IS NULL AS is_undated,
                date_diff('day', other.observed_on, concern.observed_on) AS days_before,
                date_diff('day', other.observed_on, asked.since) AS days_before_period
            FROM asked
            CROSS JOIN parameters
            INNER JOIN dated_concern AS concern
                ON concern.stands_on BETWEEN asked.since AND asked.as_at
                AND (concern.existed_from IS NULL OR concern.existed_from <= asked.as_at)
            INNER JOIN dated_concern AS other
                ON other.child_id = concern.child_id
                AND other.stands_on <= asked.as_at
                AND (other.existed_from IS NULL OR other.existed_from <= asked.as_at)
        ) AS pair
        GROUP BY pair.as_at, pair.child_id, pair.concern_id, pair.stands_on, pair.wanted, pair.days
    ) AS latest
    GROUP BY latest.as_at, latest.child_id, latest.wanted, latest.days
) AS child;
/*
Example: the third on the 90th day after the first; on the 91st it is too late; what was before the period counts too.
as_at 2026-11-20
concerns
| concern_id | child_id | observed_at      |
| d1         | day_90   | 2026-08-22T09:00 |
| d2         | day_90   | 2026-10-01T09:00 |
| d3         | day_90   | 2026-11-20T09:00 |
| e1         | day_91   | 2026-08-21T09:00 |
| e2         | day_91   | 2026-10-01T09:00 |
| e3         | day_91   | 2026-11-20T09:00 |
| f1         | before   | 2026-08-01T09:00 |
| f2         | before   | 2026-08-02T09:00 |
| f3         | before   | 2026-08-31T09:00 |
gives
| subject | numerator | why                              |
| day_90  | 1         | 3 concerns within 90 days        |
| day_91  | 0         | never 3 concerns within 90 days |
figure 1 of 2

Example: three on one day are three; a concern that is written down after the date asked does not exist yet.
as_at 2026-11-20
concerns
| concern_id | child_id | observed_at      | recorded_at      |
| d1         | one_day  | 2026-11-02T09:00 | 2026-11-02T10:00 |
| d2         | one_day  | 2026-11-02T12:00 | 2026-11-02T13:00 |
| d3         | one_day  | 2026-11-02T15:00 | 2026-11-02T16:00 |
| e1         | not_yet  | 2026-11-02T09:00 | 2026-11-02T10:00 |
| e2         | not_yet  | 2026-11-02T12:00 | 2026-11-02T13:00 |
| e3         | not_yet  | 2026-11-02T15:00 | 2026-11-21T09:00 |
gives
| subject | numerator |
| one_day | 1         |
| not_yet | 0         |
figure 1 of 2

Example: not known when one was observed: it may be the third, where there are two others close enough.
as_at 2026-11-20
concerns
| concern_id | child_id | observed_at      | recorded_at      |
| d1         | perhaps  | 2026-11-02T09:00 | 2026-11-02T10:00 |
| d2         | perhaps  | 2026-11-03T09:00 | 2026-11-03T10:00 |
| d3         | perhaps  |                  | 2026-11-04T10:00 |
| e1         | without  | 2026-11-02T09:00 | 2026-11-02T10:00 |
| e2         | without  | 2026-11-03T09:00 | 2026-11-03T10:00 |
| e3         | without  | 2026-11-04T09:00 | 2026-11-04T10:00 |
| e4         | without  |                  | 2026-11-04T10:00 |
| f1         | too_far  | 2026-07-01T09:00 | 2026-07-01T10:00 |
| f2         | too_far  | 2026-11-03T09:00 | 2026-11-03T10:00 |
| f3         | too_far  |                  | 2026-11-04T10:00 |
| g1         | neither  | 2026-11-02T09:00 | 2026-11-02T10:00 |
| g2         | neither  | 2026-11-03T09:00 | 2026-11-03T10:00 |
| g3         | neither  |                  |                  |
gives
| subject | numerator | known | why                                                              |
| perhaps | 0         | no    | perhaps 3 concerns within 90 days: not known when one of them was observed |
| without | 1         | yes   | 3 concerns within 90 days                                        |
| too_far | 0         | yes   | never 3 concerns within 90 days                                  |
| neither | 0         | yes   | never 3 concerns within 90 days                                  |
figure 1 of 4, 1 unknown
*/
