/*
title = "LADO decided in one working day"
asks = "Did the authority decide in time?"
theme = "adults"
unit = "percent"
kind = "flow"
good = "high"
about = "process"
subject = "allegation"
target = 90
amber = 75
clauses = ["VS-3.4"]
rule = "LADO-2"
authority = "National LADO Network, minimum standard 2: the decision within one working day of receipt"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "The clock of the authority, not ours: it starts with the contact. There is no national figure to compare with."
answer = "The authority decided in time on {n} of {judged} {judged|case|cases} ({percent})."
answer_none = "The authority decided in time on none of {judged} {judged|case|cases}."
answer_no_data = "No case can be judged."
trend = "year"

[parameters]
working_days = 1
*/
SELECT
    allegation.as_at,
    allegation.case_id AS subject,
    CAST(NULL AS VARCHAR) AS child,
    CAST(allegation.contacted_at AS DATE) AS happened_on,
    CASE
        WHEN allegation.decided_at < allegation.contacted_at THEN 0
        WHEN CAST(allegation.decided_at AS DATE) <= allegation.deadline THEN 1
        ELSE 0
    END AS numerator,
    1 AS denominator,
    allegation.deadline IS NOT NULL
    AND coalesce(allegation.decided_at >= allegation.contacted_at, TRUE) AS known,
    CASE
        WHEN allegation.decided_at < allegation.contacted_at
            THEN 'decided before the LADO was told: one of the two times is wrong'
        ELSE 'told ' || strftime(CAST(allegation.contacted_at AS DATE), '%-d %B %Y')
            || coalesce(', to be decided by ' || strftime(allegation.deadline, '%-d %B %Y'), '') || ', '
            || CASE
                WHEN allegation.decided_at IS NULL THEN 'not decided'
                ELSE 'decided ' || strftime(CAST(allegation.decided_at AS DATE), '%-d %B %Y')
            END
    END AS why
FROM (
    SELECT
        asked.as_at,
        allegation.case_id,
        allegation.lado_contacted_at AS contacted_at,
        CASE
            WHEN CAST(allegation.authority_decision_at AS DATE) <= asked.as_at
                THEN allegation.authority_decision_at
        END AS decided_at,
        deadline.date AS deadline
    FROM asked
    CROSS JOIN parameters
    INNER JOIN dated_allegation AS allegation
        ON CAST(allegation.lado_contacted_at AS DATE) BETWEEN asked.since AND asked.as_at
        AND (allegation.existed_from IS NULL OR allegation.existed_from <= asked.as_at)
    LEFT JOIN working_day AS contacted ON contacted.date = CAST(allegation.lado_contacted_at AS DATE)
    LEFT JOIN working_day AS deadline
        ON deadline.is_working AND deadline.working_days = contacted.working_days + parameters.working_days
) AS allegation
WHERE
    allegation.decided_at IS NOT NULL
    OR allegation.deadline IS NULL
    OR allegation.deadline < allegation.as_at;
/*
Example: told on Thursday 24 December, the next working day is Tuesday 29 December; the contact counts, not when we became aware.
as_at 2027-01-04 since 2026-09-01
allegations
| case_id | kind       | aware_at         | lado_contacted_at | authority_decision_at |
| in_time | allegation | 2026-12-01T09:00 | 2026-12-24T15:00  | 2026-12-29T17:00      |
| late    | allegation | 2026-12-24T09:00 | 2026-12-24T15:00  | 2026-12-30T09:00      |
| never   | allegation |                  | 2026-12-24T15:00  |                       |
| advice  | advice     | 2026-12-24T09:00 | 2026-12-24T15:00  | 2026-12-30T09:00      |
| untold  | allegation | 2026-12-24T09:00 |                   |                       |
gives
| subject | numerator | why                                                                          |
| in_time | 1         | told 24 December 2026, to be decided by 29 December 2026, decided 29 December 2026 |
| late    | 0         | told 24 December 2026, to be decided by 29 December 2026, decided 30 December 2026 |
| never   | 0         | told 24 December 2026, to be decided by 29 December 2026, not decided        |
figure 1 of 3

Example: asked once it is decided or its day has passed; decided before the LADO was told cannot be judged.
as_at 2026-11-23
allegations
| case_id | kind       | aware_at         | lado_contacted_at | authority_decision_at |
| running | allegation | 2026-11-20T09:00 | 2026-11-20T10:00  |                       |
| decided | allegation | 2026-11-20T09:00 | 2026-11-20T10:00  | 2026-11-20T10:00      |
| passed  | allegation | 2026-11-19T09:00 | 2026-11-19T10:00  | 2026-11-24T09:00      |
| before  | allegation | 2026-11-19T09:00 | 2026-11-19T10:00  | 2026-11-19T09:59      |
gives
| subject | numerator | known |
| decided | 1         | yes   |
| passed  | 0         | yes   |
| before  | 0         | no    |
figure 1 of 3, 1 unknown
*/
