/*
title = "Provision from the sixth day of a suspension"
asks = "Was the sixth day covered?"
theme = "attendance"
unit = "percent"
kind = "flow"
good = "high"
about = "process"
subject = "suspension"
own_provider = true
target = 100
amber = 100
clauses = ["VS-5.1"]
rule = "ATT-7"
authority = "Suspension and permanent exclusion, statutory guidance: education from the sixth school day"
edition = "2024"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Suspensions of more than ten sessions and permanent exclusions. School days of the school that suspended."
answer = "The sixth school day was covered in {n} of {judged} {judged|suspension|suspensions} ({percent})."
answer_none = "The sixth school day was covered in none of {judged} {judged|suspension|suspensions}."
answer_no_data = "No suspension came to its sixth school day."
children_among = "with a suspension that came to its sixth school day"
children_who = "{n|has|have} one whose sixth day was not covered"

[parameters]
school_day = 6
most_sessions = 10
*/
SELECT
    suspension.as_at,
    suspension.suspension_id AS subject,
    suspension.child_id AS child,
    suspension.provider_id AS provider,
    suspension.started_on AS happened_on,
    CASE WHEN suspension.provision_from <= deadline.date THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    deadline.date IS NOT NULL AS known,
    'from ' || strftime(suspension.started_on, '%-d %B %Y')
    || CASE
        WHEN deadline.date IS NULL THEN ', term dates not known for long enough'
        ELSE ', school day ' || CAST(suspension.school_day AS VARCHAR) || ' was '
            || strftime(deadline.date, '%-d %B %Y')
            || CASE
                WHEN suspension.provision_from IS NULL THEN ', no education provided'
                ELSE ', education from ' || strftime(suspension.provision_from, '%-d %B %Y')
            END
    END AS why
FROM (
    SELECT
        asked.as_at,
        parameters.school_day,
        suspensions.suspension_id,
        suspensions.child_id,
        suspensions.provider_id,
        coalesce(suspensions.provider_id, children.provider_id, '') AS calendar_of,
        suspensions.started_on,
        CASE
            WHEN suspensions.provision_from <= asked.as_at THEN suspensions.provision_from
        END AS provision_from
    FROM asked
    CROSS JOIN parameters
    INNER JOIN suspensions
        ON suspensions.started_on BETWEEN asked.since AND asked.as_at
        AND (suspensions.kind = 'permanent' OR suspensions.sessions > parameters.most_sessions)
    LEFT JOIN children ON children.child_id = suspensions.child_id
    WHERE
        children.school_age_from IS NULL
        OR suspensions.started_on BETWEEN children.school_age_from AND children.school_age_to
) AS suspension
LEFT JOIN school_calendar AS started
    ON started.provider_id = suspension.calendar_of AND started.date = suspension.started_on
LEFT JOIN school_calendar AS deadline
    ON deadline.provider_id = started.provider_id
    AND deadline.span = started.span
    AND deadline.is_school_day
    AND deadline.school_days
    = started.school_days + suspension.school_day - CASE WHEN started.is_school_day THEN 1 ELSE 0 END
LEFT JOIN school_calendar AS today
    ON today.provider_id = started.provider_id AND today.span = started.span AND today.date = suspension.as_at
-- The day has come, or nobody can say.
WHERE deadline.date <= suspension.as_at OR (deadline.date IS NULL AND today.date IS NULL);
/*
Example: from Monday 9 November the sixth school day is Monday the 16th; from a Saturday counting starts on Monday.
as_at 2026-11-20
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2026-11-02 | 2026-12-18 |
suspensions
| suspension_id | child_id | provider_id | kind       | started_on | sessions | provision_from |
| on_the_day    | c1       | s1          | suspension | 2026-11-09 | 11       | 2026-11-16     |
| a_day_late    | c2       | s1          | suspension | 2026-11-09 | 20       | 2026-11-17     |
| saturday      | c3       | s1          | permanent  | 2026-11-07 |          | 2026-11-16     |
| never         | c4       | s1          | permanent  | 2026-11-09 |          |                |
gives
| subject    | numerator | why                                                                                          |
| on_the_day | 1         | from 9 November 2026, school day 6 was 16 November 2026, education from 16 November 2026 |
| a_day_late | 0         | from 9 November 2026, school day 6 was 16 November 2026, education from 17 November 2026 |
| saturday   | 1         | from 7 November 2026, school day 6 was 16 November 2026, education from 16 November 2026 |
| never      | 0         | from 9 November 2026, school day 6 was 16 November 2026, no education provided           |
figure 2 of 4

Example: ten sessions are not asked about, nor is a suspension whose sixth school day is tomorrow.
as_at 2026-11-20
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2026-11-02 | 2026-12-18 |
suspensions
| suspension_id | child_id | provider_id | kind       | started_on | sessions | provision_from |
| ten           | c1       | s1          | suspension | 2026-11-02 | 10       |                |
| today         | c2       | s1          | suspension | 2026-11-13 | 12       | 2026-11-20     |
| tomorrow      | c3       | s1          | suspension | 2026-11-16 | 12       | 2026-11-16     |
gives
| subject | numerator |
| today   | 1         |
figure 1 of 1

Example: where the calendar does not reach the sixth school day, nobody can say.
as_at 2026-11-20 since 2026-07-01
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2026-06-01 | 2026-07-22 |
suspensions
| suspension_id | child_id | kind      | started_on | provision_from |
| s1            | c1       | permanent | 2026-07-20 | 2026-07-21     |
gives
| subject | numerator | known | why                                                    |
| s1      | 0         | no    | from 20 July 2026, term dates not known for long enough |
figure 0 of 1, 1 unknown
*/
