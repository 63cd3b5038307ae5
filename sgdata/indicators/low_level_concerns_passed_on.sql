/*
title = "Low-level concerns passed on"
asks = "Are small things about adults passed on?"
theme = "adults"
unit = "percent"
kind = "flow"
good = "high"
about = "process"
subject = "low_level_concern"
target = 100
amber = 95
clauses = ["VS-7.2"]
rule = "LADO-6"
authority = "Safeguarding policy of the Virtual School: the setting's policy is followed and the Virtual School's designated safeguarding lead (DSL) informed"
edition = "2024"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "How many there are is no measure of anything: many can mean that people speak up."
answer = "{n} of {d} low-level {d|concern was|concerns were} passed on to the setting and the safeguarding lead ({percent})."
answer_none = "None of {d} low-level {d|concern|concerns} was passed on to both the setting and the safeguarding lead."
answer_no_data = "There was no low-level concern."
trend = "year"
*/
SELECT
    asked.as_at,
    concern.concern_id AS subject,
    CAST(NULL AS VARCHAR) AS child,
    concern.raised_on AS happened_on,
    CASE
        WHEN concern.setting_informed_on <= asked.as_at AND concern.dsl_informed_on <= asked.as_at THEN 1
        ELSE 0
    END AS numerator,
    1 AS denominator,
    TRUE AS known,
    CASE
        WHEN concern.setting_informed_on <= asked.as_at
            THEN 'setting told ' || strftime(concern.setting_informed_on, '%-d %B %Y')
        ELSE 'setting not told'
    END
    || CASE
        WHEN concern.dsl_informed_on <= asked.as_at
            THEN ', safeguarding lead told ' || strftime(concern.dsl_informed_on, '%-d %B %Y')
        ELSE ', safeguarding lead not told'
    END AS why
FROM asked
INNER JOIN low_level_concerns AS concern ON concern.raised_on BETWEEN asked.since AND asked.as_at;
/*
Example: both are to be told; told after the date asked is not yet told.
as_at 2026-11-20
low_level_concerns
| concern_id | raised_on  | setting_informed_on | dsl_informed_on |
| both       | 2026-11-02 | 2026-11-03          | 2026-11-20      |
| one        | 2026-11-02 | 2026-11-03          |                 |
| later      | 2026-11-02 | 2026-11-03          | 2026-11-21      |
| neither    | 2026-11-20 |                     |                 |
gives
| subject | numerator | why                                                                        |
| both    | 1         | setting told 3 November 2026, safeguarding lead told 20 November 2026      |
| one     | 0         | setting told 3 November 2026, safeguarding lead not told                   |
| later   | 0         | setting told 3 November 2026, safeguarding lead not told                   |
| neither | 0         | setting not told, safeguarding lead not told                               |
figure 1 of 4

Example: by the day it was raised; without one it is in no period.
as_at 2026-11-20 since 2026-11-01
low_level_concerns
| concern_id | raised_on  | setting_informed_on | dsl_informed_on |
| first_day  | 2026-11-01 | 2026-11-01          | 2026-11-01      |
| before     | 2026-10-31 | 2026-11-01          | 2026-11-01      |
| tomorrow   | 2026-11-21 | 2026-11-21          | 2026-11-21      |
| no_day     |            | 2026-11-01          | 2026-11-01      |
gives
| subject   | numerator |
| first_day | 1         |
figure 1 of 1
*/
