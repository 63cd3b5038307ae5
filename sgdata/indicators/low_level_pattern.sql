/*
title = "Adults with repeat low-level concerns"
asks = "Does one adult come up again?"
theme = "adults"
unit = "percent"
kind = "flow"
good = "none"
about = "adult"
subject = "adult"
clauses = ["VS-7.2"]
rule = "LADO-6"
authority = "Keeping children safe in education, Part Four; 2 in 365 days is a line of our own"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "A reason to look, never a judgement: more reports can mean that people speak up. Concerns before the period count as the earlier one."
answer = "{n} of {d} {d|adult|adults} with a low-level concern {n|has|have} come up again within a year."
answer_none = "No adult has come up again within a year, of {d} with a low-level concern."
answer_no_data = "There was no low-level concern about a named adult."
trend = "year"

[parameters]
days = 365
*/
SELECT
    adult.as_at,
    adult.adult_id AS subject,
    CAST(NULL AS VARCHAR) AS child,
    adult.raised_on AS happened_on,
    CASE WHEN adult.days_between <= parameters.days THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    TRUE AS known,
    CASE
        WHEN adult.days_between IS NULL THEN 'for the first time'
        WHEN adult.days_between = 0 THEN 'twice on one day'
        WHEN adult.days_between = 1 THEN 'again after 1 day'
        ELSE 'again after ' || CAST(adult.days_between AS VARCHAR) || ' days'
    END AS why
FROM (
    SELECT
        asked.as_at,
        concern.adult_id,
        max(concern.raised_on) AS raised_on,
        min(date_diff('day', concern.raised_before, concern.raised_on)) AS days_between
    FROM asked
    INNER JOIN (
        SELECT
            low_level_concerns.adult_id,
            low_level_concerns.raised_on,
            lag(low_level_concerns.raised_on) OVER (
                PARTITION BY low_level_concerns.adult_id ORDER BY low_level_concerns.raised_on
            ) AS raised_before
        FROM low_level_concerns
        WHERE low_level_concerns.adult_id IS NOT NULL AND low_level_concerns.raised_on IS NOT NULL
    ) AS concern
        ON concern.raised_on BETWEEN asked.since AND asked.as_at
    GROUP BY asked.as_at, concern.adult_id
) AS adult
CROSS JOIN parameters;
/*
Example: again on the 365th day, with the earlier one before the period; on the 366th it is no pattern.
as_at 2026-11-20
low_level_concerns
| concern_id | adult_id | raised_on  |
| a1         | day_365  | 2025-11-20 |
| a2         | day_365  | 2026-11-20 |
| b1         | day_366  | 2025-11-19 |
| b2         | day_366  | 2026-11-20 |
| c1         | once     | 2026-11-02 |
| d1         | one_day  | 2026-11-02 |
| d2         | one_day  | 2026-11-02 |
gives
| subject | numerator | why                  |
| day_365 | 1         | again after 365 days |
| day_366 | 0         | again after 366 days |
| once    | 0         | for the first time   |
| one_day | 1         | twice on one day     |
figure 2 of 4

Example: the last of them lies in the period; what is raised tomorrow, or names no adult, does not count.
as_at 2026-11-20
low_level_concerns
| concern_id | adult_id | raised_on  |
| a1         | before   | 2026-08-01 |
| a2         | before   | 2026-08-31 |
| b1         | tomorrow | 2026-11-19 |
| b2         | tomorrow | 2026-11-21 |
| c1         |          | 2026-11-02 |
| c2         |          | 2026-11-03 |
| d1         | no_day   | 2026-11-02 |
| d2         | no_day   |            |
gives
| subject  | numerator |
| tomorrow | 0         |
| no_day   | 0         |
figure 0 of 2
*/
