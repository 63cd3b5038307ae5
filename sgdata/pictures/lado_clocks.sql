/*
asks = "How long did it take to tell the LADO of each case?"
theme = "adults"
draw = "timeline"
place = 10
leads = true
of = "lado_in_one_working_day"
parts = ["told within one working day", "told later", "not yet told", "closed and never told", "weekend or bank holiday", "aware", "LADO contacted", "authority's decision", "evaluation meeting", "written down, not known when aware"]
clauses = ["VS-3.4", "VS-7.1"]
counted = "Every allegation of the period, and every earlier one that is still open; requests for advice are left out. The stretch runs from when the organisation became aware to when the LADO (local authority designated officer) was contacted, or to the date of the figures. In time is by the end of the next working day. A delay is counted in working days after that day; a contact on a weekend or a bank holiday counts as one on the next working day, and so does the date of the figures. A case that does not say when the organisation became aware has no stretch and is marked where it was written down, or, where that is not known either, at the contact or the date of the figures. The numbers in time, not in time and not to be judged are of the period."
answer = "The LADO was told in time in {in_time} of {judged} {judged|case|cases} of the period that can be judged[, and not in {late}].[ The longest delay is {longest} working {longest|day|days}.][ Cannot be judged: {unknown}.][ Still in time: {waiting}.][ Open from before the period: {earlier}.]"
answer_none = "There was no case in the period, and no earlier case is open."

[tells]
n = "count(DISTINCT \"case\")"
in_time = "count(DISTINCT CASE WHEN is_of_period AND verdict = 'in time' THEN \"case\" END)"
late = "count(DISTINCT CASE WHEN is_of_period AND verdict = 'not in time' THEN \"case\" END)"
judged = "count(DISTINCT CASE WHEN is_of_period AND verdict IN ('in time', 'not in time') THEN \"case\" END)"
unknown = "count(DISTINCT CASE WHEN is_of_period AND verdict = 'cannot be judged' THEN \"case\" END)"
waiting = "count(DISTINCT CASE WHEN is_of_period AND verdict = 'still has time' THEN \"case\" END)"
earlier = "count(DISTINCT CASE WHEN NOT is_of_period THEN \"case\" END)"
longest = "coalesce(max(days_late), 0)"

[columns]
case = "Case"
verdict = "Told in time"
what = "What"
said_from = "From, or on"
said_to = "To"
*/
WITH
cases AS (
    SELECT
        asked.as_at,
        allegation.case_id,
        allegation.aware_at,
        allegation.aware_on,
        allegation.recorded_at,
        allegation.stands_on,
        coalesce(allegation.stands_on >= asked.since, FALSE) AS is_of_period,
        CASE
            WHEN CAST(allegation.lado_contacted_at AS DATE) <= asked.as_at THEN allegation.lado_contacted_at
        END AS contacted_at,
        CASE
            WHEN CAST(allegation.authority_decision_at AS DATE) <= asked.as_at
                THEN allegation.authority_decision_at
        END AS decided_at,
        CASE
            WHEN allegation.evaluation_meeting_on <= asked.as_at THEN allegation.evaluation_meeting_on
        END AS met_on,
        CASE WHEN allegation.closed_on <= asked.as_at THEN allegation.closed_on END AS closed_on
    FROM asked
    INNER JOIN dated_allegation AS allegation
        ON (allegation.stands_on IS NULL OR allegation.stands_on <= asked.as_at)
        AND (allegation.existed_from IS NULL OR allegation.existed_from <= asked.as_at)
        AND (
            allegation.stands_on >= asked.since
            OR allegation.closed_on IS NULL
            OR allegation.closed_on > asked.as_at
        )
),
counted AS (
    SELECT
        cases.*,
        measured.known,
        measured.numerator,
        -- A day that is no working day has the number of the one before it, and counts as the one after it.
        reached.working_days + CASE WHEN reached.is_working THEN 0 ELSE 1 END
        - aware.working_days - parameters.working_days AS days_over
    FROM cases
    CROSS JOIN parameters
    LEFT JOIN measured ON measured.subject = cases.case_id
    LEFT JOIN working_day AS aware ON aware.date = cases.aware_on
    LEFT JOIN working_day AS reached
        ON reached.date = coalesce(CAST(cases.contacted_at AS DATE), cases.as_at)
),
judged AS (
    SELECT
        *,
        -- Those of the period as the figure has them; the same rule for what it does not ask, or not yet.
        CASE
            WHEN NOT known THEN 'cannot be judged'
            WHEN numerator > 0 THEN 'in time'
            WHEN numerator = 0 THEN 'not in time'
            WHEN days_over IS NULL OR contacted_at < aware_at THEN 'cannot be judged'
            WHEN days_over > 0 THEN 'not in time'
            WHEN contacted_at IS NULL THEN 'still has time'
            ELSE 'in time'
        END AS verdict
    FROM counted
),
timed AS (
    SELECT *, CASE WHEN verdict = 'not in time' THEN greatest(days_over, 0) END AS days_late
    FROM judged
),
stretches AS (
    SELECT
        case_id,
        CASE
            WHEN contacted_at IS NOT NULL AND verdict = 'in time' THEN 'told within one working day'
            WHEN contacted_at IS NOT NULL THEN 'told later'
            WHEN closed_on IS NOT NULL THEN 'closed and never told'
            ELSE 'not yet told'
        END AS what,
        aware_at AS starts,
        greatest(
            coalesce(contacted_at, CAST(closed_on AS TIMESTAMP), CAST(as_at AS TIMESTAMP)), aware_at
        ) AS ends
    FROM timed
    WHERE aware_at IS NOT NULL AND verdict <> 'cannot be judged'
),
not_worked AS (
    SELECT
        stretches.case_id,
        greatest(CAST(min(day.date) AS TIMESTAMP), stretches.starts) AS starts,
        least(CAST(max(day.date) + 1 AS TIMESTAMP), stretches.ends) AS ends
    FROM stretches
    INNER JOIN working_day AS day
        ON NOT day.is_working
        AND day.date BETWEEN CAST(stretches.starts AS DATE) AND CAST(stretches.ends AS DATE)
    -- Days off that follow each other have the same number.
    GROUP BY stretches.case_id, stretches.starts, stretches.ends, day.working_days
),
marks AS (
    SELECT
        case_id,
        unnest([3, 3, 4, 5, 6]) AS place,
        unnest([
            'aware',
            'written down, not known when aware',
            'LADO contacted',
            'authority''s decision',
            'evaluation meeting'
        ]) AS what,
        unnest([
            aware_at,
            CASE WHEN aware_at IS NULL THEN coalesce(recorded_at, contacted_at, CAST(as_at AS TIMESTAMP)) END,
            contacted_at,
            decided_at,
            CAST(met_on AS TIMESTAMP)
        ]) AS starts
    FROM timed
),
found AS (
    SELECT case_id, 1 AS place, what, starts, ends FROM stretches
    UNION ALL
    SELECT case_id, 2 AS place, 'weekend or bank holiday' AS what, starts, ends FROM not_worked WHERE starts < ends
    UNION ALL
    SELECT case_id, place, what, starts, NULL AS ends FROM marks WHERE starts IS NOT NULL
)
SELECT
    timed.case_id AS "case",
    timed.verdict,
    found.what,
    found.starts,
    found.ends,
    -- What is known by the day alone, or is a whole day, stands at midnight.
    replace(strftime(found.starts, '%-d %B %Y, %H:%M'), ', 00:00', '') AS said_from,
    replace(strftime(found.ends, '%-d %B %Y, %H:%M'), ', 00:00', '') AS said_to,
    timed.is_of_period,
    timed.days_late
