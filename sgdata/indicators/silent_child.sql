/*
title = "The silent child"
asks = "Which children do we worry about and have not been in touch with?"
theme = "concerns"
unit = "percent"
kind = "stock"
good = "low"
about = "child"
subject = "child"
target = 0
amber = 5
clauses = ["VS-4"]
rule = "GOV-5"
authority = "Practice of our own; the Safeguarding policy of the Virtual School asks that children at greater risk are identified and regularly monitored"
edition = "2024"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Practice of our own: no guidance sets these lines. A child is a worry with two concerns in 84 days, or with absence that rose by 10 percentage points. Only what is recorded is seen: an action set or completed, a referral, parents or social worker told, a review of a part-time timetable, a contact while without a school, a return interview. A concern alone is no contact; without the time it was observed it counts on the day it was written down."
answer = "{n} of {judged} {judged|child who is|children who are} a worry {n|has|have} had no contact or action recorded for over 28 days ({percent})."
answer_none = "None of {judged} {judged|child who is|children who are} a worry has been without a recorded contact or action for over 28 days."
answer_no_data = "No child on roll is a worry that can be judged."
children_among = "giving cause for worry"
children_who = "{n|has|have} had no contact or action recorded for over 28 days"

[parameters]
concerns = 2
concern_days = 84
recent_days = 28
days_before = 56
points = 10
sessions = 20
contact_days = 28
*/
WITH
repeated AS (
    SELECT concern.as_at, concern.child_id, count(*) AS concerns, min(concern.stands_on) AS first_on
    FROM existing_concern AS concern
    CROSS JOIN parameters
    WHERE date_diff('day', concern.stands_on, concern.as_at) <= parameters.concern_days
    GROUP BY concern.as_at, concern.child_id, parameters.concerns
    HAVING count(*) >= parameters.concerns
),
-- Each week with the sessions before the first day of the weeks before, before that of the last weeks, and to the date
-- (see attendance_week): what lies between two of them is the difference.
watched_week AS (
    SELECT
        asked.as_at,
        week.week_from,
        (1 << (2 * least(greatest(
            date_diff('day', week.week_from, asked.as_at) + 1 - parameters.recent_days - parameters.days_before, 0
        ), 7))) - 1 AS too_early,
        (1 << (2 * least(greatest(
            date_diff('day', week.week_from, asked.as_at) + 1 - parameters.recent_days, 0
        ), 7))) - 1 AS until_recent,
        (1 << (2 * least(date_diff('day', week.week_from, asked.as_at) + 1, 7))) - 1 AS until_date
    FROM asked
    CROSS JOIN parameters
    INNER JOIN calendar_week AS week
        ON week.week_from <= asked.as_at
        AND date_diff('day', week.week_to, asked.as_at) < parameters.recent_days + parameters.days_before
),
absence AS (
    SELECT
        watched_week.as_at,
        week.child_id,
        sum(bit_count(week.possible & (watched_week.until_date - watched_week.until_recent))) AS possible,
        sum(bit_count(
            (week.authorised + week.unauthorised) & (watched_week.until_date - watched_week.until_recent)
        )) AS absent,
        sum(bit_count(week.possible & (watched_week.until_recent - watched_week.too_early))) AS possible_before,
        sum(bit_count(
            (week.authorised + week.unauthorised) & (watched_week.until_recent - watched_week.too_early)
        )) AS absent_before
    FROM watched_week
    INNER JOIN attendance_week AS week
        ON week.week_from = watched_week.week_from
        AND watched_week.as_at BETWEEN week.known_from AND week.known_to
    GROUP BY watched_week.as_at, week.child_id
),
worsened AS (
    SELECT absence.*
    FROM absence
    CROSS JOIN parameters
    WHERE
        absence.possible >= parameters.sessions
        AND absence.possible_before >= parameters.sessions
        AND 100 * (absence.absent * absence.possible_before - absence.absent_before * absence.possible)
        >= parameters.points * absence.possible * absence.possible_before
),
worry AS (
    SELECT
        asked.as_at,
        child.child_id,
        concat_ws(
            ', ',
            CASE
                WHEN repeated.concerns = 1
                    THEN '1 concern, of ' || strftime(repeated.first_on, '%-d %B %Y')
                WHEN repeated.concerns > 1
                    THEN CAST(repeated.concerns AS VARCHAR) || ' concerns since '
                        || strftime(repeated.first_on, '%-d %B %Y')
            END,
            CASE
                WHEN worsened.child_id IS NOT NULL
                    THEN 'absent for ' || CAST(worsened.absent AS VARCHAR) || ' of '
                        || CAST(worsened.possible AS VARCHAR) || ' sessions in the last '
                        || CAST(parameters.recent_days AS VARCHAR) || ' days and for '
                        || CAST(worsened.absent_before AS VARCHAR) || ' of '
                        || CAST(worsened.possible_before AS VARCHAR) || ' in the '
                        || CAST(parameters.days_before AS VARCHAR) || ' days before'
            END
        ) AS because
    FROM asked
    CROSS JOIN parameters
    INNER JOIN child_on_roll AS child ON asked.as_at BETWEEN child.on_roll_from AND child.on_roll_to
    LEFT JOIN repeated ON repeated.as_at = asked.as_at AND repeated.child_id = child.child_id
    LEFT JOIN worsened ON worsened.as_at = asked.as_at AND worsened.child_id = child.child_id
    WHERE repeated.child_id IS NOT NULL OR worsened.child_id IS NOT NULL
)
SELECT
    as_at,
    child_id AS subject,
    child_id AS child,
    last_on AS happened_on,
    CASE WHEN is_silent AND NOT may_be_late THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    NOT is_silent OR NOT may_be_late AS known,
    because
    || CASE
        WHEN last_on IS NULL THEN ', no contact recorded'
        ELSE ', last recorded contact ' || strftime(last_on, '%-d %B %Y')
    END
    || CASE WHEN is_silent AND may_be_late THEN ': not known when an action or a referral was made' ELSE '' END AS why
