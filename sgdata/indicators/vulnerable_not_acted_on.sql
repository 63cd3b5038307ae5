/*
title = "Several vulnerabilities and nothing done"
asks = "Which children carry several vulnerabilities, with nothing done?"
theme = "cohorts"
unit = "percent"
kind = "stock"
good = "low"
about = "child"
subject = "child"
released_by_group = false
within = ["several_vulnerabilities"]
target = 0
amber = 5
clauses = ["VS-4"]
rule = "LAC-4"
authority = "Practice of our own; the Safeguarding policy of the Virtual School asks that measures are put in place for children at greater risk"
edition = "2024"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-21
review_due_on = 2027-09-01
caveat = "Practice of our own: no guidance sets these lines. Of all children on roll, for a share of those with several vulnerabilities would tell leaders of few. Only what is recorded is seen: an action set or completed, a referral, parents or social worker told, a review of a part-time timetable, a contact while without a school, a return interview."
answer = "{n} of {d} {d|child|children} {n|carries|carry} three vulnerabilities or more, and for them nothing was recorded as done for over 28 days ({percent})."
answer_none = "For every one of {d} {d|child|children} with three vulnerabilities or more something was recorded as done in the last 28 days."
answer_no_data = "No child is on roll."

[parameters]
rules = 3
contact_days = 28
*/
SELECT
    as_at,
    child_id AS subject,
    child_id AS child,
    last_on AS happened_on,
    CASE WHEN is_several AND is_silent AND NOT may_be_late THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    (is_several AND is_silent AND NOT may_be_late) OR NOT may_be_several OR NOT is_silent AS known,
    reasons
    || CASE
        WHEN last_on IS NULL THEN '; nothing recorded as done'
        ELSE '; last done ' || strftime(last_on, '%-d %B %Y')
    END
    || CASE WHEN is_silent AND may_be_late THEN ': not known when an action or a referral was made' ELSE '' END
    || CASE WHEN may_be_several AND NOT is_several THEN '; not known: ' || not_known ELSE '' END AS why
FROM (
    SELECT
        child.as_at,
        child.child_id,
        CASE WHEN child.sure = 0 THEN 'none recorded' ELSE child.reasons END AS reasons,
        child.not_known,
        child.sure >= parameters.rules AS is_several,
        child.sure + child.perhaps >= parameters.rules AS may_be_several,
        in_touch.last_on,
        coalesce(in_touch.may_be_late, FALSE) AS may_be_late,
        coalesce(date_diff('day', in_touch.last_on, child.as_at) > parameters.contact_days, TRUE) AS is_silent
    FROM vulnerable_child AS child
    CROSS JOIN parameters
    LEFT JOIN in_touch ON in_touch.as_at = child.as_at AND in_touch.child_id = child.child_id
) AS judged;
/*
Example: what was done 28 days ago is in time, 29 days ago it is not; a child with two vulnerabilities does not count.
as_at 2026-11-20
children
| child_id | sen  | care_status  | uasc | young_carer |
| in_time  | ehcp | looked_after | yes  | yes         |
| too_old  | ehcp | looked_after | yes  | yes         |
| never    | ehcp | looked_after | yes  | yes         |
| two_only | ehcp | looked_after | yes  | no          |
concerns
| concern_id | child_id | observed_at      | parents_informed_on |
| k1         | in_time  | 2026-09-01T09:00 | 2026-10-23          |
| k2         | too_old  | 2026-09-01T09:00 | 2026-10-22          |
| k3         | never    | 2026-11-19T09:00 |                     |
gives
| subject | numerator | happened_on | why                                                                           |
| in_time | 0         | 2026-10-23  | SEND (EHCP); Unaccompanied asylum seeker; Young carer; last done 23 October 2026 |
| too_old | 1         | 2026-10-22  | SEND (EHCP); Unaccompanied asylum seeker; Young carer; last done 22 October 2026 |
| never   | 1         |             | SEND (EHCP); Unaccompanied asylum seeker; Young carer; nothing recorded as done |
| two_only | 0         |             | SEND (EHCP); Unaccompanied asylum seeker; nothing recorded as done             |
figure 2 of 4

Example: a review, a contact while without a school, a referral and a return interview are things done too.
as_at 2026-11-20
children
| child_id | sen  | uasc | young_carer | date_of_birth |
| reviewed | ehcp | yes  | yes         | 2008-05-01    |
| visited  | ehcp | yes  | yes         | 2008-05-01    |
| referred | ehcp | yes  | yes         | 2008-05-01    |
| heard    | ehcp | yes  | yes         | 2008-05-01    |
part_time_timetables
| timetable_id | child_id | started_on |
| t1           | reviewed | 2026-10-05 |
timetable_reviews
| timetable_id | due_on     | held_on    |
| t1           | 2026-11-02 | 2026-11-03 |
missing_education
| episode_id | child_id | started_on | last_contact_on |
| e1         | visited  | 2026-10-05 | 2026-11-04      |
referrals
| referral_id | child_id | referred_at      |
| f1          | referred | 2026-11-02T09:00 |
missing_episodes
| episode_id | child_id | return_interview_held_at |
| m1         | heard    | 2026-11-05T09:00         |
gives
| subject  | numerator | happened_on |
| reviewed | 0         | 2026-11-03  |
| visited  | 0         | 2026-11-04  |
| referred | 0         | 2026-11-02  |
| heard    | 0         | 2026-11-05  |
figure 0 of 4

Example: an action without the day on which it was set may be later than every other, unless it was over before; where a child may carry several it is not known, unless something was done.
as_at 2026-11-20
children
| child_id | sen  | uasc | young_carer |
| perhaps  | ehcp | yes  | yes         |
| long_ago | ehcp | yes  | yes         |
| not_sure |      | yes  | yes         |
| done     |      | yes  | yes         |
concerns
| concern_id | child_id | observed_at      | parents_informed_on |
| p1         | perhaps  | 2026-09-01T09:00 |                     |
| l1         | long_ago | 2026-09-01T09:00 |                     |
| d1         | done     | 2026-09-01T09:00 | 2026-11-01          |
actions
| action_id | concern_id | set_on | completed_on |
| a1        | p1         |        |              |
| a2        | l1         |        | 2026-10-05   |
gives
| subject  | numerator | known | why                                                                           |
| perhaps  | 0         | no    | SEND (EHCP); Unaccompanied asylum seeker; Young carer; nothing recorded as done: not known when an action or a referral was made |
| long_ago | 1         | yes   | SEND (EHCP); Unaccompanied asylum seeker; Young carer; last done 5 October 2026 |
| not_sure | 0         | no    | Unaccompanied asylum seeker; Young carer; nothing recorded as done; not known: Child protection plan, SEND |
| done     | 0         | yes   | Unaccompanied asylum seeker; Young carer; last done 1 November 2026; not known: Child protection plan, SEND |
figure 1 of 4, 2 unknown
*/
