/*
title = "Director and LADO told of allegations about the head"
asks = "And if it is about the head: were the Director of Children's Services and the LADO told at once?"
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
authority = "Safeguarding policy of the Virtual School: about the head, the Director of Children's Services and the local authority designated officer (LADO) immediately; the same day is our reading of immediately"
edition = "2024"
owner = "Director of Children's Services"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Each case is about one person, so leaders see no number. Both on the day we became aware. One who was told late, or not at all, decides."
answer = "The director and the LADO were both told the same day in {n} of {judged} {judged|case|cases} about the head ({percent})."
answer_none = "The director and the LADO were both told the same day in none of {judged} {judged|case|cases} about the head."
answer_no_data = "No allegation about the head can be judged."
trend = "year"
*/
SELECT
    allegation.as_at,
    allegation.case_id AS subject,
    CAST(NULL AS VARCHAR) AS child,
    allegation.stands_on AS happened_on,
    CASE
        WHEN allegation.director_at < allegation.aware_at OR allegation.lado_at < allegation.aware_at THEN 0
        WHEN
            CAST(allegation.director_at AS DATE) = allegation.aware_on
            AND CAST(allegation.lado_at AS DATE) = allegation.aware_on
            THEN 1
        ELSE 0
    END AS numerator,
    1 AS denominator,
    CASE
        WHEN allegation.aware_at IS NULL THEN FALSE
        WHEN coalesce(CAST(allegation.director_at AS DATE) > allegation.aware_on, TRUE) THEN TRUE
        WHEN coalesce(CAST(allegation.lado_at AS DATE) > allegation.aware_on, TRUE) THEN TRUE
        ELSE allegation.director_at >= allegation.aware_at AND allegation.lado_at >= allegation.aware_at
    END AS known,
    CASE
        WHEN allegation.aware_at IS NULL THEN 'not known when we became aware'
        ELSE 'aware ' || strftime(allegation.aware_on, '%-d %B %Y')
            || CASE
                WHEN allegation.director_at IS NULL THEN ', director not told'
                WHEN allegation.director_at < allegation.aware_at THEN ', director told before we were aware'
                ELSE ', director told ' || strftime(CAST(allegation.director_at AS DATE), '%-d %B %Y')
            END
            || CASE
                WHEN allegation.lado_at IS NULL THEN ', LADO not told'
                WHEN allegation.lado_at < allegation.aware_at THEN ', LADO told before we were aware'
                ELSE ', LADO told ' || strftime(CAST(allegation.lado_at AS DATE), '%-d %B %Y')
            END
    END AS why
FROM (
    SELECT
        asked.as_at,
        allegation.case_id,
        allegation.stands_on,
        allegation.aware_at,
        allegation.aware_on,
        CASE
            WHEN CAST(allegation.director_notified_at AS DATE) <= asked.as_at
                THEN allegation.director_notified_at
        END AS director_at,
        CASE
            WHEN CAST(allegation.lado_contacted_at AS DATE) <= asked.as_at THEN allegation.lado_contacted_at
        END AS lado_at
    FROM asked
    INNER JOIN dated_allegation AS allegation
        ON allegation.role_group = 'head'
        AND allegation.stands_on BETWEEN asked.since AND asked.as_at
        AND (allegation.existed_from IS NULL OR allegation.existed_from <= asked.as_at)
) AS allegation;
/*
Example: both on the day itself; the next working day is too late here.
as_at 2026-11-20
allegations
| case_id | kind       | role_group | aware_at         | director_notified_at | lado_contacted_at |
| both    | allegation | head       | 2026-11-02T09:00 | 2026-11-02T09:00     | 2026-11-02T23:59  |
| lado    | allegation | head       | 2026-11-02T09:00 | 2026-11-03T00:00     | 2026-11-02T09:30  |
| neither | allegation | head       | 2026-11-02T09:00 |                      |                   |
| today   | allegation | head       | 2026-11-20T09:00 | 2026-11-20T09:30     | 2026-11-21T09:00  |
| teacher | allegation | school     | 2026-11-02T09:00 |                      |                   |
gives
| subject | numerator | why                                                                          |
| both    | 1         | aware 2 November 2026, director told 2 November 2026, LADO told 2 November 2026 |
| lado    | 0         | aware 2 November 2026, director told 3 November 2026, LADO told 2 November 2026 |
| neither | 0         | aware 2 November 2026, director not told, LADO not told                      |
| today   | 0         | aware 20 November 2026, director told 20 November 2026, LADO not told        |
figure 1 of 4

Example: told before we were aware cannot be judged, unless the other was not told in time; nor without the time we became aware.
as_at 2026-11-20
allegations
| case_id | kind       | role_group | aware_at         | recorded_at      | director_notified_at | lado_contacted_at |
| before  | allegation | head       | 2026-11-02T09:00 | 2026-11-02T09:00 | 2026-11-02T08:00     | 2026-11-02T10:00  |
| decides | allegation | head       | 2026-11-02T09:00 | 2026-11-02T09:00 | 2026-11-02T08:00     |                   |
| unaware | allegation | head       |                  | 2026-11-02T09:00 | 2026-11-02T10:00     | 2026-11-02T10:00  |
gives
| subject | numerator | known | why                                                                              |
| before  | 0         | no    | aware 2 November 2026, director told before we were aware, LADO told 2 November 2026 |
| decides | 0         | yes   | aware 2 November 2026, director told before we were aware, LADO not told         |
| unaware | 0         | no    | not known when we became aware                                                   |
figure 0 of 3, 2 unknown
*/
