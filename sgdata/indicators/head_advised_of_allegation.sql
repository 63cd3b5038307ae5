/*
title = "Head told of allegations"
asks = "Was the Virtual School Head or director told?"
theme = "adults"
unit = "percent"
kind = "flow"
good = "high"
about = "adult"
subject = "allegation"
target = 100
amber = 100
clauses = ["VS-7.1"]
rule = "LADO-2"
authority = "Safeguarding policy of the Virtual School: the Virtual School Head is advised in all instances"
edition = "2024"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Allegations about the head are asked elsewhere, and those that do not say whom they are about are not among them."
answer = "The head was told of {n} of {judged} {judged|allegation|allegations} about somebody else ({percent})."
answer_none = "The head was told of none of {judged} {judged|allegation|allegations} about somebody else."
answer_no_data = "No allegation about somebody other than the head can be judged."
trend = "year"
*/
SELECT
    asked.as_at,
    allegation.case_id AS subject,
    CAST(NULL AS VARCHAR) AS child,
    allegation.stands_on AS happened_on,
    CASE
        WHEN allegation.head_advised_at < allegation.aware_at THEN 0
        WHEN CAST(allegation.head_advised_at AS DATE) <= asked.as_at THEN 1
        ELSE 0
    END AS numerator,
    1 AS denominator,
    coalesce(
        allegation.head_advised_at >= allegation.aware_at
        OR CAST(allegation.head_advised_at AS DATE) > asked.as_at,
        TRUE
    ) AS known,
    CASE
        WHEN allegation.head_advised_at IS NULL OR CAST(allegation.head_advised_at AS DATE) > asked.as_at
            THEN 'head not told by ' || strftime(asked.as_at, '%-d %B %Y')
        WHEN allegation.head_advised_at < allegation.aware_at
            THEN 'head told before we were aware: one of the two times is wrong'
        ELSE 'head told ' || strftime(CAST(allegation.head_advised_at AS DATE), '%-d %B %Y')
    END AS why
FROM asked
INNER JOIN dated_allegation AS allegation
    ON allegation.role_group <> 'head'
    AND allegation.stands_on BETWEEN asked.since AND asked.as_at
    AND (allegation.existed_from IS NULL OR allegation.existed_from <= asked.as_at);
/*
Example: told is told, however late; an allegation about the head is asked elsewhere, and so is advice.
as_at 2026-11-20
allegations
| case_id    | kind       | role_group   | aware_at         | head_advised_at  |
| told       | allegation | foster_carer | 2026-11-02T09:00 | 2026-11-20T23:59 |
| tomorrow   | allegation | school       | 2026-11-02T09:00 | 2026-11-21T00:00 |
| never      | allegation | own_staff    | 2026-11-02T09:00 |                  |
| about_head | allegation | head         | 2026-11-02T09:00 |                  |
| unsaid     | allegation |              | 2026-11-02T09:00 |                  |
| advice     | advice     | school       | 2026-11-02T09:00 |                  |
gives
| subject  | numerator | why                              |
| told     | 1         | head told 20 November 2026       |
| tomorrow | 0         | head not told by 20 November 2026 |
| never    | 0         | head not told by 20 November 2026 |
figure 1 of 3

Example: told before we were aware cannot be judged; without the time we became aware, told is told.
as_at 2026-11-20
allegations
| case_id | kind       | role_group | aware_at         | recorded_at      | head_advised_at  |
| before  | allegation | school     | 2026-11-02T09:00 | 2026-11-02T09:00 | 2026-11-02T08:59 |
| unaware | allegation | school     |                  | 2026-11-02T09:00 | 2026-11-02T08:59 |
| neither | allegation | school     |                  | 2026-11-02T09:00 |                  |
gives
| subject | numerator | known |
| before  | 0         | no    |
| unaware | 1         | yes   |
| neither | 0         | yes   |
figure 1 of 3, 1 unknown
*/
