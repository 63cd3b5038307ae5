/*
asks = "Of which cases was the LADO not told in time, or not at all?"
theme = "adults"
draw = "table"
place = 20
leads = true
of = "lado_in_one_working_day"
clauses = ["VS-3.4"]
counted = "Allegations of the period that the LADO (local authority designated officer) was not told of by the end of the next working day or that cannot be judged, and every open one of which the LADO has not been told, however old. The working days are those after the day on which the organisation became aware, up to the contact or the date of the figures; a contact on a weekend or a bank holiday counts as one on the next working day. When a reason was written down is not recorded, so it stands there at a past date too."
answer = "The LADO was told late of {late} {late|case|cases}[ and, though it was due, not at all of {untold}].[ No reason is recorded in {unexplained}.][ Cannot be judged: {unknown}.][ Not told, but still in time: {waiting}.]"
answer_none = "There is no case of which the LADO was told late, and none of which the LADO has not been told."

[tells]
n = "count(*)"
late = "count(CASE WHEN standing = 'told late' THEN 1 END)"
untold = "count(CASE WHEN standing IN ('not told', 'closed and never told') THEN 1 END)"
unexplained = "count(CASE WHEN standing IN ('told late', 'not told', 'closed and never told') AND reason = 'no reason recorded' THEN 1 END)"
unknown = "count(CASE WHEN standing = 'cannot be judged' THEN 1 END)"
waiting = "count(CASE WHEN standing = 'not told, still has time' THEN 1 END)"

[columns]
case = "Case"
standing = "How it stands"
aware = "Aware"
contacted = "LADO contacted"
taken = "Time taken"
reason = "Reason for the delay"
*/
WITH
cases AS (
    SELECT
        asked.as_at,
        allegation.case_id,
        allegation.aware_at,
        allegation.aware_on,
        allegation.stands_on,
        allegation.delay_reason,
        CASE
            WHEN CAST(allegation.lado_contacted_at AS DATE) <= asked.as_at THEN allegation.lado_contacted_at
        END AS contacted_at,
        coalesce(allegation.closed_on <= asked.as_at, FALSE) AS is_closed
    FROM asked
    INNER JOIN dated_allegation AS allegation
        ON (allegation.stands_on IS NULL OR allegation.stands_on <= asked.as_at)
        AND (allegation.existed_from IS NULL OR allegation.existed_from <= asked.as_at)
),
counted AS (
    SELECT
        cases.*,
        measured.known,
        reached.working_days - aware.working_days AS days,
        -- A day that is no working day has the number of the one before it, and counts as the one after it.
        CASE WHEN reached.is_working THEN 0 ELSE 1 END AS begun,
        parameters.working_days AS allowed
    FROM cases
    CROSS JOIN parameters
    LEFT JOIN measured ON measured.subject = cases.case_id
    LEFT JOIN working_day AS aware ON aware.date = cases.aware_on
    LEFT JOIN working_day AS reached
        ON reached.date = coalesce(CAST(cases.contacted_at AS DATE), cases.as_at)
    WHERE measured.numerator = 0 OR (cases.contacted_at IS NULL AND NOT cases.is_closed)
),
listed AS (
    SELECT
        * REPLACE (CASE WHEN contacted_at IS NULL THEN days ELSE days + begun END AS days),
        CASE
            -- Those of the period as the figure has them; the same rule for older ones and those that still have time.
            WHEN NOT known OR (known IS NULL AND days IS NULL) THEN 'cannot be judged'
            WHEN contacted_at IS NOT NULL THEN 'told late'
            WHEN is_closed THEN 'closed and never told'
            WHEN days + begun > allowed THEN 'not told'
            ELSE 'not told, still has time'
        END AS standing
    FROM counted
)
SELECT
    case_id AS "case",
    standing,
    coalesce(strftime(aware_at, '%-d %B %Y, %H:%M'), 'not known') AS aware,
    coalesce(strftime(contacted_at, '%-d %B %Y, %H:%M'), 'not told') AS contacted,
    CASE
        WHEN days IS NULL OR contacted_at < aware_at THEN 'not known'
        ELSE CAST(days AS VARCHAR)
            || CASE WHEN days = 1 THEN ' working day' ELSE ' working days' END
            || CASE WHEN contacted_at IS NULL THEN ', and not told' ELSE '' END
    END AS taken,
    coalesce(delay_reason, 'no reason recorded') AS reason
FROM listed
ORDER BY
    list_position(
        ['not told', 'closed and never told', 'told late', 'cannot be judged', 'not told, still has time'], standing
    ),
    days DESC NULLS LAST,
    stands_on NULLS FIRST,
    case_id;
/*
Example: not told comes first; told on a Saturday counts as on Monday; what happened after the date has not happened.
as_at 2026-11-20 since 2026-11-01
allegations
| case_id  | kind       | aware_at         | recorded_at      | lado_contacted_at | closed_on  | delay_reason    |
| in_time  | allegation | 2026-11-12T09:00 | 2026-11-12T09:00 | 2026-11-13T23:59  |            |                 |
| saturday | allegation | 2026-11-12T09:00 | 2026-11-12T09:00 | 2026-11-14T09:00  |            | awaiting_police |
| untold   | allegation | 2026-11-18T09:00 | 2026-11-18T09:00 | 2026-11-21T09:00  |            |                 |
| waiting  | allegation | 2026-11-19T09:00 | 2026-11-19T09:00 |                   |            |                 |
| never    | allegation | 2026-11-17T09:00 | 2026-11-17T09:00 |                   | 2026-11-18 |                 |
| unaware  | allegation |                  | 2026-11-12T09:00 | 2026-11-12T10:00  |            |                 |
| advice   | advice     | 2026-11-10T09:00 | 2026-11-10T09:00 |                   |            |                 |
gives
| case     | standing                | aware                   | contacted               | taken                        | reason             |
| untold   | not told                | 18 November 2026, 09:00 | not told                | 2 working days, and not told | no reason recorded |
| never    | closed and never told   | 17 November 2026, 09:00 | not told                | 3 working days, and not told | no reason recorded |
| saturday | told late               | 12 November 2026, 09:00 | 14 November 2026, 09:00 | 2 working days               | awaiting_police    |
| unaware  | cannot be judged        | not known               | 12 November 2026, 10:00 | not known                    | no reason recorded |
| waiting  | not told, still has time | 19 November 2026, 09:00 | not told               | 1 working day, and not told  | no reason recorded |

Example: before the period only what is open and not told; one that does not say when we were aware cannot be judged.
as_at 2026-11-20 since 2026-11-01
allegations
| case_id   | kind       | aware_at         | recorded_at      | lado_contacted_at | closed_on  |
| told_late | allegation | 2026-10-05T09:00 | 2026-10-05T09:00 | 2026-10-12T09:00  |            |
| still     | allegation | 2026-10-29T09:00 | 2026-10-29T09:00 |                   |            |
| closed    | allegation | 2026-10-29T09:00 | 2026-10-29T09:00 |                   | 2026-11-20 |
| undated   | allegation |                  |                  |                   |            |
gives
| case    | standing         | taken                         |
| still   | not told         | 16 working days, and not told |
| undated | cannot be judged | not known                     |
*/