FROM (
    SELECT
        worry.as_at,
        worry.child_id,
        worry.because,
        in_touch.last_on,
        coalesce(in_touch.may_be_late, FALSE) AS may_be_late,
        coalesce(date_diff('day', in_touch.last_on, worry.as_at) > parameters.contact_days, TRUE) AS is_silent
    FROM worry
    CROSS JOIN parameters
    LEFT JOIN in_touch ON in_touch.as_at = worry.as_at AND in_touch.child_id = worry.child_id
) AS judged;
/*
Example: an action or a contact 28 days ago is in time, 29 days ago it is not; a concern alone is no contact.
as_at 2026-11-20
children
| child_id |
| set      |
| done     |
| parents  |
| too_old  |
| never    |
| one_only |
concerns
| concern_id | child_id | observed_at      | parents_informed_on | social_worker_informed_at |
| s1         | set      | 2026-09-01T09:00 |                     |                           |
| s2         | set      | 2026-10-01T09:00 |                     |                           |
| d1         | done     | 2026-10-01T09:00 |                     |                           |
| d2         | done     | 2026-10-01T09:00 |                     |                           |
| p1         | parents  | 2026-10-22T09:00 | 2026-10-23          |                           |
| p2         | parents  | 2026-10-22T09:00 |                     |                           |
| t1         | too_old  | 2026-09-01T09:00 |                     |                           |
| t2         | too_old  | 2026-10-20T09:00 |                     | 2026-10-22T16:00          |
| n1         | never    | 2026-11-19T09:00 |                     |                           |
| n2         | never    | 2026-11-20T09:00 |                     |                           |
| o1         | one_only | 2026-11-19T09:00 |                     |                           |
actions
| action_id | concern_id | set_on     | completed_on |
| a1        | s2         | 2026-10-23 |              |
| a2        | d1         | 2026-10-02 | 2026-11-20   |
| a3        | t1         | 2026-09-02 | 2026-11-21   |
| a4        | t1         | 2026-11-21 |              |
gives
| subject | numerator | happened_on | why                                                                     |
| set     | 0         | 2026-10-23  | 2 concerns since 1 September 2026, last recorded contact 23 October 2026 |
| done    | 0         | 2026-11-20  | 2 concerns since 1 October 2026, last recorded contact 20 November 2026  |
| parents | 0         | 2026-10-23  | 2 concerns since 22 October 2026, last recorded contact 23 October 2026  |
| too_old | 1         | 2026-10-22  | 2 concerns since 1 September 2026, last recorded contact 22 October 2026 |
| never   | 1         |             | 2 concerns since 19 November 2026, no contact recorded                   |
figure 2 of 5

Example: two concerns within 84 days; not the 85th, not one that is written down later; who is not on roll is not asked about.
as_at 2026-11-20
children
| child_id | on_roll_to |
| day_84   |            |
| day_85   |            |
| not_yet  |            |
| undated  |            |
| left     | 2026-11-20 |
concerns
| concern_id | child_id | observed_at      | recorded_at      |
| a1         | day_84   | 2026-08-28T09:00 |                  |
| a2         | day_84   | 2026-11-01T09:00 |                  |
| b1         | day_85   | 2026-08-27T09:00 |                  |
| b2         | day_85   | 2026-11-01T09:00 |                  |
| c1         | not_yet  | 2026-11-01T09:00 | 2026-11-02T09:00 |
| c2         | not_yet  | 2026-11-01T09:00 | 2026-11-21T09:00 |
| d1         | undated  |                  | 2026-11-02T09:00 |
| d2         | undated  | 2026-11-01T09:00 | 2026-11-02T09:00 |
| e1         | left     | 2026-11-01T09:00 |                  |
| e2         | left     | 2026-11-01T09:00 |                  |
gives
| subject | numerator |
| day_84  | 1         |
| undated | 1         |
figure 2 of 2

Example: absence of 10 % after none is worse, of 7.5 % is not; with 19 sessions nobody can tell, with 20 one can.
as_at 2026-11-20
children
| child_id  |
| worse     |
| not_yet   |
| always    |
| too_few   |
| just_enough |
| held      |
register
| child_id    | provider_id | from       | marks            |
| worse       | s1          | 2026-08-31 | 80x/ 4xI 36x/    |
| not_yet     | s1          | 2026-08-31 | 80x/ 3xI 37x/    |
| always      | s1          | 2026-08-31 | 8xI 72x/ 7xI 33x/ |
| too_few     | s1          | 2026-08-31 | 80x/ 21x. 19xI   |
| just_enough | s1          | 2026-08-31 | 60x. 20x/ 20x. 2xI 18x/ |
| held        | s1          | 2026-08-31 | 80x/ 40xO        |
missing_episodes
| episode_id | child_id | return_interview_held_at |
| m1         | held     | 2026-11-02T09:00         |
gives
| subject     | numerator | why                                                                                                       |
| worse       | 1         | absent for 4 of 40 sessions in the last 28 days and for 0 of 80 in the 56 days before, no contact recorded |
| just_enough | 1         | absent for 2 of 20 sessions in the last 28 days and for 0 of 20 in the 56 days before, no contact recorded |
| held        | 0         | absent for 40 of 40 sessions in the last 28 days and for 0 of 80 in the 56 days before, last recorded contact 2 November 2026 |
figure 2 of 3

Example: a referral, a review and a contact while without a school are contacts too; one without a date may be, unless it was over before.
as_at 2026-11-20
children
| child_id |
| referred |
| reviewed |
| visited  |
| perhaps  |
| long_ago |
concerns
| concern_id | child_id | observed_at      |
| r1         | referred | 2026-10-01T09:00 |
| r2         | referred | 2026-10-01T09:00 |
| v1         | reviewed | 2026-10-01T09:00 |
| v2         | reviewed | 2026-10-01T09:00 |
| m1         | visited  | 2026-10-01T09:00 |
| m2         | visited  | 2026-10-01T09:00 |
| p1         | perhaps  | 2026-10-01T09:00 |
| p2         | perhaps  | 2026-10-01T09:00 |
| l1         | long_ago | 2026-10-01T09:00 |
| l2         | long_ago | 2026-10-01T09:00 |
actions
| action_id | concern_id | set_on     | completed_on | cancelled_on |
| a1        | p1         | 2026-10-02 | 2026-10-05   |              |
| a2        | p1         |            |              |              |
| a3        | l1         |            | 2026-10-05   |              |
| a4        | l1         |            |              | 2026-10-22   |
referrals
| referral_id | concern_id | child_id | referred_at      |
| f1          | r1         |          | 2026-11-02T09:00 |
part_time_timetables
| timetable_id | child_id | started_on |
| t1           | reviewed | 2026-10-05 |
timetable_reviews
| timetable_id | due_on     | held_on    |
| t1           | 2026-11-02 | 2026-11-03 |
missing_education
| episode_id | child_id | started_on | last_contact_on |
| e1         | visited  | 2026-10-05 | 2026-11-04      |
gives
| subject  | numerator | known | why                                                                     |
| referred | 0         | yes   | 2 concerns since 1 October 2026, last recorded contact 2 November 2026  |
| reviewed | 0         | yes   | 2 concerns since 1 October 2026, last recorded contact 3 November 2026  |
| visited  | 0         | yes   | 2 concerns since 1 October 2026, last recorded contact 4 November 2026  |
| perhaps  | 0         | no    | 2 concerns since 1 October 2026, last recorded contact 5 October 2026: not known when an action or a referral was made |
| long_ago | 1         | yes   | 2 concerns since 1 October 2026, last recorded contact 5 October 2026   |
figure 1 of 5, 1 unknown
*/
