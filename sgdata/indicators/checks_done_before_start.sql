/*
title = "Checks done before the start"
asks = "Were all checks done before the person began?"
theme = "staff"
unit = "percent"
kind = "stock"
good = "high"
about = "process"
subject = "person"
target = 100
amber = 95
clauses = ["MM-7", "VS-2"]
rule = "TRN-1"
authority = "Keeping children safe in education, Part Three; both policies"
edition = "2026"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Of people in post whose checks are complete. A check on the first day is in time. Who has no first day cannot be judged."
answer = "{n} of {judged} {judged|person|people} with complete checks had them before they began ({percent})."
answer_none = "None of {judged} {judged|person|people} with complete checks had them before they began."
answer_no_data = "Nobody in post with complete checks can be judged."

[parameters]
references_wanted = 2
*/
SELECT
    person.as_at,
    person.staff_id AS subject,
    CAST(NULL AS VARCHAR) AS child,
    person.started_on AS happened_on,
    CASE WHEN person.last_check_on <= person.started_on THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    person.started_on IS NOT NULL AS known,
    'last check ' || strftime(person.last_check_on, '%-d %B %Y')
    || CASE
        WHEN person.started_on IS NULL THEN ', not known when the person started'
        ELSE ', started ' || strftime(person.started_on, '%-d %B %Y')
    END AS why
FROM (
    SELECT
        asked.as_at,
        person.staff_id,
        person.started_on,
        greatest(
            person.application_form_on,
            person.references_verified_on,
            person.enhanced_dbs_on,
            person.identity_checked_on,
            person.gaps_explained_on,
            CASE WHEN person.qualifications_needed THEN person.qualifications_checked_on END
        ) AS last_check_on
    FROM asked
    CROSS JOIN parameters
    INNER JOIN in_post AS person
        ON person.in_post_from <= asked.as_at
        AND person.not_in_post_from > asked.as_at
        AND person.application_form_on <= asked.as_at
        AND person.references_received >= parameters.references_wanted
        AND person.references_verified_on <= asked.as_at
        AND person.enhanced_dbs_on <= asked.as_at
        AND person.identity_checked_on <= asked.as_at
        AND person.gaps_explained_on <= asked.as_at
        AND (
            NOT coalesce(person.qualifications_needed, FALSE)
            OR person.qualifications_checked_on <= asked.as_at
        )
) AS person;
/*
Example: a check on the first day is in time, a day later not; who lacks a check is asked elsewhere.
as_at 2026-11-20
staff
| staff_id  | started_on | application_form_on | references_received | references_verified_on | enhanced_dbs_on | identity_checked_on | gaps_explained_on |
| first_day | 2026-09-01 | 2026-06-01          | 2                   | 2026-06-15             | 2026-09-01      | 2026-07-01          | 2026-06-01        |
| day_later | 2026-09-01 | 2026-06-01          | 2                   | 2026-06-15             | 2026-07-01      | 2026-09-02          | 2026-06-01        |
| no_start  |            | 2026-06-01          | 2                   | 2026-06-15             | 2026-07-01      | 2026-07-01          | 2026-06-01        |
| lacking   | 2026-09-01 | 2026-06-01          | 2                   | 2026-06-15             |                 | 2026-07-01          | 2026-06-01        |
| one_ref   | 2026-09-01 | 2026-06-01          | 1                   | 2026-06-15             | 2026-07-01      | 2026-07-01          | 2026-06-01        |
| no_ref    | 2026-09-01 | 2026-06-01          |                     | 2026-06-15             | 2026-07-01      | 2026-07-01          | 2026-06-01        |
gives
| subject   | numerator | known | why                                                          |
| first_day | 1         | yes   | last check 1 September 2026, started 1 September 2026        |
| day_later | 0         | yes   | last check 2 September 2026, started 1 September 2026        |
| no_start  | 0         | no    | last check 1 July 2026, not known when the person started    |
figure 1 of 3, 1 unknown

Example: qualifications count where the post needs them; a check after the date asked leaves them incomplete.
as_at 2026-11-20
staff
| staff_id   | started_on | application_form_on | references_received | references_verified_on | enhanced_dbs_on | identity_checked_on | gaps_explained_on | qualifications_checked_on | qualifications_needed |
| needed     | 2026-09-01 | 2026-06-01          | 2                   | 2026-06-15             | 2026-07-01      | 2026-07-01          | 2026-06-01        | 2026-10-01                | yes                   |
| not_needed | 2026-09-01 | 2026-06-01          | 2                   | 2026-06-15             | 2026-07-01      | 2026-07-01          | 2026-06-01        | 2026-10-01                | no                    |
| tomorrow   | 2026-09-01 | 2026-06-01          | 2                   | 2026-06-15             | 2026-11-21      | 2026-07-01          | 2026-06-01        |                           |                       |
gives
| subject    | numerator |
| needed     | 0         |
| not_needed | 1         |
figure 1 of 2
*/
