/*
title = "Annual update in date"
asks = "Has everyone had the update of the last year?"
theme = "staff"
unit = "percent"
kind = "stock"
good = "high"
about = "process"
subject = "person"
target = 100
amber = 90
clauses = ["VS-9", "MM-9.1"]
rule = "TRN-1"
authority = "Keeping children safe in education; safeguarding policy of the Virtual School: updates at least annually"
edition = "2026"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "An induction counts as an update. People away for long are left out. After how many months it is due again stands in the rules."
answer = "{n} of {d} {d|person|people} in post {n|has|have} had the update in time ({percent})."
answer_none = "None of {d} {d|person|people} in post has had the update in time."
answer_no_data = "Nobody is in post."
*/
SELECT
    asked.as_at,
    person.staff_id AS subject,
    CAST(NULL AS VARCHAR) AS child,
    required.completed_on AS happened_on,
    CASE WHEN required.due_on >= asked.as_at THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    TRUE AS known,
    CASE
        WHEN required.completed_on IS NULL THEN 'no update recorded'
        WHEN required.due_on = DATE '9999-12-31'
            THEN 'updated ' || strftime(required.completed_on, '%-d %B %Y') || ', never due again'
        WHEN required.due_on >= asked.as_at
            THEN 'updated ' || strftime(required.completed_on, '%-d %B %Y') || ', due again '
                || strftime(required.due_on, '%-d %B %Y')
        ELSE 'updated ' || strftime(required.completed_on, '%-d %B %Y') || ', was due again '
            || strftime(required.due_on, '%-d %B %Y')
    END AS why
FROM asked
INNER JOIN in_post AS person
    ON person.in_post_from <= asked.as_at AND person.not_in_post_from > asked.as_at
LEFT JOIN required_training AS required
    ON required.as_at = asked.as_at
    AND required.staff_id = person.staff_id
    AND required.course = 'annual_update';
/*
Example: due on the day a year later: on that day in date, the day after not; an induction counts as an update.
as_at 2026-11-20
staff
| staff_id  | roles  |
| a_year    | mentor |
| over      | mentor |
| inducted  | tutor  |
| no_roles  |        |
training
| staff_id | course        | completed_on |
| a_year   | annual_update | 2025-11-20   |
| over     | annual_update | 2025-11-19   |
| over     | prevent       | 2026-09-01   |
| inducted | induction     | 2026-09-01   |
gives
| subject  | numerator | why                                                       |
| a_year   | 1         | updated 20 November 2025, due again 20 November 2026      |
| over     | 0         | updated 19 November 2025, was due again 19 November 2026  |
| inducted | 1         | updated 1 September 2026, due again 1 September 2027      |
| no_roles | 0         | no update recorded                                        |
figure 2 of 4

Example: the later of the two counts, with its own expiry; both on one day, the one that is due later.
as_at 2026-11-20
staff
| staff_id | roles  |
| later    | mentor |
| expired  | mentor |
| one_day  | mentor |
| tomorrow | mentor |
training
| staff_id | course        | completed_on | expires_on |
| later    | induction     | 2026-01-05   | 2026-02-05 |
| later    | annual_update | 2026-09-01   |            |
| expired  | induction     | 2026-08-01   |            |
| expired  | annual_update | 2026-09-01   | 2026-11-19 |
| one_day  | induction     | 2026-09-01   |            |
| one_day  | annual_update | 2026-09-01   | 2026-11-19 |
| tomorrow | annual_update | 2026-11-21   |            |
gives
| subject  | numerator | why                                                      |
| later    | 1         | updated 1 September 2026, due again 1 September 2027     |
| expired  | 0         | updated 1 September 2026, was due again 19 November 2026 |
| one_day  | 1         | updated 1 September 2026, due again 1 September 2027     |
| tomorrow | 0         | no update recorded                                       |
figure 2 of 4
*/
