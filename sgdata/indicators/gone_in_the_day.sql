/*
title = "Gone part-way through the day"
asks = "Who disappears part-way through the day?"
theme = "attendance"
unit = "percent"
kind = "stock"
good = "low"
about = "child"
subject = "child"
target = 0
amber = 0
clauses = ["VS-5.1"]
rule = "VS-5.1"
authority = "Safeguarding policy of the Virtual School: action where children go missing for periods during the day"
edition = "2024"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Present in the morning and absent without leave in the afternoon on three or more of the last 20 school days of the setting; three and 20 are lines of our own. A child gone after the afternoon register is not seen."
answer = "{n} of {d} {d|child|children} {n|was|were} gone part-way through three days or more ({percent})."
answer_none = "None of {d} {d|child|children} was gone part-way through three days."
answer_no_data = "No session was recorded in the last 20 school days."
children_who = "{n|was|were} gone part-way through three days or more"

[parameters]
school_days = 20
least_days = 3
*/
SELECT
    child.as_at,
    child.child_id AS subject,
    child.child_id AS child,
    child.as_at AS happened_on,
    CASE WHEN child.days_gone >= parameters.least_days THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    TRUE AS known,
    'in school in the morning and gone in the afternoon on ' || CAST(child.days_gone AS VARCHAR)
    || ' of the last ' || CAST(parameters.school_days AS VARCHAR) || ' school days' AS why
FROM (
    SELECT
        as_at,
        child_id,
        -- An afternoon without leave moved onto its morning; 5461 is the set of the seven mornings.
        sum(bit_count(present & (unauthorised >> 1) & 5461)) AS days_gone
    FROM (
        SELECT
            recent.as_at,
            week.child_id,
            week.week_from,
            bit_or((week.possible - week.authorised - week.unauthorised) & recent.sessions) AS present,
            bit_or(week.unauthorised & recent.sessions) AS unauthorised
        FROM last_school_days AS recent
        INNER JOIN attendance_week AS week
            ON week.provider_id = recent.provider_id
            AND week.week_from = recent.week_from
            AND recent.as_at BETWEEN week.known_from AND week.known_to
            AND (week.marked & recent.sessions) <> 0
        GROUP BY recent.as_at, week.child_id, week.week_from
    ) AS child_week
    GROUP BY as_at, child_id
) AS child
CROSS JOIN parameters;
/*
Example: three such days are three; late after the register closed is without leave too, and the other way round is not.
as_at 2026-11-20
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2026-09-02 | 2026-10-23 |
|             | term | 2026-11-02 | 2026-12-18 |
register
| child_id | provider_id | from       | marks                |
| three    | s1          | 2026-11-09 | / O B N L U          |
| two      | s1          | 2026-11-09 | / O / O / I          |
| morning  | s1          | 2026-11-09 | O / O / O /          |
gives
| subject | numerator | why                                                                             |
| three   | 1         | in school in the morning and gone in the afternoon on 3 of the last 20 school days |
| two     | 0         | in school in the morning and gone in the afternoon on 2 of the last 20 school days |
| morning | 0         | in school in the morning and gone in the afternoon on 0 of the last 20 school days |
figure 1 of 3

Example: the 20th school day back, over half-term, is 19 October; a day before it is not looked at.
as_at 2026-11-20
calendar
| provider_id | kind | date_from  | date_to    |
|             | term | 2026-09-02 | 2026-10-23 |
|             | term | 2026-11-02 | 2026-12-18 |
register
| child_id | provider_id | from       | marks           |
| in_time  | s1          | 2026-10-19 | / O / O / O     |
| before   | s1          | 2026-10-16 | / O / O / O     |
| long_ago | s1          | 2026-10-12 | / O / O / O     |
gives
| subject | numerator |
| in_time | 1         |
| before  | 0         |
figure 1 of 2
*/
