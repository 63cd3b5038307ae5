/*
title = "Safeguarding lead told the same day"
asks = "Was our designated safeguarding lead (DSL) told at once?"
theme = "concerns"
unit = "percent"
kind = "flow"
good = "high"
about = "process"
subject = "concern"
target = 100
amber = 95
clauses = ["VS-3.1", "MM-5.2"]
rule = "CON-2"
authority = "Both policies: report to the DSL immediately; the same day is our reading of immediately"
edition = "2024"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "The calendar day, also on a day without school. A concern seen late in the evening has until midnight."
answer = "The safeguarding lead was told the same day of {n} of {judged} {judged|concern|concerns} that can be judged ({percent})."
answer_none = "The safeguarding lead was told the same day of none of {judged} {judged|concern|concerns} that can be judged."
answer_no_data = "No concern can be judged."
children_among = "with a concern"
children_who = "{n|has|have} one of which the safeguarding lead was not told the same day"
*/
SELECT
    concern.as_at,
    concern.concern_id AS subject,
    concern.child_id AS child,
    concern.stands_on AS happened_on,
    CASE
        WHEN concern.reported_at < concern.observed_at THEN 0
        WHEN CAST(concern.reported_at AS DATE) = concern.observed_on THEN 1
        ELSE 0
    END AS numerator,
    1 AS denominator,
    CASE
        WHEN concern.observed_at IS NULL THEN FALSE
        WHEN concern.reported_at IS NULL THEN concern.observed_on < concern.as_at
        ELSE concern.reported_at >= concern.observed_at
    END AS known,
    CASE
        WHEN concern.observed_at IS NULL THEN 'not known when it was observed'
        WHEN concern.reported_at < concern.observed_at
            THEN 'reported before it was observed: one of the two times is wrong'
        ELSE 'observed ' || strftime(concern.observed_on, '%-d %B %Y')
            || CASE
                WHEN concern.reported_at IS NULL AND concern.observed_on = concern.as_at
                    THEN ', not reported yet: the day is not over'
                WHEN concern.reported_at IS NULL THEN ', not reported'
                WHEN CAST(concern.reported_at AS DATE) = concern.observed_on THEN ', reported the same day'
                ELSE ', reported ' || strftime(CAST(concern.reported_at AS DATE), '%-d %B %Y')
            END
    END AS why
FROM (
    SELECT
        asked.as_at,
        concern.concern_id,
        concern.child_id,
        concern.stands_on,
        concern.observed_at,
        concern.observed_on,
        CASE WHEN CAST(concern.reported_to_dsl_at AS DATE) <= asked.as_at THEN concern.reported_to_dsl_at END
            AS reported_at
    FROM asked
    INNER JOIN dated_concern AS concern
        ON concern.stands_on BETWEEN asked.since AND asked.as_at
        AND (concern.existed_from IS NULL OR concern.existed_from <= asked.as_at)
) AS concern;
/*
Example: until midnight is the same day; a minute later is not.
as_at 2026-11-20
concerns
| concern_id | observed_at      | reported_to_dsl_at |
| at_once    | 2026-11-02T23:30 | 2026-11-02T23:30   |
| midnight   | 2026-11-02T23:30 | 2026-11-03T00:00   |
| never      | 2026-11-02T23:30 |                    |
gives
| subject  | numerator | known | why                                                  |
| at_once  | 1         | yes   | observed 2 November 2026, reported the same day        |
| midnight | 0         | yes   | observed 2 November 2026, reported 3 November 2026 |
| never    | 0         | yes   | observed 2 November 2026, not reported               |
figure 1 of 3

Example: on the day itself nobody can say yet; what is reported tomorrow is not reported today.
as_at 2026-11-20
concerns
| concern_id | observed_at      | reported_to_dsl_at |
| today      | 2026-11-20T09:00 |                    |
| today_done | 2026-11-20T09:00 | 2026-11-20T09:20   |
| yesterday  | 2026-11-19T09:00 | 2026-11-21T09:00   |
gives
| subject    | numerator | known | why                                                                     |
| today      | 0         | no    | observed 20 November 2026, not reported yet: the day is not over |
| today_done | 1         | yes   | observed 20 November 2026, reported the same day                 |
| yesterday  | 0         | yes   | observed 19 November 2026, not reported                          |
figure 1 of 3, 1 unknown

Example: not known when it was observed, or reported before it was: cannot be judged.
as_at 2026-11-20
concerns
| concern_id | observed_at      | recorded_at      | reported_to_dsl_at |
| no_time    |                  | 2026-11-02T09:00 | 2026-11-02T09:10   |
| before     | 2026-11-02T09:00 | 2026-11-02T09:00 | 2026-11-02T08:59   |
gives
| subject | numerator | known | why                                                        |
| no_time | 0         | no    | not known when it was observed                             |
| before  | 0         | no    | reported before it was observed: one of the two times is wrong |
figure 0 of 2, 2 unknown
*/