FROM timed
INNER JOIN found ON found.case_id = timed.case_id
ORDER BY
    list_position(['not in time', 'cannot be judged', 'still has time', 'in time'], timed.verdict),
    timed.days_late DESC NULLS LAST,
    timed.stands_on NULLS FIRST,
    timed.case_id,
    found.place,
    found.starts;
/*
Example: over Christmas Tuesday 29 December is the last day; told the day after is late by one working day, and comes first.
as_at 2027-01-04 since 2026-09-01
allegations
| case_id | kind       | aware_at         | lado_contacted_at | authority_decision_at | evaluation_meeting_on |
| in_time | allegation | 2026-12-24T15:00 | 2026-12-29T10:00  | 2027-01-05T09:00      |                       |
| late    | allegation | 2026-12-24T15:00 | 2026-12-30T09:00  | 2026-12-30T11:00      | 2027-01-04            |
| advice  | advice     | 2026-12-24T15:00 | 2026-12-30T09:00  |                       |                       |
gives
| case    | what                        | said_from               | said_to                 | verdict     | days_late |
| late    | told later                  | 24 December 2026, 15:00 | 30 December 2026, 09:00 | not in time | 1         |
| late    | weekend or bank holiday     | 25 December 2026        | 29 December 2026        | not in time | 1         |
| late    | aware                       | 24 December 2026, 15:00 |                         | not in time | 1         |
| late    | LADO contacted              | 30 December 2026, 09:00 |                         | not in time | 1         |
| late    | authority's decision        | 30 December 2026, 11:00 |                         | not in time | 1         |
| late    | evaluation meeting          | 4 January 2027          |                         | not in time | 1         |
| in_time | told within one working day | 24 December 2026, 15:00 | 29 December 2026, 10:00 | in time     |           |
| in_time | weekend or bank holiday     | 25 December 2026        | 29 December 2026        | in time     |           |
| in_time | aware                       | 24 December 2026, 15:00 |                         | in time     |           |
| in_time | LADO contacted              | 29 December 2026, 10:00 |                         | in time     |           |

Example: told after the date is not told yet; closed without telling is missed; an earlier case stands there while it is open; told on a Saturday is one working day late.
as_at 2026-11-20 since 2026-11-01
allegations
| case_id  | kind       | aware_at         | recorded_at      | lado_contacted_at | closed_on  |
| untold   | allegation | 2026-11-18T09:00 | 2026-11-18T09:00 | 2026-11-21T09:00  |            |
| today    | allegation | 2026-11-20T09:00 | 2026-11-20T09:00 |                   |            |
| never    | allegation | 2026-11-17T09:00 | 2026-11-17T09:00 |                   | 2026-11-18 |
| saturday | allegation | 2026-11-12T09:00 | 2026-11-12T09:00 | 2026-11-14T09:00  |            |
| unaware  | allegation |                  | 2026-11-12T09:00 | 2026-11-12T10:00  |            |
| earlier  | allegation | 2026-10-30T09:00 | 2026-10-30T09:00 | 2026-10-30T10:00  | 2026-11-21 |
| over     | allegation | 2026-10-30T09:00 | 2026-10-30T09:00 | 2026-10-30T10:00  | 2026-11-19 |
gives
| case     | what                               | said_from               | said_to                 | is_of_period | days_late |
| never    | closed and never told              | 17 November 2026, 09:00 | 18 November 2026        | True         | 2         |
| never    | aware                              | 17 November 2026, 09:00 |                         | True         | 2         |
| saturday | told later                         | 12 November 2026, 09:00 | 14 November 2026, 09:00 | True         | 1         |
| saturday | weekend or bank holiday            | 14 November 2026        | 14 November 2026, 09:00 | True         | 1         |
| saturday | aware                              | 12 November 2026, 09:00 |                         | True         | 1         |
| saturday | LADO contacted                     | 14 November 2026, 09:00 |                         | True         | 1         |
| untold   | not yet told                       | 18 November 2026, 09:00 | 20 November 2026        | True         | 1         |
| untold   | aware                              | 18 November 2026, 09:00 |                         | True         | 1         |
| unaware  | written down, not known when aware | 12 November 2026, 09:00 |                         | True         |           |
| unaware  | LADO contacted                     | 12 November 2026, 10:00 |                         | True         |           |
| today    | not yet told                       | 20 November 2026, 09:00 | 20 November 2026, 09:00 | True         |           |
| today    | aware                              | 20 November 2026, 09:00 |                         | True         |           |
| earlier  | told within one working day        | 30 October 2026, 09:00  | 30 October 2026, 10:00  | False        |           |
| earlier  | aware                              | 30 October 2026, 09:00  |                         | False        |           |
| earlier  | LADO contacted                     | 30 October 2026, 10:00  |                         | False        |           |
*/
