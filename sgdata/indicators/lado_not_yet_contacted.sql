/*
title = "LADO not yet told"
asks = "Of which open cases has the local authority designated officer (LADO) not been told?"
theme = "adults"
unit = "percent"
kind = "stock"
good = "low"
about = "process"
subject = "allegation"
target = 0
amber = 0
clauses = ["VS-3.4"]
rule = "LADO-2"
authority = "Safeguarding policy of the Virtual School; Working Together to Safeguard Children"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Open cases of which the LADO has not been told; late once the next working day after we became aware is over."
answer = "The LADO should have been told of {n} open {n|case|cases}, of {d} not told yet."
answer_none = "Of no open case is telling the LADO overdue, of {d} not told yet."
answer_no_data = "There is no open case to judge of which the LADO has not been told."
outlook = "the LADO has to be told of {n} {n|case|cases}"

[parameters]
working_days = 1
*/
SELECT
    asked.as_at,
    allegation.case_id AS subject,
    CAST(NULL AS VARCHAR) AS child,
    allegation.aware_on AS happened_on,
    CASE WHEN deadline.date < asked.as_at THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    deadline.date IS NOT NULL AS known,
    CASE
        WHEN allegation.aware_on IS NULL THEN 'open and not told, not known when we became aware'
        ELSE 'aware ' || strftime(allegation.aware_on, '%-d %B %Y')
            || coalesce(', to be told by ' || strftime(deadline.date, '%-d %B %Y'), '') || ', not told'
    END AS why
FROM asked
CROSS JOIN parameters
INNER JOIN dated_allegation AS allegation
    ON (allegation.aware_on IS NULL OR allegation.aware_on <= asked.as_at)
    AND (allegation.existed_from IS NULL OR allegation.existed_from <= asked.as_at)
    AND (allegation.closed_on IS NULL OR allegation.closed_on > asked.as_at)
    AND (allegation.lado_contacted_at IS NULL OR CAST(allegation.lado_contacted_at AS DATE) > asked.as_at)
LEFT JOIN working_day AS aware ON aware.date = allegation.aware_on
LEFT JOIN working_day AS deadline
    ON deadline.is_working AND deadline.working_days = aware.working_days + parameters.working_days;
/*
Example: aware on Friday afternoon, Monday is the last day; on Tuesday it is overdue.
as_at 2026-11-24
allegations
| case_id  | kind       | aware_at         | lado_contacted_at |
| friday   | allegation | 2026-11-20T16:50 |                   |
| monday   | allegation | 2026-11-23T09:00 |                   |
| told     | allegation | 2026-11-20T16:50 | 2026-11-24T10:00  |
| tomorrow | allegation | 2026-11-20T16:50 | 2026-11-25T10:00  |
| advice   | advice     | 2026-11-20T16:50 |                   |
gives
| subject  | numerator | why                                                             |
| friday   | 1         | aware 20 November 2026, to be told by 23 November 2026, not told |
| monday   | 0         | aware 23 November 2026, to be told by 24 November 2026, not told |
| tomorrow | 1         | aware 20 November 2026, to be told by 23 November 2026, not told |
figure 2 of 3

Example: not known when we became aware: cannot be judged; a closed case is not open.
as_at 2026-11-20
allegations
| case_id | kind       | aware_at         | recorded_at      | closed_on  |
| unaware | allegation |                  | 2026-11-02T09:00 |            |
| closed  | allegation | 2026-11-02T09:00 | 2026-11-02T09:00 | 2026-11-20 |
| not_yet | allegation | 2026-11-02T09:00 | 2026-11-21T09:00 |            |
gives
| subject | numerator | known | why                                              |
| unaware | 0         | no    | open and not told, not known when we became aware |
figure 0 of 1, 1 unknown
*/
