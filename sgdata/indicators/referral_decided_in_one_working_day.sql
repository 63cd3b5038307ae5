/*
title = "Referrals decided in one working day"
asks = "Did the authority answer in time?"
theme = "concerns"
unit = "percent"
kind = "flow"
good = "high"
about = "process"
subject = "referral"
target = 90
amber = 75
clauses = ["VS-10"]
rule = "CON-4"
authority = "Working Together to Safeguard Children; Keeping children safe in education"
edition = "2026"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "The authority's clock, not ours: ours is to ask again when no answer comes. Referrals to the multi-agency safeguarding hub (MASH) and to children's social care."
answer = "The authority decided in time on {n} of {judged} {judged|referral|referrals} ({percent})."
answer_none = "The authority decided in time on none of {judged} {judged|referral|referrals}."
answer_no_data = "No referral can be judged."
children_among = "with a referral"
children_who = "{n|has|have} one that was not decided in time"

[parameters]
working_days = 1
*/
SELECT
    referral.as_at,
    referral.referral_id AS subject,
    referral.child_id AS child,
    CAST(referral.referred_at AS DATE) AS happened_on,
    CASE
        WHEN referral.decided_at < referral.referred_at THEN 0
        WHEN CAST(referral.decided_at AS DATE) <= referral.deadline THEN 1
        ELSE 0
    END AS numerator,
    1 AS denominator,
    referral.deadline IS NOT NULL AND coalesce(referral.decided_at >= referral.referred_at, TRUE) AS known,
    CASE
        WHEN referral.decided_at < referral.referred_at
            THEN 'decided before it was referred: one of the two times is wrong'
        ELSE 'referred ' || strftime(CAST(referral.referred_at AS DATE), '%-d %B %Y')
            || coalesce(', to be decided by ' || strftime(referral.deadline, '%-d %B %Y'), '') || ', '
            || CASE
                WHEN referral.decided_at IS NULL THEN 'not decided'
                ELSE 'decided ' || strftime(CAST(referral.decided_at AS DATE), '%-d %B %Y')
            END
    END AS why
FROM (
    SELECT
        asked.as_at,
        referrals.referral_id,
        coalesce(referrals.child_id, concerns.child_id) AS child_id,
        referrals.referred_at,
        CASE WHEN CAST(referrals.decision_at AS DATE) <= asked.as_at THEN referrals.decision_at END
            AS decided_at,
        deadline.date AS deadline
    FROM asked
    CROSS JOIN parameters
    INNER JOIN referrals
        ON referrals.agency IN ('mash', 'social_care')
        AND CAST(referrals.referred_at AS DATE) BETWEEN asked.since AND asked.as_at
    LEFT JOIN concerns ON concerns.concern_id = referrals.concern_id
    LEFT JOIN working_day AS referred ON referred.date = CAST(referrals.referred_at AS DATE)
    LEFT JOIN working_day AS deadline
        ON deadline.is_working AND deadline.working_days = referred.working_days + parameters.working_days
) AS referral
WHERE referral.decided_at IS NOT NULL OR referral.deadline IS NULL OR referral.deadline < referral.as_at;
/*
Example: referred on Thursday before Easter, the next working day is Tuesday; other agencies have no such clock.
as_at 2026-04-20
referrals
| referral_id | agency      | referred_at      | decision_at      |
| in_time     | mash        | 2026-04-02T15:00 | 2026-04-07T17:00 |
| late        | social_care | 2026-04-02T15:00 | 2026-04-08T09:00 |
| never       | mash        | 2026-04-02T15:00 |                  |
| police      | police      | 2026-04-02T15:00 | 2026-04-08T09:00 |
| unsaid      |             | 2026-04-02T15:00 | 2026-04-08T09:00 |
gives
| subject | numerator | why                                                                       |
| in_time | 1         | referred 2 April 2026, to be decided by 7 April 2026, decided 7 April 2026 |
| late    | 0         | referred 2 April 2026, to be decided by 7 April 2026, decided 8 April 2026 |
| never   | 0         | referred 2 April 2026, to be decided by 7 April 2026, not decided         |
figure 1 of 3

Example: asked once it is decided or its day has passed; decided after the date asked is not decided yet.
as_at 2026-11-23
referrals
| referral_id | agency | referred_at      | decision_at      |
| running     | mash   | 2026-11-20T09:00 |                  |
| decided     | mash   | 2026-11-20T09:00 | 2026-11-20T12:00 |
| passed      | mash   | 2026-11-19T09:00 | 2026-11-24T09:00 |
| before      | mash   | 2026-11-19T09:00 | 2026-11-19T08:00 |
gives
| subject | numerator | known | why                                                            |
| decided | 1         | yes   | referred 20 November 2026, to be decided by 23 November 2026, decided 20 November 2026 |
| passed  | 0         | yes   | referred 19 November 2026, to be decided by 20 November 2026, not decided |
| before  | 0         | no    | decided before it was referred: one of the two times is wrong |
figure 1 of 3, 1 unknown
*/
