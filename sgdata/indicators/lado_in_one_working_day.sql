/*
title = "LADO told in one working day"
asks = "Was the local authority designated officer (LADO) told in time?"
theme = "adults"
unit = "percent"
kind = "flow"
good = "high"
about = "process"
subject = "allegation"
target = 100
amber = 100
clauses = ["VS-3.4"]
rule = "LADO-2"
authority = "Safeguarding policy of the Virtual School; Working Together to Safeguard Children"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "The clock starts when the organisation became aware and runs to the end of the next working day. School holidays count. There is no national figure to compare with."
answer = "The LADO was told in time in {n} of {judged} {judged|case|cases} that can be judged ({percent})."
answer_none = "The LADO was told in time in none of {judged} {judged|case|cases} that can be judged."
answer_no_data = "No case can be judged."
trend = "year"

[parameters]
working_days = 1
*/
SELECT
    allegation.as_at,
    allegation.case_id AS subject,
    CAST(NULL AS VARCHAR) AS child,
    allegation.stands_on AS happened_on,
    CASE
        WHEN allegation.contacted_at < allegation.aware_at THEN 0
        WHEN CAST(allegation.contacted_at AS DATE) <= allegation.deadline THEN 1
        ELSE 0
    END AS numerator,
    1 AS denominator,
    CASE
        WHEN allegation.is_closed AND allegation.contacted_at IS NULL THEN TRUE
        WHEN allegation.aware_at IS NULL OR allegation.deadline IS NULL THEN FALSE
        ELSE coalesce(allegation.contacted_at >= allegation.aware_at, TRUE)
    END AS known,
    CASE
        WHEN allegation.is_closed AND allegation.contacted_at IS NULL
            THEN 'closed, and the LADO was never told'
        WHEN allegation.aware_at IS NULL THEN 'not known when we became aware'
        WHEN allegation.contacted_at < allegation.aware_at
            THEN 'told before we were aware: one of the two times is wrong'
        ELSE 'aware ' || strftime(CAST(allegation.aware_at AS DATE), '%-d %B %Y') || ', to be told by '
            || strftime(allegation.deadline, '%-d %B %Y') || ', '
            || CASE
                WHEN allegation.contacted_at IS NULL THEN 'not told'
                ELSE 'told ' || strftime(CAST(allegation.contacted_at AS DATE), '%-d %B %Y')
            END
    END AS why
FROM (
    SELECT
        asked.as_at,
        allegation.case_id,
        allegation.aware_at,
        allegation.stands_on,
        CASE
            WHEN CAST(allegation.lado_contacted_at AS DATE) <= asked.as_at THEN allegation.lado_contacted_at
        END AS contacted_at,
        coalesce(allegation.closed_on <= asked.as_at, FALSE) AS is_closed,
        deadline.date AS deadline
    FROM asked
    CROSS JOIN parameters
    INNER JOIN dated_allegation AS allegation
        ON allegation.stands_on BETWEEN asked.since AND asked.as_at
        AND (allegation.existed_from IS NULL OR allegation.existed_from <= asked.as_at)
    LEFT JOIN working_day AS aware ON aware.date = allegation.aware_on
    LEFT JOIN working_day AS deadline
        ON deadline.is_working AND deadline.working_days = aware.working_days + parameters.working_days
) AS allegation
WHERE
    allegation.aware_at IS NULL
    OR allegation.deadline IS NULL
    OR allegation.contacted_at IS NOT NULL
    OR allegation.is_closed
    OR allegation.deadline < allegation.as_at;
/*
Example: aware on Thursday 24 December, the next working day is Tuesday 29 December.
as_at 2027-01-04 since 2026-09-01
allegations
| case_id  | kind       | aware_at         | lado_contacted_at |
| in_time  | allegation | 2026-12-24T15:00 | 2026-12-29T10:00  |
| late     | allegation | 2026-12-24T15:00 | 2026-12-30T09:00  |
| saturday | allegation | 2026-11-21T10:00 | 2026-11-23T23:59  |
| advice   | advice     | 2026-12-24T15:00 | 2026-12-30T09:00  |
gives
| subject  | numerator | known | why                                                                       |
| in_time  | 1         | yes   | aware 24 December 2026, to be told by 29 December 2026, told 29 December 2026 |
| late     | 0         | yes   | aware 24 December 2026, to be told by 29 December 2026, told 30 December 2026 |
| saturday | 1         | yes   | aware 21 November 2026, to be told by 23 November 2026, told 23 November 2026 |
figure 2 of 3

Example: not told: asked once the deadline has passed, or from the day the case is closed.
as_at 2026-11-23
allegations
| case_id  | kind       | aware_at         | closed_on  |
| running  | allegation | 2026-11-20T16:50 |            |
| passed   | allegation | 2026-11-19T09:00 |            |
| closed   | allegation | 2026-11-20T16:50 | 2026-11-23 |
gives
| subject | numerator | known |
| passed  | 0         | yes   |
| closed  | 0         | yes   |
figure 0 of 2

Example: not known when we became aware, or told before it: cannot be judged; closed without telling anybody: missed.
as_at 2026-11-20
allegations
| case_id | kind       | aware_at         | recorded_at      | lado_contacted_at | closed_on  |
| unaware | allegation |                  | 2026-11-02T09:00 | 2026-11-02T10:00  |            |
| before  | allegation | 2026-11-03T09:00 | 2026-11-03T09:00 | 2026-11-03T08:00  |            |
| never   | allegation |                  | 2026-11-02T09:00 |                   | 2026-11-10 |
gives
| subject | numerator | known |
| unaware | 0         | no    |
| before  | 0         | no    |
| never   | 0         | yes   |
figure 0 of 3, 2 unknown
*/
