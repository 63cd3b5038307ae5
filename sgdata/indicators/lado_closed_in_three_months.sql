/*
title = "Allegations closed in three months"
asks = "Do cases end?"
theme = "adults"
unit = "percent"
kind = "flow"
good = "high"
about = "process"
subject = "allegation"
target = 90
amber = 75
clauses = ["VS-3.4", "VS-7.1"]
rule = "LADO-4"
authority = "National LADO Network standards: three months wherever possible; 90 % is an older benchmark of the Department for Education, still used locally"
edition = "2016"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Not statutory. Every case whose three months ended in the period, the still open ones too; calendar months, so that 30 November and three months make 28 February."
answer = "{n} of {judged} {judged|case|cases} whose three months have ended {n|was|were} closed by then ({percent})."
answer_none = "None of {judged} {judged|case|cases} whose three months have ended was closed by then."
answer_no_data = "No case can be judged."
trend = "year"

[parameters]
months = 3
*/
SELECT
    allegation.as_at,
    allegation.case_id AS subject,
    CAST(NULL AS VARCHAR) AS child,
    allegation.stands_on AS happened_on,
    CASE
        WHEN allegation.is_known AND allegation.closed_on <= allegation.limit_on THEN 1
        ELSE 0
    END AS numerator,
    1 AS denominator,
    allegation.is_known AS known,
    CASE
        WHEN NOT allegation.is_known THEN 'not known when we became aware'
        ELSE 'aware ' || strftime(allegation.stands_on, '%-d %B %Y') || ', to be closed by '
            || strftime(allegation.limit_on, '%-d %B %Y') || ', '
            || CASE
                WHEN allegation.closed_on IS NULL OR allegation.closed_on > allegation.as_at THEN 'still open'
                ELSE 'closed ' || strftime(allegation.closed_on, '%-d %B %Y')
            END
    END AS why
FROM (
    SELECT
        asked.as_at,
        asked.since,
        allegation.case_id,
        allegation.stands_on,
        allegation.closed_on,
        allegation.aware_on IS NOT NULL AS is_known,
        CAST(allegation.stands_on + parameters.months * INTERVAL 1 MONTH AS DATE) AS limit_on
    FROM asked
    CROSS JOIN parameters
    INNER JOIN dated_allegation AS allegation
        ON allegation.stands_on <= asked.as_at
        AND (allegation.existed_from IS NULL OR allegation.existed_from <= asked.as_at)
) AS allegation
WHERE allegation.limit_on BETWEEN allegation.since AND allegation.as_at;
/*
Example: of ten cases since April the three months of eight have ended, seven were closed by then: 7 of 8, and not 7 of 7.
as_at 2026-11-20 since 2026-04-01
allegations
| case_id    | kind       | aware_at         | closed_on  |
| april      | allegation | 2026-04-01T09:00 | 2026-06-01 |
| may        | allegation | 2026-05-11T09:00 | 2026-08-11 |
| june       | allegation | 2026-06-01T09:00 | 2026-06-02 |
| mid_june   | allegation | 2026-06-15T09:00 | 2026-07-20 |
| july       | allegation | 2026-07-01T09:00 | 2026-09-30 |
| mid_july   | allegation | 2026-07-15T09:00 | 2026-07-15 |
| august     | allegation | 2026-08-20T09:00 | 2026-11-20 |
| still_open | allegation | 2026-08-03T09:00 |            |
| september  | allegation | 2026-09-07T09:00 | 2026-09-20 |
| late_sept  | allegation | 2026-09-28T09:00 |            |
gives
| subject    | numerator | why                                                                    |
| april      | 1         | aware 1 April 2026, to be closed by 1 July 2026, closed 1 June 2026    |
| may        | 1         | aware 11 May 2026, to be closed by 11 August 2026, closed 11 August 2026 |
| june       | 1         | aware 1 June 2026, to be closed by 1 September 2026, closed 2 June 2026 |
| mid_june   | 1         | aware 15 June 2026, to be closed by 15 September 2026, closed 20 July 2026 |
| july       | 1         | aware 1 July 2026, to be closed by 1 October 2026, closed 30 September 2026 |
| mid_july   | 1         | aware 15 July 2026, to be closed by 15 October 2026, closed 15 July 2026 |
| august     | 1         | aware 20 August 2026, to be closed by 20 November 2026, closed 20 November 2026 |
| still_open | 0         | aware 3 August 2026, to be closed by 3 November 2026, still open       |
figure 7 of 8

Example: 30 November and three months make 28 February; closed a day later is late, closed after the date asked still open.
as_at 2027-02-28
allegations
| case_id | kind       | aware_at         | closed_on  |
| in_time | allegation | 2026-11-30T16:50 | 2027-02-28 |
| late    | allegation | 2026-11-27T16:50 | 2027-02-28 |
| open    | allegation | 2026-11-28T16:50 | 2027-03-01 |
gives
| subject | numerator | why                                                                             |
| in_time | 1         | aware 30 November 2026, to be closed by 28 February 2027, closed 28 February 2027 |
| late    | 0         | aware 27 November 2026, to be closed by 27 February 2027, closed 28 February 2027 |
| open    | 0         | aware 28 November 2026, to be closed by 28 February 2027, still open            |
figure 1 of 3

Example: without the time we became aware a case stands where it was written down, and cannot be judged.
as_at 2026-11-20
allegations
| case_id | kind       | aware_at | recorded_at      | closed_on  |
| unaware | allegation |          | 2026-08-03T09:00 | 2026-08-10 |
| recent  | allegation |          | 2026-10-05T09:00 | 2026-10-10 |
gives
| subject | numerator | known |
| unaware | 0         | no    |
figure 0 of 1, 1 unknown
*/
